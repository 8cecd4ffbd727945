"""Tables that a page break has cut: what of a line stands on the next page is put back to the rest of it.

A number, a label or a head may be cut within; only a PDF has pages, and says where on them things stand.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.intake.document import CellFlaw, Grid, PageBox
from report_desk.intake.matching.cell_text import looks_like_value
from report_desk.intake.prose.wording import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.intake.document import GridCell
    from report_desk.intake.matching.targets import Labels

_NEAR = 1.5
"""Millimetres within which the edges of two tables are the same."""
_Pieces = list[tuple["GridCell", "GridCell"]]


def goes_on(above: Grid, below: Grid) -> bool:
    """Whether a table stands on the page after that of another, between the same edges."""
    one, other = _edges(above), _edges(below)
    return (
        one is not None
        and other is not None
        and other[0] == one[0] + 1
        and abs(one[1] - other[1]) <= _NEAR
        and abs(one[2] - other[2]) <= _NEAR
    )


def rejoined(grids: Sequence[Grid], labels: Labels) -> list[Grid]:
    """The tables, with each line that goes on at the top of the next page made whole where it begins.

    Where it is not clear what goes on there, the figures of the line are marked as those of a doubtful cell.
    """
    found = list(grids)
    heads: frozenset[str] = frozenset()
    for place, (above, below) in enumerate(pairwise(range(len(found)))):
        if place == 0 or not goes_on(found[above - 1], found[above]):
            heads = frozenset(bare(cell.text) for cell in found[above].cells) & labels.printed
        if goes_on(found[above], found[below]):
            found[above], found[below] = _joined(found[above], found[below], labels, heads)
    return found


def _edges(grid: Grid) -> tuple[int, float, float] | None:
    """The page of a table, its left and its right edge; None where it knows no pages."""
    boxes = [cell.source for cell in grid.cells if isinstance(cell.source, PageBox)]
    if not boxes or len(boxes) < len(grid.cells):
        return None
    return boxes[0].page, min(box.left for box in boxes), max(box.right for box in boxes)


def _joined(above: Grid, below: Grid, labels: Labels, heads: frozenset[str]) -> tuple[Grid, Grid]:
    said = [cell for cell in _first_line(below, heads) if cell.text.strip()]
    last = max(cell.row + cell.row_span for cell in above.cells)
    ending = [cell for cell in above.cells if cell.row + cell.row_span == last]
    pieces = [(cell, piece) for piece in said for cell in ending if _is_below(cell, piece)]
    named = [(cell, piece) for cell, piece in pieces if _makes_a_label(cell, piece, labels)]
    taken = {id(piece) for _, piece in named}
    others = [cell for cell in said if id(cell) not in taken]
    if _is_a_row(others, labels):
        return _put_back(above, below, named)
    if len(pieces) == len(said) and all(_may_go_on(cell, piece) for cell, piece in pieces):
        return _put_back(above, below, pieces)
    above, below = _put_back(above, below, named)
    if not any(looks_like_value(piece.text) for piece in others):
        return above, below
    cut = {(cell.row, cell.column) for cell in ending if looks_like_value(cell.text)}
    doubted = (
        replace(cell, flaw=CellFlaw.MIXED) if (cell.row, cell.column) in cut else cell for cell in above.cells
    )
    return Grid(tuple(doubted)), below


def _put_back(above: Grid, below: Grid, pieces: _Pieces) -> tuple[Grid, Grid]:
    rests = {id(cell): piece for cell, piece in pieces}
    gone = {id(piece) for _, piece in pieces}
    return (
        Grid(tuple(_whole(cell, rests[id(cell)]) if id(cell) in rests else cell for cell in above.cells)),
        Grid(tuple(replace(cell, text="") if id(cell) in gone else cell for cell in below.cells)),
    )


def _makes_a_label(cell: GridCell, piece: GridCell, labels: Labels) -> bool:
    """Whether words at the end of a page and at the beginning of the next are one label of the form."""
    if looks_like_value(piece.text) or not cell.text.strip():
        return False
    whole = cell.text + piece.text
    return bare(whole) in labels.printed or labels.find(whole) is not None


def _first_line(grid: Grid, heads: frozenset[str]) -> list[GridCell]:
    """The first line that does not only repeat heads, or nothing."""
    rows: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    for row in sorted(rows):
        if any(cell.text.strip() and bare(cell.text) not in heads for cell in rows[row]):
            return rows[row]
    return []


def _is_a_row(line: Sequence[GridCell], labels: Labels) -> bool:
    """Whether a line has a label or heads of its own."""
    words = [cell.text for cell in line if cell.text.strip() and not looks_like_value(cell.text)]
    return any(labels.find(text) is not None or bare(text) in labels.printed for text in words) or (
        bool(words) and labels.find("".join(words)) is not None
    )


def _is_below(cell: GridCell, piece: GridCell) -> bool:
    """Whether a cell at the top of a page has just the width of one at the bottom of the page before."""
    one, other = cell.source, piece.source
    return (
        isinstance(one, PageBox)
        and isinstance(other, PageBox)
        and abs(one.left - other.left) <= _NEAR
        and abs(one.right - other.right) <= _NEAR
    )


def _may_go_on(cell: GridCell, piece: GridCell) -> bool:
    """Whether a text may be the rest of another: words of words, digits of a number whose lines were full."""
    if not cell.text.strip() or looks_like_value(cell.text) != looks_like_value(piece.text):
        return False
    if not looks_like_value(piece.text):
        return True
    full = len(cell.text.strip().split("\n")[-1])
    return all(len(line) <= full for line in piece.text.strip().split("\n"))


def _whole(cell: GridCell, rest: GridCell) -> GridCell:
    if not looks_like_value(rest.text):
        return replace(cell, text=cell.text + rest.text)
    is_sound = cell.flaw in {CellFlaw.NONE, CellFlaw.JOINED} and rest.flaw in {CellFlaw.NONE, CellFlaw.JOINED}
    return replace(
        cell, text=f"{cell.text}\n{rest.text}", flaw=CellFlaw.JOINED if is_sound else CellFlaw.MIXED
    )
