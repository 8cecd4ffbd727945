"""Where the board meets the rest of the window: long names, what is read in from it, the way back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QHeaderView

from report_desk.core.consolidation.entry import Standing
from report_desk.core.consolidation.roster import Member
from report_desk.core.consolidation.sums import consolidate
from report_desk.core.ports import ReadDocument
from report_desk.desk.document import Place
from report_desk.desk.files.folders import folder_for
from report_desk.desk.pages.cover.page import CoverPage
from report_desk.desk.settings import Preferences
from report_desk.desk.shell.county.board.table import ORGAN, REMARK
from report_desk.desk.shell.county.dialogs import ListDialog
from report_desk.desk.shell.county.region.adding import RegionDialog
from report_desk.desk.shell.county.region.sources import SourcesDialog
from report_desk.desk.widgets.short_label import ShortLabel
from report_desk.store.folders.folder import ReportFolder
from tests import county
from tests.desk.rooms import open_report, report_in
from tests.desk.shell.test_county import NAMES, answer, at_board, clean, folder, office
from tests.desk.shell.test_region_opened import choose, drop

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from report_desk.desk.shell.county.room import FolderRoom
    from report_desk.desk.shell.window import MainWindow
    from tests.desk.memory import MemoryPapers

__all__ = ["folder", "office"]
LONG = "示例区人民政府办公室（示例区大数据发展和政务服务管理局、行政审批服务局、营商环境办）"


@pytest.fixture
def room(office: MainWindow, folder: Path, qtbot: QtBot) -> FolderRoom:
    county.put(folder, clean(LONG))
    ReportFolder(folder).keep_roster([Member(name) for name in (*NAMES, LONG)])
    office.session.folder_wanted.emit(folder)
    return at_board(office, qtbot)


def test_a_long_name_leaves_the_window_as_wide_as_it_was(
    office: MainWindow, room: FolderRoom, qtbot: QtBot
) -> None:
    assert len(LONG) >= 40
    office.resize(1366, 768)
    room.view.table.stand_on(LONG)
    qtbot.waitUntil(lambda: room.view.whose.text() == LONG)
    qtbot.wait(50)
    assert office.width() == 1366
    assert office.minimumSizeHint().width() <= 1366
    assert room.view.whose.width() < room.view.whose.sizeHint().width()
    button = room.view.buttons["open_line"]
    assert office.rect().contains(button.mapTo(office, button.rect().bottomRight()))


def test_a_label_without_room_says_all_of_it_in_a_hint(qtbot: QtBot) -> None:
    label = ShortLabel(LONG, "group")
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(2, 2), label.mapToGlobal(QPoint(2, 2)))
    QApplication.sendEvent(label, event)
    assert label.toolTip() == LONG == label.text()
    assert label._shown().startswith("示例区")
    assert len(label._shown()) < len(LONG)
    label.resize(2000, 20)
    QApplication.sendEvent(label, event)
    assert not label.toolTip()


def test_names_have_the_room_that_remarks_leave(office: MainWindow, room: FolderRoom, qtbot: QtBot) -> None:
    office.resize(1366, 768)
    header = room.view.table.horizontalHeader()
    qtbot.waitUntil(lambda: header.sectionSize(ORGAN) > 250)
    wide = header.sectionSize(ORGAN)
    office.resize(1150, 768)
    qtbot.waitUntil(lambda: header.sectionSize(ORGAN) < wide)
    assert header.sectionSize(REMARK) >= 90
    office.resize(1366, 768)
    qtbot.waitUntil(lambda: header.sectionSize(ORGAN) == wide)


def test_the_numbers_of_organs_with_long_names_stay_in_sight(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert room.view.shown is not None
    made = consolidate(room.view.shown.board, county.FORM, "region", "示例区", (Standing.SUBMITTED,))
    choose(monkeypatch, county.put(folder.parent, made.report))
    seen: list[bool] = []

    def is_in_sight(dialog: SourcesDialog) -> bool:
        organs = dialog.organs
        number = organs.visualRect(organs.model().index(0, 1))
        return not organs.horizontalScrollBar().maximum() and number.right() < organs.viewport().width()

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, SourcesDialog)
        dialog.show()
        qtbot.waitUntil(lambda: is_in_sight(dialog))
        contents = QHeaderView.ResizeMode.ResizeToContents
        seen.append(dialog.organs.horizontalHeader().sectionResizeMode(2) is contents)
        dialog.close()

    answer(monkeypatch, SourcesDialog, look)
    room.deeds.do("sources")
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [True]


def test_a_word_file_that_is_dropped_on_the_board_is_read_in_from_there(  # noqa: PLR0913, PLR0917 - fixtures
    office: MainWindow,
    room: FolderRoom,
    folder: Path,
    papers: MemoryPapers,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = folder.parent / "报送.docx"
    sent.write_bytes(b"PK")
    papers.documents[sent] = ReadDocument(replace(clean("区水务局"), history=(), id=""))
    room.view.table.stand_on("东山镇")

    def read_in(dialog: QDialog) -> None:
        assert isinstance(dialog, ListDialog)
        assert dialog.does.text() == "读进来…"
        dialog.accept()

    answer(monkeypatch, ListDialog, read_in)
    drop(room, sent)
    qtbot.waitUntil(lambda: open_report(office) is not None)
    document = report_in(office).document
    assert document.sheet.report.organ == "区水务局"
    proposed: list[str] = []

    def choose_none(*words: str) -> tuple[str, str]:
        proposed.append(words[2])
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose_none)
    report_in(office).save()
    assert proposed[0].startswith(f"{folder}/")
    monkeypatch.setattr(office.session, "may_lose", lambda _: "lose")
    office.close_report()
    back = at_board(office, qtbot)
    assert back.view.table.current is not None
    assert back.view.table.current.row.member.organ == "东山镇"


def test_the_regions_new_report_is_kept_in_its_folder_and_leads_back_to_it(
    office: MainWindow, room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose_all(dialog: QDialog) -> None:
        assert isinstance(dialog, RegionDialog)
        dialog.organ.setText("示例区人民政府")
        dialog.states.setCurrentIndex(2)
        dialog.accept()

    answer(monkeypatch, RegionDialog, choose_all)
    room.deeds.do("consolidate")
    qtbot.waitUntil(lambda: open_report(office) is not None)
    assert report_in(office).document.place == Place(folder=folder)
    monkeypatch.setattr(office.session, "may_lose", lambda _: "lose")
    office.close_report()
    assert at_board(office, qtbot).folder == folder


def test_a_report_without_a_file_is_proposed_where_it_belongs(tmp_path: Path) -> None:
    chosen = Preferences(folder="/elsewhere")
    assert folder_for(chosen, Place(folder=tmp_path)) == str(tmp_path)
    assert folder_for(chosen, Place(tmp_path / "a" / "x.rdesk", folder=tmp_path)) == str(tmp_path / "a")
    assert folder_for(chosen, Place()) == "/elsewhere"


def test_a_long_name_is_read_from_its_beginning_on_the_cover(
    office: MainWindow, room: FolderRoom, folder: Path, qtbot: QtBot
) -> None:
    assert office.open(folder / f"{LONG}.rdesk")
    qtbot.waitUntil(lambda: open_report(office) is not None)
    cover = report_in(office).workspace.shown
    assert isinstance(cover, CoverPage)
    assert cover.organ.text() == LONG
    assert cover.organ.cursorPosition() == 0
    assert room.folder == folder
