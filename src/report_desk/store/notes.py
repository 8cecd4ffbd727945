"""What this computer remembers of files: the recent ones, and the save of each that it saw last."""

from __future__ import annotations

import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from report_desk.core.ports import RecentFile
from report_desk.core.report import Report, Revision
from report_desk.store import disk, lineage

if TYPE_CHECKING:
    from report_desk.core.reading import JsonValue

MOST_RECENT = 20
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class _Seen:
    """One file as it was last seen."""

    path: str
    organ: str
    year: int
    at: float
    report_id: str
    revision: Revision


@dataclass(frozen=True, slots=True)
class Notes:
    """A small file of notes; it may be lost or unwritable without harm."""

    folder: Path

    def recent(self) -> tuple[RecentFile, ...]:
        """The recent files, newest first."""
        return tuple(RecentFile(Path(item.path), item.organ, item.year, item.at) for item in self._all())

    def remember(self, report: Report, path: Path) -> str:
        """Note a file; the answer is how it stands to the copy seen last, if that is worth a word."""
        seen = self._all()
        now = time.time()
        told = ""
        other = next((item for item in seen if item.report_id == report.id and item.revision.id), None)
        if other is not None and report.revision.id:
            found = lineage.relation(report.revision, other.revision)
            days = round(_midnight(now) - _midnight(other.at)) // round(_DAY)
            told = lineage.sentence(found, max(0, days), Path(other.path).name)
        mine = _Seen(str(path), report.organ, report.year, now, report.id, report.revision)
        self._write([mine, *(item for item in seen if item.path != str(path))][:MOST_RECENT])
        return told

    def forget(self, path: Path) -> None:
        """Drop a file from the notes."""
        self._write([item for item in self._all() if item.path != str(path)])

    def _file(self) -> Path:
        return self.folder / "recent.json"

    def _all(self) -> list[_Seen]:
        try:
            items = orjson.loads(disk.read(self._file()))
        except (OSError, orjson.JSONDecodeError):
            return []
        found = [_seen(item) for item in items] if isinstance(items, list) else []
        return [item for item in found if item is not None]

    def _write(self, seen: list[_Seen]) -> None:
        temporary = self._file().with_suffix(f".{secrets.token_hex(4)}.tmp")
        with suppress(OSError):  # a convenience: a full disk must not keep a report from opening
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            disk.write_small(temporary, orjson.dumps(seen))
            disk.replace(temporary, self._file())


def _seen(item: JsonValue) -> _Seen | None:
    match item:
        case {
            "path": str(path), "organ": str(organ), "year": int(year), "at": float(at),
            "report_id": str(report_id),
            "revision": {"number": int(number), "id": str(identity), "ancestors": list(ancestors)},
        }:  # fmt: skip
            revision = Revision(number, identity, (), tuple(str(one) for one in ancestors))
            return _Seen(path, organ, year, at, report_id, revision)
        case _:
            return None


def _midnight(at: float) -> float:
    day = time.localtime(at)
    return time.mktime((day.tm_year, day.tm_mon, day.tm_mday, 0, 0, 0, 0, 0, -1))
