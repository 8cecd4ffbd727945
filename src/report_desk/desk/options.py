"""What a delegate is told about the item it paints; Qt's Python types leave these two fields out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QStyle, QStyleOptionViewItem


def rect_of(option: QStyleOptionViewItem) -> QRect:
    """Where the item stands."""
    rect: QRect = option.rect  # type: ignore[attr-defined]
    return rect


def has_state(option: QStyleOptionViewItem, flag: QStyle.StateFlag) -> bool:
    """Whether the item is in a state."""
    return bool(option.state & flag)  # type: ignore[attr-defined]
