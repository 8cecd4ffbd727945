"""Older versions of every saved file, where a person finds them, thinned out with care.

What a save wrote is kept as a durable copy, right after the save is acknowledged. It is no hard link
to the file: a program that writes into the file in place, as copying another file over it does, would
write into that as well, and its mode would be that of the file. What a save replaces and nobody has kept,
as a file that came from another computer, is kept before. Backups are for their owner alone, whoever may
read the file: nobody thinks of them when he sets its mode.

Which are the newest is told by a number in their names, and their hours and days by the time at which
they were kept: a clock may go back, and a file brings the time at which it was saved elsewhere.

Kept per file are the 5 newest, the last of each of 6 earlier hours, the last of each of 7 earlier
days and the first of the newest day, of what was saved and as many of what was replaced: a burst of bad
saves can push out neither this morning's state nor yesterday's, nor what somebody else had saved.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import time
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.limits import LARGEST_RECORD
from report_desk.store.contents import look
from report_desk.store.filesystem import disk
from report_desk.store.filesystem.names import real_path, token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path, PurePath

    from report_desk.store.contents import Content

RECENT = 5
HOURS = 6
DAYS = 7
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_ENDING = ".rdesk"
_UNFINISHED = ".part"
_REPLACED = "换下"
_PRIVATE = 0o700
_TOO_LONG = 12
"""Digits of a number that is none of ours."""
_ABANDONED_AFTER = 600.0
"""Seconds after which nobody is still at work on an unfinished backup."""


class Kept(Struct, frozen=True):
    """One backup on disk: saved at ``at`` (epoch seconds), ``origin`` is the hash of the file's place.

    Its name says when it was kept, as which of its folder, from where, and what it holds:
    ``2026-03-10 09.00.00 0012 ORIGIN CONTENT.rdesk``. One that was replaced says so before its number.
    """

    folder: Path
    name: str
    at: float
    origin: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / self.name

    @property
    def version(self) -> tuple[str, ...]:
        """What it is of, and what it holds: one version may be kept once more when it is replaced again."""
        return tuple(self.name.split(" ")[-2:])


class Backups(Struct, frozen=True):
    """All backups of this user."""

    root: Path

    def keep_replaced(
        self, target: Path, content: Content, at: os.stat_result, lies_at: Path | None = None
    ) -> None:
        """Keep the version that stands at ``target`` (or ``lies_at``) and is about to go, durably.

        Content that is no whole record is kept apart and never thinned out. Raises OSError.
        """
        path = self._place_of(target, content, at, f" {_REPLACED}")
        if _holds(path, content.data):
            return
        if len(content.data) > LARGEST_RECORD:  # of which no more was read
            _copy_file(lies_at or target, path, at)
        else:
            _copy(content.data, path, at)

    def keep_found(self, target: Path, found: Path) -> bool:
        """Keep what lies beside the file at ``target``, as somebody's version of it. Raises OSError."""
        self.keep_replaced(target, look(disk.read(found)), found.stat(), found)
        return True

    def keep_saved(self, target: Path, content: Content) -> None:
        """Keep a copy of the version that was just saved at ``target``; then thin out. Raises OSError.

        The file itself need not be there any more: its stick may have been pulled.
        """
        at = _about(target)
        path = self._place_of(target, content, at)
        if not _holds(path, content.data):
            _copy(content.data, path, at)
        _sweep(path.parent)
        for kept in _apart(_in(path.parent, place_hash(target))):
            for item in set(kept).difference(worth_keeping(kept)):
                disk.remove(item.path)
        disk.fsync_folder(path.parent)

    def of_report(self, report_id: str) -> list[Kept]:
        """Every backup of a report, wherever its file lay, newest first."""
        folder = self._folder(report_id)
        return [] if folder is None else _in(folder)

    def of_place(self, target: Path) -> list[Kept]:
        """Every backup of the file at a place, whatever stands there now, newest first."""
        if not self.root.is_dir():
            return []
        origin = place_hash(target)
        found = [_in(folder, origin) for folder in self.root.iterdir() if folder.is_dir()]
        found.sort(key=lambda kept: kept[0].at if kept else 0.0, reverse=True)  # one report after the other
        return [item for kept in found for item in kept]

    def _folder(self, report_id: str) -> Path | None:
        """The folder of a report: its readable part may be out of date, its end is not."""
        if not self.root.is_dir():
            return None
        end = f" {_short(report_id)}"
        return next((path for path in self.root.iterdir() if path.name.endswith(end)), None)

    def _folder_of_damaged(self) -> Path:
        folder = self.root / "损坏的文件"
        self._make(folder)
        return folder

    def _make(self, folder: Path) -> None:
        """Make a folder for its owner alone; the root is closed as well where it was open. Raises OSError."""
        self.root.mkdir(parents=True, exist_ok=True, mode=_PRIVATE)
        folder.mkdir(exist_ok=True, mode=_PRIVATE)
        with suppress(OSError):  # a file system that knows no modes
            if not disk.WINDOWS and self.root.stat().st_mode & 0o077:
                self.root.chmod(_PRIVATE)

    def _place_of(self, target: Path, content: Content, at: os.stat_result | None, word: str = "") -> Path:
        """Where a version is kept: where the newest is if it is this one, else at a new place after all."""
        if not content.report_id:
            saved_at = _stamp(time.time() if at is None else at.st_mtime)
            return self._folder_of_damaged() / f"{saved_at} {content.identity[-12:]}.bin"
        folder, origin = self._folder_for(content), place_hash(target)
        mark = f" {origin} {content.identity[:12]}{_ENDING}"
        names = _names(folder)
        newest = max((name for name in names if _origin(name) == origin), key=_order, default="")
        if newest.endswith(mark):
            return folder / newest
        number = max(map(_order, names), default=(0, ""))[0] + 1
        return folder / f"{_stamp(time.time())}{word} {number:04}{mark}"

    def _folder_for(self, content: Content) -> Path:
        words = _FORBIDDEN.sub("_", content.organ)[:30].strip(" .") or "年报"
        folder = self.root / f"{words} {content.year} {_short(content.report_id)}"
        if not folder.is_dir():
            folder = self._folder(content.report_id) or folder
            self._make(folder)
        return folder


def _names(folder: Path) -> list[str]:
    """The names of the backups in a folder, in no order."""
    with os.scandir(folder) as entries:
        return [entry.name for entry in entries if entry.name.endswith(_ENDING) and _origin(entry.name)]


def _in(folder: Path, origin: str = "") -> list[Kept]:
    """The backups in a folder, of one file's place or of all, newest first."""
    found = []
    for name in sorted(_names(folder), key=_order, reverse=True):
        if origin in {"", _origin(name)}:
            with suppress(FileNotFoundError):  # another program is thinning out right now
                found.append(Kept(folder, name, (folder / name).stat().st_mtime, _origin(name)))
    return found


def _apart(kept: list[Kept]) -> tuple[list[Kept], list[Kept]]:
    """What was saved here, and what was replaced."""
    replaced = [item for item in kept if f" {_REPLACED} " in item.name]
    return [item for item in kept if item not in replaced], replaced


def worth_keeping(kept: Iterable[Kept]) -> list[Kept]:
    """What stays of one file's backups that were saved here, or of those that were replaced."""
    ordered = sorted(kept, key=lambda item: _order(item.name), reverse=True)
    if not ordered:
        return []
    newest_day = _day(ordered[0])
    today = [item for item in ordered if _day(item) == newest_day]
    hours = _last_of_each(ordered, _hour)[1 : HOURS + 1]
    days = [item for item in _last_of_each(ordered, _day) if _day(item) != newest_day][:DAYS]
    return list(dict.fromkeys([*ordered[:RECENT], *hours, *days, today[-1]]))


def _holds(path: Path, data: bytes) -> bool:
    """Whether a whole backup lies there; one that went bad is made anew."""
    try:
        return disk.read_if_there(path) == data
    except OSError:
        return False


def _copy(data: bytes, path: Path, at: os.stat_result | None) -> None:
    """A durable copy that bears the time of the version, where that is known."""
    aside = _aside(path)
    with disk.written_beside(aside, data, is_private=True) as new:
        if at is not None:
            os.utime(aside, ns=(at.st_atime_ns, at.st_mtime_ns))
        new.put_in_place(path)


def _copy_file(source: Path, path: Path, at: os.stat_result) -> None:
    """As `_copy`, of a file of whatever size."""
    import filecmp  # noqa: PLC0415 - hardly ever needed
    import shutil  # noqa: PLC0415

    aside = _aside(path)
    with disk.new_file(aside) as new:
        shutil.copyfile(source, aside)
        os.fsync(new.descriptor)
        if not filecmp.cmp(source, aside, shallow=False):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        os.utime(aside, ns=(at.st_atime_ns, at.st_mtime_ns))
        new.close()
        new.put_in_place(path)


def _about(target: Path) -> os.stat_result | None:
    """What the file is like; None where it cannot be reached."""
    try:
        return target.stat()
    except OSError:
        return None


def _aside(path: Path) -> Path:
    """Where a backup is made before it bears its name; two programs may be keeping the same version."""
    return path.with_name(f"{path.stem} {token(4)}{_UNFINISHED}")


def _sweep(folder: Path) -> None:
    """Remove what killed programs were about to keep."""
    with os.scandir(folder) as entries:
        unfinished = [entry for entry in entries if entry.name.endswith(_UNFINISHED)]
    for entry in unfinished:
        with suppress(FileNotFoundError):
            about = entry.stat()
            if time.time() - max(about.st_mtime, about.st_ctime) > _ABANDONED_AFTER:
                disk.remove(folder / entry.name)


def place_hash(target: Path) -> str:
    """Twelve hex digits of the SHA-256 of a file's real path, symbolic links resolved."""
    return hash_of_real(real_path(target))


def hash_of_real(target: PurePath) -> str:
    """The same for a path without links in it; no disk is asked."""
    return _short(str(target))


def _last_of_each(ordered: list[Kept], period: Callable[[Kept], str]) -> list[Kept]:
    newest: dict[str, Kept] = {}
    for item in ordered:
        newest.setdefault(period(item), item)
    return list(newest.values())


def _origin(name: str) -> str:
    """The hash of the place that a backup is of; empty where the name is none of ours."""
    words = name.split(" ")
    return words[-2] if len(words) > 2 else ""  # noqa: PLR2004 - time, origin, content


def _order(name: str) -> tuple[int, str]:
    """What backups are put in order by: their number; those from before there were numbers by their time."""
    number = name.split(" ")[-3]
    return int(number) if number.isdecimal() and len(number) < _TOO_LONG else 0, name


def _day(kept: Kept) -> str:
    return kept.name[: len("2026-03-10")]


def _hour(kept: Kept) -> str:
    return kept.name[: len("2026-03-10 09")]


def _stamp(at: float) -> str:
    return time.strftime("%Y-%m-%d %H.%M.%S", time.localtime(at))


@lru_cache(maxsize=16)
def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
