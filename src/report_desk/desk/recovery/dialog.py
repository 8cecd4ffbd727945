"""找回: drafts left by a crash and the backups of each save, with what they hold."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.edits.review import last_hand
from report_desk.core.form.edition import Level
from report_desk.core.ports import CopyKind
from report_desk.core.report.model import State
from report_desk.core.sheet import evaluate
from report_desk.core.versions.comparison import compare
from report_desk.desk.comparing.changes import counted
from report_desk.desk.language import QT_TR_NOOP, tr
from report_desk.desk.places.names import state_name
from report_desk.desk.places.words import shortened
from report_desk.desk.recovery.restoring import goes_into
from report_desk.desk.theme.fitting import give_room
from report_desk.desk.unfinished import taken_from
from report_desk.desk.widgets.labels import breakable, paragraph
from report_desk.desk.widgets.word_table import dress, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.ports import StoredCopy
    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look


_HEADINGS = (
    QT_TR_NOOP("时间"),
    QT_TR_NOOP("来源"),
    QT_TR_NOOP("报告"),
    QT_TR_NOOP("经手"),
    QT_TR_NOOP("检查"),
    QT_TR_NOOP("到现在"),
)
_REPORT = 2


class Recovery(StrEnum):
    """What was decided about a copy."""

    OPEN = "open"
    DISCARD = "discard"
    LEAVE = "leave"


class RecoveryDialog(QDialog):
    """A list of copies. ``decision`` and ``copy`` say what was chosen when it closes.

    ``now`` is the open report as a save would see it, with its newest revision.
    ``compare_wanted`` carries the copy to hold against the open report, while the list stays.
    """

    compare_wanted = Signal(object)

    def __init__(
        self, services: Services, copies: Sequence[StoredCopy], now: Sheet | None, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._copies = copies
        self.decision = Recovery.LEAVE
        self.setWindowTitle(self.tr("找回"))
        self._table = QTableWidget(0, len(_HEADINGS))
        self._table.setAccessibleName(self.tr("草稿和备份"))
        dress(self._table, [tr(words) for words in _HEADINGS], _REPORT)
        fill(self._table, [_columns(services, copy, now) for copy in copies])
        self._services = services
        self._now = now
        self._buttons = QDialogButtonBox()
        self._open = self._buttons.addButton(self.tr("打开这一份"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._compare = self._buttons.addButton(self.tr("并排比较"), QDialogButtonBox.ButtonRole.ActionRole)
        self._discard = self._buttons.addButton(
            self.tr("不要这份草稿"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self._buttons.addButton(self.tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        self._arrange(look)
        self._open.clicked.connect(lambda: self._decide(Recovery.OPEN))
        self._compare.clicked.connect(self._wish_to_compare)
        self._discard.clicked.connect(lambda: self._decide(Recovery.DISCARD))
        self._buttons.rejected.connect(self.reject)
        self._table.itemDoubleClicked.connect(lambda _: self._decide(Recovery.OPEN))
        self._table.currentCellChanged.connect(lambda *_: self._enable())
        if copies:
            self._table.selectRow(self._first())
        self._enable()

    @property
    def copy(self) -> StoredCopy:
        """The copy the decision is about."""
        return self._copies[self._table.currentRow()]

    def _arrange(self, look: Look) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(12)
        words = self.tr("草稿是意外退出时留下的，备份是保存时留下的。")
        if not self._copies:
            words = self.tr("没有草稿，也没有备份。保存过的报告，每次保存的样子会留在这里。")
        elif self._now is not None:
            words += self.tr("恢复以后可以撤销，再保存才写到盘上；这里的都还在。")
        else:
            words += self.tr("打开以后，再保存才写到盘上；这里的都还在。")
        column.addWidget(paragraph(words, "note"))
        column.addWidget(self._table, 1)
        column.addWidget(self._buttons)
        give_room(self, look, 980, 420)

    def _decide(self, decision: Recovery) -> None:
        self.decision = decision
        self.accept()

    def _enable(self) -> None:
        has_one = 0 <= self._table.currentRow() < len(self._copies)
        self._open.setEnabled(has_one)
        self._discard.setVisible(has_one and self.copy.kind is CopyKind.DRAFT)
        is_of_open = has_one and self._now is not None and self._now.report.id == self.copy.report.id
        self._compare.setVisible(is_of_open)
        is_restored = has_one and self._now is not None and goes_into(self.copy, self._now.report)
        self._open.setText(self.tr("恢复成这一份") if is_restored else self.tr("打开这一份"))

    def _first(self) -> int:
        """The newest copy of the open report, its draft before its backups; else the first of all."""
        report_id = "" if self._now is None else self._now.report.id
        return next((row for row, copy in enumerate(self._copies) if copy.report.id == report_id), 0)

    def _wish_to_compare(self) -> None:
        self.compare_wanted.emit(self.copy)


def _columns(services: Services, copy: StoredCopy, now: Sheet | None) -> tuple[str, ...]:
    at = datetime.fromtimestamp(copy.saved_at, services.now().tzinfo)
    kind = tr("草稿") if copy.kind is CopyKind.DRAFT else tr("备份")
    where = tr(" · 电脑「{name}」").format(name=copy.computer) if copy.computer else ""
    report, _ = taken_from(copy.report)
    stands, by = _stands(copy), _author(copy, services.settings.preferences.person)
    source = tr("{kind} · 修订 {revision}").format(kind=kind, revision=report.revision.number) + where
    known = (f"{at:%Y-%m-%d %H:%M}", source, stands, by)
    try:
        then = evaluate(services.form_by_id(report.format), report)
    except LookupError:
        return (*known, "", "")
    return (*known, checked(then), difference(then, now))


def _author(copy: StoredCopy, person: str) -> str:
    """A draft of this computer was typed by who works here; of the rest, whoever signed anything last."""
    is_typed_here = copy.kind is CopyKind.DRAFT and not copy.computer
    return shortened((person if is_typed_here else "") or last_hand(copy.report))


def _stands(copy: StoredCopy) -> str:
    """Organ and year; the state once it is handed over (草稿 is a kind of copy here); the file it is of."""
    report = copy.report
    state = "" if report.state is State.DRAFT else state_name(report.state)
    name = "" if copy.of is None else breakable(copy.of.name)
    return " · ".join(part for part in (f"{report.organ} {report.year}", state, name) if part)


def checked(sheet: Sheet) -> str:
    """``3 处必须改``."""
    counts = dict.fromkeys((Level.MUST_FIX, Level.EXPLAIN), 0)
    for finding in sheet.findings:
        if finding.level in counts and not finding.explained:
            counts[finding.level] += 1
    names = {Level.MUST_FIX: tr("{count} 处必须改"), Level.EXPLAIN: tr("{count} 处须说明")}
    parts = [names[level].format(count=count) for level, count in counts.items() if count]
    return tr("、").join(parts) or tr("没有要改的")


def difference(then: Sheet, now: Sheet | None) -> str:
    """What was changed since then; empty where there is nothing to compare with."""
    if now is None or now.report.id != then.report.id or now.form is not then.form:
        return ""
    found = compare(then, now)
    return tr("相同") if found.is_same else counted(found)
