"""Crash drafts: what was typed since the last save, kept on this computer, one per report and process.

A draft is one line of JSON (who keeps it, for which file, when) and then the record itself. The
process that keeps it removes it after a save; one whose process is gone is offered to a person.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta, Struct, field
from tinydb import where

from report_desk.core.limits import LARGEST_RECORD
from report_desk.core.ports import CopyKind, StoredCopy
from report_desk.core.record import codec
from report_desk.store.filesystem import disk
from report_desk.store.filesystem.names import token
from report_desk.store.index.file_index import FileIndex
from report_desk.store.index.tables import SharedTables  # noqa: TC001 - msgspec reads the annotation
from report_desk.store.locks import owner

if TYPE_CHECKING:
    from tinydb.queries import QueryInstance

    from report_desk.core.report.model import Report
    from report_desk.core.strict_reader import JsonValue

DRAFTS = "drafts"
"""The table that tells which draft is of which report."""
_ENDING = ".draft"
_LONGEST_HEAD = 16_384
_HALF_WRITTEN = re.compile(r"[0-9a-f]{16}-([0-9]{1,9})-.*\.tmp")
"""The name of a temporary file: report-pid-random.random.tmp."""


class _Head(Struct, frozen=True):
    """The first line of a draft. ``of`` is a path as Python knows it: its name need not be UTF-8."""

    owner: owner.Owner
    of: Annotated[str, Meta(pattern="^[^\0]+$")] | None
    seen: str | None = None

    def line(self) -> bytes:
        return json.dumps(msgspec.to_builtins(self)).encode("ascii") + b"\n"


class Drafts(Struct, frozen=True):
    """The drafts of this user on this computer; ``process`` tells this process's own."""

    folder: Path
    tables: SharedTables
    process: str = field(default_factory=lambda: f"{os.getpid()}-{token(4)}")

    def keep(self, report: Report, path: Path | None, seen: str | None) -> None:
        """Keep the newest state of a report, durably; ``seen`` is the digest its file had.

        Raises OSError, and DamagedRecordError for what could never be read again; the draft before stays.
        """
        sealed = codec.seal(codec.unsealed(report))
        if len(sealed.data) > LARGEST_RECORD:
            raise codec.DamagedRecordError(("内容超过 4 MB，请先删去一部分文字。",))
        sealed.prove()
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        head = _Head(owner.this_process(self.process), None if path is None else str(path), seen)
        target = self._path(report.id)
        temporary = target.with_suffix(f".{token(4)}.tmp")
        with disk.written_beside(temporary, head.line() + sealed.data) as new:
            new.put_in_place(target)

    def discard(self, report_id: str) -> None:
        """Forget this process's draft of a report. Raises OSError."""
        disk.remove(self._path(report_id))

    def left(self) -> list[StoredCopy]:
        """The good drafts of processes that are gone, newest first; their half-written files are removed.

        Those of other computers are among them, by the name of the computer: nobody can tell from here
        whether their processes still run. Whatever else lies in the folder hides none. Raises OSError.
        """
        for path in self.folder.glob("*.tmp"):
            if _is_left_behind(path):
                with suppress(OSError):  # litter that cannot be removed hides no draft
                    disk.remove(path)
        return self._left(where("report_id") != "")

    def left_of(self, report_id: str) -> list[StoredCopy]:
        """Those of one report: the others are not read again to tell. Raises OSError."""
        return self._left(where("report_id") == report_id)

    def _left(self, of: QueryInstance) -> list[StoredCopy]:
        rows = (
            self._index().of_folder(self.folder, _ENDING).search((where("folder") == str(self.folder)) & of)
        )
        read = (_read(self.folder / str(row["name"]), self.process) for row in rows)
        return sorted((copy for copy in read if copy), key=lambda copy: copy.saved_at, reverse=True)

    def _index(self) -> FileIndex:
        return FileIndex(self.tables, DRAFTS, _facts)

    def _path(self, report_id: str) -> Path:
        short = hashlib.sha256(report_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return self.folder / f"{short}-{self.process}{_ENDING}"


def _facts(path: Path) -> dict[str, JsonValue]:
    """Of which report a draft is, as the index keeps it; of none where it cannot be read."""
    try:
        _, _, data = disk.read(path, LARGEST_RECORD + _LONGEST_HEAD).partition(b"\n")
        return {"report_id": codec.read(data).report.id}
    except (OSError, codec.DamagedRecordError):
        return {"report_id": ""}


def _is_left_behind(path: Path) -> bool:
    """Whether it is a temporary file of ours whose process is gone."""
    named = _HALF_WRITTEN.fullmatch(path.name)
    if named is None:
        return False
    import psutil  # noqa: PLC0415 - only where a half-written draft lies

    return not psutil.pid_exists(int(named[1]))


def _read(path: Path, own_process: str) -> StoredCopy | None:
    """A draft that another process has left; None where it has not, or for what is no good draft."""
    try:
        content = disk.read(path, LARGEST_RECORD + _LONGEST_HEAD)
        line, _, data = content.partition(b"\n")
        head = msgspec.convert(json.loads(line), _Head)
        keeper = head.owner
        life = owner.Life.ALIVE if keeper.id == own_process else keeper.life()
        if life is owner.Life.ALIVE:
            return None
        report = codec.read(data).report
    except (OSError, ValueError, RecursionError, msgspec.ValidationError):
        return None
    is_of_another = life is owner.Life.ELSEWHERE and keeper.computer != owner.this_computer()
    of = None if head.of is None else Path(head.of)
    computer = keeper.computer if is_of_another else ""
    return StoredCopy(CopyKind.DRAFT, path, of, keeper.at, report, head.seen or None, computer)
