"""The table locates its own errors: the one cell that, changed, mends every broken sum.

Every equation of a table is linear in its typed cells. A wrong cell, off by ``d``, leaves each
equation it takes part in off by ``d`` times its coefficient, and the others whole. A cell whose
pattern matches what is seen is a suspect; it is named only when it is the only one, which takes
totals declared by an imported report: without them every cell of a column could be the one. Where
no single cell explains what is seen, two cells of one row (串列) or one column (串行) that stand in
each other's place may.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.calculation import Number, typed_addends
from report_desk.core.equations import Equation, equations, side
from report_desk.core.format import Address, Level, ReportFormat, Source
from report_desk.core.kinds import KindName, is_valid
from report_desk.core.slips import Slip, slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from report_desk.core.context import Context
    from report_desk.core.findings import Finding
    from report_desk.core.format import Cell


class Diagnosis(Struct, frozen=True):
    """What would mend every equation of a table, and what kind of slip that was.

    ``mend`` holds the value for one cell, or for two that stand in each other's place.
    """

    slip: Slip
    mend: Mapping[Address, int]


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


@lru_cache(maxsize=32)
def _exchanges(form: ReportFormat, table: str) -> Mapping[frozenset[Equation], tuple[tuple[Cell, Cell], ...]]:
    """Pairs of typed cells of one row or column, by the equations that exchanging them would change."""
    weights = _coefficients(form, table)
    cells = [cell for cell in form.table(table).cells if not cell.is_total and cell.kind is KindName.COUNT]
    result: dict[frozenset[Equation], list[tuple[Cell, Cell]]] = {}
    for one, other in combinations(cells, 2):
        if one.row == other.row or one.column == other.column:
            changed = frozenset(
                equation
                for equation, weight in weights.items()
                if weight.get(one.address, 0) != weight.get(other.address, 0)
            )
            result.setdefault(changed, []).append((one, other))
    return {changed: tuple(pairs) for changed, pairs in result.items()}


def diagnose(table: str, context: Context) -> Diagnosis | None:
    """The one explanation of all that is broken in a table; ``None`` where there is none, or several."""
    weights = _coefficients(context.form, table)
    seen = {equation: _residual(equation, context) for equation in weights}
    residuals = {equation: residual for equation, residual in seen.items() if residual is not None}
    broken = frozenset(equation for equation, residual in residuals.items() if residual)
    if not broken:
        return None
    candidates = set.intersection(*(set(weights[equation]) for equation in broken))
    found = [mend for cell in sorted(candidates) if (mend := _mend(cell, weights, residuals, context))]
    if not found:
        pairs = _exchanges(context.form, table).get(broken, ())
        found = [mend for pair in pairs if (mend := _exchange(pair, weights, residuals, context))]
    return found[0] if len(found) == 1 else None


def _residual(equation: Equation, context: Context) -> Number | None:
    left, right = side(equation.left, context), side(equation.right, context)
    return None if left is None or right is None else left - right


def _mend(
    cell: Address,
    weights: Mapping[Equation, Mapping[Address, int]],
    residuals: Mapping[Equation, Number],
    context: Context,
) -> Diagnosis | None:
    offs = {_off(residual, weights[equation].get(cell, 0)) for equation, residual in residuals.items()}
    offs.discard(0)
    off = offs.pop() if len(offs) == 1 else None
    value = context.numbers[cell]
    if off is None or not isinstance(value, int) or not is_valid(KindName.COUNT, value - off):
        return None
    return Diagnosis(slip(value, value - off), {cell: value - off})


def _off(residual: Number, weight: int) -> int | None:
    """By how much a cell of that weight must be off; 0 for nothing seen and none expected."""
    if weight == 0:
        return 0 if residual == 0 else None
    # an equation that holds although the cell takes part in it acquits the cell
    return int(residual) // weight or None if residual % weight == 0 else None


def _exchange(
    pair: tuple[Cell, Cell],
    weights: Mapping[Equation, Mapping[Address, int]],
    residuals: Mapping[Equation, Number],
    context: Context,
) -> Diagnosis | None:
    one, other = pair
    # both are known: every equation that tells them apart is
    first, second = (int(context.numbers[cell.address] or 0) for cell in pair)
    for equation, residual in residuals.items():
        weight = weights[equation].get(one.address, 0) - weights[equation].get(other.address, 0)
        if residual != weight * (first - second):
            return None
    kind = Slip.SHIFTED_COLUMN if one.row == other.row else Slip.SHIFTED_ROW
    return Diagnosis(kind, {one.address: second, other.address: first})


def name_suspects(found: Iterable[Finding], context: Context) -> list[Finding]:
    """The findings; those of a table whose error can be located say how it is mended."""
    result = list(found)
    by_table: dict[str, Diagnosis | None] = {}
    for index, finding in enumerate(result):
        if finding.level is not Level.MUST_FIX or finding.difference is None:
            continue
        table = context.form.cells[finding.cells[0]].table
        if table not in by_table:
            by_table[table] = diagnose(table, context)
        located = by_table[table]
        if located is not None:
            result[index] = replace(finding, slip=located.slip, mend=located.mend)
    return result
