"""A column of cards that scrolls: as wide as the room, as high as it must be, laid out once for a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class Column(QScrollArea):
    """What Qt resizes by itself it lays out several times for a change, and asks at widths it never has."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = _Inside()
        self.cards = _Stack(self._inside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(self._inside)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._inside.fit(self.viewport().width())


class _Stack(QVBoxLayout):
    """Every card has the height it needs; in a room that is still as it was, Qt would squeeze all of them."""

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(QRect(rect.x(), rect.y(), rect.width(), self.height_in(rect.width())))

    def height_in(self, width: int) -> int:
        """The height of all of them; Qt has none for a width where nothing shown breaks into lines."""
        return self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()


class _Inside(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("threads")

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit(self.width())
        return super().event(event)

    def fit(self, width: int) -> None:
        """Be as high as the cards are in this width."""
        column = self.layout()
        assert isinstance(column, _Stack)
        self.resize(width, column.height_in(width))
