"""The room that a window shows, as what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.desk.shell.open_report import OpenReport
from report_desk.desk.shell.start.room import StartRoom

if TYPE_CHECKING:
    from report_desk.desk.shell.start.page import StartPage
    from report_desk.desk.shell.window import MainWindow


def open_report(window: MainWindow) -> OpenReport | None:
    """The open report, if one is."""
    return window.room if isinstance(window.room, OpenReport) else None


def report_in(window: MainWindow) -> OpenReport:
    """The report that is open for sure."""
    assert isinstance(window.room, OpenReport)
    return window.room


def start_page(window: MainWindow) -> StartPage:
    """The start page that is shown for sure."""
    assert isinstance(window.room, StartRoom)
    return window.room.page
