"""Waiting for a disk without standing still: the window goes on, and the person may give up.

Whatever reads or writes is called on a worker; the window's thread waits a twentieth of a second, as long as
a local disk takes, then lets the event loop run, and after a fifth of a second says what it is waiting for.
`PatientStore` and `PatientPapers` are the ports as the window sees them, so that nothing in it can stand
still for a disk, however it is called.
"""

from __future__ import annotations

from concurrent.futures import Future, wait
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QProgressDialog

from report_desk.core.ports import UnreadableFileError
from report_desk.desk.language import tr
from report_desk.desk.widgets.questions import accepted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import PurePath

    from PySide6.QtWidgets import QWidget

    from report_desk.core.consolidation.across.chart import Chart, Inks
    from report_desk.core.consolidation.across.study import Study
    from report_desk.core.consolidation.annex import Sheet as Table
    from report_desk.core.consolidation.entry import Entry, Holder
    from report_desk.core.consolidation.receiving import Incoming, Known
    from report_desk.core.consolidation.roster import Listed, Member
    from report_desk.core.folder_ports import ReportFolders, SeenFolder
    from report_desk.core.output.printout import Printout
    from report_desk.core.output.proof import Proof
    from report_desk.core.ports import (
        OpenedReport,
        Papers,
        PublishedPages,
        ReadDocument,
        RecentFile,
        ReportStore,
        SavedReport,
        StoredCopy,
    )
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Comparing, Services

Result = TypeVar("Result")
_AT_ONCE = 0.05
"""Seconds within which a local disk answers; so long the window's thread simply waits."""
_SAID_AFTER = 0.2
"""Seconds after which the window says what it is waiting for."""
_LOOKS_EVERY = 5
"""Milliseconds."""
_WORKERS = 16
"""Reads that may hang at the same time before another one has to wait for them."""
GIVEN_UP = "given up"
"""The digest of what nobody waited for: no file has it."""


class GivenUpError(UnreadableFileError):
    """The person did not wait for an answer; there is nothing to tell about it."""


def is_window_thread() -> bool:
    """Whether this is the thread that draws the window."""
    application = QCoreApplication.instance()
    return application is not None and QThread.currentThread() == application.thread()


def patiently(work: Callable[[], Result], words: str, window: QWidget) -> Result:
    """The result of ``work``, done on a worker; ``words`` say what is waited for.

    Raises what the work raises, and GivenUpError. From a thread other than the window's it is just done.
    """
    if not is_window_thread():
        return work()
    future: Future[Result] = Future()
    _pool().start(partial(_run, work, future))
    wait([future], _AT_ONCE)
    if not future.done():
        _wait_for(future, words, window)
    if not future.done():
        raise GivenUpError
    return future.result()


def _run(work: Callable[[], Result], future: Future[Result]) -> None:
    try:
        future.set_result(work())
    except BaseException as error:  # noqa: BLE001 - raised where it is waited for
        future.set_exception(error)


def _pool() -> QThreadPool:
    pool = QThreadPool.globalInstance()
    pool.setMaxThreadCount(_WORKERS)
    return pool


def _wait_for(future: Future[Result], words: str, window: QWidget) -> None:
    """Until it is there, or the person gives up; keys and clicks of the first moment come afterwards.

    The window's thread looks whether it is there: a worker that held anything of Qt's could be the last to
    hold it, and Qt objects end on their own thread or take the program along.
    """
    until = monotonic() + _SAID_AFTER
    while not future.done() and monotonic() < until:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        wait([future], _LOOKS_EVERY / 1000)
    if future.done():
        return
    dialog = QProgressDialog(words, tr("不等了"), 0, 0, window)
    dialog.setWindowTitle(tr("年报台"))
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    dialog.setMinimumDuration(0)
    look = QTimer(dialog, interval=_LOOKS_EVERY)

    def see() -> None:
        if future.done():
            dialog.accept()

    look.timeout.connect(see)
    look.start()
    accepted(dialog)
    look.timeout.disconnect(see)


def patient(services: Services, window: QWidget) -> Services:
    """The services as a window uses them: none of their ports ever runs on its thread."""

    def publish(printout: Printout) -> PublishedPages:
        return patiently(lambda: services.publish(printout), tr("正在排版…"), window)

    def write_file(path: PurePath, data: bytes) -> None:
        words = tr("正在写「{name}」…").format(name=path.name)
        patiently(lambda: services.write_file(path, data), words, window)

    return replace(
        services,
        store=PatientStore(services.store, window),
        papers=PatientPapers(services.papers, window),
        folders=None if services.folders is None else PatientFolders(services.folders, window),
        comparing=None if services.comparing is None else PatientComparing(services.comparing, window),
        publish=publish,
        write_file=write_file,
    )


class PatientStore:
    """A `report_desk.core.ports.ReportStore` that is waited for patiently."""

    def __init__(self, store: ReportStore, window: QWidget) -> None:
        self._store = store
        self._window = window

    def open(self, path: PurePath) -> OpenedReport:
        """As the port; raises GivenUpError too."""
        return self._wait(lambda: self._store.open(path), self._reading(path))

    def save(
        self, report: Report, path: PurePath, *, expected_digest: str | None, break_lock: bool = False
    ) -> SavedReport:
        """As the port."""
        words = tr("正在保存「{name}」…").format(name=path.name)
        save = partial(self._store.save, expected_digest=expected_digest, break_lock=break_lock)
        return self._wait(lambda: save(report, path), words)

    def back_up(self, path: PurePath) -> str:
        """As the port."""
        return self._wait(lambda: self._store.back_up(path), tr("正在留备份…"))

    def digest_on_disk(self, path: PurePath) -> str | None:
        """As the port; what nobody waited for has a digest that no file has."""
        try:
            return self._wait(lambda: self._store.digest_on_disk(path), self._reading(path))
        except GivenUpError:
            return GIVEN_UP

    def recent(self) -> tuple[RecentFile, ...]:
        """As the port; nothing where nobody waited for it."""
        try:
            return self._wait(self._store.recent, self._looking())
        except GivenUpError:
            return ()

    def forget(self, path: PurePath) -> None:
        """As the port."""
        self._let(lambda: self._store.forget(path))

    def copies(self, path: PurePath) -> tuple[StoredCopy, ...]:
        """As the port; raises GivenUpError too."""
        return self._wait(lambda: self._store.copies(path), self._looking())

    def keep_draft(self, report: Report, path: PurePath | None, digest: str | None) -> None:
        """As the port."""
        self._let(lambda: self._store.keep_draft(report, path, digest))

    def discard_draft(self, report_id: str) -> None:
        """As the port."""
        self._let(lambda: self._store.discard_draft(report_id))

    def left_drafts(self) -> tuple[StoredCopy, ...]:
        """As the port; raises GivenUpError too."""
        return self._wait(self._store.left_drafts, self._looking())

    def discard_left_draft(self, draft: StoredCopy) -> None:
        """As the port."""
        self._let(lambda: self._store.discard_left_draft(draft))

    def _wait(self, work: Callable[[], Result], words: str) -> Result:
        return patiently(work, words, self._window)

    def _let(self, work: Callable[[], None]) -> None:
        """Have something done; who does not wait for it lets it be done all the same."""
        try:
            self._wait(work, self._looking())
        except GivenUpError:
            return

    def _reading(self, path: PurePath) -> str:
        return tr("正在打开「{name}」…").format(name=path.name)

    def _looking(self) -> str:
        return tr("正在看磁盘…")


class PatientPapers:
    """The `report_desk.core.ports.Papers`, waited for patiently."""

    def __init__(self, papers: Papers, window: QWidget) -> None:
        self._papers = papers
        self._window = window

    def prove(self, path: PurePath, sheet: Sheet) -> Proof:
        """As the port; raises GivenUpError too."""
        words = tr("正在核对「{name}」…").format(name=path.name)
        return patiently(lambda: self._papers.prove(path, sheet), words, self._window)

    def read(self, path: PurePath) -> ReadDocument:
        """As the port; raises GivenUpError too."""
        words = tr("正在读「{name}」…").format(name=path.name)
        return patiently(lambda: self._papers.read(path), words, self._window)

    def read_copied(self, data: bytes, name: str) -> ReadDocument:
        """As the port; raises GivenUpError too."""
        words = tr("正在读「{name}」…").format(name=name)
        return patiently(lambda: self._papers.read_copied(data, name), words, self._window)


class PatientFolders:
    """The `report_desk.core.folder_ports.ReportFolders`, waited for patiently where no worker calls them."""

    def __init__(self, folders: ReportFolders, window: QWidget) -> None:
        self._folders = folders
        self._window = window

    def look(
        self, folder: PurePath, last: SeenFolder | None, tell: Callable[[float], None]
    ) -> SeenFolder | None:
        """As the port."""
        return self._wait(lambda: self._folders.look(folder, last, tell))

    def hold(self, path: PurePath, person: str, *, is_office: bool) -> None:
        """As the port."""
        self._wait(lambda: self._folders.hold(path, person, is_office=is_office))

    def let_go(self, path: PurePath) -> None:
        """As the port."""
        self._wait(lambda: self._folders.let_go(path))

    def holder(self, path: PurePath) -> Holder | None:
        """As the port."""
        return self._wait(lambda: self._folders.holder(path))

    def keep_roster(
        self, folder: PurePath, members: Sequence[Member], before: Sequence[Member]
    ) -> tuple[str, ...]:
        """As the port."""
        return self._wait(lambda: self._folders.keep_roster(folder, members, before))

    def read_roster(self, path: PurePath) -> Listed:
        """As the port."""
        return self._wait(lambda: self._folders.read_roster(path))

    def arriving(self, paths: Sequence[PurePath], tell: Callable[[float], None]) -> list[tuple[str, Entry]]:
        """As the port."""
        return self._wait(lambda: self._folders.arriving(paths, tell))

    def receive(self, folder: PurePath, one: Incoming, known: Known) -> str:
        """As the port."""
        return self._wait(lambda: self._folders.receive(folder, one, known))

    def keep(self, folder: PurePath, name: str, data: bytes, one: Incoming, known: Known) -> str:
        """As the port."""
        return self._wait(lambda: self._folders.keep(folder, name, data, one, known))

    def put(self, folder: PurePath, name: str, data: bytes) -> None:
        """As the port."""
        self._wait(lambda: self._folders.put(folder, name, data))

    def write_tables(self, path: PurePath, tables: Sequence[Table]) -> None:
        """As the port."""
        self._wait(lambda: self._folders.write_tables(path, tables))

    def _wait(self, work: Callable[[], Result]) -> Result:
        return patiently(work, tr("正在看磁盘…"), self._window)


class PatientComparing:
    """The `report_desk.desk.services.Comparing`, waited for patiently where no worker calls it."""

    def __init__(self, comparing: Comparing, window: QWidget) -> None:
        self._comparing = comparing
        self._window = window

    def study(
        self, folder: PurePath, files: Sequence[str], tell: Callable[[float], None]
    ) -> tuple[Study, ...]:
        """As the port."""
        return self._wait(lambda: self._comparing.study(folder, files, tell))

    def draw(self, chart: Chart, inks: Inks, width: float, size: float) -> bytes:
        """As the port."""
        return self._wait(lambda: self._comparing.draw(chart, inks, width, size))

    def _wait(self, work: Callable[[], Result]) -> Result:
        return patiently(work, tr("正在看磁盘…"), self._window)
