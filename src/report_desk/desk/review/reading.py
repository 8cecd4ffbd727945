"""A page for reading: nothing on it takes what is typed; everything can still be looked at and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit

from report_desk.desk.prose.editor import ProseEditor
from report_desk.desk.review.ways import Way
from report_desk.desk.tables.page import TablePage

if TYPE_CHECKING:
    from report_desk.desk.workspace import Page

_TYPING = (
    QAbstractItemView.EditTrigger.AnyKeyPressed
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.DoubleClicked
)
_WRITING = Qt.TextInteractionFlag.TextEditorInteraction
_READING = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
"""A reader must be able to select a sentence by keyboard; Qt's own read-only text does not let them."""


def set_way(page: Page, way: Way) -> None:
    """Let a page take figures and text, figures only (they become suggestions), or nothing."""
    is_filling = way is Way.FILL
    for editor in page.findChildren(ProseEditor):
        editor.setTextInteractionFlags(_WRITING if is_filling else _READING)
    if isinstance(page, TablePage):
        triggers = QAbstractItemView.EditTrigger.NoEditTriggers if way is Way.REMARK else _TYPING
        page.view.setEditTriggers(triggers)
    else:
        for line in page.findChildren(QLineEdit):
            line.setReadOnly(not is_filling)
        for choice in page.findChildren(QComboBox):
            choice.setEnabled(is_filling)
    page.show_filling(shown=is_filling)
