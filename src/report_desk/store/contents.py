"""What the bytes of a file are, as far as a save must know: cheap, no report is built."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, cast

import orjson
from msgspec import Struct

from report_desk.core.record import codec

if TYPE_CHECKING:
    from report_desk.core.report.model import Report


Tables = dict[str, dict[str, Any]]
"""A record as TinyDB knows it: table → document number → document."""


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


def of_sealed(sealed: codec.Sealed) -> Content:
    """What a record will be once it is written, provided that it reads back."""
    return _of_record(sealed.data, sealed.digest, cast("Tables", sealed.record))


def look(data: bytes) -> Content:
    """Judge the bytes of a file."""
    try:
        tables = orjson.loads(data)
        digest = tables["report"]["1"]["digest"]
        if digest == codec.digest_of(tables):
            return _of_record(data, digest, tables)
    except (ValueError, TypeError, KeyError):
        pass  # no record: its bytes are all there is to know
    return Content(data, f"raw:{hashlib.sha256(data).hexdigest()}")


def report_in(data: bytes) -> Report | None:
    """The report in the bytes, or what is left of it."""
    try:
        return codec.read(data).report
    except codec.DamagedRecordError:
        return codec.salvage(data)


def _of_record(data: bytes, digest: str, tables: Tables) -> Content:
    head = tables["report"]["1"]
    return Content(data, digest, str(head["id"]), str(head["organ"]), int(head["year"]), int(head["schema"]))
