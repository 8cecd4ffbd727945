"""Fields of several lines that take no more than the file may hold; Qt bounds those of one line itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit


def bound(field: QPlainTextEdit, most: int) -> None:
    """From now on the field keeps the first ``most`` characters of what is typed or pasted."""

    def cut() -> None:
        text = field.toPlainText()
        if len(text) > most:
            field.setPlainText(text[:most])
            cursor = field.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            field.setTextCursor(cursor)

    field.textChanged.connect(cut)
