"""A page for reading: nothing on it takes what is typed; everything can still be looked at and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit

from report_desk.desk.review.ways.way import Way

if TYPE_CHECKING:
    from report_desk.desk.pages.workspace import Workspace

_TYPING = (
    QAbstractItemView.EditTrigger.AnyKeyPressed
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.DoubleClicked
)
_WRITING = Qt.TextInteractionFlag.TextEditorInteraction
_READING = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
"""A reader must be able to select a sentence by keyboard; Qt's own read-only text does not let them."""


def set_way(workspace: Workspace, way: Way) -> None:
    """Let the page on screen take figures and text, figures only (they become suggestions), or nothing."""
    is_filling = way is Way.FILL
    page, table = workspace.shown, workspace.table
    workspace.prose[1].setTextInteractionFlags(_WRITING if is_filling else _READING)
    if table is not None:
        triggers = QAbstractItemView.EditTrigger.NoEditTriggers if way is Way.REMARK else _TYPING
        table.view.setEditTriggers(triggers)
    else:
        for line in page.findChildren(QLineEdit):
            line.setReadOnly(not is_filling)
        for choice in page.findChildren(QComboBox):
            choice.setEnabled(is_filling)
    page.show_filling(shown=is_filling)
