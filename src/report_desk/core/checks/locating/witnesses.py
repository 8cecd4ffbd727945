"""All that is known of the figures of a table: its own equations, and what witnesses say of them.

Witnesses are last year's report, the totals that the paper prints, and numbers in the prose. A number
that is bound to a cell only repeats it and is no witness. What a blank leaves open is no evidence at all:
it neither convicts nor acquits.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.checks import stated
from report_desk.core.checks.equations import Equation, Operand, applies, equations, operand_number, side
from report_desk.core.checks.findings import Witness, WitnessSource
from report_desk.core.form.edition import Address, Check, Level, ReportFormat, Source
from report_desk.core.report import tokens
from report_desk.core.report.totals import Number, plain, total, typed_addends

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping

    from report_desk.core.checks.context import Context
    from report_desk.core.checks.findings import Finding

_SOURCES = {Source.LAST: WitnessSource.LAST_YEAR, Source.DECLARED: WitnessSource.PRINTED_TOTAL}


class Reading(Struct, frozen=True, eq=False):
    """One way to read a piece of evidence: how much each typed cell weighs, and by how much it fails."""

    weights: Mapping[Address, int]
    residual: Number

    def after(self, change: Mapping[Address, int]) -> Number:
        """By how much it would fail if these typed cells were so much higher."""
        return self.residual + sum(self.weights.get(cell, 0) * by for cell, by in change.items())


class Evidence(Struct, frozen=True, eq=False):
    """One thing that must be so if all is right; a phrase may have several ``readings``, one suffices.

    ``marks`` name the single numbers of witnesses it rests on (none for the table's own equations): if one
    of them is itself misprinted, this evidence is worth nothing.
    """

    rule: str
    readings: tuple[Reading, ...]
    marks: frozenset[tuple[WitnessSource, str, int]] = frozenset()
    witness: Witness | None = None

    @property
    def is_broken(self) -> bool:
        """Whether something must be wrong: a figure or a witness."""
        return all(reading.residual for reading in self.readings)

    def holds_after(self, change: Mapping[Address, int]) -> bool:
        """Whether it would hold if these typed cells were so much higher."""
        return any(not reading.after(change) for reading in self.readings)

    def speaks_of(self, cells: Iterable[Address]) -> bool:
        """Whether one of these typed cells counts in it."""
        return any(cell in reading.weights for reading in self.readings for cell in cells)


def evidence(table: str, context: Context) -> tuple[Evidence, ...]:
    """What is known of a table; what a blank cell leaves open is left out."""
    return (*_computed(table, context), *_stated(table, context))


@lru_cache(maxsize=32)
def _weighted(form: ReportFormat, table: str) -> tuple[tuple[Equation, Mapping[Address, int]], ...]:
    """The equations of a table that tell right from wrong; how much each typed cell weighs, left − right.

    One that rests on this report alone tells only where it must hold. One that holds only sometimes, or
    reaches into another table, does not tell which cell of this one is wrong.
    """
    return tuple(
        (equation, _weights(form, equation))
        for check in form.checks
        if check.rule == "equals" and check.table == table
        if check.level is Level.MUST_FIX
        or any(term.source in _SOURCES for term in (*check.left, *check.right))
        for equation in equations(form, check)
        if check.when is None
        and all(form.cells[operand.address].table == table for operand in equation.operands)
    )


def _weights(form: ReportFormat, equation: Equation) -> Mapping[Address, int]:
    weights: Counter[Address] = Counter()
    for factor, operands in ((1, equation.left), (-1, equation.right)):
        for operand in operands:
            if operand.term.source is Source.THIS:
                for typed in typed_addends(form, operand.address):
                    weights[typed] += factor * operand.term.sign
    return {cell: weight for cell, weight in weights.items() if weight}


def _computed(table: str, context: Context) -> Iterator[Evidence]:
    for equation, weights in _weighted(context.form, table):
        left, right = side(equation.left, context), side(equation.right, context)
        if left is None or right is None or not applies(equation.check, context):
            continue
        said = [item for item in (*equation.left, *equation.right) if item.term.source in _SOURCES]
        yield Evidence(
            equation.check.id,
            (Reading(weights, left - right),),
            frozenset((_SOURCES[item.term.source], item.address, 0) for item in said),
            _witness(equation, said[0], (left, right), context) if said else None,
        )


def _witness(equation: Equation, said: Operand, numbers: tuple[Number, Number], context: Context) -> Witness:
    """What follows from a witness's number for the other side of an equation."""
    is_left = said in equation.left
    other = equation.right if is_left else equation.left
    states, now = numbers if is_left else numbers[::-1]
    cells = tuple(item.address for item in other if item.term.source is Source.THIS)
    return Witness(
        source=_SOURCES[said.term.source],
        cells=cells,
        states=states,
        now=now,
        place=said.address,
        number=operand_number(said, context) or 0,
    )


def _stated(table: str, context: Context) -> Iterator[Evidence]:
    """What phrases of the prose state of the table, in numbers that somebody typed."""
    typed = {
        name: tokens.resolve(raw, lambda _: tokens.UNFILLED) for name, raw in context.report.sections.items()
    }
    for check in context.form.checks:
        if check.rule != "stated" or context.form.cells[check.accepts[0][0]].table != table:
            continue
        known = [(cells, value) for cells in check.accepts if (value := _sum(cells, context)) is not None]
        # as in the finding itself: without its first reading, a phrase may mean one that is not known yet
        if len(known) == len(check.accepts):
            for section, found, number in stated.phrases(check, typed):
                yield _phrase(check, context, (section, found), number, known)


def _sum(cells: tuple[Address, ...], context: Context) -> Number | None:
    return total(context.numbers[cell] for cell in cells)


def _phrase(
    check: Check,
    context: Context,
    place: tuple[str, re.Match[str]],
    number: int,
    known: list[tuple[tuple[Address, ...], Number]],
) -> Evidence:
    section, found = place
    cells, now = known[0]
    words = "".join(stated.quoted(found).split())
    return Evidence(
        check.id,
        tuple(Reading(_added(context.form, each), value - number) for each, value in known),
        frozenset({(WitnessSource.PROSE, section, found.start())}),
        Witness(WitnessSource.PROSE, cells, number, now, section, number, words),
    )


def _added(form: ReportFormat, cells: tuple[Address, ...]) -> Mapping[Address, int]:
    return Counter(typed for cell in cells for typed in typed_addends(form, cell))


def in_words(witness: Witness, form: ReportFormat) -> str:
    """Who says what, in the words of the form: 去年报告「结转下年度继续办理，自然人」是 118."""
    if witness.source is WitnessSource.PROSE:
        return f"「{form.heading_of(witness.place)}」写的是「{witness.quote}」"
    where, number = form.cells[Address(witness.place)].words, plain(witness.number)
    if witness.source is WitnessSource.PRINTED_TOTAL:
        return f"原表「{where}」印作 {number}"
    if witness.number == witness.states:
        return f"去年报告「{where}」是 {number}"
    return f"去年报告「{where}」是 {number}，推算今年应为 {plain(witness.states)}"


def besides(finding: Finding, form: ReportFormat) -> tuple[str, ...]:
    """What witnesses say beside a finding; a printed total that is wrong has a finding of its own."""
    heard = [item for item in finding.witnesses if item.source is not WitnessSource.PRINTED_TOTAL]
    return tuple(dict.fromkeys(in_words(item, form) for item in heard))
