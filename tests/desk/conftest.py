"""The window over ports in memory, and the answers that a person would give to its questions."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from report_desk import resources
from report_desk.core.edits.apply import SetFigures, SetText, TakeOver, ZeroBlanks, apply
from report_desk.core.edits.new_report import format_for, new_report, previous_year
from report_desk.core.form.edition import Address, ReportFormat
from report_desk.core.sheet import Sheet, evaluate
from report_desk.desk.document import Document, Place
from report_desk.desk.services import Services
from report_desk.desk.settings import Settings
from report_desk.desk.shell.window import MainWindow
from report_desk.desk.theme.look import Appearance, Look
from report_desk.desk.theme.palette import LIGHT
from report_desk.intake.markup import read_markup
from tests.desk.memory import MemoryClaims, MemoryPapers, MemoryStore, OffThread, Press
from tests.desk.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from report_desk.core.ports import FileWriter

ORGAN = "示例区文化和旅游局"
NOW = datetime(2026, 1, 12, 10, 32, tzinfo=timezone(timedelta(hours=8)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform has no window manager, and says each time what it cannot tell it."""
    for item in items:
        if "desk" in item.path.parts or "journeys" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """No window of the test before is still on the screen, and the clipboard is empty.

    One that is, after a test that failed in the middle, fails the next test and is put away: no third one.
    """
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in left:
        widget.hide()
        widget.deleteLater()
    assert not left
    yield
    if QApplication.instance() is not None:
        QApplication.clipboard().clear()


@pytest.fixture(scope="session")
def form() -> ReportFormat:
    return resources.format_by_id("2021")


@pytest.fixture(scope="session")
def old_form() -> ReportFormat:
    return resources.format_by_id("2019")


@pytest.fixture
def blank(form: ReportFormat) -> Sheet:
    return evaluate(form, new_report(form, "report", ORGAN, 2025))


@pytest.fixture
def zeros(blank: Sheet) -> Sheet:
    """Everything filled with zeros and a word in each section; nothing to fix."""
    sheet = apply(blank, ZeroBlanks()).sheet
    for section in ("overview", "problems", "other"):
        sheet = apply(sheet, SetText(section, "2025年已按要求完成。")).sheet
    return sheet


@pytest.fixture
def followed(zeros: Sheet) -> Sheet:
    """With last year's report behind it: five requests carried over, three of them taken in."""
    last = apply(zeros, SetFigures({Address("requests.carried_out.individual"): 5})).sheet
    last = replace(last, report=replace(last.report, year=2024, id="last"))
    taken = apply(zeros, TakeOver(previous_year(last))).sheet
    figures = {"new": 4, "carried_in": 3, "granted": 7}
    return apply(
        taken, SetFigures({Address(f"requests.{row}.individual"): n for row, n in figures.items()})
    ).sheet


@pytest.fixture
def document(zeros: Sheet, qtbot: QtBot) -> Document:  # noqa: ARG001 - an application must exist
    return Document(zeros, Place())


@pytest.fixture
def look(qtbot: QtBot) -> Look:  # noqa: ARG001 - an application must exist
    made = Look(Appearance.LIGHT)
    made.apply()
    return made


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def press_at() -> Press:
    return Press()


@pytest.fixture
def written() -> dict[PurePath, bytes]:
    return {}


@pytest.fixture
def claims() -> MemoryClaims:
    return MemoryClaims()


@pytest.fixture
def papers() -> MemoryPapers:
    return MemoryPapers()


@pytest.fixture
def services(  # noqa: PLR0913, PLR0917 - every port
    store: MemoryStore,
    claims: MemoryClaims,
    papers: MemoryPapers,
    press_at: Press,
    written: dict[PurePath, bytes],
    tmp_path: Path,
) -> Services:
    identities = count(1)

    def write(path: PurePath, data: bytes) -> None:
        written[path] = data

    backing = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    return Services(
        store=cast("MemoryStore", OffThread(store)),
        claims=claims,
        publish=cast("Press", OffThread(press_at)),
        write_file=cast("FileWriter", OffThread(write)),
        papers=cast("MemoryPapers", OffThread(papers)),
        form_for_year=lambda year: format_for(year, resources.formats()),
        form_by_id=resources.format_by_id,
        settings=Settings(backing),
        now=lambda: NOW,
        new_id=lambda: f"id-{next(identities)}",
        log=lambda: PurePath("/log/report-desk.log"),
        read_markup=read_markup,
    )


@pytest.fixture
def window(services: Services, look: Look, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(LIGHT, None)
    made.furnish(services, look)
    made.resize(1366, 768)
    qtbot.addWidget(made, before_close_func=_let_go)
    made.show_start()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.background.wait()
    made.aside.wait()
    made.drafting.wait()
    made.printing.wait()
    made.reckoning.wait()


def _let_go(window: MainWindow) -> None:
    window.forget_report()


@pytest.fixture
def scene(  # noqa: PLR0913, PLR0917 - everything around the window
    window: MainWindow,
    store: MemoryStore,
    press_at: Press,
    written: dict[PurePath, bytes],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Scene:
    made = Scene(window, window._services, store, press_at, written, qtbot, monkeypatch)
    made.answer_questions()
    return made
