"""上年结转 both ways: what each organ handed on last year and took over this year, and so the region.

The region's own report is checked against its report of last year as any other is. Here the organs are held
against their own, so that the one at which a difference arose is named, and their sum against the region's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.consolidation.across.histories import histories, value_of
from report_desk.core.consolidation.board import board
from report_desk.core.report.totals import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from report_desk.core.consolidation.across.histories import History
    from report_desk.core.consolidation.across.study import Study
    from report_desk.core.consolidation.entry import Entry
    from report_desk.core.consolidation.roster import Member
    from report_desk.core.form.edition import Address, Cell, ReportFormat
    from report_desk.core.report.model import Report
    from report_desk.core.report.totals import Number

ALL = "各单位合计"


class Handed(Struct, frozen=True):
    """One number that was carried over: what last year's report hands on, and what this year's takes over."""

    organ: str
    place: Address
    last: Number | None
    now: Number | None

    @property
    def differs(self) -> bool:
        """Whether both are known and are not the same."""
        return self.last is not None and self.now is not None and self.last != self.now


class Carrying(Struct, frozen=True):
    """What does not agree: of organs, of their sums, and of the region's report with that of the year before.

    ``unknown`` are the organs of which nobody knows what they handed on.
    """

    wrong: tuple[Handed, ...]
    unknown: tuple[str, ...]
    region: tuple[Handed, ...]


def carried_over(  # noqa: PLR0913, PLR0917 - all that is known of a folder
    form: ReportFormat,
    forms: Mapping[str, ReportFormat],
    report: Report,
    members: Sequence[Member],
    entries: Sequence[Entry],
    studies: Iterable[Study],
) -> Carrying:
    """The same out of a folder: its roster, its files, and what was read of each."""
    there = board(members, entries, report.year)
    return carrying(form, report, histories(there, entries, studies, forms))


def carrying(form: ReportFormat, report: Report, organs: Sequence[History]) -> Carrying:
    """Hold what was carried over against last year: of each organ, of all together, of the region."""
    files = {part.file for part in report.consolidation.parts} if report.consolidation else set()
    parts = [one for one in organs if one.file in files]
    # a stock takes itself over as a beginning, and then changes: that is no handing on
    cells = [(cell, cell.takes_over) for cell in form.typed if cell.takes_over not in {None, cell.address}]
    last = report.year - 1
    lines = [
        Handed(
            one.organ,
            cell.address,
            value_of(one, last, source),
            value_of(one, report.year, cell.address),
        )
        for one in parts
        for cell, source in cells
    ]
    unknown = tuple(one.organ for one in parts if last not in one.years)
    region = tuple(_region(form, report, [cell for cell, _ in cells], lines))
    return Carrying(tuple(line for line in lines if line.differs), unknown, region)


def _region(
    form: ReportFormat, report: Report, cells: Sequence[Cell], lines: Sequence[Handed]
) -> Iterator[Handed]:
    """The sums of the organs, and what the region's two reports say, where anything of that differs."""
    before = {} if report.previous is None else numbers(form, report.previous.figures)
    now = numbers(form, report.figures)
    for cell in cells:
        mine = [line for line in lines if line.place == cell.address]
        handed = [line.last for line in mine if line.last is not None]
        taken = [line.now for line in mine if line.now is not None]
        of_all = Handed(ALL, cell.address, _sum(handed), _sum(taken))
        source = cell.takes_over or cell.address
        of_region = Handed(report.organ, cell.address, before.get(source), now[cell.address])
        is_other = None not in {of_all.last, of_region.last} and of_all.last != of_region.last
        if of_all.differs or of_region.differs or is_other:
            yield from (of_all, of_region)


def _sum(values: Sequence[Number]) -> Number | None:
    return sum(values, 0) if values else None
