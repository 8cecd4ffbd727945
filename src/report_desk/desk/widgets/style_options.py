"""What a widget is told about what it paints; Qt's Python types leave these fields out."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QFontMetrics, QPainter
    from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStyleOptionViewItem


def rect_of(option: QStyleOptionViewItem) -> QRect:
    """Where the item stands."""
    rect: QRect = option.rect  # type: ignore[attr-defined]
    return rect


def has_state(option: QStyleOptionViewItem, flag: QStyle.StateFlag) -> bool:
    """Whether the item is in a state."""
    return bool(option.state & flag)  # type: ignore[attr-defined]


def elide(option: QStyleOptionComboBox, metrics: QFontMetrics, room: int) -> None:
    """Let the words of a choice end in dots where they have no room."""
    words: str = option.currentText  # type: ignore[attr-defined]
    option.currentText = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)  # type: ignore[attr-defined]


@contextmanager
def restored(painter: QPainter) -> Iterator[None]:
    """A painter that is as it was afterwards; Qt's own guard is newer than Qt 6.7."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()
