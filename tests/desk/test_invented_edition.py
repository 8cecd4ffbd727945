"""An edition that nobody has seen stands in the window without a line of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from report_desk.core.form.edition import Address
from report_desk.core.output.review_sheet import review_sheet
from report_desk.desk.files.names import export_name
from report_desk.desk.places.pages import states
from tests.desk.hands import Key, press, type_text
from tests.invented import filled

if TYPE_CHECKING:
    from tests.desk.scene import Scene


def test_its_pages_bear_its_own_names(scene: Scene) -> None:
    scene.open(filled())
    model = scene.report.workspace.outline.model()
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert names == [
        "首页",
        "总体情况",
        "二、主动公开",
        "三、申请办理",
        "四、复议诉讼",
        "五、不足与改进",
        "六、收费情况",
        "七、其他事项",
    ]
    cover = scene.go("cover")
    shown = {label.text() for label in cover.findChildren(QLabel)}
    assert {"首页", "前言"} <= shown


def test_its_new_table_takes_money_in_its_own_unit(scene: Scene) -> None:
    document = scene.open(filled())
    page = scene.table("charges_note")
    figures = document.sheet.report.figures
    page.view.reveal(Address("charges.by_page.amount"))
    type_text("30.5元")
    press(Key.Key_Return)
    assert document.sheet.report.figures[Address("charges.by_page.amount")] == "30.5"
    assert document.sheet.shown(Address("charges.total.amount")) == "151.00"
    assert figures != document.sheet.report.figures
    page.view.reveal(Address("charges.waived.amount"))
    type_text("3万元")
    press(Key.Key_Return)
    assert document.sheet.report.figures[Address("charges.waived.amount")] == "0"
    assert page.model.reason == "这一格的单位是元，请先把万元换算成元。"
    press(Key.Key_Escape)


def test_its_checks_stand_in_the_list(scene: Scene) -> None:
    document = scene.open(filled())
    page = scene.table("charges_note")
    page.view.reveal(Address("charges.waived.cases"))
    type_text("4")
    press(Key.Key_Return)
    assert "charges-within-requests" in [finding.rule for finding in document.sheet.findings]
    assert next(state for state in states(document.sheet) if state.page == "charges_note").must_fix == 1


def test_its_files_bear_its_name() -> None:
    sheet = filled()
    assert export_name(sheet, is_draft=False) == "示例局2031年政务公开年报.pdf"
    assert review_sheet(sheet).title == ("示例局2031年", "政务公开年报审核意见单")
