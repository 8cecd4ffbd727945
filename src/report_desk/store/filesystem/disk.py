"""The few things done to a disk, each as a whole or not at all: read, write a new file, replace, fsync."""

from __future__ import annotations

import errno
import os
import stat
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from report_desk.core.limits import LARGEST_RECORD
from report_desk.store.filesystem import attributes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from report_desk.store.filesystem.attributes import Attributes

WINDOWS = os.name == "nt"
NO_SUCH_CALL = attributes.NO_SUCH_CALL
_REPLACE_TRIES = 6
_FIRST_PAUSE = 0.05
_LEAST_CHUNK = 1 << 14
"""Bytes asked for at once, whatever size a file claims to have."""
_CHUNK = 1 << 16
"""Bytes compared at once: few enough to stay in a processor's cache."""
_PLAIN = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_TO_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _PLAIN
_TO_CREATE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | _PLAIN


def read(path: Path, most: int = LARGEST_RECORD + 1) -> bytes:
    """The content of a regular file, at most one byte more than a record may have.

    Never blocks on a pipe or device. Raises OSError.
    """
    descriptor = os.open(path, _TO_READ)
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        return _read_all(descriptor, most, about.st_size)
    finally:
        os.close(descriptor)


def read_if_there(path: Path, most: int = LARGEST_RECORD + 1) -> bytes | None:
    """As `read`; None where nothing stands at that path."""
    try:
        return read(path, most)
    except FileNotFoundError:
        return None


def holds(path: Path, data: bytes) -> os.stat_result | None:
    """The ``stat`` of a regular file whose content is ``data``; None where it is another. Raises OSError.

    It is compared in chunks, which takes a third of the time of reading a large file whole.
    """
    try:
        descriptor = os.open(path, _TO_READ)
    except FileNotFoundError:
        return None
    try:
        about = os.fstat(descriptor)
        is_alike = stat.S_ISREG(about.st_mode) and about.st_size == len(data)
        return about if is_alike and _reads_as(descriptor, data) else None
    finally:
        os.close(descriptor)


class NewFile:
    """A new file that will replace another: written, then synced with `fsync` and read back, then renamed.

    One that ``stays_open`` is not closed before it is put there, and must be closed by whoever made it.
    ``about`` is its ``stat`` after the fsync.
    """

    def __init__(self, path: Path, mode: int = 0o600, *, stays_open: bool = False) -> None:
        """Create it. Raises FileExistsError, OSError."""
        self.path = path
        self.descriptor = os.open(path, _TO_CREATE, mode)
        self.is_in_place = False
        self.about: os.stat_result | None = None
        self._written = b""
        self._stays_open = stays_open

    def write(self, data: bytes) -> None:
        """Write all of it, and let the disk begin its work. Raises OSError."""
        _write_all(self.descriptor, data)
        _begin_to_sync(self.descriptor)
        self._written = data

    def fsync(self, like: Attributes | None = None, *, is_private: bool = False) -> bool:
        """Sync it to the disk, with the attributes of ``like``, and compare what it then reads as.

        One that ``is_private`` is for its owner alone. False where not all attributes could be taken over
        (see `attributes.take`). Raises OSError.
        """
        data = self._written
        is_alike = is_private or attributes.take(self.descriptor, like)
        os.fsync(self.descriptor)
        os.lseek(self.descriptor, 0, os.SEEK_SET)
        if not _reads_as(self.descriptor, data):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        self.about = os.fstat(self.descriptor)
        if not self._stays_open:
            self.close()
        return is_alike

    def finish(self) -> None:
        """End writing without an fsync: a power cut soon afterwards may lose what was written."""
        if not self._stays_open:
            self.close()

    @property
    def written(self) -> bytes:
        """What it holds."""
        return self._written

    def put_in_place(self, target: Path) -> None:
        """Take the place of another file. Raises OSError."""
        replace(self.path, target)
        self.is_in_place = True

    def close(self) -> None:
        """Nothing more will be written."""
        descriptor, self.descriptor = self.descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)


@contextmanager
def new_file(path: Path) -> Iterator[NewFile]:
    """Create a file that must not exist yet; if the body of the ``with`` fails, remove it. Raises OSError."""
    new = NewFile(path)
    try:
        try:
            yield new
        finally:
            new.close()
    except BaseException:
        if not new.is_in_place:
            remove(path)
        raise


@contextmanager
def written_beside(
    temporary: Path, data: bytes, like: Attributes | None = None, *, is_private: bool = False
) -> Iterator[NewFile]:
    """A new file with this content, synced and read back; the body of the ``with`` is to put it in its place.

    It takes its attributes from ``like``, or ``is_private``: for its owner alone. On any failure, one of the
    body included, the new file is removed. Raises OSError.
    """
    with new_file(temporary) as new:
        new.write(data)
        new.fsync(like, is_private=is_private)
        yield new


def write_small(path: Path, data: bytes, like: Attributes | None = None) -> None:
    """Write a new small file that need not survive a power cut. Raises OSError, and leaves nothing then."""
    descriptor = os.open(
        path, _TO_CREATE, 0o666 if like is None else 0o600
    )  # the umask takes from the former
    try:
        try:
            _write_all(descriptor, data)
            if like is not None:
                attributes.take(descriptor, like)
        finally:
            os.close(descriptor)
    except BaseException:
        remove(path)
        raise


def replace(temporary: Path, target: Path) -> None:
    """Put the new file in the old one's place. Raises OSError."""
    persistently(os.replace, temporary, target)


def persistently(rename: Callable[[Path, Path], None], source: Path, target: Path) -> None:
    """Rename; on Windows several times, since a virus scanner may hold either for a moment."""
    pause = _FIRST_PAUSE
    for _ in range(_REPLACE_TRIES - 1):
        try:
            rename(source, target)
        except PermissionError:
            if not WINDOWS:
                raise
            time.sleep(pause)
            pause *= 2
        else:
            return
    rename(source, target)


def fsync_folder(folder: Path) -> None:
    """Fsync a folder, so that a replaced name survives a power cut. Windows knows no such call."""
    if WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in NO_SUCH_CALL:
            raise
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a file that may be gone already."""
    path.unlink(missing_ok=True)


def _read_all(descriptor: int, limit: int, size: int) -> bytes:
    """All there is up to a limit; one call will do where it brings just the ``size`` that the file claims."""
    chunk = max(size + 1, _LEAST_CHUNK)
    first = os.read(descriptor, min(limit, chunk))
    if len(first) == size < limit:
        return first
    parts = [first]
    left = limit - len(first)
    while left and parts[-1]:
        parts.append(os.read(descriptor, min(left, chunk)))
        left -= len(parts[-1])
    return b"".join(parts)


def _reads_as(descriptor: int, data: bytes) -> bool:
    """Whether the rest of an open file, from where it stands, is ``data``."""
    at = 0
    while chunk := os.read(descriptor, _CHUNK):
        if not data.startswith(chunk, at):
            return False
        at += len(chunk)
    return at == len(data)


def _write_all(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        written = os.write(descriptor, left)
        if written <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        left = left[written:]


def _begin_to_sync(descriptor: int) -> None:
    """Have the disk begin with what was written, so that the fsync that follows waits for less."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):  # a piece of advice, that some file systems have no use for
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
