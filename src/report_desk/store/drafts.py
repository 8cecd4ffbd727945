"""Crash drafts: what was typed since the last save, kept on this computer, one per report and process.

A draft is one line of JSON (who keeps it, for which file, when) and then the record itself. The
process that keeps it removes it after a save; one whose process is gone is offered to a person.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
from msgspec import Struct, field

from report_desk.core import record
from report_desk.core.ports import CopyKind, StoredCopy
from report_desk.store import disk, owner
from report_desk.store.names import token

if TYPE_CHECKING:
    from report_desk.core.report import Report

_ENDING = ".draft"
_LONGEST_HEAD = 16_384


class Drafts(Struct, frozen=True):
    """The drafts of this user on this computer; ``process`` tells this process's own."""

    folder: Path
    process: str = field(default_factory=lambda: f"{os.getpid()}-{token(4)}")

    def keep(self, report: Report, path: Path | None, seen: str | None) -> None:
        """Keep the newest state of a report, durably; ``seen`` is the digest its file had.

        Raises OSError, and DamagedRecordError for what could never be read again; the draft before stays.
        """
        sealed = record.seal(record.unsealed(report))
        if len(sealed.data) > record.LARGEST_RECORD:
            raise record.DamagedRecordError(("内容超过 4 MB，请先删去一部分文字。",))
        sealed.prove()
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        signed = owner.this_process(self.process)
        of = None if path is None else str(path)
        head = {"owner": orjson.loads(signed.signed()), "of": of, "seen": seen}
        target = self._path(report.id)
        temporary = target.with_suffix(f".{token(4)}.tmp")
        with disk.written_beside(temporary, orjson.dumps(head) + b"\n" + sealed.data) as new:
            new.put_in_place(target)

    def discard(self, report_id: str) -> None:
        """Forget this process's draft of a report. Raises OSError."""
        disk.remove(self._path(report_id))

    def left(self) -> list[StoredCopy]:
        """The good drafts of processes that are gone, newest first; their half-written files are removed."""
        found = []
        for path in self._files("*.tmp"):
            if not _is_written_now(path):
                disk.remove(path)
        for path in self._files(f"*{_ENDING}"):
            draft = _read(path)
            if draft is not None and draft[0].id != self.process and draft[0].life() is not owner.Life.ALIVE:
                found.append(draft[1])
        return sorted(found, key=lambda copy: copy.saved_at, reverse=True)

    def _files(self, pattern: str) -> list[Path]:
        return sorted(self.folder.glob(pattern)) if self.folder.is_dir() else []

    def _path(self, report_id: str) -> Path:
        short = hashlib.sha256(report_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return self.folder / f"{short}-{self.process}{_ENDING}"


def _is_written_now(path: Path) -> bool:
    """Whether the process in a temporary file's name (report-pid-random.random.tmp) still runs."""
    import psutil  # noqa: PLC0415 - only where a half-written draft lies

    pid = path.name.split("-")[1]
    return pid.isdigit() and psutil.pid_exists(int(pid))


def _read(path: Path) -> tuple[owner.Owner, StoredCopy] | None:
    content = disk.read_if_there(
        path, record.LARGEST_RECORD + _LONGEST_HEAD
    )  # another program may discard it
    head, _, data = (content or b"").partition(b"\n")
    try:
        fields = orjson.loads(head)
        keeper = owner.parse(orjson.dumps(fields["owner"]))
        report = record.read(data).report
        of, seen = fields["of"], fields.get("seen")
    except (ValueError, TypeError, KeyError):
        return None
    if keeper is None:
        return None
    place = None if of is None else Path(of)
    return keeper, StoredCopy(CopyKind.DRAFT, path, place, keeper.at, report, seen or None)
