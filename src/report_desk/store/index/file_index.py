"""A table of what was read from the files of a folder, so that only those that changed are read again.

The files are the truth: each time, the folder is listed, and a row is used only while its file has the size
and the time of change that it had when it was read. What is new or changed is read, rows of files that are
gone are dropped. So a table that is lost, damaged or out of date is made again on the way.

A row is the facts that were found, and beside them ``folder``, ``name``, ``size`` (bytes), ``changed`` (the
time of change, in nanoseconds since the epoch) and ``is_settled``: whether the file was not just written, nor
refused by the disk, of which the facts say so by the same name.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct
from tinydb import where

from report_desk.core.ports import LockedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from tinydb import TinyDB
    from tinydb.table import Table

    from report_desk.core.strict_reader import JsonValue
    from report_desk.store.index.tables import SharedTables

    Facts = dict[str, JsonValue]
    """What is to be known of a file, by name."""
    State = tuple[int, int]
    """The size of a file and its time of change."""

_SETTLED_AFTER = 2_000_000_000
"""Nanoseconds by which a time of change may lag: FAT counts every second one. A file that was written later
than that may have been written again since, with the same time."""


class FileIndex(Struct, frozen=True):
    """The table ``name`` among ``tables``; ``look`` reads the facts of one file and never raises OSError.

    ``each`` looks at many files, in their order, as `map` does: perhaps at several at once.

    Facts are few and short, as a table is read and written as a whole: one of 10,000 rows has 2.6 MB. A large
    one is kept in a file of its own, apart from the notes that every opening writes.
    """

    tables: SharedTables
    name: str
    look: Callable[[Path], Facts]
    each: Callable[[Callable[[Path], Facts], list[Path]], Iterable[Facts]] = map

    def of_folder(self, folder: Path, ending: str | Callable[[str], bool]) -> Table:
        """The table, up to date for the files of a folder whose names end so, for TinyDB's queries.

        In place of an ending, a function may say which names are meant.

        Raises OSError where the folder cannot be listed.
        """
        is_meant = ending if callable(ending) else lambda name: name.endswith(ending)
        return self.of_files(folder, _listed(folder, is_meant))

    def of_files(self, folder: Path, found: Mapping[str, State]) -> Table:
        """The table, up to date for these files of a folder, by their names below it.

        It holds rows of other folders too. Where it cannot be kept, as in a profile that is full, it is right
        all the same. Where reading them is given up, what was read by then is kept for the next time.
        """
        database = self.tables.read()
        table = database.table(self.name)
        known = {str(row["name"]): row for row in table.search(where("folder") == str(folder))}
        gone = {name for name in known if name not in found}
        new = [name for name, state in found.items() if name not in known or _is_old(known[name], state)]
        if not gone and not new:
            return table
        rows: list[Facts] = []
        try:
            facts = self.each(self.look, [folder / name for name in new])
            for name, read in zip(new, facts, strict=True):
                rows.append(_row(folder, name, found[name], read))
        finally:
            table = self._kept(database, folder, {*gone, *(str(row["name"]) for row in rows)}, rows)
        return table

    def _kept(self, database: TinyDB, folder: Path, names: set[str], rows: list[Facts]) -> Table:
        try:
            with self.tables.changing(is_durable=False) as newest:
                return self._changed(newest, folder, names, rows)
        except (OSError, LockedError):
            return self._changed(database, folder, names, rows)

    def _changed(self, database: TinyDB, folder: Path, names: set[str], rows: Iterable[Facts]) -> Table:
        table = database.table(self.name)
        table.remove((where("folder") == str(folder)) & where("name").test(names.__contains__))
        table.insert_multiple(rows)
        return table


def _row(folder: Path, name: str, state: State, facts: Facts) -> Facts:
    size, changed = state
    is_settled = time.time_ns() - changed > _SETTLED_AFTER and facts.get("is_settled") is not False
    here: Facts = {
        "folder": str(folder),
        "name": name,
        "size": size,
        "changed": changed,
        "is_settled": is_settled,
    }
    return {**facts, **here}


def _is_old(row: Facts, state: State) -> bool:
    return (row.get("size"), row.get("changed")) != state or row.get("is_settled") is not True


def _listed(folder: Path, is_meant: Callable[[str], bool]) -> dict[str, State]:
    """The files of a folder with such names; none where there is no such folder. Raises OSError."""
    found: dict[str, State] = {}
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):  # another program removes it right now
                if is_meant(entry.name) and entry.is_file():
                    about = entry.stat()
                    found[entry.name] = (about.st_size, about.st_mtime_ns)
    return found
