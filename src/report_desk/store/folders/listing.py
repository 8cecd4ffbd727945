"""Which files a folder of reports has: its own, and the reports in the folders of its organs.

An office may keep a folder for each organ, as sending back makes them. One level is looked into, and there
only at reports: beside them lie the sheets and texts that were sent along. What was set aside is left alone.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from report_desk.core.consolidation.board import is_report_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

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


def is_meant(name: str) -> bool:
    """Whether a file of the folder is one to be named: an organ's report, or what one has sent instead."""
    return not name.startswith((".", "~$")) and not name.lower().endswith(_NOT_SENT)


def listed(folder: Path) -> Mapping[str, State]:
    """The files that are meant, by name (``organ/file`` in a folder of an organ), with size and time.

    A folder in it that may not be looked into, as systems keep them on sticks, is none of an organ. Raises
    OSError where the folder cannot be listed, or one in it for another reason: a share that goes away in the
    middle must not look like organs that have sent nothing.
    """
    found: dict[str, State] = {}
    inner: list[str] = []
    with os.scandir(folder) as entries:
        for one in entries:
            if one.is_dir():
                if is_meant(one.name) and one.name != ASIDE:
                    inner.append(one.name)
            elif is_meant(one.name):
                found.update(_state(one, one.name))
    for name in inner:
        with suppress(*_NOT_OURS), os.scandir(folder / name) as entries:
            for one in entries:
                if is_report_file(one.name) and is_meant(one.name):
                    found.update(_state(one, f"{name}/{one.name}"))
        if len(found) > MOST:
            break
    return found


def _state(one: os.DirEntry[str], name: str) -> Iterator[tuple[str, State]]:
    with suppress(FileNotFoundError):  # another program removes it right now
        if one.is_file():
            about = one.stat()
            yield name, (about.st_size, about.st_mtime_ns)
