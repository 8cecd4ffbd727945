"""Workbooks as people keep them: what is hidden stays out and is named, a margin is no matter."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

import openpyxl
import pytest

from report_desk import resources
from tests.data.intake.make import blocks, placed
from tests.intake.making import figures_of, rows_of
from tests.intake.measuring import measure, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

    from report_desk.intake.imported import Imported

FORM = resources.format_by_id("2021")
FIGURES = figures_of(FORM, random.Random(7))


def sheet(change: Callable[[Worksheet], object], *, left: int = 0, as_text: bool = False) -> Imported:
    """The whole report on one sheet, ``left`` columns from its edge, changed before it is saved."""
    book = openpyxl.Workbook()
    made = book.active
    assert made is not None
    at = 1
    for block in blocks([rows_of(table, FIGURES) for table in FORM.tables]):
        if isinstance(block, str):
            made.cell(at, 1 + left, block)
            at += 1
            continue
        for row, column, down, across, text in placed(block):
            is_number = text.replace(".", "", 1).isdigit() and not as_text
            made.cell(at + row, column + 1 + left, float(text) if is_number else text)
            if down * across > 1:
                last = column + across + left
                made.merge_cells(None, at + row, column + 1 + left, at + row + down - 1, last)
        at += len(block)
    change(made)
    stream = io.BytesIO()
    book.save(stream)
    return read(stream.getvalue())


def row_of(made: Worksheet, label: str) -> int:
    found = (cell.row for row in made.iter_rows() for cell in row if str(cell.value).startswith(label))
    return int(next(found))


def is_whole(found: Imported) -> bool:
    measured = measure(found, FIGURES)
    return (measured.right, measured.silent) == (len(FORM.cells), ())


@pytest.mark.parametrize("left", [0, 2])
@pytest.mark.parametrize("as_text", [False, True])
def test_one_sheet_is_read_wherever_it_begins_and_whatever_its_figures_are(left: int, as_text: bool) -> None:  # noqa: FBT001
    found = sheet(lambda _: None, left=left, as_text=as_text)
    assert is_whole(found)
    assert found.doubts == ()


def test_a_hidden_row_with_older_figures_is_left_out_and_named() -> None:
    def hide(made: Worksheet) -> None:
        at = made.max_row + 1
        for column, value in enumerate(("一、本年新收政府信息公开申请数量", "", "", 1, 2, 3, 4, 5, 6, 21), 1):
            made.cell(at, column, value)
        made.row_dimensions[at].hidden = True

    found = sheet(hide)
    assert is_whole(found)
    (doubt,) = found.doubts
    assert "行是隐藏的，没有读入" in doubt.sentence


def test_hidden_columns_are_left_out_and_named() -> None:
    def hide(made: Worksheet) -> None:
        for row in range(1, made.max_row + 1):
            made.cell(row, 18, "去年")
        made.column_dimensions["R"].hidden = True

    found = sheet(hide)
    assert is_whole(found)
    assert "第 R 列是隐藏的" in found.doubts[0].sentence


def test_a_formula_without_its_value_is_named() -> None:
    def sum_up(made: Worksheet) -> None:
        at = row_of(made, "一、本年新收")
        made.cell(at, 10, f"=SUM(D{at}:I{at})")

    found = sheet(sum_up)
    measured = measure(found, FIGURES)
    assert (measured.right, measured.silent) == (len(FORM.cells) - 1, ())
    assert any("是公式" in doubt.sentence and "requests.new.total" in doubt.cells for doubt in found.doubts)
