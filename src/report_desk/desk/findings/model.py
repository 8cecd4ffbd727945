"""The findings as a Qt model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from report_desk.core.checks.runner import explanation_for
from report_desk.core.form.edition import Level
from report_desk.desk.findings.fixes import suspicion
from report_desk.desk.findings.rows import Line, lines
from report_desk.desk.language import tr
from report_desk.desk.places.pages import page_of

if TYPE_CHECKING:
    from report_desk.core.checks.findings import Finding
    from report_desk.desk.document import Document

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole


class FindingsModel(QAbstractListModel):
    """The lines of the panel, filtered to one page where ``page`` is not empty."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._page = ""
        self._unfolded: frozenset[tuple[str, ...]] = frozenset()
        self._lines: tuple[Line, ...] = ()
        document.settled.connect(self._rebuild)
        self._rebuild()

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown, in order."""
        return self._lines

    def show_only(self, page: str) -> None:
        """Filter to a page; empty shows everything."""
        self._page = page
        self._rebuild()

    def toggle_fold(self, line: Line) -> None:
        """Show or hide what is folded behind a line."""
        key = line.key
        self._unfolded = self._unfolded - {key} if key in self._unfolded else self._unfolded | {key}
        self._rebuild()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of the lines, folds aside, in order."""
        return tuple(line.finding for line in self._lines if not line.is_fold)

    def row_of(self, finding: Finding | None) -> int:
        """Where a finding (the same rule about the same cells) stands now; -1 where it is gone."""
        if finding is None:
            return -1
        for row, line in enumerate(self._lines):
            same = (line.finding.rule, line.finding.cells, line.finding.section)
            if not line.is_fold and same == (finding.rule, finding.cells, finding.section):
                return row
        return -1

    def explanation(self, finding: Finding) -> str:
        """The 说明 that stands for a finding, with who wrote it and when."""
        found = explanation_for(finding, self._document.sheet.report.explanations)
        if found is None:
            return ""
        return self.tr("说明（{by}，{at}）：{text}").format(by=found.by, at=found.at[:10], text=found.text)

    def second_line(self, finding: Finding) -> str:
        """What stands under the sentence."""
        return self.explanation(finding) or suspicion(self._document.sheet, finding)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            if line.is_consequence:
                return self.tr("这样改好，另外 {count} 处也就对了").format(count=line.hidden)
            if line.is_fold:
                return self.tr("同类还有 {count} 处").format(count=line.hidden)
            return self.tr("{level}：{sentence}").format(
                level=level_name(line.finding.level), sentence=line.finding.sentence
            ) + self.second_line(line.finding)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def _rebuild(self) -> None:
        sheet = self._document.sheet
        chosen = [
            finding for finding in sheet.findings if not self._page or page_of(sheet, finding) == self._page
        ]
        fresh = lines(chosen, self._unfolded)
        if fresh == self._lines:
            return
        self.beginResetModel()
        self._lines = fresh
        self.endResetModel()


def level_name(level: Level) -> str:
    """A level as the clerk knows it."""
    return {
        Level.MUST_FIX: tr("必须改"),
        Level.EXPLAIN: tr("须说明"),
        Level.NOTICE: tr("请留意"),
        Level.REVIEWER: tr("上级核"),
    }[level]
