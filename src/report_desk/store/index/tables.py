"""TinyDB tables that several programs of one person read and change at once, in one JSON file.

They hold what can be lost or found again: which files were open lately, what is known of drafts and of
folders of reports. So what cannot be read counts as empty, and nobody waits long for them. The file is stock
TinyDB's: table → document number → document.

A change takes the same lock as the save of a report, reads the newest tables under it, and puts a new file
in the place of the old one (`store.locks`, `store.filesystem`): a killed program leaves the old tables or the
new ones, and so does a power cut where the change waited for an fsync. Reading takes no lock.
"""

from __future__ import annotations

import errno
import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import orjson
from tinydb import TinyDB
from tinydb.storages import Storage

from report_desk.store.filesystem import disk
from report_desk.store.filesystem.replacing import ChangedMeanwhileError, Seen
from report_desk.store.locks.lock import save_lock, sweep

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from report_desk.core.strict_reader import JsonValue
    from report_desk.store.contents import Tables
    from report_desk.store.locks.lock import SaveLock

LARGEST = 1 << 26
"""Bytes of a file of tables, 64 MB: some 100,000 rows."""
WAIT = 1.0
"""Seconds to wait for another program's change; one takes milliseconds."""
DAMAGED = "（读不出）"
"""Stands in the name of what was set aside because it could not be read."""
_LONGEST_NUMBER = 16
"""Digits of a number that no table gives."""


class PendingStorage(Storage):
    """TinyDB's storage for one change: it holds the tables in memory; whoever made it writes them once."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self.tables = tables
        self.is_changed = False

    def read(self) -> Tables | None:
        """The tables as they are now; None where there are none."""
        return self.tables or None

    def write(self, data: Tables) -> None:
        """Keep the tables, to be written later."""
        self.tables, self.is_changed = data, True


class SharedTables:
    """The tables in the file at ``path``, which need not exist; its folder is made with the first change."""

    def __init__(self, path: Path, wait: float = WAIT) -> None:
        self.path = path
        self._wait = wait
        self._is_swept = False

    def read(self) -> TinyDB:
        """The tables as they are now, for queries; a change of them is kept nowhere. Never raises OSError."""
        try:
            data = disk.read_if_there(self.path, LARGEST + 1)
        except OSError:
            data = None
        return _database(PendingStorage(tables_in(data)))

    @contextmanager
    def changing(self, *, is_durable: bool = True) -> Iterator[TinyDB]:
        """The newest tables, for any number of changes, written once when they are all made.

        One that is not ``is_durable`` does not wait for the disk: a power cut right afterwards may undo it.
        A lock that another program has held for half a minute is broken: what it was about to write is no
        report. Raises LockedError where a newer one is held, OSError where nothing can be written; nothing is
        changed then, nor where the changes raise.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with save_lock(self.path, wait=self._wait, break_lock=True) as lock:
            if not self._is_swept:
                sweep(self.path)
                self._is_swept = True
            before = self._before()
            storage = PendingStorage(tables_in(before))
            yield _database(storage)
            if storage.is_changed:
                self._put(lock, _serialised(storage.tables), before, is_durable=is_durable)

    def _before(self) -> bytes | None:
        """What stands in the file; one that cannot be read is set aside under a name that says so."""
        before = disk.read_if_there(self.path, LARGEST + 1)
        if before is not None and _is_damaged(before):
            disk.replace(self.path, self.path.with_name(f"{self.path.stem}{DAMAGED}{self.path.suffix}"))
            return None
        return before

    def _put(self, lock: SaveLock, data: bytes, before: bytes | None, *, is_durable: bool) -> None:
        """Replace what was seen there by new tables. Raises OSError."""
        if len(data) > LARGEST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        with lock.new_file() as new:
            new.write(data)
            if is_durable:
                new.fsync()
            else:
                new.finish()
            if not lock.is_still_ours():
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
            try:
                lock.put_in_place(new, None if before is None else Seen(before, len(before)))
            except ChangedMeanwhileError as error:
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY)) from error
        if is_durable:
            disk.fsync_folder(self.path.parent)


def _database(storage: PendingStorage) -> TinyDB:
    return TinyDB(storage=lambda: storage)


def _is_damaged(data: bytes) -> bool:
    if len(data) > LARGEST:
        return True
    try:
        return bool(data.strip(b"\0 \r\n\t")) and not isinstance(_parsed(data), dict)
    except (ValueError, RecursionError):
        return True


def tables_in(data: bytes | None) -> Tables:
    """The tables that the bytes of a file hold, as far as they can be read; none where they are damaged."""
    if data is not None and len(data) > LARGEST:
        return {}
    try:
        whole: JsonValue = _parsed(data or b"{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(whole, dict):
        return {}
    return {
        name: {
            number: document
            for number, document in table.items()
            if number.isdecimal() and len(number) < _LONGEST_NUMBER and isinstance(document, dict)
        }
        for name, table in whole.items()
        if isinstance(table, dict)
    }


def _parsed(data: bytes) -> JsonValue:
    """JSON, with the names of files that are no Unicode: Python writes those as halves of a character."""
    try:
        parsed: JsonValue = orjson.loads(data)
    except ValueError:
        parsed = json.loads(data)
    return parsed


def _serialised(tables: Tables) -> bytes:
    try:
        return orjson.dumps(tables)
    except TypeError:
        return json.dumps(tables).encode("ascii")
