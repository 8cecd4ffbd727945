"""A report file as a TinyDB database: its tables are filled, and written once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.table import Document

from report_desk.store.file.storage import DurableStorage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from report_desk.core.record.codec import Record
    from report_desk.core.strict_reader import JsonValue
    from report_desk.store.copies.backups import Backups

_TOO_LONG = 16
"""Digits of a number that no table gives."""


class _Cache(CachingMiddleware):
    """TinyDB's own cache, typed."""

    def __init__(self) -> None:
        super().__init__(DurableStorage)  # type: ignore[no-untyped-call]
        self.storage: DurableStorage

    def put(self, name: str, value: JsonValue) -> None:
        """Put something that is no table beside the tables."""
        self.write({**self.read(), name: value})  # type: ignore[no-untyped-call]

    def write_out(self) -> None:
        """Write everything, once."""
        self.flush()  # type: ignore[no-untyped-call]


class ReportDatabase:
    """The database at one place, kept for all saves there.

    TinyDB writes at every change of a table; its cache keeps them until the whole report is there, so that
    one save is one durable write.
    """

    def __init__(self, place: Path, backups: Backups, wait: float) -> None:
        self._cache = _Cache()
        self._tables = TinyDB(place, storage=self._cache, expected=None, backups=backups, wait=wait)

    @property
    def storage(self) -> DurableStorage:
        """What writes it, and knows what it wrote."""
        return self._cache.storage

    def save(
        self,
        record: Record,
        expected: str | None,
        *,
        break_lock: bool = False,
        beside: Callable[[bytes], None] | None = None,
    ) -> None:
        """Put a whole record in the place of content of that identity. Raises SaveFailedError.

        ``beside`` is done with the new bytes once they are durable and before they are put in place.
        """
        self._tables.drop_tables()
        for name, documents in record.items():
            if _is_table(documents):
                self._tables.table(name).insert_multiple(
                    Document(document, int(number)) for number, document in documents.items()
                )
            else:  # what a newer or foreign program has put there
                self._cache.put(name, documents)
        self.storage.allow(expected, break_lock=break_lock, beside=beside)
        self._cache.write_out()


def _is_table(documents: JsonValue) -> TypeGuard[dict[str, dict[str, JsonValue]]]:
    """Whether TinyDB can hold it: documents under the numbers that it gives."""
    return isinstance(documents, dict) and all(
        isinstance(document, dict) and len(number) < _TOO_LONG and number == str(_integer(number))
        for number, document in documents.items()
    )


def _integer(number: str) -> int | None:
    return int(number) if number.isdecimal() else None
