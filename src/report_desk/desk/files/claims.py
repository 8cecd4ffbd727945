"""Files that windows of this computer have open, by lock files that a dead program does not leave behind."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir, QLockFile

if TYPE_CHECKING:
    from pathlib import PurePath


class OpenFiles:
    """A `report_desk.desk.services.Claims` over Qt's lock files in the folder for temporary files."""

    def __init__(self, folder: str = "") -> None:
        self._folder = folder or QDir.tempPath()
        self._locks: dict[PurePath, QLockFile] = {}
        running = QCoreApplication.instance()
        if running is not None:
            running.aboutToQuit.connect(self.release_all)

    def claim(self, path: PurePath) -> bool:
        """Claim a file; one that is claimed here already stays so.

        A lock that a power cut left behind, whose process number a living program of this name has got since
        (this one, even), Qt takes for held; the system knows better and lets its file be removed.
        """
        if path in self._locks:
            return True
        lock = self._lock(path)
        if not _try(lock):
            return lock.error() != QLockFile.LockError.LockFailedError
        self._locks[path] = lock
        return True

    def is_elsewhere(self, path: PurePath) -> bool:
        """Whether another window has a file; nothing is claimed."""
        if path in self._locks:
            return False
        lock = self._lock(path)
        if _try(lock):
            lock.unlock()
            return False
        return lock.error() == QLockFile.LockError.LockFailedError

    def _lock(self, path: PurePath) -> QLockFile:
        name = hashlib.sha256(str(path).encode("utf-8", "surrogatepass")).hexdigest()[:24]
        lock = QLockFile(f"{self._folder}/report-desk-{name}.lock")
        lock.setStaleLockTime(0)
        return lock

    def release(self, path: PurePath) -> None:
        """Give a file up."""
        lock = self._locks.pop(path, None)
        if lock is not None:
            lock.unlock()

    def release_all(self) -> None:
        """Give every file up: as the program ends nothing is torn down that would."""
        for path in list(self._locks):
            self.release(path)


def _try(lock: QLockFile) -> bool:
    return lock.tryLock(0) or (lock.removeStaleLockFile() and lock.tryLock(0))
