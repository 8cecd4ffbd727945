"""Which files a folder of reports has: its own, and the reports in the folders of its organs.

An office may keep a folder for each organ, as sending back makes them. One level is looked into, and there
only at reports: beside them lie the sheets and texts that were sent along. What was set aside is left alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping  # noqa: TC003 - fields of a struct
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.consolidation.board import is_report_file
from report_desk.store.filesystem.names import is_held_name, note_path, prefix_of
from report_desk.store.locks.open_note import holder

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.core.consolidation.entry import Holder
    from report_desk.store.index.file_index import State

ROSTER = "应报单位.json"
"""The roster of a folder, kept in it."""
ASIDE = "旧稿"
"""Where a report goes in whose place a newer one of its own was taken."""
MOST = 100_000
"""Files of one folder; one that holds more was opened by mistake."""
_NOT_SENT = (".json", ".csv", ".parquet", ".lock", ".tmp", ".log", ".ini", ".db", ".lnk")
"""Endings of what no organ sends as a report: results of this program, and what systems leave behind."""

_NOT_OURS = (FileNotFoundError, NotADirectoryError, PermissionError)


_MOST_NOTES = 1000
"""Notes and locks of one folder that are looked at."""


class Listed(Struct, frozen=True):
    """The ``files`` that are meant, and the names of the ``notes`` and locks beside them."""

    files: Mapping[str, State]
    notes: tuple[str, ...] = ()


def is_meant(name: str) -> bool:
    """Whether a file of the folder is one to be named: an organ's report, or what one has sent instead."""
    return not name.startswith((".", "~$")) and not name.lower().endswith(_NOT_SENT)


def listed(folder: Path) -> Listed:
    """The files that are meant, by name (``organ/file`` in a folder of an organ), with size and time.

    A folder in it that may not be looked into, as systems keep them on sticks, is none of an organ. Raises
    OSError where the folder cannot be listed, or one in it for another reason: a share that goes away in the
    middle must not look like organs that have sent nothing.
    """
    found: dict[str, State] = {}
    notes: list[str] = []
    inner: list[str] = []
    with os.scandir(folder) as entries:
        for one in entries:
            if one.is_dir():
                if is_meant(one.name) and one.name != ASIDE:
                    inner.append(one.name)
            elif is_meant(one.name):
                found.update(_state(one, one.name))
            elif is_held_name(one.name):
                notes.append(one.name)
    for name in inner:
        with suppress(*_NOT_OURS):
            _list_organ(folder, name, found, notes)
        if len(found) > MOST:
            break
    return Listed(found, tuple(notes))


def _list_organ(folder: Path, name: str, found: dict[str, State], notes: list[str]) -> None:
    """What a folder of an organ has."""
    with os.scandir(folder / name) as entries:
        for one in entries:
            if is_report_file(one.name) and is_meant(one.name):
                found.update(_state(one, f"{name}/{one.name}"))
            elif is_held_name(one.name):
                notes.append(f"{name}/{one.name}")


def has_roster(report: Path) -> bool:
    """Whether a report lies where a roster is kept, or in an organ's folder there. Never raises OSError."""
    with suppress(OSError):
        return any((folder / ROSTER).is_file() for folder in (report.parent, report.parent.parent))
    return False


def holder_of(report: Path) -> Holder | None:
    """Who has a report open right now. Never raises OSError."""
    return holder(note_path(report))


def held(folder: Path, there: Listed) -> dict[str, Holder]:
    """Who holds which of the files that were just listed, by their names; no report is touched."""
    holders = {
        f"{inside}/{name.rpartition('.')[0]}": one
        for inside, _, name in (note.rpartition("/") for note in there.notes[:_MOST_NOTES])
        if (one := holder(folder / inside / name)) is not None
    }
    if not holders:
        return {}
    parted = ((file, *file.rpartition("/")) for file in there.files)
    keys = ((file, f"{inside}/{prefix_of(name)}") for file, inside, _, name in parted)
    return {file: holders[key] for file, key in keys if key in holders}


def _state(one: os.DirEntry[str], name: str) -> Iterator[tuple[str, State]]:
    with suppress(FileNotFoundError):  # another program removes it right now
        if one.is_file():
            about = one.stat()
            yield name, (about.st_size, about.st_mtime_ns)
