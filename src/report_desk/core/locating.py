"""The table locates its own errors: the one cell that, changed, mends every broken sum.

Every equation of a table is linear in its typed cells. A wrong cell, off by ``d``, leaves each
equation it takes part in off by ``d`` times its coefficient, and the others whole. A cell whose
pattern matches what is seen is a suspect; it is named only when it is the only one, which takes
totals declared by an imported report: without them every cell of a column could be the one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from report_desk.core.calculation import Number, typed_addends
from report_desk.core.equations import Equation, equations, side
from report_desk.core.format import Address, Level, ReportFormat, Source
from report_desk.core.kinds import KindName, is_valid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from report_desk.core.context import Context
    from report_desk.core.findings import Finding


@dataclass(frozen=True, slots=True)
class Suspect:
    """A typed cell and the value that would mend every equation of its table."""

    cell: Address
    remedy: int


@lru_cache(maxsize=32)
def _coefficients(form: ReportFormat, table: str) -> Mapping[Equation, Mapping[Address, int]]:
    """For each must-fix equation of a table: how much each typed cell weighs in left minus right."""
    result: dict[Equation, Mapping[Address, int]] = {}
    for check in form.checks:
        if check.level is not Level.MUST_FIX or check.rule != "equals" or check.table != table:
            continue
        for equation in equations(form, check):
            weights: Counter[Address] = Counter()
            for factor, operands in ((1, equation.left), (-1, equation.right)):
                for operand in operands:
                    if operand.term.source is Source.THIS:
                        for typed in typed_addends(form, operand.address):
                            weights[typed] += factor * operand.term.sign
            result[equation] = {cell: weight for cell, weight in weights.items() if weight}
    return result


def suspects(table: str, context: Context) -> tuple[Suspect, ...]:
    """Every cell that alone explains all broken equations of a table; none where nothing is broken."""
    weights = _coefficients(context.form, table)
    seen = {equation: _residual(equation, context) for equation in weights}
    residuals = {equation: residual for equation, residual in seen.items() if residual is not None}
    broken = [set(weights[equation]) for equation, residual in residuals.items() if residual]
    candidates = set.intersection(*broken) if broken else set()
    found = (_suspect(cell, weights, residuals, context) for cell in sorted(candidates))
    return tuple(suspect for suspect in found if suspect)


def _residual(equation: Equation, context: Context) -> Number | None:
    left, right = side(equation.left, context), side(equation.right, context)
    return None if left is None or right is None else left - right


def _suspect(
    cell: Address,
    weights: Mapping[Equation, Mapping[Address, int]],
    residuals: Mapping[Equation, Number],
    context: Context,
) -> Suspect | None:
    offs = {_off(residual, weights[equation].get(cell, 0)) for equation, residual in residuals.items()}
    offs.discard(0)
    off = offs.pop() if len(offs) == 1 else None
    value = context.numbers[cell]
    if off is None or not isinstance(value, int) or not is_valid(KindName.COUNT, value - off):
        return None
    return Suspect(cell, value - off)


def _off(residual: Number, weight: int) -> int | None:
    """By how much a cell of that weight must be off; 0 for nothing seen and none expected."""
    if weight == 0:
        return 0 if residual == 0 else None
    # an equation that holds although the cell takes part in it acquits the cell
    return int(residual) // weight or None if residual % weight == 0 else None


def name_suspects(found: Iterable[Finding], context: Context) -> list[Finding]:
    """The findings, those of a table with exactly one suspect naming it and its remedy."""
    result = list(found)
    by_table: dict[str, tuple[Suspect, ...]] = {}
    for index, finding in enumerate(result):
        if finding.level is not Level.MUST_FIX or finding.difference is None:
            continue
        table = context.form.cells[finding.cells[0]].table
        if table not in by_table:
            by_table[table] = suspects(table, context)
        if len(by_table[table]) == 1:
            only = by_table[table][0]
            result[index] = replace(finding, suspect=only.cell, remedy=only.remedy)
    return result
