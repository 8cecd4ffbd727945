"""The strip under a table: the definition of a row, the sum behind a total, what a paste will do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from report_desk.desk.theme.fitting import fit

if TYPE_CHECKING:
    from report_desk.desk.theme.look import Look


class Strip(QFrame):
    """A line of plain text that appears when there is something to say; ``accepted`` answers its question."""

    accepted = Signal()
    dismissed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._accept = QPushButton()
        self._accept.setProperty("role", "primary")
        self._dismiss = QPushButton(self.tr("取消 Esc"))
        row = QHBoxLayout(self)
        fit(self, look, lambda measures: row.setContentsMargins(measures.gap + 4, 5, measures.gap, 5))
        row.addWidget(self._label, 1)
        row.addWidget(self._accept)
        row.addWidget(self._dismiss)
        self._accept.clicked.connect(self.accepted)
        self._dismiss.clicked.connect(self.dismissed)
        self.hide()

    @property
    def is_asking(self) -> bool:
        """Whether the strip waits for an answer."""
        return self.isVisible() and self._accept.isVisible()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, text: str) -> None:
        """Show a text without a question; an empty one hides the strip."""
        self._show(text, "")

    def ask(self, text: str, answer: str) -> None:
        """Show a text with a button to accept and one to dismiss."""
        self._show(text, answer)

    def _show(self, text: str, answer: str) -> None:
        self._label.setText(text)
        self.setAccessibleName(text)
        self._accept.setText(answer)
        self._accept.setVisible(bool(answer))
        self._dismiss.setVisible(bool(answer))
        self.setVisible(bool(text))
