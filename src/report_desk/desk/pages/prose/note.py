"""The paragraph that may follow a statutory table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from report_desk.desk.pages.prose.editor import ProseEditor
from report_desk.desk.theme.fitting import fit
from report_desk.desk.widgets.labels import note

if TYPE_CHECKING:
    from report_desk.core.form.edition import Section
    from report_desk.core.ports import ReadMarkup
    from report_desk.desk.document import Document
    from report_desk.desk.theme.look import Look


class NoteEditor(QWidget):
    """A small editor below a table."""

    def __init__(self, document: Document, section: Section, look: Look, read_markup: ReadMarkup) -> None:
        super().__init__()
        self.editor = ProseEditor(document, section.id, look, read_markup, size=15)
        fit(self, look, lambda measures: self.editor.setFixedHeight(measures.scaled(96)))
        self.editor.setAccessibleName(self.tr("表后说明"))
        self.editor.hint = self.tr("表后没有说明就空着。")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(note(section.guidance))
        column.addWidget(self.editor)
