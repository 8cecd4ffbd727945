"""The text of a binary Word file: where its pieces lie, by the file's own piece table ([MS-DOC] 2.4.1)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.intake.document import NotAReportError
from report_desk.intake.readers.doc.ole_streams import read_streams

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_TEXT = 2_000_000
"""Characters of the main story; the longest report has a hundred thousand."""
MOST_PIECES = 100_000
_MAGIC = 0xA5EC
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_FLAGS, _TEXT_LENGTH, _OLDEST = 0x0A, 0x4C, 0x00C1
_COMPRESSED = 0x40000000
DAMAGED = "文件损坏，打不开；请用 Word 或 WPS 打开后另存为 DOCX 再试。"


class Binary(Struct, frozen=True):
    """The streams of a binary Word file: ``main`` and the ``table`` that belongs to it, and ``data``."""

    main: bytes
    table: bytes
    data: bytes

    def part(self, offset: int) -> bytes:
        """What the header's pair of place and length at an offset points to in the table stream."""
        place, length = struct.unpack_from("<II", self.main, offset)
        return self.table[place : place + length]


class Piece(Struct, frozen=True):
    """A stretch of text: the place of its first character in the main stream, and bytes of each."""

    text: str
    place: int
    width: int


def opened(data: bytes) -> Binary:
    """The streams of a binary Word file. Raises NotAReportError where it is locked, damaged or too old."""
    streams = read_streams(data, "WordDocument", "0Table", "1Table", "Data")
    main = streams.get("WordDocument", b"")
    if len(main) < 0x200:  # noqa: PLR2004 - the shortest header
        raise NotAReportError(DAMAGED)
    magic, version = struct.unpack_from("<HH", main)
    (flags,) = struct.unpack_from("<H", main, _FLAGS)
    if magic != _MAGIC or version < _OLDEST:
        raise NotAReportError("Word 文件太旧（Word 95 以前）；请用 Word 或 WPS 打开后另存为 DOCX 再试。")
    if flags & _ENCRYPTED:
        raise NotAReportError("文件加了密码；请用原来的程序打开，去掉密码另存一份再试。")
    table = streams.get("1Table" if flags & _SECOND_TABLE else "0Table", b"")
    return Binary(main, table, streams.get("Data", b""))


def pieces(binary: Binary) -> Iterator[Piece]:
    """The pieces of the main story, in reading order. Raises NotAReportError where they make no sense."""
    (length,) = struct.unpack_from("<i", binary.main, _TEXT_LENGTH)
    if not 0 <= length <= LARGEST_TEXT:
        raise NotAReportError(DAMAGED)
    table = _piece_table(binary.part(0x01A2))
    count = (len(table) - 4) // 12
    if not 0 < count <= MOST_PIECES:
        raise NotAReportError(DAMAGED)
    starts = struct.unpack_from(f"<{count + 1}I", table)
    for index in range(count):
        (place,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * index + 2)
        size = min(starts[index + 1], length) - starts[index]
        if size <= 0:
            continue
        is_narrow = bool(place & _COMPRESSED)
        place = (place & ~_COMPRESSED) // 2 if is_narrow else place & ~_COMPRESSED
        width = 1 if is_narrow else 2
        raw = binary.main[place : place + size * width]
        text = raw.decode("cp1252" if is_narrow else "utf-16-le", errors="replace")
        if is_narrow or len(text) * 2 == len(raw):
            yield Piece(text, place, width)
        else:  # pairs of code units: one character each, so that places stay right
            units = struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2])
            yield Piece("".join(chr(unit) for unit in units), place, width)


def _piece_table(complex_part: bytes) -> bytes:
    """The piece table behind the property lists that may stand before it."""
    place = 0
    while place + 3 <= len(complex_part) and complex_part[place] == 1:
        (size,) = struct.unpack_from("<H", complex_part, place + 1)
        place += 3 + size
    if place + 5 > len(complex_part) or complex_part[place] != 2:  # noqa: PLR2004 - the mark of the table
        raise NotAReportError(DAMAGED)
    (size,) = struct.unpack_from("<I", complex_part, place + 1)
    return complex_part[place + 5 : place + 5 + size]
