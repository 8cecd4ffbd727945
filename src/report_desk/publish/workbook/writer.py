"""Tables → XLSX, by XlsxWriter."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    import xlsxwriter

    from report_desk.core.consolidation.annex import Sheet

    Value = int | str | Decimal | None

MOST_ROWS = 1_048_575
"""Rows of a sheet below its head: what the format allows."""
_LONGEST_CELL = 32_767
_WIDEST = 60
_OF_ANNEX = (28, 30, 16, 16, 30)
"""Widths of the first columns of an annex's tables."""
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same table gives the same bytes: no clock
_DIGITS = 15
"""Significant digits that a number of a sheet keeps."""


class TooManyRowsError(ValueError):
    """More rows than a sheet can have."""


class SheetTable(Struct, frozen=True):
    """One sheet: its name, its head and its rows; ``widths`` of columns in characters."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int] = ()


def workbook(tables: Sequence[SheetTable]) -> bytes:
    """An XLSX file with one sheet for each table, its head frozen. Raises TooManyRowsError."""
    import xlsxwriter  # noqa: PLC0415 - where used

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "constant_memory": False})
    book.set_properties({"created": _MADE})
    bold = book.add_format({"bold": True, "bottom": 1})
    for table in tables:
        _write(book, table, bold)
    book.close()
    return buffer.getvalue()


def annex_workbook(sheets: Sequence[Sheet]) -> bytes:
    """The tables of an annex as an XLSX file. Raises TooManyRowsError."""
    return workbook([SheetTable(one.name, one.head, one.rows, _OF_ANNEX) for one in sheets])


def _write(book: xlsxwriter.Workbook, table: SheetTable, bold: object) -> None:
    sheet = book.add_worksheet(table.name)
    for column, words in enumerate(table.head):
        sheet.write_string(0, column, words, bold)
    for column, width in enumerate(table.widths):
        sheet.set_column(column, column, min(width, _WIDEST))
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(table.rows, start=1):
        if number > MOST_ROWS:
            raise TooManyRowsError(
                f"一张工作表最多 {MOST_ROWS} 行，这里还要多；请改存 CSV，或者一份报告一行。"
            )
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value[:_LONGEST_CELL])
            elif value is not None:
                _write_number(sheet, number, column, value)


def _write_number(sheet: object, row: int, column: int, value: int | Decimal) -> None:
    """A number, with every digit: as a text where a sheet would round it."""
    is_exact = len(f"{value:f}".lstrip("-0.").replace(".", "")) <= _DIGITS
    if is_exact:
        sheet.write_number(row, column, value)  # type: ignore[attr-defined]
    else:
        sheet.write_string(row, column, f"{value:f}")  # type: ignore[attr-defined]
