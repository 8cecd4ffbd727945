"""A folder of Word files dropped on the board: all read at once, some taken, the rest looked through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel

from report_desk.app import _Papers
from report_desk.core.consolidation.entry import Entry, Standing, entry
from report_desk.core.consolidation.receiving import Known
from report_desk.core.consolidation.roster import Member
from report_desk.core.form.kinds import KindName
from report_desk.core.ports import SaveFailedError
from report_desk.core.record import codec
from report_desk.core.report.model import EventKind, State
from report_desk.core.sheet import evaluate
from report_desk.desk.files import saving
from report_desk.desk.files.queue import QueueBar
from report_desk.desk.files.refusals import Refusal
from report_desk.desk.review.steps.dialogs import StepDialog
from report_desk.desk.shell.county import documents
from report_desk.desk.shell.county.dialogs import ListDialog
from report_desk.store.folders.folder import ReportFolder
from report_desk.store.folders.receiving import keep
from tests import county
from tests.desk import hands
from tests.desk.hands import CONTROL, Key
from tests.desk.rooms import open_report, report_in
from tests.desk.shell.test_county import at_board, drop, office
from tests.intake.making import docx, paragraph_xml, report_docx, rows_of

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from report_desk.core.form.kinds import Figure
    from report_desk.desk.services import Services
    from report_desk.desk.shell.county.room import FolderRoom
    from report_desk.desk.shell.window import MainWindow

__all__ = ["office"]
CLEAN = ("区财政局", "区教育局", "区水务局")
DOUBTFUL = ("东山镇人民政府", "西河镇人民政府")
LATER = "区图书馆"
FORM = county.FORM


def word(organ: str, year: int = county.YEAR, **odd: str) -> bytes:
    """A report as an office without this program has it, every figure 0 but for the ``odd`` texts."""
    figures: dict[str, Figure] = {
        cell.address: "0" if cell.kind is KindName.MONEY else 0 for cell in FORM.cells.values()
    }
    figures |= {name.replace("__", "."): text for name, text in odd.items()}
    return report_docx(FORM, [rows_of(table, figures) for table in FORM.tables], organ, year)


@pytest.fixture
def services(services: Services) -> Services:
    """With what reads real documents."""
    return replace(services, papers=_Papers())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "收件"
    made.mkdir()
    ReportFolder(made).keep_roster([Member(name) for name in (*CLEAN, *DOUBTFUL, LATER)])
    return made


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """What organs have sent that do not use the program."""
    made = tmp_path / "各单位发来"
    (made / "镇街").mkdir(parents=True)
    for organ in CLEAN:
        (made / f"{organ}年报.docx").write_bytes(word(organ))
    for organ in DOUBTFUL:
        data = word(organ, requests__new__individual="三", requests__granted__individual="")
        (made / "镇街" / f"{organ}.docx").write_bytes(data)
    (made / "去年.docx").write_bytes(word(CLEAN[0], 2023))
    (made / "外单位.docx").write_bytes(word("外县林业局"))
    (made / "会议通知.docx").write_bytes(docx(paragraph_xml("请于周五参加会议。")))
    (made / "断了.docx").write_bytes(word(LATER)[:900])
    return made


@pytest.fixture
def room(office: MainWindow, folder: Path, qtbot: QtBot) -> FolderRoom:
    office.session.folder_wanted.emit(folder)
    return at_board(office, qtbot)


class Answers:
    """Answers the dialogs that come up, one after the other, each with the mouse on its button."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.seen: list[ListDialog] = []
        self.verbs: list[str] = []
        execute = QDialog.exec

        def run(dialog: ListDialog) -> int:
            self.seen.append(dialog)
            self.verbs.append(dialog.does.text())
            QTimer.singleShot(0, dialog, lambda: self._press(dialog))
            return execute(dialog)

        monkeypatch.setattr(ListDialog, "exec", run)

    def _press(self, dialog: ListDialog) -> None:
        QTest.mouseClick(dialog.does, Qt.MouseButton.LeftButton)

    def rows(self, at: int = 0) -> dict[str, tuple[str, ...]]:
        """The lines of a list by their file."""
        return {row[3]: row for row in self.seen[at]._listing.rows}


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Answers:
    return Answers(monkeypatch, qtbot)


def reports(folder: Path) -> dict[str, State]:
    found = (codec.read(path.read_bytes()).report for path in folder.glob("*.rdesk"))
    return {report.organ: report.state for report in found}


def bar_words(window: MainWindow) -> str:
    (bar,) = report_in(window).view.findChildren(QueueBar)
    return " ".join(label.text() for label in bar.findChildren(QLabel))


def save_as_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (words[2], ""))


def settle(window: MainWindow, qtbot: QtBot, *, takes_in: bool = False) -> None:
    """What is in doubt is left out, a press each, and the report is saved, or is about to be taken in."""
    confirming = report_in(window).confirming
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and QApplication.focusWidget() is not None)
    QTest.mouseClick(confirming.bar.on, Qt.MouseButton.LeftButton)
    while left := len(confirming.settling.left):
        QTest.mouseClick(confirming.bar.buttons["leave_out"], Qt.MouseButton.LeftButton)
        assert len(confirming.settling.left) < left
    if not takes_in:
        hands.press(Key.Key_S, modifier=CONTROL)
        qtbot.waitUntil(lambda: not report_in(window).document.is_dirty)


def test_a_folder_of_word_files_is_read_listed_taken_and_looked_through(  # noqa: PLR0913, PLR0917 - fixtures
    office: MainWindow,
    room: FolderRoom,
    folder: Path,
    sent: Path,
    answers: Answers,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = {path: path.read_bytes() for path in sent.rglob("*.docx")}
    save_as_proposed(monkeypatch)
    drop(room, [sent])
    qtbot.waitUntil(lambda: open_report(office) is not None, timeout=20_000)
    rows = answers.rows()
    assert rows["区财政局年报.docx"][:5] == ("收", "区财政局", "2024", "区财政局年报.docx", "0")
    asked = rows["东山镇人民政府.docx"]
    assert asked[:3] == ("核对", "东山镇人民政府", "2024")
    assert int(asked[4]) >= 2
    assert rows["去年.docx"][:3] == ("不收", "区财政局", "2023")
    assert "没有「外县林业局」" in rows["外单位.docx"][5]
    assert rows["会议通知.docx"][5]
    assert rows["断了.docx"][5]
    assert answers.verbs[0] == "收下 3 份，再核对 2 份…"
    assert reports(folder) == dict.fromkeys(CLEAN, State.SUBMITTED)

    assert report_in(office).document.sheet.report.organ == DOUBTFUL[0]
    assert "第 1 份，共 2 份" in bar_words(office)
    settle(office, qtbot)
    assert DOUBTFUL[0] in reports(folder)
    hands.press(Key.Key_PageDown, modifier=CONTROL | Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: report_in(office).document.sheet.report.organ == DOUBTFUL[1])
    assert "第 2 份，共 2 份" in bar_words(office)
    settle(office, qtbot)
    assert DOUBTFUL[1] in reports(folder)
    hands.press(Key.Key_PageDown, modifier=CONTROL | Qt.KeyboardModifier.AltModifier)
    board = at_board(office, qtbot)
    qtbot.waitUntil(lambda: board.view.shown is not None and board.view.shown.board.missing == (LATER,))
    assert {path: path.read_bytes() for path in sent.rglob("*.docx")} == before


def test_what_was_settled_is_taken_in_by_one_press_as_handed_in_by_its_organ(  # noqa: PLR0913, PLR0917
    office: MainWindow,
    room: FolderRoom,
    folder: Path,
    sent: Path,
    answers: Answers,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []

    def sign(dialog: StepDialog) -> int:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.person.setText("审核人")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(StepDialog, "exec", sign)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("there is nothing to ask"))
    drop(room, [sent / "镇街"])
    for organ in DOUBTFUL:
        qtbot.waitUntil(
            lambda organ=organ: (
                open_report(office) is not None  # type: ignore[misc]
                and report_in(office).document.sheet.report.organ == organ
            ),
            timeout=20_000,
        )
        bar = report_in(office).confirming.bar
        assert not bar.buttons["take_in"].isVisible()
        assert not office.actions_by_name["take_in"].isEnabled()
        settle(office, qtbot, takes_in=True)
        assert bar.buttons["take_in"].isVisible()
        QTest.mouseClick(bar.buttons["take_in"], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda organ=organ: organ in reports(folder))  # type: ignore[misc]
    assert len(answers.seen) == 1
    board = at_board(office, qtbot)
    assert reports(folder) == dict.fromkeys(DOUBTFUL, State.SUBMITTED)
    one = codec.read((folder / f"{DOUBTFUL[0]}_{county.YEAR}.rdesk").read_bytes()).report
    assert (one.history[-1].kind, one.history[-1].by) == (EventKind.SUBMITTED, DOUBTFUL[0])
    assert one.history[-1].reason == f"收件时从「{DOUBTFUL[0]}.docx」读入，由 审核人 核对收下"
    assert any("格空着" in words for words in said), "what is left open is said before"
    qtbot.waitUntil(lambda: board.view.shown is not None and board.view.shown.board.year == county.YEAR)


def test_a_document_that_is_opened_by_itself_is_handed_over_by_whoever_fills_it(
    office: MainWindow, sent: Path, qtbot: QtBot
) -> None:
    assert office.open(sent / "镇街" / f"{DOUBTFUL[0]}.docx")
    qtbot.waitUntil(lambda: open_report(office) is not None)
    settle(office, qtbot, takes_in=True)
    assert not report_in(office).confirming.bar.buttons["take_in"].isVisible()
    assert not office.actions_by_name["take_in"].isEnabled()
    assert office.actions_by_name["hand_over"].isEnabled()


def test_a_file_that_stands_in_the_way_is_told_of_and_stays(  # noqa: PLR0913, PLR0917 - fixtures
    office: MainWindow,
    room: FolderRoom,
    folder: Path,
    sent: Path,
    answers: Answers,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drop(room, [sent / "镇街" / f"{DOUBTFUL[0]}.docx"])
    qtbot.waitUntil(lambda: open_report(office) is not None, timeout=20_000)
    assert len(answers.seen) == 1
    settle(office, qtbot, takes_in=True)
    there = county.put(folder, county.report("别的局", {}), f"{DOUBTFUL[0]}_{county.YEAR}.rdesk")
    before = there.read_bytes()
    refused: list[Exception] = []

    def leave(_: object, error: Exception) -> Refusal:
        refused.append(error)
        return Refusal.LEAVE

    monkeypatch.setattr(saving, "after_refusal", leave)
    monkeypatch.setattr(StepDialog, "exec", lambda _: QDialog.DialogCode.Accepted)
    office.actions_by_name["take_in"].trigger()
    qtbot.waitUntil(lambda: bool(refused))
    assert there.read_bytes() == before
    assert report_in(office).document.sheet.report.state is State.DRAFT


def test_what_was_taken_stands_on_the_board_as_handed_over_and_is_not_taken_twice(
    room: FolderRoom, folder: Path, sent: Path, answers: Answers, qtbot: QtBot
) -> None:
    one = sent / f"{CLEAN[0]}年报.docx"
    drop(room, [one])
    qtbot.waitUntil(lambda: room.view.shown is not None and room.view.shown.board.year == county.YEAR)
    (path,) = folder.glob("*.rdesk")
    assert path.name == f"{CLEAN[0]}_{county.YEAR}.rdesk"
    event = codec.read(path.read_bytes()).report.history[-1]
    assert (event.kind, event.by) == (EventKind.SUBMITTED, CLEAN[0])
    assert one.name in event.reason
    assert room.view.shown is not None
    (line,) = room.view.shown.clean
    assert line.row.standing is Standing.SUBMITTED
    kept = path.read_bytes()
    drop(room, [one])
    qtbot.waitUntil(lambda: len(answers.seen) == 2)
    assert answers.rows(1)[one.name][0] == "不收"
    assert "已经收过" in answers.rows(1)[one.name][5]
    assert {found.name: found.read_bytes() for found in folder.glob("*.rdesk")} == {path.name: kept}


def test_a_document_that_differs_from_what_is_there_is_never_put_beside_it(  # noqa: PLR0913, PLR0917 - fixtures
    office: MainWindow, room: FolderRoom, folder: Path, sent: Path, answers: Answers, qtbot: QtBot
) -> None:
    county.put(folder, county.submitted(county.report(CLEAN[0], {})))
    room.look_again()
    qtbot.waitUntil(lambda: room.view.shown is not None and room.view.shown.board.year == county.YEAR)
    drop(room, [sent / f"{CLEAN[0]}年报.docx", sent / f"{CLEAN[1]}年报.docx"])
    qtbot.waitUntil(lambda: CLEAN[1] in reports(folder))
    assert len(list(folder.glob("*.rdesk"))) == 2
    assert answers.rows()[f"{CLEAN[0]}年报.docx"][0] == "不收"
    drop(room, [sent / f"{CLEAN[0]}年报.docx"])  # alone, it can be opened to be looked at
    qtbot.waitUntil(lambda: open_report(office) is not None)
    assert answers.verbs[-1] == "读进来…"


def test_reading_can_be_given_up(  # noqa: PLR0913, PLR0917 - fixtures
    office: MainWindow,
    room: FolderRoom,
    folder: Path,
    sent: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    office.session.told.connect(told.append)
    read = documents._read

    def stop(*args: object) -> object:
        room.deeds.runner.give_up()
        return read(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(documents, "_read", stop)
    drop(room, [sent])
    qtbot.waitUntil(lambda: told == ["已取消。"])
    assert not list(folder.glob("*.rdesk"))


def test_a_stick_that_is_pulled_out_after_the_list_loses_nothing_that_was_read(
    room: FolderRoom, folder: Path, sent: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pull(_: QDialog) -> int:
        for path in sent.glob("*.docx"):
            path.unlink()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ListDialog, "exec", pull)
    drop(room, [sent / f"{organ}年报.docx" for organ in CLEAN])
    qtbot.waitUntil(lambda: reports(folder) == dict.fromkeys(CLEAN, State.SUBMITTED))


def test_what_is_read_out_is_kept_under_a_free_name(folder: Path) -> None:
    known, names = Known((), (), 2024), []
    for at, data in enumerate((b"1", b"2")):
        line = Entry("甲.docx", organ=f"甲{at}局", year=2024, standing=Standing.SUBMITTED)
        names.append(keep(folder, "甲.rdesk", data, known.incoming("甲.docx", line, 0), known))
    assert names == ["甲.rdesk", "甲_2.rdesk"]
    assert [(folder / name).read_bytes() for name in names] == [b"1", b"2"]


def test_a_document_that_two_offices_receive_at_once_becomes_one_report(folder: Path) -> None:
    """Each office reads it for itself, as a report of another number: their contents are the same."""
    said = county.submitted(county.report("甲局", {}))
    for at in range(2):
        one = entry("甲.docx", evaluate(county.FORM, replace(said, id=f"of office {at}")))
        known = Known((), (), county.YEAR)  # what each has seen before the other received anything
        arrival = Known((), (), county.YEAR).incoming("甲.docx", one, 0)
        if at:
            with pytest.raises(SaveFailedError, match="已经收过"):
                keep(folder, "甲.rdesk", codec.write(said), arrival, known)
        else:
            keep(folder, "甲.rdesk", codec.write(said), arrival, known)
    assert [path.name for path in folder.glob("*.rdesk")] == ["甲.rdesk"]
