"""A year of the county office in one window: roster, files, returns, approvals, region; actions counted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import openpyxl
import pytest
from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from report_desk import export_pdf
from report_desk.core.consolidation.entry import Standing
from report_desk.core.edits.apply import SetFigure, apply
from report_desk.core.edits.review import Step
from report_desk.core.form.edition import Address
from report_desk.core.output.printout import PrintOptions
from report_desk.core.record import codec
from report_desk.core.report.model import EventKind, Revision, State
from report_desk.core.sheet import evaluate
from report_desk.desk.review.steps.dialogs import StepDialog
from report_desk.desk.shell.county.dialogs import ListDialog
from report_desk.desk.shell.county.region.adding import RegionDialog
from report_desk.desk.shell.county.region.sources import EXCEL, SourcesDialog
from report_desk.desk.shell.county.roster.dialog import RosterDialog
from report_desk.store.folders.folder import ReportFolder
from tests import county
from tests.desk.rooms import open_report, report_in
from tests.desk.shell.test_county import answer, at_board, clean, drop, office, spoilt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from report_desk.core.sheet import Sheet
    from report_desk.desk.shell.county.room import FolderRoom
    from report_desk.desk.shell.window import MainWindow

__all__ = ["office"]
CLEAN, FAULTY, MISSING, BY_HAND = 34, 5, 2, 6
NEW, GRANTED = (Address(f"requests.{row}.individual") for row in ("new", "granted"))


class Hands:
    """Counts what a person does: a press, an answer, a name typed, files dropped."""

    def __init__(self) -> None:
        self.actions = 0

    def act(self, count: int = 1) -> None:
        """So many more."""
        self.actions += count

    def since(self, before: int) -> int:
        """How many since then."""
        return self.actions - before


def names(word: str, count: int) -> list[str]:
    return [f"示例区{word}{at + 1}局" for at in range(count)]


def standings(room: FolderRoom) -> dict[Standing, int]:
    assert room.view.shown is not None
    return {standing: count for standing, count in room.view.shown.board.counts.items() if count}


def send_files(folder: Path) -> None:
    """What forty organs have sent: clean ones, some that do not balance, one that nobody has handed over."""
    folder.mkdir()
    for name in names("甲", CLEAN):
        sheet = evaluate(county.FORM, clean(name))
        for place in (NEW, GRANTED):
            sheet = apply(sheet, SetFigure(place, 2)).sheet
        county.put(folder, sheet.report)
    for name in names("乙", FAULTY):
        county.put(folder, spoilt(name))
    county.put(folder, replace(clean("示例区草稿局"), state=State.DRAFT, history=()))


def come_back(folder: Path, collected: Path, organs: Sequence[str]) -> None:
    """Some of the returned ones, put right by their clerks and handed over again."""
    folder.mkdir()
    for name in organs:
        report = codec.read((collected / f"{name}.rdesk").read_bytes()).report
        sheet = apply(evaluate(county.FORM, report), SetFigure(GRANTED, 7)).sheet
        closed = tuple(replace(one, closed_by="经办人") for one in sheet.report.remarks)
        sheet = evaluate(county.FORM, replace(sheet.report, remarks=closed))
        sheet = apply(sheet, Step(EventKind.SUBMITTED, "经办人", "2025-01-25T09:00:00+08:00", "")).sheet
        before = sheet.report.revision
        revision = Revision(before.number + 1, f"again-{name}", (before.id,), (before.id, *before.ancestors))
        county.put(folder, replace(sheet.report, revision=revision))


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    """Answers every dialog as a person would, and counts it."""
    made = Hands()

    def sign(dialog: QDialog) -> None:
        person = dialog.person  # type: ignore[attr-defined]
        if not person.text() and dialog.windowTitle() not in {"结果", "收件"}:
            person.setText("审核人")
            made.act()
        made.act()
        dialog.accept()

    def paste(dialog: QDialog) -> None:
        assert isinstance(dialog, RosterDialog)
        dialog.table.paste()
        dialog.accept()
        made.act(2)

    def name(dialog: QDialog) -> None:
        assert isinstance(dialog, RegionDialog)
        dialog.organ.setText("示例区人民政府")
        dialog.accept()
        made.act(2)

    def export(dialog: QDialog) -> None:
        assert isinstance(dialog, SourcesDialog)
        dialog._export(EXCEL)
        made.act()

    for kind, does in (
        (ListDialog, sign),
        (StepDialog, sign),
        (RosterDialog, paste),
        (RegionDialog, name),
        (SourcesDialog, export),
    ):
        answer(monkeypatch, kind, does)
    return made


@dataclass
class Year:
    """The window through the year, and the hands at it."""

    window: MainWindow
    hands: Hands
    qtbot: QtBot
    folder: Path

    @property
    def room(self) -> FolderRoom:
        """The board."""
        return at_board(self.window, self.qtbot)

    def press(self, name: str) -> None:
        """A button of the board."""
        self.hands.act()
        self.room.deeds.do(name)

    def drop(self, folder: Path) -> None:
        """A stick is dropped on the board."""
        drop(self.room, [folder])
        self.hands.act()

    def wait_for(self, **wanted: int) -> None:
        """Until so many organs stand so far."""
        room, expected = self.room, {Standing(name): count for name, count in wanted.items()}
        self.qtbot.waitUntil(
            lambda: standings(room) == expected and not room.deeds.runner.is_busy, timeout=20_000
        )

    def collect(self, stick: Path, every: list[str]) -> None:
        """The folder is opened, the roster pasted, the stick dropped."""
        self.window.session.folder_wanted.emit(self.folder)
        self.hands.act()
        QGuiApplication.clipboard().setText("\n".join(every))
        self.press("roster")
        self.wait_for(missing=len(every))
        self.drop(stick)
        self.wait_for(missing=MISSING, draft=1, submitted=CLEAN + FAULTY)

    def give_back(self, again: Path) -> None:
        """What does not balance is returned; three come back."""
        self.press("return_found")
        self.wait_for(missing=MISSING, draft=1, submitted=CLEAN, returned=FAULTY)
        come_back(again, self.folder, names("乙", 3))
        self.drop(again)
        self.wait_for(missing=MISSING, draft=1, submitted=CLEAN, returned=2, resubmitted=3)

    def approve(self, every: list[str]) -> None:
        """Some are looked through one after the other; each approval leads on to the next."""
        self.room.open_line(self.room.view.table.board.lines[0])
        self.hands.act()
        for at in range(BY_HAND):
            assert report_in(self.window).document.sheet.report.organ == every[at]
            self.window.actions_by_name["approve"].trigger()
            self.hands.act()
            follows = every[at + 1]
            self.qtbot.waitUntil(partial(self.shows, follows))

    def shows(self, organ: str) -> bool:
        """Whether the report of an organ is open."""
        return report_in(self.window).document.sheet.report.organ == organ

    def approve_the_rest(self) -> None:
        """All that is clean, in one go."""
        self.window.actions_by_name["board"].trigger()
        self.hands.act()
        self.press("approve_clean")
        self.wait_for(missing=MISSING, draft=1, returned=2, approved=CLEAN + 3)

    def add_up(self) -> Sheet:
        """The region's report, as it stands in the window."""
        self.press("consolidate")
        self.qtbot.waitUntil(lambda: open_report(self.window) is not None)
        return report_in(self.window).document.sheet

    def open_again(self) -> None:
        """The board once more; the region's report was kept."""
        self.window.session.queue = None
        self.window.forget_report()
        self.window.session.folder_wanted.emit(self.folder)
        assert self.room.view.shown is not None


def test_a_year_of_the_office(
    office: MainWindow, hands: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    year, stick, annex = (
        Year(office, hands, qtbot, tmp_path / "收件"),
        tmp_path / "U盘",
        tmp_path / "底稿.xlsx",
    )
    year.folder.mkdir()
    send_files(stick)
    every = [*names("甲", CLEAN), *names("乙", FAULTY), "示例区草稿局", *names("缺", MISSING)]
    year.collect(stick, every)
    before = hands.actions
    year.give_back(tmp_path / "再交")
    assert hands.since(before) <= 5 * FAULTY
    before = hands.actions
    year.approve(every)
    assert hands.since(before) <= 3 * BY_HAND
    year.approve_the_rest()
    region = year.add_up()
    made = region.report.consolidation
    assert made is not None
    assert (len(made.parts), made.missing) == (CLEAN + 3, tuple(names("缺", MISSING)))
    assert {one.organ for one in made.left_out} == {*names("乙", FAULTY)[3:], "示例区草稿局"}
    assert region.report.figures[NEW] == 2 * CLEAN + 7 * 3
    assert export_pdf(region, options=PrintOptions(draft=True)).data.startswith(b"%PDF")
    saved = county.put(tmp_path, region.report)
    year.open_again()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(saved), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(annex), ""))
    year.press("sources")
    qtbot.waitUntil(lambda: annex.exists() and not year.room.deeds.runner.is_busy)
    sums = {row[0].value: row[2].value for row in openpyxl.load_workbook(annex)["合计"].rows}
    assert sums[NEW] == 2 * CLEAN + 7 * 3
    assert hands.actions <= 36
    assert len(ReportFolder(year.folder).entries()) == 40
