"""HTML of a clipboard → what the window can paste of it: paragraphs of text, and its first table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.ports import Block, CopiedMarkup
from report_desk.intake.document import Grid, NotAReportError, Paragraph
from report_desk.intake.readers.html import read_html_text

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_BLOCK = 4000
"""Cells; a form has some two hundred, and a hostile clipboard may have millions."""


def read_markup(html: str) -> CopiedMarkup:
    """What a reader sees of markup from a browser or an office program; nothing where that is beyond reading.

    A table's cells stand in lines of one length; what a merged cell covers is empty.
    """
    try:
        blocks = read_html_text(html).blocks
    except NotAReportError:
        return CopiedMarkup()
    grids = [block for block in blocks if isinstance(block, Grid)]
    lines = [line for block in blocks for line in _lines(block)]
    return CopiedMarkup(tuple(lines), _unfolded(grids[0]) if grids else ())


def _lines(block: Paragraph | Grid) -> Iterator[str]:
    """The text of a block; a table's is a line for each of its rows."""
    if isinstance(block, Paragraph):
        yield block.text
        return
    rows: dict[int, list[str]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(" ".join(cell.text.split()))
    yield from filter(None, (" ".join(filter(None, texts)) for texts in rows.values()))


def _unfolded(grid: Grid) -> Block:
    """Every cell of the matrix that a table's cells span; none where it is too large."""
    height = max((cell.row + 1 for cell in grid.cells), default=0)
    width = max((cell.right for cell in grid.cells), default=0)
    if height * width > LARGEST_BLOCK:
        return ()
    texts = {(cell.row, cell.column): " ".join(cell.text.split()) for cell in grid.cells}
    return tuple(tuple(texts.get((row, column), "") for column in range(width)) for row in range(height))
