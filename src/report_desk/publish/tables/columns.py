"""Divide the measure among the columns of a table: figures by their width, labels by their words."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from report_desk.core.form.grid import Role
from report_desk.publish.geometry import TEXT_WIDTH
from report_desk.publish.tables.labels import break_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_desk.core.form.grid import Grid
    from report_desk.publish.fonts.setting import Setting

SIDE = 2.6
"""What a cell keeps free on its left and on its right, in points."""
_FIGURES_SHARE = 0.47
"""The part of the measure that figures get where they need less."""
_NARROWEST, _WIDEST_OUTER = 2, 6
_SLACK = 0.5


def column_widths(
    grid: Grid, setting: Setting, widest: Sequence[float], size: float
) -> Iterator[tuple[float, ...]]:
    """Ways to divide the measure, the best looking first; ``widest`` is each column's figure, in em."""
    if grid.shares:
        yield tuple(share * TEXT_WIDTH for share in grid.shares)
        return
    needed = _needed(grid, setting, widest, size)
    if grid.label_columns <= 1:
        yield _even(grid, needed, size)
        return
    outer = [
        _narrowest(_labels(grid, column, Role.LABEL), grid.unbroken, setting, size)
        for column in range(grid.label_columns - 1)
    ]
    comfortable = TEXT_WIDTH * _FIGURES_SHARE / len(needed)
    narrowest = 2 * size + 2 * SIDE + _SLACK
    ways = [(comfortable, 0.64), (comfortable * 0.86, 0.64), (narrowest, 0.64), (narrowest, 0.56)]
    for least, limit in ways:
        figures = [max(least, width) for width in needed]
        scale = min(1.0, TEXT_WIDTH * limit / sum(figures))
        figures = [width * scale for width in figures]
        yield (*outer, TEXT_WIDTH - sum(outer) - sum(figures), *figures)


def _needed(grid: Grid, setting: Setting, widest: Sequence[float], size: float) -> list[float]:
    """What each figure column needs for its figures and its own head."""
    heads = [
        _narrowest(_labels(grid, grid.label_columns + at, Role.HEAD), grid.unbroken, setting, size)
        for at in range(len(widest))
    ]
    return [max(width * size + 2 * SIDE, head) for width, head in zip(widest, heads, strict=True)]


def _even(grid: Grid, needed: Sequence[float], size: float) -> tuple[float, ...]:
    """Equal columns, unless a figure needs more: then columns in proportion to their figures."""
    even = TEXT_WIDTH / grid.columns
    if max(needed) <= even:
        return (even,) * grid.columns
    floor = min(even, 2 * size + 2 * SIDE + _SLACK)
    asked = [even] * grid.label_columns + [max(width, floor) for width in needed]
    return tuple(width * TEXT_WIDTH / sum(asked) for width in asked)


def _labels(grid: Grid, column: int, role: Role) -> tuple[str, ...]:
    """The texts that stand in one column alone."""
    return tuple(
        place.text
        for place in grid.places
        if place.role is role and place.column == column and place.column_span == 1
    )


def _narrowest(labels: tuple[str, ...], unbroken: tuple[str, ...], setting: Setting, size: float) -> float:
    """The narrowest column in which all labels break without fault."""
    if not labels:
        return 0.0
    for characters in range(_NARROWEST, _WIDEST_OUTER):
        room = characters * size + _SLACK
        faults = (
            break_label(label, tuple(setting.advances(label, size)), room, unbroken)[1] for label in labels
        )
        if not any(faults):
            return room + 2 * SIDE
    return _WIDEST_OUTER * size + _SLACK + 2 * SIDE


def edges_of(widths: Sequence[float]) -> tuple[float, ...]:
    """The x of every column border, from 0."""
    return tuple(accumulate(widths, initial=0.0))
