"""The original beside the form: each leads to the place of the other."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from report_desk.core.form.edition import Address
from report_desk.core.ports import Original, OriginalCell, OriginalPlace, ReadDocument
from tests.desk.memory import ONE_PAGE

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet
    from report_desk.desk.importing.original_pane import OriginalPane
    from tests.desk.memory import MemoryPapers
    from tests.desk.scene import Scene

NEW, GRANTED = Address("requests.new.individual"), Address("requests.granted.individual")
WORD, PAPER = PurePath("/下载/2024年报.docx"), PurePath("/下载/2024年报.pdf")
TABLES = (
    (OriginalCell(0, 0, 1, 2, "第一张表"), OriginalCell(1, 0, 1, 1, "别的"), OriginalCell(1, 1, 1, 1, "9")),
    (OriginalCell(0, 0, 1, 1, "一、本年新收"), OriginalCell(0, 1, 1, 1, "3"), OriginalCell(1, 1, 1, 1, "2")),
)
PLACES = {
    NEW: OriginalPlace("第 2 张表第 1 行第 2 格", "3", table=1, row=0, column=1),
    GRANTED: OriginalPlace("第 2 张表第 2 行第 2 格", "2", table=1, row=1, column=1),
}
BOXES = {
    NEW: OriginalPlace("第 1 页", "3", 1, (20.0, 30.0, 40.0, 36.0)),
    GRANTED: OriginalPlace("第 1 页", "2", 1, (20.0, 36.0, 40.0, 42.0)),
}


def opened(
    scene: Scene, papers: MemoryPapers, sheet: Sheet, original: Original, path: PurePath
) -> OriginalPane:
    report = replace(sheet.report, id="", figures={NEW: 3, GRANTED: 2})
    papers.documents[path] = ReadDocument(report, original=original)
    assert scene.window.open(path)
    scene.report.workspace.show_page("requests_note")
    return scene.report.confirming.pane


@pytest.fixture
def beside(scene: Scene, papers: MemoryPapers, zeros: Sheet) -> OriginalPane:
    return opened(scene, papers, zeros, Original(WORD.name, b"", TABLES, PLACES), WORD)


@pytest.fixture
def paper(scene: Scene, papers: MemoryPapers, zeros: Sheet) -> OriginalPane:
    return opened(scene, papers, zeros, Original(PAPER.name, ONE_PAGE, (), BOXES), PAPER)


def test_a_cell_of_the_form_shows_its_place_in_the_rebuilt_table(scene: Scene, beside: OriginalPane) -> None:
    assert beside.isVisible()
    scene.report.workspace.go_to_cell(GRANTED)
    assert beside.place.text().replace("\u200b", "") == "第 2 张表第 2 行第 2 格「2」"
    item = beside.grid.currentItem()
    assert item is not None
    assert (item.text(), beside.grid.item(0, 0).text()) == ("2", "一、本年新收")  # type: ignore[union-attr]
    scene.report.workspace.go_to_cell(Address("requests.carried_in.individual"))
    assert "没有读到" in beside.place.text()
    assert not beside.grid.selectedItems()


def test_a_cell_of_the_original_leads_to_the_form(scene: Scene, beside: OriginalPane) -> None:
    scene.report.workspace.go_to_cell(GRANTED)
    scene.report.workspace.show_page("overview")
    beside.grid.cellClicked.emit(0, 1)
    assert scene.report.workspace.page == "requests_note"
    table = scene.report.workspace.table
    assert table is not None
    assert table.view.current == NEW
    beside.grid.cellClicked.emit(0, 0)  # a label leads nowhere
    assert table.view.current == NEW


def test_a_page_of_a_pdf_is_seen_with_a_box_around_the_figure(scene: Scene, paper: OriginalPane) -> None:
    sheet = paper.page.sheet
    scene.qtbot.waitUntil(lambda: sheet.width() > 500)
    scene.report.workspace.go_to_cell(GRANTED)
    assert paper.place.text().replace("\u200b", "") == "第 1 页「2」"
    millimetre = sheet.box.width() / 20
    assert sheet.box.left() == pytest.approx(20 * millimetre)
    assert sheet.width() == pytest.approx(210 * millimetre, abs=2)
    picture = sheet.grab().toImage()
    edge = QPoint(round(sheet.box.center().x()), round(sheet.box.top()) - 1)
    assert picture.pixelColor(edge).lightness() < 200
    QTest.mouseClick(
        sheet, Qt.MouseButton.LeftButton, pos=QPoint(round(30 * millimetre), round(33 * millimetre))
    )
    table = scene.report.workspace.table
    assert table is not None
    assert table.view.current == NEW


def test_the_original_can_be_put_away(beside: OriginalPane) -> None:
    away = next(button for button in beside.findChildren(QPushButton) if button.text() == "收起")
    away.click()
    assert beside.isHidden()
