"""What is doubtful in a report out of a document: each place, why, and what stands in the original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTableWidget, QVBoxLayout, QWidget

from report_desk.desk.importing.documents import anchor_of
from report_desk.desk.places.words import place_words
from report_desk.desk.theme.fitting import give_room
from report_desk.desk.widgets.labels import paragraph
from report_desk.desk.widgets.word_table import dress, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.ports import DocumentDoubt
    from report_desk.core.sheet import Sheet
    from report_desk.desk.theme.look import Look

MOST_ROWS = 1000


class DoubtsDialog(QDialog):
    """``followed`` carries the anchor of the place that a person wants to see."""

    followed = Signal(object)

    def __init__(self, doubts: Sequence[DocumentDoubt], sheet: Sheet, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("拿不准的地方"))
        self._doubts = doubts[:MOST_ROWS]
        self.rows = [
            (place_words(sheet, anchor_of(doubt)), doubt.sentence, doubt.source) for doubt in self._doubts
        ]
        self._table = QTableWidget(0, 3)
        self._table.setAccessibleName(self.windowTitle())
        dress(self._table, [self.tr("位置"), self.tr("为什么"), self.tr("原件")])
        fill(self._table, self.rows)
        self._table.selectRow(0)
        buttons = QDialogButtonBox()
        go = buttons.addButton(self.tr("去这一处"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        go.setDefault(True)
        buttons.accepted.connect(self._follow)
        buttons.rejected.connect(self.reject)
        self._table.itemDoubleClicked.connect(lambda _: self._follow())
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(12)
        column.addWidget(paragraph(self.tr("原件没有写清的，程序不猜。请对照原件改好；没有问题的不用动。")))
        column.addWidget(self._table, 1)
        column.addWidget(buttons)
        give_room(self, look, 900, 460)

    def _follow(self) -> None:
        row = self._table.currentRow()
        if 0 <= row < len(self._doubts):
            self.followed.emit(anchor_of(self._doubts[row]))
        self.accept()
