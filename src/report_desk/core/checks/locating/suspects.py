"""The one figure at fault: the only single mistake that explains all that is known of a table.

A mistake is one wrong cell, two cells of one row (串列) or one column (串行) in each other's place, or
one number of a witness that is itself misprinted. Each is held against all evidence: the table's own
equations, printed totals, last year's report, numbers in the prose. A cell is named only where no other
mistake, a witness's included, would explain as much, and only where a witness contradicts it: so one
misprint never accuses a cell, and in a table of which nobody else says anything nobody is accused. What
a blank leaves unknown neither convicts nor acquits. `docs/decisions/0036` weighs it.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.checks.findings import WitnessSource
from report_desk.core.checks.locating.witnesses import Evidence, evidence
from report_desk.core.checks.typos import Typo, typo
from report_desk.core.form.kinds import is_valid
from report_desk.core.report.totals import typed_addends

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from report_desk.core.checks.context import Context
    from report_desk.core.checks.findings import Finding, Witness
    from report_desk.core.form.edition import Address, Cell, ReportFormat

_EVIDENT_RULES = frozenset({"equals", "stated"})
"""The words of the vocabulary whose findings are evidence of a wrong figure."""


class Diagnosis(Struct, frozen=True):
    """What would fix everything that is broken in a table, and what kind of typo that was.

    ``fix`` holds the value for one cell, or for two that stand in each other's place.
    """

    typo: Typo
    fix: Mapping[Address, int]


class _Mistake(Struct, frozen=True):
    """A single mistake that explains everything; without ``fix`` it is none that can be named."""

    typo: Typo = Typo.WRONG
    fix: Mapping[Address, int] | None = None


def diagnose(known: Sequence[Evidence], table: str, context: Context) -> Diagnosis | None:
    """The one explanation of all that is broken in a table; ``None`` where there is none, or several."""
    broken = [item for item in known if item.is_broken]
    if not broken:
        return None
    mistakes = [
        *_of_witnesses(broken),
        *_of_cells(broken, known, context),
        *_of_pairs(table, broken, known, context),
    ]
    fix = mistakes[0].fix if len(mistakes) == 1 else None
    if fix is None or not _is_contradicted(fix, broken, known):
        return None
    return Diagnosis(mistakes[0].typo, fix)


def _is_contradicted(fix: Mapping[Address, int], broken: list[Evidence], known: Sequence[Evidence]) -> bool:
    """Whether a witness speaks against the cells; against two that changed places, their totals may.

    Prose may have been copied from the wrong table and then acquit it: silence convicts nobody.
    """
    if any(item.marks and item.speaks_of(fix) for item in broken):
        return True
    return len(fix) > 1 and any(
        item.witness is not None
        and item.witness.source is WitnessSource.PRINTED_TOTAL
        and item.speaks_of(fix)
        for item in known
    )


def _of_witnesses(broken: list[Evidence]) -> Iterator[_Mistake]:
    """A misprinted number of a witness, where all that is broken rests on it."""
    for _ in frozenset.intersection(*(item.marks for item in broken)):
        yield _Mistake()


def _of_cells(broken: list[Evidence], known: Sequence[Evidence], context: Context) -> Iterator[_Mistake]:
    """Every single typed cell that, changed, makes all evidence hold."""
    first = min(broken, key=lambda item: len(item.readings))
    tried: set[tuple[Address, int]] = set()
    for reading in first.readings:
        for cell, weight in reading.weights.items():
            if reading.residual % weight:
                continue
            by = -int(reading.residual // weight)
            if (cell, by) in tried or not _explains({cell: by}, known):
                continue
            tried.add((cell, by))
            yield from _typed_otherwise(cell, by, context)


def _typed_otherwise(cell: Address, by: int, context: Context) -> Iterator[_Mistake]:
    typed, kind = context.numbers[cell], context.form.cells[cell].kind
    if not isinstance(typed, int):
        yield _Mistake()
    elif is_valid(kind, typed + by):
        yield _Mistake(typo(typed, typed + by), {cell: typed + by})


@lru_cache(maxsize=32)
def _pairs(form: ReportFormat, table: str) -> tuple[tuple[Cell, Cell], ...]:
    """The typed cells of one kind that may stand in each other's place: those of one row or column."""
    cells = [cell for cell in form.table(table).cells if not cell.is_total]
    return tuple(
        (one, other)
        for one, other in combinations(cells, 2)
        if one.kind is other.kind and (one.row == other.row or one.column == other.column)
    )


def _of_pairs(
    table: str, broken: list[Evidence], known: Sequence[Evidence], context: Context
) -> Iterator[_Mistake]:
    """Two cells in each other's place."""
    for one, other in _pairs(context.form, table):
        first, second = context.numbers[one.address], context.numbers[other.address]
        if not isinstance(first, int) or not isinstance(second, int) or first == second:
            continue
        change = {one.address: second - first, other.address: first - second}
        if broken[0].holds_after(change) and _explains(change, known):
            kind = Typo.SHIFTED_COLUMN if one.row == other.row else Typo.SHIFTED_ROW
            yield _Mistake(kind, {one.address: second, other.address: first})


def _explains(change: Mapping[Address, int], known: Sequence[Evidence]) -> bool:
    return all(item.holds_after(change) for item in known)


def name_suspects(found: Iterable[Finding], context: Context) -> list[Finding]:
    """The findings with their witnesses; where the one mistake can be told, with what fixes it."""
    result = list(found)
    rules = {check.id for check in context.form.checks if check.rule in _EVIDENT_RULES}
    tables: dict[str, tuple[tuple[Evidence, ...], Diagnosis | None]] = {}
    for index, finding in enumerate(result):
        if finding.rule not in rules or not finding.cells:
            continue
        table = context.form.cells[finding.cells[0]].table
        if table not in tables:
            known = evidence(table, context)
            tables[table] = known, diagnose(known, table, context)
        known, located = tables[table]
        heard = replace(finding, witnesses=_against(finding, known, context))
        if located is not None and any(cell in located.fix for cell in _typed(finding, context)):
            heard = replace(heard, typo=located.typo, fix=located.fix)
        result[index] = heard
    return result


def _typed(finding: Finding, context: Context) -> list[Address]:
    return [typed for cell in finding.cells for typed in typed_addends(context.form, cell)]


def _against(finding: Finding, known: Iterable[Evidence], context: Context) -> tuple[Witness, ...]:
    """The witnesses that contradict a cell of a finding; a finding is no witness of itself."""
    cells = _typed(finding, context)
    return tuple(
        item.witness
        for item in known
        if item.witness is not None and item.is_broken and item.speaks_of(cells)
        if (item.rule, item.witness.cells) != (finding.rule, finding.cells[: len(item.witness.cells)])
    )
