"""What follows from typing is worked out when the keys pause; what is typed is there at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from report_desk.core.checks import runner
from report_desk.core.edits.apply import SetFigure, SetText
from report_desk.core.form.edition import Address
from report_desk.desk.pages.prose.page import ProsePage
from tests.desk.hands import CONTROL, Key, press, type_text

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from report_desk.core.sheet import Sheet
    from tests.desk.scene import Scene

CELL = Address("requests.new.individual")


def count_checks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """From now on, note every run of the checks."""
    ran, run = list[object](), runner.run

    def counted(*of: object) -> object:
        ran.append(of)
        real: Callable[..., object] = run
        return real(*of)

    monkeypatch.setattr(runner, "run", counted)
    return ran


def test_keys_in_a_row_run_the_checks_once(
    scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = scene.open(zeros)
    page = scene.go("overview")
    assert isinstance(page, ProsePage)
    QApplication.processEvents()
    ran = count_checks(monkeypatch)
    settled: list[str] = []
    document.settled.connect(lambda: settled.append(document.sheet.report.sections["overview"]))
    before = document.sheet.report.sections["overview"]
    for key in "abcdefgh":
        type_text(key)
        assert key in document.sheet.report.sections["overview"]  # nothing typed waits
        page.repaint()
    assert (ran, settled) == ([], [])
    scene.qtbot.waitUntil(lambda: bool(settled))
    assert settled == ["abcdefgh" + before]
    assert len(ran) == 1
    press(Key.Key_Z, modifier=CONTROL)  # still one gesture
    assert document.sheet.report.sections["overview"] == before
    assert len(settled) == 2  # undo shows what it does at once


def test_a_figure_shows_its_findings_at_once(scene: Scene, zeros: Sheet) -> None:
    document = scene.open(zeros)
    document.submit(SetFigure(CELL, 5), "填数")
    assert scene.report.workspace.findings.model.rowCount() > 0


def test_whoever_acts_on_what_follows_has_it_for_the_last_key(scene: Scene, zeros: Sheet) -> None:
    document = scene.open(zeros)
    settled: list[int] = []
    document.settled.connect(lambda: settled.append(1))
    model = scene.report.workspace.findings.model
    scene.go("overview")
    document.submit(SetText("overview", ""), "输入", "text:overview:0")
    assert (settled, model.rowCount()) == ([], 0)
    assert document.sheet.findings  # an export, a step, an approval ask the sheet
    scene.trigger("next_finding")
    assert model.rowCount() == len({finding.rule for finding in document.sheet.findings}) == 1
    assert settled == [1]
    scene.qtbot.wait(150)
    assert settled == [1]  # it is not done twice
