"""横向比较 in the window: reached by keyboard, a chart and its reasons, copies side by side, on paper."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from report_desk.core.consolidation.across.across import look_across
from report_desk.core.consolidation.board import board
from report_desk.core.consolidation.entry import entry
from report_desk.core.form.edition import Address
from report_desk.core.ports import UnreadableFileError
from report_desk.core.record import codec
from report_desk.core.sheet import evaluate
from report_desk.desk.shell.county.across import dialog as dialogs
from report_desk.desk.shell.county.across import looking
from report_desk.desk.shell.county.across.chart_view import ChartView
from report_desk.desk.shell.county.across.dialog import AcrossDialog
from report_desk.desk.shell.county.across.figures_page import MOST_ROWS, told
from report_desk.desk.shell.county.across.looking import GivenUpError, Stop, two_texts
from report_desk.desk.theme.look import Appearance
from tests import county
from tests.desk.hands import press
from tests.desk.rooms import open_report
from tests.desk.shell.test_county import answer, at_board, office

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path, PurePath

    from pytestqt.qtbot import QtBot

    from report_desk.desk.shell.county.room import FolderRoom
    from report_desk.desk.shell.window import MainWindow
    from tests.desk.memory import Press

__all__ = ["office"]
NEW = Address("requests.new.individual")
LOUDEST = "示例区自然资源和规划局"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "收件"
    made.mkdir()
    for one in county.neighbours():
        county.put(made, one)
    return made


@pytest.fixture
def room(office: MainWindow, folder: Path, qtbot: QtBot) -> FolderRoom:
    office.session.folder_wanted.emit(folder)
    return at_board(office, qtbot)


Seen = list[QDialog]


def looked_at(
    room: FolderRoom,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    does: Callable[[AcrossDialog], object],
) -> Seen:
    """Open the comparison, wait for its chart, and do something in it."""

    def work(dialog: QDialog) -> None:
        assert isinstance(dialog, AcrossDialog)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.figures.chart.canvas.image is not None, timeout=20_000)
        try:
            does(dialog)
        finally:
            dialog.done(dialog.result())

    seen = answer(monkeypatch, AcrossDialog, work)
    room.deeds.do("across")
    return seen


def texts(dialog: AcrossDialog, column: int) -> list[str]:
    table = dialog.figures.organs
    items = [table.item(row, column) for row in range(table.rowCount())]
    return [item.text() if item else "" for item in items]


def test_it_is_reached_from_the_board_by_keyboard(
    room: FolderRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = answer(monkeypatch, AcrossDialog, lambda dialog: dialog.reject())
    room.view.table.setFocus()
    for _ in range(30):
        if QApplication.focusWidget() is room.view.buttons["across"]:
            break
        press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is room.view.buttons["across"]
    press(Qt.Key.Key_Space)
    assert len(opened) == 1
    qtbot.wait(50)


def test_the_loudest_number_comes_first_with_its_chart_and_its_reasons(
    room: FolderRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(dialog: AcrossDialog) -> None:
        page = dialog.figures
        assert page.place == NEW
        assert page.name.text() == "表三 一、本年新收政府信息公开申请数量，自然人（件）"
        assert "排在中间的是 21" in page.says.text()
        assert texts(dialog, 0)[0] == LOUDEST
        assert texts(dialog, 1)[:3] == ["412", "120", "96"]
        assert texts(dialog, 2)[0] == "21"
        assert "约为中间数的 20 倍" in texts(dialog, 3)[0]
        assert f"{LOUDEST} 412、21（突出）" in page.chart.accessibleDescription()
        assert (dialog.width() <= 1366, dialog.height() <= 768) == (True, True)
        assert dialog.tabs.tabText(1) == "雷同的文字 3"

    looked_at(room, qtbot, monkeypatch, look)


def test_the_chart_is_drawn_dot_for_dot_and_again_in_other_colours(
    room: FolderRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ChartView, "devicePixelRatioF", lambda _: 1.5)

    def look(dialog: AcrossDialog) -> None:
        canvas = dialog.figures.chart.canvas
        light = canvas.image
        assert light is not None
        assert light.devicePixelRatio() == 1.5
        assert abs(light.width() - 1.5 * (canvas.width() - 24)) <= 1.5
        assert light.pixelColor(1, 1).name() == "#ffffff"
        room._frame.look.choose(Appearance.DARK)
        paper = room._frame.look.palette.paper  # a picture in the old colours may still be on its way
        qtbot.waitUntil(lambda: canvas.image is not None and canvas.image.pixelColor(1, 1).name() == paper)
        room._frame.look.choose(Appearance.LIGHT)

    looked_at(room, qtbot, monkeypatch, look)


def test_a_number_is_found_by_words_and_those_without_anything_loud_are_left_out(
    room: FolderRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(dialog: AcrossDialog) -> None:
        page = dialog.figures
        every = page.list.rowCount()
        page.only_loud.setChecked(True)
        assert 0 < page.list.rowCount() < every
        page.only_loud.setChecked(False)
        page.search.setText("规章 现行有效")
        page.search.setText("规章，现行有效")
        assert page.list.rowCount() == 1
        qtbot.waitUntil(lambda: "现行有效" in page.name.text())
        page.search.setText("没有这样的")
        assert page.list.rowCount() == 0
        page.search.setText("")
        assert page.list.rowCount() == every
        page.list.setFocus()
        before = page.place
        press(Qt.Key.Key_Up)
        qtbot.waitUntil(lambda: page.place != before)

    looked_at(room, qtbot, monkeypatch, look)


def test_the_years_of_all_and_of_one_organ_are_charts_too(
    room: FolderRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(dialog: AcrossDialog) -> None:
        page = dialog.figures
        page.kind.setCurrentIndex(1)
        assert page.name.text().endswith("：各单位合计（件）")
        assert page.chart.accessibleDescription().count("年 ") == 2
        page.kind.setCurrentIndex(2)
        assert LOUDEST in page.name.text()
        page.organs.setFocus()
        press(Qt.Key.Key_Down)
        assert "柳林镇人民政府" in page.name.text()
        assert "2024年 120；2023年 23" in page.chart.accessibleDescription()

    looked_at(room, qtbot, monkeypatch, look)


def test_enter_on_an_organ_opens_its_report(
    office: MainWindow,
    room: FolderRoom,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def go(dialog: AcrossDialog) -> None:
        dialog.figures.organs.setFocus()
        press(Qt.Key.Key_Return)

    looked_at(room, qtbot, monkeypatch, go)
    qtbot.waitUntil(lambda: open_report(office) is not None)
    report = open_report(office)
    assert report is not None
    assert report.document.sheet.report.organ == LOUDEST


def test_copies_stand_side_by_side_with_what_they_share(
    room: FolderRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(dialog: AcrossDialog) -> None:
        page = dialog.alike
        dialog.tabs.setCurrentIndex(1)
        assert page.groups.rowCount() == 3
        assert page.organs.rowCount() == 3
        qtbot.waitUntil(lambda: all(text.toPlainText() for text in page.texts))
        first, other = (text.toPlainText() for text in page.texts)
        assert "今年共 4 次" in first
        assert "今年共 11 次" in other
        cursor = page.texts[0].textCursor()
        cursor.setPosition(5)
        assert cursor.charFormat().background().style() is Qt.BrushStyle.NoBrush
        cursor.setPosition(len(first) - 3)
        assert cursor.charFormat().background().color() == room._frame.look.colour("explain_soft")
        page.groups.selectRow(1)
        assert page.organs.rowCount() == 2
        page._fail(UnreadableFileError("读不了"))
        assert page.texts[0].toPlainText() == "读不了"

    looked_at(room, qtbot, monkeypatch, look)


def test_a_folder_without_copies_says_so(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in sorted(folder.glob("*.rdesk"))[9:]:
        path.unlink()
    for path in folder.glob("*.rdesk"):
        one = codec.read(path.read_bytes()).report
        path.write_bytes(codec.write(county.report(one.organ, one.figures)))
    room.look_again()
    qtbot.waitUntil(lambda: room.view.shown is not None and len(room.view.shown.lines) == 9)
    said: list[str] = []
    looked_at(room, qtbot, monkeypatch, lambda dialog: said.append(dialog.alike.says.text()))
    assert said == ["没有写得几乎一样的。"]


def test_it_is_kept_as_a_pdf(  # noqa: PLR0913, PLR0917 - fixtures
    room: FolderRoom,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    written: dict[PurePath, bytes],
    press_at: Press,
) -> None:
    out, said = tmp_path / "比较", list[str]()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    monkeypatch.setattr(dialogs, "tell", lambda _, words: said.append(words))

    def keep(dialog: AcrossDialog) -> None:
        dialog.exports.click()
        qtbot.waitUntil(lambda: bool(said), timeout=20_000)

    looked_at(room, qtbot, monkeypatch, keep)
    assert said == [f"横向比较已存到 {out}.pdf"]
    assert written[out.with_suffix(".pdf")].startswith(b"%PDF")
    assert "横向比较" in press_at.printed[-1].title[-1]


def test_closing_it_ends_the_reading(room: FolderRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []
    stop = Stop()
    watched = stop.watched(told.append)
    watched(0.5)
    stop.is_asked = True
    with pytest.raises(GivenUpError):
        watched(0.6)
    assert told == [0.5]
    begun, ended = list[bool](), list[bool]()

    def look(*arguments: object) -> object:
        tell = arguments[-1]
        begun.append(True)
        try:
            while True:
                tell(0.1)  # type: ignore[operator]
                time.sleep(0.001)
        except GivenUpError:
            ended.append(True)
            raise

    monkeypatch.setattr(dialogs, "look", look)

    def close(dialog: QDialog) -> None:
        dialog.show()
        qtbot.waitUntil(lambda: begun == [True])
        dialog.reject()

    answer(monkeypatch, AcrossDialog, close)
    room.deeds.do("across")
    qtbot.waitUntil(lambda: ended == [True])


def test_what_cannot_be_looked_at_is_said(
    room: FolderRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def fails(*_: object) -> object:
        raise UnreadableFileError("打不开文件夹。")

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, AcrossDialog)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.says.text() == "打不开文件夹。")
        said.append(dialog.says.text())
        dialog.reject()

    monkeypatch.setattr(dialogs, "look", fails)
    answer(monkeypatch, AcrossDialog, look)
    room.deeds.do("across")
    assert said == ["打不开文件夹。"]


def test_an_edition_that_is_not_known_is_a_sentence(room: FolderRoom, folder: Path) -> None:
    shown = room.view.shown
    assert shown is not None

    class Unknowing:
        comparing = room._frame.services.comparing
        form_for_year = staticmethod(lambda _: county.FORM)

        @staticmethod
        def form_by_id(_: str) -> object:
            raise LookupError("没有这个格式。")

    with pytest.raises(UnreadableFileError, match="没有这个格式"):
        looking.look(Unknowing(), folder, shown, lambda _: None)  # type: ignore[arg-type]


def test_of_a_province_the_table_has_what_stands_out_and_the_largest() -> None:
    base = county.neighbours()
    lines = [entry(f"{one.organ}.rdesk", evaluate(county.FORM, one)) for one in base]
    many = [
        replace(lines[at % 40], organ=f"单位{at}", file=f"{at}.rdesk", report=f"{at}") for at in range(400)
    ]
    across = look_across(board([], many, county.YEAR), many, (), county.FORM, {county.FORM.id: county.FORM})
    one = told(across, NEW)
    assert len(one.spots) == MOST_ROWS
    loud = [spot for spot in one.spots if spot.why]
    assert one.spots[: len(loud)] == tuple(loud)
    assert {spot.value for spot in loud} == {412}
    assert one.words.endswith("表里是突出的和最大的，共 120 个。")


def test_two_texts_are_compared_sentence_by_sentence(room: FolderRoom, folder: Path) -> None:
    paths = (folder / f"{LOUDEST}.rdesk", folder / "柳林镇人民政府.rdesk")
    mine, theirs = two_texts(room._frame.services, paths, "problems")
    common = [{one.text.rstrip("；。") for one in side if one.is_common} for side in (mine, theirs)]
    assert common[0] == common[1]
    assert any(one.is_common for one in mine)
    assert not all(one.is_common for one in mine)
