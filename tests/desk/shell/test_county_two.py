"""Two offices on one folder: what another program does there while this one is in the middle of something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from report_desk.core.consolidation.entry import Standing
from report_desk.core.consolidation.receiving import Known, plan
from report_desk.core.consolidation.roster import Member, said_twice
from report_desk.core.edits.apply import apply
from report_desk.core.edits.review import AddRemark, Step
from report_desk.core.record import codec
from report_desk.core.report.model import Anchor, AnchorKind, EventKind, Remark, Report, Revision, State
from report_desk.core.report.model import Entry as Said
from report_desk.core.sheet import evaluate
from report_desk.desk.files import opening
from report_desk.desk.files.claims import OpenFiles
from report_desk.desk.shell.county import deeds
from report_desk.desk.shell.county.dialogs import ListDialog
from report_desk.desk.shell.county.matching import MatchDialog
from report_desk.desk.shell.county.roster.dialog import RosterDialog
from report_desk.desk.shell.county.roster.table import RosterTable
from report_desk.store.folders.folder import ReportFolder
from report_desk.store.folders.listing import ASIDE
from report_desk.store.folders.receiving import arriving, receive
from tests import county
from tests.desk.rooms import report_in
from tests.desk.shell.test_county import (
    NAMES,
    answer,
    at_board,
    clean,
    drop,
    folder,
    office,
    room,
    shown_names,
    signed,
    states,
)

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from report_desk.core.edits.apply import Edit
    from report_desk.desk.shell.county.room import FolderRoom
    from report_desk.desk.shell.window import MainWindow
    from tests.desk.memory import MemoryClaims

__all__ = ["folder", "office", "room"]
WHEN = "2025-01-19T09:00:00+08:00"
REMARK = Remark("m", Anchor(AnchorKind.WHOLE), (Said("另一个审核人", WHEN, "请核对。"),))


def saved_by_another(path: Path, *edits: Edit) -> Report:
    """What another program saves: the content stays, remarks or the state change."""
    report = codec.read(path.read_bytes()).report
    for edit in edits:
        report = apply(evaluate(county.FORM, report), edit).sheet.report
    old = report.revision
    report = replace(report, revision=Revision(old.number + 1, f"other-{old.id}", (old.id,), (old.id,)))
    path.write_bytes(codec.write(report))
    return report


def results(seen: list[QDialog]) -> dict[str, str]:
    """What became of each organ's file, by the last dialog."""
    return {row[0]: row[2] for row in seen[-1]._listing.rows}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("edits", "state", "remarks"),
    [
        ([AddRemark(REMARK)], State.SUBMITTED, 1),
        ([AddRemark(REMARK), Step(EventKind.RETURNED, "另一个审核人", WHEN, "见批注")], State.RETURNED, 1),
        ([Step(EventKind.APPROVED, "另一个审核人", WHEN, "")], State.APPROVED, 0),
    ],
)
def test_a_batch_does_not_approve_over_what_another_office_has_just_done(  # noqa: PLR0913, PLR0917 - fixtures
    room: FolderRoom,
    folder: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    edits: list[Edit],
    state: State,
    remarks: int,
) -> None:
    def say_yes(dialog: QDialog) -> None:
        if "同意" in dialog.windowTitle():
            saved_by_another(folder / "区财政局.rdesk", *edits)
        signed(dialog)

    seen = answer(monkeypatch, ListDialog, say_yes)
    room.deeds.do("approve_clean")
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert "没有动它" in results(seen)["区财政局"] or "不能" in results(seen)["区财政局"]
    assert states(folder)["东山镇"] is State.APPROVED
    kept = codec.read((folder / "区财政局.rdesk").read_bytes()).report
    assert (kept.state, len(kept.remarks)) == (state, remarks)
    assert [event.by for event in kept.history].count("审核人") == 0


def test_a_batch_leaves_alone_what_another_window_has_open(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, claims: MemoryClaims
) -> None:
    claims.elsewhere.add(folder / "区财政局.rdesk")
    seen = answer(monkeypatch, ListDialog, signed)
    room.deeds.do("approve_clean")
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert results(seen)["区财政局"] == "另一个窗口正打开着它，没有动它。"
    assert (states(folder)["区财政局"], states(folder)["东山镇"]) == (State.SUBMITTED, State.APPROVED)


def test_whether_another_window_has_a_file_is_asked_without_claiming_it(tmp_path: Path) -> None:
    first, second = OpenFiles(str(tmp_path)), OpenFiles(str(tmp_path))
    path = tmp_path / "甲局.rdesk"
    assert not second.is_elsewhere(path)
    assert first.claim(path)
    assert second.is_elsewhere(path)
    assert not first.is_elsewhere(path)
    first.release(path)
    assert not second.is_elsewhere(path)
    assert second.claim(path)


def test_a_roster_that_two_have_open_keeps_what_both_did(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(deeds, "tell", lambda _, words: told.append(words))

    def change(dialog: QDialog) -> None:
        assert isinstance(dialog, RosterDialog)
        other = ReportFolder(folder)
        first, *rest = other.roster()
        other.keep_roster([replace(first, phone="888"), *rest, Member("区水务局")])
        QGuiApplication.clipboard().setText("区档案馆\n区财政局\n区 档案馆")
        dialog.table.paste()
        assert dialog.table.model().setData(dialog.table.model().index(0, 4), "张三")  # as typing does
        dialog.accept()

    answer(monkeypatch, RosterDialog, change)
    room.deeds.do("roster")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["另一个人刚才也改了应报单位，两边的改动都在。"]
    kept = {one.organ: one for one in ReportFolder(folder).roster()}
    assert set(kept) == {*NAMES, "区水务局", "区档案馆"}
    assert (kept["区财政局"].phone, kept["区财政局"].contact) == ("888", "张三")
    assert kept["区财政局"].due == "2026-01-10"  # a name that is pasted again wipes out nothing
    qtbot.waitUntil(lambda: set(shown_names(room)) == set(kept))


def test_what_is_listed_twice_is_told_in_the_dialog(
    room: FolderRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def change(dialog: QDialog) -> None:
        assert isinstance(dialog, RosterDialog)
        for text in ("区档案馆\n区　档案馆", ""):
            QGuiApplication.clipboard().setText(text)
            dialog.table.paste()
            qtbot.wait(20)
            said.append(dialog._count.text())
        dialog._add()
        last = dialog.table.roster.index(dialog.table.roster.rowCount() - 1, 0)
        assert dialog.table.roster.setData(last, "东山镇")  # as typing does
        qtbot.wait(20)
        said.append(dialog._count.text())

    answer(monkeypatch, RosterDialog, change)
    room.deeds.do("roster")
    assert said == [
        f"5 个单位 · {said_twice(['区　档案馆'])}",
        "5 个单位",
        f"5 个单位 · {said_twice(['东山镇'])}",
    ]


def test_chosen_lines_of_the_roster_are_taken_away_and_those_of_a_province_at_once(qtbot: QtBot) -> None:
    table = RosterTable()
    qtbot.addWidget(table)
    every = [Member(f"第{at}局", phone=str(at)) for at in range(10_000)]
    table.show_members(every)
    flags = QItemSelectionModel.SelectionFlag
    for row in (1, 2, 5, 9_999):
        table.selectionModel().select(table.model().index(row, 0), flags.Select | flags.Rows)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    left = [one for at, one in enumerate(every) if at not in {1, 2, 5, 9_999}]
    assert table.members() == tuple(left)
    removed: list[int] = []
    table.model().rowsRemoved.connect(lambda *_: removed.append(table.roster.rowCount()))
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert (removed, table.members()) == ([0], ())


def test_the_board_shows_a_roster_that_another_office_has_changed(
    room: FolderRoom, folder: Path, qtbot: QtBot
) -> None:
    other = ReportFolder(folder)
    other.keep_roster([*other.roster(), Member("区档案馆")])
    qtbot.waitUntil(lambda: "区档案馆" in shown_names(room), timeout=8000)
    assert "应报 5" in room.view.title.text()


def test_a_stick_that_another_office_takes_during_the_preview_is_taken_once(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    county.put(stick, clean("区图书馆"))
    county.put(stick, replace(clean("东山镇"), revision=Revision(2, "n", ("r-东山镇",))))

    def say_yes(dialog: QDialog) -> None:
        if dialog.windowTitle() == "收件":
            there = ReportFolder(folder).entries()
            known = Known((), there, 2024)
            for one in plan((), there, 2024, arriving([stick])):
                receive(folder, one, known)
        dialog.accept()

    seen = answer(monkeypatch, ListDialog, say_yes)
    drop(room, [stick])
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert set(results(seen)) == {"区图书馆", "东山镇"}
    assert all("已经收过" in words for words in results(seen).values())
    assert sorted(path.name for path in folder.glob("*.rdesk")) == [
        "东山镇_2.rdesk",
        "区图书馆.rdesk",
        "区教育局.rdesk",
        "区财政局.rdesk",
    ]
    assert [path.name for path in (folder / ASIDE).iterdir()] == ["东山镇.rdesk"]
    qtbot.waitUntil(lambda: room.view.shown is not None and not room.view.shown.board.missing)
    assert room.view.shown is not None
    assert [one.file for one in room.view.shown.board.problems] == ["说明.docx"]


def test_a_report_of_the_queue_that_another_office_has_set_aside_does_not_stop_it(
    office: MainWindow, room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(opening, "_tell_or_forget", lambda _, path, *__: told.append(path.name))
    room.open_line(room.view.table.board.lines[0])
    (folder / ASIDE).mkdir()
    (folder / "区教育局.rdesk").rename(folder / ASIDE / "区教育局.rdesk")
    office.actions_by_name["next_report"].trigger()
    assert told == ["区教育局.rdesk"]
    office.actions_by_name["next_report"].trigger()
    qtbot.waitUntil(lambda: report_in(office).document.sheet.report.organ == "东山镇")
    assert told == ["区教育局.rdesk"]


def test_a_file_under_another_name_is_matched_once_and_known_when_the_folder_is_opened_again(
    office: MainWindow, room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    county.put(folder, clean("区文化馆"))
    qtbot.waitUntil(lambda: room.view.shown is not None and bool(room.view.shown.board.unknown), timeout=8000)
    answer(monkeypatch, ListDialog, lambda dialog: dialog._choose_other())  # type: ignore[attr-defined]

    def match(dialog: QDialog) -> None:
        assert isinstance(dialog, MatchDialog)
        assert not dialog.does.isEnabled()
        (choice,) = dialog.choices
        assert choice.itemText(1) == "区图书馆"  # nothing has come from it: it stands first
        choice.setCurrentIndex(1)
        assert dialog.does.isEnabled()
        dialog.accept()

    answer(monkeypatch, MatchDialog, match)
    room.deeds.do("problems")
    qtbot.waitUntil(lambda: room.view.shown is not None and not room.view.shown.board.unknown)
    office.actions_by_name["close"].trigger()
    office.session.folder_wanted.emit(folder)
    again = at_board(office, qtbot)
    line = again.view.table.board.lines[2]
    assert (line.row.member.organ, line.row.standing) == ("区图书馆", Standing.SUBMITTED)
    assert line.remark == "文件上的名称是「区文化馆」"
    assert "区文化馆" in line.search


def test_what_arrives_under_another_name_is_matched_from_the_preview_and_then_received(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[str] = []

    def look(dialog: QDialog) -> None:
        said.append(dialog._listing.says)  # type: ignore[attr-defined]
        if len(said) == 1:
            dialog._choose_other()  # type: ignore[attr-defined]
        else:
            dialog.accept()

    def match(dialog: QDialog) -> None:
        dialog.choices[0].setCurrentText("区图书馆")  # type: ignore[attr-defined]
        dialog.accept()

    answer(monkeypatch, ListDialog, look)
    answer(monkeypatch, MatchDialog, match)
    drop(room, [county.put(tmp_path, clean("区文化馆"))])
    qtbot.waitUntil((folder / "区文化馆.rdesk").exists)
    assert [words.partition("。")[0] for words in said] == ["收 0 份，不收 1 份", "收 1 份，不收 0 份"]
    assert ReportFolder(folder).roster()[2] == Member(
        "区图书馆", due="2026-01-10", phone="620", also="区文化馆"
    )
