"""Slips as people make them in real-looking reports, and who is accused of them.

A report that balances gets one slip: in a cell, or in the number of a witness while every cell is right.
What the findings then name is the culprit, nobody, or an innocent. `benchmarks/slips.py` prints the
totals of thousands; `test_typing_slips.py` holds a few hundred to "never an innocent".
"""

from __future__ import annotations

import json
import random
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk import resources
from report_desk.core.form.edition import Address, address
from report_desk.core.form.kinds import KindName, zero
from report_desk.core.record import codec
from report_desk.core.report.model import PreviousYear, Report
from report_desk.core.report.totals import numbers
from report_desk.core.sheet import evaluate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from report_desk.core.form.edition import Cell
    from report_desk.core.form.kinds import Figure

DATA = Path(__file__).resolve().parents[2] / "data"
FORM = resources.format_by_id("2021")
COUNTS = tuple(cell for cell in FORM.typed if cell.kind is KindName.COUNT)
_TRIES = 200
"""Cells looked at for one where a kind of slip can happen; a report of small numbers may have none."""
_PHRASES = (
    ("收到政府信息公开申请{}件", "requests.new.total"),
    ("上年结转{}件", "requests.carried_in.total"),
    ("办结{}件", "requests.total.total"),
    ("结转下年{}件", "requests.carried_out.total"),
    ("其中予以公开{}件", "requests.granted.total"),
    ("部分公开{}件", "requests.partial.total"),
    ("因政府信息公开被申请行政复议{}件", "remedies.review.total"),
    ("制发行政规范性文件{}件", "disclosure.normative.issued"),
    ("现行有效行政规范性文件{}件", "disclosure.normative.in_force"),
)


class WitnessSet(StrEnum):
    """Which witnesses a report has."""

    NONE = "none"
    LAST = "last year"
    TOTALS = "printed totals"
    PROSE = "prose"
    LAST_PROSE = "last+prose"
    LAST_TOTALS = "last+totals"
    ALL = "all"

    @property
    def has_last(self) -> bool:
        """Whether last year's report is known."""
        return self in {self.LAST, self.LAST_PROSE, self.LAST_TOTALS, self.ALL}

    @property
    def has_totals(self) -> bool:
        """Whether the paper's totals are known."""
        return self in {self.TOTALS, self.LAST_TOTALS, self.ALL}

    @property
    def has_prose(self) -> bool:
        """Whether the prose states numbers."""
        return self in {self.PROSE, self.LAST_PROSE, self.ALL}


class Verdict(StrEnum):
    """What became of a slip."""

    CULPRIT = "culprit"
    NOBODY = "nobody"
    INNOCENT = "innocent"


class Slipped(Struct, frozen=True):
    """A report with one slip; ``right`` are the true values of the cells that are wrong."""

    report: Report
    right: Mapping[Address, Figure]


def real_figures() -> list[dict[Address, Figure]]:
    """The typed figures of real and of sample reports, all of which balance."""
    city = json.loads((DATA / "huaian-2024.json").read_text("utf-8"))["figures"]
    samples = [
        codec.read(resources.path(f"samples/{year}.rdesk").read_bytes()).report for year in (2024, 2025)
    ]
    found = [city, *(sample.figures for sample in samples if sample.format == FORM.id)]
    return [_complete({Address(place): figure for place, figure in each.items()}) for each in found]


def invented_figures(chance: random.Random) -> dict[Address, Figure]:
    """Figures as an organ of some size might have them: most cells 0, every column balanced."""
    size = chance.choice((3, 30, 300, 3000))
    columns = ("individual", "business", "research", "nonprofit", "legal", "other")
    table = FORM.table("requests")
    rows = dict.fromkeys(cell.row for cell in table.cells if not cell.is_total)
    results = [row for row in rows if row not in {"new", "carried_in", "carried_out"}]
    figures: dict[Address, Figure] = {}
    for weight, column in zip((1.0, 0.2, 0.02, 0.02, 0.1, 0.05), columns, strict=True):
        most = max(1, round(size * weight))
        for row in results:
            if row in {"granted", "partial"} or chance.random() < 0.3:
                figures[address("requests", row, column)] = chance.randint(0, most)
        out = chance.randint(0, max(1, most // 10))
        carried = chance.randint(0, out)
        done = sum(int(value) for place, value in figures.items() if place.endswith(f".{column}"))
        figures[address("requests", "carried_out", column)] = out
        figures[address("requests", "carried_in", column)] = carried
        figures[address("requests", "new", column)] = int(done) + out - carried
    for cell in COUNTS:
        if cell.table != "requests":
            figures[cell.address] = chance.choice((0, 0, chance.randint(0, size)))
    for row in ("rules", "normative"):  # what was in force last year is not less than nothing
        stock, issued = (address("disclosure", row, column) for column in ("in_force", "issued"))
        figures[stock] = int(figures[stock]) + int(figures[issued])
    return _complete(figures)


def _complete(figures: Mapping[Address, Figure]) -> dict[Address, Figure]:
    zeros = {cell.address: figure for cell in FORM.typed if (figure := zero(cell.kind)) is not None}
    return {**zeros, **figures}


def written(
    figures: Mapping[Address, Figure], witnesses: WitnessSet, said: Mapping[Address, Figure]
) -> Report:
    """A report of these figures, its prose as the figures ``said`` would have it."""
    known = numbers(FORM, figures)
    report = Report("r", FORM.id, 2024, "示例市人民政府", figures=dict(figures))
    if witnesses.has_last:
        last = {
            address("requests", "carried_out", column): figures[address("requests", "carried_in", column)]
            for column in ("individual", "business", "research", "nonprofit", "legal", "other")
        }
        for row in ("rules", "normative"):
            now = {cell.column: cell.address for cell in FORM.table("disclosure").cells if cell.row == row}
            stock = [int(figures[now[name]]) for name in ("in_force", "issued", "repealed")]
            last[now["in_force"]] = stock[0] - stock[1] + stock[2]
        previous = PreviousYear("p", "p1", FORM.id, 2023, _complete(last), {})
        report = replace(report, previous=previous)
    if witnesses.has_totals:
        totals = {
            cell.address: value for cell in FORM.computed if isinstance(value := known[cell.address], int)
        }
        report = replace(report, declared=totals)
    if witnesses.has_prose:
        stated = numbers(FORM, said)
        text = "，".join(words.format(stated[Address(place)]) for words, place in _PHRASES)
        report = replace(report, sections={"overview": f"2024年，{text}。"})
    return report


Change = dict[Address, int]


def _one(
    chance: random.Random, figures: Mapping[Address, Figure], change: Callable[[int], int | None]
) -> Change:
    for _ in range(_TRIES):
        cell = _somewhere(chance, figures)
        value = change(int(figures[cell.address]))
        if value is not None and value >= 0 and value != figures[cell.address]:
            return {cell.address: value}
    return {}


def _somewhere(chance: random.Random, figures: Mapping[Address, Figure]) -> Cell:
    """A cell that somebody typed: mostly one with something in it."""
    filled = [cell for cell in COUNTS if figures[cell.address]]
    return chance.choice(filled if filled and chance.random() < 0.85 else COUNTS)


def _swapped(chance: random.Random, value: int) -> int | None:
    digits = list(str(value))
    if len(digits) < 2:
        return None
    at = chance.randrange(len(digits) - 1)
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    return None if digits[0] == "0" else int("".join(digits))


def _neighbours(
    chance: random.Random, figures: Mapping[Address, Figure], line: str, across: str
) -> tuple[Cell, ...]:
    for _ in range(_TRIES):
        one = _somewhere(chance, figures)
        beside = [
            cell for cell in COUNTS if cell.table == one.table and getattr(cell, line) == getattr(one, line)
        ]
        at = beside.index(one) + 1
        if at < len(beside) and figures[one.address] != figures[beside[at].address]:
            assert getattr(one, across) != getattr(beside[at], across)
            return one, beside[at]
    return ()


def _exchanged(line: str, across: str) -> Callable[[random.Random, Mapping[Address, Figure]], Change]:
    def slip(chance: random.Random, figures: Mapping[Address, Figure]) -> Change:
        found = _neighbours(chance, figures, line, across)
        if not found:
            return {}
        one, other = found
        return {one.address: int(figures[other.address]), other.address: int(figures[one.address])}

    return slip


def _moved(line: str, across: str) -> Callable[[random.Random, Mapping[Address, Figure]], Change]:
    def slip(chance: random.Random, figures: Mapping[Address, Figure]) -> Change:
        found = _neighbours(chance, figures, line, across)
        if not found:
            return {}
        one, other = found
        return {one.address: 0, other.address: int(figures[one.address])}

    return slip


SLIPS: Mapping[str, Callable[[random.Random, Mapping[Address, Figure]], Change]] = {
    "±1": lambda chance, figures: _one(chance, figures, lambda value: value + chance.choice((1, -1))),
    "digits swapped": lambda chance, figures: _one(chance, figures, lambda value: _swapped(chance, value)),
    "a zero more": lambda chance, figures: _one(chance, figures, lambda value: value * 10),
    "a zero less": lambda chance, figures: _one(
        chance, figures, lambda value: value // 10 if value and value % 10 == 0 else None
    ),
    "neighbour row": _exchanged("column", "row"),
    "neighbour column": _exchanged("row", "column"),
    "into next row": _moved("column", "row"),
    "into next column": _moved("row", "column"),
}
"""Kinds of slips in cells: exchanged with a neighbour, or typed over it and 0 left in its own place."""


def slipped(
    chance: random.Random, figures: Mapping[Address, Figure], kind: str, witnesses: WitnessSet
) -> Slipped:
    """A report with one slip in its cells; its witnesses know the truth."""
    wrong = SLIPS[kind](chance, figures)
    report = written(figures, witnesses, figures)
    return Slipped(
        replace(report, figures={**figures, **wrong}),
        {place: figures[place] for place, value in wrong.items() if figures[place] != value},
    )


def copied(
    chance: random.Random, figures: Mapping[Address, Figure], kind: str, witnesses: WitnessSet
) -> Slipped:
    """The same, with prose that was written after the wrong table and so agrees with it."""
    wrong = SLIPS[kind](chance, figures)
    said = {**figures, **wrong}
    return Slipped(
        replace(written(figures, witnesses, said), figures=said),
        {place: figures[place] for place, value in wrong.items() if figures[place] != value},
    )


def both(
    chance: random.Random, figures: Mapping[Address, Figure], kind: str, witnesses: WitnessSet
) -> Slipped:
    """Two mistakes that have nothing to do with each other: a slip, and a misprint of a witness."""
    wrong = SLIPS[kind](chance, figures)
    report = _with_a_misprint(chance, written(figures, witnesses, figures), figures, witnesses)
    return Slipped(
        replace(report, figures={**figures, **wrong}),
        {place: figures[place] for place, value in wrong.items() if figures[place] != value},
    )


def misprinted(chance: random.Random, figures: Mapping[Address, Figure], witnesses: WitnessSet) -> Slipped:
    """A report whose cells are right, and one number of a witness wrong; some have a blank cell too."""
    report = _with_a_misprint(chance, written(figures, witnesses, figures), figures, witnesses)
    if chance.random() < 0.5:
        blank = chance.choice(COUNTS).address
        report = replace(
            report, figures={place: value for place, value in report.figures.items() if place != blank}
        )
    return Slipped(report, {})


def _with_a_misprint(
    chance: random.Random, report: Report, figures: Mapping[Address, Figure], witnesses: WitnessSet
) -> Report:
    places = [
        name
        for name, is_there in (
            ("previous", witnesses.has_last),
            ("declared", witnesses.has_totals),
            ("prose", witnesses.has_prose),
        )
        if is_there
    ]
    match chance.choice(places):
        case "previous" if report.previous is not None:
            last = dict(report.previous.figures)
            place = chance.choice(
                [place for place in last if ".carried_out." in place or ".in_force" in place]
            )
            last[place] = _otherwise(chance, int(last[place]))
            report = replace(report, previous=replace(report.previous, figures=last))
        case "declared":
            place = chance.choice(list(report.declared))
            wrong = _otherwise(chance, int(report.declared[place]))
            report = replace(report, declared={**report.declared, place: wrong})
        case _:
            words, stated = chance.choice(_PHRASES)
            was = int(numbers(FORM, figures)[Address(stated)] or 0)
            now = _otherwise(chance, was)
            text = report.sections["overview"].replace(words.format(was), words.format(now))
            report = replace(report, sections={"overview": text})
    return report


def _otherwise(chance: random.Random, value: int) -> int:
    changed = [value + 1, max(value - 1, 0), value * 10, _swapped(chance, value)]
    return chance.choice([each for each in changed if each is not None and each != value])


def verdict(case: Slipped) -> Verdict:
    """Who is named: a cell that is right, or a value that is not the true one, is an innocent accused."""
    mends = [finding.fix for finding in evaluate(FORM, case.report).findings if finding.fix]
    if any(mend != case.right for mend in mends):
        return Verdict.INNOCENT
    return Verdict.CULPRIT if mends else Verdict.NOBODY


def cases(count: int, seed: int, witnesses: WitnessSet) -> Iterator[tuple[str, Slipped]]:
    """So many slips, kind by kind in turn, the witnesses' own at the end of each turn."""
    chance = random.Random(seed)
    real = real_figures()
    kinds = [*SLIPS, *(["prose copies the slip"] if witnesses.has_prose else [])]
    kinds += ["a witness misprinted", "slip and misprint"] if witnesses is not WitnessSet.NONE else []
    for number in range(count):
        kind = kinds[number % len(kinds)]
        if kind == "a witness misprinted":
            yield kind, misprinted(chance, _figures(chance, real), witnesses)
            continue
        of_cells = kind if kind in SLIPS else chance.choice(list(SLIPS))
        make = {"prose copies the slip": copied, "slip and misprint": both}.get(kind, slipped)
        case = make(chance, _figures(chance, real), of_cells, witnesses)
        while not case.right:
            case = make(chance, _figures(chance, real), of_cells, witnesses)
        yield kind, case


def _figures(chance: random.Random, real: list[dict[Address, Figure]]) -> dict[Address, Figure]:
    """Two reports of five are real ones."""
    return chance.choice(real) if chance.random() < 0.4 else invented_figures(chance)


def tally(count: int, seed: int, witnesses: WitnessSet) -> dict[str, Counter[Verdict]]:
    """How many slips of each kind ended in which way."""
    result: dict[str, Counter[Verdict]] = {}
    for kind, case in cases(count, seed, witnesses):
        result.setdefault(kind, Counter())[verdict(case)] += 1
    return result
