"""The start page as a room of the window."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from report_desk.desk.shell.start.page import StartPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.core.form.edition import ReportFormat
    from report_desk.desk.frame import Frame
    from report_desk.desk.shell.session.session import Session
    from report_desk.desk.shell.status_bar import Status


class StartRoom(QObject):
    """Nothing is open, and nothing can be lost. ``page`` is made anew whenever something may have changed."""

    def __init__(self, frame: Frame, session: Session, status: Status) -> None:
        super().__init__(frame.window)
        self._frame = frame
        self._session = session
        self._status = status
        self._has_ended = False
        self.view = QWidget()
        self._column = QVBoxLayout(self.view)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.page = self._made()
        frame.look.changed.connect(self._lay_out)

    def begin(self) -> None:
        """Show what can be begun."""
        self._status.hide()
        self._frame.window.setWindowTitle(self.tr("开始 — 年报台"))
        self._frame.actions.enable_for(has_report=False)
        self.page.new.setFocus()

    def leave(self, then: Callable[[], object]) -> None:
        """There is nothing to lose."""
        then()

    def end(self) -> None:
        """Let go of the page."""
        self._has_ended = True
        self._frame.look.changed.disconnect(self._lay_out)
        self.view.deleteLater()
        self.deleteLater()

    def has(self, path: PurePath) -> bool:
        """Nothing is open here."""
        return False

    @property
    def topic(self) -> tuple[ReportFormat, str]:
        """The edition of the report that is due, from the beginning."""
        services = self._frame.services
        return services.form_for_year(services.now().year - 1), ""

    def take(self, path: PurePath) -> bool:
        """Whatever is dropped here is opened."""
        return False

    def recover(self) -> None:
        """Show the drafts and backups of everything."""
        self._session.recover(None)
        self.refresh()

    def refresh(self) -> None:
        """Show the recent files and drafts as they are now, unless a report was opened meanwhile."""
        if self._has_ended:
            return
        before, self.page = self.page, self._made()
        self._column.removeWidget(before)
        before.hide()
        before.deleteLater()
        self.begin()

    def _made(self) -> StartPage:
        services = self._frame.services
        page = StartPage(services.store, services.settings, services.now(), self._frame.look)
        for signal, action in (
            (page.new_wanted, "new"),
            (page.open_wanted, "open"),
            (page.recover_wanted, "recover"),
            (page.paste_wanted, "paste_report"),
            (page.folder_wanted, "open_folder"),
        ):
            signal.connect(self._frame.actions[action].trigger)
        page.compare_wanted.connect(self._compare)
        page.file_chosen.connect(lambda path: self._frame.open(PurePath(path)))
        page.show_drafts(self._session.draft_words())
        self._column.addWidget(page)
        return page

    def _compare(self) -> None:
        """Hold two files against each other; none of them is opened to be worked on."""
        from report_desk.desk.comparing.two_files import compare_files  # noqa: PLC0415 - rarely used

        compare_files(self._frame.services, self._frame.look, self._frame.window)
        self.refresh()

    def _lay_out(self) -> None:
        """The page is made anew at another zoom, once everybody knows of it."""
        QTimer.singleShot(0, self, self.refresh)
