"""The wheel moves the page and, with Ctrl, zooms the window: no field and no scrolled area keeps it.

Every choice and every number of the window is one of these; keys and the list that opens still choose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea


class SteadyBox(QComboBox):
    """A choice that lets the wheel pass, with the keyboard in it or not."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class SteadyNumber(QSpinBox):
    """A number that lets the wheel pass, with the keyboard in it or not."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Passing(QObject):
    """A filter over a scroll area's viewport; a filter that stops an event leaves it to the parent."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._window = area

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            window = self._window.window()
            window.wheelEvent(event)
            return True
        return super().eventFilter(watched, event)


def let_zoom_pass(area: QAbstractScrollArea) -> None:
    """Hand the wheel with Ctrl to the window, from now on."""
    area.viewport().installEventFilter(_Passing(area))
