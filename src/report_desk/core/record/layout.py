"""The layout of a record as types, to see at once that bytes say a record and hold what reading will ask for.

`record_reading` notes every mistake with its place and keeps fields that nobody knows; this only answers
whether there is anything to note or to keep, many times as fast. Both follow
``resources/schema/report.schema.json``.
The parts of a `report.Report` are not these: they hold addresses, and whatever fields nobody knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
import orjson
from msgspec import Meta, Raw, Struct

from report_desk.core import limits
from report_desk.core.record.reader import MOST_DOCUMENTS
from report_desk.core.report.model import (  # noqa: TC001 - as types they are read when the program runs
    AnchorKind,
    Decision,
    EventKind,
    State,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.strict_reader import JsonValue

Id = Annotated[str, Meta(max_length=limits.LONGEST_ID)]
Place = Annotated[str, Meta(max_length=limits.LONGEST_ADDRESS)]
Line = Annotated[str, Meta(max_length=limits.LONGEST_LINE)]
Note = Annotated[str, Meta(max_length=limits.LONGEST_NOTE)]
Prose = Annotated[str, Meta(max_length=limits.LONGEST_PROSE)]
Resolved = Annotated[str, Meta(max_length=limits.LONGEST_RESOLVED)]
Integer = Annotated[int, Meta(ge=-limits.LARGEST_INTEGER, le=limits.LARGEST_INTEGER)]
Natural = Annotated[int, Meta(ge=0, le=limits.LARGEST_INTEGER)]
Version = Annotated[int, Meta(ge=1, le=limits.LARGEST_INTEGER)]
Year = Annotated[int, Meta(ge=limits.FIRST_YEAR, le=limits.LAST_YEAR)]
FigureText = Annotated[str, Meta(max_length=limits.LONGEST_FIGURE)]
Details = Annotated[dict[Id, Line], Meta(max_length=limits.MOST_DETAILS)]
Sections = Annotated[dict[Id, Resolved], Meta(max_length=limits.MOST_SECTIONS)]
Figure = Integer | FigureText
Figures = Annotated[dict[Place, Figure], Meta(max_length=limits.MOST_FIGURES)]
Values = Annotated[
    dict[Annotated[str, Meta(max_length=limits.LONGEST_PLACE)], Figure], Meta(max_length=limits.MOST_FIGURES)
]


class Document(Struct, forbid_unknown_fields=True):
    """A mapping of the record with all the fields that are written, and no other that might nest deeper."""


class Head(Document):
    """The one document of ``report``."""

    schema: Version
    id: Id
    format: Id
    year: Year
    organ: Line
    state: State
    revision: Natural
    revision_id: Id
    digest: str
    details: Details
    parents: Annotated[list[Id], Meta(max_length=limits.MOST_PARENTS)]
    ancestors: Annotated[list[Id], Meta(max_length=limits.MOST_ANCESTORS)]


class Section(Document):
    """A document of ``sections``."""

    id: Id
    text: Annotated[str, Meta(max_length=limits.LONGEST_PROSE, pattern=limits.WITHIN_LINES)]


class WrittenSection(Document):
    """A document of ``sections``, its text as the JSON that says it."""

    id: Id
    text: Raw


class Table(Document):
    """A document of ``figures``."""

    table: Id
    values: Values
    declared: Values


class Previous(Document):
    """The document of ``previous``, where there is one."""

    report_id: Id
    revision_id: Id
    format: Id
    year: Year
    figures: Figures
    sections: Sections


class Explanation(Document):
    """A document of ``explanations``."""

    rule: Id
    values: Id
    text: Note
    by: Line
    at: Id
    cells: Annotated[list[Place], Meta(max_length=limits.MOST_CELLS)]
    verdict: Verdict


class Anchor(Document):
    """What a remark or a suggestion is about."""

    kind: AnchorKind
    section: Id
    cell: Place
    quote: Prose
    place: Natural


class Entry(Document):
    """One contribution to the thread of a remark."""

    by: Line
    at: Id
    text: Annotated[str, Meta(max_length=limits.LONGEST_ENTRY)]


class Remark(Document):
    """A document of ``remarks``."""

    id: Id
    anchor: Anchor
    entries: Annotated[list[Entry], Meta(max_length=limits.MOST_ENTRIES)]
    closed_by: Line
    closed_at: Id


class Suggestion(Document):
    """A document of ``suggestions``."""

    id: Id
    anchor: Anchor
    by: Line
    at: Id
    before: Integer | Prose | None
    after: Integer | Prose | None
    decision: Decision
    decided_by: Line
    decided_at: Id


class Event(Document):
    """A document of ``history``."""

    kind: EventKind
    by: Line
    at: Id
    revision: Natural
    fingerprint: Id
    reason: Note
    snapshot: Annotated[str, Meta(max_length=limits.LONGEST_SNAPSHOT)]


class Tables(Document):
    """The tables of a record but its sections: number of the document → document."""

    report: dict[str, Head]
    figures: Annotated[dict[str, Table], Meta(max_length=MOST_DOCUMENTS["figures"])]
    previous: Annotated[dict[str, Previous], Meta(max_length=MOST_DOCUMENTS["previous"])]
    explanations: Annotated[dict[str, Explanation], Meta(max_length=MOST_DOCUMENTS["explanations"])]
    remarks: Annotated[dict[str, Remark], Meta(max_length=MOST_DOCUMENTS["remarks"])]
    suggestions: Annotated[dict[str, Suggestion], Meta(max_length=MOST_DOCUMENTS["suggestions"])]
    history: Annotated[dict[str, Event], Meta(max_length=MOST_DOCUMENTS["history"])]


class Layout(Tables):
    """A whole record."""

    sections: Annotated[dict[str, Section], Meta(max_length=MOST_DOCUMENTS["sections"])]


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
