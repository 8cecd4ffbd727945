"""The board while files arrive: it does not jump, and what takes a while can be given up."""

from __future__ import annotations

import os
from threading import Event
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel

from report_desk.core.consolidation.entry import Standing
from report_desk.core.consolidation.roster import Member
from report_desk.core.record import codec
from report_desk.core.report.model import Revision, State
from report_desk.desk.shell.county import batch
from report_desk.desk.shell.county.dialogs import ListDialog
from report_desk.desk.shell.county.room import FolderRoom
from report_desk.desk.shell.county.work import progress, watching
from report_desk.desk.shell.start.room import StartRoom
from report_desk.store.folders import folder as folders
from report_desk.store.folders import reading
from report_desk.store.folders.folder import ReportFolder
from tests import county
from tests.desk.shell.test_county import answer, at_board, clean, drop, office, shown_names, signed

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from report_desk.core.consolidation.entry import Entry
    from report_desk.desk.shell.window import MainWindow

__all__ = ["office"]
MANY = 60
NEVER = 10_000_000


def name(at: int) -> str:
    return f"示例区第{at:03}局"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Every other one of many organs has reported."""
    made = tmp_path / "收件"
    made.mkdir()
    for at in range(0, MANY, 2):
        os.utime(county.put(made, clean(name(at))), (1_700_000_000, 1_700_000_000))
    ReportFolder(made).keep_roster([Member(name(at)) for at in range(MANY)])
    return made


@pytest.fixture
def room(office: MainWindow, folder: Path, qtbot: QtBot) -> FolderRoom:
    office.session.folder_wanted.emit(folder)
    return at_board(office, qtbot)


def selected(room: FolderRoom) -> list[str]:
    rows = sorted({index.row() for index in room.view.table.selectionModel().selectedRows()})
    return [room.view.table.board.lines[row].row.member.organ for row in rows]


def look_at(room: FolderRoom, top: int) -> None:
    """Select some lines, and scroll."""
    table = room.view.table
    table.selectRow(top + 2)
    flags = QItemSelectionModel.SelectionFlag
    for row in (top + 4, top + 5):
        table.selectionModel().select(table.board.index(row, 0), flags.Select | flags.Rows)
    table.verticalScrollBar().setValue(top)


def test_a_file_that_arrives_changes_its_line_and_nothing_moves(
    room: FolderRoom, folder: Path, qtbot: QtBot
) -> None:
    look_at(room, 20)
    table, view = room.view.table, room.view
    top, chosen, current = table.rowAt(0), selected(room), table.current
    assert (top, len(chosen)) == (20, 3)
    stood: list[object] = []
    table.stood.connect(stood.append)
    county.put(folder, clean(name(1)))
    qtbot.waitUntil(lambda: table.board.lines[1].row.standing is Standing.SUBMITTED)
    assert (table.rowAt(0), selected(room), table.current) == (top, chosen, current)
    assert stood == []
    assert "已交" in view.counts.text()


def test_a_line_that_comes_or_goes_leaves_eye_and_selection_where_they_were(
    room: FolderRoom, folder: Path, qtbot: QtBot
) -> None:
    room.view.filters.setCurrentRow(2)
    look_at(room, 10)
    table = room.view.table
    top, chosen = table.board.lines[table.rowAt(0)], selected(room)
    county.put(folder, clean(name(1)))
    (folder / f"{name(0)}.rdesk").unlink()
    county.put(folder, clean(name(3)))
    qtbot.waitUntil(lambda: {name(1), name(3)} < set(shown_names(room)))
    assert name(0) not in shown_names(room)
    assert table.board.lines[table.rowAt(0)] == top
    assert selected(room) == chosen
    assert table.current is not None
    assert table.current.row.member.organ == name(24)


def test_what_is_searched_stays_while_files_arrive(room: FolderRoom, folder: Path, qtbot: QtBot) -> None:
    room.view.search.setText("第00")
    room.view.search.setFocus()
    county.put(folder, clean(name(1)))
    lines = room.view.table.board
    qtbot.waitUntil(lambda: lines.lines[1].row.standing is Standing.SUBMITTED)
    assert room.view.search.text() == "第00"
    assert room.view.search.hasFocus()
    assert shown_names(room) == [name(at) for at in range(10)]


def test_the_system_tells_of_files_before_the_next_look(
    monkeypatch: pytest.MonkeyPatch, office: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", NEVER)
    (folder / name(1)).mkdir()
    county.put(folder / name(1), clean(name(1)))
    office.session.folder_wanted.emit(folder)
    room = at_board(office, qtbot)
    qtbot.waitUntil(lambda: room.watch._watcher is not None)
    assert room.watch._watcher is not None
    assert set(room.watch._watcher.directories()) == {str(folder), str(folder / name(1))}
    county.put(folder, clean(name(3)))
    qtbot.waitUntil(lambda: room.view.table.board.lines[3].row.standing is Standing.SUBMITTED)
    newer = replace(clean(name(1)), revision=Revision(2, "n", (f"r-{name(1)}",), (f"r-{name(1)}",)))
    county.put(folder / name(1), newer, "改好.rdesk")
    line = room.view.table.board.lines
    qtbot.waitUntil(lambda: (one := room.view.table.board.lines[1].entry) is not None and "改好" in one.file)
    assert line


def test_a_share_that_tells_nothing_is_looked_at_every_few_seconds(
    monkeypatch: pytest.MonkeyPatch, office: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", 50)
    monkeypatch.setattr(watching.FolderWatch, "follow", lambda *_: None)
    office.session.folder_wanted.emit(folder)
    room = at_board(office, qtbot)
    county.put(folder, clean(name(3)))
    qtbot.waitUntil(lambda: room.view.table.board.lines[3].row.standing is Standing.SUBMITTED)


def test_a_share_that_goes_away_leaves_the_board_and_comes_back(
    monkeypatch: pytest.MonkeyPatch, office: MainWindow, folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", 50)
    office.session.folder_wanted.emit(folder)
    room = at_board(office, qtbot)
    said: list[str] = []
    monkeypatch.setattr(room._status, "show_page", said.append)
    folder.rename(tmp_path / "别处")
    qtbot.waitUntil(lambda: any("文件夹" in words for words in said))  # or a file that is read
    assert room.view.table.board.lines[0].row.standing is Standing.SUBMITTED
    (tmp_path / "别处").rename(folder)
    county.put(folder, clean(name(3)))
    qtbot.waitUntil(lambda: room.view.table.board.lines[3].row.standing is Standing.SUBMITTED)


def test_a_batch_that_is_given_up_has_done_what_it_did_and_lists_the_rest(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    seen = answer(monkeypatch, ListDialog, signed)
    done: list[str] = []
    take = batch._take

    def slowly(*arguments: object) -> None:
        take(*arguments)  # type: ignore[arg-type]
        done.append("")
        if len(done) == 5:
            room.deeds.runner.give_up()

    monkeypatch.setattr(batch, "_take", slowly)
    room.deeds.do("approve_clean")
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert "做好 5 份，没有做成 25 份" in seen[1]._listing.says  # type: ignore[attr-defined]
    states = [codec.read(path.read_bytes()).report.state for path in sorted(folder.glob("*.rdesk"))]
    assert states == [State.APPROVED] * 5 + [State.SUBMITTED] * 25
    left = [row[2] for row in seen[1]._listing.rows if row[2] != "定稿了"]  # type: ignore[attr-defined]
    assert left == ["取消了，没有动它。"] * 25


def test_progress_can_be_seen_and_given_up_after_half_a_second(qtbot: QtBot) -> None:
    shown = progress.Progress()
    qtbot.addWidget(shown)
    shown._patience.setInterval(0)
    shown.begin("正在收下…")
    qtbot.waitUntil(lambda: not shown.isHidden())
    shown.tell(0.4)
    assert (shown.bar.value(), shown.words.text()) == (40, "正在收下…")
    with qtbot.waitSignal(shown.given_up):
        shown.cancel.click()
    assert not shown.cancel.isEnabled()
    shown.end()
    assert shown.isHidden()


def test_the_first_look_can_be_given_up_and_leads_back(
    office: MainWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def look(path: Path) -> Entry:
        looked.append(path.name)
        if len(looked) == 3:
            assert isinstance(office.room, FolderRoom)
            office.room._stop.press()  # type: ignore[union-attr]
        return reading.look(path)

    monkeypatch.setattr(folders, "look", look)
    office.session.folder_wanted.emit(folder)
    room = office.room
    assert isinstance(room, FolderRoom)
    qtbot.waitUntil(lambda: bool(looked) and room._looking is None)
    assert (len(looked), room.view.shown) == (3, None)
    room.view.progress.given_up.emit()
    qtbot.waitUntil(lambda: isinstance(office.room, StartRoom))
    looked.clear()
    office.session.folder_wanted.emit(folder)
    at_board(office, qtbot)
    assert len(looked) == MANY // 2 - 3


def test_before_the_first_look_nothing_can_be_pressed_in_vain_and_a_drop_waits(
    office: MainWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    may_look = Event()

    def look(path: Path) -> Entry:
        may_look.wait(60)
        return reading.look(path)

    monkeypatch.setattr(folders, "look", look)
    stick = tmp_path / "U盘"
    stick.mkdir()
    seen = answer(monkeypatch, ListDialog, lambda dialog: dialog.accept())
    office.session.folder_wanted.emit(folder)
    room = office.room
    assert isinstance(room, FolderRoom)
    assert not any(button.isEnabled() for button in room.view.buttons.values())
    drop(room, [county.put(stick, clean(name(1)))])
    drop(room, [county.put(stick, clean(name(3)))])
    qtbot.waitUntil(lambda: "拖进来" in office.statusBar().currentMessage())
    assert not seen
    may_look.set()
    at_board(office, qtbot)
    assert room.view.buttons["roster"].isEnabled()
    qtbot.waitUntil(lambda: len(list(folder.glob("*.rdesk"))) == MANY // 2 + 2)
    assert "收 2 份，不收 0 份" in seen[0]._listing.says  # type: ignore[attr-defined]


def test_what_is_dropped_while_something_is_done_has_its_turn_afterwards(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    seen = answer(monkeypatch, ListDialog, lambda dialog: dialog.accept())
    may_end = Event()
    room.deeds.runner.start(lambda: may_end.wait(60), lambda _: None)
    room.take(county.put(stick, clean(name(1))))
    qtbot.wait(50)
    assert not seen
    may_end.set()
    qtbot.waitUntil(lambda: len(list(folder.glob("*.rdesk"))) == MANY // 2 + 1)


def test_what_was_dropped_and_not_looked_at_is_told_when_the_room_is_left(
    office: MainWindow, room: FolderRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    said: list[str] = []
    office.session.told.connect(said.append)
    may_end = Event()
    room.deeds.runner.start(lambda: may_end.wait(60), lambda _: None)
    room.take(tmp_path / "U盘")
    office.actions_by_name["close"].trigger()
    qtbot.waitUntil(lambda: isinstance(office.room, StartRoom))
    may_end.set()
    assert said == ["拖进来的 1 项还没有看，没有收；请回到文件夹再拖一次。"]
