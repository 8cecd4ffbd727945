"""One prose section: its heading and guidance, the count, the editor, last year's text beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from report_desk.core.edits.repair import number_place
from report_desk.core.report import prose
from report_desk.desk.pages.prose.editor import ProseEditor
from report_desk.desk.pages.prose.last_year import LastYearText
from report_desk.desk.pages.prose.numbers import NumberPicker
from report_desk.desk.theme.fitting import fit, fit_page
from report_desk.desk.widgets.labels import heading, note, paragraph

if TYPE_CHECKING:
    from report_desk.core.checks.findings import Finding
    from report_desk.core.edits.apply import Outcome
    from report_desk.core.form.edition import Address, Section
    from report_desk.desk.document import Document
    from report_desk.desk.theme.look import Look


class ProsePage(QWidget):
    """A prose section. ``told`` carries what the status bar says."""

    told = Signal(str)
    cell_wanted = Signal(str)

    def __init__(
        self, document: Document, section: Section, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.section = section
        self._document = document
        self.editor = ProseEditor(document, section.id, look, skeleton=section.skeleton)
        self.editor.setAccessibleName(section.heading)
        self.editor.hint = self.tr("在这里写，或从 Word 粘贴。输入 @ 引用表中的数字。")
        self.beside = LastYearText(document, section.id, look)
        self.beside.setVisible(False)
        self._count = note("")
        self._skeleton = QPushButton(self.tr("写入 {count} 个小标题").format(count=len(section.skeleton)))
        self._number = QPushButton(self.tr("引用表中数字 @"))
        self._picker = NumberPicker(document, look, self)
        for button in (self._skeleton, self._number):
            button.setProperty("role", "link")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._arrange(look)
        self._skeleton.clicked.connect(self._insert_skeleton)
        self._number.clicked.connect(self._pick)
        self.editor.number_wanted.connect(self._pick)
        self.editor.cell_wanted.connect(self.cell_wanted)
        self._picker.chosen.connect(self.editor.bind)
        self._picker.typed.connect(self.editor.insert)
        document.settled.connect(self._tell_anew)
        self._tell()

    def _arrange(self, look: Look) -> None:
        under = QHBoxLayout()
        fit(self, look, lambda measures: under.setSpacing(measures.gap))
        under.addWidget(paragraph(self.section.guidance, "note"), 1)
        under.addWidget(self._skeleton)
        under.addWidget(self._number)
        under.addWidget(self._count)
        both = QSplitter(Qt.Orientation.Horizontal)
        fit(self, look, lambda measures: both.setHandleWidth(measures.gap))
        both.setChildrenCollapsible(False)
        both.addWidget(self.editor)
        both.addWidget(self.beside)
        both.setSizes([600, 400])
        column = QVBoxLayout(self)
        fit_page(self, column, look)
        column.addWidget(heading(self.section.heading))
        column.addLayout(under)
        column.addWidget(both, 1)

    def commit(self) -> bool:
        """Prose is taken over as it is typed."""
        return True

    def reveal(self, finding: Finding | None, address: Address | None = None) -> None:
        """Go to the text; to the number a finding speaks of where it stands there."""
        place = None if finding is None else number_place(self._document.sheet, finding)
        if place is not None:
            self.editor.select_raw(*place)
        self.editor.setFocus()

    def reveal_text(self, start: int, end: int) -> None:
        """Select a stretch of the raw text."""
        self.editor.select_raw(start, end)

    @property
    def selected_text(self) -> str:
        """What is selected, within one paragraph."""
        return self.editor.selected_line

    def reveal_change(self, outcome: Outcome) -> None:
        """After undo and redo: the editor itself has gone to the change."""

    def show_last_year(self, *, shown: bool) -> None:
        """Show last year's text beside this year's."""
        self.beside.setVisible(shown and self.beside.is_known)

    def show_filling(self, *, shown: bool) -> None:
        """Offer what writes text, or hide it from who only reads."""
        self._number.setVisible(shown)
        self._skeleton.setEnabled(shown)

    def tell(self) -> None:
        """Say again what the status bar should show."""
        length = prose.length(self._document.sheet.prose(self.section.id))
        self.told.emit(self.tr("本节 {count} 字").format(count=length))

    def focus_first(self) -> None:
        """Put the keyboard into the text."""
        self.editor.setFocus()

    def _pick(self) -> None:
        self._picker.open_at(self.editor)

    def _insert_skeleton(self) -> None:
        self.editor.insert("\n".join(self.section.skeleton))
        self.editor.setFocus()

    def _tell_anew(self) -> None:
        if self._document.sheet.prose(self.section.id) is not self._told:
            self._tell()

    def _tell(self) -> None:
        text = self._told = self._document.sheet.prose(self.section.id)
        length = prose.length(text)
        limit = self.section.limit
        words = self.tr("{count} 字").format(count=length)
        if limit:
            words += self.tr(" / 建议 {limit} 字内").format(limit=limit)
        self._count.setText(words)
        is_over = bool(limit) and length > limit
        role = "over" if is_over else "note"
        if self._count.property("role") != role:
            self._count.setProperty("role", role)
            self._count.style().polish(self._count)
        self._skeleton.setVisible(bool(self.section.skeleton) and not text.strip())
        self.told.emit(self.tr("本节 {count} 字").format(count=length))
