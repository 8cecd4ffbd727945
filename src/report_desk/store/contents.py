"""What the bytes of a file are, as far as a save must know: cheap, no report is built."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import orjson
from msgspec import Struct

from report_desk.core import record

if TYPE_CHECKING:
    from report_desk.core.report import Report


class Content(Struct, frozen=True):
    """Bytes of a file, and whose they are.

    ``identity`` is the file digest of a whole record, of anything else a name made from its bytes:
    two files of one identity hold the same content. ``report_id`` is empty where it is no whole record.
    """

    data: bytes
    identity: str
    report_id: str = ""
    organ: str = ""
    year: int = 0
    schema: int = 0


def sealed(tables: record.Record) -> Content:
    """What to write, its digest renewed, read back by every rule of reading. Raises DamagedRecordError."""
    found = record.seal(tables)
    report = found.report
    return Content(found.data, found.digest, report.id, report.organ, report.year, record.SCHEMA)


def look(data: bytes) -> Content:
    """Judge the bytes of a file."""
    try:
        tables = orjson.loads(data)
        head = tables["report"]["1"]
        if head["digest"] == record.digest_of(tables):
            words = str(head["id"]), str(head["organ"])
            return Content(data, head["digest"], *words, int(head["year"]), int(head["schema"]))
    except (ValueError, TypeError, KeyError):
        pass  # no record: its bytes are all there is to know
    return Content(data, f"raw:{hashlib.sha256(data).hexdigest()}")


def report_in(data: bytes) -> Report | None:
    """The report in the bytes, or what is left of it."""
    try:
        return record.read(data).report
    except record.DamagedRecordError:
        return record.salvage(data)
