"""Reports that another office has open: what the board says of them, and what is left alone."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt

from report_desk.core.report.model import State
from report_desk.desk.files.watching import holding
from report_desk.desk.shell.county.board.table import LAST, ORGAN
from report_desk.desk.shell.county.dialogs import ListDialog
from report_desk.store.filesystem import names
from report_desk.store.locks.open_note import FRESH, Note
from tests.desk.rooms import report_in
from tests.desk.shell.test_county import answer, at_board, folder, office, room, shown_names, signed, states
from tests.desk.shell.test_county_two import results

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from report_desk.desk.shell.county.room import FolderRoom
    from report_desk.desk.shell.window import MainWindow

__all__ = ["folder", "office", "room"]


def opens(path: Path, person: str = "王某") -> Path:
    """What the program of another computer leaves beside a report that it opens."""
    left = names.note_path(path)
    left.write_bytes(msgspec.json.encode(Note("办公室电脑/1", 7, time.time(), "id", person=person)))
    return left


def cell(room: FolderRoom, row: int, column: int, role: Qt.ItemDataRole) -> str:
    model = room.view.table.board
    return str(model.data(model.index(row, column), role))


def test_the_board_says_who_has_a_report_open_and_until_when(
    room: FolderRoom, folder: Path, qtbot: QtBot
) -> None:
    before = room.view.table.board.lines
    room.view.table.stand_on("区财政局")
    left = opens(folder / "区财政局.rdesk")
    room.look()
    qtbot.waitUntil(lambda: room.view.table.board.lines[0].held != "")
    assert cell(room, 0, LAST, Qt.ItemDataRole.DisplayRole) == "王某 打开着"
    hint = cell(room, 0, LAST, Qt.ItemDataRole.ToolTipRole)
    assert "正由 王某 在电脑「办公室电脑」打开" in hint
    assert "经办人" in hint, "the last hand can still be read"
    assert room.view.said.toolTip() or "正由 王某" in room.view.said.text()
    assert "王某" not in cell(room, 0, ORGAN, Qt.ItemDataRole.ToolTipRole)
    assert room.view.table.board.lines[1] is before[1], "only one line changed"
    opens(folder / "区财政局.rdesk", person="")
    room.look()
    qtbot.waitUntil(lambda: room.view.table.board.lines[0].held_by == "办公室电脑 打开着")
    left.unlink()
    room.look()
    qtbot.waitUntil(lambda: room.view.table.board.lines[0].held == "")
    assert cell(room, 0, LAST, Qt.ItemDataRole.DisplayRole).startswith("经办人")


def test_a_batch_leaves_alone_what_another_computer_has_open_and_does_the_rest(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens(folder / "区财政局.rdesk")
    before = (folder / "区财政局.rdesk").read_bytes()
    seen = answer(monkeypatch, ListDialog, signed)
    room.deeds.do("approve_clean")
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert results(seen)["区财政局"] == "正由 王某 在电脑「办公室电脑」打开，没有动它。"
    assert (folder / "区财政局.rdesk").read_bytes() == before
    assert states(folder)["东山镇"] is State.APPROVED


def test_a_return_leaves_it_alone_as_well(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens(folder / "区教育局.rdesk", person="")
    seen = answer(monkeypatch, ListDialog, signed)
    room.deeds.do("return_found")
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert results(seen)["区教育局"] == "正在电脑「办公室电脑」上打开，没有动它。"
    assert states(folder)["区教育局"] is State.SUBMITTED


def test_what_a_program_left_behind_hinders_no_batch(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = opens(folder / "区财政局.rdesk")
    os.utime(left, (time.time() - FRESH * 2,) * 2)
    seen = answer(monkeypatch, ListDialog, signed)
    room.deeds.do("approve_clean")
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert states(folder)["区财政局"] is State.APPROVED


def test_a_report_that_is_opened_here_is_told_of_renewed_and_let_go(
    office: MainWindow, room: FolderRoom, folder: Path, qtbot: QtBot
) -> None:
    first, second = (names.note_path(folder / name) for name in ("区财政局.rdesk", "区教育局.rdesk"))
    room.open_line(room.view.table.board.lines[0])
    qtbot.waitUntil(first.exists)
    assert report_in(office).holding._timer.interval() == holding.BEAT < FRESH * 1000 / 2
    first.unlink()
    report_in(office).holding._timer.timeout.emit()
    qtbot.waitUntil(first.exists)
    office.actions_by_name["next_report"].trigger()
    qtbot.waitUntil(lambda: second.exists() and not first.exists())
    office.actions_by_name["board"].trigger()
    at_board(office, qtbot)
    qtbot.waitUntil(lambda: not second.exists())


def test_the_names_of_organs_are_sorted_as_a_person_looks_for_them(
    room: FolderRoom,
) -> None:
    room.view.table.board.sort(ORGAN)
    assert shown_names(room) == ["东山镇", "区财政局", "区教育局", "区图书馆"]
