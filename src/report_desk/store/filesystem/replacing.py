"""Replace a file only if it still holds what the caller has seen there (compare and swap).

Between the last look at a file and its replacement somebody may copy another file over it, who asks for no
lock. So the two files swap names in one step (`renaming.exchange`), and what came out is compared with what
was seen: if it is anything else, they swap back. Where the system cannot swap, the file is given a hard
link, compared, replaced, and compared once more; where there are no hard links it is compared last of all.

What comes out and is neither ours nor what was seen is never removed here: it bears a name that ends in
`KEPT` then, and `report_desk.store.locks.lock.sweep` removes it only once it is among the backups.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.store.filesystem import disk, renaming
from report_desk.store.filesystem.names import KEPT, temporary_path

if TYPE_CHECKING:
    from pathlib import Path

_TRIES = 20
"""How often somebody may come in between while two files swap back."""


class Seen(Struct, frozen=True):
    """What a file holds: its bytes (but no more of them than a record may have), and its size."""

    data: bytes
    size: int


class ChangedMeanwhileError(Exception):
    """Somebody changed the file after it was last looked at; that version stands there, none was replaced."""


class NotGivenBackError(OSError):
    """The version that somebody wrote meanwhile could not be put back; it lies beside the file."""


def put(new: Path, target: Path, seen: Seen | None, ours: bytes) -> None:
    """Put ``new``, which holds ``ours``, in the place of what was ``seen`` (None: nothing stood there).

    ``new`` is gone afterwards, whatever happens. Raises ChangedMeanwhileError, NotGivenBackError, OSError.
    """
    try:
        if seen is None:
            _put_where_nothing_is(new, target)
        elif not _is_exchanged(new, target):
            _compare_and_replace(new, target, seen, ours)
        elif _holds(new, seen):
            _remove(new)
        else:
            _give_back(new, target, ours)
            raise ChangedMeanwhileError
    except BaseException:
        _let_go(new, seen, Seen(ours, len(ours)))
        raise


def take_away(target: Path, ours: bytes) -> None:
    """Remove a file if it still holds ``ours``; a version that somebody saved since stays. Raises OSError."""
    aside = temporary_path(target)
    target.rename(aside)
    if not _holds(aside, Seen(ours, len(ours))):
        with suppress(FileExistsError):
            renaming.rename_new(aside, target)
    _let_go(aside, Seen(ours, len(ours)))


def _put_where_nothing_is(new: Path, target: Path) -> None:
    try:
        renaming.rename_new(new, target)
    except FileExistsError:
        raise ChangedMeanwhileError from None


def _is_exchanged(new: Path, target: Path) -> bool:
    try:
        return renaming.exchange(new, target)
    except FileNotFoundError:
        if os.path.lexists(new):
            raise ChangedMeanwhileError from None  # the file was moved away
        raise


def _give_back(new: Path, target: Path, ours: bytes) -> None:
    """Swap back, until what comes out is what was put in last: then nobody came in between."""
    placed: Seen | None = Seen(ours, len(ours))
    try:
        for _ in range(_TRIES):
            back = _look(new)
            if not _is_exchanged(new, target):
                break
            if placed is not None and _holds(new, placed):
                if placed.data == ours:
                    _remove(new)
                return
            placed = back
    except ChangedMeanwhileError:  # ours was moved away meanwhile
        with suppress(FileExistsError):
            renaming.rename_new(new, target)
        return
    except OSError as error:
        raise NotGivenBackError(error.errno, error.strerror) from error
    raise NotGivenBackError(None, "somebody writes into this file all the time")


def _compare_and_replace(new: Path, target: Path, seen: Seen, ours: bytes) -> None:
    aside: Path | None = temporary_path(target)
    try:
        os.link(target, aside)  # type: ignore[arg-type]
    except FileNotFoundError:
        raise ChangedMeanwhileError from None
    except OSError:
        aside = None
    try:
        if not _holds(aside or target, seen) or not _holds(target, seen):
            raise ChangedMeanwhileError
        disk.replace(new, target)
        if aside is not None and not _holds(aside, seen):  # somebody wrote into the old file meanwhile
            if _holds(target, Seen(ours, len(ours))):
                disk.replace(aside, target)
            raise ChangedMeanwhileError
    finally:
        if aside is not None:
            _let_go(aside, seen)


def _remove(path: Path) -> None:
    """Remove what is known; what stays is swept later."""
    with suppress(OSError):
        disk.remove(path)


def _let_go(path: Path, *known: Seen | None) -> None:
    """Remove a file that holds what is known; anything else is left for the sweep to keep."""
    with suppress(OSError):  # what stays is swept later
        if not os.path.lexists(path):
            return
        if any(content is not None and _holds(path, content) for content in known):
            disk.remove(path)
        else:
            path.rename(path.with_suffix(KEPT))


def _holds(path: Path, seen: Seen) -> bool:
    """Whether it is a regular file that holds just this; not where that cannot be told."""
    try:
        about = os.lstat(path)
        if not stat.S_ISREG(about.st_mode) or about.st_size != seen.size:
            return False
        if seen.size == len(seen.data):
            return disk.holds(path, seen.data) is not None
        return disk.read(path) == seen.data
    except OSError:
        return False


def _look(path: Path) -> Seen | None:
    try:
        return Seen(disk.read(path), os.lstat(path).st_size)
    except OSError:
        return None
