"""The doubts of an import one after the other, with the reason of the one that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from report_desk.desk.importing.documents import anchor_of
from report_desk.desk.widgets.labels import breakable, label, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.ports import DocumentDoubt


class DoubtSteps(QWidget):
    """``wanted`` carries the anchor of the doubt that was stepped to."""

    wanted = Signal(object)

    def __init__(self, doubts: Sequence[DocumentDoubt]) -> None:
        super().__init__()
        self._doubts = doubts
        self._at = -1
        self.count = label("", "group")
        self.reason = paragraph("")
        self.back, self.on = (QPushButton(words) for words in (self.tr("上一处"), self.tr("下一处")))
        for button, step in ((self.back, -1), (self.on, 1)):
            button.setProperty("role", "link")
            button.clicked.connect(lambda _=False, by=step: self._step(by))
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.back)
        row.addWidget(self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.reason)
        self._show()

    def reach(self, address: str) -> None:
        """Show the doubt about a cell, where there is one."""
        for at, doubt in enumerate(self._doubts):
            if address in doubt.cells:
                self._at = at
                self._show()
                return

    def _step(self, by: int) -> None:
        """To the next doubt or the one before, around the end; at first to the first."""
        self._at = 0 if self._at < 0 else (self._at + by) % len(self._doubts)
        self._show()
        self.wanted.emit(anchor_of(self._doubts[self._at]))

    def _show(self) -> None:
        words = self.tr("拿不准 {count} 处").format(count=len(self._doubts))
        if self._at >= 0:
            words = self.tr("拿不准 {at}/{count}").format(at=self._at + 1, count=len(self._doubts))
            self.reason.setText(breakable(self._doubts[self._at].sentence))
        self.reason.setVisible(self._at >= 0)
        self.count.setText(words)
