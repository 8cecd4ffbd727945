"""The main window: a shell that shows the start page or a report, and wires actions to what does them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget

from report_desk import resources
from report_desk.desk.actions import Actions
from report_desk.desk.background import Background
from report_desk.desk.opened import OpenReport
from report_desk.desk.session import Session
from report_desk.desk.status import Status
from report_desk.desk.theme.measures import ZOOM_STEP

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.desk.document import Document
    from report_desk.desk.services import Services
    from report_desk.desk.start.page import StartPage
    from report_desk.desk.theme.look import Look

ENDING = ".rdesk"
_WIDTH, _HEIGHT = 1366, 768


class MainWindow(QMainWindow):
    """One window, one report at a time."""

    def __init__(self, services: Services, look: Look) -> None:
        super().__init__()
        self._services = services
        self._look = look
        self.actions_by_name = Actions(self, look)
        self.background = Background(self)
        self.session = Session(services, look, self)
        self.opened: OpenReport | None = None
        self.start: StartPage | None = None
        self.status = Status()
        self._stack = QStackedWidget()
        self._is_leaving = False
        self.setCentralWidget(self._stack)
        self.setStatusBar(self.status)
        self.setWindowTitle(self.tr("年报台"))
        self.setWindowIcon(QIcon(str(resources.path("icons/report-desk.svg"))))
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._place_window()
        self._connect()
        look.changed.connect(self._look_changed)
        self._look_changed()

    def show_start(self) -> None:
        """Show the start page."""
        from report_desk.desk.start.page import StartPage  # noqa: PLC0415 - not needed where a file is opened at once

        if self.start is not None:
            self._stack.removeWidget(self.start)
            self.start.deleteLater()
        self.start = StartPage(
            self._services.store, self._services.settings, self._services.now(), self._look
        )
        self.start.new_wanted.connect(self.new)
        self.start.open_wanted.connect(self.ask_for_file)
        self.start.recover_wanted.connect(self.recover)
        self.start.file_chosen.connect(lambda path: self.open(PurePath(path)))
        self.start.show_drafts(self.session.draft_words())
        self._stack.addWidget(self.start)
        self._stack.setCurrentWidget(self.start)
        self.status.hide()
        self.setWindowTitle(self.tr("年报台"))
        self.actions_by_name.enable_for(has_report=False)
        self.start.new.setFocus()

    # ------------------------------------------------------------------ what a person starts

    def new(self) -> None:
        """Begin a report; the open one is asked about once the new one is there."""
        self.session.new()

    def ask_for_file(self) -> None:
        """Ask for a file and open it."""
        self.session.ask_for_file()

    def open(self, path: PurePath) -> None:
        """Open a file; the open report is asked about once the new one could be read."""
        is_open = self.opened is not None and self.opened.document.place.path == path
        if not is_open and not self.session.open(path):
            self._refresh_start()

    def recover(self) -> None:
        """找回; for the open report in place, else from the start page."""
        if self.opened is not None:
            self.session.recover(self.opened.document)
        else:
            self.session.recover(None)
            if self.opened is None:
                self._refresh_start()

    def close_report(self) -> None:
        """Back to the start page."""
        self._after_leaving(self.show_start)

    def choose_settings(self) -> None:
        """Show the settings and apply what was chosen."""
        from report_desk.desk.preferring import SettingsDialog  # noqa: PLC0415 - rarely used

        dialog = SettingsDialog(self._services.settings.preferences, self._look, self)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        chosen = dialog.preferences
        self._services.settings.choose(chosen)
        self._look.choose(chosen.appearance)
        self._look.zoom_to(chosen.zoom)
        if self.opened is not None:
            self.opened.preferences_changed()

    # ------------------------------------------------------------------ Qt asks

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.opened is None or self._is_leaving:
            self._services.settings.geometry = self.saveGeometry()
            self.background.wait()
            event.accept()
            return
        event.ignore()
        self._after_leaving(self._leave_program)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open(path)

    # ------------------------------------------------------------------ inside

    def _connect(self) -> None:
        actions = self.actions_by_name
        for name, does in {
            "new": self.new,
            "open": self.ask_for_file,
            "recover": self.recover,
            "close": self.close_report,
            "quit": self.close,
            "settings": self.choose_settings,
            "larger": lambda: self._zoom(ZOOM_STEP),
            "smaller": lambda: self._zoom(-ZOOM_STEP),
        }.items():
            actions[name].triggered.connect(lambda _=False, run=does: run())
        self.session.began.connect(self._begin)

    def _begin(self, document: Document, notice: str) -> None:
        self._after_leaving(lambda: self._show(document, notice))

    def _show(self, document: Document, notice: str) -> None:
        self.opened = OpenReport(document, self._services, self.background, self._look, self)
        self._stack.addWidget(self.opened.view)
        self._stack.setCurrentWidget(self.opened.view)
        self.status.show()
        self.opened.begin(notice)
        preferences = self._services.settings.preferences
        if document.sheet.report.organ and not preferences.organ:
            self._services.settings.choose(replace(preferences, organ=document.sheet.report.organ))

    def forget_report(self) -> None:
        """Let go of the open report, whose work is safe or given up."""
        if self.opened is not None:
            self._stack.removeWidget(self.opened.view)
            self.opened.end()
            self.opened = None

    def _after_leaving(self, then: Callable[[], object]) -> None:
        """Go on once the open report is safe; a save that is chosen runs first, and a refused one stays."""
        if self.opened is None:
            then()
            return
        self.opened.leave(then)

    def _leave_program(self) -> None:
        self._is_leaving = True
        QTimer.singleShot(0, self.close)  # Qt ignores a close within a close

    def _refresh_start(self) -> None:
        if self.opened is None:
            self.show_start()

    def _zoom(self, by: float) -> None:
        self._look.zoom_to(self._look.measures.zoom + by)
        settings = self._services.settings
        settings.choose(replace(settings.preferences, zoom=self._look.measures.zoom))

    def _look_changed(self) -> None:
        self.status.show_zoom(self._look.measures.zoom)

    def _place_window(self) -> None:
        geometry = self._services.settings.geometry
        if geometry is None or not self.restoreGeometry(geometry):
            room = self.screen().availableGeometry()
            self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
            if room.width() <= _WIDTH or room.height() <= _HEIGHT:
                self.setWindowState(Qt.WindowState.WindowMaximized)


def _dropped(event: QDropEvent) -> PurePath | None:
    urls = event.mimeData().urls()
    if len(urls) == 1 and urls[0].isLocalFile() and urls[0].toLocalFile().lower().endswith(ENDING):
        return PurePath(urls[0].toLocalFile())
    return None
