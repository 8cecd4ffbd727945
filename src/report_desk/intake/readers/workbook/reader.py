"""Workbooks (XLSX, XLS, ET) → the neutral document: the values that the file last showed, sheet by sheet.

Lines with a single text are paragraphs: the title, the headings and the prose. Hidden sheets, rows and
columns are left out and named. A formula without the value it last had reads as a cell with that flaw.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from report_desk.intake.document import (
    Block,
    CellFlaw,
    Document,
    FileKind,
    Grid,
    GridCell,
    NotAReportError,
    Paragraph,
    SheetCell,
)
from report_desk.intake.readers.workbook import xls_records, xlsx_sheets
from report_desk.intake.readers.workbook.xlsx_sheets import Unsaid

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_SHEETS = 60
MOST_ROWS = 3000
MOST_COLUMNS = 300
_NAMED = 8
"""Hidden rows or columns that are named one by one."""
_DAMAGED = "工作簿损坏，打不开；请用 Excel 或 WPS 打开后另存一份再试。"
Place = tuple[int, int]
"""Row and column, counted from 0."""


def read_workbook(data: bytes, *, is_xlsx: bool) -> Document:
    """Read a workbook. Raises NotAReportError where it is damaged, locked or hostile."""
    if is_xlsx:
        data, unsaid = xlsx_sheets.checked_workbook(data, MOST_ROWS, MOST_COLUMNS)
    else:
        data = xls_records.checked_workbook(data, MOST_ROWS, MOST_COLUMNS)
        unsaid = {}
    try:
        return _read(data, unsaid, FileKind.XLSX if is_xlsx else FileKind.XLS)
    except NotAReportError:
        raise
    except BaseException as error:  # the library's panics are no ordinary exceptions
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise NotAReportError(_DAMAGED) from error
        raise


def _read(data: bytes, unsaid: Mapping[str, Unsaid], kind: FileKind) -> Document:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - where used

    workbook: CalamineWorkbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    blocks: list[Block] = []
    notices: list[str] = []
    for sheet in workbook.sheets_metadata[:MOST_SHEETS]:
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible != SheetVisibleEnum.Visible:
            notices.append(f"隐藏的工作表「{sheet.name[:40]}」没有读入。")
            continue
        known = unsaid.get(sheet.name, Unsaid())
        blocks += _sheet(workbook.get_sheet_by_name(sheet.name), known)
        if known.rows or known.columns:
            notices.append(f"工作表「{sheet.name[:40]}」里{_hidden(known)}是隐藏的，没有读入。")
    if len(workbook.sheets_metadata) > MOST_SHEETS:
        notices.append(f"工作表太多，只读了前 {MOST_SHEETS} 张。")
    return Document(kind, tuple(blocks), tuple(notices))


def _hidden(unsaid: Unsaid) -> str:
    """Which rows and columns are hidden, in words; many are only counted."""
    rows = [str(row + 1) for row in sorted(unsaid.rows)]
    columns = [column_name(column) for column in sorted(unsaid.columns)]
    named = [
        f"第 {'、'.join(names)} {what}" if len(names) <= _NAMED else f"有 {len(names)} {what}"
        for names, what in ((rows, "行"), (columns, "列"))
        if names
    ]
    return "和".join(named)


def _sheet(sheet: CalamineSheet, unsaid: Unsaid) -> Iterator[Block]:
    """The paragraphs and tables of a sheet; a blank line, or one with a single text, ends a table."""
    spans = _spans(sheet)
    covered = set(_covered(spans))
    table: list[GridCell] = []
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        if row in unsaid.rows:
            continue
        cells = [
            _cell(sheet.name, (row, column), value, spans.get((row, column), (1, 1)), unsaid.pending)
            for column, value in enumerate(values)
            if (row, column) not in covered and column not in unsaid.columns
        ]
        said = [cell for cell in cells if cell.text.strip() or cell.flaw]
        reaches = any(top < row < top + down for (top, _), (down, _) in spans.items())
        if len(said) > 1 or (said and reaches and table):
            table += cells
            continue
        if table:
            yield Grid(tuple(table))
            table = []
        for cell in said:
            yield from (Paragraph(line, cell.source) for line in cell.text.split("\n"))
    if table:
        yield Grid(tuple(table))


def _covered(spans: dict[Place, tuple[int, int]]) -> Iterator[Place]:
    """The places that merged cells cover, without their own top left corners."""
    for (top, left), (down, across) in spans.items():
        for row in range(top, top + down):
            for column in range(left, left + across):
                if (row, column) != (top, left):
                    yield row, column


def _spans(sheet: CalamineSheet) -> dict[Place, tuple[int, int]]:
    """Top left corner → how many rows and columns its merged cell has."""
    found = {}
    for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])[: MOST_ROWS * 4]:
        if bottom < MOST_ROWS and right < MOST_COLUMNS:
            found[top, left] = bottom - top + 1, right - left + 1
    return found


def _cell(
    sheet: str, place: Place, value: object, span: Sequence[int], pending: Collection[Place]
) -> GridCell:
    flaw = CellFlaw.FORMULA if place in pending else CellFlaw.NONE
    source = SheetCell(sheet, f"{column_name(place[1])}{place[0] + 1}")
    return GridCell(place[0], place[1], span[0], span[1], _shown(value), source, flaw)


def _shown(value: object) -> str:
    """A value as a sheet shows it: fifteen digits, since the rest is what binary numbers add."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"  # noqa: PLR2004
    return str(value)


def column_name(column: int) -> str:
    """The letters of a column, counted from 0: 0 is A, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
