"""The figures of each organ over the years, out of every report of a folder and what each keeps of last year.

Of each year the typed numbers are kept; a total is worked out when one asks for it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.consolidation.board import board
from report_desk.core.consolidation.roster import name_key
from report_desk.core.form.kinds import number
from report_desk.core.report.totals import total, typed_addends

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from report_desk.core.consolidation.across.study import Study
    from report_desk.core.consolidation.board import Board
    from report_desk.core.consolidation.entry import Entry
    from report_desk.core.form.edition import Address, ReportFormat
    from report_desk.core.form.kinds import Figure
    from report_desk.core.report.totals import Number


class Yearly(Struct, frozen=True):
    """The typed numbers of one year, in the order of the edition's typed cells; None for what is none."""

    form: ReportFormat
    values: tuple[Number | None, ...]


class History(Struct, frozen=True):
    """One organ: the file of this year's report, and its figures of each year that is known."""

    organ: str
    file: str
    years: Mapping[int, Yearly]


def histories(
    found: Board, entries: Sequence[Entry], studies: Iterable[Study], forms: Mapping[str, ReportFormat]
) -> tuple[History, ...]:
    """Every organ of a board that has a report this year, in its order; ``forms`` are the editions by id.

    A year is taken from the organ's own report of that year where the folder has it, else from what the
    report of the year after keeps.
    """
    members = [row.member for row in found.rows] if found.has_roster else []
    years = {one.year for one in entries if one.is_readable and one.year < found.year}
    boards = {year: _by_organ(board(members, entries, year)) for year in years}
    known = {one.file: one for one in studies}
    made = []
    for row in found.rows:
        one = row.entry
        if one is None or not one.is_readable:
            continue
        key = name_key(row.member.organ)
        earlier = {year: there[key] for year, there in boards.items() if key in there}
        of_organ = {found.year: one, **earlier}
        kept: dict[int, Yearly] = {}
        for entry in of_organ.values():
            studied = known.get(entry.file)
            if studied is not None and studied.previous:
                kept[studied.previous_year] = _yearly(forms[entry.edition], studied.previous)
        kept |= {year: _yearly(forms[entry.edition], entry.values) for year, entry in of_organ.items()}
        made.append(History(row.member.organ, one.file, dict(sorted(kept.items(), reverse=True))))
    return tuple(made)


def _yearly(form: ReportFormat, figures: tuple[Figure | None, ...]) -> Yearly:
    numbers = (number(cell.kind, figure) for cell, figure in zip(form.typed, figures, strict=True))
    return Yearly(form, tuple(numbers))


def _by_organ(found: Board) -> dict[str, Entry]:
    return {
        name_key(row.member.organ): row.entry
        for row in found.rows
        if row.entry is not None and row.entry.is_readable
    }


def known_years(organs: Iterable[History], year: int) -> tuple[int, ...]:
    """The year and every earlier one of which anything is known, newest first."""
    return tuple(sorted({known for one in organs for known in one.years if known <= year}, reverse=True))


def value_of(one: History, year: int, address: Address) -> Number | None:
    """A number of an organ in a year, a total as computed; None where it is blank, a text, or not known."""
    yearly = one.years.get(year)
    addends = () if yearly is None else _addends(yearly.form, address)
    if yearly is None or not addends:
        return None
    if len(addends) == 1:
        return yearly.values[addends[0]]
    return total(yearly.values[at] for at in addends)


@lru_cache(maxsize=2048)
def _addends(form: ReportFormat, address: Address) -> tuple[int, ...]:
    """Where the typed numbers that make a cell stand among all typed ones; none where it is not there."""
    if address not in form.cells:
        return ()
    places = {cell.address: at for at, cell in enumerate(form.typed)}
    return tuple(places[typed] for typed in typed_addends(form, address))
