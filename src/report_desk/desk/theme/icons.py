"""Icons of one family: line drawings in ``resources/icons``, tinted and crisp at every scale.

A `QIconEngine` in Python would draw them on demand, but Qt frees engines behind Python's back; so
each icon is drawn beforehand at the sizes that screens of 100 to 300 % ask for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap

from report_desk import resources

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

    from report_desk.desk.theme.palette import Palette

SIZE = 18
"""Logical pixels of an icon at the usual zoom."""
_SCALES = (1.0, 1.25, 1.5, 2.0, 3.0)


def icon(name: str, palette: Palette) -> QIcon:
    """The icon of that name: ink, faint where disabled, accent where switched on."""
    made = QIcon()
    for colour, mode, state in (
        (palette.ink, QIcon.Mode.Normal, QIcon.State.Off),
        (palette.accent, QIcon.Mode.Normal, QIcon.State.On),
        (palette.faint, QIcon.Mode.Disabled, QIcon.State.Off),
        (palette.faint, QIcon.Mode.Disabled, QIcon.State.On),
    ):
        renderer = _renderer(_drawing(name).replace("currentColor", colour))
        for scale in _SCALES:
            made.addPixmap(_drawn(renderer, round(SIZE * scale)), mode, state)
    return made


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    return resources.path(f"icons/{name}.svg").read_text("utf-8")


def _renderer(drawing: str) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - a library of its own, loaded with the first icon

    return QSvgRenderer(drawing.encode())


def _drawn(renderer: QSvgRenderer, pixels: int) -> QPixmap:
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return QPixmap.fromImage(image)
