"""The region's report in the window: last year's beside it, what it lacks, its annex as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel

from report_desk.core.consolidation.entry import Standing
from report_desk.core.consolidation.sums import consolidate
from report_desk.core.form.edition import Address
from report_desk.core.report.model import PreviousYear
from report_desk.core.report.sources import Consolidation, Part
from report_desk.desk.shell.county import deeds
from report_desk.desk.shell.county.region.adding import RegionDialog
from report_desk.desk.shell.county.region.sources import PDF, SourcesDialog
from tests import county
from tests.desk.rooms import open_report, report_in
from tests.desk.shell.test_county import answer, at_board, clean, folder, office

if TYPE_CHECKING:
    from pathlib import Path, PurePath

    from pytestqt.qtbot import QtBot

    from report_desk.core.report.model import Report
    from report_desk.desk.shell.county.room import FolderRoom
    from report_desk.desk.shell.window import MainWindow
    from tests.desk.memory import Press

__all__ = ["folder", "office"]
OUT = Address("requests.carried_out.individual")


def last_year(**changes: object) -> Report:
    """The region's report of the year before, added up as this year's is."""
    made = Consolidation(states=("approved",), parts=(Part("区财政局", "x.rdesk", "r", "f"),))
    figures = {**clean("示例区").figures, OUT: 4}
    return county.report("示例区人民政府", figures, year=county.YEAR - 1, consolidation=made, **changes)


@pytest.fixture
def room(office: MainWindow, folder: Path, qtbot: QtBot) -> FolderRoom:
    county.put(folder, last_year(details={"phone": "0512-1"}), "去年.rdesk")
    office.session.folder_wanted.emit(folder)
    return at_board(office, qtbot)


def test_last_years_report_in_the_folder_stands_beside_the_new_one(
    office: MainWindow,
    room: FolderRoom,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, RegionDialog)
        assert dialog.last.text() == "去年.rdesk"
        assert dialog.organ.text() == "示例区人民政府"
        dialog.states.setCurrentIndex(1)
        dialog.accept()

    answer(monkeypatch, RegionDialog, choose)
    room.deeds.do("consolidate")
    qtbot.waitUntil(lambda: open_report(office) is not None)
    sheet = report_in(office).document.sheet
    assert sheet.report.previous is not None
    assert sheet.report.previous.figures[OUT] == 4
    assert sheet.report.details["phone"] == "0512-1"
    assert sheet.report.figures[Address("requests.carried_in.individual")] == 0
    rules = {finding.rule for finding in sheet.findings}
    assert "region-whole" in rules


def test_a_report_of_another_year_is_refused_in_words(
    room: FolderRoom, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = county.put(folder.parent, clean("示例区"), "今年的.rdesk")
    said: list[str] = []
    monkeypatch.setattr(deeds, "tell", lambda _, words: said.append(words))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(odd), ""))

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, RegionDialog)
        dialog.chooses.click()
        assert dialog.last.text() == "今年的.rdesk"
        dialog.states.setCurrentIndex(1)
        dialog.accept()

    answer(monkeypatch, RegionDialog, choose)
    room.deeds.do("consolidate")
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["这是 2024 年的报告，要用 2023 年的。"]


def test_the_annex_is_kept_as_a_pdf(  # noqa: PLR0913, PLR0917 - fixtures
    room: FolderRoom,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    written: dict[PurePath, bytes],
    press_at: Press,
) -> None:
    assert room.view.shown is not None
    made = consolidate(room.view.shown.board, county.FORM, "region", "示例区", (Standing.SUBMITTED,))
    region, out = county.put(tmp_path, made.report), tmp_path / "底稿.pdf"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(region), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    answer(monkeypatch, SourcesDialog, lambda dialog: dialog._export(PDF))  # type: ignore[attr-defined]
    room.deeds.do("sources")
    qtbot.waitUntil(lambda: out in written and not room.deeds.runner.is_busy)
    assert written[out].startswith(b"%PDF")
    printed = press_at.printed[-1]
    assert "汇总底稿" in printed.title[-1]
    said = "".join(getattr(block, "text", "") for block in printed.blocks)
    assert "没有交来的 1 个：区图书馆" in said
    assert "五、上年结转" in said


def test_the_organ_at_which_last_year_differs_is_named_beside_the_numbers(
    room: FolderRoom,
    folder: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours = clean("区财政局")
    handed = PreviousYear("p", "1", county.FORM.id, county.YEAR - 1, {**ours.figures, OUT: 3}, {})
    county.put(folder, replace(ours, previous=handed))
    room.look_again()
    qtbot.waitUntil(lambda: room.view.shown is not None and room._looking is None)
    assert room.view.shown is not None
    made = consolidate(room.view.shown.board, county.FORM, "region", "示例区", (Standing.SUBMITTED,))
    region = county.put(folder.parent, made.report)
    said: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(region), ""))
    labels = lambda dialog: said.extend(label.text() for label in dialog.findChildren(QLabel))  # noqa: E731
    answer(monkeypatch, SourcesDialog, labels)
    room.deeds.do("sources")
    qtbot.waitUntil(lambda: bool(said))
    words = (
        "上年结转不一致：区财政局，二、上年结转政府信息公开申请数量，自然人：去年结转下年 3，今年上年结转 0。"
    )
    assert words in said[0]
    assert "各单位合计" in said[0]
