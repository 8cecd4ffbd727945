"""Marks the headings of running text as they print; an outline line not yet written is faint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from report_desk.core.report.prose import subheading_end

if TYPE_CHECKING:
    from report_desk.desk.theme.look import Look


class Headings(QSyntaxHighlighter):
    """Formats headings; marks found text and unchanged sentences where given."""

    def __init__(self, document: QTextDocument, look: Look, skeleton: tuple[str, ...] = ()) -> None:
        super().__init__(document)
        self._look = look
        self._skeleton = frozenset(skeleton)
        look.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        indent = len(text) - len(text.lstrip())
        end = subheading_end(text.strip())
        if text.strip() in self._skeleton:
            self.setFormat(0, len(text), _ink(self._look.colour("faint")))
        elif end:
            made = QTextCharFormat()
            made.setFontWeight(QFont.Weight.Bold)
            self.setFormat(0, indent + end, made)


def _ink(colour: QColor) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(colour)
    return made
