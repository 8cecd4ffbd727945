"""Tables that only lay out the page → the paragraphs they hold; real tables stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_desk.intake.document import Block, Grid, GridCell, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEADING = re.compile(r"[#*\s]{0,8}+[一二三四五六七八九十]{1,3}+、")
_TITLE = re.compile(r"政府信息公开(?:工作)?年?度?(?:工作)?报告")
"""In a line of its own: the table is a whole sheet, with the report's words in it."""
_LONG = 90
"""Characters of a cell that stands alone in its line and is prose; the longest label has some forty."""


def without_layout_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Replace tables of one column by their paragraphs, and lines that hold one long text by that text."""
    return tuple(
        one for block in blocks for one in (_unfolded(block) if isinstance(block, Grid) else (block,))
    )


def _unfolded(grid: Grid) -> Iterator[Block]:
    rows: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows.setdefault(row, []).append(cell)
    is_layout = all(sum(bool(cell.text.strip()) for cell in cells) <= 1 for cells in rows.values())
    is_sheet = any(
        _TITLE.search(cell.text) and sum(bool(other.text.strip()) for other in rows[cell.row]) == 1
        for cell in grid.cells
    )
    kept: list[GridCell] = []
    for row in sorted(rows):
        said = [cell for cell in rows[row] if cell.text.strip()]
        own = [cell for cell in rows[row] if cell.row == row]
        is_alone = len(said) == 1 and said[0].row == row
        is_heading = is_alone and len(rows[row]) == 1 and _HEADING.match(said[0].text) is not None
        is_prose = is_alone and (is_layout or is_sheet or is_heading or len(said[0].text) > _LONG)
        if not is_prose:
            kept += [] if is_layout else own
            continue
        if kept:
            yield Grid(tuple(kept))
            kept = []
        for line in said[0].text.split("\n"):
            yield Paragraph(line, said[0].source)
    if kept:
        yield Grid(tuple(kept))
