"""Pages of a PDF as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from collections.abc import Iterable

POINTS_PER_INCH = 72


def page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points."""
    import pypdfium2  # noqa: PLC0415 - a slow library, loaded with the first preview

    document = pypdfium2.PdfDocument(data)
    try:
        return tuple(document.get_page_size(number) for number in range(len(document)))
    finally:
        document.close()


def draw_pages(data: bytes, numbers: Iterable[int], scale: float) -> dict[int, QImage]:
    """Some pages drawn at ``scale`` pixels per point."""
    import pypdfium2  # noqa: PLC0415 - a slow library, loaded with the first preview

    document = pypdfium2.PdfDocument(data)
    try:
        return {number: _draw(document[number], scale) for number in numbers if number < len(document)}
    finally:
        document.close()


def _draw(page: object, scale: float) -> QImage:
    bitmap = page.render(scale=scale, prefer_bgrx=True)  # type: ignore[attr-defined]
    image = QImage(
        bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
    ).copy()
    bitmap.close()
    page.close()  # type: ignore[attr-defined]
    return image
