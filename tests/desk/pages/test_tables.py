"""The table as a clerk's hands know it, driven by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu

from report_desk.core.edits.apply import SetFigure, SetFigures
from report_desk.core.edits.new_report import new_report
from report_desk.core.form.edition import Address
from report_desk.core.sheet import Sheet, evaluate
from report_desk.desk.document import Document, Place
from report_desk.desk.pages.tables.drawing.heads import CornerWords
from report_desk.desk.pages.tables.editing import CellEditor
from report_desk.desk.pages.tables.model import TableModel
from report_desk.desk.pages.tables.page import TablePage
from report_desk.intake.markup import read_markup
from tests.desk.hands import CONTROL, SHIFT, Key, keyboard, press, type_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from report_desk.core.form.edition import ReportFormat
    from report_desk.desk.theme.look import Look


@pytest.fixture
def page(document: Document, look: Look, qtbot: QtBot) -> TablePage:
    return shown_page(document, "requests_note", look, qtbot)


def shown_page(document: Document, section: str, look: Look, qtbot: QtBot) -> TablePage:
    found = next(one for one in document.sheet.form.sections if one.id == section)
    made = TablePage(document, found, look, read_markup)
    qtbot.addWidget(made)
    made.resize(1150, 560)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.focus_first()
    return made


def cell(row: str, column: str = "individual") -> Address:
    return Address(f"requests.{row}.{column}")


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("table", ["disclosure", "requests", "remedies"])
def test_the_model_keeps_qts_rules(
    edition: str, table: str, form: ReportFormat, old_form: ReportFormat
) -> None:
    used = form if edition == "2021" else old_form
    document = Document(evaluate(used, new_report(used, "r", "某局", used.first_year)), Place())
    model = TableModel(document, used.table(table))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for address, spot in model.steps.spots.items():
        index = model.index(*spot)
        if not used.cells[address].is_total and used.cells[address].kind != "text":
            assert model.setData(index, "5")
            assert index.data() == "5"
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
    assert tester.model() is model


def test_typing_replaces_and_enter_moves_down(page: TablePage, document: Document) -> None:
    type_text("12")
    press(Key.Key_Return)
    assert document.sheet.report.figures[cell("new")] == 12
    assert page.view.current == cell("carried_in")
    press(Key.Key_Return, modifier=SHIFT)
    assert page.view.current == cell("new")


@pytest.mark.usefixtures("page")
def test_full_width_digits_and_units_become_a_number(document: Document) -> None:
    type_text("1２３件")
    press(Key.Key_Return)
    assert document.sheet.report.figures[cell("new")] == 123


def test_f2_edits_and_escape_leaves_everything(page: TablePage, document: Document) -> None:
    press(Key.Key_F2)
    type_text("9")
    press(Key.Key_Escape)
    assert document.sheet.report.figures[cell("new")] == 0
    assert page.view.current == cell("new")


@pytest.mark.parametrize(
    ("section", "side"),
    [("requests_note", Qt.AlignmentFlag.AlignRight), ("disclosure_note", Qt.AlignmentFlag.AlignHCenter)],
)
def test_a_figure_is_typed_where_it_will_stand(
    document: Document, look: Look, qtbot: QtBot, section: str, side: Qt.AlignmentFlag
) -> None:
    page = shown_page(document, section, look, qtbot)
    press(Key.Key_F2)
    editor = page.view.viewport().findChild(CellEditor)
    assert editor is not None
    assert editor.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask == side


def test_what_cannot_be_a_value_stays_with_the_reason(page: TablePage, document: Document) -> None:
    type_text("-3")
    press(Key.Key_Return)
    editor = page.view.viewport().findChild(CellEditor)
    assert editor is not None
    assert "不能是负数" in editor.accessibleDescription()
    assert document.sheet.report.figures[cell("new")] == 0
    assert not page.commit()
    press(Key.Key_Backspace, Key.Key_Backspace)
    type_text("3")
    press(Key.Key_Return)
    assert document.sheet.report.figures[cell("new")] == 3


def test_a_reason_out_of_sight_is_scrolled_to_and_told(page: TablePage, qtbot: QtBot) -> None:
    page.resize(1150, 320)
    type_text("12x")
    press(Key.Key_Return)
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    editor = page.view.viewport().findChild(CellEditor)
    assert editor is not None
    assert editor.geometry().bottom() < 0
    with qtbot.waitSignal(page.told) as told:
        assert not page.commit()
    assert told.args == ["「12x」不是数。"]
    assert page.view.viewport().rect().contains(editor.geometry().center())


def test_tab_skips_computed_cells_and_wraps(page: TablePage) -> None:
    page.view.reveal(cell("new", "other"))
    press(Key.Key_Tab)
    assert page.view.current == cell("carried_in")
    press(Key.Key_Backtab)
    assert page.view.current == cell("new", "other")
    page.view.reveal(cell("other_misc", "other"))
    press(Key.Key_Tab)
    assert page.view.current == cell("carried_out")


def test_home_end_and_control_arrows(page: TablePage) -> None:
    press(Key.Key_End)
    assert page.view.current == cell("new", "total")
    press(Key.Key_Home)
    press(Key.Key_Down, modifier=CONTROL)
    assert page.view.current == cell("carried_out")
    press(Key.Key_Up, modifier=CONTROL)
    assert page.view.current == cell("new")


def test_what_control_arrows_go_to_is_what_is_chosen(page: TablePage, document: Document) -> None:
    document.submit(SetFigures({cell("new"): 7, cell("new", "other"): 5}), "填数")
    press(Key.Key_End)
    press(Key.Key_Left, Key.Key_Left)
    press(Key.Key_Left, modifier=CONTROL)
    assert page.view.selected() == (cell("new"),)
    press(Key.Key_Down, modifier=CONTROL)
    press(Key.Key_Delete)
    assert document.sheet.report.figures[cell("new")] == 7
    assert cell("carried_out") not in document.sheet.report.figures
    press(Key.Key_Up, modifier=CONTROL | SHIFT)
    assert page.view.current == cell("carried_out")
    assert len(page.view.selected()) > 20
    assert {address.split(".")[2] for address in page.view.selected()} == {"individual"}


def test_the_current_cell_stays_in_sight_when_the_room_for_the_table_shrinks(page: TablePage) -> None:
    """As where the strip below it begins to say what a total is computed from."""
    press(Key.Key_End, modifier=CONTROL)
    assert page.strip.isVisible()
    QApplication.processEvents()
    here = page.view.visualRect(page.view.currentIndex())
    assert page.view.viewport().rect().contains(here)


def test_what_a_total_is_computed_from_is_said_as_it_stands(page: TablePage, document: Document) -> None:
    page.view.reveal(cell("new", "total"))
    document.submit(SetFigure(cell("new"), 7), "填数")
    assert "自然人 7 + 商业企业 0" in page.strip.text


@pytest.mark.parametrize("section", ["disclosure_note", "requests_note", "remedies_note"])
def test_a_table_is_as_high_as_it_is_laid_out(
    document: Document, look: Look, qtbot: QtBot, section: str
) -> None:
    page = shown_page(document, section, look, qtbot)
    for width in (1150, 900, 1300):
        page.resize(width, 1400)
        QApplication.processEvents()
        assert page.view.height() == page.view.wanted_height()


def test_arrows_leave_a_cell_that_is_being_typed_into(page: TablePage, document: Document) -> None:
    type_text("4")
    press(Key.Key_Right)
    assert document.sheet.report.figures[cell("new")] == 4
    assert page.view.current == cell("new", "business")


def test_shift_selects_and_the_status_sums(page: TablePage, qtbot: QtBot) -> None:
    type_text("4")
    press(Key.Key_Return)
    press(Key.Key_Up)
    with qtbot.waitSignal(page.told, check_params_cb=lambda words: "合计 4" in words):
        press(Key.Key_Right, modifier=SHIFT)
    assert page.view.selected() == (cell("new"), cell("new", "business"))


def test_delete_blanks_the_selection_in_one_step(page: TablePage, document: Document) -> None:
    press(Key.Key_Down, Key.Key_Right, modifier=SHIFT)
    press(Key.Key_Delete)
    assert cell("new") not in document.sheet.report.figures
    assert cell("carried_in", "business") not in document.sheet.report.figures
    assert document.history.count() == 1
    page.zero_blanks()
    assert document.sheet.report.figures[cell("new")] == 0


@pytest.mark.usefixtures("page")
def test_fill_down_takes_the_topmost_value(document: Document) -> None:
    type_text("6")
    press(Key.Key_Return, Key.Key_Up)
    press(Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    press(Key.Key_D, modifier=CONTROL)
    assert document.sheet.report.figures[cell("carried_in")] == 6
    assert document.sheet.report.figures[cell("granted")] == 6


def test_a_computed_cell_says_what_feeds_it_and_opens_to_it(page: TablePage) -> None:
    page.view.reveal(cell("new", "total"))
    assert "自然人 0 + 商业企业 0" in page.strip.text
    press(Key.Key_BracketLeft, modifier=CONTROL)
    assert page.view.current == cell("new")


def test_what_is_typed_on_a_computed_cell_is_the_total_on_paper_and_changes_no_figure(
    page: TablePage, document: Document
) -> None:
    document.submit(SetFigure(cell("new"), 9), "填数")
    figures = document.sheet.report.figures
    said: list[str] = []
    page.told.connect(said.append)
    page.view.reveal(cell("new", "total"))
    type_text("95")
    editor = page.view.viewport().findChild(CellEditor)
    assert editor is not None
    assert editor.accessibleName().endswith("纸上的总计，只用来核对")
    press(Key.Key_Return)
    assert document.sheet.report.declared == {cell("new", "total"): 95}
    assert document.sheet.report.figures == figures
    assert document.sheet.shown(cell("new", "total")) == "9"
    QApplication.processEvents()
    assert said[-1].endswith("总计：纸上的总计 95 只用来核对，不会印出来，算得 9，差 86。")
    assert page.strip.text == said[-1]
    assert page.view.current == cell("carried_in", "total")
    shown = page.view.figures.at(cell("new", "total"), is_selected=False)
    assert (shown.text, shown.paper, shown.agrees) == ("9", "95", False)
    words = page.model.index_of(cell("new", "total")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "由程序计算，纸上的总计 95" in words
    hint = page.model.index_of(cell("new", "total")).data(Qt.ItemDataRole.ToolTipRole)
    assert "纸上的总计 95" in hint
    document.undo()
    assert not document.sheet.report.declared


def test_a_total_on_paper_that_agrees_says_so_and_delete_forgets_it(
    page: TablePage, document: Document
) -> None:
    document.submit(SetFigures({cell("new"): 9, cell("carried_in"): None}), "填数")
    said: list[str] = []
    page.told.connect(said.append)
    page.view.reveal(cell("new", "total"))
    type_text("9")
    press(Key.Key_Return)
    QApplication.processEvents()
    assert said[-1].endswith("与算得的相同。")
    type_text("3")
    press(Key.Key_Return)
    QApplication.processEvents()
    assert said[-1].endswith("各项还没有填完。")
    page.view.reveal(cell("new", "total"))
    press(Key.Key_Delete)
    assert list(document.sheet.report.declared) == [cell("carried_in", "total")]
    assert document.sheet.report.figures[cell("new")] == 9


def test_a_total_on_paper_names_the_wrong_cell_while_one_types(page: TablePage, document: Document) -> None:
    """A row that its printed total contradicts: the table's other equations say which cell is wrong."""
    document.submit(SetFigures({cell("new"): 12, cell("granted"): 10, cell("carried_out"): 1}), "填数")
    assert document.sheet.findings
    assert not any(finding.suspect for finding in document.sheet.findings)
    page.view.reveal(cell("granted", "total"))
    type_text("11")
    press(Key.Key_Return)
    suspects = {finding.suspect for finding in document.sheet.findings if finding.suspect}
    assert suspects == {cell("granted")}


def test_f2_and_a_double_click_put_the_caret_behind_the_figure(page: TablePage, document: Document) -> None:
    document.submit(SetFigures({cell("new"): 50, cell("granted"): 50}), "填数")
    press(Key.Key_F2, Key.Key_Backspace)
    type_text("5")
    press(Key.Key_Return)
    assert document.sheet.report.figures[cell("new")] == 55
    where = page.view.visualRect(page.model.index_of(cell("granted"))).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    press(Key.Key_Backspace)
    type_text("6")
    press(Key.Key_Return)
    assert document.sheet.report.figures[cell("granted")] == 56


def test_f2_again_lets_the_arrows_leave_the_cell(page: TablePage, document: Document) -> None:
    press(Key.Key_F2)
    type_text("7")
    press(Key.Key_Left, Key.Key_F2, Key.Key_Right)
    assert page.view.current == cell("new", "business")
    assert document.sheet.report.figures[cell("new")] == 7  # "07": typed behind the 0 that stood there


def test_enter_after_tabs_goes_back_to_the_column_where_they_began(page: TablePage) -> None:
    page.view.reveal(cell("new", "business"))
    for number in "123":
        type_text(number)
        press(Key.Key_Tab)
    type_text("4")
    press(Key.Key_Return)
    assert page.view.current == cell("carried_in", "business")
    press(Key.Key_Return)
    assert page.view.current == cell("granted", "business")


def test_an_arrow_ends_a_run_of_tabs(page: TablePage) -> None:
    press(Key.Key_Tab, Key.Key_Down, Key.Key_Return)
    assert page.view.current == cell("granted", "business")


def test_enter_passes_computed_cells(page: TablePage) -> None:
    computed = next(
        one for one in page.model.table.cells if one.is_total and one.column == "individual"
    ).address
    column = [one for one in page.model.table.cells if one.column == "individual"]
    before = column[[one.address for one in column].index(computed) - 1].address
    page.view.reveal(before)
    press(Key.Key_Return)
    assert page.view.current not in {before, computed}
    press(Key.Key_Return, modifier=SHIFT)
    assert page.view.current == before


def test_control_enter_fills_the_selection_in_one_step(page: TablePage, document: Document) -> None:
    press(Key.Key_Down, Key.Key_Right, modifier=SHIFT)
    type_text("8")
    press(Key.Key_Return, modifier=CONTROL)
    filled = [cell("new"), cell("new", "business"), cell("carried_in"), cell("carried_in", "business")]
    assert [document.sheet.report.figures[one] for one in filled] == [8] * 4
    assert page.view.current == cell("new")
    assert set(page.view.selected()) == set(filled)
    assert document.history.count() == 1


def test_control_enter_with_no_value_stays_and_says_why(page: TablePage, document: Document) -> None:
    press(Key.Key_Down, modifier=SHIFT)
    type_text("8x")
    press(Key.Key_Return, modifier=CONTROL)
    editor = page.view.viewport().findChild(CellEditor)
    assert editor is not None
    assert "不是数" in editor.accessibleDescription()
    assert document.history.count() == 0


def test_what_is_typed_lands_where_the_selection_began(page: TablePage, document: Document) -> None:
    press(Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    assert page.view.current == cell("new")
    type_text("5")
    press(Key.Key_Return)
    assert document.sheet.report.figures[cell("new")] == 5
    assert page.view.current == cell("carried_in")  # within the selection, which stays
    assert len(page.view.selected()) == 3
    press(Key.Key_Return, Key.Key_Return)
    assert page.view.current == cell("new")
    press(Key.Key_Tab, Key.Key_Tab)
    assert page.view.current == cell("granted")


def test_a_drag_keeps_the_cell_where_it_began(page: TablePage) -> None:
    there = [
        page.view.visualRect(page.model.index_of(one)).center() for one in (cell("new"), cell("granted"))
    ]
    pane = page.view.viewport()
    QTest.mousePress(pane, Qt.MouseButton.LeftButton, pos=there[0])
    QTest.mouseMove(pane, there[1])
    QApplication.sendEvent(
        pane,
        QMouseEvent(
            QEvent.Type.MouseMove,
            there[1].toPointF(),
            pane.mapToGlobal(there[1]).toPointF(),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        ),
    )
    QTest.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=there[1])
    assert page.view.current == cell("new")
    assert page.view.selected() == (cell("new"), cell("carried_in"), cell("granted"))


def test_shift_and_a_click_select_up_to_there(page: TablePage) -> None:
    there = page.view.visualRect(page.model.index_of(cell("carried_in", "business"))).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, SHIFT, there)
    assert page.view.current == cell("new")
    assert len(page.view.selected()) == 4


def test_fill_right_takes_the_leftmost_value(page: TablePage, document: Document) -> None:
    type_text("6")
    press(Key.Key_Up)
    page.view.reveal(cell("new"))
    press(Key.Key_End, modifier=SHIFT)
    press(Key.Key_R, modifier=CONTROL)
    row = [one for one in page.model.table.cells if one.row == "new" and not one.is_total]
    assert {document.sheet.report.figures[one.address] for one in row} == {6}


def test_a_head_selects_what_stands_below_and_beside_it(page: TablePage) -> None:
    across, down = page.view.horizontalHeader(), page.view.verticalHeader()
    bottom = across.height() - 4
    second = across.sectionViewportPosition(1) + across.sectionSize(1) // 2
    QTest.mouseClick(across.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(second, bottom))
    assert {one.split(".")[2] for one in page.view.selected()} == {"business"}
    assert page.view.current == cell("new", "business")
    line = down.sectionViewportPosition(0) + down.sectionSize(0) // 2
    QTest.mouseClick(down.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(down.width() - 4, line))
    assert {one.split(".")[1] for one in page.view.selected()} == {"new"}
    type_text("3")
    press(Key.Key_Return, modifier=CONTROL)
    assert {one.split(".")[1] for one in page.view.selected()} == {"new"}


def test_the_corner_selects_everything(page: TablePage) -> None:
    (corner,) = page.view.findChildren(CornerWords)
    QTest.mouseClick(corner, Qt.MouseButton.LeftButton)
    assert len(page.view.selected()) == len(page.model.table.cells)


def test_zeros_say_how_many_blanks_they_filled(page: TablePage, document: Document) -> None:
    said: list[str] = []
    page.told.connect(said.append)
    document.submit(SetFigures({cell("new"): None, cell("granted"): None}), "清空")
    page.zero_blanks()
    assert said[-1] == "已把 2 个空格填成 0，Ctrl+Z 撤销。"
    page.zero_blanks()
    assert said[-1] == "没有空格要补零。"


def test_f1_shows_the_definition_of_the_row(page: TablePage) -> None:
    page.view.reveal(cell("deny_internal"))
    page.show_definition()
    assert "人事管理、后勤管理、内部工作流程" in page.strip.text
    assert page.strip.text.endswith("（依据：条例第十六条第一款）")
    page.show_definition()
    assert not page.strip.isVisible()


def test_a_table_of_bands_is_walked_over_its_heads(zeros: Sheet, look: Look, qtbot: QtBot) -> None:
    document = Document(zeros, Place())
    page = shown_page(document, "disclosure_note", look, qtbot)
    page.view.reveal(Address("disclosure.normative.in_force"))
    press(Key.Key_Down)
    assert page.view.current == "disclosure.permit.decisions"
    press(Key.Key_Down, Key.Key_Down, Key.Key_Down)
    assert page.view.current == "disclosure.fees.amount"
    type_text("18.8710")
    press(Key.Key_Return)
    assert document.sheet.shown(Address("disclosure.fees.amount")) == "18.8710"


def test_a_table_across_is_one_line(zeros: Sheet, look: Look, qtbot: QtBot) -> None:
    document = Document(zeros, Place())
    page = shown_page(document, "remedies_note", look, qtbot)
    for number in range(4):
        type_text(str(number))
        press(Key.Key_Tab)
    assert page.view.current == "remedies.suit_direct.upheld"
    assert document.sheet.shown(Address("remedies.review.total")) == "6"


def test_every_cell_is_named_for_a_screen_reader(page: TablePage) -> None:
    words = page.model.index_of(cell("granted")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "表三，（一）予以公开，自然人，0"
    total = page.model.index_of(cell("granted", "total")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert total.endswith("由程序计算")


def test_no_label_is_cut_at_any_width_or_zoom(page: TablePage, look: Look) -> None:
    for width in (700, 900, 1150, 1800):
        for zoom in (0.8, 1.0, 1.5):
            look.zoom_to(zoom)
            page.resize(width, 560)
            QApplication.processEvents()
            metrics = page.view.fontMetrics()
            for place in page.view.laid.grid.places:
                lines = page.view.laid.texts.get((place.line, place.column), ())
                _, _, across, down = page.view.laid.edges(place)
                assert all(metrics.horizontalAdvance(line) <= across for line in lines), place.text
                assert len(lines) * metrics.ascent() <= down, place.text
                assert "".join(lines) == place.text


def test_a_whole_line_or_column_is_selected_by_key(page: TablePage, document: Document) -> None:
    press(Key.Key_Space, modifier=SHIFT)
    assert page.view.selected() == tuple(one.address for one in page.model.table.cells if one.row == "new")
    page.view.reveal(cell("new"))
    press(Key.Key_Space, modifier=CONTROL)
    press(Key.Key_Delete)
    blank = [one for one in page.model.table.cells if one.address not in document.sheet.report.figures]
    assert {one.column for one in blank if not one.is_total} == {"individual"}


def test_the_menu_of_the_table_offers_what_the_keys_do(page: TablePage) -> None:
    page._offer(page.view.rect().center())
    (menu,) = page.findChildren(QMenu)
    assert [action.text().split("\t")[0] for action in menu.actions()][:3] == ["剪切", "复制", "粘贴"]
    menu.close()


def test_an_input_method_composes_into_a_cell(page: TablePage, document: Document) -> None:
    composing = QInputMethodEvent("１", [])
    QApplication.sendEvent(page.view, composing)
    composed = QInputMethodEvent()
    composed.setCommitString("１２")
    QApplication.sendEvent(page.view, composed)
    assert isinstance(keyboard(), CellEditor)
    press(Key.Key_Return)
    assert document.sheet.report.figures[cell("new")] == 12
