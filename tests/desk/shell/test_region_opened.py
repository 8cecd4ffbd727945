"""From a number of the region's report to the cell of an organ, and from paper to what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel

from report_desk import app
from report_desk.core.consolidation.entry import Standing
from report_desk.core.consolidation.sums import consolidate
from report_desk.core.form.edition import Address
from report_desk.core.output.printout import PrintOptions, printout
from report_desk.core.sheet import evaluate
from report_desk.desk.shell.county import deeds
from report_desk.desk.shell.county.dialogs import ListDialog
from report_desk.desk.shell.county.region.sources import SourcesDialog
from report_desk.publish.pdf.export import publish_pdf
from tests import county
from tests.desk.rooms import open_report, report_in
from tests.desk.shell.test_county import answer, at_board, clean, folder, office

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from report_desk.core.report.model import Report
    from report_desk.desk.services import Services
    from report_desk.desk.shell.county.room import FolderRoom
    from report_desk.desk.shell.window import MainWindow

__all__ = ["folder", "office"]
NEW = Address("requests.new.individual")
LOW = ("requests.carried_out.individual", "requests.new.total", "remedies.suit_after_review.total")


@pytest.fixture
def services(services: Services) -> Services:
    """With papers as they lie on the disk."""
    return replace(services, papers=app._Papers())


@pytest.fixture
def room(office: MainWindow, folder: Path, qtbot: QtBot) -> FolderRoom:
    office.session.folder_wanted.emit(folder)
    return at_board(office, qtbot)


def added_up(room: FolderRoom) -> Report:
    """The region's report of the folder as it is now."""
    assert room.view.shown is not None
    return consolidate(room.view.shown.board, county.FORM, "region", "示例区", (Standing.SUBMITTED,)).report


def printed(path: Path, report: Report) -> Path:
    """A report as a PDF."""
    path.write_bytes(publish_pdf(printout(evaluate(county.FORM, report), PrintOptions())).data)
    return path


def said_by(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What each 底稿 says above its numbers and the number that it stands at, from now on."""
    said: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, SourcesDialog)
        said.extend((dialog.findChildren(QLabel)[0].text(), dialog.place))

    answer(monkeypatch, SourcesDialog, look)
    return said


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Choose a file where one is asked for."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))


def drop(room: FolderRoom, *paths: Path) -> None:
    """Drop files on the board."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    room.view.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))


@pytest.mark.parametrize("zoom", [1.0, 1.3])
@pytest.mark.parametrize("place", LOW)
def test_an_organs_report_opens_at_the_number_it_gave(  # noqa: PLR0913, PLR0917 - fixtures
    office: MainWindow,
    room: FolderRoom,
    folder: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    zoom: float,
) -> None:
    office.resize(1366, 768)
    office._look.zoom_to(zoom)
    choose(monkeypatch, county.put(folder.parent, added_up(room)))

    def go(dialog: QDialog) -> None:
        assert isinstance(dialog, SourcesDialog)
        dialog.numbers.selectRow(dialog._places.index(Address(place)))
        rows = [row for row in range(dialog.organs.rowCount()) if dialog._parts[row].organ == "东山镇"]
        dialog.organs.cellActivated.emit(rows[0], 0)

    answer(monkeypatch, SourcesDialog, go)
    room.deeds.do("sources")
    qtbot.waitUntil(lambda: open_report(office) is not None)
    opened = report_in(office)
    assert opened.document.sheet.report.organ == "东山镇"
    table = opened.workspace.table
    assert table is not None
    assert table.view.current == place
    qtbot.waitUntil(table.view.hasFocus)
    qtbot.wait(50)
    cell = table.view.visualRect(table.view.currentIndex())
    assert table.view.viewport().rect().contains(cell)
    assert office.rect().contains(table.view.viewport().mapTo(office, cell.center()))
    office.close_report()
    back = at_board(office, qtbot)
    assert back.view.table.current is not None
    assert back.view.table.current.row.member.organ == "东山镇"


def test_a_pdf_of_the_region_is_held_against_its_report_and_the_folder(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = added_up(room)
    county.put(folder.parent, report, "示例区.rdesk")
    choose(monkeypatch, printed(folder.parent / "示例区.pdf", report))
    said = said_by(monkeypatch)
    room.deeds.do("sources")
    qtbot.waitUntil(lambda: bool(said))
    assert "PDF「示例区.pdf」和汇总报告「示例区.rdesk」数据一致。页面一致" in said[0]
    assert "一致：用文件夹里的报告重算，是同样的数。" in said[0]


def test_what_changed_since_is_said_in_words_when_the_pdf_is_dropped(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = added_up(room)
    paper = printed(folder.parent / "公布的.pdf", replace(report, figures={**report.figures, NEW: 9}))
    county.put(folder, report, "汇总.rdesk")
    county.put(folder, replace(clean("东山镇"), figures={**clean("东山镇").figures, NEW: 4}))
    room.look_again()
    qtbot.waitUntil(lambda: room._looking is None)
    said = said_by(monkeypatch)
    drop(room, paper)
    qtbot.waitUntil(lambda: bool(said))
    assert "PDF「公布的.pdf」和汇总报告「汇总.rdesk」数据不一致" in said[0]
    assert "PDF 里是 9，报告里是 7。" in said[0]
    assert "「东山镇」的报告（东山镇.rdesk）在汇总以后改过。" in said[0]
    assert "报告里是 7，现在合起来是 11" in said[0]
    assert said[1] == NEW  # the number that is off


def test_the_regions_own_report_that_is_dropped_is_held_and_one_from_below_is_received(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = added_up(room)
    ours = county.put(folder.parent, report, "示例区.rdesk")
    parts = tuple(replace(part, organ=f"{part.organ}下属") for part in report.consolidation.parts)  # type: ignore[union-attr]
    below = replace(report, organ="区图书馆", consolidation=replace(report.consolidation, parts=parts))  # type: ignore[type-var]
    theirs = county.put(folder.parent, below, "区图书馆.rdesk")
    said, lists = said_by(monkeypatch), []
    answer(monkeypatch, ListDialog, lambda dialog: lists.append(dialog._listing.rows))  # type: ignore[attr-defined]
    drop(room, ours)
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith("一致")
    qtbot.waitUntil(lambda: not room.deeds.runner.is_busy)
    drop(room, theirs)
    qtbot.waitUntil(lambda: bool(lists))
    assert lists[0][0][:2] == ("收", "区图书馆")
    assert len(said) == 2


def test_a_pdf_without_its_report_is_told_what_to_do(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, printed(folder.parent / "公布的.pdf", added_up(room)))
    said: list[str] = []
    monkeypatch.setattr(deeds, "tell", lambda _, words: said.append(words))
    room.deeds.do("sources")
    qtbot.waitUntil(lambda: bool(said))
    assert "把汇总报告放在 PDF 旁边再核对" in said[0]


def test_a_pdf_is_held_from_the_sources_as_well(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = added_up(room)
    region = county.put(folder.parent, report, "示例区.rdesk")
    paper = printed(folder.parent / "示例区.pdf", report)
    said: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, SourcesDialog)
        said.append(dialog.findChildren(QLabel)[0].text())
        if len(said) == 1:
            choose(monkeypatch, paper)
            dialog._ask_for_paper()

    choose(monkeypatch, region)
    answer(monkeypatch, SourcesDialog, look)
    room.deeds.do("sources")
    qtbot.waitUntil(lambda: len(said) == 2)
    assert "PDF" not in said[0]
    assert "数据一致" in said[1]
