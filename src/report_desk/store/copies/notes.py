"""What this computer remembers of files: the recent ones, and the save of each that it saw last.

One small file per place, so that a save writes only its own. All of it may be lost without harm.
"""

from __future__ import annotations

import hashlib
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta, Struct

from report_desk.core.ports import RecentFile
from report_desk.core.report.model import Revision  # noqa: TC001 - msgspec reads the annotation
from report_desk.store.filesystem import disk
from report_desk.store.filesystem.names import token

if TYPE_CHECKING:
    from report_desk.core.report.model import Report

MOST_RECENT = 20
_UNFINISHED = ".tmp"
_ABANDONED_AFTER = 600.0
"""Seconds after which nobody is still at work on an unfinished note."""


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
    """The notes in one folder."""

    folder: Path

    def recent(self) -> tuple[RecentFile, ...]:
        """The recent files, newest first; what is older is forgotten on the way, and what was left swept."""
        self._sweep()
        seen = sorted(self._all(), key=lambda item: item.at, reverse=True)
        for item in seen[MOST_RECENT:]:
            self.forget(Path(item.path))
        return tuple(
            RecentFile(Path(item.path), item.organ, item.year, item.at) for item in seen[:MOST_RECENT]
        )

    def remember(self, report: Report, path: Path) -> None:
        """Note that a file was opened or saved."""
        seen = Seen(str(path), report.organ, report.year, time.time(), report.id, report.revision)
        note = self._note(path)
        temporary = note.with_suffix(f".{token(4)}{_UNFINISHED}")
        with suppress(OSError, UnicodeError):  # a convenience: no full disk or odd name keeps a report closed
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            disk.write_small(temporary, msgspec.json.encode(seen))
            try:
                disk.replace(temporary, note)
            except OSError:
                disk.remove(temporary)
                raise

    def last_seen(self, report_id: str) -> Seen | None:
        """The copy of a report that was opened last, wherever it lies."""
        found = [item for item in self._all() if item.report_id == report_id]
        return max(found, key=lambda item: item.at, default=None)

    def forget(self, path: Path) -> None:
        """Drop a file from the notes."""
        with suppress(OSError):  # as in remember
            disk.remove(self._note(path))

    def _sweep(self) -> None:
        """Remove what killed programs were about to note."""
        for left in self.folder.glob(f"*{_UNFINISHED}"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > _ABANDONED_AFTER:
                    disk.remove(left)

    def _note(self, path: Path) -> Path:
        name = hashlib.sha256(str(path).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return self.folder / f"{name}.json"

    def _all(self) -> list[Seen]:
        found = [_seen(path) for path in self.folder.glob("*.json")] if self.folder.is_dir() else []
        return [item for item in found if item is not None]


def _seen(path: Path) -> Seen | None:
    try:
        return msgspec.json.decode(disk.read(path), type=Seen)
    except (OSError, msgspec.MsgspecError):
        return None
