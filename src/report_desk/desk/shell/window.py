"""The main window: a shell that shows one room at a time, and the actions that every room has.

Its frame is painted before anything else is imported; `furnish` brings the rest.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QMainWindow

from report_desk.desk.files.endings import ENDINGS
from report_desk.desk.widgets.dropping import dropped_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent

    from report_desk.desk.actions import Actions
    from report_desk.desk.background import Background
    from report_desk.desk.document import Document
    from report_desk.desk.files.notice import Told
    from report_desk.desk.services import Services
    from report_desk.desk.shell.room import Room
    from report_desk.desk.shell.rooms import Rooms
    from report_desk.desk.shell.session import Session
    from report_desk.desk.shell.status_bar import Status
    from report_desk.desk.theme.look import Look
    from report_desk.desk.theme.palette import Palette

WELCOME = (".rdesk", *ENDINGS)
"""What may be dropped: a report, and whatever one may be in."""
_LETS_GO = 100
"""Milliseconds that a worker may take to let go of what it has done already."""
_WIDTH, _HEIGHT = 1366, 768
_HEADER, _SIDE = 46, 216
"""Pixels of the bar on top and the outline at the left, as the empty frame shows them."""


class MainWindow(QMainWindow):
    """One window, one room at a time. ``painted`` is emitted once, when its frame is on the screen."""

    painted = Signal()
    actions_by_name: Actions
    background: Background
    aside: Background
    drafting: Background
    printing: Background
    reckoning: Background
    session: Session
    status: Status

    def __init__(self, palette: Palette, geometry: QByteArray | None) -> None:
        super().__init__()
        self._frame: Palette | None = palette
        self.room: Room | None = None
        self._is_leaving = False
        self._is_closing = False
        self._is_painted = False
        self.setWindowTitle(self.tr("正在打开…"))
        self._place_window(geometry)

    def furnish(self, services: Services, look: Look) -> None:
        """Put everything into the window that a person works with."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 - all of this comes after the first paint
        from PySide6.QtGui import QIcon  # noqa: PLC0415
        from PySide6.QtWidgets import QStackedWidget  # noqa: PLC0415

        from report_desk import resources  # noqa: PLC0415
        from report_desk.desk.actions import Actions  # noqa: PLC0415
        from report_desk.desk.patience import patient  # noqa: PLC0415
        from report_desk.desk.shell.session import Session  # noqa: PLC0415
        from report_desk.desk.shell.status_bar import Status  # noqa: PLC0415

        self._services = services = patient(services, self)
        self._look = look
        self.actions_by_name = Actions(self, look)
        self._begin_to_work()
        self.session = Session(services, look, self)
        self.status = Status()
        self._stack = QStackedWidget()
        self._frame = None
        self.setCentralWidget(self._stack)
        self.setStatusBar(self.status)
        self.setWindowIcon(QIcon(str(resources.path("icons/report-desk.svg"))))
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._connect()
        look.changed.connect(self._look_changed)
        self._look_changed()

    def _begin_to_work(self) -> None:
        """The workers: for saves and pages, looking at the disk, crash drafts, paper, and for thinking."""
        from report_desk.desk.background import Background  # noqa: PLC0415 - after the first paint

        self.background, self.aside, self.drafting = Background(self), Background(self), Background(self)
        self.printing, self.reckoning = Background(self), Background(self)

    def show_start(self) -> None:
        """Show the start page."""
        self._enter(self.rooms.start())

    # ------------------------------------------------------------------ what a person starts

    def new(self) -> None:
        """Begin a report; the open one is asked about once the new one is there."""
        self.session.new()

    def ask_for_file(self) -> None:
        """Ask for a file and open it."""
        self.session.ask_for_file()

    def open(self, path: PurePath) -> bool:
        """Open a file; what is open is asked about once the new one could be read.

        False where the file could not be opened, after the person was told why.
        """
        is_open = self.room is not None and self.room.has(path)
        if is_open or self.session.open(path):
            return True
        if self.room is not None:
            self.room.refresh()
        return False

    def recover(self) -> None:
        """找回; for the open report in place, else from the start page."""
        if self.room is not None:
            self.room.recover()
        else:
            self.session.recover(None)

    def close_report(self) -> None:
        """Back to the start page."""
        self._after_leaving(self.show_start)

    def choose_settings(self) -> None:
        """Show the settings and apply what was chosen."""
        from PySide6.QtWidgets import QDialog  # noqa: PLC0415

        from report_desk.desk.shell.settings_dialog import SettingsDialog  # noqa: PLC0415 - rarely used

        dialog = SettingsDialog(self._services.settings.preferences, self._look, self)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        chosen = dialog.preferences
        self._services.settings.choose(chosen)
        self._look.choose(chosen.appearance)
        self._look.zoom_to(chosen.zoom)
        if self.room is not None:
            self.room.refresh()

    def tell_about(self) -> None:
        """Name, version, licences, and what a helper at the telephone asks for."""
        from report_desk.desk.shell.about import about, facts  # noqa: PLC0415 - rarely used
        from report_desk.desk.widgets.questions import tell  # noqa: PLC0415

        tell(self, *about(facts(self._services.log)))

    # ------------------------------------------------------------------ Qt asks

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._frame is not None:
            self._paint_frame(self._frame)
        else:
            super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._frame is not None:
            event.accept()
            return
        if not self._is_leaving:
            event.ignore()
            self._is_closing = True
            self._after_leaving(self._leave_program)
            self._is_closing = False
        if self._is_leaving:
            self._services.settings.keep_geometry(self.saveGeometry())
            self._write_out()
            event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event, WELCOME) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event, WELCOME)
        if path is None:
            return
        event.acceptProposedAction()
        if self.room is None or not self.room.take(path):
            self.open(path)

    # ------------------------------------------------------------------ inside

    def _write_out(self) -> None:
        """Let what is being written or printed end; what does not answer is not waited for for ever."""
        from report_desk.desk.patience import GivenUpError, patiently  # noqa: PLC0415 - with the window

        def written() -> None:
            self.background.wait()
            self.drafting.wait()

        with suppress(GivenUpError):
            patiently(written, self.tr("正在写完最后的内容…"), self)
            if self.printing.is_busy:
                words = self.tr("还在打印，印完就关。不等的话，后面的页不会印出来。")
                patiently(self.printing.wait, words, self)
                self.printing.deliver()

    @property
    def is_hanging(self) -> bool:
        """Whether work is left that a disk holds up, and that the end of the program must not wait for."""
        from PySide6.QtCore import QThreadPool  # noqa: PLC0415 - at the end

        if self._frame is not None:
            return False  # nothing has begun yet
        pools = (self.background, self.aside, self.drafting, self.printing)
        is_reading = not QThreadPool.globalInstance().waitForDone(_LETS_GO)
        return is_reading or not all(pool.wait(_LETS_GO) for pool in pools)

    def _paint_frame(self, palette: Palette) -> None:
        """The grounds of header, outline and page, before there is anything in them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.window))
        painter.fillRect(QRect(0, _HEADER, _SIDE, self.height()), QColor(palette.panel))
        painter.fillRect(QRect(0, 0, self.width(), _HEADER), QColor(palette.panel))
        painter.fillRect(QRect(0, _HEADER - 1, self.width(), 1), QColor(palette.border))
        painter.end()

    def _connect(self) -> None:
        from report_desk.desk.theme.measures import ZOOM_STEP  # noqa: PLC0415

        actions = self.actions_by_name
        for name, does in {
            "new": self.new,
            "open": self.ask_for_file,
            "recover": self.recover,
            "close": self.close_report,
            "quit": self.close,
            "settings": self.choose_settings,
            "about": self.tell_about,
            "larger": lambda: self._zoom(ZOOM_STEP),
            "smaller": lambda: self._zoom(-ZOOM_STEP),
            "usual_size": lambda: self._zoom(1.0 - self._look.measures.zoom),
        }.items():
            actions[name].triggered.connect(lambda _=False, run=does: run())
        self.session.began.connect(self._begin)

    def _begin(self, document: Document, told: Told) -> None:
        self._after_leaving(lambda: self._show(document, told))

    def _show(self, document: Document, told: Told, page: str = "") -> None:
        self._enter(self.rooms.report(document, told, page))

    @property
    def rooms(self) -> Rooms:
        """What makes the rooms, with everything that this window lends them."""
        from report_desk.desk.frame import Frame  # noqa: PLC0415 - after the first paint
        from report_desk.desk.shell.rooms import Rooms  # noqa: PLC0415

        frame = Frame(
            window=self,
            services=self._services,
            background=self.background,
            aside=self.aside,
            drafting=self.drafting,
            printing=self.printing,
            reckoning=self.reckoning,
            look=self._look,
            actions=self.actions_by_name,
            open=self.open,
            forget=self.forget_report,
            replace=self.replace,
        )
        return Rooms(frame, self.session, self.status)

    def replace(self, document: Document, told: Told, page: str) -> None:
        """Show a document in place of the open one, whose work went into it, where that one stood."""
        self.forget_report()
        self._show(document, told, page)

    def forget_report(self) -> None:
        """Let go of what is open, whose work is safe or given up."""
        if self.room is not None:
            room, self.room = self.room, None
            self._stack.removeWidget(room.view)
            room.end()

    def _enter(self, room: Room) -> None:
        self.forget_report()
        self.room = room
        self._stack.addWidget(room.view)
        self._stack.setCurrentWidget(room.view)
        room.begin()

    def _after_leaving(self, then: Callable[[], object]) -> None:
        """Go on once the open report is safe; a save that is chosen runs first, and a refused one stays."""
        if self.room is None:
            then()
        else:
            self.room.leave(then)

    def _leave_program(self) -> None:
        self._is_leaving = True
        if not self._is_closing:  # Qt ignores a close within a close
            QTimer.singleShot(0, self.close)

    def _zoom(self, by: float) -> None:
        self._look.zoom_to(self._look.measures.zoom + by)
        settings = self._services.settings
        settings.choose(replace(settings.preferences, zoom=self._look.measures.zoom))

    def _look_changed(self) -> None:
        self.status.show_zoom(self._look.measures.zoom)

    def _place_window(self, geometry: QByteArray | None) -> None:
        if geometry is not None and self.restoreGeometry(geometry):
            return
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        if room.width() <= _WIDTH or room.height() <= _HEIGHT:
            self.showMaximized()
