"""The sums that a document prints, held against its own figures: evidence, never a gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.form import kinds
from report_desk.intake.cell_reading import CellState
from report_desk.intake.doubt import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from report_desk.core.form.edition import Address, ReportFormat
    from report_desk.intake.cell_reading import CellReading


def sums_that_differ(form: ReportFormat, cells: Mapping[Address, CellReading]) -> Iterator[Doubt]:
    """A doubt for each printed total that is not the sum of the printed figures beside or above it.

    An addend that is blank there adds nothing; totals with one that is unreadable or not there say nothing.
    Nothing is repaired: what is printed stays.
    """
    for total in form.computed:
        printed = cells.get(total.address)
        stated = kinds.number(total.kind, printed.figure) if printed else None
        if printed is None or stated is None:
            continue
        addends = [
            kinds.number(form.cells[place].kind, cells[place].figure if place in cells else None)
            for place in total.addends
        ]
        known = [number for number in addends if number is not None]
        blank = sum(
            place in cells and not cells[place].text and not cells[place].reason for place in total.addends
        )
        if known and len(known) + blank == len(addends) and sum(known) != stated:
            yield Doubt(
                total.address,
                f"原件如此：「{total.words}」印的是 {stated}，各项相加是 {sum(known)}，请核对这几格。",
                (total.address, *total.addends),
                CellState.AS_READ,
                printed.text,
                printed.source,
            )
