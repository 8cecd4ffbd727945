"""A folder of reports as a room of the window: looked at by a worker, shown, and worked on."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer

from report_desk.desk.files.queue import Queue
from report_desk.desk.shell.county.batch import points
from report_desk.desk.shell.county.board.lines import shown
from report_desk.desk.shell.county.deeds import Deeds
from report_desk.desk.shell.county.view import FolderView
from report_desk.desk.shell.county.work.progress import Stop
from report_desk.desk.shell.county.work.watching import FolderWatch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from report_desk.core.folder_ports import SeenFolder
    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.ports import ExpectedError
    from report_desk.desk.background.jobs import Job
    from report_desk.desk.frame import Frame
    from report_desk.desk.shell.county.board.lines import Line, Shown
    from report_desk.desk.shell.session.session import Session
    from report_desk.desk.shell.status_bar import Status

CHAPTER = "汇总"
"""The chapter of the handbook, which is Chinese whatever the window speaks."""
_PAUSE = 150
"""Milliseconds on a line before its report is read."""
_PAINTED = 20
"""Milliseconds until a worker looks at the folder: one that began at once would have the first paint wait."""


class FolderRoom(QObject):
    """The board of a folder. Nothing here can be lost: what is done is done to files, each at once."""

    def __init__(self, folder: PurePath, frame: Frame, session: Session, status: Status) -> None:
        super().__init__(frame.window)
        self.folder = folder
        self._frame, self._session, self._status = frame, session, status
        self._seen: SeenFolder | None = None
        self._looking: Job[Shown | None] | None = None
        self._reading: Job[list[str]] | None = None
        self._has_ended = False
        self._organ = session.board_organ
        self.view = FolderView(folder.name or str(folder), frame.actions, frame.look)
        self.deeds = Deeds(folder, frame, session, self.view, self.look_again)
        self._stop: Stop | None = None
        self._begun = 0.0
        self.watch = FolderWatch(folder, frame.aside, self)
        self.watch.stirred.connect(self.look)
        self.deeds.runner.freed.connect(self._go_on)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._read_line)
        self.view.table.opened.connect(self.open_line)
        self.view.table.stood.connect(self._stand)
        self.view.wanted.connect(self._do)
        self.view.arrived.connect(self.deeds.receive)
        self.view.progress.given_up.connect(self.give_up)

    # ------------------------------------------------------------------ a room

    def begin(self) -> None:
        """Show the folder, and look at it from now on."""
        self._status.show()
        self._status.show_edition("")
        self._status.show_page("")
        self._frame.window.setWindowTitle(
            self.tr("{folder} — 年报台").format(folder=self.folder.name or self.folder)
        )
        self._frame.actions.enable_for(has_report=False)
        self._frame.actions["close"].setEnabled(True)
        self._session.queue = None
        self.view.table.setFocus()
        QTimer.singleShot(_PAINTED, self, self.look)

    def leave(self, then: Callable[[], object]) -> None:
        """There is nothing to lose."""
        then()

    def end(self) -> None:
        """Let go of the folder."""
        self._has_ended = True
        self.watch.end()
        if self._stop is not None:
            self._stop.press()
        self.deeds.end()
        for job in (self._looking, self._reading):
            if job is not None:
                job.give_up()
        self.deeds.deleteLater()
        self.view.deleteLater()
        self.deleteLater()

    def has(self, path: PurePath) -> bool:
        """Nothing is open here."""
        return False

    def take(self, path: PurePath) -> bool:
        """What is dropped here arrives in the folder."""
        self.deeds.receive([path])
        return True

    @property
    def topic(self) -> tuple[ReportFormat, str]:
        """The handbook's chapter on collecting, in the edition of the report that is due."""
        services = self._frame.services
        return services.form_for_year(services.now().year - 1), CHAPTER

    def recover(self) -> None:
        """Show the drafts and backups of everything."""
        self._session.recover(None)

    def refresh(self) -> None:
        """The disk may have changed."""
        self.look_again()

    # ------------------------------------------------------------------ looking

    def look(self) -> None:
        """Have a worker look at the folder, unless one is at it."""
        folders = self._frame.services.folders
        if self._looking is not None or folders is None or self._has_ended:
            return
        seen, before, now = self._seen, self.view.shown, self._frame.services.now()
        stop = self._stop = Stop(self._frame.aside, self._tell_progress)
        if self.view.shown is None:
            self.view.progress.begin(self.tr("正在看文件夹里的报告…"))

        def work() -> Shown | None:
            found = folders.look(self.folder, seen, stop.tell)
            return None if found is None else shown(found, now.date(), before, now.tzinfo)

        self._begun = monotonic()
        self._looking = self._frame.aside.start(work, self._show, self._say, self._looked)

    def look_again(self) -> None:
        """Look at it as if for the first time; what lay there before is known all the same."""
        if self._seen is not None:
            self._seen = replace(self._seen, listing="")
        if self._looking is not None:
            self._looking.give_up()
            self._looking = None
        self.look()

    def _tell_progress(self, far: float) -> None:
        if not self._has_ended and self.view.shown is None:
            self.view.progress.tell(far)

    def give_up(self) -> None:
        """取消: of what is being done; of the first look, and with it of the folder."""
        if self.view.shown is None and self._stop is not None:
            self._stop.press()
            self._frame.actions["close"].trigger()
        else:
            self.deeds.runner.give_up()

    def _looked(self) -> None:
        self._looking = None
        if not self._has_ended:
            self.watch.looked()
            if not self.deeds.runner.is_busy:
                self.view.progress.end()
            self._go_on()

    def _go_on(self) -> None:
        """What was dropped meanwhile is looked at beside the folder as it is now."""
        if self._looking is None and not self._has_ended:
            self.deeds.receive_kept()

    def _show(self, found: Shown | None) -> None:
        if found is None:
            self.watch.looked(monotonic() - self._begun)
            return
        self._seen = found.seen
        self.view.show_folder(found)
        self.watch.follow(one.file for one in found.seen.entries)
        if self._organ:
            self.view.table.stand_on(self._organ)
            self._organ = ""
        words = self.tr("{folder} · {count} 个文件")
        self._status.show_saved(words.format(folder=self.folder, count=len(found.seen.entries)))

    def _say(self, error: ExpectedError) -> None:
        self._status.show_page(str(error))

    # ------------------------------------------------------------------ a line

    def _stand(self, line: Line | None) -> None:
        self.view.show_line(line)
        one = None if line is None else line.entry
        self.view.buttons["open_line"].setEnabled(one is not None)
        self.view.buttons["open_line"].setVisible(line is not None)
        self.view.buttons["merge_rivals"].setVisible(line is not None and bool(line.row.rivals))
        self._pause.start()

    def _read_line(self) -> None:
        """Have a worker read the report one stands on, for what is open in it."""
        line = self.view.table.current
        if self._reading is not None:
            self._reading.give_up()
        if self._has_ended or line is None or line.entry is None or not line.entry.is_readable:
            return
        services, folder = self._frame.services, self.folder

        def show(said: list[str]) -> None:
            if not self._has_ended and self.view.table.current is line:
                self.view.show_open(line, said)

        self._reading = self._frame.aside.start(
            lambda: points(services, folder, line), show, self._say, priority=1
        )

    def open_line(self, line: Line) -> None:
        """Open the report of an organ; what is shown now is the queue."""
        if line.entry is None:
            self._status.show_page(self.tr("「{organ}」还没有交来。").format(organ=line.row.member.organ))
            return
        lines = [
            one for one in self.view.table.board.lines if one.entry is not None and one.entry.is_readable
        ]
        paths = tuple(self.folder / one.entry.file for one in lines if one.entry is not None)
        self._session.queue = Queue(self.folder, paths)
        self._session.board_organ = line.row.member.organ
        if not self._frame.open(self.folder / line.entry.file):
            self._session.queue = None

    def _do(self, name: str) -> None:
        if name == "open_line":
            if self.view.table.current is not None:
                self.open_line(self.view.table.current)
        else:
            self.deeds.do(name)
