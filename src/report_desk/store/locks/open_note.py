"""Who has a report open: a note beside it, which tells others and hinders nobody.

It is no lock: a program that dies leaves it behind, a folder that is only read has none, and what is saved is
held against what was seen all the same. So a note counts while its program runs, and that of another
computer while it is renewed.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import asdict

from report_desk.core.consolidation.entry import Holder
from report_desk.store.filesystem import disk
from report_desk.store.filesystem.names import LOCK, note_path, temporary_path, token
from report_desk.store.locks import owner
from report_desk.store.locks.signed_lock import LONGEST, age, disuse, life, look, use

if TYPE_CHECKING:
    from pathlib import Path

FRESH = 300.0
"""Seconds, on either side of now, for which a note of another computer counts after it was renewed."""
_SAVES = 2.0
"""Seconds after which a save is worth telling of: one takes milliseconds."""
_LONGEST_NAME = 40


class Note(owner.Owner, frozen=True):
    """Whose program has a report open."""

    person: str = ""


class OpenNote:
    """The note of this program beside one report."""

    def __init__(self, target: Path, person: str) -> None:
        self.path = note_path(target)
        self._target = target
        self._id = token()
        note = Note(**asdict(owner.this_process(self._id)), person=person)
        self._content = msgspec.json.encode(note)

    def tell(self) -> None:
        """Leave the note, or renew it; nothing where that cannot be, or where another holds the report."""
        use(self._id)
        with suppress(OSError):
            if self._is_ours():
                os.utime(self.path)
            elif holder(self.path) is None:
                self._leave()

    def take_away(self) -> None:
        """The report is open here no more."""
        with suppress(OSError):
            if self._is_ours():
                disk.remove(self.path)
        disuse(self._id)

    def _is_ours(self) -> bool:
        return disk.read_if_there(self.path, LONGEST) == self._content

    def _leave(self) -> None:
        new = temporary_path(self._target)
        try:
            disk.write_small(new, self._content)
            _hide(new)
            disk.replace(new, self.path)
        finally:
            disk.remove(new)


def holder(path: Path) -> Holder | None:
    """Who holds a report by a note or lock beside it; None for this very program, and for what was left.

    Never raises OSError.
    """
    try:
        found = msgspec.json.decode(look(path) or b"", type=Note)
        seconds = abs(age(path))
    except (OSError, msgspec.MsgspecError):
        return None  # it is gone by now, or none of ours; the lock of a disk of this computer is no signature
    is_here = found.host == owner.this_host()
    if is_here and (found.pid == os.getpid() or life(found) is owner.Life.GONE):
        return None
    if path.suffix == LOCK:
        return Holder("", _plain(found.computer), is_saving=True) if seconds > _SAVES else None
    if not is_here and seconds > FRESH:
        return None
    return Holder(_plain(found.person), _plain(found.computer))


def _plain(words: str) -> str:
    return " ".join(words.split())[:_LONGEST_NAME]


if sys.platform == "win32":

    def _hide(path: Path) -> None:
        """A name that begins with a dot is shown there."""
        import ctypes  # noqa: PLC0415 - only there

        ctypes.windll.kernel32.SetFileAttributesW(str(path), 2)

else:

    def _hide(path: Path) -> None:
        """Its name hides it."""
