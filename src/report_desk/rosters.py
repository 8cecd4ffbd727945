"""应报单位 out of what an office has: a text, a CSV file, a workbook, told by content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_desk.core.consolidation.roster import from_rows, from_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.consolidation.roster import Member
    from report_desk.intake.document import Block

_BOOKS = (b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"))
_LETTERS = re.compile(r"[A-Z]{1,3}")


def read_roster(data: bytes) -> tuple[Member, ...]:
    """Who must report. Raises ValueError, with a sentence for the user, for what cannot be read."""
    if data.startswith(_BOOKS):
        from report_desk.intake.recognition import read_file  # noqa: PLC0415 - readers take long to import

        return from_rows(row for block in read_file(data).blocks for row in _rows(block))
    return from_text(_text(data))


def _text(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, else as Chinese spreadsheets write it."""
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("不是文本，也不是 Excel 工作簿。")


def _rows(block: Block) -> Iterator[list[str]]:
    """The lines of a table of a workbook, each cell at its column; a paragraph is a line with one cell."""
    from report_desk.intake.document import Grid, SheetCell  # noqa: PLC0415 - as above

    if not isinstance(block, Grid):
        source = block.source
        found = _LETTERS.match(source.cell) if isinstance(source, SheetCell) else None
        yield [""] * (_column(found[0]) if found else 0) + [block.text]
        return
    lines: dict[int, dict[int, str]] = {}
    for cell in block.cells:
        lines.setdefault(cell.row, {})[cell.column] = cell.text
    for line in lines.values():
        yield [line.get(at, "") for at in range(max(line) + 1)]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
