"""Tables cut by the end of a page: within a number, within a label, within the heads, and heads repeated."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from report_desk import resources
from report_desk.intake.cell_reading import CellState
from report_desk.intake.document import Document, FileKind, Grid, GridCell, PageBox, Paragraph
from report_desk.intake.importing import import_document
from tests.data.intake.make import placed
from tests.intake.making import ORGAN, MadeCell, Rows, figures_of, rows_of
from tests.intake.measuring import measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.intake.imported import Imported

FORM = resources.format_by_id("2021")
FIGURES = figures_of(FORM, random.Random(7))
HEADS = 3
ROW = "requests.deny_query"
WIDTH = 10
"""Columns of the table of requests: three of labels, seven of figures."""


def table() -> Rows:
    return rows_of(FORM.tables[1], FIGURES)


def place_of(rows: Rows, row: str) -> int:
    return next(i for i, line in enumerate(rows) if any(cell.address.startswith(f"{row}.") for cell in line))


def line(*texts: str, labels: Sequence[str] = ("", "", "")) -> list[MadeCell]:
    """A line at the top of a page: its labels, and what of the figures is there."""
    return [MadeCell(text) for text in (*labels, *texts)]


def on_page(rows: Rows, page: int) -> Grid:
    """A table where a PDF would have it: columns 15 mm wide, lines 5 mm high."""
    cells = [
        GridCell(
            row,
            column,
            min(down, len(rows) - row),
            across,
            text,
            PageBox(page, 20 + 15 * column, 30 + 5 * row, 20 + 15 * (column + across), 35 + 5 * row),
        )
        for row, column, down, across, text in placed(rows)
    ]
    return Grid(tuple(cells))


def read(*parts: Rows) -> Imported:
    """A PDF with the table of requests in so many parts, each on a page of its own."""
    section = next(section for section in FORM.sections if section.table == "requests")
    words = (f"{ORGAN}2024年政府信息公开工作年度报告", section.heading)
    paragraphs = [Paragraph(text, PageBox(1, 20, 10, 190, 15)) for text in words]
    grids = [on_page(rows, page) for page, rows in enumerate(parts, 1)]
    return import_document(Document(FileKind.PDF, (*paragraphs, *grids)), resources.formats())


def wrong(found: Imported) -> tuple[list[str], tuple[str, ...]]:
    """The cells of the table that are not right, and those of them that no doubt names."""
    truth: dict[str, object] = {cell.address: FIGURES[cell.address] for cell in FORM.tables[1].cells}
    measured = measure(found, truth)
    known = {str(cell): figure for cell, figure in [*found.figures.items(), *found.declared.items()]}
    return [cell for cell in truth if str(known.get(cell)) != str(truth[cell])], measured.silent


def doubts(found: Imported, address: str) -> list[str]:
    return [doubt.sentence for doubt in found.doubts if address in doubt.cells]


def test_a_table_cut_between_its_rows_leaves_no_doubt_with_its_heads_or_without() -> None:
    for heads in (HEADS, 0):
        rows = table()
        at = place_of(rows, ROW)
        found = read(rows[:at], [*rows[:heads], line()[:2] + rows[at], *rows[at + 1 :]])
        assert wrong(found) == ([], ())
        assert not doubts(found, f"{ROW}.individual")


def test_a_number_that_a_page_has_cut_is_put_together_and_doubted() -> None:
    rows = table()
    at = place_of(rows, ROW)
    address = f"{ROW}.business"
    cell = next(one for one in rows[at] if one.address == address)
    whole = cell.text
    assert len(whole) > 1
    cell.text = whole[:-1]
    column = [one.address for one in rows[at]].index(address)
    rest = line(*[whole[-1] if index == column - 1 else "" for index in range(7)])
    found = read(rows[: at + 1], [rest, *rows[at + 1 :]])
    assert wrong(found) == ([], ())
    assert found.cells[address].state is CellState.SPLIT  # type: ignore[index]
    assert "断成了几截" in doubts(found, address)[0]
    assert not doubts(found, f"{ROW}.individual")


def test_what_cannot_be_the_rest_of_a_number_declines_its_row() -> None:
    rows = table()
    at = place_of(rows, ROW)
    rest = line("", "123456789", "", "", "", "", "")  # longer than what would have been full above
    found = read(rows[: at + 1], [rest, *rows[at + 1 :]])
    lost, silent = wrong(found)
    assert silent == ()
    assert {cell.rpartition(".")[0] for cell in lost} == {ROW}
    assert all(doubts(found, cell) for cell in lost)


def test_a_label_that_a_page_has_cut_is_one_again_below_repeated_heads() -> None:
    rows = table()
    at = place_of(rows, "requests.other_no_correction")
    label = next(cell for cell in rows[at] if "逾期不补正" in cell.text)
    group = rows[at][0]
    tail, label.text = label.text[16:], label.text[:16]
    assert group.text == "（六）其他处理"
    group.text = "（六）其他"
    rest = line("", "", "", "", "", "", "", labels=("", "处理", tail))
    heads = [list(row) for row in rows[:HEADS]]
    found = read(rows[: at + 1], [*heads, rest, *rows[at + 1 :]])
    assert wrong(found) == ([], ())
    assert not doubts(found, "requests.other_no_correction.individual")


def test_heads_that_a_page_has_cut_are_whole_again() -> None:
    rows = table()
    lowest = rows[2]
    tails = [cell.text[2:] for cell in lowest]
    assert any(tails)
    for cell in lowest:
        cell.text = cell.text[:2]
    rest = line("", *tails, "")
    found = read(rows[:HEADS], [rest, *rows[HEADS:]])
    assert wrong(found) == ([], ())
    assert not doubts(found, "requests.new.business")


def test_the_lowest_heads_may_stand_on_the_next_page() -> None:
    rows = table()
    lowest = line("", *[cell.text for cell in rows[2]], "")
    found = read(rows[:2], [lowest, *rows[HEADS:]])
    assert wrong(found) == ([], ())
    assert not doubts(found, "requests.new.business")


def test_heads_that_are_repeated_in_part_are_those_of_the_page_before() -> None:
    rows = table()
    at = place_of(rows, ROW)
    repeated = [[MadeCell(cell.text, cell.across, cell.down) for cell in row] for row in rows[:HEADS]]
    for cell in repeated[2]:
        cell.text = ""
    found = read(rows[:at], [*repeated, line()[:2] + rows[at], *rows[at + 1 :]])
    assert wrong(found) == ([], ())
    assert not doubts(found, f"{ROW}.business")
