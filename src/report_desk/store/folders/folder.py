"""A folder of reports: its files at one glance, by an index that is never the truth, and its roster."""

from __future__ import annotations

import hashlib
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from tinydb import where

from report_desk import resources
from report_desk.core.consolidation.entry import Entry
from report_desk.core.consolidation.roster import MOST_MEMBERS, Member, joined
from report_desk.core.ports import SaveFailedError, UnreadableFileError
from report_desk.store.failures import reason
from report_desk.store.folders.at_once import at_once
from report_desk.store.folders.listing import ROSTER, Listed, held, listed
from report_desk.store.folders.reading import look
from report_desk.store.index.file_index import FileIndex
from report_desk.store.index.tables import SharedTables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tinydb import TinyDB

    from report_desk.core.consolidation.entry import Holder
    from report_desk.core.strict_reader import JsonValue
    from report_desk.store.index.file_index import Facts, State

_ROSTER_TABLE = "roster"


class Listing(Struct, frozen=True):
    """What a folder is (``device``), what was ``found`` in it, and the state of its roster."""

    device: str
    found: Listed
    roster: State

    @property
    def files(self) -> Mapping[str, State]:
        """The state of each of its files."""
        return self.found.files

    @property
    def digest(self) -> str:
        """What tells cheaply whether anything changed."""
        digest = hashlib.sha256(repr(self.roster).encode())
        for name, (size, changed) in sorted(self.files.items()):
            digest.update(f"{name}\0{size}\0{changed}\n".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


class ReportFolder(Struct, frozen=True):
    """The folder at ``path``; ``indexes`` is where this user's computer keeps what it knows of folders.

    Without it every file is read each time.
    """

    path: Path
    indexes: Path | None = None

    def entries(self, tell: Callable[[float], None] | None = None) -> tuple[Entry, ...]:
        """Every file of the folder as it stands there now, by name; only those that changed are read.

        ``tell`` is told how far that is, from 0 to 1; where it raises, nothing more is read. Raises
        UnreadableFileError where the folder cannot be listed.
        """
        return self.entries_of(self.listing(), tell)

    def entries_of(self, listing: Listing, tell: Callable[[float], None] | None = None) -> tuple[Entry, ...]:
        """As `entries`, of a listing that was just made."""
        if self.indexes is None:
            names = list(listing.files)
            read = at_once(look, [self.path / name for name in names], tell)
            found = [_named(one, name) for one, name in zip(read, names, strict=True)]
        else:
            found = self._known(self.indexes, listing.files, tell)
        self._stat()  # a share that went away meanwhile has not lost its files
        return tuple(sorted(found, key=lambda one: one.file))

    def held(self, listing: Listing) -> dict[str, Holder]:
        """Who holds which of the files of a listing that was just made. Never raises OSError."""
        return held(self.path, listing.found)

    def listing(self) -> Listing:
        """Which files there are, cheaply. Raises UnreadableFileError where the folder cannot be listed."""
        try:
            if not self.path.is_dir():
                raise UnreadableFileError(f"没有「{self.path}」这个文件夹。")
            return Listing(f"{self._stat()}", listed(self.path), self._roster_state())
        except OSError as error:
            raise UnreadableFileError(f"打不开文件夹「{self.path}」：{reason(error)}。") from error

    def _stat(self) -> str:
        """On what the folder lies, and which it is."""
        try:
            about = self.path.stat()
        except OSError as error:
            raise UnreadableFileError(f"打不开文件夹「{self.path}」：{reason(error)}。") from error
        return f"{about.st_dev}:{about.st_ino}"

    def _roster_state(self) -> State:
        try:
            about = (self.path / ROSTER).stat()
        except FileNotFoundError:
            return 0, 0
        return about.st_size, about.st_mtime_ns

    def _known(
        self, indexes: Path, files: Mapping[str, State], tell: Callable[[float], None] | None
    ) -> list[Entry]:
        place = self.path.absolute()
        name = hashlib.sha256(str(place).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        tables = SharedTables(indexes / f"{name}.json")
        index = FileIndex(tables, f"reports {_stamp()}", _facts, partial(at_once, tell=tell))
        rows = index.of_files(place, files).search(where("folder") == str(place))
        found = [(_entry(row), str(row["name"])) for row in rows if row["name"] in files]
        return [_named(one or look(self.path / name), name) for one, name in found]

    def roster(self) -> tuple[Member, ...]:
        """Who must report, as it is kept in the folder; none where nobody has said. Never raises OSError."""
        return _members(SharedTables(self.path / ROSTER).read())

    def keep_roster(
        self, members: Sequence[Member], before: Sequence[Member] | None = None
    ) -> tuple[str, ...]:
        """Keep who must report in the folder, for whoever opens it.

        With what stood there ``before``, what another office has kept since is joined to it; the answer is
        what there is to tell of that. Raises SaveFailedError, LockedError.
        """
        told: tuple[str, ...] = ()
        try:
            with SharedTables(self.path / ROSTER).changing() as database:
                if before is not None:
                    members, told = joined(before, members, _members(database))
                database.drop_table(_ROSTER_TABLE)
                database.table(_ROSTER_TABLE).insert_multiple(msgspec.to_builtins(one) for one in members)
        except OSError as error:
            raise SaveFailedError(f"没有存下应报单位：{reason(error)}。") from error
        return told


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
    """What is kept of a file: its line as JSON, so that reading ten thousand rows makes no value of each.

    They are made one by one then, and the window's thread has its turn in between.
    """
    one = look(path)
    return {"entry": msgspec.json.encode(one).decode(), "is_settled": not one.is_refusing}


def _named(one: Entry, name: str) -> Entry:
    """The line of a file by its name below the folder."""
    return one if one.file == name else replace(one, file=name)


def _entry(row: Mapping[str, JsonValue]) -> Entry | None:
    try:
        return msgspec.json.decode(str(row.get("entry")), type=Entry)
    except msgspec.DecodeError:
        return None


def _members(database: TinyDB) -> tuple[Member, ...]:
    rows = database.table(_ROSTER_TABLE).all()[:MOST_MEMBERS]
    return tuple(one for one in map(_member, rows) if one is not None)


def _member(row: Mapping[str, JsonValue]) -> Member | None:
    try:
        return msgspec.convert(dict(row), Member)
    except msgspec.ValidationError:
        return None
