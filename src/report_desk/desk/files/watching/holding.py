"""Telling others that the open report is open here, where an office collects it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

if TYPE_CHECKING:
    from pathlib import PurePath

    from report_desk.core.ports import ExpectedError
    from report_desk.desk.background.jobs import Background
    from report_desk.desk.services import Services

BEAT = 60_000
"""Milliseconds after which it is told again: others believe it for some minutes."""


class Holding(QObject):
    """One report at a time; a worker tells it, and nothing waits for that."""

    def __init__(self, services: Services, aside: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._aside = services, aside
        self._path: PurePath | None = None
        self._is_office = False
        self._timer = QTimer(self, interval=BEAT)
        self._timer.timeout.connect(self._tell)
        running = QCoreApplication.instance()
        if running is not None:
            running.aboutToQuit.connect(self.end)

    def hold(self, path: PurePath | None, *, is_office: bool) -> None:
        """The report of this file is open now (None: it has no file), opened from a board or not."""
        if path == self._path:
            return
        self.end()
        self._path, self._is_office = path, is_office
        if path is not None:
            self._tell()
            self._timer.start()

    def end(self) -> None:
        """Nothing is open here any more."""
        self._timer.stop()
        folders, path = self._services.folders, self._path
        self._path = None
        if folders is not None and path is not None:
            self._aside.start(partial(folders.let_go, path), _nothing, _nothing)

    def _tell(self) -> None:
        folders, path = self._services.folders, self._path
        if folders is not None and path is not None:
            person = self._services.settings.preferences.person
            work = partial(folders.hold, path, person, is_office=self._is_office)
            self._aside.start(work, _nothing, _nothing)


def _nothing(_: ExpectedError | None) -> None:
    """What nobody could be told hinders nobody here."""
