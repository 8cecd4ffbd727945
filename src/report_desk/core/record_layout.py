"""The layout of a record as types, to see at once that bytes say a record and hold what reading will ask for.

`record_reading` notes every mistake with its place and keeps fields that nobody knows; this only answers
whether there is anything to note or to keep, many times as fast. Both follow
``resources/schema/report.schema.json``.
The parts of a `report.Report` are not these: they hold addresses, and whatever fields nobody knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import orjson
from msgspec import Raw, Struct

from report_desk.core.report import (  # noqa: TC001 - as types they are read when the program runs
    AnchorKind,
    Decision,
    EventKind,
    State,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.reading import JsonValue

Texts = dict[str, str]
Figures = dict[str, int | str]


class Document(Struct, forbid_unknown_fields=True):
    """A mapping of the record with all the fields that are written, and no other that might nest deeper."""


class Head(Document):
    """The one document of ``report``."""

    schema: int
    id: str
    format: str
    year: int
    organ: str
    state: State
    revision: int
    revision_id: str
    digest: str
    details: Texts
    parents: list[str]
    ancestors: list[str]


class Section(Document):
    """A document of ``sections``."""

    id: str
    text: str


class WrittenSection(Document):
    """A document of ``sections``, its text as the JSON that says it."""

    id: str
    text: Raw


class Table(Document):
    """A document of ``figures``."""

    table: str
    values: Figures
    declared: Figures


class Previous(Document):
    """The document of ``previous``, where there is one."""

    report_id: str
    revision_id: str
    format: str
    year: int
    figures: Figures
    sections: Texts


class Explanation(Document):
    """A document of ``explanations``."""

    rule: str
    values: str
    text: str
    by: str
    at: str
    cells: list[str]
    verdict: Verdict


class Anchor(Document):
    """What a remark or a suggestion is about."""

    kind: AnchorKind
    section: str
    cell: str
    quote: str
    place: int


class Entry(Document):
    """One contribution to the thread of a remark."""

    by: str
    at: str
    text: str


class Remark(Document):
    """A document of ``remarks``."""

    id: str
    anchor: Anchor
    entries: list[Entry]
    closed_by: str
    closed_at: str


class Suggestion(Document):
    """A document of ``suggestions``."""

    id: str
    anchor: Anchor
    by: str
    at: str
    before: int | str | None
    after: int | str | None
    decision: Decision
    decided_by: str
    decided_at: str


class Event(Document):
    """A document of ``history``."""

    kind: EventKind
    by: str
    at: str
    revision: int
    fingerprint: str
    reason: str
    snapshot: str


class Tables(Document):
    """The tables of a record but its sections: number of the document → document."""

    report: dict[str, Head]
    figures: dict[str, Table]
    previous: dict[str, Previous]
    explanations: dict[str, Explanation]
    remarks: dict[str, Remark]
    suggestions: dict[str, Suggestion]
    history: dict[str, Event]


class Layout(Tables):
    """A whole record."""

    sections: dict[str, Section]


class WrittenLayout(Tables):
    """A whole record, the texts of its sections as they are written."""

    sections: dict[str, WrittenSection]


_WRITTEN = msgspec.json.Decoder(WrittenLayout)


def says(data: bytes, record: Mapping[str, JsonValue]) -> bool:
    """Whether these bytes say this record, and reading them would note no mistake and no field nobody knows.

    Where they might not, the answer is no. Sections, which are most of a record, are compared as written.
    """
    try:
        written, meant = _WRITTEN.decode(data), msgspec.convert(record, Layout)
        sections = meant.sections.values()
        return (
            "1" in meant.report
            and len(meant.previous) <= 1
            and len({section.id for section in sections}) == len(sections)
            and written.sections.keys() == meant.sections.keys()
            and all(map(_says, written.sections.values(), sections))
            and all(getattr(written, name) == getattr(meant, name) for name in Tables.__struct_fields__)
        )
    except ValueError:  # as all that msgspec and orjson raise for bytes and types
        return False


def _says(written: WrittenSection, meant: Section) -> bool:
    """Its text is decoded only where more than line breaks is escaped: that would take most of the time."""
    raw = bytes(written.text)
    is_plain = "\\" not in meant.text and raw == b'"%b"' % meant.text.encode().replace(b"\n", b"\\n")
    return written.id == meant.id and (is_plain or orjson.loads(raw) == meant.text)
