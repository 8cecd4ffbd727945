"""The page in WeasyPrint, as PDF/A-3u (it has no 3a)."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks.export_peers.markup import html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def builder(fonts: Path) -> Callable[[dict[str, Any]], bytes]:
    """Something that turns a page into PDF."""
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    configuration = FontConfiguration()

    def build(page: dict[str, Any]) -> bytes:
        document = HTML(string=html(page, fonts))
        data: bytes = document.write_pdf(font_config=configuration, pdf_variant="pdf/a-3u")
        return data

    return build
