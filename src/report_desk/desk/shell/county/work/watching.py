"""Following a folder: the system's own word where it gives one, and a look of our own every few seconds.

A network share tells nothing of what others do there, and asking the system to tell touches the disk. So a
worker asks, and the look every few seconds stays whatever the system promises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import PurePath

    from report_desk.core.ports import ExpectedError
    from report_desk.desk.background.jobs import Background, Job

LOOK_EVERY = 3000
"""Milliseconds between two looks at the folder: a share tells nothing by itself."""
SETTLED = 250
"""Milliseconds after the system's word: a save makes several."""
MOST_WATCHED = 200
"""Folders of organs that the system is asked about: it has few such places for all programs together."""
_SHARE = 5
"""A look that takes long, as on a slow share, is made so many times its length apart."""


class FolderWatch(QObject):
    """``stirred`` says that it is time to look."""

    stirred = Signal()

    def __init__(self, folder: PurePath, aside: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._folder, self._aside = folder, aside
        self._watcher: QFileSystemWatcher | None = None
        self._asking: Job[QFileSystemWatcher] | None = None
        self._watched: frozenset[str] = frozenset()
        self._timer = QTimer(self, singleShot=True, interval=LOOK_EVERY)
        self._soon = QTimer(self, singleShot=True, interval=SETTLED)
        for timer in (self._timer, self._soon):
            timer.timeout.connect(self.stirred)

    def looked(self, seconds: float = 0) -> None:
        """A look is over, which took so long to find nothing new; the next one follows."""
        self._timer.start(max(LOOK_EVERY, round(seconds * 1000 * _SHARE)))

    def follow(self, files: Iterable[str]) -> None:
        """Have the system tell of changes in the folder and in those folders that the files lie in."""
        inner = sorted({name.rpartition("/")[0] for name in files} - {""})[:MOST_WATCHED]
        wanted = frozenset(["", *inner])
        if wanted == self._watched:
            return
        self._watched = wanted
        if self._asking is not None:
            self._asking.give_up()
        places = [str(self._folder / name) for name in sorted(wanted)]
        self._asking = self._aside.start(_asker(places, self.thread()), self._begin, self._no_word)

    def end(self) -> None:
        """Follow it no more."""
        self._timer.stop()
        self._soon.stop()
        if self._asking is not None:
            self._asking.give_up()
        self._drop()

    def _begin(self, watcher: QFileSystemWatcher) -> None:
        self._drop()
        self._watcher = watcher
        watcher.directoryChanged.connect(self._soon.start)

    def _no_word(self, _: ExpectedError) -> None:
        """The look every few seconds is left."""

    def _drop(self) -> None:
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None


def _asker(places: list[str], thread: object) -> Callable[[], QFileSystemWatcher]:
    def ask() -> QFileSystemWatcher:
        watcher = QFileSystemWatcher(places)
        watcher.moveToThread(thread)  # type: ignore[arg-type]
        return watcher

    return ask
