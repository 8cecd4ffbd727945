"""DOC and WPS (binary Word) → the neutral document: paragraphs and tables by their marks in the text.

Deleted and hidden text is left out, as in DOCX; the codes of fields are, their results are read.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from msgspec import Struct, field

from report_desk.intake.document import (
    Block,
    CellFlaw,
    Document,
    ElementPath,
    FileKind,
    NotAReportError,
    Paragraph,
)
from report_desk.intake.readers.doc.pieces import DAMAGED, opened, pieces
from report_desk.intake.readers.doc.properties import ParagraphProperties, Properties, RowDefinition
from report_desk.intake.tables.grid_building import GridBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_desk.intake.readers.doc.pieces import Binary

DEEPEST = 8
MOST_PARAGRAPHS = 20_000
_CELL_END, _PARAGRAPH_END, _PAGE_END, _LINE_END = "\x07", "\r", "\x0c", "\x0b"
_FIELD, _RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_SIGNS = {"\x1e": "-", "\x1f": "", "\t": " ", "\xa0": " ", _LINE_END: "\n"}


class _Said(Struct):
    """A paragraph: its text, the character that ends it, its properties, and whether part of it is struck."""

    text: str
    end: str
    properties: ParagraphProperties
    is_struck: bool


class _Table(Struct):
    """A table that is being gathered: finished rows, and the cells of the row at hand."""

    rows: list[tuple[list[tuple[str, bool]], RowDefinition | None]] = field(default_factory=list)
    cells: list[tuple[str, bool]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    is_struck: bool = False


def read_doc(data: bytes) -> Document:
    """Read a DOC or WPS file. Raises NotAReportError where it is damaged, locked or too old."""
    try:
        blocks = _Blocks()
        for count, said in enumerate(_paragraphs(opened(data))):
            if count > MOST_PARAGRAPHS:
                raise NotAReportError("文件内容太多，不会是年报。")
            blocks.add(said)
        blocks.end_tables(0)
    except (struct.error, IndexError) as error:
        raise NotAReportError(DAMAGED) from error
    return Document(FileKind.DOC, tuple(blocks.found))


def _paragraphs(binary: Binary) -> Iterator[_Said]:
    properties = Properties(binary)
    text: list[str] = []
    fields: list[bool] = []
    is_struck = False
    for piece in pieces(binary):
        for index, character in enumerate(piece.text):
            place = piece.place + index * piece.width
            if character in {_PARAGRAPH_END, _CELL_END, _PAGE_END}:
                yield _Said("".join(text), character, properties.paragraph(place), is_struck)
                text, is_struck = [], False
            elif character == _FIELD:
                fields.append(False)
            elif character == _RESULT and fields:
                fields[-1] = True
            elif character == _FIELD_END and fields:
                fields.pop()
            elif all(fields) and (character >= " " or character in _SIGNS):
                look = properties.characters(place)
                if not look.is_unseen:
                    shown = _SIGNS.get(character, character)
                    text.append(f"（{shown}）" if look.is_raised and character.isalnum() else shown)
                    is_struck |= look.is_struck
    if text:
        yield _Said("".join(text), _PARAGRAPH_END, ParagraphProperties(), is_struck)


class _Blocks:
    """Gathers paragraphs and tables in reading order; a table inside a table makes the outer one layout."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._open: list[_Table] = []
        self._paragraphs = 0
        self._tables = 0

    def add(self, said: _Said) -> None:
        """Take the next paragraph."""
        depth = min(said.properties.depth, DEEPEST)
        if said.end == _CELL_END:
            depth = max(depth, 1)
        self.end_tables(depth)
        while len(self._open) < depth:
            if self._open:
                self._flush(self._open[-1])
            self._open.append(_Table())
        if not depth:
            self._say(said.text)
            return
        table = self._open[-1]
        if said.properties.is_row_end:
            table.rows.append((table.cells, said.properties.row))
            table.cells = []
            return
        table.texts.append(said.text)
        table.is_struck |= said.is_struck
        if said.end == _CELL_END or said.properties.is_inner_cell_end:
            text = "\n".join(one for one in table.texts if one.strip())
            table.cells.append((text, table.is_struck))
            table.texts, table.is_struck = [], False

    def end_tables(self, depth: int) -> None:
        """End the tables that are deeper than what follows."""
        while len(self._open) > depth:
            self._flush(self._open.pop())

    def _say(self, text: str) -> None:
        self._paragraphs += 1
        self.found += [Paragraph(line, ElementPath(self._paragraphs)) for line in text.split("\n")]

    def _flush(self, table: _Table) -> None:
        """Put down what a table has so far: its rows as a grid, the row at hand as paragraphs."""
        if table.rows:
            self._tables += 1
            self.found.append(_grid(table.rows, self._paragraphs, self._tables).grid())
        for text, _ in table.cells:
            self._say(text)
        for text in table.texts:
            self._say(text)
        table.rows, table.cells, table.texts = [], [], []


def _grid(
    rows: Sequence[tuple[list[tuple[str, bool]], RowDefinition | None]], block: int, table: int
) -> GridBuilder:
    """Rows with the edges of their cells → a grid whose columns lie between all edges."""
    edges = sorted({edge for _, row in rows if row for edge in row.edges})
    places = {edge: index for index, edge in enumerate(_apart(edges))}
    builder = GridBuilder()
    for number, (cells, row) in enumerate(rows):
        builder.next_row()
        if row is None or len(row.cells) != len(cells):
            for index, (text, struck) in enumerate(cells):
                flaw = CellFlaw.MIXED if struck else CellFlaw.NONE
                builder.add(text, ElementPath(block, table, number + 1, index + 1), flaw=flaw)
            continue
        columns = [places[_nearest(places, edge)] for edge in row.edges]
        builder.skip(columns[0])
        _add_row(builder, cells, row, columns, ElementPath(block, table, number + 1))
    return builder


def _add_row(
    builder: GridBuilder,
    cells: Sequence[tuple[str, bool]],
    row: RowDefinition,
    columns: Sequence[int],
    place: ElementPath,
) -> None:
    index = 0
    while index < len(cells):
        end = index + 1
        while end < len(cells) and row.cells[end].with_left:
            end += 1
        text, struck = cells[index]
        across = max(1, columns[end] - columns[index])
        goes_on = row.cells[index].with_above
        flaw = CellFlaw.MIXED if struck or (goes_on and text.strip()) else CellFlaw.NONE
        if not (goes_on and not text.strip() and builder.extend_above(across)):
            source = ElementPath(place.block, place.table, place.row, index + 1)
            builder.add(text, source, across=across, flaw=flaw)
        index = end


_NEAR = 30
"""Twips (half a millimetre and a bit) within which two edges are one."""


def _apart(edges: Sequence[int]) -> list[int]:
    found: list[int] = []
    for edge in edges:
        if not found or edge - found[-1] > _NEAR:
            found.append(edge)
    return found


def _nearest(places: dict[int, int], edge: int) -> int:
    return min(places, key=lambda known: abs(known - edge))
