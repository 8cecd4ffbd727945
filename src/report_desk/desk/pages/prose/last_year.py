"""Last year's text of a section, with the sentences marked that still stand word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from report_desk.core.report import prose
from report_desk.desk.theme.look import Face
from report_desk.desk.widgets.labels import note

if TYPE_CHECKING:
    from report_desk.desk.document import Document
    from report_desk.desk.theme.look import Look


class LastYearText(QWidget):
    """Read only; what can be copied from it is plain text."""

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
        column.addWidget(self._share)
        column.addWidget(self._text, 1)
        document.settled.connect(self._follow)
        look.changed.connect(self._fill)
        self._fill()

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
        self._text.setFont(self._look.font(self._look.measures.scaled(15), face=Face.READING))
        self._text.setPlainText(before)
        marked = QTextCharFormat()
        marked.setBackground(self._look.colour("explain_soft"))
        cursor = QTextCursor(self._text.document())
        for start, sentence in prose.unchanged(before, now):
            cursor.setPosition(start)
            cursor.setPosition(start + len(sentence.rstrip("\n")), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(marked)
        self._text.verticalScrollBar().setValue(place)
