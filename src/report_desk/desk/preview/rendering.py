"""Pages of a PDF as pictures."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from report_desk.pdfium import TURN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

POINTS_PER_INCH = 72
BAND = 300
"""Lines of pixels of a page that are drawn at a time for paper: 6 MB and half an inch at 600 dots per inch.

Half an inch is a whole number of pixels wherever such a page is shown again, so that no seam is seen.
"""
_WHITE = 0xFFFFFFFF


def page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points."""
    import pypdfium2  # noqa: PLC0415 - a slow library, loaded with the first preview

    with TURN:
        document = pypdfium2.PdfDocument(data)
        try:
            return tuple(document.get_page_size(number) for number in range(len(document)))
        finally:
            document.close()


def draw_pages(data: bytes, numbers: Iterable[int], scale: float) -> dict[int, QImage]:
    """Some pages drawn at ``scale`` pixels per point."""
    import pypdfium2  # noqa: PLC0415 - a slow library, loaded with the first preview

    with TURN:
        document = pypdfium2.PdfDocument(data)
        try:
            return {number: _draw(document[number], scale) for number in numbers if number < len(document)}
        finally:
            document.close()


def draw_bands(data: bytes, number: int, scale: float) -> Iterator[tuple[int, QImage]]:
    """One page at ``scale`` pixels per point, in bands from its top; each with the line it begins at.

    A page for paper takes 140 MB. The bands are the page but for a rounding at the edges of some letters.
    """
    import pypdfium2  # noqa: PLC0415 - a slow library, loaded with the first preview

    with TURN:
        document = pypdfium2.PdfDocument(data)
        page = document[number]
    width, height = (ceil(points * scale) for points in page.get_size())
    try:
        for top in range(0, height, BAND):
            yield top, _draw_band(page, (width, height), top)
    finally:
        with TURN:
            page.close()
            document.close()


def _draw_band(page: object, size: tuple[int, int], top: int) -> QImage:
    """Some lines of a page, drawn as the whole page is, shifted up by what lies above them."""
    import pypdfium2  # noqa: PLC0415 - a slow library, loaded with the first preview
    from pypdfium2 import raw  # noqa: PLC0415 - as above

    width, height = size
    lines = min(BAND, height - top)
    with TURN:
        bitmap = pypdfium2.PdfBitmap.new_native(width, lines, raw.FPDFBitmap_BGRx)
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, lines, _WHITE)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, -top, width, height, 0, raw.FPDF_ANNOT)
        return _picture(bitmap)


def _draw(page: object, scale: float) -> QImage:
    image = _picture(page.render(scale=scale, prefer_bgrx=True))  # type: ignore[attr-defined]
    page.close()  # type: ignore[attr-defined]
    return image


def _picture(bitmap: object) -> QImage:
    """A picture of what pdfium has drawn, which gives its memory back."""
    image = QImage(
        bitmap.buffer,  # type: ignore[attr-defined]
        bitmap.width,  # type: ignore[attr-defined]
        bitmap.height,  # type: ignore[attr-defined]
        bitmap.stride,  # type: ignore[attr-defined]
        QImage.Format.Format_RGB32,
    ).copy()
    bitmap.close()  # type: ignore[attr-defined]
    return image
