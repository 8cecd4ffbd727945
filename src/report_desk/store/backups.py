"""Older versions of every saved file, where a person finds them, thinned out with care.

A save adds two: the version it replaces, by then on the disk, as a second name of the same data (a
durable copy where the disk knows no links); and the version it wrote, as a copy that is left to the
system to write in its time. The copy protects from a program that writes into the file in place, as
copying another file over it does; until it has reached the disk, the file itself has.

Kept per file are the 5 newest, the last of each of 6 earlier hours, the last of each of 7 earlier
days and the first of the newest day: a burst of bad saves can push out neither this morning's state
nor yesterday's.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.store import disk

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
        if content.report_id:
            folder, mark = self._folder_for(content), _mark(target, content)
            with os.scandir(folder) as entries:
                path = folder / _name_for((entry.name for entry in entries), mark, at)
        else:
            path = self._folder_of_damaged() / f"{_stamp(at.st_mtime)} {content.identity[-12:]}.bin"
        aside = path.with_suffix(_UNFINISHED)
        try:
            os.link(target, aside)
        except FileExistsError:
            return  # a killed program was just doing the same
        except OSError:
            _copy_durably(content.data, path, aside, at)
        else:
            disk.replace(aside, path)
            if at.st_nlink > 1:
                disk.remove(aside)  # where both were names of one file already, the replacement did nothing

    def keep_saved(self, target: Path, content: Content) -> None:
        """Keep a copy of the version that was just saved at ``target``; then thin out. Raises OSError."""
        at = target.stat()
        folder, origin, mark = self._folder_for(content), place_hash(target), _mark(target, content)
        others = _in(folder, origin)
        new = Kept(folder, _name_for((item.name for item in others), mark, at), at.st_mtime, origin)
        path = new.path
        aside = path.with_suffix(_UNFINISHED)
        try:
            disk.write_small(aside, content.data, at)
        except FileExistsError:  # left by a killed program
            disk.remove(aside)
            disk.write_small(aside, content.data, at)
        os.utime(aside, ns=(at.st_atime_ns, at.st_mtime_ns))
        disk.replace(aside, path)
        kept = {new, *(item for item in others if item.name != new.name)}
        if len(kept) > RECENT:
            for item in kept.difference(worth_keeping(kept)):
                disk.remove(item.path)

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


def _name_for(names: Iterable[str], mark: str, at: os.stat_result) -> str:
    """Under what name a version is kept: one that is there already, or a new one that tells its time."""
    return next((name for name in names if name.endswith(mark)), f"{_stamp(at.st_mtime)} {mark}")


def _mark(target: Path, content: Content) -> str:
    """How the name of a version's backup ends, under whatever time it was kept."""
    return f"{place_hash(target)} {content.identity[:12]}{_ENDING}"


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


def _copy_durably(data: bytes, path: Path, aside: Path, at: os.stat_result) -> None:
    """On another disk: what was copied at the last save need only be written out, unless it was lost."""
    if disk.read_if_there(path) == data:
        disk.make_durable(path)
        return
    disk.remove(aside)
    disk.write_beside(aside, data, None)
    os.utime(aside, ns=(at.st_atime_ns, at.st_mtime_ns))
    disk.replace(aside, path)


def place_hash(target: Path) -> str:
    """A short name for where a file lies."""
    return _short(str(target))


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
