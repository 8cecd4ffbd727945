"""How a statutory table prints: every label and figure placed on a grid, spans derived from nesting.

The window, the PDF and the clipboard's HTML all draw this same grid.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.form.edition import Address, Orientation, address

if TYPE_CHECKING:
    from report_desk.core.form.edition import Band, Column, Row, Table


class Role(StrEnum):
    """What a place on the grid is to a reader (and to a screen reader).

    A ``TEXT`` is content that breaks into lines, as a figure never does; statutory tables have none.
    """

    BAND = "band"
    CORNER = "corner"
    HEAD = "head"
    LABEL = "label"
    FIGURE = "figure"
    TEXT = "text"


class Place(Struct, frozen=True):
    """One drawn cell: its top left corner on the grid, its spans, and what it shows."""

    line: int
    column: int
    line_span: int
    column_span: int
    role: Role
    text: str
    address: Address | None = None


class Grid(Struct, frozen=True):
    """A whole table: ``lines`` by ``columns``, of which ``label_columns`` stand left of the figures.

    ``head_lines`` counts the header lines on top that repeat where a table must break: 0 for a
    table of several bands, whose headers stand among its rows. Labels break last inside ``unbroken`` words.
    ``shares`` are the widths of all columns as parts of the whole, where these do not follow from the texts.
    """

    lines: int
    columns: int
    label_columns: int
    head_lines: int
    places: tuple[Place, ...]
    unbroken: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()


def _row_depth(rows: tuple[Row, ...]) -> int:
    return max((1 + _row_depth(row.rows) for row in rows), default=0)


def _column_depth(columns: tuple[Column, ...]) -> int:
    return max((1 + _column_depth(column.columns) for column in columns), default=0)


def leaf_rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows that carry figures, in printed order."""
    return tuple(leaf for row in rows for leaf in (leaf_rows(row.rows) if row.rows else (row,)))


def leaf_columns(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns that carry figures, in printed order."""
    return tuple(
        leaf for column in columns for leaf in (leaf_columns(column.columns) if column.columns else (column,))
    )


@lru_cache(maxsize=64)
def grid(table: Table) -> Grid:
    """Place every band, head, label and figure of a table."""
    if table.orientation is Orientation.ACROSS:
        return _across(table)
    return _down(table)


def _down(table: Table) -> Grid:
    label_columns = max(_row_depth(band.rows) for band in table.bands)
    figure_columns = max(len(leaf_columns(band.columns)) for band in table.bands)
    width = label_columns + figure_columns
    places: list[Place] = []
    line = 0
    for band in table.bands:
        if band.title:
            places.append(Place(line, 0, 1, width, Role.BAND, band.title))
            line += 1
        head_depth = _column_depth(band.columns)
        places.append(Place(line, 0, head_depth, label_columns, Role.CORNER, band.corner))
        spans = _spans(band, figure_columns)
        _place_heads(places, band.columns, line, head_depth, label_columns, spans)
        line += head_depth
        _place_labels(places, band.rows, line, 0, label_columns)
        for row in leaf_rows(band.rows):
            column = label_columns
            for leaf in leaf_columns(band.columns):
                span = spans[leaf.id]
                place = address(table.id, row.id, leaf.id)
                places.append(Place(line, column, 1, span, Role.FIGURE, "", place))
                column += span
            line += 1
    single = len(table.bands) == 1
    heads = _column_depth(table.bands[0].columns) + bool(table.bands[0].title) if single else 0
    return Grid(line, width, label_columns, heads, _in_order(places), table.unbroken)


def _in_order(places: list[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: (place.line, place.column)))


def _spans(band: Band, figure_columns: int) -> dict[str, int]:
    """Column spans: where a band has fewer columns than the table, its last one takes the rest."""
    leaves = leaf_columns(band.columns)
    spans = {leaf.id: 1 for leaf in leaves}
    spans[leaves[-1].id] += figure_columns - len(leaves)
    return spans


def _place_heads(  # noqa: PLR0913, PLR0917 - one recursive walk over a header tree
    places: list[Place],
    columns: tuple[Column, ...],
    line: int,
    depth: int,
    start: int,
    spans: dict[str, int],
) -> None:
    for column in columns:
        width = sum(spans[leaf.id] for leaf in leaf_columns((column,)))
        if column.columns:
            places.append(Place(line, start, 1, width, Role.HEAD, column.label))
            _place_heads(places, column.columns, line + 1, depth - 1, start, spans)
        else:
            places.append(Place(line, start, depth, width, Role.HEAD, column.label))
        start += width


def _place_labels(places: list[Place], rows: tuple[Row, ...], line: int, start: int, depth: int) -> None:
    for row in rows:
        height = len(leaf_rows((row,)))
        if row.rows:
            places.append(Place(line, start, height, 1, Role.LABEL, row.label))
            _place_labels(places, row.rows, line, start + 1, depth - 1)
        else:
            places.append(Place(line, start, 1, depth, Role.LABEL, row.label))
        line += height


def _across(table: Table) -> Grid:
    """Rows side by side: each row label is a head over the columns, and one line holds all figures."""
    band = table.bands[0]
    depth = _row_depth(band.rows) + _column_depth(band.columns)
    places: list[Place] = []
    width = _place_across(places, table.id, band.rows, band.columns, 0, depth, 0)
    return Grid(depth + 1, width, 0, depth, _in_order(places), table.unbroken)


def _place_across(  # noqa: PLR0913, PLR0917 - one recursive walk over a header tree
    places: list[Place],
    table: str,
    rows: tuple[Row, ...],
    columns: tuple[Column, ...],
    line: int,
    depth: int,
    start: int,
) -> int:
    leaves = leaf_columns(columns)
    spans = {leaf.id: 1 for leaf in leaves}
    for row in rows:
        width = len(leaf_rows((row,))) * len(leaves)
        places.append(Place(line, start, 1, width, Role.HEAD, row.label))
        if row.rows:
            start = _place_across(places, table, row.rows, columns, line + 1, depth - 1, start)
            continue
        _place_heads(places, columns, line + 1, depth - 1, start, spans)
        for offset, leaf in enumerate(leaves):
            place = address(table, row.id, leaf.id)
            places.append(Place(line + depth, start + offset, 1, 1, Role.FIGURE, "", place))
        start += width
    return start
