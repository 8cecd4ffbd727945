"""Icons of one family: line drawings in ``resources/icons``, tinted and crisp at every scale."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap

from report_desk import resources

if TYPE_CHECKING:
    from report_desk.desk.theme.palette import Palette


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    return resources.path(f"icons/{name}.svg").read_text("utf-8")


class LineIcon(QIconEngine):
    """Draws one line drawing in a palette's ink, its accent when on, its faint ink when disabled."""

    def __init__(self, name: str, palette: Palette) -> None:
        super().__init__()
        self._name = name
        self._palette = palette

    def clone(self) -> QIconEngine:
        return LineIcon(self._name, self._palette)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - a library of its own, loaded with the first icon

        colour = self._palette.ink
        if mode == QIcon.Mode.Disabled:
            colour = self._palette.faint
        elif state == QIcon.State.On:
            colour = self._palette.accent
        drawing = _drawing(self._name).replace("currentColor", colour)
        QSvgRenderer(drawing.encode()).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return QPixmap.fromImage(image)


def icon(name: str, palette: Palette) -> QIcon:
    """The icon of that name in the ink of a palette."""
    return QIcon(LineIcon(name, palette))
