"""Tables of a document → their lines, each with the heads above it and the rows of the form it may be.

A line is its labels and its value cells in order, not a place in a matrix: that survives tables split
over pages, repeated heads, and heads and bodies whose spans disagree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from report_desk.core.form.edition import Orientation
from report_desk.intake.matching.cell_text import MARKS, looks_like_value
from report_desk.intake.matching.heads import Heads
from report_desk.intake.matching.page_breaks import goes_on
from report_desk.intake.matching.targets import Labels, Match, Target
from report_desk.intake.prose.wording import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_desk.intake.document import Grid, GridCell


class Candidate(Struct, frozen=True):
    """A row of the form that a line's label names, and the cells right of that label."""

    match: Match
    target: Target
    values: tuple[GridCell, ...]


class Line(Struct, eq=False):
    """One line of a document's table.

    ``values`` and ``label`` are its halves where no label of the form was known: values are all that may
    be one, from the right. ``has_merged`` where a value cell reaches into it from a line above.
    """

    grid: int
    cells: tuple[GridCell, ...]
    carried: tuple[GridCell, ...]
    heads: Heads
    label: str = ""
    values: tuple[GridCell, ...] = ()
    candidates: list[Candidate] = field(default_factory=list)

    @property
    def is_row(self) -> bool:
        """Whether figures may stand in it: it has a label of the form, or values with digits."""
        return bool(self.candidates) or any(_says_something(cell) for cell in self.values)

    def has_merged(self, values: Sequence[GridCell]) -> bool:
        """Whether a cell from a line above stands among the values."""
        return bool(values) and any(cell.column >= values[0].column for cell in self.carried)


def lines_of(grids: Sequence[Grid], labels: Labels) -> list[Line]:
    """All lines of all tables, in reading order."""
    reading = _Reading(labels)
    for number, grid in enumerate(grids):
        reading.read(number, grid, goes_on=number > 0 and goes_on(grids[number - 1], grid))
    return reading.found


class _Reading:
    """The lines found so far, and the heads that the next ones stand below."""

    def __init__(self, labels: Labels) -> None:
        self.found: list[Line] = []
        self._labels = labels
        self._carried: list[tuple[GridCell, ...]] = []
        self._shared = Heads(())
        self._first: frozenset[tuple[str, ...]] = frozenset()
        self._ended_in_heads = False

    def read(self, number: int, grid: Grid, *, goes_on: bool) -> None:
        """Read a table; with ``goes_on`` it is the rest of the one before, cut by a page."""
        above = self._shared if goes_on else None
        begun = tuple(self._carried) if goes_on and self._ended_in_heads else ()
        rows = list(_rows(grid))
        if not goes_on:
            self._first = frozenset(_words(cells) for cells, _ in rows[: _depth(grid)])
        self._shared = Heads(tuple(self._carried), is_near=False, above=above)
        heads: list[tuple[GridCell, ...]] = []
        is_in_rows = True
        for cells, carried in rows:
            line = Line(number, cells, carried, self._shared)
            _label(line, self._labels)
            if line.is_row:
                if heads and not is_in_rows and _are_heads(heads, self._shared, self._labels):
                    self._shared = self._heads(begun, heads, above)
                    begun = ()
                is_in_rows = True
                line.heads = self._shared
                self.found.append(line)
            elif any(cell.text.strip() for cell in cells):
                if is_in_rows and not heads and self.found and self.found[-1].grid == number - 1:
                    _continue(self.found[-1], cells, self._labels)
                if is_in_rows:
                    heads = []
                is_in_rows = False
                heads.append(cells)
        is_cut = not goes_on or any(_words(line) not in self._first for line in heads)
        self._ended_in_heads = bool(heads) and not is_in_rows and is_cut
        if heads and _are_heads(heads, self._shared, self._labels):
            self._carried = [*begun, *heads]

    def _heads(
        self,
        begun: Sequence[tuple[GridCell, ...]],
        heads: Sequence[tuple[GridCell, ...]],
        above: Heads | None,
    ) -> Heads:
        """Heads; those that a page has cut are made whole, and what is only repeated there adds nothing."""
        if not begun:
            return Heads(tuple(heads), above=above)
        fresh = [line for line in heads if _words(line) not in self._first]
        return Heads((*begun, *fresh), is_near=False, above=above)


def _words(cells: Sequence[GridCell]) -> tuple[str, ...]:
    return tuple(bare(cell.text) for cell in cells if cell.text.strip())


def _depth(grid: Grid) -> int:
    """How many lines a table has down to the end of its first cell: these a page break repeats."""
    return max(2, grid.cells[0].row_span if grid.cells else 0)


def _are_heads(lines: Sequence[Sequence[GridCell]], above: Heads, labels: Labels) -> bool:
    """Whether lines without figures are heads, and not the rest of a label that a page has broken."""
    return not above.lines or any(bare(cell.text) in labels.printed for line in lines for cell in line)


def _continue(line: Line, rest: Sequence[GridCell], labels: Labels) -> None:
    """Put the rest of a label, from the first line of the next table, to the row that a page has broken."""
    place = len(line.cells) - len(line.values) - 1
    if (
        line.candidates
        or place < 0
        or any(looks_like_value(cell.text) and cell.text.strip() for cell in rest)
    ):
        return
    label = line.cells[place]
    words = label.text + "".join(cell.text for cell in rest if bare(cell.text) not in labels.printed)
    whole = Line(
        line.grid, (*line.cells[:place], replace(label, text=words), *line.values), line.carried, line.heads
    )
    _label(whole, labels)
    if whole.candidates:
        line.cells, line.label, line.candidates = whole.cells, whole.label, whole.candidates


def _rows(grid: Grid) -> Iterator[tuple[tuple[GridCell, ...], tuple[GridCell, ...]]]:
    """The lines of a grid: the cells that begin in each, and those that reach into it from above."""
    by_row: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, []).append(cell)
    reaching: list[GridCell] = []
    for row in sorted(by_row):
        reaching = [cell for cell in reaching if cell.row + cell.row_span > row]
        yield tuple(sorted(by_row[row], key=lambda cell: cell.column)), tuple(reaching)
        reaching += [cell for cell in by_row[row] if cell.row_span > 1]


def _label(line: Line, labels: Labels) -> None:
    """Find the label: every row of the form that a cell, or all cells up to one, may name."""
    cells = line.cells
    for index, cell in enumerate(cells):
        if not cell.text.strip() or index + 1 == len(cells):
            continue
        named = labels.find(cell.text)
        joined = "".join(other.text for other in cells[: index + 1])
        if named is None:
            named = labels.find_after_groups(joined)
        if named is None and index:
            named = labels.find(joined)
        if named is None:
            continue
        match, targets = named
        before = [other for other in cells[:index] if other.text.strip() and not _is_numbering(other)]
        if match is not Match.EXACT and any(bare(other.text) not in labels.groups for other in before):
            continue
        values = cells[index + 1 :]
        if any(bare(other.text) in labels.printed for other in values):
            continue  # a head among heads
        line.candidates += [Candidate(match, target, values) for target in targets if _may_be(target, values)]
    start = len(cells)
    while start and looks_like_value(cells[start - 1].text):
        start -= 1
    line.label = "".join(cell.text for cell in cells[:start] if bare(cell.text) not in labels.groups)
    line.values = cells[start:]


def _may_be(target: Target, values: Sequence[GridCell]) -> bool:
    """Whether a line may be a row: the name of one that prints across stands among heads, over figures."""
    is_across = target.table.orientation is Orientation.ACROSS
    return not is_across or len(values) >= len(target.columns)


def _is_numbering(cell: GridCell) -> bool:
    return len(bare(cell.text)) <= 2  # noqa: PLR2004 - "1." or "（六）"


def _says_something(cell: GridCell) -> bool:
    text = cell.text.strip()
    return any(character.isdigit() for character in text) or text in MARKS
