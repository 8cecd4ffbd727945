"""The records of an XLS workbook, looked through for what must be refused before a library reads them."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from report_desk.intake.document import NotAReportError
from report_desk.intake.readers.doc.compound_file import LARGEST, compound
from report_desk.intake.readers.doc.ole_streams import read_streams

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE_PASS = 0x002F
_CELLS = frozenset({0x0203, 0x00FD, 0x027E, 0x00BD, 0x0201, 0x00BE, 0x0006, 0x0204, 0x0205, 0x0206, 0x0406})
"""The records that begin with the row and column of a cell."""
_SEVERAL = frozenset({0x00BD, 0x00BE})
"""Those of them that hold the cells of several columns, of at least ``_SHORTEST`` bytes each."""
_SHORTEST = 6
_SHEET = 0x0085
"""The record that says where a sheet begins."""
_MOST_STARTS = 200
_HEADER = struct.Struct("<HH")
_START = struct.Struct("<I")


def checked_workbook(data: bytes, most_rows: int, most_columns: int) -> bytes:
    """The workbook in a sound file of its own, after a look at where its cells stand.

    Both decide how much memory the library takes: it trusts a file's chains and its furthest cell.
    Raises NotAReportError where the workbook is locked, or larger than the limits.
    """
    streams = read_streams(data, "Workbook", "Book")
    name = "Workbook" if streams.get("Workbook") else "Book"
    stream = streams.get(name, b"")
    _refuse_hostile(stream, most_rows, most_columns)
    if not stream or len(stream) > LARGEST:
        raise NotAReportError("工作簿太大或者是空的；请把年报的表另存成一个文件。")
    return compound({name: stream})


def _refuse_hostile(stream: bytes, most_rows: int, most_columns: int) -> None:
    """Look at every record that a library may come to: from the beginning, and from where a sheet begins."""
    starts = {0}
    for kind, place, length in _records(stream, 0):
        if kind == _FILE_PASS:
            raise NotAReportError("文件加了密码；请用原来的程序打开，去掉密码另存一份再试。")
        if kind == _SHEET and length >= _START.size and place + _START.size <= len(stream):
            starts.add(_START.unpack_from(stream, place)[0])
    if len(starts) > _MOST_STARTS:
        raise NotAReportError("工作表太多，不会是年报；请把年报的表另存成一个文件。")
    for start in starts:
        for kind, place, length in _records(stream, start):
            if kind in _CELLS and length >= _HEADER.size and place + _HEADER.size <= len(stream):
                row, column = _HEADER.unpack_from(stream, place)
                last = column + (length // _SHORTEST if kind in _SEVERAL else 0)
                if row >= most_rows or last >= most_columns:
                    raise NotAReportError("工作表太大，不会是年报；请把年报的表另存成一个文件。")


def _records(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """Each record from a place on: its kind, where its content begins, and how long that is."""
    while place + _HEADER.size <= len(stream):
        kind, length = _HEADER.unpack_from(stream, place)
        place += _HEADER.size
        yield kind, place, length
        place += length
