"""The records of an XLS workbook, looked through for what must be refused before a library reads them."""

from __future__ import annotations

import struct

from report_desk.intake.document import NotAReportError
from report_desk.intake.readers.doc.compound_file import LARGEST, compound
from report_desk.intake.readers.doc.ole_streams import read_streams

_FILE_PASS = 0x002F
_CELLS = frozenset({0x0203, 0x00FD, 0x027E, 0x00BD, 0x0201, 0x00BE, 0x0006, 0x0204, 0x0205, 0x0206, 0x0406})
"""The records that begin with the row and column of a cell."""
_HEADER = struct.Struct("<HH")


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
    place = 0
    while place + _HEADER.size <= len(stream):
        kind, length = _HEADER.unpack_from(stream, place)
        place += _HEADER.size
        if kind == _FILE_PASS:
            raise NotAReportError("文件加了密码；请用原来的程序打开，去掉密码另存一份再试。")
        if kind in _CELLS and length >= _HEADER.size and place + _HEADER.size <= len(stream):
            row, column = _HEADER.unpack_from(stream, place)
            if row >= most_rows or column >= most_columns:
                raise NotAReportError("工作表太大，不会是年报；请把年报的表另存成一个文件。")
        place += length
