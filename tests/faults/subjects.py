"""What the fault programs torture: this program's store, and TinyDB as it comes, by the same three verbs.

Save number N holds nothing but N: every figure is N, every sentence says N, and its length depends on
N. So a file that mixes two saves, or holds an older one than was acknowledged, gives itself away.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, cast

from msgspec.structs import replace
from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage

from report_desk.core.form.edition import address
from report_desk.core.record import codec, reader
from report_desk.core.report.model import Report
from report_desk.store.filesystem.names import hidden_files
from report_desk.store.places import Places
from report_desk.store.report_files import ReportFiles
from tests.locks import LOCAL, SHARE, choose

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from report_desk.core.strict_reader import JsonValue
    from report_desk.store.contents import Tables


class BrokenError(Exception):
    """The file cannot be read as the report that was saved."""


class MixedError(BrokenError):
    """The file is readable, and holds parts of two saves."""


class Subject(Protocol):
    """A way to save a report to one file."""

    def save(self, number: int) -> None:
        """Save; returning is the acknowledgement."""
        ...

    def read(self) -> int:
        """The number of the save that the file holds. Raises BrokenError."""
        ...

    def litter(self) -> int:
        """How many files that are nobody's lie about after the file was opened."""
        ...

    def reset(self) -> None:
        """Forget everything, as after a broken file."""
        ...


def numbered(number: int) -> Report:
    """The content of save ``number``; between 1 and 60 KB."""
    length = 1 + number * 7919 % 400
    sections = {f"part{part}": f"第{number}次。" * (length * part) for part in (1, 2, 3)}
    figures = {address("t", f"r{row}", "c"): number for row in range(length)}
    return Report("fault-0001", "2021", 2025, "某某机关", sections=sections, figures=figures)


def number_of(report: Report) -> int:
    """Which save a report is. Raises MixedError."""
    numbers = {figure for figure in report.figures.values() if isinstance(figure, int)}
    if len(numbers) != 1:
        raise MixedError
    number = numbers.pop()
    expected = numbered(number)
    if (report.figures, report.sections) != (expected.figures, expected.sections):
        raise MixedError
    return number


@dataclass
class Ours:
    """The store of this program."""

    folder: Path
    last: tuple[Report, str] | None = None

    @cached_property
    def files(self) -> ReportFiles:
        """A store with its places beside the file, on the same disk."""
        return ReportFiles(Places.under(self.folder / "places"))

    @property
    def path(self) -> Path:
        """The one file."""
        return self.folder / "report.rdesk"

    def save(self, number: int) -> None:
        """Keep what was saved before, then save over what was seen last.

        So the backup is made after the acknowledgement, as for everybody, and may be cut short like a save.
        """
        self.files.back_up(self.path)
        if self.last is None and self.path.exists():
            opened = self.files.open(self.path)
            self.last = opened.report, opened.digest
        revision, digest = (
            (self.last[0].revision, self.last[1]) if self.last else (numbered(0).revision, None)
        )
        saved = self.files.save(
            replace(numbered(number), revision=revision), self.path, expected_digest=digest
        )
        self.last = saved.report, saved.digest

    def read(self) -> int:
        """Open, as a new process would."""
        try:
            opened = self.files.open(self.path)
        except Exception as error:
            raise BrokenError from error
        self.last = opened.report, opened.digest
        return number_of(opened.report)

    def litter(self) -> int:
        """Hidden files beside the report."""
        return len(hidden_files(self.path))

    def backups(self) -> int:
        """How many backups there are. Raises BrokenError if one of them does not open."""
        found = list((self.folder / "places" / "backups").rglob("*.rdesk"))
        for path in found:
            try:
                number_of(codec.read(path.read_bytes()).report)
            except ValueError as error:
                raise BrokenError from error
        return len(found)

    def reset(self) -> None:
        """Start with an empty folder."""
        self.last = None
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


@dataclass
class Stock:
    """TinyDB's own storage, as it comes or behind its cache."""

    folder: Path
    cached: bool = False
    database: TinyDB | None = None

    @property
    def path(self) -> Path:
        """The one file."""
        return self.folder / "stock.json"

    def save(self, number: int) -> None:
        """Write all tables."""
        if self.database is None:
            storage = CachingMiddleware(JSONStorage) if self.cached else JSONStorage  # type: ignore[no-untyped-call]
            self.database = TinyDB(self.path, storage=storage, encoding="utf-8", ensure_ascii=False)
        self.database.storage.write(cast("Tables", codec.to_record(numbered(number))))

    def read(self) -> int:
        """Read all tables back; a file without any is what TinyDB calls a new database."""
        self.database = None
        try:
            with TinyDB(self.path, encoding="utf-8") as database:
                tables = database.storage.read()
        except Exception as error:
            raise BrokenError from error
        if not tables:
            raise BrokenError
        found = reader.report_of(cast("dict[str, JsonValue]", tables))
        if found.mistakes:
            raise MixedError
        return number_of(found.report)

    def litter(self) -> int:
        """It writes in place."""
        return 0

    def reset(self) -> None:
        """Start with an empty folder."""
        self.database = None
        self.path.unlink(missing_ok=True)


def _ours(medium: str) -> Callable[[Path], Subject]:
    """The store with the save lock of a medium, in this process and its children."""

    def subject(folder: Path) -> Subject:
        choose(medium)
        return Ours(folder)

    return subject


SUBJECTS: dict[str, Callable[[Path], Subject]] = {
    "ours": _ours(LOCAL),
    "share": _ours(SHARE),
    "stock": Stock,
    "cached": lambda folder: Stock(folder, cached=True),
}
