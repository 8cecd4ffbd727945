"""reportlab's object model, imported without the image library that it never needs here.

reportlab imports Pillow whatever it is used for, a quarter of its time to start. Pillow stays what
it is, but its code runs only when something asks it for anything.
"""

from __future__ import annotations

import importlib.util
import sys
from importlib import import_module

_UNUSED = ("PIL", "Image")


def _import_when_used(package: str, name: str) -> None:
    """Put a module into place that loads itself at the first look at its contents."""
    full = f"{package}.{name}"
    spec = None if full in sys.modules else importlib.util.find_spec(full)
    if spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[full] = module
    spec.loader.exec_module(module)
    setattr(import_module(package), name, module)


_import_when_used(*_UNUSED)

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFFile, PDFString  # noqa: E402 - see above

__all__ = ["PDFDictionary", "PDFDocument", "PDFFile", "PDFString"]
