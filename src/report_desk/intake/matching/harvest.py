"""All tables of a document → how each cell of the form was found, and what a person should look at."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from report_desk.intake.cell_reading import CellReading, CellState
from report_desk.intake.doubt import Doubt
from report_desk.intake.matching.across import place_across
from report_desk.intake.matching.cell_text import read_cell
from report_desk.intake.matching.lines import lines_of
from report_desk.intake.matching.page_breaks import rejoined
from report_desk.intake.matching.placing import Placement, Placing
from report_desk.intake.matching.targets import Labels, Match, Target, labels_of
from report_desk.intake.prose.wording import likeness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from report_desk.core.form.edition import Address, ReportFormat
    from report_desk.intake.document import Grid
    from report_desk.intake.matching.lines import Line

_STATES = {
    Match.EXACT: CellState.AS_READ,
    Match.UNNUMBERED: CellState.AS_READ,
    Match.ALIAS: CellState.BY_ALIAS,
    Match.FUZZY: CellState.FUZZY_LABEL,
    Match.PLACE: CellState.BY_PLACE,
}
_SHOWN = 40
_RELATED = 0.6
"""How alike a label nobody could place must be to one of the form for its cells to be named."""
_ODD = "与同一张表里多数的行格数不同"


class Harvest(Struct):
    """What the tables gave: a reading for every cell that was found or refused, and the doubts."""

    cells: dict[Address, CellReading] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


def harvest(
    grids: Sequence[Grid], form: ReportFormat, homes: Sequence[str] = (), *, needs_heads: bool = True
) -> Harvest:
    """Read the tables of a document with the labels of an edition.

    ``homes`` are, for each grid, the id of the table that its section should hold, or nothing.
    ``needs_heads`` where the document has tables with heads, so that a row without them is doubtful.
    """
    labels = labels_of(form)
    lines = lines_of(rejoined(grids, labels), labels)
    across = list(place_across(lines, labels, needs_heads=needs_heads))
    used = {id(placement.line) for placement in across}
    placing = Placing([line for line in lines if id(line) not in used], labels, needs_heads=needs_heads)
    placements = _odd_ones_doubted([*placing.place(), *across])
    result = Harvest()
    by_target: dict[int, list[Placement]] = {}
    for placement in placements:
        by_target.setdefault(placement.target.order, []).append(placement)
    for target in labels.targets:
        found = by_target.get(target.order)
        if found:
            _row(target, found, result)
    beside = _Beside(lines, placements, is_text=not needs_heads)
    _left_over(placing.left_over(), form, homes, beside, result)
    return result


class _Beside:
    """Which rows of the form stand next to a line that nobody could place: its figures may be theirs.

    A number that a cell has wrapped leaves a line of figures without a label above or below its row.
    """

    def __init__(self, lines: Sequence[Line], placements: Sequence[Placement], *, is_text: bool) -> None:
        self._orders = {id(line): order for order, line in enumerate(lines)}
        self._lines = lines
        self._is_text = is_text
        self._cells: dict[int, list[Address]] = {}
        for one in placements:
            self._cells.setdefault(id(one.line), []).extend(cell.address for cell in one.target.cells)

    def cells(self, line: Line) -> tuple[Address, ...]:
        """Those of the rows next to a line; none where it has a label and cells of its own."""
        if not self._is_text and line.label.strip():
            return ()
        order = self._orders.get(id(line), -1)
        near = self._lines[max(0, order - 1) : order + 2] if order >= 0 else ()
        return tuple(cell for one in near for cell in self._cells.get(id(one), ()))


def _odd_ones_doubted(placements: Sequence[Placement]) -> list[Placement]:
    """The same, but rows that fit below heads where most rows do not are doubted."""
    fitting = Counter(id(one.line.heads) for one in placements if one.assignment.cells)
    refused = Counter(id(one.line.heads) for one in placements if one.assignment.refusal)
    return [
        replace(one, assignment=replace(one.assignment, doubt=one.assignment.doubt or _ODD))
        if one.assignment.cells and refused[id(one.line.heads)] > fitting[id(one.line.heads)]
        else one
        for one in placements
    ]


def _row(target: Target, found: Sequence[Placement], result: Harvest) -> None:
    """One row of the form from all lines that were found to be it: only what does not contradict itself."""
    best = min(one.match for one in found)
    readings = [(one, _readings(target, one)) for one in found if one.match is best and one.assignment.cells]
    filled = [one for one in readings if any(reading.text for reading in one[1].values())]
    readings = filled or readings
    headed = {one.line.grid for one, _ in readings if one.assignment.has_heads}
    readings = [
        one for one in readings if one[0].assignment.has_heads or one[0].line.grid in headed or not headed
    ]
    if not readings:
        _refused(target, found[0], result)
        return
    texts = {tuple(reading.text for reading in cells.values()) for _, cells in readings}
    if len(texts) > 1:
        _contradicting(target, readings, result)
        return
    placement, cells = readings[0]
    result.cells.update(cells)
    _doubts(target, placement, cells, result)


def _readings(target: Target, placement: Placement) -> Mapping[Address, CellReading]:
    state = _STATES[placement.match]
    if state is CellState.AS_READ and placement.assignment.doubt:
        state = CellState.BY_PLACE
    found = {}
    for cell, given in zip(target.cells, placement.assignment.cells, strict=True):
        reading = read_cell(cell.kind, given, cell.unit)
        if state is not CellState.AS_READ and reading.figure is not None:
            reading = replace(reading, state=state)
        found[cell.address] = reading
    return found


def _doubts(
    target: Target, placement: Placement, cells: Mapping[Address, CellReading], result: Harvest
) -> None:
    state = _STATES[placement.match]
    label = placement.line.label.replace("\n", "")[:_SHOWN] or _printed(placement) or "没有行名的一行"
    sentence = {
        CellState.BY_ALIAS: f"原件的「{_printed(placement)}」记入「{target.label}」，请核对。",
        CellState.FUZZY_LABEL: f"原件的「{label}」与格式的行名不全相同，当作「{target.label}」。",
        CellState.BY_PLACE: f"「{label}」认不清，按位置当作「{target.label}」。",
    }.get(state, "")
    if not sentence and placement.assignment.doubt:
        state = CellState.BY_PLACE
        sentence = f"「{target.label}」一行{placement.assignment.doubt}，请核对。"
    taken = tuple(address for address, reading in cells.items() if reading.figure is not None)
    if sentence and taken:
        source = next(reading.source for reading in cells.values())
        result.doubts.append(Doubt(target.place, sentence, taken, state, label, source))
    for cell in target.cells:
        reading = cells[cell.address]
        if reading.reason:
            sentence = f"「{cell.words}」：{reading.reason}"
            result.doubts.append(
                Doubt(cell.address, sentence, (cell.address,), reading.state, reading.text, reading.source)
            )


def _printed(placement: Placement) -> str:
    """The label that stands in the document, as far as it can be told."""
    texts = [cell.text.replace("\n", "") for cell in placement.line.cells]
    values = [id(cell) for cell in placement.assignment.cells]
    first = next(index for index, cell in enumerate(placement.line.cells) if id(cell) in values)
    return (next((text for text in reversed(texts[:first]) if text.strip()), ""))[:_SHOWN]


def _refused(target: Target, placement: Placement, result: Harvest) -> None:
    cells = tuple(cell.address for cell in target.cells)
    text = " ".join(cell.text.strip() for cell in placement.line.cells)
    source = placement.line.cells[0].source
    sentence = f"「{target.label}」一行{placement.assignment.refusal}，没有采用。"
    result.doubts.append(Doubt(target.place, sentence, cells, CellState.NOT_FOUND, text, source))
    for address in cells:
        result.cells[address] = CellReading(None, CellState.NOT_FOUND, text, source)


def _contradicting(
    target: Target, readings: Sequence[tuple[Placement, Mapping[Address, CellReading]]], result: Harvest
) -> None:
    cells = tuple(cell.address for cell in target.cells)
    shown = "；".join(" ".join(reading.text for reading in found.values()) for _, found in readings[:3])
    source = next(reading.source for reading in readings[0][1].values())
    sentence = f"「{target.label}」在原件里有几处不同的数（{shown}），没有采用。"
    result.doubts.append(Doubt(target.place, sentence, cells, CellState.NOT_FOUND, shown, source))
    for address in cells:
        result.cells[address] = CellReading(None, CellState.NOT_FOUND, shown, source)


def _left_over(
    lines: Sequence[Line], form: ReportFormat, homes: Sequence[str], beside: _Beside, result: Harvest
) -> None:
    for line in lines:
        text = " ".join(cell.text.strip().replace("\n", "") for cell in line.cells)[: _SHOWN * 2]
        label = line.label.replace("\n", "")[:_SHOWN] or text[:_SHOWN]
        sentence = f"认不出「{label}」是哪一行，没有采用。"
        home = (homes[line.grid] if line.grid < len(homes) else "") or form.tables[0].id
        cells = tuple(dict.fromkeys((*_like(line, labels_of(form)), *beside.cells(line))))
        result.doubts.append(Doubt(home, sentence, cells, CellState.NOT_FOUND, text, line.cells[0].source))


def _like(line: Line, labels: Labels) -> tuple[Address, ...]:
    """The cells of the row that a line nobody could place is most like: what that got may be this one's."""
    scored = [(likeness(line.label, target.label), target) for target in labels.targets] if line.label else []
    score, target = max(scored, key=lambda one: one[0], default=(0.0, None))
    return tuple(cell.address for cell in target.cells) if target is not None and score >= _RELATED else ()
