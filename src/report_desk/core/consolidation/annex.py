"""底稿: a region's report as tables: what was added up and what was not, each number, each organ's share."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.consolidation.across.carrying import Carrying
    from report_desk.core.consolidation.trace import Trace
    from report_desk.core.form.edition import Address, ReportFormat
    from report_desk.core.report.model import Report
    from report_desk.core.report.sources import Consolidation

Value = int | str | Decimal | None


class Sheet(Struct, frozen=True):
    """One table: its name, its head, its rows."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def annex(
    form: ReportFormat, report: Report, found: Trace, carried: Carrying | None = None
) -> tuple[Sheet, ...]:
    """The tables of a region's report as the folder gives it now; sums are numbers and exact.

    ``carried`` is what does not agree with last year, where that was looked at.
    """
    made = report.consolidation
    if made is None:
        return ()
    words = {place: form.cells[place].words for place in found.cells}
    sums = [(place, words[place], one.sum, one.corrections, one.stated) for place, one in found.cells.items()]
    corrections = [
        (one.cell, words.get(one.cell, ""), one.amount, one.reason, one.by, one.at)
        for one in made.corrections
    ]
    return (
        _sources(made, found.states),
        Sheet("合计", ("编号", "项目", "各单位合计", "订正", "报告里"), tuple(sums)),
        _shares(words, found),
        Sheet("订正", ("编号", "项目", "加减", "原因", "谁", "何时"), tuple(corrections)),
        Sheet(
            "后来的变化",
            ("单位", "文件", "变了什么"),
            tuple((one.organ, one.file, one.sentence) for one in found.changed),
        ),
        *([] if carried is None else [_carried(form, carried)]),
    )


def _sources(made: Consolidation, states: Mapping[str, str]) -> Sheet:
    """Every report that was there and every organ that had none, with what became of it in the sum."""
    rows = [(one.organ, one.file, "算进", states.get(one.organ, ""), one.fingerprint) for one in made.parts]
    rows += [
        (one.organ, one.file, f"没有算进：{one.reason}", states.get(one.organ, ""), "")
        for one in made.left_out
    ]
    rows += [(organ, "", "没有交来", states.get(organ, ""), "") for organ in made.missing]
    return Sheet("来源", ("单位", "文件", "算进没有", "现在的状态", "定稿指纹"), tuple(rows))


def _carried(form: ReportFormat, carried: Carrying) -> Sheet:
    """What organs and the region handed on and took over, where that is not the same."""
    rows = [
        (one.organ, form.cells[one.place].words, one.last, one.now)
        for one in (*carried.wrong, *carried.region)
    ]
    rows += [(organ, "不知道去年的", None, None) for organ in carried.unknown]
    return Sheet("上年结转", ("单位", "项目", "去年结转下年", "今年上年结转"), tuple(rows))


def _shares(words: Mapping[Address, str], found: Trace) -> Sheet:
    """Each organ's share: a row for each organ, a column for each number."""
    columns = list(found.cells.values())
    organs = [part.organ for part in columns[0].parts] if columns else []
    rows = tuple((organ, *(one.parts[at].value for one in columns)) for at, organ in enumerate(organs))
    return Sheet("各单位的数", ("单位", *words.values()), rows)
