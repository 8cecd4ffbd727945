"""What this computer remembers of files: the recent ones, and the save of each that it saw last.

A TinyDB table, one row for each place. All of it may be lost without harm. Earlier versions kept one small
file for each place: what stands in those is taken over with the first change, and read until then.
"""

from __future__ import annotations

import re
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta, Struct
from tinydb import where

from report_desk.core.ports import LockedError, RecentFile
from report_desk.core.report.model import Revision  # noqa: TC001 - msgspec reads the annotation
from report_desk.store.filesystem import disk
from report_desk.store.index.tables import SharedTables  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tinydb.queries import QueryInstance
    from tinydb.table import Table

    from report_desk.core.report.model import Report
    from report_desk.core.strict_reader import JsonValue

MOST_RECENT = 20
FILES = "files"
_FORMER = re.compile(r"[0-9a-f]{16}\.json")
"""The names of the files of earlier versions."""


EARLIEST, LATEST = 172_800.0, 32_503_680_000.0
"""The times that every system can tell as a local day, in seconds since the epoch: up to the year 3000."""


class Seen(Struct, frozen=True):
    """One file as it was last seen; ``at`` in seconds since the epoch."""

    path: Annotated[str, Meta(pattern=r"^[^\x00]+$")]
    organ: str
    year: int
    at: Annotated[float, Meta(ge=EARLIEST, le=LATEST)]
    report_id: str
    revision: Revision


class Notes(Struct, frozen=True):
    """The notes in the table `FILES`; ``folder`` is where earlier versions kept theirs."""

    tables: SharedTables
    folder: Path

    def recent(self) -> tuple[RecentFile, ...]:
        """The recent files, newest first."""
        newest = {item.path: item for item in reversed(self._seen())}
        found = sorted(newest.values(), key=_at, reverse=True)[:MOST_RECENT]
        return tuple(RecentFile(Path(item.path), item.organ, item.year, item.at) for item in found)

    def remember(self, report: Report, path: Path) -> None:
        """Note that a file was opened or saved; what is older than the recent ones is forgotten."""
        if any("\ud800" <= character <= "\udfff" for character in str(path)):
            return  # a name that is no text cannot be shown in a list
        seen = Seen(str(path), report.organ, report.year, time.time(), report.id, report.revision)

        def change(table: Table) -> None:
            table.upsert(msgspec.to_builtins(seen), where("path") == seen.path)
            by_age = sorted(table.all(), key=lambda row: _at(_seen(row)), reverse=True)
            table.remove(doc_ids=[row.doc_id for row in by_age[MOST_RECENT:]])

        self._change(change)

    def last_seen(self, report_id: str) -> Seen | None:
        """The copy of a report that was opened last, wherever it lies."""
        return next(iter(self._seen(where("report_id") == report_id)), None)

    def forget(self, path: Path) -> None:
        """Drop a file from the notes."""
        self._change(lambda table: _remove(table, where("path") == str(path)))

    def _seen(self, of: QueryInstance | None = None) -> list[Seen]:
        """What is noted in the table and in the files of earlier versions, as asked; newest first."""
        table = self.tables.read().table(FILES)
        for seen in self._former().values():
            _take_over(table, seen)
        found = map(_seen, table.all() if of is None else table.search(of))
        return sorted((item for item in found if item is not None), key=_at, reverse=True)

    def _change(self, change: Callable[[Table], None]) -> None:
        """Change the newest table, into which the files of earlier versions are taken over.

        Those are removed once the table is on the disk. Where it cannot be written, nothing is changed: notes
        are a convenience, and no full disk keeps a report closed.
        """
        former = self._former()
        with suppress(OSError, LockedError):
            with self.tables.changing(is_durable=False) as database:
                table = database.table(FILES)
                for seen in former.values():
                    _take_over(table, seen)
                change(table)
            for path in former:
                disk.remove(path)

    def _former(self) -> dict[Path, Seen]:
        """The files of earlier versions that hold a note."""
        try:
            paths = [path for path in self.folder.iterdir() if _FORMER.fullmatch(path.name)]
        except OSError:
            return {}
        found = {path: _noted(path) for path in paths}
        return {path: seen for path, seen in found.items() if seen is not None}


def _take_over(table: Table, seen: Seen) -> None:
    """Put a note of an earlier version into the table, unless it has a newer one of that place."""
    is_of_it = where("path") == seen.path
    if not any(_at(_seen(row)) >= seen.at for row in table.search(is_of_it)):
        table.upsert(msgspec.to_builtins(seen), is_of_it)


def _remove(table: Table, of: QueryInstance) -> None:
    table.remove(of)


def _at(seen: Seen | None) -> float:
    return 0.0 if seen is None else seen.at


def _seen(row: Mapping[str, JsonValue]) -> Seen | None:
    """A row as a note; None for what is none."""
    try:
        return msgspec.convert(dict(row), Seen)
    except msgspec.ValidationError:
        return None


def _noted(path: Path) -> Seen | None:
    try:
        return msgspec.json.decode(disk.read(path), type=Seen)
    except (OSError, msgspec.MsgspecError):
        return None
