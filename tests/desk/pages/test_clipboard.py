"""Blocks of cells from Excel, WPS, Word and the web, and what a paste will do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from report_desk.core.edits.apply import SetFigures, apply
from report_desk.core.form.edition import Address
from report_desk.core.form.grid import grid
from report_desk.desk.document import Document, Place
from report_desk.desk.pages.tables.gestures.clipboard import (
    block_from,
    block_from_text,
    mime_of,
    mime_of_table,
)
from report_desk.desk.pages.tables.gestures.moving import steps
from report_desk.desk.pages.tables.gestures.pasting import Landing, landing
from report_desk.intake.markup import read_markup
from tests.desk.hands import CONTROL, Key, copy_elsewhere, press
from tests.desk.pages.test_tables import shown_page

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.ports import Block
    from report_desk.core.sheet import Sheet
    from report_desk.desk.pages.tables.page import TablePage
    from report_desk.desk.theme.look import Look


def cell(row: str, column: str = "individual") -> Address:
    return Address(f"requests.{row}.{column}")


@pytest.fixture
def page(document: Document, look: Look, qtbot: QtBot) -> TablePage:
    return shown_page(document, "requests_note", look, qtbot)


def land(
    form: ReportFormat, block: Block, start: tuple[int, int] = (0, 0), table: str = "requests"
) -> Landing:
    found = form.table(table)
    return landing(found, steps(found, grid(found)), block, start, ())


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("1\t2\r\n3\t4\r\n", (("1", "2"), ("3", "4"))),
        ("1\t\n\t4", (("1", ""), ("", "4"))),
        ('"a\nb"\t2', (("a b", "2"),)),
        ('"say ""x"""', (('say "x"',),)),
        ("1\n2\t3", (("1", ""), ("2", "3"))),
        ("", ()),
    ],
)
def test_tab_separated_text(text: str, block: Block) -> None:
    assert block_from_text(text) == (block or (("",),))


def test_an_html_table_with_merged_cells_is_unfolded() -> None:
    html = (
        "<html><body><table><tr><td rowspan=2>三</td><td colspan=2>予以<br>公开</td></tr>"
        "<tr><td>1,234</td><td>５</td></tr></table><p>rest</p></body></html>"
    )
    assert read_markup(html).table == (("三", "予以 公开", ""), ("", "1,234", "５"))


def test_a_page_without_a_table_falls_back_to_its_text(qtbot: QtBot) -> None:  # noqa: ARG001
    copy_elsewhere(text="7\t8", html="<p>7 8</p>")
    assert block_from(QGuiApplication.clipboard().mimeData(), read_markup) == (("7", "8"),)


def test_a_monstrous_clipboard_is_no_block() -> None:
    assert block_from_text("\n".join(["1\t" * 99] * 99)) == ()
    cells = "<td colspan=60 rowspan=60>1</td>" * 60
    assert read_markup(f"<table><tr>{cells}</tr></table>").table == ()


def test_a_block_lands_from_the_current_cell_on(form: ReportFormat) -> None:
    found = land(form, (("1", "２"), ("３件", "1,004")), (0, 1))
    assert found.figures == {
        cell("new", "business"): 1,
        cell("new", "research"): 2,
        cell("carried_in", "business"): 3,
        cell("carried_in", "research"): 1004,
    }


def test_printed_totals_are_compared_never_typed_over(form: ReportFormat, zeros: Sheet) -> None:
    found = land(form, (("1", "0", "0", "0", "0", "0", "2"),))
    assert cell("new", "total") not in found.figures
    assert found.differing_totals(zeros) == (cell("new", "total"),)
    after = apply(zeros, found.edit(zeros)).sheet
    assert after.report.declared == {cell("new", "total"): 2}
    assert any(finding.rule == "requests-row-sum" for finding in after.findings)
    agreeing = land(form, (("1", "0", "0", "0", "0", "0", "1"),))
    assert not apply(zeros, agreeing.edit(zeros)).sheet.report.declared


def test_what_does_not_fit_is_said(form: ReportFormat) -> None:
    found = land(form, (("-1", "x", *"000000", "9"),))
    assert set(found.refused) == {cell("new"), cell("new", "business")}
    assert found.outside == ["0", "9"]


def test_rows_with_their_labels_land_by_name(form: ReportFormat) -> None:
    block = (
        ("", "", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"),
        ("四、结转下年度继续办理", "", "4", "0", "0", "0", "0", "0", "4"),
        ("（一）予以公开", "", "5", "1", "0", "0", "0", "0", "6"),
        ("3.危及“三安全一稳定”", "", "2", "0", "0", "0", "0", "0", "2"),
    )
    found = land(form, block)
    assert found.is_by_label
    assert found.figures[cell("carried_out")] == 4
    assert found.figures[cell("granted", "business")] == 1
    assert found.figures[cell("deny_security_stability")] == 2
    assert cell("new") not in found.figures


def test_rows_that_no_label_is_known_for_are_named(form: ReportFormat) -> None:
    """As other years print them: a shortened label is known, a whole group in one row is not."""
    block = (
        ("", "自然人"),
        ("（一）予以公开", "5"),
        ("（二）部分公开", "7"),
        ("（六）其他处理", "181"),
        ("（一）予以公开", "8"),
        ("", "9"),
        ("四、结转下年度继续办理", "4"),
        ("备注", ""),
    )
    found = land(form, block)
    assert found.figures == {cell("granted"): 5, cell("partial"): 7, cell("carried_out"): 4}
    assert found.outside == ["（六）其他处理", "（一）予以公开", "9"]


def test_the_whole_table_survives_a_round_trip(form: ReportFormat, zeros: Sheet) -> None:
    numbers = {
        one.address: place for place, one in enumerate(form.table("requests").cells) if not one.is_total
    }
    full = apply(zeros, SetFigures(numbers)).sheet
    mime = mime_of_table(full, grid(form.table("requests")))
    for block in (read_markup(mime.html()).table, block_from_text(mime.text())):
        found = land(form, block)
        assert found.is_by_label
        assert found.figures == numbers
        assert not found.differing_totals(full)
        assert not found.refused


def test_a_copied_block_pastes_as_it_was(form: ReportFormat, zeros: Sheet) -> None:
    full = apply(zeros, SetFigures({cell("new"): 4, cell("carried_in", "business"): 5})).sheet
    chosen = [cell(row, column) for row in ("new", "carried_in") for column in ("individual", "business")]
    mime = mime_of(full, grid(form.table("requests")), chosen)
    assert mime.text() == "4\t0\r\n0\t5"
    assert block_from(mime, read_markup) == (("4", "0"), ("0", "5"))


def test_a_paste_is_seen_before_it_lands_and_is_one_step(page: TablePage, document: Document) -> None:
    copy_elsewhere(text="1\t2\n3\t4")
    press(Key.Key_V, modifier=CONTROL)
    assert page.strip.is_asking
    assert page.strip.text == "将填 4 格，其中 4 格有变化。"
    assert document.sheet.report.figures[cell("new")] == 0
    press(Key.Key_Return)
    assert document.sheet.report.figures[cell("carried_in", "business")] == 4
    assert document.history.count() == 1
    assert not page.strip.isVisible()


def test_a_paste_can_be_left(page: TablePage, document: Document) -> None:
    copy_elsewhere(text="1\t2\n3\t4")
    press(Key.Key_V, modifier=CONTROL)
    press(Key.Key_Escape)
    assert not page.strip.isVisible()
    assert not document.history.count()


def test_a_single_value_fills_the_selection_at_once(page: TablePage, document: Document) -> None:
    copy_elsewhere(text="7件\r\n")
    page.view.selectAll()
    press(Key.Key_V, modifier=CONTROL)
    typed = [one.address for one in page.model.table.cells if not one.is_total]
    assert {document.sheet.report.figures[address] for address in typed} == {7}
    assert not page.strip.is_asking


def test_words_are_refused_with_a_sentence(page: TablePage, document: Document) -> None:
    copy_elsewhere(text="没有")
    press(Key.Key_V, modifier=CONTROL)
    assert "不是数" in page.strip.text
    assert document.sheet.report.figures[cell("new")] == 0


def test_a_table_of_bands_takes_a_block_too(zeros: Sheet, look: Look, qtbot: QtBot) -> None:
    document = Document(zeros, Place())
    page = shown_page(document, "disclosure_note", look, qtbot)
    copy_elsewhere(text="1\t0\t1\n2\t1\t14\n312")
    press(Key.Key_V, modifier=CONTROL)
    press(Key.Key_Return)
    assert page.model.document is document
    assert document.sheet.report.figures[Address("disclosure.normative.in_force")] == 14
    assert document.sheet.report.figures[Address("disclosure.permit.decisions")] == 312
