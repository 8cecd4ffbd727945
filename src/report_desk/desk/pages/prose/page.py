"""One prose section: its heading and guidance, the count, the editor, last year's text beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSplitter, QVBoxLayout

from report_desk.core.edits.repair import number_place
from report_desk.core.report import prose
from report_desk.desk.pages.page import Page
from report_desk.desk.pages.prose.editor import ProseEditor
from report_desk.desk.pages.prose.last_year import LastYearText
from report_desk.desk.pages.prose.numbers import NumberPicker
from report_desk.desk.theme.fitting import fit, fit_page
from report_desk.desk.widgets.labels import heading, note, paragraph

if TYPE_CHECKING:
    from report_desk.core.checks.findings import Finding
    from report_desk.core.form.edition import Address, Section
    from report_desk.core.ports import ReadMarkup
    from report_desk.desk.document import Document
    from report_desk.desk.theme.look import Look


class ProsePage(Page):
    """A prose section. ``told`` carries what the status bar says."""

    cell_wanted = Signal(str)

    def __init__(self, document: Document, section: Section, look: Look, read_markup: ReadMarkup) -> None:
        super().__init__()
        self.section = section
        self._document = document
        self.editor = ProseEditor(document, section.id, look, read_markup, skeleton=section.skeleton)
        self.editor.setAccessibleName(section.heading)
        self.editor.hint = self.tr("在这里写，或从 Word 粘贴。输入 @ 引用表中的数字。")
        self.beside = LastYearText(document, section.id, look)
        self.beside.setVisible(False)
        self._count = note("")
        self._skeleton = QPushButton(self.tr("写入 {count} 个小标题").format(count=len(section.skeleton)))
        self._number = QPushButton(self.tr("引用表中数字 @"))
        self._picker = NumberPicker(document, look, self)
        self._sentences = QPushButton(self.tr("常用句"))
        for button in (self._skeleton, self._sentences, self._number):
            button.setProperty("role", "link")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._arrange(look)
        self._connect()
        document.settled.connect(self._tell_anew)
        self._tell()

    def _connect(self) -> None:
        self._skeleton.clicked.connect(self._insert_skeleton)
        self._sentences.clicked.connect(self._offer_sentences)
        self.beside.copy_wanted.connect(self._append)
        self._number.clicked.connect(self._pick)
        self.editor.number_wanted.connect(self._pick)
        self.editor.cell_wanted.connect(self.cell_wanted)
        self.editor.told.connect(self.told)
        self._picker.chosen.connect(self.editor.bind)
        self._picker.typed.connect(self.editor.insert)

    def _arrange(self, look: Look) -> None:
        under = QHBoxLayout()
        fit(self, look, lambda measures: under.setSpacing(measures.gap))
        under.addWidget(paragraph(self.section.guidance, "note"), 1)
        under.addWidget(self._skeleton)
        under.addWidget(self._sentences)
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
        self._sentences.setHidden(not self.section.sentences)
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

    @property
    def topic(self) -> str:
        """How the texts are written."""
        return "写三节文字"

    @property
    def text(self) -> ProseEditor:
        """The editor of the section."""
        return self.editor

    def show_last_year(self, *, shown: bool) -> None:
        """Show last year's text beside this year's."""
        self.beside.setVisible(shown and self.beside.is_known)

    def show_filling(self, *, shown: bool) -> None:
        """Offer what writes text, or hide it from who only reads."""
        self._number.setVisible(shown)
        self._sentences.setVisible(shown and bool(self.section.sentences))
        self._skeleton.setEnabled(shown)
        self.beside.offer_copy(is_offered=shown)

    def tell(self) -> None:
        """Say again what the status bar should show."""
        length = prose.length(self._document.sheet.prose(self.section.id))
        self.told.emit(self.tr("本节 {count} 字").format(count=length))

    def focus_first(self) -> None:
        """Put the keyboard into the text."""
        self.editor.setFocus()

    def _pick(self) -> None:
        self._picker.open_at(self.editor)

    def _offer_sentences(self) -> None:
        """The edition's usual sentences, their numbers as they are now; the chosen one keeps them bound."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for raw in self.section.sentences:
            words = self._document.sheet.resolved(raw)
            menu.addAction(words.replace("&", "&&"), lambda chosen=raw: self._write(chosen))
        menu.popup(self._sentences.mapToGlobal(self._sentences.rect().bottomLeft()))

    def _write(self, raw: str) -> None:
        self.editor.insert(raw)
        self.editor.setFocus()

    def _append(self, paragraph: str) -> None:
        """Put paragraphs at the end of the text, as one step."""
        cursor = self.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self.editor.setTextCursor(cursor)
        self._write(f"\n{paragraph}" if self.editor.raw.strip() else paragraph)

    def _lacks_outline(self, text: str) -> bool:
        """Whether none of the section's headings stands in it yet."""
        heads = tuple(line.rstrip("。") for line in self.section.skeleton)
        return bool(heads) and not any(line.strip().startswith(heads) for line in text.splitlines())

    def _insert_skeleton(self) -> None:
        self._append("\n".join(self.section.skeleton))

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
        self._skeleton.setVisible(self._lacks_outline(text))
        self.told.emit(self.tr("本节 {count} 字").format(count=length))
