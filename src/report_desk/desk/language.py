"""The window's language: every sentence passes `tr`, or `self.tr` where a class is Qt's.

`pyside6-lupdate` reads both, in source text: what it does not see as a literal is never translated. A table
that is made before the language is known marks its words with ``QT_TR_NOOP``, and `tr` is called later.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str, note: str = "") -> str:
    """A sentence in the window's language; a note tells it from the same words that mean something else.

    lupdate files a bare ``tr`` under no context.
    """
    return QCoreApplication.translate("", text, note)


def QT_TR_NOOP(text: str) -> str:
    """Words for a later `tr`, under the name that lupdate knows; Qt's own of this name answers an object."""
    return text
