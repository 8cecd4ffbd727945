"""Marks the headings of running text: （一）, 1. and （1）; an outline line not yet written is faint."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

if TYPE_CHECKING:
    from report_desk.desk.theme.look import Look

_HEADING = re.compile(r"\s{0,40}+（[一二三四五六七八九十]{1,3}）[^。\n]{0,40}[。：:]?")


class Headings(QSyntaxHighlighter):
    """Formats headings; marks found text and unchanged sentences where given."""

    def __init__(self, document: QTextDocument, look: Look, skeleton: tuple[str, ...] = ()) -> None:
        super().__init__(document)
        self._look = look
        self._skeleton = frozenset(skeleton)
        look.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        found = _HEADING.match(text)
        if text.strip() in self._skeleton:
            self.setFormat(0, len(text), _ink(self._look.colour("faint")))
        elif found is not None:
            made = QTextCharFormat()
            made.setFontWeight(QFont.Weight.Bold)
            self.setFormat(0, found.end(), made)


def _ink(colour: QColor) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(colour)
    return made
