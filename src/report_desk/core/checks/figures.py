"""Checks that look at single figures: filled, a value of its kind, far from last year's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.checks.findings import Finding, values_hash, worded
from report_desk.core.form import kinds
from report_desk.core.form.kinds import KindName
from report_desk.core.report.totals import plain, total

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from report_desk.core.checks.context import Context
    from report_desk.core.form.edition import Cell, Check

_REASONS = {
    KindName.COUNT: "应为不小于零的整数",
    KindName.SIGNED_COUNT: "应为整数，减少填负数",
    KindName.MONEY: "应为不小于零的数",
}


def filled(check: Check, context: Context) -> Iterator[Finding]:
    """One finding per table that has blanks, naming them all: a blank is not 0."""
    if all(map(context.report.figures.__contains__, context.form.typed_addresses)):
        return
    for table in context.form.tables:
        blanks = tuple(
            cell for cell in table.cells if not cell.is_total and cell.address not in context.report.figures
        )
        if blanks:
            words = {"table": table.name, "cell": blanks[0].words, "left": len(blanks)}
            yield Finding(
                rule=check.id,
                level=check.level,
                sentence=worded(check.sentence, words),
                advice=check.advice,
                basis=check.basis,
                section=context.form.section_of_table(table.id).id,
                values=values_hash(cell.address for cell in blanks),
                cells=tuple(cell.address for cell in blanks),
                left=len(blanks),
            )


def valid(check: Check, context: Context) -> Iterator[Finding]:
    """Every figure that is no value of its kind, such as a "/" that an import found."""
    if None not in context.numbers.values():
        return  # every figure is a number, and so a value of its kind
    for cell in context.form.typed:
        figure = context.report.figures.get(cell.address)
        if figure is None or kinds.is_valid(cell.kind, figure):
            continue
        words = {**_place(cell, context), "left": kinds.display(figure), "reason": _reason(cell)}
        yield _at_cell(check, cell, context, worded(check.sentence, words), left=str(figure))


def swing(check: Check, context: Context) -> Iterator[Finding]:
    """Counts more than ``limit`` times last year's, or less than its share; small ones are let be."""
    if context.last is None:
        return
    for cell in context.form.typed:
        now, then = context.numbers[cell.address], context.last.get(cell.address)
        if cell.kind is not KindName.COUNT or now is None or then is None:
            continue
        low, high = sorted((now, then))
        if high < check.floor or high <= low * check.limit:
            continue
        words = {**_place(cell, context), "left": plain(now), "right": plain(then)}
        finding = _at_cell(check, cell, context, worded(check.sentence, words), left=now)
        yield replace(finding, right=then, difference=now - then, previous_cells=(cell.address,))


def both_positive(check: Check, context: Context) -> Iterator[Finding]:
    """Two sums that should not both be above 0, with the cells that make them so."""
    sums = [total(context.numbers[cell] for cell in cells) for cells in check.accepts]
    left, right = (value or 0 for value in sums)
    if left <= 0 or right <= 0:
        return
    cells = tuple(cell for cells in check.accepts for cell in cells if (context.numbers[cell] or 0) > 0)
    yield Finding(
        rule=check.id,
        level=check.level,
        sentence=worded(check.sentence, {"left": plain(left), "right": plain(right)}),
        advice=check.advice,
        basis=check.basis,
        section=context.form.section_of_table(context.form.cells[cells[0]].table).id,
        values=values_hash(context.numbers[cell] for cell in cells),
        cells=cells,
        left=left,
        right=right,
    )


def _reason(cell: Cell) -> str:
    unit = f"，单位{cell.unit}" if cell.kind is KindName.MONEY and cell.unit else ""
    return f"{_REASONS[cell.kind]}{unit}。"


def _place(cell: Cell, context: Context) -> dict[str, str]:
    return {"table": context.form.table(cell.table).name, "cell": cell.words}


def _at_cell(check: Check, cell: Cell, context: Context, sentence: str, left: int | Decimal | str) -> Finding:
    then = None if context.last is None else context.last.get(cell.address)
    return Finding(
        rule=check.id,
        level=check.level,
        sentence=sentence,
        advice=check.advice,
        basis=check.basis,
        section=context.form.section_of_table(cell.table).id,
        values=values_hash((context.report.figures.get(cell.address), then)),
        cells=(cell.address,),
        left=left,
    )
