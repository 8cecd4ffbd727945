"""The save lock of shares and of Windows: a small signed file beside the report.

It appears whole, by a hard link: a lock file that is created first and filled afterwards stays behind
empty when its owner is killed in between, and nobody could tell whose it was. Where links fail, an
unsigned lock counts as left behind once it has stood unchanged for half a second.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.store.filesystem import disk
from report_desk.store.filesystem.names import lock_path, signature_path, temporary_path, token
from report_desk.store.filesystem.replacing import put
from report_desk.store.locks import owner

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from report_desk.store.filesystem.replacing import Seen

MAY_BREAK_AFTER = 30.0
"""Age in seconds, on either side of now, from which a person may break another computer's lock."""
LONGEST = 4096
"""Bytes of a lock that are looked at; a signature has some hundred."""
_UNSIGNED_FOR = 0.5
_PAUSE = 0.005
_RELEASE_TRIES = 5
_START_OF_A_REPORT = b"{\n"
_IN_USE: set[str] = set()
"""Signatures under which this process holds or awaits a lock: any other of its own was left behind."""


class _Seen(Struct, frozen=True):
    """What a foreign lock looked like, to notice that it changes hands."""

    content: bytes
    changed_at: float


class SignedLock:
    """A `report_desk.store.locks.lock.SaveLock` that tells by its signature who holds it."""

    def __init__(self, target: Path) -> None:
        self.path = lock_path(target)
        self._target = target
        self._id = token()
        self._content = owner.this_process(self._id).signed()
        self._seen: _Seen | None = None
        _IN_USE.add(self._id)

    def take(self) -> bool:
        """Take the lock if it is free. Raises OSError."""
        temporary = signature_path(self._target)
        disk.write_small(temporary, self._content)
        try:
            os.link(temporary, self.path)
        except FileExistsError:
            return False
        except OSError:
            return _create_without_links(self.path, self._content)
        else:
            return True
        finally:
            with suppress(OSError):  # swept later
                disk.remove(temporary)

    def clear(self, *, break_lock: bool) -> bool:
        """Take a lock out of the way that its owner has left behind; False where one is still held."""
        content = look(self.path)
        now = time.monotonic()
        if content is None:
            return True
        if self._seen is None or self._seen.content != content:
            self._seen = _Seen(content, now)
        unchanged = now - self._seen.changed_at
        return _is_left_behind(self.path, content, unchanged, break_lock=break_lock) and set_aside(
            self.path, content, self._target
        )

    def is_still_ours(self) -> bool:
        """Whether the lock still carries our signature; asked right before the one step that counts."""
        return disk.read_if_there(self.path, LONGEST) == self._content

    def new_file(self) -> AbstractContextManager[disk.NewFile]:
        """A new file to be put in the place of the one that is locked."""
        return disk.new_file(temporary_path(self._target))

    def put_in_place(self, new: disk.NewFile, seen: Seen | None) -> None:
        """Put the new file in the place of what was seen there."""
        new.is_in_place = True  # or whatever `put` makes of it
        put(new.path, self._target, seen, new.written)

    def release(self) -> None:
        """Give the lock up; one that cannot be removed is known as left behind, and what was saved is saved.

        Windows removes nothing that somebody reads, and whoever waits reads the lock every few milliseconds.
        """
        for _ in range(_RELEASE_TRIES):
            try:
                if self.is_still_ours():
                    disk.remove(self.path)
                break
            except OSError:
                time.sleep(_PAUSE)
        _IN_USE.discard(self._id)


def look(path: Path) -> bytes | None:
    """How a lock begins; nothing at all for what is no file, None where the place is free."""
    try:
        content = disk.read_if_there(path, LONGEST)
    except IsADirectoryError:
        return b""
    return b"" if content is None and os.path.lexists(path) else content  # a link to nowhere


def use(signature: str) -> None:
    """From now on this process holds something under a signature of its own."""
    _IN_USE.add(signature)


def disuse(signature: str) -> None:
    """It does no more."""
    _IN_USE.discard(signature)


def may_be_broken(path: Path, holder: owner.Owner | None, *, break_lock: bool) -> bool:
    """Whether a lock may be taken away: a dead owner's always, anybody else's on asking if it is old.

    A signature is no proof: it may name a process that runs here and never heard of it. Whoever loses a lock
    in the middle of a save notices before he replaces anything, and what he displaces is looked at.
    """
    if holder is not None and life(holder) is owner.Life.GONE:
        return True
    return break_lock and is_old(age(path))


def life(holder: owner.Owner) -> owner.Life:
    """As `owner.Owner.life`; this process knows of its own signatures which are in use."""
    if holder.pid == os.getpid() and holder.host == owner.this_host():
        return owner.Life.ALIVE if holder.id in _IN_USE else owner.Life.GONE
    return holder.life()


def is_old(seconds: float) -> bool:
    """Whether a lock of this age may be broken: by a person, who was told of it.

    One of the future is no newer than one of the past: the clocks differ, or the time zones of a stick.
    """
    return abs(seconds) > MAY_BREAK_AFTER


def age(path: Path) -> float:
    """Seconds since a lock was written; negative where it is of the future."""
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def is_new_file(content: bytes) -> bool:
    """Whether a lock is the new file itself, as on the disk of the computer that shares it."""
    return content.startswith(_START_OF_A_REPORT)


def set_aside(path: Path, found: bytes, target: Path) -> bool:
    """Move a lock aside, and back when it turns out that somebody else has taken it meanwhile.

    False where Windows refuses because somebody is reading it.
    """
    aside = temporary_path(target)
    try:
        path.rename(aside)
    except FileNotFoundError:
        return True
    except PermissionError:
        if not disk.WINDOWS:
            raise
        return False
    if look(aside) not in {None, found}:
        with suppress(OSError):  # whoever holds it notices, and saves once more
            os.link(aside, path)
    with suppress(IsADirectoryError, PermissionError):  # a folder, which is none of ours to empty
        disk.remove(aside)
    return True


def _create_without_links(path: Path, content: bytes) -> bool:
    try:
        disk.write_small(path, content)
    except FileExistsError:
        return False
    return True


def _is_left_behind(path: Path, found: bytes, unchanged: float, *, break_lock: bool) -> bool:
    holder = owner.parse(found)
    if holder is None and not is_new_file(found):
        return unchanged >= _UNSIGNED_FOR
    return may_be_broken(path, holder, break_lock=break_lock)
