"""Totals: derived from the typed figures by the form's own sums, never stored.

A total is a number only when everything it adds up is; while one addend is blank or no number, the
total is unknown, so that a blank is never silently 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import cast

from report_desk.core.form.edition import Address, ReportFormat
from report_desk.core.form.kinds import Figure, number
from report_desk.core.limits import LARGEST_COUNT

Number = int | Decimal
Numbers = Mapping[Address, Number | None]


def numbers(form: ReportFormat, figures: Mapping[Address, Figure]) -> dict[Address, Number | None]:
    """Every cell of the form as a number to reckon with; ``None`` where it is unknown."""
    typed = form.typed_addresses
    result = cast("dict[Address, Number | None]", dict(zip(typed, map(figures.get, typed), strict=True)))
    counts = [result[place] for place in form.counts]
    rest = form.typed
    if set(map(type, counts)) == {int} and _are_plain(cast("list[int]", counts)):
        rest = form.no_counts  # a report that is filled in: nearly every figure is a number as it stands
    for cell in rest:
        result[cell.address] = number(cell.kind, figures.get(cell.address))
    for cell in form.computed:
        result[cell.address] = total([result[addend] for addend in cell.addends])
    return result


def _are_plain(counts: Sequence[int]) -> bool:
    return min(counts) >= 0 and max(counts) <= LARGEST_COUNT


def total(addends: Iterable[Number | None]) -> Number | None:
    """The sum, or ``None`` where one addend is unknown."""
    known = list(addends)
    return None if None in known else sum(cast("list[Number]", known))


def typed_addends(form: ReportFormat, address: Address) -> tuple[Address, ...]:
    """The typed cells that feed a cell, in the order of the form; the cell itself where it is typed."""
    cell = form.cells[address]
    if not cell.is_total:
        return (address,)
    return tuple(typed for addend in cell.addends for typed in typed_addends(form, addend))


def plain(value: Number) -> str:
    """A number as digits for a sentence: a decimal without an exponent."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
