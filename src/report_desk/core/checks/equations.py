"""Checks that compare sums of figures: laid out once per form, evaluated on every edit."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from report_desk.core.checks.findings import Finding, values_hash, worded
from report_desk.core.form.edition import Address, Check, Each, ReportFormat, Source, Term, address
from report_desk.core.form.kinds import number
from report_desk.core.report.totals import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from report_desk.core.checks.context import Context
    from report_desk.core.report.totals import Number


class Operand(Struct, frozen=True):
    """A term at one place of its table."""

    term: Term
    address: Address


class Equation(Struct, frozen=True, eq=False):
    """One check at one row or column (``instance``): two sums to compare."""

    check: Check
    instance: str
    label: str
    left: tuple[Operand, ...]
    right: tuple[Operand, ...]


@lru_cache(maxsize=256)
def equations(form: ReportFormat, check: Check) -> tuple[Equation, ...]:
    """Every place of its table at which a check asks for something."""
    cells = {(cell.row, cell.column): cell for cell in form.table(check.table).cells}
    found: dict[str, Equation] = {}
    for cell in cells.values():
        instance = cell.column if check.each is Each.COLUMN else cell.row
        if instance in found or instance in check.without or (check.over and instance not in check.over):
            continue
        label = (cell.column_labels if check.each is Each.COLUMN else cell.row_labels)[-1]
        sides = [
            tuple(
                Operand(term, address(check.table, *place))
                for term in terms
                for place in [(term.id, instance) if check.each is Each.COLUMN else (instance, term.id)]
                if place in cells
            )
            for terms in (check.left, check.right)
        ]
        if (len(sides[0]), len(sides[1])) == (len(check.left), len(check.right)):
            found[instance] = Equation(check, instance, label, sides[0], sides[1])
    return tuple(found.values())


def operand_number(operand: Operand, context: Context) -> Number | None:
    """The number an operand stands for, without its sign; ``None`` where it is unknown."""
    match operand.term.source:
        case Source.THIS:
            return context.numbers.get(operand.address)
        case Source.LAST:
            return None if context.last is None else context.last.get(operand.address)
        case Source.DECLARED:
            kind = context.form.cells[operand.address].kind
            return number(kind, context.report.declared.get(operand.address))
        case _ as unreachable:
            assert_never(unreachable)


def side(operands: tuple[Operand, ...], context: Context) -> Number | None:
    """The signed sum of a side; ``None`` where one of its numbers is unknown."""
    result: Number = 0
    for operand in operands:
        value = operand_number(operand, context)
        if value is None:
            return None
        result += operand.term.sign * value
    return result


def _equals(left: Number, right: Number, _: Check) -> bool:
    return left == right


def _at_least(left: Number, right: Number, _: Check) -> bool:
    return left >= right


def _at_most(left: Number, right: Number, check: Check) -> bool:
    return left <= right + check.limit


def _within_ratio(left: Number, right: Number, check: Check) -> bool:
    low, high = sorted((abs(Decimal(left)), abs(Decimal(right))))
    return low == 0 or high <= low * check.limit


COMPARISONS: Mapping[str, Callable[[Number, Number, Check], bool]] = {
    "equals": _equals,
    "at_least": _at_least,
    "at_most": _at_most,
    "ratio": _within_ratio,
}


def applies(check: Check, context: Context) -> bool:
    """Whether a check is meant for organs of this level."""
    return not check.only_levels or context.report.details.get("level", "") in check.only_levels


def compare(check: Check, context: Context) -> Iterator[Finding]:
    """The findings of an equation check; nothing is said where a number is unknown."""
    if not applies(check, context):
        return
    for equation in equations(context.form, check):
        left, right = side(equation.left, context), side(equation.right, context)
        if left is not None and right is not None and not COMPARISONS[check.rule](left, right, check):
            yield _finding(equation, left, right, context)


def _finding(equation: Equation, left: Number, right: Number, context: Context) -> Finding:
    check = equation.check
    operands = (*equation.left, *equation.right)
    cells = _cells(operands, context.form)
    previous = tuple(operand.address for operand in operands if operand.term.source is Source.LAST)
    words = {
        "row": equation.label,
        "column": equation.label,
        "left": plain(left),
        "right": plain(right),
        "difference": plain(left - right if left > right else right - left),
        **{operand.term.name: plain(operand_number(operand, context) or 0) for operand in operands},
    }
    section = context.form.section_of_table(check.table)
    return Finding(
        rule=check.id,
        level=check.level,
        sentence=worded(check.sentence, words),
        advice=check.advice,
        basis=check.basis,
        section=section.id,
        values=values_hash((left, right, *(context.numbers.get(cell) for cell in cells))),
        cells=cells,
        previous_cells=previous,
        left=left,
        right=right,
        difference=left - right,
    )


def _cells(operands: tuple[Operand, ...], form: ReportFormat) -> tuple[Address, ...]:
    """The cells of this year, totals first; a declared total brings along what it should add up."""
    mine = dict.fromkeys(operand.address for operand in operands if operand.term.source is Source.THIS)
    declared = [operand.address for operand in operands if operand.term.source is Source.DECLARED]
    for place in declared:
        mine.update(dict.fromkeys((place, *form.cells[place].addends)))
    return tuple(sorted(mine, key=lambda place: not form.cells[place].is_total))
