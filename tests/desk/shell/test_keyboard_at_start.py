"""The keyboard is in what was opened, however late the desktop makes the program's window the active one."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from report_desk.core.edits.apply import ZeroBlanks, apply
from report_desk.core.form.edition import Address
from report_desk.desk.document import Document, Place
from report_desk.desk.files.watching.notice import Told
from report_desk.desk.shell.window import MainWindow
from report_desk.desk.theme.palette import LIGHT
from tests.desk.rooms import report_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look

CELL = "requests.new.individual"


def _report(window: MainWindow, sheet: Sheet, told: Told, times: int = 1) -> None:
    for _ in range(times):
        window.session.began.emit(Document(sheet, Place()), told)


OPENS: dict[str, Callable[[MainWindow, Sheet], object]] = {
    "start": lambda window, _: window.show_start(),
    "cover": lambda window, sheet: _report(window, sheet, Told()),
    "cell": lambda window, sheet: _report(window, sheet, Told(cell=CELL)),
    "another after it": lambda window, sheet: _report(window, sheet, Told(), 2),
}


@pytest.fixture
def late(qtbot: QtBot) -> Iterator[MainWindow]:
    """A bare window as the program starts with: its frame is on the screen, and another one is active."""
    made = MainWindow(LIGHT, None)
    qtbot.addWidget(made, before_close_func=MainWindow.forget_report)
    with qtbot.waitSignal(made.painted):
        made.show()
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    yield made
    for pool in (made.background, made.aside, made.drafting, made.printing, made.reckoning):
        pool.wait()


def _activate(window: MainWindow) -> None:
    """Make it the active window before anything else that waits: X tells of it ahead of Qt's own events."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # what replaces it waits its turn
        QApplication.setActiveWindow(window)


@pytest.mark.parametrize("what", OPENS)
def test_a_window_that_becomes_active_late_has_the_keyboard(
    late: MainWindow, services: Services, look: Look, blank: Sheet, what: str
) -> None:
    late.furnish(services, look)
    OPENS[what](late, apply(blank, ZeroBlanks()).sheet)
    assert not late.isActiveWindow()
    assert QApplication.focusWidget() is None
    _activate(late)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.window() is late
    if what == "cell":
        table = report_in(late).workspace.table
        assert table is not None
        assert focus is table.view
        assert table.view.current == Address(CELL)
