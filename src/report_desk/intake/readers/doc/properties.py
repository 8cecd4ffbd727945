"""The properties of paragraphs and characters of a binary Word file ([MS-DOC] 2.9)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.intake.readers.doc.pieces import Binary

PAGE = 512
MOST_PAGES = 20_000
_OPERAND = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
"""The size of a property's operand by the top three bits of its code; 6 carries its own."""
_TABLE_DEFINITION, _HUGE = 0xD608, 0x6646
_DELETED, _HIDDEN, _STRUCK, _STRUCK_TWICE, _RAISED = 0x0800, 0x083C, 0x0837, 0x2A53, 0x2A48
MOST_COLUMNS = 64


class RowCell(Struct):
    """How a cell of a row is merged: with the one to its left, with the one above it."""

    with_left: bool = False
    with_above: bool = False


class RowDefinition(Struct):
    """The cells of a row: their edges in twips, one more than there are cells, and how they merge."""

    edges: tuple[int, ...]
    cells: list[RowCell]


class ParagraphProperties(Struct):
    """What a paragraph mark says: how deep in tables it stands, and whether it ends a cell or a row."""

    depth: int = 0
    is_row_end: bool = False
    is_inner_cell_end: bool = False
    row: RowDefinition | None = None


class CharacterProperties(Struct):
    """What a run of characters says: deleted and hidden ones are not read, struck ones are named."""

    is_unseen: bool = False
    is_struck: bool = False
    is_raised: bool = False


class Properties:
    """Looks up the properties at a place of the main stream."""

    def __init__(self, binary: Binary) -> None:
        self._binary = binary
        paragraphs = sorted(_runs(binary, 0x0102, entry=13, is_paragraph=True))
        characters = sorted(_runs(binary, 0x00FA, entry=1, is_paragraph=False))
        self._paragraphs = [run[0] for run in paragraphs], [run[1] for run in paragraphs]
        self._characters = [run[0] for run in characters], [run[1] for run in characters]
        self._known: dict[bytes, CharacterProperties] = {}

    def paragraph(self, place: int) -> ParagraphProperties:
        """The properties of the paragraph whose mark stands at a place."""
        found = ParagraphProperties()
        for code, operand in self._list(_at(self._paragraphs, place)):
            match code:
                case 0x2416:  # sprmPFInTable
                    found.depth = max(found.depth, int(operand[0] != 0))
                case 0x6649:  # sprmPItap
                    found.depth = max(0, struct.unpack("<i", operand)[0])
                case 0x2417 | 0x244C:  # sprmPFTtp, sprmPFInnerTtp
                    found.is_row_end = operand[0] != 0
                case 0x244B:  # sprmPFInnerTableCell
                    found.is_inner_cell_end = operand[0] != 0
                case 0xD608:  # sprmTDefTable
                    found.row = _row(operand)
                case 0xD62B:  # sprmTVertMerge
                    _merge(found.row, operand)
        return found

    def characters(self, place: int) -> CharacterProperties:
        """The properties of the character at a place."""
        properties = _at(self._characters, place)
        known = self._known.get(properties)
        if known is None:
            known = CharacterProperties()
            for code, operand in self._list(properties):
                is_on = operand[0] not in {0, 0x80}
                known.is_unseen |= code in {_DELETED, _HIDDEN} and is_on
                known.is_struck |= code in {_STRUCK, _STRUCK_TWICE} and is_on
                known.is_raised |= code == _RAISED and operand[0] == 1
            self._known[properties] = known
        return known

    def _list(self, properties: bytes, *, nested: bool = False) -> Iterator[tuple[int, bytes]]:
        """Each property's code and operand; those kept elsewhere are fetched from there."""
        place = 0
        while place + 3 <= len(properties):
            (code,) = struct.unpack_from("<H", properties, place)
            place += 2
            size = _OPERAND.get(code >> 13, 0)
            if not size:
                size = properties[place] + 1
                if code == _TABLE_DEFINITION and place + 2 <= len(properties):
                    size = struct.unpack_from("<H", properties, place)[0] + 1
            operand = properties[place : place + size]
            place += size
            if len(operand) < size:
                return
            if code == _HUGE and not nested:
                (there,) = struct.unpack("<I", operand)
                data = self._binary.data
                if there + 2 <= len(data):
                    (length,) = struct.unpack_from("<H", data, there)
                    yield from self._list(data[there + 2 : there + 2 + length], nested=True)
                continue
            yield code, operand


def _at(runs: tuple[list[int], list[bytes]], place: int) -> bytes:
    index = bisect_right(runs[0], place) - 1
    return runs[1][index] if index >= 0 else b""


def _runs(binary: Binary, offset: int, *, entry: int, is_paragraph: bool) -> Iterator[tuple[int, bytes]]:
    """The first place of each run and its list of properties, from all formatted pages."""
    bins = binary.part(offset)
    count = min((len(bins) - 4) // 8, MOST_PAGES)
    for index in range(max(0, count)):
        (number,) = struct.unpack_from("<I", bins, 4 * (count + 1) + 4 * index)
        page = binary.main[(number & 0x3FFFFF) * PAGE :][:PAGE]
        if len(page) < PAGE:
            continue
        runs = page[PAGE - 1]
        if 4 * (runs + 1) + entry * runs >= PAGE:
            continue
        starts = struct.unpack_from(f"<{runs}I", page)
        for run in range(runs):
            there = 2 * page[4 * (runs + 1) + entry * run]
            yield starts[run], _property_list(page, there, is_paragraph=is_paragraph) if there else b""


def _property_list(page: bytes, there: int, *, is_paragraph: bool) -> bytes:
    size = page[there]
    if not is_paragraph:
        return page[there + 1 : there + 1 + size]
    if size:
        return page[there + 3 : there + 2 * size]  # the first two bytes name the style
    return page[there + 4 : there + 2 + 2 * page[there + 1]] if there + 1 < PAGE else b""


def _row(operand: bytes) -> RowDefinition | None:
    """A row's definition: the number of its cells, their edges, and twenty bytes for each."""
    count = operand[2] if len(operand) > 2 else 0  # noqa: PLR2004 - behind the operand's own size
    start = 3 + 2 * (count + 1)
    if not 0 < count <= MOST_COLUMNS or len(operand) < start:
        return None
    edges = struct.unpack_from(f"<{count + 1}h", operand, 3)
    cells = []
    for index in range(count):
        place = start + 20 * index
        flags = struct.unpack_from("<H", operand, place)[0] if place + 2 <= len(operand) else 0
        cells.append(RowCell(with_left=flags & 3 == 1, with_above=(flags >> 5) & 3 == 1))
    return RowDefinition(edges, cells)


def _merge(row: RowDefinition | None, operand: bytes) -> None:
    """A later word on how one cell merges with those above and below it."""
    if row is not None and len(operand) >= 3 and operand[1] < len(row.cells):  # noqa: PLR2004 - size, cell, flag
        row.cells[operand[1]].with_above = operand[2] == 1
