"""Checks that compare sums of figures: laid out once per form, evaluated on every edit."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from report_desk.core.checks.findings import Finding, values_hash, worded
from report_desk.core.form.edition import Address, Check, Each, ReportFormat, Source, Term
from report_desk.core.form.kinds import number
from report_desk.core.form.terms import instances, place_of
from report_desk.core.report.totals import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from report_desk.core.checks.context import Context
    from report_desk.core.report.totals import Number


_THIS = Source.THIS


class Operand(Struct, frozen=True):
    """A term at one place of its table."""

    term: Term
    address: Address


class Equation(Struct, frozen=True, eq=False):
    """One check at one row or column (``instance``): two sums to compare, if ``given`` compare well."""

    check: Check
    instance: str
    label: str
    left: tuple[Operand, ...]
    right: tuple[Operand, ...]
    given: tuple[tuple[Operand, ...], tuple[Operand, ...]] = ((), ())

    @property
    def operands(self) -> tuple[Operand, ...]:
        """Every figure that takes part."""
        return (*self.left, *self.right, *self.given[0], *self.given[1])


@lru_cache(maxsize=256)
def equations(form: ReportFormat, check: Check) -> tuple[Equation, ...]:
    """Every place at which a check asks for something: where the form has all of its terms."""
    given = (check.when.left, check.when.right) if check.when else ((), ())
    found: list[Equation] = []
    for instance in instances(check, form):
        left, right, given_left, given_right = (
            tuple(Operand(term, place_of(term, check, instance)) for term in terms)
            for terms in (check.left, check.right, *given)
        )
        label = _label(form, check, instance)
        equation = Equation(check, instance, label, left, right, (given_left, given_right))
        if all(operand.address in form.cells for operand in equation.operands):
            found.append(equation)
    return tuple(found)


def _label(form: ReportFormat, check: Check, instance: str) -> str:
    """What the form calls the row or column of an equation; nothing where it stands once."""
    if not check.table:
        return ""
    is_column = check.each is Each.COLUMN
    cells = form.table(check.table).cells
    cell = next(cell for cell in cells if instance == (cell.column if is_column else cell.row))
    return (cell.column_labels if is_column else cell.row_labels)[-1]


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
        term = operand.term
        known = term.source is _THIS  # as nearly all are
        value = context.numbers.get(operand.address) if known else operand_number(operand, context)
        if value is None:
            return None
        result += term.sign * value
    return result


def _equals(left: Number, right: Number, _: int) -> bool:
    return left == right


def _at_least(left: Number, right: Number, limit: int) -> bool:
    return left >= right + limit


def _at_most(left: Number, right: Number, limit: int) -> bool:
    return left <= right + limit


def _within_ratio(left: Number, right: Number, limit: int) -> bool:
    low, high = sorted((abs(Decimal(left)), abs(Decimal(right))))
    return low == 0 or high <= low * limit


def _share_at_least(left: Number, right: Number, limit: int) -> bool:
    return right == 0 or left * 100 >= right * limit


def _share_at_most(left: Number, right: Number, limit: int) -> bool:
    return right == 0 or left * 100 <= right * limit


COMPARISONS: Mapping[str, Callable[[Number, Number, int], bool]] = {
    "equals": _equals,
    "at_least": _at_least,
    "at_most": _at_most,
    "ratio": _within_ratio,
    "share_at_least": _share_at_least,
    "share_at_most": _share_at_most,
}
"""How the two sums of each rule compare; of nothing, no share is asked."""


def applies(check: Check, context: Context) -> bool:
    """Whether a check is meant for organs of this level."""
    return not check.only_levels or context.report.details.get("level", "") in check.only_levels


def compare(check: Check, context: Context) -> Iterator[Finding]:
    """The findings of an equation check; nothing is said where a number is unknown."""
    if not applies(check, context):
        return
    for equation in equations(context.form, check):
        left = side(equation.left, context)
        right = None if left is None else side(equation.right, context)
        if left is None or right is None or not _is_given(equation, context):
            continue
        if not COMPARISONS[check.rule](left, right, check.limit):
            yield _finding(equation, left, right, context)


def _is_given(equation: Equation, context: Context) -> bool:
    """Whether the condition of a check holds at this place; what is unknown does not."""
    condition = equation.check.when
    if condition is None:
        return True
    left, right = (side(operands, context) for operands in equation.given)
    if left is None or right is None:
        return False
    return COMPARISONS[condition.rule](left, right, condition.limit)


def _finding(equation: Equation, left: Number, right: Number, context: Context) -> Finding:
    check = equation.check
    operands = equation.operands
    cells = _cells(operands, context.form)
    previous = tuple(operand.address for operand in operands if operand.term.source is Source.LAST)
    words = {
        "row": equation.label,
        "column": equation.label,
        "left": plain(left),
        "right": plain(right),
        "difference": plain(left - right if left > right else right - left),
        "share": f"{Decimal(left) * 100 / Decimal(right):.1f}" if right else "",
        **{operand.term.name: plain(operand_number(operand, context) or 0) for operand in operands},
    }
    section = context.form.section_of_table(check.table or context.form.cells[operands[0].address].table)
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
