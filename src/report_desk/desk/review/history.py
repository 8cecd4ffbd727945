"""What has happened to a report, as a list: who did what to it and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.checks.review import approval
from report_desk.desk.places.names import step_name
from report_desk.desk.review.words import moment_words
from report_desk.desk.theme.fitting import give_room
from report_desk.desk.widgets.labels import paragraph
from report_desk.desk.widgets.word_table import dress, fill

if TYPE_CHECKING:
    from datetime import tzinfo

    from report_desk.core.report.model import Event
    from report_desk.core.sheet import Sheet
    from report_desk.desk.theme.look import Look

_REASON = 5


class HistoryDialog(QDialog):
    """The newest event on top. ``compare_wanted`` carries the event to compare with now."""

    compare_wanted = Signal(object)

    def __init__(self, sheet: Sheet, zone: tzinfo | None, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._events = tuple(reversed(sheet.report.history))
        self.setWindowTitle(self.tr("历次记录"))
        headings = [
            self.tr("事项"),
            self.tr("谁"),
            self.tr("时间"),
            self.tr("修订"),
            self.tr("指纹"),
            self.tr("原因和附言"),
        ]
        self.table = QTableWidget(0, len(headings))
        dress(self.table, headings, _REASON)
        self.table.setAccessibleName(self.tr("历次记录"))
        fill(self.table, [_row(event, zone) for event in self._events])
        self._buttons = QDialogButtonBox()
        self._compare = self._buttons.addButton(self.tr("和现在比较"), QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.addButton(self.tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        self._arrange(sheet, look)
        self._compare.clicked.connect(self._wish)
        self._buttons.rejected.connect(self.reject)
        self.table.currentCellChanged.connect(lambda *_: self._enable())
        if self._events:
            self.table.selectRow(0)
        self._enable()

    def _arrange(self, sheet: Sheet, look: Look) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(12)
        column.addWidget(paragraph(self._words(sheet), "note"))
        column.addWidget(self.table, 1)
        column.addWidget(self._buttons)
        give_room(self, look, 940, 380)

    def _words(self, sheet: Sheet) -> str:
        if not self._events:
            return self.tr("还没有交给上级过。每次送审、退回、定稿、更正、合并都会记在这里，跟着文件走。")
        now = self.tr("现在的指纹是 {fingerprint}。").format(fingerprint=sheet.fingerprint)
        approved = approval(sheet.report)
        if approved is None:
            return now
        same = sheet.bears(approved.fingerprint)
        return now + (self.tr("和定稿时一致。") if same else self.tr("和定稿时不一致：定稿以后改过。"))

    def _wish(self) -> None:
        self.accept()
        self.compare_wanted.emit(self._events[self.table.currentRow()])

    def _enable(self) -> None:
        row = self.table.currentRow()
        self._compare.setEnabled(0 <= row < len(self._events) and bool(self._events[row].snapshot))


def _row(event: Event, zone: tzinfo | None) -> tuple[str, ...]:
    return (
        step_name(event.kind),
        event.by,
        moment_words(event.at, zone),
        str(event.revision),
        event.fingerprint,
        event.reason,
    )
