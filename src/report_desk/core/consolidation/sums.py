"""汇总: the figures of many reports, cell by cell, as a new report in which every number can be traced.

Only what was typed is added up; totals follow from the sums. A blank is not 0: a cell that one report leaves
blank is blank in the sum, and named. Money is added exactly.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.consolidation.entry import Entry, Standing
from report_desk.core.edits.new_report import new_report
from report_desk.core.form.kinds import KindName, number
from report_desk.core.report.totals import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from report_desk.core.consolidation.board import Board
    from report_desk.core.form.edition import Address, ReportFormat
    from report_desk.core.form.kinds import Figure
    from report_desk.core.report.model import Report
    from report_desk.core.report.totals import Number

USUAL_STATES = (Standing.APPROVED,)
_WORDS = {
    Standing.MISSING: "没有交来",
    Standing.DRAFT: "还是草稿，没有送审",
    Standing.SUBMITTED: "送审了，还没有定稿",
    Standing.RETURNED: "退回了，还没有再交",
    Standing.RESUBMITTED: "再次送审了，还没有定稿",
    Standing.APPROVED: "已经定稿",
    Standing.CHANGED_AFTER_APPROVAL: "定稿以后又改过",
    Standing.UNREADABLE: "读不出来",
}


class Part(Struct, frozen=True):
    """One report that was added up: whose, from which file, and its 定稿指纹 then."""

    organ: str
    file: str
    report: str
    fingerprint: str


class LeftOut(Struct, frozen=True):
    """One that was not, and why."""

    organ: str
    file: str
    reason: str


class Consolidated(Struct, frozen=True):
    """A region's report, and how it came about.

    ``blank`` are the cells that stay blank because a report that was taken leaves them blank, with its organ.
    """

    report: Report
    taken: tuple[Part, ...]
    left_out: tuple[LeftOut, ...]
    missing: tuple[str, ...]
    blank: Mapping[Address, tuple[str, ...]]

    @property
    def is_whole(self) -> bool:
        """Whether every organ is in it."""
        return not self.left_out and not self.missing


def consolidate(
    board: Board, form: ReportFormat, report_id: str, organ: str, states: Iterable[Standing] = USUAL_STATES
) -> Consolidated:
    """Add up the reports of a board whose state is among ``states``, as a draft of the region's report."""
    wanted = frozenset(states)
    taken: list[Entry] = []
    left_out: list[LeftOut] = []
    for row in board.rows:
        if row.entry is None:
            continue
        if row.entry.edition != form.id:
            reason = f"用的是 {row.entry.edition} 版格式，汇总用 {form.id} 版"
        elif row.standing not in wanted:
            reason = _WORDS[row.standing]
        elif row.is_contested:
            reason = f"和「{row.rivals[0].file}」不一样，不知道该用哪一份"
        else:
            taken.append(row.entry)
            continue
        left_out.append(LeftOut(row.member.organ, row.entry.file, reason))
    figures, blank = added(form, taken)
    fresh = new_report(form, report_id, organ, board.year)
    return Consolidated(
        report=replace(fresh, figures=figures),
        taken=tuple(Part(one.organ, one.file, one.report, one.fingerprint) for one in taken),
        left_out=tuple(left_out),
        missing=board.missing,
        blank=blank,
    )


def added(
    form: ReportFormat, entries: Sequence[Entry]
) -> tuple[dict[Address, Figure], dict[Address, tuple[str, ...]]]:
    """The sum of each typed cell, and the cells without one, with the organs that leave them blank.

    What is no number (a text, as 采购总金额 in the edition of 2019) is left to be typed.
    """
    figures: dict[Address, Figure] = {}
    blank: dict[Address, tuple[str, ...]] = {}
    for at, cell in enumerate(form.typed):
        if cell.kind is KindName.TEXT or not entries:
            continue
        numbers = [number(cell.kind, one.values[at]) for one in entries]
        lacking = tuple(one.organ for one, value in zip(entries, numbers, strict=True) if value is None)
        if lacking:
            blank[cell.address] = lacking
        else:
            figures[cell.address] = _figure(
                cell.kind, sum((value for value in numbers if value is not None), 0)
            )
    return figures, blank


def _figure(kind: KindName, value: Number) -> Figure:
    return plain(value) if kind is KindName.MONEY or isinstance(value, Decimal) else value
