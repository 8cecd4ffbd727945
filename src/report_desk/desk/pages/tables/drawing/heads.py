"""The frozen heads and label columns: header views that draw merged places of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from report_desk.core.form.grid import Role
from report_desk.desk.pages.tables.drawing.painting import paint_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.form.grid import Place
    from report_desk.desk.pages.tables.drawing.geometry import Geometry
    from report_desk.desk.pages.tables.drawing.painting import Ink


class FrozenHead(QHeaderView):
    """One header of a table; ``lay`` gives it the geometry and ink to draw with.

    ``pressed_on`` carries the first and the last section of the place under the mouse.
    """

    pressed_on = Signal(int, int)

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._geometry: Geometry | None = None
        self._ink: Ink | None = None
        self._places: tuple[Place, ...] = ()
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(8)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def lay(self, geometry: Geometry, ink: Ink) -> None:
        """Take a new geometry: section sizes, own size, places to draw."""
        self._geometry = geometry
        self._ink = ink
        grid = geometry.grid
        if self.orientation() == Qt.Orientation.Horizontal:
            self._places = tuple(
                place
                for place in grid.places
                if place.line < grid.head_lines and place.column + place.column_span > grid.label_columns
            )
            self._resize(geometry.xs[grid.label_columns :])
            self.setFixedHeight(geometry.heads_height)
        else:
            self._places = tuple(
                place
                for place in grid.places
                if place.line >= grid.head_lines and place.column < grid.label_columns
            )
            self._resize(geometry.ys[grid.head_lines :])
            self.setFixedWidth(geometry.labels_width)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        if self._geometry is None:
            return super().sizeHint()
        return QSize(self._geometry.labels_width, self._geometry.heads_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._geometry is None or self._ink is None:
            return
        painter = QPainter(self.viewport())
        across, down = self._origin(self._geometry)
        for place in self._places:
            left, top, width, height = self._geometry.edges(place)
            rect = QRect(left - across, top - down, width, height)
            if rect.intersects(event.rect()):
                paint_words(
                    painter, rect, place, self._geometry.texts.get((place.line, place.column), ()), self._ink
                )
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._geometry is None or event.button() != Qt.MouseButton.LeftButton:
            return
        grid = self._geometry.grid
        across, down = self._origin(self._geometry)
        for place in self._places:
            left, top, width, height = self._geometry.edges(place)
            if QRect(left - across, top - down, width, height).contains(event.position().toPoint()):
                if self.orientation() == Qt.Orientation.Horizontal:
                    first = max(0, place.column - grid.label_columns)
                    last = place.column + place.column_span - grid.label_columns - 1
                else:
                    first = place.line - grid.head_lines
                    last = first + place.line_span - 1
                self.pressed_on.emit(first, last)

    def _origin(self, geometry: Geometry) -> tuple[int, int]:
        """How far what is drawn is shifted to the left and up, in pixels."""
        if self.orientation() == Qt.Orientation.Horizontal:
            return geometry.labels_width + self.offset(), 0
        return 0, geometry.heads_height + self.offset()

    def _resize(self, edges: Sequence[int]) -> None:
        for section in range(len(edges) - 1):
            self.resizeSection(section, edges[section + 1] - edges[section])


class CornerWords(QWidget):
    """The corner left of the heads and above the labels, where the form prints a note of its own.

    ``pressed`` says that it was clicked, as the corner of a spreadsheet is to select everything.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._geometry: Geometry | None = None
        self._ink: Ink | None = None

    def lay(self, geometry: Geometry, ink: Ink) -> None:
        """Take a new geometry."""
        self._geometry = geometry
        self._ink = ink
        corner = [place for place in geometry.grid.places if place.role is Role.CORNER and place.line == 0]
        self.setAccessibleName(corner[0].text if corner else "")
        self.setVisible(bool(geometry.labels_width and geometry.heads_height))
        self.resize(geometry.labels_width, geometry.heads_height)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._geometry is None or self._ink is None:
            return
        painter = QPainter(self)
        for place in self._geometry.grid.places:
            if (
                place.line < self._geometry.grid.head_lines
                and place.column < self._geometry.grid.label_columns
            ):
                lines = self._geometry.texts.get((place.line, place.column), ())
                paint_words(painter, QRect(*self._geometry.edges(place)), place, lines, self._ink)
        painter.end()
