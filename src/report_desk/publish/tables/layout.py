"""Lay out a statutory table: type size, column widths, row heights and the lines of every label.

The largest type that lets the whole table stand in its room is taken, never below 9 pt. All lengths
are in points, the vertical ones counted downwards.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from report_desk.core.form.grid import Role
from report_desk.publish.geometry import SMALLEST_SIZE
from report_desk.publish.tables.columns import SIDE, column_widths, edges_of
from report_desk.publish.tables.labels import break_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_desk.core.form.grid import Grid, Place
    from report_desk.publish.fonts.setting import Setting

LARGE_SIZE = 12.0
"""For tables of few columns; in many it would press the labels against the lines beside them."""
SIZES = (LARGE_SIZE, 10.5, 10.0, 9.5, SMALLEST_SIZE)
_FEW = 5
LINE = 1.22
"""Leading inside a cell, in em."""
_PLAIN_SIZE, _AIRY = 9.5, 0.9
"""Type larger than this is taken only where it leaves a tenth of the room for air between the lines."""
_CONDENSED, _CLOSE_ENOUGH = 500.0, 0.01
"""What it costs to condense a figure to half its width: smaller type, and a torn word, come first."""
_ABOVE_AND_BELOW = 3.0
_ROOMY, _TALLEST = 0.9, 30.0
"""What a line may grow by, in em, where the page has room, and how tall it may become by that."""


class Cell(NamedTuple):
    """A cell and the lines of its label; a figure's text comes with the report."""

    place: Place
    lines: tuple[str, ...]


class TableLayout(Struct, frozen=True, eq=False):
    """A table without its figures: the same for every report with figures of that width.

    ``edges`` are the x of the column borders, ``heights`` the least height of each line, ``roomy``
    the height a line takes where the page has room; ``faults`` counts how badly labels break and how
    much figures are condensed.
    """

    size: float
    edges: tuple[float, ...]
    label_columns: int
    heights: tuple[float, ...]
    roomy: tuple[float, ...]
    cells: tuple[Cell, ...]
    faults: float

    @property
    def least(self) -> float:
        """The height below which the table cannot go."""
        return sum(self.heights)

    def stands_left(self, place: Place) -> bool:
        """Whether a label is set to the left: in a table of many labels, those of a single line.

        Texts always are.
        """
        if place.role is Role.TEXT:
            return True
        return place.role is Role.LABEL and self.label_columns > 1 and place.line_span == 1


def lay_out(grid: Grid, setting: Setting, widest: Sequence[float], room: float) -> TableLayout | None:
    """The layout of a grid whose columns hold figures up to ``widest`` em wide, in ``room`` points.

    None where no layout is that low; ``lowest`` then tells the lowest.
    """
    if grid.lines * _line_height(SMALLEST_SIZE) > room:
        return None
    layouts = []
    for layout in _layouts(grid, setting, _rounded(widest)):
        airy = _AIRY if layout.size > _PLAIN_SIZE else 1.0
        if layout.least <= room * airy and not layout.faults:
            return layout
        layouts.append(layout)
    fitting = [layout for layout in layouts if layout.least <= room]
    return min(fitting, key=lambda layout: layout.faults) if fitting else None


def lowest(grid: Grid, setting: Setting, widest: Sequence[float]) -> TableLayout:
    """The lowest layout of a grid."""
    return min(_layouts(grid, setting, _rounded(widest)), key=lambda layout: layout.least)


def _rounded(widest: Sequence[float]) -> tuple[float, ...]:
    """Widths rounded up a little, so that layouts are met again."""
    return tuple(-(-width * 10 // 1) / 10 for width in widest)


def _line_height(size: float) -> float:
    return size * LINE + _ABOVE_AND_BELOW


def _layouts(grid: Grid, setting: Setting, widest: tuple[float, ...]) -> Iterator[TableLayout]:
    for size in SIZES[grid.columns > _FEW :]:
        for widths in _widths(grid, setting, widest, size):
            yield _layout(grid, setting, size, widths, widest)


@lru_cache(maxsize=256)
def _widths(
    grid: Grid, setting: Setting, widest: tuple[float, ...], size: float
) -> tuple[tuple[float, ...], ...]:
    return tuple(column_widths(grid, setting, widest, size))


@lru_cache(maxsize=256)
def _layout(
    grid: Grid, setting: Setting, size: float, widths: tuple[float, ...], widest: tuple[float, ...]
) -> TableLayout:
    edges = edges_of(widths)
    cells: list[Cell] = []
    faults = _condensed(widths[grid.label_columns :], widest, size)
    for place in grid.places:
        lines: tuple[str, ...] = ()
        if place.role is not Role.FIGURE:
            room = edges[place.column + place.column_span] - edges[place.column] - 2 * SIDE
            advances = tuple(setting.advances(place.text, size))
            lines, fault = break_label(place.text, advances, room, grid.unbroken)
            faults += fault
        cells.append(Cell(place, lines))
    heights = _heights(grid, cells, size)
    roomy = tuple(max(height, min(height + size * _ROOMY, _TALLEST)) for height in heights)
    return TableLayout(size, edges, grid.label_columns, heights, roomy, tuple(cells), faults)


def _condensed(widths: Sequence[float], widest: Sequence[float], size: float) -> float:
    """How badly the figures of a layout are drawn together to get into their columns."""
    short = ((width * size + 2 * SIDE) / room for width, room in zip(widest, widths, strict=True))
    return sum(_CONDENSED * (share - 1) for share in short if share > 1 + _CLOSE_ENOUGH)


def _heights(grid: Grid, cells: Sequence[Cell], size: float) -> tuple[float, ...]:
    """The least height of every line: its labels, and its share of the labels that span several."""
    heights = [_line_height(size)] * grid.lines
    for cell in sorted(cells, key=lambda cell: cell.place.line_span):
        place = cell.place
        lines = range(place.line, place.line + place.line_span)
        needed = len(cell.lines) * size * LINE + _ABOVE_AND_BELOW
        short = needed - sum(heights[line] for line in lines)
        if short > 0:
            for line in lines:
                heights[line] += short / place.line_span
    return tuple(heights)
