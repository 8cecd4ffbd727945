"""Fields whose value no wheel changes: it was meant for the page that the field stands on.

Every choice and every number of the window is one of these; keys and the list that opens still choose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QSpinBox

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent


class SteadyBox(QComboBox):
    """A choice that lets the wheel pass, with the keyboard in it or not."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class SteadyNumber(QSpinBox):
    """A number that lets the wheel pass, with the keyboard in it or not."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
