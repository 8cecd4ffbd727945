"""The save lock of this computer's own disks: the new file itself, under a name that only one can create.

Git locks its files like this. Putting the new file in the old one's place gives the lock up in the same
step. What it lacks there is a way to tell that its owner was killed; here the owner holds an ``flock`` on
it, which the system takes from whoever dies. So nothing is guessed from ages, and a lock that nobody
holds is cleared at once: clearing needs the ``flock``, and whoever has just created a lock makes sure,
once he has it, that his file still has its name.

A share shows such a lock to other computers, but not who holds it: they sign theirs (`signed_lock`), and
either kind is respected here as there, since they bear one name.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from report_desk.store.filesystem import disk
from report_desk.store.filesystem.attributes import mode_for_its_owner
from report_desk.store.filesystem.names import lock_path, temporary_path
from report_desk.store.filesystem.replacing import put
from report_desk.store.locks import owner
from report_desk.store.locks.signed_lock import LONGEST, may_be_broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.store.filesystem.replacing import Seen

_ANYBODY = 0o666  # the umask takes from it
_RELEASE_TRIES = 2

if sys.platform == "linux":
    import fcntl

    def local_lock(target: Path) -> LocalLock | None:
        """The lock of a file on a disk whose system alone decides who may do what there; None elsewhere.

        Such a file system has a block device; shares, and all that another system may serve, have none.
        """
        try:
            about = target.stat()
        except OSError:
            return LocalLock(target, _ANYBODY) if os.major(target.parent.stat().st_dev) else None
        is_local = os.major(about.st_dev) != 0
        return LocalLock(target, mode_for_its_owner(target, about)) if is_local else None

    def _hold(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

else:

    def local_lock(target: Path) -> LocalLock | None:  # noqa: ARG001 - there is nothing to ask for
        """Nothing of the kind is known here."""
        return None

    def _hold(descriptor: int) -> bool:  # noqa: ARG001
        return False


class LocalLock:
    """A `report_desk.store.locks.lock.SaveLock` that lives as long as its owner.

    ``mode`` is that of the file: who may read it may see whether its lock is held.
    """

    def __init__(self, target: Path, mode: int) -> None:
        self.path = lock_path(target)
        self._target = target
        self._mode = mode
        self._file: disk.NewFile | None = None

    def take(self) -> bool:
        """Take the lock if it is free. Raises OSError."""
        try:
            self._file = new = disk.NewFile(self.path, self._mode, stays_open=True)
        except FileExistsError:
            return False
        try:
            if _hold(new.descriptor) and self.is_still_ours():
                return True
        except BaseException:
            self.release()
            raise
        self._file = None  # somebody took it for left behind, and is about to clear it
        new.close()
        return False

    def clear(self, *, break_lock: bool) -> bool:
        """Take a lock out of the way that its owner has left behind; False where one is still held."""
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        try:
            descriptor = os.open(self.path, flags)
        except FileNotFoundError:
            return True
        except PermissionError:
            return self._break(break_lock=break_lock)  # somebody else's, who keeps it to himself
        except OSError as error:
            if error.errno != errno.ELOOP:
                raise
            return self._clear_away()
        try:
            return self._clear(descriptor, break_lock=break_lock)
        finally:
            os.close(descriptor)

    def _clear(self, descriptor: int, *, break_lock: bool) -> bool:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return self._clear_away()
        if not _hold(descriptor):
            return self._break(break_lock=break_lock)
        if not _leads_to(self.path, descriptor):
            return True  # put in the place of the file, and its name perhaps another's by now
        signer = owner.parse(os.read(descriptor, LONGEST))
        if signer is not None and not may_be_broken(self.path, signer, break_lock=break_lock):
            return False
        disk.remove(self.path)
        return True

    def _break(self, *, break_lock: bool) -> bool:
        """Take away a lock that is held, on asking if it is old; its owner will notice in time."""
        is_broken = may_be_broken(self.path, None, break_lock=break_lock)
        if is_broken:
            disk.remove(self.path)
        return is_broken

    def _clear_away(self) -> bool:
        """Remove what is no lock of anybody's: a link, a pipe, a folder, as may be planted on a stick."""
        try:
            disk.remove(self.path)
        except IsADirectoryError:
            self.path.rename(temporary_path(self._target))
        return True

    def is_still_ours(self) -> bool:
        """Whether our file has not been removed."""
        return self._file is not None and os.fstat(self._file.descriptor).st_nlink > 0

    @contextmanager
    def new_file(self) -> Iterator[disk.NewFile]:
        """The lock itself, to be filled and put in the place of the file that is locked."""
        if self._file is None:
            raise RuntimeError("the lock is not held")
        yield self._file

    def put_in_place(self, new: disk.NewFile, seen: Seen | None) -> None:
        """Put the lock itself in the place of what was seen there.

        It is held until it is known that nothing else was displaced. So the new file takes that place by a
        hard link; where there are none, by the name of the lock, and the comparison is all that guards it.
        """
        aside = self.path
        if seen is not None:
            aside = temporary_path(self._target)
            try:
                os.link(self.path, aside)
            except OSError:
                self.path.rename(aside)
        put(aside, self._target, seen, new.written)

    def release(self) -> None:
        """Give the lock up; put in the place of the file it is none any more."""
        if self._file is None:
            return
        for _ in range(_RELEASE_TRIES):
            with suppress(OSError):  # what stays is cleared by the next save
                if _leads_to(self.path, self._file.descriptor):
                    disk.remove(self.path)
                break
        with suppress(OSError):
            self._file.close()
        self._file = None


def holder_of(path: Path) -> int:
    """The number of the process that holds a lock here, by proc_locks(5); 0 where that cannot be told."""
    try:
        number = path.stat().st_ino
        lines = Path("/proc/locks").read_text("ascii").splitlines()
    except (OSError, ValueError):
        return 0
    for words in map(str.split, lines):
        if words[1:2] == ["FLOCK"] and words[5].rpartition(":")[2] == str(number) and words[4].isdecimal():
            return int(words[4])
    return 0


def _leads_to(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
