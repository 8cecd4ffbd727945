"""The figures of many reports as one table, for whoever analyses them with other programs.

Long: one row for each figure, ``organ year edition state address label value``. Wide: one row for each
report, a column for each figure. Figures are as typed, totals as computed; a blank has no row, or an empty
cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.form.kinds import Figure, KindName
from report_desk.core.report.totals import numbers, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from report_desk.core.consolidation.entry import Entry
    from report_desk.core.form.edition import Address, ReportFormat

WHO = ("organ", "year", "edition", "state")
LONG = (*WHO, "address", "label", "value")
Row = tuple[Figure | None, ...]


class Column(Struct, frozen=True):
    """A column: its name, and the kind of figure where it holds figures of one kind."""

    name: str
    kind: KindName | None = None


class FigureTable(Struct, frozen=True):
    """Columns and rows, which are made while they are asked for, once."""

    columns: tuple[Column, ...]
    rows: Iterable[Row]


def long_table(entries: Iterable[Entry], forms: Mapping[str, ReportFormat]) -> FigureTable:
    """One row for each figure of each report; ``forms`` by the id of the edition."""
    return FigureTable(tuple(map(Column, LONG)), _long_rows(entries, forms))


def wide_table(entries: Sequence[Entry], forms: Mapping[str, ReportFormat]) -> FigureTable:
    """One row for each report; the columns are the figures of all the editions that they use."""
    used = dict.fromkeys(one.edition for one in entries if one.is_readable)
    kinds = {place: cell.kind for edition in used for place, cell in forms[edition].cells.items()}
    columns = (*map(Column, WHO), *(Column(str(place), kind) for place, kind in kinds.items()))
    return FigureTable(columns, _wide_rows(entries, forms, tuple(kinds)))


def _long_rows(entries: Iterable[Entry], forms: Mapping[str, ReportFormat]) -> Iterator[Row]:
    for one in entries:
        if one.is_readable:
            form = forms[one.edition]
            for place, figure in _figures(one, form).items():
                yield (*_who(one), str(place), form.cells[place].words, figure)


def _wide_rows(
    entries: Iterable[Entry], forms: Mapping[str, ReportFormat], places: tuple[Address, ...]
) -> Iterator[Row]:
    for one in entries:
        if one.is_readable:
            figures = _figures(one, forms[one.edition])
            yield (*_who(one), *(figures.get(place) for place in places))


def _who(one: Entry) -> tuple[Figure, ...]:
    return one.organ, one.year, one.edition, one.standing.value


def _figures(one: Entry, form: ReportFormat) -> dict[Address, Figure]:
    typed = {
        cell.address: figure
        for cell, figure in zip(form.typed, one.values, strict=True)
        if figure is not None
    }
    known = numbers(form, typed)
    totals = {
        cell.address: value if isinstance(value, int) else plain(value)
        for cell in form.computed
        if (value := known[cell.address]) is not None
    }
    both = {**typed, **totals}
    return {place: both[place] for place in form.cells if place in both}
