"""What there is to know of a file when it opens: an older copy, one that parted, a recovered one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from report_desk.desk.labels import paragraph

if TYPE_CHECKING:
    from report_desk.desk.theme.look import Look

_LONGEST = 300


class Notice(QFrame):
    """A sentence that stays until it is dismissed; ``compare_wanted`` and ``merge_wanted`` follow it up."""

    compare_wanted = Signal()
    merge_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = paragraph("")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.measures.margin, 6, 14, 6)
        row.setSpacing(look.measures.gap)
        row.addWidget(self._words, 1)
        for words, wish in (
            (self.tr("比较"), self.compare_wanted.emit),
            (self.tr("合并"), self.merge_wanted.emit),
            (self.tr("知道了"), self.hide),
        ):
            link = QPushButton(words)
            link.setProperty("role", "link")
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.clicked.connect(lambda _=False, run=wish: run())
            row.addWidget(link)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Show a sentence; an empty one hides the bar."""
        self._words.setText(words[:_LONGEST])
        self.setAccessibleName(words[:_LONGEST])
        self.setVisible(bool(words))
