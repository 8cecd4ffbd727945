"""Lay out a statutory table: type size, column widths, row heights and the lines of every cell.

The largest type that lets the whole table stand on one page is taken, never below 9 pt; label
columns are as wide as their labels need so that none breaks into a lonely character. All lengths
are in points, the vertical ones counted downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, product
from typing import TYPE_CHECKING

from report_desk.core.layout import Role as PlaceRole
from report_desk.publish.geometry import SMALLEST_SIZE, TEXT_WIDTH
from report_desk.publish.labels import break_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_desk.core.layout import Grid, Place
    from report_desk.publish.setting import Setting

SIZES = (10.5, 10.0, 9.5, SMALLEST_SIZE)
PADDING = 3.0
TIGHT_PADDING = 1.2
LINE = 1.22
"""Leading inside a cell, in em."""
_MOST_FOR_FIGURES = 0.47
_WIDEST_FIGURE = 64.0
_TALLEST = 30.0
_CONDENSED = 0.6


@dataclass(frozen=True, slots=True)
class Cell:
    """A placed cell: its place on the grid and the lines of its label (a figure's come later)."""

    place: Place
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table without its figures: the same for every report with figures of that width.

    ``edges`` are the x of the column borders from the left of the table, ``heights`` the least
    height of each line, ``roomy`` the height a line takes where the page has room.
    """

    grid: Grid
    size: float
    edges: tuple[float, ...]
    heights: tuple[float, ...]
    roomy: tuple[float, ...]
    cells: tuple[Cell, ...]

    @property
    def least(self) -> float:
        """The height below which the table cannot go."""
        return sum(self.heights)


def lay_out(grid: Grid, setting: Setting, widest: Sequence[float], room: float) -> TableLayout:
    """The layout of a grid whose figure columns hold text up to ``widest`` em; ``room`` is a page."""
    return _lay_out(grid, _Measure(setting), tuple(round(width + 0.05, 1) for width in widest), round(room, 1))


class _Measure:
    """The widths of a face, hashable by the face, so that layouts can be kept."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def __hash__(self) -> int:
        return hash(self._setting.face_names)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Measure) and self._setting.face_names == other._setting.face_names

    def widths(self, text: str, size: float) -> tuple[float, ...]:
        return tuple(self._setting.advances(text, size))


@lru_cache(maxsize=256)
def _lay_out(grid: Grid, measure: _Measure, widest: tuple[float, ...], room: float) -> TableLayout:
    best: tuple[float, TableLayout] | None = None
    for size in SIZES:
        for columns in _column_widths(grid, widest, size):
            layout, fault = _with_columns(grid, measure, size, columns)
            rank = fault + layout.least / 10
            if layout.least <= room and (best is None or rank < best[0]):
                best = (rank, layout)
        if best is not None and best[0] < _acceptable(best[1]):
            return best[1]
    if best is not None:
        return best[1]
    size = SMALLEST_SIZE
    options = (_with_columns(grid, measure, size, columns) for columns in _column_widths(grid, widest, size))
    return min(options, key=lambda option: option[0].least + option[1] / 100)[0]


def _acceptable(layout: TableLayout) -> float:
    return 40.0 + layout.least / 10


def _column_widths(grid: Grid, widest: Sequence[float], size: float) -> Iterator[tuple[float, ...]]:
    """Ways to divide the measure: figure columns by their figures, outer label columns narrow."""
    figures = grid.columns - grid.label_columns
    if grid.label_columns <= 1:
        count = grid.columns
        needed = [0.0] * grid.label_columns + [width * size + 2 * TIGHT_PADDING for width in widest]
        even = TEXT_WIDTH / count
        if max(needed, default=0.0) <= even:
            yield (even,) * count
            return
        floor = min(even, 2 * size + 2 * TIGHT_PADDING)
        asked = [max(width, floor) for width in needed]
        yield tuple(width * TEXT_WIDTH / sum(asked) for width in asked)
        return
    share = min(TEXT_WIDTH * _MOST_FOR_FIGURES / figures, _WIDEST_FIGURE)
    floor = max(share * 0.86, 2 * size + 2 * TIGHT_PADDING)
    for least in sorted({share, floor}, reverse=True):
        columns = [max(least, width * size + 2 * TIGHT_PADDING + 1) for width in widest]
        narrow = range(2, 6)
        for outer in product(narrow, repeat=grid.label_columns - 1):
            labels = [count * size + 2 * TIGHT_PADDING + 0.5 for count in outer]
            rest = TEXT_WIDTH - sum(columns) - sum(labels)
            if rest >= 5 * size:
                yield (*labels, rest, *columns)
        if sum(columns) > TEXT_WIDTH * 0.65:
            scale = TEXT_WIDTH * 0.65 / sum(columns)
            squeezed = [width * max(scale, _CONDENSED) for width in columns]
            for outer in product(narrow, repeat=grid.label_columns - 1):
                labels = [count * size + 2 * TIGHT_PADDING + 0.5 for count in outer]
                rest = TEXT_WIDTH - sum(squeezed) - sum(labels)
                if rest >= 4 * size:
                    yield (*labels, rest, *squeezed)


def _with_columns(
    grid: Grid, measure: _Measure, size: float, columns: tuple[float, ...]
) -> tuple[TableLayout, float]:
    edges = tuple(accumulate(columns, initial=0.0))
    cells: list[Cell] = []
    fault = 0.0
    for place in grid.places:
        if place.role is PlaceRole.FIGURE:
            cells.append(Cell(place, ()))
            continue
        width = edges[place.column + place.column_span] - edges[place.column] - 2 * TIGHT_PADDING
        lines, badness = break_label(place.text, measure.widths(place.text, size), width)
        cells.append(Cell(place, lines))
        fault += badness
    heights = _heights(grid, cells, size)
    roomy = tuple(max(height, min(height + size * 0.9, _TALLEST)) for height in heights)
    return TableLayout(grid, size, edges, heights, roomy, tuple(cells)), fault


def _heights(grid: Grid, cells: Sequence[Cell], size: float) -> tuple[float, ...]:
    heights = [size * LINE + PADDING] * grid.lines
    for cell in sorted(cells, key=lambda cell: cell.place.line_span):
        place = cell.place
        needed = max(len(cell.lines), 1) * size * LINE + PADDING
        lines = range(place.line, place.line + place.line_span)
        short = needed - sum(heights[line] for line in lines)
        if short > 0:
            for line in lines:
                heights[line] += short / place.line_span
    return tuple(heights)
