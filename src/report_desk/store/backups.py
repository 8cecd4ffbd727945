"""Older versions of every saved file, where a person finds them, thinned out with care.

What a save wrote is kept as a durable copy, right after the save is acknowledged. It is no second name
of the file: a program that writes into the file in place, as copying another file over it does, would
write into that as well. What a save replaces and nobody has kept, as a file that came from another
computer, is kept before, as a second name of its data: from then on nobody has it open.

Kept per file are the 5 newest, the last of each of 6 earlier hours, the last of each of 7 earlier
days and the first of the newest day: a burst of bad saves can push out neither this morning's state
nor yesterday's.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.store import disk
from report_desk.store.names import real_path, token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from report_desk.store.contents import Content

RECENT = 5
HOURS = 6
DAYS = 7
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_ENDING = ".rdesk"
_UNFINISHED = ".part"
_ABANDONED_AFTER = 600.0
"""Seconds after which nobody is still at work on an unfinished backup."""


class Kept(Struct, frozen=True):
    """One backup on disk: saved at ``at`` (epoch seconds), ``origin`` is the hash of the file's place."""

    folder: Path
    name: str
    at: float
    origin: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / self.name


class Backups(Struct, frozen=True):
    """All backups of this user."""

    root: Path

    def keep_replaced(self, target: Path, content: Content, at: os.stat_result) -> None:
        """Keep the version that stands at ``target`` and is about to be replaced, durably.

        Content that is no whole record is kept apart and never thinned out. Raises OSError.
        """
        path = self._place_of(target, content, at)
        if _holds(path, content.data):
            return
        aside = _aside(path)
        try:
            os.link(target, aside)
        except OSError:
            _copy(content.data, path, at)
        else:
            disk.replace(aside, path)

    def keep_saved(self, target: Path, content: Content) -> None:
        """Keep a copy of the version that was just saved at ``target``; then thin out. Raises OSError."""
        at = target.stat()
        path = self._place_of(target, content, at)
        if not _holds(path, content.data):
            _copy(content.data, path, at)
        _sweep(path.parent)
        kept = _in(path.parent, place_hash(target))
        if len(kept) > RECENT:
            for item in set(kept).difference(worth_keeping(kept)):
                disk.remove(item.path)
        disk.make_folder_durable(path.parent)

    def of_report(self, report_id: str) -> list[Kept]:
        """Every backup of a report, wherever its file lay, newest first."""
        folder = self._folder(report_id)
        return [] if folder is None else _in(folder)

    def of_place(self, target: Path) -> list[Kept]:
        """Every backup of the file at a place, whatever stands there now, newest first."""
        if not self.root.is_dir():
            return []
        origin = place_hash(target)
        found = [item for folder in self.root.iterdir() if folder.is_dir() for item in _in(folder, origin)]
        return sorted(found, key=_at, reverse=True)

    def _folder(self, report_id: str) -> Path | None:
        """The folder of a report: its readable part may be out of date, its end is not."""
        if not self.root.is_dir():
            return None
        end = f" {_short(report_id)}"
        return next((path for path in self.root.iterdir() if path.name.endswith(end)), None)

    def _folder_of_damaged(self) -> Path:
        folder = self.root / "损坏的文件"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _place_of(self, target: Path, content: Content, at: os.stat_result) -> Path:
        """Where a version is kept: under the name it has there already, or a new one that tells its time."""
        if not content.report_id:
            return self._folder_of_damaged() / f"{_stamp(at.st_mtime)} {content.identity[-12:]}.bin"
        folder, mark = self._folder_for(content), f"{place_hash(target)} {content.identity[:12]}{_ENDING}"
        with os.scandir(folder) as entries:
            there = next((entry.name for entry in entries if entry.name.endswith(mark)), "")
        return folder / (there or f"{_stamp(at.st_mtime)} {mark}")

    def _folder_for(self, content: Content) -> Path:
        words = _FORBIDDEN.sub("_", content.organ)[:30].strip(" .") or "年报"
        folder = self.root / f"{words} {content.year} {_short(content.report_id)}"
        if not folder.is_dir():
            folder = self._folder(content.report_id) or folder
            folder.mkdir(parents=True, exist_ok=True)
        return folder


def _in(folder: Path, origin: str = "") -> list[Kept]:
    """The backups in a folder, of one file's place or of all, newest first."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            words = entry.name.split(" ")
            if entry.name.endswith(_ENDING) and len(words) > 2 and origin in {"", words[-2]}:  # noqa: PLR2004 - time, origin, content
                try:
                    found.append(Kept(folder, entry.name, entry.stat().st_mtime, words[-2]))
                except FileNotFoundError:
                    continue  # another program is thinning out right now
    return sorted(found, key=_at, reverse=True)


def worth_keeping(kept: Iterable[Kept]) -> list[Kept]:
    """What of one file's backups stays."""
    ordered = sorted(kept, key=_at, reverse=True)
    if not ordered:
        return []
    newest_day = _day(ordered[0].at)
    today = [item for item in ordered if _day(item.at) == newest_day]
    hours = _last_of_each(ordered, _hour)[1 : HOURS + 1]
    days = [item for item in _last_of_each(ordered, _day) if _day(item.at) != newest_day][:DAYS]
    return list(dict.fromkeys([*ordered[:RECENT], *hours, *days, today[-1]]))


def _holds(path: Path, data: bytes) -> bool:
    """Whether a whole backup lies there; one that went bad is made anew."""
    try:
        return disk.read_if_there(path) == data
    except OSError:
        return False


def _copy(data: bytes, path: Path, at: os.stat_result) -> None:
    """A durable copy that bears the time of the version."""
    aside = _aside(path)
    with disk.written_beside(aside, data, at) as new:
        os.utime(aside, ns=(at.st_atime_ns, at.st_mtime_ns))
        new.put_in_place(path)


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
    """A short name for where a file lies, by whatever way it was reached."""
    return _short(str(real_path(target)))


def _last_of_each(ordered: list[Kept], period: Callable[[float], tuple[int, ...]]) -> list[Kept]:
    newest: dict[tuple[int, ...], Kept] = {}
    for item in ordered:
        newest.setdefault(period(item.at), item)
    return list(newest.values())


def _day(at: float) -> tuple[int, ...]:
    return _hour(at)[:3]


@lru_cache(maxsize=64)
def _hour(at: float) -> tuple[int, ...]:
    return time.localtime(at)[:4]


def _at(kept: Kept) -> float:
    return kept.at


def _stamp(at: float) -> str:
    return time.strftime("%Y-%m-%d %H.%M.%S", time.localtime(at))


@lru_cache(maxsize=16)
def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
