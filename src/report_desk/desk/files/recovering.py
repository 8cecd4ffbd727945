"""找回: drafts left by a crash and the backups of each save, with what they hold."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.edits import outcome
from report_desk.core.format import Level
from report_desk.core.ports import CopyKind
from report_desk.core.sheet import evaluate
from report_desk.desk.labels import paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.ports import StoredCopy
    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look


class Recovery(StrEnum):
    """What was decided about a copy."""

    OPEN = "open"
    DISCARD = "discard"
    LEAVE = "leave"


class RecoveryDialog(QDialog):
    """A list of copies. ``decision`` and ``copy`` say what was chosen when it closes."""

    def __init__(
        self, services: Services, copies: Sequence[StoredCopy], now: Sheet | None, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._copies = copies
        self.decision = Recovery.LEAVE
        self.setWindowTitle(self.tr("找回"))
        self._table = QTableWidget(len(copies), 5)
        self._table.setAccessibleName(self.tr("草稿和备份"))
        headings = [self.tr(words) for words in ("时间", "来源", "报告", "检查", "与现在比")]
        self._table.setHorizontalHeaderLabels(headings)
        for row, copy in enumerate(copies):
            for column, words in enumerate(_columns(services, copy, now)):
                item = QTableWidgetItem(words)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self._table.setItem(row, column, item)
        self._buttons = QDialogButtonBox()
        self._open = self._buttons.addButton(self.tr("打开这一份"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._discard = self._buttons.addButton(
            self.tr("不要这份草稿"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self._buttons.addButton(self.tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        self._arrange(look)
        self._open.clicked.connect(lambda: self._decide(Recovery.OPEN))
        self._discard.clicked.connect(lambda: self._decide(Recovery.DISCARD))
        self._buttons.rejected.connect(self.reject)
        self._table.itemDoubleClicked.connect(lambda _: self._decide(Recovery.OPEN))
        self._table.currentCellChanged.connect(lambda *_: self._enable())
        if copies:
            self._table.selectRow(0)
        self._enable()

    @property
    def copy(self) -> StoredCopy:
        """The copy the decision is about."""
        return self._copies[self._table.currentRow()]

    def _arrange(self, look: Look) -> None:
        table = self._table
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().setVisible(False)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(12)
        words = (
            self.tr("草稿是意外退出时留下的，备份是每次保存前留下的。打开后另存才会写到盘上，这里的都还在。")
            if self._copies
            else self.tr("没有草稿，也没有备份。保存过的报告，每次保存前的样子会留在这里。")
        )
        column.addWidget(paragraph(words, "note"))
        column.addWidget(table, 1)
        column.addWidget(self._buttons)
        self.resize(look.measures.scaled(820), look.measures.scaled(400))

    def _decide(self, decision: Recovery) -> None:
        self.decision = decision
        self.accept()

    def _enable(self) -> None:
        has_one = 0 <= self._table.currentRow() < len(self._copies)
        self._open.setEnabled(has_one)
        self._discard.setVisible(has_one and self.copy.kind is CopyKind.DRAFT)


def _columns(services: Services, copy: StoredCopy, now: Sheet | None) -> tuple[str, ...]:
    at = datetime.fromtimestamp(copy.saved_at).astimezone()
    kind = "草稿" if copy.kind is CopyKind.DRAFT else "备份"
    report = copy.report
    try:
        then = evaluate(services.form_by_id(report.format), report)
    except LookupError:
        return f"{at:%Y-%m-%d %H:%M}", kind, f"{report.organ} {report.year}", "", ""
    errors = sum(1 for finding in then.findings if finding.level is Level.MUST_FIX)
    checked = f"{errors} 处必须改" if errors else "没有必须改的"
    return f"{at:%Y-%m-%d %H:%M}", kind, f"{report.organ} {report.year}", checked, difference(then, now)


def difference(then: Sheet, now: Sheet | None) -> str:
    """``差 4 格、1 段文字``; empty where there is nothing to compare with."""
    if now is None or now.report.id != then.report.id or now.form is not then.form:
        return ""
    found = outcome(now, then)
    cells = sum(1 for address in found.cells if not now.form.cells[address].is_total)
    parts = [f"{cells} 格"] if cells else []
    parts += [f"{len(found.sections)} 段文字"] if found.sections else []
    return f"差 {'、'.join(parts)}" if parts else "相同"
