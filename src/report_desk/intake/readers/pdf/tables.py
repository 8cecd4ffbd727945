"""Ruling lines and characters of a PDF page → its tables: a cell is what lines enclose, whatever it spans."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.intake.document import CellFlaw, Grid, GridCell, NotAReportError, PageBox
from report_desk.intake.readers.pdf.characters import Box, Character, TextLine, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from report_desk.intake.readers.pdf.rulings import Ruling, Rulings

MM = 25.4 / 72
"""Millimetres of a point."""
MOST_SQUARES = 40_000
"""That the lines of a page may cut it into."""
_NEAR = 3.0
"""Points within which lines meet."""
_OUTSIDE = -1
_CLOSE = 0.12
"""Part of the height of a line below which digits beside each other are of one number."""
_PADDING = 15.0
"""Points that a cell may keep free left and right of its text, together."""


class Table(Struct, frozen=True):
    """A table on a page: where it stands, its cells, and the characters it has taken."""

    box: Box
    grid: Grid
    columns: tuple[float, ...]


def tables_of(rulings: Rulings, characters: Sequence[Character], page: int) -> list[Table]:
    """The tables of a page, from top to bottom; ``page`` counts from 1."""
    found = []
    for horizontal, vertical in _frames(rulings):
        table = _table(horizontal, vertical, characters, page)
        if table is not None:
            found.append(table)
    return sorted(found, key=lambda table: (table.box.top, table.box.left))


def _frames(rulings: Rulings) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """The lines that touch each other, directly or by others."""
    horizontal, vertical = list(rulings.horizontal), list(rulings.vertical)
    if len(horizontal) * len(vertical) > MOST_SQUARES * 10:
        raise NotAReportError("PDF 里一页的线条太多，不会是年报。")
    group = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for i, across in enumerate(horizontal):
        for j, down in enumerate(vertical):
            if _meet(across, down):
                group[root(i)] = root(len(horizontal) + j)
    frames: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, across in enumerate(horizontal):
        frames.setdefault(root(i), ([], []))[0].append(across)
    for j, down in enumerate(vertical):
        frames.setdefault(root(len(horizontal) + j), ([], []))[1].append(down)
    yield from (frame for frame in frames.values() if len(frame[0]) > 1 and frame[1])


def _meet(across: Ruling, down: Ruling) -> bool:
    return (
        across.start - _NEAR <= down.at <= across.end + _NEAR
        and down.start - _NEAR <= across.at <= down.end + _NEAR
    )


def _table(
    horizontal: Sequence[Ruling], vertical: Sequence[Ruling], characters: Sequence[Character], page: int
) -> Table | None:
    ys = _places([line.at for line in horizontal])
    ends = [min(line.start for line in horizontal), max(line.end for line in horizontal)]
    xs = _places([*(line.at for line in vertical), *ends])
    if len(ys) < 2 or len(xs) < 2:  # noqa: PLR2004 - two lines enclose something
        return None
    if len(xs) * len(ys) > MOST_SQUARES:
        raise NotAReportError("PDF 里的表格太大，不会是年报。")
    areas = _areas(xs, ys, horizontal, vertical)
    where = {}
    for index, character in enumerate(characters):
        row = bisect_right(ys, character.box.middle) - 1
        column = bisect_right(xs, character.box.centre) - 1
        if 0 <= row < len(ys) - 1 and 0 <= column < len(xs) - 1:
            where[index] = areas[row][column]
    inside: dict[int, list[Character]] = {}
    for index, area in where.items():
        inside.setdefault(area, []).append(characters[index])
    spilt = _spilt({id(characters[index]): area for index, area in where.items()}, characters)
    paper = _bare_paper(xs, ys, areas, vertical) - inside.keys()
    cells = [cell for number, cell in _cells(xs, ys, areas, inside, page, spilt) if number not in paper]
    if not inside or len(cells) < 2:  # noqa: PLR2004 - a single frame is decoration
        return None
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    return Table(box, Grid(tuple(cells)), tuple(xs))


def _spilt(where: dict[int, int], characters: Sequence[Character]) -> set[int]:
    """The cells beyond whose frame a number runs on: it is wider than its cell, and may be the next one's."""
    found: set[int] = set()
    for line in lines_of(characters):
        for one, other in pairwise(line.characters):
            gap = other.box.left - one.box.right
            if one.text.isdigit() and other.text.isdigit() and gap < _CLOSE * (one.box.bottom - one.box.top):
                areas = {where.get(id(one), _OUTSIDE), where.get(id(other), _OUTSIDE)}
                found |= areas if len(areas) > 1 else set()
    return found - {_OUTSIDE}


def _places(values: Iterable[float]) -> list[float]:
    """Places in their order, those that nearly agree once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _areas(
    xs: Sequence[float], ys: Sequence[float], horizontal: Sequence[Ruling], vertical: Sequence[Ruling]
) -> list[list[int]]:
    """The squares between all lines, row by row, each with the number of the cell that it is part of."""
    rows, columns = len(ys) - 1, len(xs) - 1
    cell = list(range(rows * columns))

    def root(index: int) -> int:
        while cell[index] != index:
            cell[index] = cell[cell[index]]
            index = cell[index]
        return index

    for row in range(rows):
        for column in range(columns):
            middle_y, middle_x = (ys[row] + ys[row + 1]) / 2, (xs[column] + xs[column + 1]) / 2
            here = row * columns + column
            if column + 1 < columns and not _is_ruled(vertical, xs[column + 1], middle_y):
                cell[root(here + 1)] = root(here)
            if row + 1 < rows and not _is_ruled(horizontal, ys[row + 1], middle_x):
                cell[root(here + columns)] = root(here)
    return [[root(row * columns + column) for column in range(columns)] for row in range(rows)]


def _is_ruled(lines: Sequence[Ruling], at: float, along: float) -> bool:
    return any(abs(line.at - at) <= _NEAR and line.start <= along <= line.end for line in lines)


def _bare_paper(
    xs: Sequence[float], ys: Sequence[float], areas: Sequence[Sequence[int]], vertical: Sequence[Ruling]
) -> set[int]:
    """The areas at a side of the table that no line closes there, though one closes its other rows.

    They are where a row ends before the others. A side without any line is a way to draw tables.
    """
    found: set[int] = set()
    for column, edge in ((0, xs[0]), (len(xs) - 2, xs[-1])):
        closed = [_is_ruled(vertical, edge, (top + bottom) / 2) for top, bottom in pairwise(ys)]
        if any(closed):
            sides = list(zip(areas, closed, strict=True))
            found |= {row[column] for row, is_closed in sides if not is_closed}
            found -= {row[column] for row, is_closed in sides if is_closed}
    return found


def _cells(  # noqa: PLR0913, PLR0917 - all that a page says of a table
    xs: Sequence[float],
    ys: Sequence[float],
    areas: Sequence[Sequence[int]],
    inside: dict[int, list[Character]],
    page: int,
    spilt: set[int],
) -> Iterator[tuple[int, GridCell]]:
    """The cells with their areas; what no rectangle holds, and a number that runs on, is doubtful."""
    squares: dict[int, list[tuple[int, int]]] = {}
    for row, line in enumerate(areas):
        for column, number in enumerate(line):
            squares.setdefault(number, []).append((row, column))
    for number, places in squares.items():
        top, bottom = min(row for row, _ in places), max(row for row, _ in places)
        left, right = min(column for _, column in places), max(column for _, column in places)
        is_rectangle = len(places) == (bottom - top + 1) * (right - left + 1)
        box = Box(xs[left], ys[top], xs[right + 1], ys[bottom + 1])
        text, flaw = cell_text(inside.get(number, []), box)
        if (not is_rectangle and text) or number in spilt:
            flaw = CellFlaw.MIXED
        source = page_box(page, box)
        yield number, GridCell(top, left, bottom - top + 1, right - left + 1, text, source, flaw)


def cell_text(characters: Sequence[Character], box: Box) -> tuple[str, CellFlaw]:
    """The text of a cell with its line breaks, and whether its lines must be one number.

    They must where each line but the last fills its cell: only then has the number been wrapped.
    """
    if not characters:
        return "", CellFlaw.NONE
    lines = lines_of(characters)
    text = "\n".join(line.text for line in lines)
    is_wrapped = len(lines) > 1 and not any(" " in line.text for line in lines)
    is_wrapped = is_wrapped and all(_fills(line, box) for line in lines[:-1])
    return text, CellFlaw.JOINED if is_wrapped else CellFlaw.NONE


def _fills(line: TextLine, box: Box) -> bool:
    """Whether one more character would not have found room in the line."""
    width = line.box.right - line.box.left
    return width * (1 + 1 / len(line.characters)) > box.right - box.left - _PADDING


def page_box(page: int, box: Box) -> PageBox:
    """A box on a page in millimetres, to a tenth."""
    return PageBox(page, *(round(value * MM, 1) for value in (box.left, box.top, box.right, box.bottom)))


def outside(characters: Iterable[Character], tables: Sequence[Table]) -> list[Character]:
    """The characters that stand in no table."""
    return [
        character
        for character in characters
        if not any(
            table.box.left <= character.box.centre <= table.box.right
            and table.box.top <= character.box.middle <= table.box.bottom
            for table in tables
        )
    ]
