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
from report_desk.core.edits.apply import apply
from report_desk.core.edits.new_report import new_report, takeover
from report_desk.core.form.kinds import KindName, number
from report_desk.core.limits import MOST_ORGANS
from report_desk.core.report.sources import Consolidation, LeftOut, Part
from report_desk.core.report.totals import plain
from report_desk.core.sheet import evaluate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from report_desk.core.consolidation.board import Board, BoardRow
    from report_desk.core.form.edition import Address, ReportFormat
    from report_desk.core.form.kinds import Figure
    from report_desk.core.report.model import Report
    from report_desk.core.report.totals import Number
    from report_desk.core.sheet import Sheet

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


class Consolidated(Struct, frozen=True):
    """A region's report, and how it came about.

    ``blank`` are the cells that stay blank because a report that was taken leaves them blank, with its organ.
    """

    report: Report
    made: Consolidation
    entries: tuple[Entry, ...]
    blank: Mapping[Address, tuple[str, ...]]

    @property
    def is_whole(self) -> bool:
        """Whether every organ is in it."""
        return not self.made.left_out and not self.made.missing


def consolidate(
    board: Board, form: ReportFormat, report_id: str, organ: str, states: Iterable[Standing] = USUAL_STATES
) -> Consolidated:
    """Add up the reports of a board whose state is among ``states``, as a draft of the region's report.

    Raises TooManyOrgansError for more than a report can name.
    """
    made, taken = sources(board, form, states)
    figures, blank = added(form, taken)
    fresh = new_report(form, report_id, organ, board.year)
    return Consolidated(replace(fresh, figures=figures, consolidation=made), made, taken, blank)


def with_last(whole: Consolidated, form: ReportFormat, last: Sheet) -> Consolidated:
    """The same with last year's report of the region beside it: its details, and its figures for the checks.

    None of these is added. Raises ValueError for a report of another year.
    """
    year = whole.report.year
    if last.report.year != year - 1:
        raise ValueError(f"这是 {last.report.year} 年的报告，要用 {year - 1} 年的。")
    sheet = evaluate(form, whole.report)
    handed = replace(takeover(sheet, last), figures={})
    return replace(whole, report=apply(sheet, handed).sheet.report)


class TooManyOrgansError(ValueError):
    """More organs than one report can name."""


def sources(
    board: Board, form: ReportFormat, states: Iterable[Standing] = USUAL_STATES
) -> tuple[Consolidation, tuple[Entry, ...]]:
    """Which reports of a board are added up, and which are not and why.

    Raises TooManyOrgansError for more than a report can name.
    """
    if len(board.rows) > MOST_ORGANS:
        raise TooManyOrgansError(f"一次最多汇总 {MOST_ORGANS} 个单位，这里有 {len(board.rows)} 个；请分批。")
    wanted = frozenset(states)
    taken: list[Entry] = []
    left_out: list[LeftOut] = []
    for row in board.rows:
        if row.entry is None:
            continue
        reason = _reason(row, form, wanted)
        if reason:
            left_out.append(LeftOut(row.member.organ, row.entry.file, reason))
        else:
            taken.append(row.entry)
    left_out += [LeftOut(one.organ, one.file, "不在应报单位里") for one in board.unknown]
    left_out += [LeftOut(_called(one), one.file, _WORDS[Standing.UNREADABLE]) for one in board.lost]
    made = Consolidation(
        states=tuple(state.value for state in Standing if state in wanted),
        expected=len(board.rows) if board.has_roster else 0,
        parts=tuple(Part(one.organ, one.file, one.report, one.fingerprint) for one in taken),
        left_out=tuple(left_out),
        missing=board.missing,
    )
    return made, tuple(taken)


def _called(one: Entry) -> str:
    """The organ of a file that cannot be read: as it says, else as the file is called."""
    return one.organ or one.file.rpartition(".")[0]


def _reason(row: BoardRow, form: ReportFormat, wanted: frozenset[Standing]) -> str:
    """Why a report is not added up; empty where it is."""
    one = row.entry
    if one is not None and one.is_readable and one.edition != form.id:
        return f"用的是 {one.edition} 版格式，汇总用 {form.id} 版"
    if row.standing not in wanted:
        return _WORDS[row.standing]
    return f"和「{row.rivals[0].file}」不一样，不知道该用哪一份" if row.is_contested else ""


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
            whole = sum((value for value in numbers if value is not None), 0)
            figures[cell.address] = figure_of(cell.kind, whole)
    return figures, blank


def figure_of(kind: KindName, value: Number) -> Figure:
    """A number as the figure of a cell: money keeps the digits that it has."""
    return plain(value) if kind is KindName.MONEY or isinstance(value, Decimal) else value
