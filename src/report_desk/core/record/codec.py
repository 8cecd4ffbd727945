"""The saved form of a report: bytes ↔ mapping ↔ report, strict to read, stable to write.

A record is the JSON that TinyDB keeps: table → document number → document. The same bytes are what
a ``.rdesk`` file holds and what an exported PDF carries, hence no disk here. The published
description is ``resources/schema/report.schema.json``.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NoReturn

import orjson
from msgspec import Struct

from report_desk.core.limits import DEEPEST, LARGEST_RECORD, MOST_PARTS
from report_desk.core.record import reader, writer
from report_desk.core.strict_reader import JsonValue

if TYPE_CHECKING:
    from report_desk.core.report.model import Report
    from report_desk.core.strict_reader import Mistake

_LAYOUT = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
SCHEMA = 1
"""Version of the record written; older ones are upgraded on reading, newer ones open read-only."""
_DEEP = b"\n" + b"  " * DEEPEST
"""How a line begins in our layout once containers nest as deep as they may."""
_OTHER_KINDS = {
    b"%PDF-": "这是一份 PDF。由本程序导出的 PDF 里带着年报，把文件名改回 .pdf 结尾就能打开。",
    b"PK\x03\x04": "这是 Word、Excel 文档或者压缩包，不是年报文件。",
    b"\xd0\xcf\x11\xe0": "这是旧版 Word、Excel 文档，不是年报文件。",
}
"""What people take for a report, by its first bytes."""
Record = dict[str, JsonValue]


class DamagedRecordError(ValueError):
    """The bytes are no record; ``reasons`` say why, ``record`` is what could be read.

    ``mistakes`` are those of its fields, for whoever has better words for them than their paths.
    """

    def __init__(
        self, reasons: tuple[str, ...], record: Record | None = None, mistakes: tuple[Mistake, ...] = ()
    ) -> None:
        super().__init__(reasons[0])
        self.reasons = reasons
        self.record = record
        self.mistakes = mistakes


class ReadRecord(Struct, frozen=True):
    """A record that was read: the report, its file digest, and whether a newer program wrote it."""

    report: Report
    digest: str
    newer_schema: bool


class Sealed(Struct, frozen=True):
    """A record ready to be written: its bytes, the digest in them, and the record itself.

    ``has_safe_integers``: every integer in it is at most 2**53 - 1, which all JSON readers keep exactly.
    """

    data: bytes
    digest: str
    record: Record
    has_safe_integers: bool

    def prove(self) -> None:
        """Read the bytes back by every rule of reading. Raises DamagedRecordError where they are refused.

        They must say the very record they were made of, with no mistake in any of its fields. Of bytes that
        orjson wrote with safe integers only, the strict parser could refuse nothing but their size and depth.
        """
        _refuse_beyond_caps(self.data)
        is_plain = self.has_safe_integers and _DEEP not in self.data
        back = orjson.loads(self.data) if is_plain else parse(self.data)
        if back != self.record:
            raise DamagedRecordError(("写出的内容和要写的不一样。",), back)
        _report_in(back)


def write(report: Report) -> bytes:
    """The record of a report as UTF-8 JSON with its file digest, two-space indented."""
    return serialise(to_record(report))


def serialise(record: Record) -> bytes:
    """Record to bytes, as they stand in the file."""
    return orjson.dumps(record, option=_LAYOUT)


def seal(record: Record) -> Sealed:
    """Record to bytes with its digest renewed; whoever keeps them is to `Sealed.prove` them.

    Raises DamagedRecordError where it has no head, TypeError where it is nothing JSON can say.
    """
    digest = digest_of(record)
    sealed: Record = {**record, "report": {"1": {**_head(record), "digest": digest}}}
    data = _with_safe_integers(sealed)
    return Sealed(data or serialise(sealed), digest, sealed, bool(data))


def to_record(report: Report) -> Record:
    """Report to record: TinyDB's tables, the digest already in its place."""
    record = unsealed(report)
    _head(record)["digest"] = digest_of(record)
    return record


def unsealed(report: Report) -> Record:
    """Report to record, the digest left to whoever seals it."""
    return writer.tables(report, SCHEMA)


def read(data: bytes) -> ReadRecord:
    """Read untrusted bytes.

    Raises DamagedRecordError for anything that is not a whole, undamaged record.
    """
    record = parse(data)
    found = _report_in(record)
    stated = _stated_digest(record)
    actual = digest_of(record)
    if stated != actual:
        raise DamagedRecordError(("内容与校验码不符：文件在别处被改动过，或者已经损坏。",), record)
    return ReadRecord(found.report, actual, newer_schema=found.schema > SCHEMA)


def salvage(data: bytes) -> Report | None:
    """What a damaged file still holds: every field that can be read, as long as it is JSON at all."""
    try:
        return reader.report_of(parse(data)).report
    except DamagedRecordError:
        return None


def parse(data: bytes) -> Record:
    """Bytes to record under every cap, older schemas upgraded; no digest is checked here.

    Raises DamagedRecordError.
    """
    record = strict_json(data)
    head = _head(record)
    schema = head.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise DamagedRecordError(("里面没有文件版本号。",))
    return record


def digest_of(record: Record) -> str:
    """SHA-256 over all content of a record but the digest itself, keys sorted, in hex."""
    head = {key: value for key, value in _head(record).items() if key != "digest"}
    content = {**record, "report": {"1": head}}
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _head(record: Record) -> dict[str, JsonValue]:
    match record.get("report"):
        case {"1": dict() as head, **others} if not others:
            return head
        case _:
            raise DamagedRecordError(("里面没有年报的基本情况。",))


def _report_in(record: Record) -> reader.FoundReport:
    found = reader.report_of(record)
    if found.mistakes:
        reasons = tuple(str(mistake) for mistake in found.mistakes)
        raise DamagedRecordError(reasons, record, found.mistakes)
    return found


def _stated_digest(record: Record) -> str:
    digest = _head(record).get("digest")
    if not isinstance(digest, str):
        raise DamagedRecordError(("文件里没有校验码。",), record)
    return digest


def strict_json(data: bytes) -> Record:
    """Untrusted bytes to a mapping, under every cap. Raises DamagedRecordError."""
    if not data.strip():
        raise DamagedRecordError(("文件是空的。",))
    _refuse_beyond_caps(data)
    value = _in_our_layout(data)
    return _json_of_others(data) if value is None else value


def _refuse_beyond_caps(data: bytes) -> None:
    if len(data) > LARGEST_RECORD:
        raise DamagedRecordError((f"文件太大（{len(data) // 1024} KB），不会是年报文件。",))
    if len(data) > MOST_PARTS and len(data) - len(data.translate(None, b",{[")) > MOST_PARTS:
        raise DamagedRecordError(("内容零碎得不会是年报文件。",))


def _in_our_layout(data: bytes) -> Record | None:
    """The value of bytes that are exactly what this program would write of it; None where they are not.

    Bytes that come back the same hold no name twice and nothing that JSON cannot say, so that the
    quick reader will do; a number or a depth that needs a closer look goes the long way.
    """
    try:
        value = orjson.loads(data)
    except ValueError:
        return None
    is_ours = isinstance(value, dict) and _with_safe_integers(value) == data and _DEEP not in data
    return value if is_ours else None


def _with_safe_integers(record: Record) -> bytes:
    """As `serialise`, of a record whose every integer is at most 2**53 - 1; else nothing."""
    try:
        return orjson.dumps(record, option=_LAYOUT | orjson.OPT_STRICT_INTEGER)
    except TypeError:
        return b""


def _json_of_others(data: bytes) -> Record:
    for beginning, what in _OTHER_KINDS.items():
        if data.startswith(beginning):
            raise DamagedRecordError((what,))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DamagedRecordError(("不是文本文件，或者文件中间被写坏了。",)) from None
    try:
        value = json.loads(
            text, object_pairs_hook=_unique, parse_constant=_refuse, parse_float=_finite, parse_int=_integer
        )
        orjson.dumps(value)
    except RecursionError:
        raise DamagedRecordError(("内容套得太深，不会是年报文件。",)) from None
    except json.JSONDecodeError as error:
        raise DamagedRecordError((_where_it_breaks(error),)) from None
    except TypeError:
        raise DamagedRecordError(("内容不合规定：有不成字的字符。",)) from None
    except ValueError as error:
        raise DamagedRecordError((f"内容不合规定：{error}。",)) from None
    if not isinstance(value, dict) or _deeper_than(value, DEEPEST):
        raise DamagedRecordError(("不是年报文件。",))
    return value


def _where_it_breaks(error: json.JSONDecodeError) -> str:
    """For a person, to whom a line and a column of the file would tell nothing."""
    if not error.doc[: error.pos].strip():
        return "里面不是年报，开头就读不下去。"
    if not error.doc.rstrip().endswith("}"):
        return "文件不完整，后面缺了一截。"
    return "中间有一处坏了，读不下去。"


def _unique(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        raise ValueError("同一名称出现两次")
    return mapping


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} 不是数")


def _finite(digits: str) -> float:
    value = float(digits)
    if value in {float("inf"), float("-inf")}:
        raise ValueError("数太大")
    return value


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > 16:  # noqa: PLR2004 - the longest integer every JSON reader keeps exactly
        raise ValueError("数太大")
    return int(digits)


def _deeper_than(value: JsonValue, levels: int) -> bool:
    """Whether containers nest deeper, level by level: leaves are most of a record and cost nothing here."""
    layer = [value]
    for _ in range(levels):
        layer = [
            item
            for container in layer
            if isinstance(container, (dict, list))
            for item in (container.values() if isinstance(container, dict) else container)
            if isinstance(item, (dict, list))
        ]
        if not layer:
            return False
    return True
