"""A folder of reports: its files at one glance, by an index that is never the truth, and its roster."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from tinydb import where

from report_desk import resources
from report_desk.core.consolidation.entry import Entry
from report_desk.core.consolidation.roster import MOST_MEMBERS, Member
from report_desk.core.ports import SaveFailedError, UnreadableFileError
from report_desk.store.failures import reason
from report_desk.store.folders.reading import ROSTER, at_once, is_meant, look
from report_desk.store.index.file_index import FileIndex
from report_desk.store.index.tables import SharedTables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from report_desk.core.strict_reader import JsonValue
    from report_desk.store.index.file_index import Facts

_ROSTER_TABLE = "roster"


class ReportFolder(Struct, frozen=True):
    """The folder at ``path``; ``indexes`` is where this user's computer keeps what it knows of folders.

    Without it every file is read each time.
    """

    path: Path
    indexes: Path | None = None

    def entries(self, tell: Callable[[float], None] | None = None) -> tuple[Entry, ...]:
        """Every file of the folder as it stands there now, by name; only those that changed are read.

        ``tell`` is told how far that is, from 0 to 1. Raises UnreadableFileError where the folder cannot be
        listed.
        """
        try:
            if not self.path.is_dir():
                raise UnreadableFileError(f"没有「{self.path}」这个文件夹。")
            found = self._read_anew() if self.indexes is None else self._known(self.indexes, tell)
        except OSError as error:
            raise UnreadableFileError(f"打不开文件夹「{self.path}」：{reason(error)}。") from error
        return tuple(sorted(found, key=lambda one: one.file))

    def listing(self) -> str:
        """Names, sizes and times of all files, as one digest: what tells cheaply whether anything changed.

        Raises UnreadableFileError where the folder cannot be listed.
        """
        digest = hashlib.sha256()
        try:
            with os.scandir(self.path) as found:
                for one in sorted(found, key=lambda entry: entry.name):
                    if is_meant(one.name) or one.name == ROSTER:
                        with suppress(FileNotFoundError):
                            about = one.stat()
                            told = f"{one.name}\0{about.st_size}\0{about.st_mtime_ns}\n"
                            digest.update(told.encode("utf-8", "surrogatepass"))
        except OSError as error:
            raise UnreadableFileError(f"打不开文件夹「{self.path}」：{reason(error)}。") from error
        return digest.hexdigest()

    def _read_anew(self) -> list[Entry]:
        with os.scandir(self.path) as listing:
            names = sorted(one.name for one in listing if is_meant(one.name) and one.is_file())
        return list(at_once(look, [self.path / name for name in names]))

    def _known(self, indexes: Path, tell: Callable[[float], None] | None) -> list[Entry]:
        place = str(self.path.absolute())
        name = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        tables = SharedTables(indexes / f"{name}.json")
        index = FileIndex(tables, f"reports {_stamp()}", _facts, _telling(tell))
        rows = index.of_folder(self.path.absolute(), is_meant).search(where("folder") == place)
        return [
            one if (one := _entry(row)) is not None else look(self.path / str(row["name"])) for row in rows
        ]

    def roster(self) -> tuple[Member, ...]:
        """Who must report, as it is kept in the folder; none where nobody has said. Never raises OSError."""
        rows = SharedTables(self.path / ROSTER).read().table(_ROSTER_TABLE).all()[:MOST_MEMBERS]
        found = (_member(row) for row in rows)
        return tuple(one for one in found if one is not None)

    def keep_roster(self, members: Sequence[Member]) -> None:
        """Keep who must report in the folder, for whoever opens it. Raises SaveFailedError, LockedError."""
        try:
            with SharedTables(self.path / ROSTER).changing() as database:
                database.drop_table(_ROSTER_TABLE)
                database.table(_ROSTER_TABLE).insert_multiple(msgspec.to_builtins(one) for one in members)
        except OSError as error:
            raise SaveFailedError(f"没有存下应报单位：{reason(error)}。") from error


@cache
def _stamp() -> str:
    """What an index was made by: another program, or another edition of the form, may find other things."""
    digest = hashlib.sha256(",".join(Entry.__struct_fields__).encode())
    for file in sorted(resources.path("formats").glob("*.toml")):
        digest.update(file.read_bytes())
    try:
        made_by = version("report-desk")
    except PackageNotFoundError:
        made_by = ""
    return f"{made_by} {digest.hexdigest()[:16]}"


def _facts(path: Path) -> Facts:
    found: JsonValue = msgspec.to_builtins(look(path))
    return {"entry": found}


def _telling(
    tell: Callable[[float], None] | None,
) -> Callable[[Callable[[Path], Facts], list[Path]], Iterable[Facts]]:
    if tell is None:
        return at_once

    def each(read: Callable[[Path], Facts], paths: list[Path]) -> Iterator[Facts]:
        for done, path in enumerate(paths, start=1):
            yield read(path)
            tell(done / len(paths))

    return each


def _entry(row: Mapping[str, JsonValue]) -> Entry | None:
    try:
        return msgspec.convert(row.get("entry"), Entry)
    except msgspec.ValidationError:
        return None


def _member(row: Mapping[str, JsonValue]) -> Member | None:
    try:
        return msgspec.convert(dict(row), Member)
    except msgspec.ValidationError:
        return None
