"""The main window: a shell that shows one room at a time, and the actions that every room has.

Its frame is painted before anything else is imported; `furnish` brings the rest.
"""

from __future__ import annotations

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
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QWheelEvent

    from report_desk.desk.actions import Actions
    from report_desk.desk.background.jobs import Background
    from report_desk.desk.document import Document
    from report_desk.desk.files.watching.notice import Told
    from report_desk.desk.help.opening import Handbook
    from report_desk.desk.services import Services
    from report_desk.desk.shell.room import Room
    from report_desk.desk.shell.rooms import Rooms
    from report_desk.desk.shell.session.session import Session
    from report_desk.desk.shell.status_bar import Status
    from report_desk.desk.theme.look import Look
    from report_desk.desk.theme.palette import Palette

KEYS_CHAPTER = "按键"
"""The chapter of the handbook, which is Chinese whatever the window speaks."""
WELCOME = (".rdesk", *ENDINGS)
"""What may be dropped: a report, and whatever one may be in."""
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
        self.handbook: Handbook | None = None
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
        from report_desk.desk.background.patience import patient  # noqa: PLC0415
        from report_desk.desk.shell.session.session import Session  # noqa: PLC0415
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
        self._stack.show()  # a window that becomes active gives the keyboard to none in what is not shown
        self.setStatusBar(self.status)
        self.setWindowIcon(QIcon(str(resources.path("icons/report-desk.svg"))))
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._connect()
        look.changed.connect(self._look_changed)
        self._look_changed()

    def _begin_to_work(self) -> None:
        """The workers: for saves and pages, looking at the disk, crash drafts, paper, and for thinking."""
        from report_desk.desk.background.jobs import Background  # noqa: PLC0415 - after the first paint

        self.background, self.aside, self.drafting = Background(self), Background(self), Background(self)
        self.printing, self.reckoning = Background(self), Background(self)

    def show_start(self) -> None:
        """Show the start page; behind it, what may be wanted next is made ready."""
        self._enter(self.rooms.start())
        self.session.make_ready()

    # ------------------------------------------------------------------ what a person starts

    def new(self) -> None:
        """Begin a report; the open one is asked about once the new one is there."""
        self.session.new()

    def ask_for_file(self) -> None:
        """Ask for a file and open it."""
        self.session.ask_for_file()

    def paste(self) -> None:
        """Begin with the report on the clipboard."""
        self.session.paste()

    def open(self, path: PurePath, cell: str = "") -> bool:
        """Open a file, at a cell; what is open is asked about once the new one could be read.

        False where the file could not be opened, after the person was told why.
        """
        is_open = self.room is not None and self.room.has(path)
        if is_open or self.session.open(path, cell):
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
        """Back to the folder that the report is of, or to the start page."""
        queue = self.session.queue
        self._after_leaving(self.show_start if queue is None else lambda: self._show_folder(queue.folder))

    def go_on(self, by: int) -> None:
        """The report so many places on in the queue; beyond its end, its board."""
        queue = self.session.queue
        if queue is None:
            return
        beside = queue.beside(queue.current, by)
        if beside is None:
            self.close_report()
        elif not self.open(beside):  # set aside by another office, say: the next one is still to be reached
            self.session.queue = replace(queue, current=beside)

    def _show_folder(self, folder: PurePath) -> None:
        self._enter(self.rooms.folder(folder))

    def choose_settings(self) -> None:
        """Show the settings and apply what was chosen."""
        from report_desk.desk.shell.settings_dialog import SettingsDialog  # noqa: PLC0415 - rarely used
        from report_desk.desk.widgets.questions import accepted  # noqa: PLC0415

        dialog = SettingsDialog(self._services.settings.preferences, self._look, self)
        if not accepted(dialog):
            return
        chosen = dialog.preferences
        self._services.settings.choose(chosen)
        self._look.choose(chosen.appearance)
        self._look.zoom_to(chosen.zoom)
        if self.room is not None:
            self.room.refresh()

    def tell_about(self) -> None:
        """Name, version, licences, and what a helper at the telephone asks for."""
        from report_desk.desk.help.about import about, facts  # noqa: PLC0415 - rarely used
        from report_desk.desk.widgets.questions import tell  # noqa: PLC0415

        tell(self, *about(facts(self._services.log)))

    def open_window(self) -> None:
        """A second window, for another report beside this one."""
        from report_desk.desk.shell.session.second_window import open_window  # noqa: PLC0415 - rarely used
        from report_desk.desk.widgets.questions import tell  # noqa: PLC0415

        if not open_window():
            tell(self, self.tr("没有打开新的窗口：系统不让再开一个程序。"))

    def open_handbook(self, words: str = "") -> None:
        """F1: the handbook, at what it says of the place one is at, or at these words."""
        from report_desk.desk.help.opening import Handbook  # noqa: PLC0415 - when first wanted

        if self.handbook is None:
            self.handbook = Handbook(self._services, self.background, self._look, self)
            self.handbook.told.connect(self.status.show_page)
        if self.room is not None:
            form, topic = self.room.topic
            self.handbook.open(form, words or topic)

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
            from report_desk.desk.shell.session.ending import write_out  # noqa: PLC0415 - at the end

            if self.handbook is not None:
                self.handbook.close()
            self._services.settings.keep_geometry(self.saveGeometry())
            write_out(self.background, self.drafting, self.printing, self)
            event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel: one step of the zoom."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 - after the first paint

        from report_desk.desk.theme.measures import ZOOM_STEP  # noqa: PLC0415

        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self._zoom(ZOOM_STEP if event.angleDelta().y() > 0 else -ZOOM_STEP)
            event.accept()
        else:
            super().wheelEvent(event)

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

    @property
    def is_hanging(self) -> bool:
        """Whether work is left that a disk holds up, and that the end of the program must not wait for."""
        from report_desk.desk.shell.session.ending import is_hanging  # noqa: PLC0415 - at the end

        pools = (self.background, self.aside, self.drafting, self.printing) if self._frame is None else ()
        return bool(pools) and is_hanging(pools)  # else nothing has begun yet

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
            "paste_report": self.paste,
            "recover": self.recover,
            "new_window": self.open_window,
            "open_folder": self.session.ask_for_folder,
            "next_report": lambda: self.go_on(1),
            "previous_report": lambda: self.go_on(-1),
            "board": self.close_report,
            "close": self.close_report,
            "quit": self.close,
            "settings": self.choose_settings,
            "about": self.tell_about,
            "handbook": self.open_handbook,
            "keys": lambda: self.open_handbook(KEYS_CHAPTER),
            "larger": lambda: self._zoom(ZOOM_STEP),
            "smaller": lambda: self._zoom(-ZOOM_STEP),
            "usual_size": lambda: self._zoom(1.0 - self._look.measures.zoom),
        }.items():
            actions[name].triggered.connect(lambda _=False, run=does: run())
        self.session.began.connect(self._begin)
        self.session.told.connect(self.status.show_page)
        self.session.folder_wanted.connect(
            lambda folder: self._after_leaving(lambda: self._show_folder(folder))
        )

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
            open_at=self.open,
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
