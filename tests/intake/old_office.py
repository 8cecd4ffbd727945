"""The smallest binary Word files and XLS workbooks that state what a test needs: text, cells, merges.

Written from [MS-DOC] and [MS-XLS]; no program that is at hand writes them.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from report_desk.intake.readers.doc.compound_file import SECTOR, compound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.intake.making import MadeCell, Rows


def doc(blocks: Sequence[str | Rows]) -> bytes:
    """A binary Word file of paragraphs and tables, in their order."""
    text = ""
    marks: list[tuple[int, bytes]] = []
    for block in blocks:
        if isinstance(block, str):
            text += block + "\r"
            marks.append((len(text), b""))
            continue
        for cells, definition in _word_rows(block):
            for cell in cells:
                text += cell.replace("\n", "\v") + "\x07"
                marks.append((len(text), struct.pack("<HB", 0x2416, 1)))
            text += "\x07"
            marks.append((len(text), struct.pack("<HBHB", 0x2416, 1, 0x2417, 1) + definition))
    begin = 0x800
    main = bytearray(begin) + text.encode("utf-16-le")
    main += bytes(-len(main) % SECTOR)
    bins, pages = _formatted(marks, begin, len(main) // SECTOR)
    main += pages
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, begin, 0)
    complex_part = b"\2" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<HH", main, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", main, 0x0A, 0x1200)
    struct.pack_into("<I", main, 0x4C, len(text))
    struct.pack_into("<II", main, 0x0102, 0, len(bins))
    struct.pack_into("<II", main, 0x01A2, len(bins), len(complex_part))
    return compound({"WordDocument": bytes(main), "1Table": bins + complex_part})


def _word_rows(rows: Rows) -> list[tuple[list[str], bytes]]:
    """The texts of each row, and the property that defines its cells: covered ones are cells, too."""
    covered: dict[tuple[int, int], int] = {}
    found = []
    for number, row in enumerate(rows):
        cells: list[tuple[str, int, int]] = []
        column = 0
        given: list[MadeCell | None] = [*row, None]
        for cell in given:
            while (number, column) in covered:
                cells.append(("", covered[number, column], 1))
                column += covered[number, column]
            if cell is not None:
                cells.append((cell.text, cell.across, 3 if cell.down > 1 else 0))
                covered.update({(number + down, column): cell.across for down in range(1, cell.down)})
                column += cell.across
        edges = [0]
        for _, across, _ in cells:
            edges.append(edges[-1] + 600 * across)
        body = struct.pack("<B", len(cells)) + struct.pack(f"<{len(edges)}h", *edges)
        body += b"".join(struct.pack("<H18x", merge << 5) for _, _, merge in cells)
        found.append(([text for text, _, _ in cells], struct.pack("<HH", 0xD608, len(body) + 1) + body))
    return found


def _formatted(marks: Sequence[tuple[int, bytes]], begin: int, page: int) -> tuple[bytes, bytes]:
    """The table of formatted pages, and these pages: each holds the paragraphs that fit."""
    groups: list[list[tuple[int, bytes]]] = [[]]
    for mark in marks:
        size = 4 + sum(17 + len(one[1]) + 8 for one in (*groups[-1], mark))
        if size > SECTOR - 2:
            groups.append([])
        groups[-1].append(mark)
    pages = b""
    starts = [begin]
    for group in groups:
        ends = [begin + 2 * end for end, _ in group]
        body = bytearray(SECTOR)
        struct.pack_into(f"<{len(group) + 1}I", body, 0, starts[-1], *ends)
        free = SECTOR - 2
        for index, (_, properties) in enumerate(group):
            entry = b"\0\0" + properties
            entry += bytes(len(entry) % 2)
            entry = bytes([0, len(entry) // 2]) + entry
            free = (free - len(entry)) // 2 * 2
            body[free : free + len(entry)] = entry
            body[4 * (len(group) + 1) + 13 * index] = free // 2
        body[SECTOR - 1] = len(group)
        pages += body
        starts.append(ends[-1])
    numbers = range(page, page + len(groups))
    return struct.pack(f"<{len(starts)}I", *starts) + struct.pack(f"<{len(groups)}I", *numbers), pages


Sheet = tuple[str, list[tuple[int, int, str | float]], list[tuple[int, int, int, int]]]
"""Name, cells (row, column, value) and merges (first and last row, first and last column)."""


def xls(sheets: Sequence[Sheet]) -> bytes:
    """A workbook of BIFF8."""
    bodies = [_sheet(cells, merges) for _, cells, merges in sheets]
    names = [name.encode("utf-16-le") for name, _, _ in sheets]
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 6)) + _record(
        0x0042, struct.pack("<H", 1200)
    )
    place = len(begin) + sum(4 + 8 + len(name) for name in names) + 4
    bounds = b""
    for name, body in zip(names, bodies, strict=True):
        bounds += _record(0x0085, struct.pack("<IHBB", place, 0, len(name) // 2, 1) + name)
        place += len(body)
    return compound({"Workbook": begin + bounds + _record(0x000A, b"") + b"".join(bodies)})


def _sheet(
    cells: Sequence[tuple[int, int, str | float]], merges: Sequence[tuple[int, int, int, int]]
) -> bytes:
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 6))
    for row, column, value in cells:
        if isinstance(value, str):
            text = value.encode("utf-16-le")
            body += _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text) // 2, 1) + text)
        else:
            body += _record(0x0203, struct.pack("<HHHd", row, column, 0, value))
    if merges:
        packed = b"".join(struct.pack("<4H", *merge) for merge in merges)
        body += _record(0x00E5, struct.pack("<H", len(merges)) + packed)
    return body + _record(0x000A, b"")


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body
