"""Cells of a table in the order of their rows → a grid, where spans from above push cells to the right."""

from __future__ import annotations

from msgspec.structs import replace

from report_desk.intake.document import CellFlaw, Grid, GridCell, NotAReportError, Source

MOST_CELLS = 20_000
"""Of one document; a report has some 250."""
MOST_AREA = 200_000
"""Rows times columns that the cells of one table may claim in all; the form claims some thousand."""
WIDEST_SPAN = 200
"""Rows or columns that a cell may span; the form has at most 22."""


class GridBuilder:
    """Puts cells where HTML would: each at the first column of its row that nothing from above covers."""

    def __init__(self) -> None:
        self._cells: list[GridCell] = []
        self._taken: dict[int, int] = {}
        """Column → the first row below what covers it."""
        self._owner: dict[int, int] = {}
        """Column → the last cell that stands there, by its place in the list."""
        self._area = 0
        self._row = -1
        self._column = 0

    def next_row(self) -> None:
        """Begin a row."""
        self._row += 1
        self._column = 0

    def skip(self, columns: int) -> None:
        """Leave columns of the row without a cell."""
        self._column += min(columns, WIDEST_SPAN)

    def add(
        self, text: str, source: Source, *, across: int = 1, down: int = 1, flaw: CellFlaw = CellFlaw.NONE
    ) -> None:
        """Add the next cell of the row. Raises NotAReportError where there are far too many."""
        across, down = (max(1, min(span, WIDEST_SPAN)) for span in (across, down))
        self._area += across * down
        if len(self._cells) >= MOST_CELLS or self._area > MOST_AREA:
            raise NotAReportError("文件里的表格太大，不会是年报。")
        while self._taken.get(self._column, 0) > self._row:
            self._column += 1
        self._cells.append(GridCell(self._row, self._column, down, across, text, source, flaw))
        for column in range(self._column, self._column + across):
            self._taken[column] = max(self._taken.get(column, 0), self._row + down)
            self._owner[column] = len(self._cells) - 1
        self._column += across

    def extend_above(self, across: int) -> bool:
        """Let the cell above the next place reach one row further down; whether there is one as wide."""
        index = self._owner.get(self._column)
        cell = self._cells[index] if index is not None else None
        if index is None or cell is None or cell.row + cell.row_span != self._row:
            return False
        if (cell.column, cell.column_span) != (self._column, across) or cell.row_span >= WIDEST_SPAN:
            return False
        self._cells[index] = replace(cell, row_span=cell.row_span + 1)
        self._column += across
        return True

    def grid(self) -> Grid:
        """The table."""
        return Grid(tuple(self._cells))
