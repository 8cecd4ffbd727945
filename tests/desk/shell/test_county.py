"""The room of a folder: its board, what is found in it, the queue, batches, arrivals, the region's report."""

from __future__ import annotations

import time
from datetime import timedelta, timezone
from typing import TYPE_CHECKING, cast

import openpyxl
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel

from report_desk.app import _Comparing
from report_desk.core.consolidation.board import board
from report_desk.core.consolidation.entry import Entry, Standing
from report_desk.core.consolidation.roster import Member
from report_desk.core.consolidation.sums import consolidate
from report_desk.core.edits.review import AddRemark
from report_desk.core.folder_ports import SeenFolder
from report_desk.core.form.kinds import KindName
from report_desk.core.record import codec
from report_desk.core.report.model import Anchor, AnchorKind, Remark, Report, Revision, State
from report_desk.core.report.model import Entry as Said
from report_desk.core.sheet import evaluate
from report_desk.desk.review.steps.dialogs import StepDialog
from report_desk.desk.settings import Preferences
from report_desk.desk.shell.county import deeds
from report_desk.desk.shell.county.board import lines as making
from report_desk.desk.shell.county.board.initials import initials
from report_desk.desk.shell.county.board.lines import FILTERS, found, shown
from report_desk.desk.shell.county.board.table import MUST_FIX, REMARK, STATE, BoardModel
from report_desk.desk.shell.county.dialogs import ListDialog
from report_desk.desk.shell.county.region import correcting
from report_desk.desk.shell.county.region.adding import RegionDialog
from report_desk.desk.shell.county.region.correcting import CorrectionDialog
from report_desk.desk.shell.county.region.sources import EXCEL, SourcesDialog
from report_desk.desk.shell.county.room import FolderRoom
from report_desk.desk.shell.county.roster import dialog as roster_dialog
from report_desk.desk.shell.county.roster.dialog import RosterDialog
from report_desk.desk.shell.window import MainWindow
from report_desk.desk.theme.palette import LIGHT
from report_desk.rosters import OfficeFolders
from report_desk.store.folders.folder import ReportFolder
from report_desk.store.places import Places
from report_desk.store.report_files import ReportFiles
from tests import county
from tests.desk.conftest import NOW, _let_go
from tests.desk.memory import OffThread
from tests.desk.rooms import open_report, report_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look

NAMES = ("区财政局", "区教育局", "区图书馆", "东山镇")


def clean(organ: str, **changes: object) -> Report:
    """A report with nothing open in it."""
    zeros = {cell.address: "0" if cell.kind is KindName.MONEY else 0 for cell in county.FORM.typed}
    return county.submitted(county.report(organ, zeros, **changes))


def spoilt(organ: str) -> Report:
    """A report that does not balance."""
    return county.submitted(county.report(organ, {county.FORM.cells["requests.new.individual"].address: 7}))  # type: ignore[index]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "收件"
    made.mkdir()
    county.put(made, clean("区财政局"))
    county.put(made, spoilt("区教育局"))
    county.put(made, clean("东山镇"))
    (made / "说明.docx").write_bytes(b"x")
    ReportFolder(made).keep_roster([Member(name, due="2026-01-10", phone="620") for name in NAMES])
    return made


@pytest.fixture
def office(services: Services, look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window over the real disk."""
    real = replace(
        services,
        store=cast("ReportFiles", OffThread(ReportFiles(Places.under(tmp_path / "places")))),
        folders=cast("OfficeFolders", OffThread(OfficeFolders())),
        comparing=cast("_Comparing", OffThread(_Comparing())),
    )
    made = MainWindow(LIGHT, None)
    made.furnish(real, look)
    qtbot.addWidget(made, before_close_func=_let_go)
    made.show_start()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    for pool in (made.background, made.aside, made.drafting, made.printing, made.reckoning):
        pool.wait()


@pytest.fixture
def room(office: MainWindow, folder: Path, qtbot: QtBot) -> FolderRoom:
    office.session.folder_wanted.emit(folder)
    return at_board(office, qtbot)


def at_board(window: MainWindow, qtbot: QtBot) -> FolderRoom:
    qtbot.waitUntil(lambda: isinstance(window.room, FolderRoom) and window.room.view.shown is not None)
    assert isinstance(window.room, FolderRoom)
    return window.room


def shown_names(room: FolderRoom) -> list[str]:
    return [line.row.member.organ for line in room.view.table.board.lines]


def test_a_board_without_lines_says_why(office: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    made = tmp_path / "空"
    made.mkdir()
    office.session.folder_wanted.emit(made)
    view = at_board(office, qtbot).view
    assert "拖到这里" in view.table.nothing.text()
    assert not view.buttons["open_line"].isVisible()
    assert not view.buttons["merge_rivals"].isVisible()


def test_a_filter_that_leaves_nothing_says_so_and_offers_nothing_to_open(room: FolderRoom) -> None:
    view = room.view
    assert (view.table.nothing.text(), view.buttons["open_line"].isVisible()) == ("", True)
    view.search.setText("<b>没有的局")
    assert view.table.nothing.text() == "没有找到「<b>没有的局」。"
    assert view.table.nothing.textFormat() is Qt.TextFormat.PlainText
    assert not view.buttons["open_line"].isVisible()
    view.search.clear()
    assert (view.table.nothing.text(), view.buttons["open_line"].isVisible()) == ("", True)
    view.filters.chosen.emit(next(kind for kind in FILTERS if kind.name == "approved"))
    assert view.table.nothing.text() == "这一类里没有单位。"


def states(folder: Path) -> dict[str, State]:
    return {path.stem: codec.read(path.read_bytes()).report.state for path in folder.glob("*.rdesk")}


def answer(
    monkeypatch: pytest.MonkeyPatch, kind: type[QDialog], does: Callable[[QDialog], object]
) -> list[QDialog]:
    """Answer every dialog of a kind."""
    seen: list[QDialog] = []

    def execute(dialog: QDialog) -> int:
        seen.append(dialog)
        does(dialog)
        return dialog.result()

    monkeypatch.setattr(kind, "exec", execute)
    return seen


def signed(dialog: QDialog) -> None:
    dialog.person.setText("审核人")  # type: ignore[attr-defined]
    dialog.accept()


def test_the_board_says_who_is_missing_and_what_is_wrong(room: FolderRoom) -> None:
    assert shown_names(room) == list(NAMES)
    assert [line.row.standing for line in room.view.table.board.lines] == [
        Standing.SUBMITTED,
        Standing.SUBMITTED,
        Standing.MISSING,
        Standing.SUBMITTED,
    ]
    assert room.view.table.board.lines[2].remark == "逾期 2 天"
    assert "应报 4" in room.view.title.text()
    assert room.view.buttons["problems"].text() == "有问题的文件 1…"
    assert room.view.buttons["approve_clean"].text() == "同意 2 份没有问题的…"


def test_an_organ_is_found_by_its_name_and_its_initials(room: FolderRoom) -> None:
    for words in ("教育", "qjy", "QJY", "区 教"):
        room.view.search.setText(words)
        assert shown_names(room) == ["区教育局"]
    room.view.search.setText("")
    room.view.filters.setCurrentRow(1)
    assert shown_names(room) == ["区图书馆"]
    assert initials("重庆市") == "cqs"


def test_the_board_is_sorted_by_any_column(room: FolderRoom) -> None:
    model = room.view.table.board
    model.sort(MUST_FIX)
    assert shown_names(room)[0] == "区教育局"
    model.sort(STATE)
    assert shown_names(room)[0] == "区图书馆"
    for column in range(model.columnCount()):
        model.sort(column, Qt.SortOrder.DescendingOrder)
        assert len(shown_names(room)) == 4
    model.sort(-1)


def test_a_report_opens_from_the_board_and_leads_on_and_back(
    office: MainWindow, room: FolderRoom, qtbot: QtBot
) -> None:
    room.open_line(room.view.table.board.lines[0])
    assert report_in(office).document.sheet.report.organ == "区财政局"
    office.actions_by_name["next_report"].trigger()
    assert report_in(office).document.sheet.report.organ == "区教育局"
    office.actions_by_name["previous_report"].trigger()
    assert report_in(office).document.sheet.report.organ == "区财政局"
    office.actions_by_name["next_report"].trigger()
    office.actions_by_name["board"].trigger()
    back = at_board(office, qtbot)
    qtbot.waitUntil(lambda: back.view.table.current is not None)
    assert open_report(office) is None
    office.actions_by_name["close"].trigger()
    assert not isinstance(office.room, FolderRoom)


def test_a_step_leads_on_to_the_next_report(
    office: MainWindow, room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, StepDialog, signed)
    room.open_line(room.view.table.board.lines[0])
    office.actions_by_name["approve"].trigger()
    qtbot.waitUntil(lambda: report_in(office).document.sheet.report.organ == "区教育局")
    assert states(folder)["区财政局"] is State.APPROVED
    assert evaluate(county.FORM, codec.read((folder / "区财政局.rdesk").read_bytes()).report).report.history


def test_in_a_queue_one_key_approves_or_returns_and_leads_on(
    office: MainWindow, room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the name is known and a dialog would have nothing to say."""
    asked = answer(monkeypatch, StepDialog, lambda dialog: dialog.reject())
    settings = room._frame.services.settings
    settings.choose(replace(settings.preferences, person="审核人"))
    room.open_line(room.view.table.board.lines[0])
    office.actions_by_name["approve"].trigger()
    qtbot.waitUntil(lambda: report_in(office).document.sheet.report.organ == "区教育局")
    said = [one.text() for one in report_in(office).view.findChildren(QLabel) if one.isVisible()]
    assert "「区财政局」定稿了" in said
    assert states(folder)["区财政局"] is State.APPROVED
    office.actions_by_name["return"].trigger()
    assert len(asked) == 1  # nothing is written there: the clerk would not know why
    anchor, when = Anchor(AnchorKind.WHOLE), "2025-01-20T09:00:00+08:00"
    remark = Remark("m", anchor, (Said("审核人", when, "请核对。"),))
    report_in(office).document.submit(AddRemark(remark), "批注")
    office.actions_by_name["return"].trigger()
    qtbot.waitUntil(lambda: report_in(office).document.sheet.report.organ == "东山镇")
    assert len(asked) == 1
    returned = codec.read((folder / "区教育局.rdesk").read_bytes()).report
    assert (returned.state, returned.history[-1].reason) == (State.RETURNED, "见批注")
    report_in(office).document.submit(AddRemark(remark), "批注")
    office.actions_by_name["approve"].trigger()
    assert len(asked) == 2  # a thread is open: that is said first


def test_outside_of_a_queue_a_step_is_asked_about(
    office: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer(monkeypatch, StepDialog, lambda dialog: dialog.reject())
    office._services.settings.choose(Preferences(person="审核人"))
    office.open(folder / "区财政局.rdesk")
    office.actions_by_name["approve"].trigger()
    assert len(asked) == 1


def test_the_missing_open_nothing_and_what_is_open_is_said(room: FolderRoom, qtbot: QtBot) -> None:
    room.open_line(room.view.table.board.lines[2])
    room.view.table.stand_on("区教育局")
    points = room.view.open_points
    qtbot.waitUntil(lambda: any("列不平" in points.item(row).text() for row in range(points.count())))


def test_all_that_is_clean_is_approved_after_a_list(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = answer(monkeypatch, ListDialog, signed)
    room.deeds.do("approve_clean")
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert states(folder) == {
        "区财政局": State.APPROVED,
        "东山镇": State.APPROVED,
        "区教育局": State.SUBMITTED,
    }
    qtbot.waitUntil(lambda: room.view.buttons["approve_clean"].text() == "同意 0 份没有问题的…")


def test_one_that_changed_meanwhile_is_named_and_the_rest_is_done(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def change(dialog: QDialog) -> None:
        assert isinstance(dialog, ListDialog)
        if "同意" in dialog.windowTitle():
            county.put(folder, clean("区财政局", sections={"problems": "又改了"}))
        else:
            items = (dialog.table.item(0, column) for column in (0, 2))
            told.extend(item.text() for item in items if item is not None)
        signed(dialog)

    answer(monkeypatch, ListDialog, change)
    room.deeds.do("approve_clean")
    qtbot.waitUntil(lambda: bool(told))
    assert (told[0], "刚才变了" in told[1]) == ("区财政局", True)
    assert states(folder)["区财政局"] is State.SUBMITTED
    assert states(folder)["东山镇"] is State.APPROVED


def test_findings_become_remarks_of_a_return_and_are_sent_out(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = answer(monkeypatch, ListDialog, signed)
    room.deeds.do("return_found")
    qtbot.waitUntil(lambda: len(seen) == 2)
    report = codec.read((folder / "区教育局.rdesk").read_bytes()).report
    assert report.state is State.RETURNED
    assert report.remarks
    assert report.remarks[0].anchor.cell
    qtbot.waitUntil(
        lambda: any(line.row.standing is Standing.RETURNED for line in room.view.table.board.lines)
    )
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "发回"))
    qtbot.waitUntil(lambda: not room.deeds.runner.is_busy)
    room.deeds.do("send")
    qtbot.waitUntil(lambda: len(seen) == 3)
    sent = {path.name for path in (tmp_path / "发回" / "区教育局").iterdir()}
    assert sent == {
        "区教育局_2024_退回_修订2.rdesk",
        "区教育局2024年审核意见单.pdf",
        "区教育局2024年退回函.pdf",
        "发给对方的话.txt",
    }
    assert (
        (tmp_path / "发回" / "区教育局" / "发给对方的话.txt").read_text("utf-8").startswith("区教育局：2024")
    )


def test_who_has_sent_nothing_is_written_to(
    room: FolderRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = answer(monkeypatch, ListDialog, lambda dialog: dialog.accept())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    room.deeds.do("chase")
    assert len(seen) == 1
    assert seen[0]._listing.rows == [("区图书馆", "", "620", "2026-01-10", "逾期 2 天")]  # type: ignore[attr-defined]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "催报"))
    room.deeds.do("chase")
    qtbot.waitUntil(lambda: len(seen) == 3)
    made = {path.relative_to(tmp_path / "催报").as_posix(): path for path in (tmp_path / "催报").rglob("*.*")}
    assert set(made) == {"区图书馆/区图书馆2024年催报函.pdf", "区图书馆/发给对方的话.txt"}
    assert made["区图书馆/区图书馆2024年催报函.pdf"].read_bytes().startswith(b"%PDF")
    assert (
        made["区图书馆/发给对方的话.txt"]
        .read_text("utf-8")
        .startswith("区图书馆：2024 年度政府信息公开年报还没有收到。应报日期是2026-01-10，已经逾期2天。")
    )


def test_what_arrives_is_listed_and_received(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    county.put(stick, clean("区图书馆"))
    county.put(stick, replace(clean("东山镇"), revision=Revision(2, "n", ("r-东山镇",))))
    county.put(stick, clean("外地局"))
    seen = answer(monkeypatch, ListDialog, lambda dialog: dialog.accept())
    assert room.take(stick)
    qtbot.waitUntil(
        lambda: (folder / "区图书馆.rdesk").exists() and (folder / "旧稿" / "东山镇.rdesk").exists()
    )
    assert "收 2 份，不收 1 份" in seen[0]._listing.says  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: room.view.shown is not None and not room.view.shown.board.missing)


def drop(room: FolderRoom, paths: list[Path]) -> None:
    """Drop files and folders on the board."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, copy = QPoint(300, 300), Qt.DropAction.CopyAction
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(place, copy, mime, button, none)
    QApplication.sendEvent(room.view, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(room.view, QDropEvent(place.toPointF(), copy, mime, button, none))


def test_files_and_folders_are_dropped_on_the_board(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    (stick / "里面").mkdir(parents=True)
    one = county.put(stick, clean("区图书馆"))
    county.put(stick / "里面", replace(clean("东山镇"), revision=Revision(2, "n", ("r-东山镇",))))
    seen = answer(monkeypatch, ListDialog, lambda dialog: dialog.accept())
    drop(room, [one, stick / "里面"])
    qtbot.waitUntil(
        lambda: (folder / "区图书馆.rdesk").exists() and (folder / "旧稿" / "东山镇.rdesk").exists()
    )
    assert "收 2 份，不收 0 份" in seen[0]._listing.says  # type: ignore[attr-defined]


def test_a_file_that_arrives_shows_by_itself(room: FolderRoom, folder: Path, qtbot: QtBot) -> None:
    county.put(folder, clean("区图书馆"))
    qtbot.waitUntil(lambda: room.view.shown is not None and not room.view.shown.board.missing, timeout=8000)


def test_the_roster_is_pasted_and_changed_in_place(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "单位.csv").write_text("单位,电话\n丁局,1\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "单位.csv"), ""))

    def change(dialog: QDialog) -> None:
        assert isinstance(dialog, RosterDialog)
        QGuiApplication.clipboard().setText("丙局\n区财政局\n")
        dialog.table.paste()
        dialog._read()
        dialog._add()
        dialog._propose()
        assert dialog.table.model().setData(dialog.table.model().index(0, 1), "财局")  # as typing does
        dialog.accept()

    answer(monkeypatch, RosterDialog, change)
    room.deeds.do("roster")
    qtbot.waitUntil(lambda: len(ReportFolder(folder).roster()) == 6)
    kept = ReportFolder(folder).roster()
    assert [one.organ for one in kept] == [*NAMES, "丙局", "丁局"]
    assert (kept[0].short, kept[5].phone) == ("财局", "1")


@pytest.mark.parametrize("decided", ["keep", "drop", "stay"])
def test_a_roster_that_was_changed_is_not_dropped_by_one_key(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, decided: str
) -> None:
    asked: list[bool] = []

    def change(dialog: QDialog) -> None:
        assert isinstance(dialog, RosterDialog)
        dialog.show()
        QGuiApplication.clipboard().setText("丙局")
        dialog.table.paste()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        asked.append(dialog.isVisible())
        dialog.hide()

    answer(monkeypatch, RosterDialog, change)
    monkeypatch.setattr(roster_dialog, "ask", lambda *_, **__: decided)
    before = len(ReportFolder(folder).roster())
    room.deeds.do("roster")
    assert asked == [decided == "stay"]
    qtbot.waitUntil(lambda: len(ReportFolder(folder).roster()) == before + (decided == "keep"))


def test_lists_say_who_is_to_be_chased_and_which_files_are_wrong(
    room: FolderRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = answer(monkeypatch, ListDialog, lambda dialog: dialog.reject())
    room.deeds.do("chase")
    room.deeds.do("problems")
    chased, wrong = (dialog._listing.rows for dialog in seen)  # type: ignore[attr-defined]
    assert chased == [("区图书馆", "", "620", "2026-01-10", "逾期 2 天")]
    assert [row[0] for row in wrong] == ["说明.docx"]
    seen[0]._copy()  # type: ignore[attr-defined]
    assert "区图书馆\t" in QGuiApplication.clipboard().text()


def test_the_regions_report_opens_as_a_new_one_with_what_is_not_in_it(
    office: MainWindow, room: FolderRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, RegionDialog)
        assert not dialog.does.isEnabled()
        dialog.organ.setText("示例区人民政府")
        dialog.states.setCurrentIndex(1)
        dialog.accept()

    answer(monkeypatch, RegionDialog, choose)
    room.deeds.do("consolidate")
    qtbot.waitUntil(lambda: open_report(office) is not None)
    sheet = report_in(office).document.sheet
    assert any("没有交来 1 个：「区图书馆」" in finding.sentence for finding in sheet.findings)
    report = sheet.report
    assert report.organ == "示例区人民政府"
    assert report.consolidation is not None
    assert len(report.consolidation.parts) == 3
    assert report.consolidation.missing == ("区图书馆",)
    assert report.figures["requests.new.individual"] == 7  # type: ignore[index]


def test_a_regions_numbers_open_to_organs_and_their_reports_and_go_into_a_workbook(
    office: MainWindow,
    room: FolderRoom,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    assert room.view.shown is not None
    states = (Standing.SUBMITTED,)
    made = consolidate(room.view.shown.board, county.FORM, "region", "示例区", states)
    region = county.put(tmp_path, made.report)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(region), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "底稿.xlsx"), ""))

    def export(dialog: QDialog) -> None:
        assert isinstance(dialog, SourcesDialog)
        assert dialog.organs.rowCount() == 3
        dialog._export(EXCEL)

    answer(monkeypatch, SourcesDialog, export)
    room.deeds.do("sources")
    qtbot.waitUntil(lambda: (tmp_path / "底稿.xlsx").exists() and not room.deeds.runner.is_busy)
    book = openpyxl.load_workbook(tmp_path / "底稿.xlsx")
    assert book.sheetnames == ["来源", "合计", "各单位的数", "订正", "后来的变化", "上年结转"]
    assert {row[0].value for row in book["来源"].iter_rows(min_row=2)} == set(NAMES)

    def go(dialog: QDialog) -> None:
        assert isinstance(dialog, SourcesDialog)
        new = [dialog.numbers.item(row, 1) for row in range(dialog.numbers.rowCount())]
        dialog.numbers.selectRow([item.text() if item else "" for item in new].index("7"))
        dialog._open(dialog.numbers.currentRow())
        dialog._go(0)

    answer(monkeypatch, SourcesDialog, go)
    room.deeds.do("sources")
    qtbot.waitUntil(lambda: open_report(office) is not None)
    assert report_in(office).document.sheet.report.organ == "区教育局"


def corrected(dialog: QDialog) -> None:
    """One more, with a reason; an amount that is none is refused, and leaves all that was typed."""
    assert isinstance(dialog, CorrectionDialog)
    dialog.reason.setText("漏报一件")
    dialog.person.setText("汇总人")
    for amount in ("一件", "-9999"):
        dialog.amount.setText(amount)
        dialog.accept()
        assert dialog.result() == QDialog.DialogCode.Rejected
        assert dialog.answers == (amount, "漏报一件", "汇总人")
    dialog.amount.setText("+1")
    dialog.accept()


def test_a_sum_is_corrected_with_a_reason_and_still_traced(
    room: FolderRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert room.view.shown is not None
    made = consolidate(room.view.shown.board, county.FORM, "region", "示例区", (Standing.SUBMITTED,))
    region = county.put(tmp_path, made.report)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(region), ""))
    said: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, SourcesDialog)
        new = [dialog.numbers.item(row, 1) for row in range(dialog.numbers.rowCount())]
        texts = [item.text() if item else "" for item in new]
        if said:
            item = dialog.numbers.item(texts.index("8"), 3)
            said.append(item.text() if item else "")
            dialog.accept()
            return
        said.append("looked")
        dialog.numbers.selectRow(texts.index("7"))
        dialog._correct()

    answer(monkeypatch, SourcesDialog, look)
    answer(monkeypatch, CorrectionDialog, corrected)
    why: list[str] = []
    monkeypatch.setattr(correcting, "tell", lambda _, words: why.append(words))
    room.deeds.do("sources")
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said[1] == "1"
    assert why == ["「一件」不是可以加减的数。", "订正以后是 -9992，这一格不能这样填。"]
    report = codec.read(region.read_bytes()).report
    assert report.consolidation is not None
    (correction,) = report.consolidation.corrections
    assert (correction.amount, correction.reason, correction.by) == (1, "漏报一件", "汇总人")
    assert report.figures[correction.cell] == 8


def test_a_report_that_was_not_added_up_has_no_sources(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(deeds, "tell", lambda _, words: told.append(words))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(folder / "东山镇.rdesk"), ""))
    room.deeds.do("sources")
    qtbot.waitUntil(lambda: bool(told))
    assert "不是汇总得出的" in told[0]


def many(count: int) -> SeenFolder:
    one = Entry(
        "x", organ="x", year=2024, edition="2021", standing=Standing.SUBMITTED, last_at=NOW.isoformat()
    )
    entries = tuple(
        replace(one, file=f"{at}.rdesk", organ=f"示例县第{at}局", report=str(at)) for at in range(count)
    )
    return SeenFolder("", entries, ())


def test_ten_thousand_lines_stand_without_a_stutter(look: Look) -> None:
    """Filtering, sorting and searching keep the window's thread for less than a blink."""
    made = shown(many(10_000), NOW.date())
    assert len(board((), made.seen.entries).rows) == 10_000
    model = BoardModel(look)
    slowest = 0.0
    steps: tuple[Callable[[], object], ...] = (
        lambda: model.show_lines(made.lines),
        lambda: model.filter(FILTERS[2], "slxd99"),
        lambda: model.filter(FILTERS[0], ""),
        lambda: model.sort(STATE),
    )
    for step in steps:
        before = time.thread_time()
        step()
        slowest = max(slowest, time.thread_time() - before)
    assert model.rowCount() == 10_000
    assert slowest < 0.2
    assert len(found(made.lines, FILTERS[0], "第9999局")) == 1


def test_odd_days_and_moments_are_shown_as_they_stand() -> None:
    assert making._days_late("一月底", NOW.date()) == 0
    assert making._moment("昨天", None) == "昨天"


def test_times_are_those_of_who_looks(folder: Path) -> None:
    seen = SeenFolder("", ReportFolder(folder).entries(), ())
    for hours, wanted in ((8, "经办人 01-18 16:02"), (-8, "经办人 01-18 00:02"), (-9, "经办人 01-17 23:02")):
        made = shown(seen, NOW.date(), zone=timezone(timedelta(hours=hours)))
        assert [line.last for line in made.lines if line.entry is not None and line.entry.is_readable] == [
            wanted
        ] * 3


def test_a_report_that_is_looked_through_stands_at_what_is_to_be_put_right(
    office: MainWindow, room: FolderRoom, qtbot: QtBot
) -> None:
    room.open_line(room.view.table.board.lines[1])
    qtbot.waitUntil(lambda: open_report(office) is not None)
    table = report_in(office).workspace.table
    assert table is not None
    (first, *_) = report_in(office).document.sheet.findings
    assert str(table.view.current) in first.cells
    office.go_on(1)
    assert report_in(office).document.sheet.report.organ == "东山镇"
    assert report_in(office).workspace.page == "cover"


@pytest.mark.parametrize("zoom", [1.0, 1.25, 1.5])
def test_the_board_never_scrolls_sideways_and_the_remark_has_room(
    office: MainWindow, room: FolderRoom, qtbot: QtBot, zoom: float
) -> None:
    office.resize(1366, 768)
    office._look.zoom_to(zoom)
    bar, header = room.view.table.horizontalScrollBar(), room.view.table.horizontalHeader()
    qtbot.waitUntil(lambda: office.width() == 1366 and not bar.maximum())
    assert header.sectionSize(REMARK) >= header.sectionSizeHint(REMARK)


def test_a_window_without_folders_shows_nothing(office: MainWindow, folder: Path) -> None:
    office._services = replace(office._services, folders=None)
    office.session.folder_wanted.emit(folder)
    assert isinstance(office.room, FolderRoom)
    office.room.look()
    office.room.deeds.do("chase")
    assert office.room.view.shown is None
