"""Where every place of a table's grid stands on screen: widths, heights and broken labels."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.form.grid import Grid, Place, Role
from report_desk.desk.pages.tables.drawing.wrapping import stacked, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_NARROW_EMS = 3
_DIGITS_EMS = 4.4
_HEAD_EMS = 6
_ROOMY_EMS = 8.5
_LABEL_EMS = 27
_SHORTEST_LABEL_EMS = 13
_WIDEST_EMS = 110


class Type(Struct, frozen=True):
    """The type a table is set in: how wide a text is, the line pitch, the em, all in pixels."""

    measure: Callable[[str], float]
    pitch: int
    em: int

    @property
    def side(self) -> int:
        """Blank left and right of a text."""
        return max(3, round(self.em * 0.45))


class Geometry(Struct, frozen=True):
    """Edges of the grid's columns and lines in pixels from the top left of the whole table.

    ``xs`` and ``ys`` have one entry more than there are columns and lines; ``texts`` holds the broken
    lines of every label by (line, column) of its place.
    """

    grid: Grid
    xs: tuple[int, ...]
    ys: tuple[int, ...]
    texts: Mapping[tuple[int, int], tuple[str, ...]]

    @property
    def labels_width(self) -> int:
        """Width of the frozen label columns."""
        return self.xs[self.grid.label_columns]

    @property
    def heads_height(self) -> int:
        """Height of the frozen head lines."""
        return self.ys[self.grid.head_lines]

    def edges(self, place: Place) -> tuple[int, int, int, int]:
        """Left, top, width and height of a place."""
        left, top = self.xs[place.column], self.ys[place.line]
        width = self.xs[place.column + place.column_span] - left
        return left, top, width, self.ys[place.line + place.line_span] - top


def lay_out(grid: Grid, available: int, font: Type) -> Geometry:
    """Fit a grid into a width; what cannot fit scrolls sideways, and no label is ever cut."""
    widths = _widths(grid, min(available, _WIDEST_EMS * font.em), font)
    xs = (0, *accumulate(widths))
    texts = {
        (place.line, place.column): _broken(grid, place, xs, font) for place in grid.places if place.text
    }
    heights = _heights(grid, texts, font)
    return Geometry(grid, xs, (0, *accumulate(heights)), texts)


def _is_stacked(grid: Grid, place: Place) -> bool:
    return (
        place.role is Role.LABEL
        and place.line_span > 1
        and place.column + place.column_span < grid.label_columns
    )


def _broken(grid: Grid, place: Place, xs: tuple[int, ...], font: Type) -> tuple[str, ...]:
    room = xs[place.column + place.column_span] - xs[place.column] - 2 * font.side
    breaker = stacked if _is_stacked(grid, place) else wrapped
    return breaker(place.text, room, font.measure)


def _widths(grid: Grid, available: int, font: Type) -> list[int]:
    labels = _label_widths(grid, font)
    figures = _figure_widths(grid, font, 1)
    spare = available - sum(labels) - sum(figures)
    if spare < 0 and labels:
        shortest = min(labels[-1], _SHORTEST_LABEL_EMS * font.em)
        labels[-1] = max(shortest, labels[-1] + spare)
        spare = available - sum(labels) - sum(figures)
    if spare < 0:
        natural, figures = figures, _figure_widths(grid, font, 2)
        spare = available - sum(labels) - sum(figures)
        spare -= _grow(figures, spare, natural)
    elif spare > 0:
        spare -= _grow(figures, spare, [max(width, round(_ROOMY_EMS * font.em)) for width in figures])
    if spare > 0:
        _share(labels, figures, spare)
    return [*labels, *figures]


def _label_widths(grid: Grid, font: Type) -> list[int]:
    if not grid.label_columns:
        return []
    widths = [round(_NARROW_EMS * font.em) + 2 * font.side] * grid.label_columns
    labels = [place for place in grid.places if place.role is Role.LABEL]
    last = [
        round(font.measure(place.text))
        + 2 * font.side
        + 1
        - sum(widths[place.column : grid.label_columns - 1])
        for place in labels
        if place.column + place.column_span == grid.label_columns
    ]
    widths[-1] = min(max(last, default=widths[-1]), _LABEL_EMS * font.em)
    return widths


def _figure_widths(grid: Grid, font: Type, lines: int) -> list[int]:
    """The least widths at which each head breaks into so many lines, and digits find room."""
    widths = [round(_DIGITS_EMS * font.em)] * (grid.columns - grid.label_columns)
    for place in grid.places:
        if place.role is Role.HEAD and place.column_span == 1:
            characters = -(-len(place.text) // max(lines, -(-len(place.text) // _HEAD_EMS)))
            needed = round(characters * font.em) + 2 * font.side + 1
            index = place.column - grid.label_columns
            widths[index] = max(widths[index], needed)
    return widths


def _grow(widths: list[int], spare: int, wanted: list[int]) -> int:
    """Widen columns evenly towards what is wanted; gives the pixels used."""
    wishes = [max(0, wish - width) for wish, width in zip(wanted, widths, strict=True)]
    total = sum(wishes)
    if not total or spare <= 0:
        return 0
    shares = [min(wish, wish * spare // total) for wish in wishes]
    widths[:] = [width + share for width, share in zip(widths, shares, strict=True)]
    return sum(shares)


def _share(labels: list[int], figures: list[int], spare: int) -> None:
    """Spread what is left over everything, the labels' part going to their last column."""
    total = sum(labels) + sum(figures)
    label_share = spare * sum(labels) // total
    if labels:
        labels[-1] += label_share
    rest = spare - label_share
    for index in range(len(figures)):
        figures[index] += rest // len(figures) + (index < rest % len(figures))


def _heights(grid: Grid, texts: Mapping[tuple[int, int], tuple[str, ...]], font: Type) -> list[int]:
    blank = round(font.em * 0.5)
    heights = [font.pitch + blank] * grid.lines
    for place in _tallest_last(grid.places):
        count = len(texts.get((place.line, place.column), ()))
        needed = count * font.pitch + blank
        lines = range(place.line, place.line + place.line_span)
        missing = needed - sum(heights[line] for line in lines)
        for number, line in enumerate(lines if missing > 0 else ()):
            heights[line] += missing // place.line_span + (number < missing % place.line_span)
    return heights


def _tallest_last(places: Iterable[Place]) -> list[Place]:
    return sorted(places, key=lambda place: place.line_span)
