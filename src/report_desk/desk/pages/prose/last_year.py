"""Last year's text of a section, with the sentences marked that still stand word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from report_desk.core.report import prose, tokens
from report_desk.desk.theme.look import Face
from report_desk.desk.widgets.labels import note

if TYPE_CHECKING:
    from report_desk.desk.document import Document
    from report_desk.desk.theme.look import Look


class LastYearText(QWidget):
    """Read only; what can be copied from it is plain text.

    ``copy_wanted`` carries a paragraph, or all of them, to be taken into this year's text as it stands.
    """

    copy_wanted = Signal(str)

    def __init__(self, document: Document, section: str, look: Look) -> None:
        super().__init__()
        self._document = document
        self._section = section
        self._look = look
        self._share = note("")
        self._text = QTextEdit()
        self._text.setProperty("role", "beside")
        self._text.setReadOnly(True)
        self._text.setAcceptRichText(False)
        self._text.setAccessibleName(self.tr("去年的文字"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._share.setWordWrap(True)
        self._copy = QPushButton(self.tr("照抄这一段"))
        self._copy.setToolTip(self.tr("光标所在的一段，抄到今年这一节的末尾；年份和数字要自己改"))
        self._copy.setProperty("role", "link")
        self._copy.clicked.connect(self._copy_paragraph)
        top = QHBoxLayout()
        top.addWidget(self._share, 1)
        top.addWidget(self._copy)
        column.addLayout(top)
        column.addWidget(self._text, 1)
        document.settled.connect(self._follow)
        look.changed.connect(self._fill)
        self._fill()

    def offer_copy(self, *, is_offered: bool) -> None:
        """Offer to take paragraphs over, or not where one only reads."""
        self._copy.setVisible(is_offered)

    def _copy_paragraph(self) -> None:
        """What is selected, else the paragraph with the caret; the caret goes on to the next one."""
        cursor = self._text.textCursor()
        text = cursor.selectedText().replace("\u2029", "\n") or cursor.block().text()
        if text.strip():
            self.copy_wanted.emit(tokens.plain_typed(text.strip()))
        following = QTextCursor(cursor.block().next())
        if not cursor.hasSelection() and not following.isNull():
            self._text.setTextCursor(following)

    @property
    def is_known(self) -> bool:
        """Whether the report knows last year's text of this section."""
        previous = self._document.sheet.report.previous
        return bool(previous and previous.sections.get(self._section))

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._fill()

    def _follow(self) -> None:
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        previous = self._document.sheet.report.previous
        if previous is None:
            return
        before = previous.sections.get(self._section, "")
        now = self._document.sheet.prose(self._section)
        share = prose.unchanged_percent(now, before)
        self._share.setText(
            self.tr("{year} 年的文字 · 今年有 {share}% 与它一字不差（标出的句子）").format(
                year=previous.year, share=share
            )
        )
        place = self._text.verticalScrollBar().value()
        caret = self._text.textCursor().position()
        self._text.setFont(self._look.font(self._look.measures.scaled(15), face=Face.READING))
        self._text.setPlainText(before)
        marked = QTextCharFormat()
        marked.setBackground(self._look.colour("explain_soft"))
        cursor = QTextCursor(self._text.document())
        for start, sentence in prose.unchanged(before, now):
            cursor.setPosition(start)
            cursor.setPosition(start + len(sentence.rstrip("\n")), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(marked)
        cursor.setPosition(min(caret, len(before)))
        self._text.setTextCursor(cursor)
        self._text.verticalScrollBar().setValue(place)
