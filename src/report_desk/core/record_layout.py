"""The layout of a record as types, to see at once that a record holds what reading will ask for.

`record_reading` notes every mistake with its place and keeps fields that nobody knows; this only answers
whether there is anything to note or to keep, six times as fast. Both follow
``resources/schema/report.schema.json``.
The parts of a `report.Report` are not these: they hold addresses, and whatever fields nobody knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, field

from report_desk.core.report import AnchorKind, Decision, EventKind, State, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.reading import JsonValue

Texts = dict[str, str]
Figures = dict[str, int | str]


class Document(Struct, forbid_unknown_fields=True):
    """A mapping of the record, all of whose fields are known: nothing nests deeper than their types."""


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
    details: Texts = field(default_factory=dict)
    parents: list[str] = field(default_factory=list)
    ancestors: list[str] = field(default_factory=list)


class Section(Document):
    """A document of ``sections``."""

    id: str
    text: str


class Table(Document):
    """A document of ``figures``."""

    table: str
    values: Figures = field(default_factory=dict)
    declared: Figures = field(default_factory=dict)


class Previous(Document):
    """The document of ``previous``, where there is one."""

    report_id: str
    revision_id: str
    format: str
    year: int
    figures: Figures = field(default_factory=dict)
    sections: Texts = field(default_factory=dict)


class Explanation(Document):
    """A document of ``explanations``."""

    rule: str
    values: str
    text: str
    by: str
    at: str
    cells: list[str] = field(default_factory=list)
    verdict: Verdict = Verdict.OPEN


class Anchor(Document):
    """What a remark or a suggestion is about."""

    kind: AnchorKind
    section: str = ""
    cell: str = ""
    quote: str = ""
    place: int = 0


class Entry(Document):
    """One contribution to the thread of a remark."""

    by: str
    at: str
    text: str


class Remark(Document):
    """A document of ``remarks``."""

    id: str
    anchor: Anchor
    entries: list[Entry] = field(default_factory=list)
    closed_by: str = ""
    closed_at: str = ""


class Suggestion(Document):
    """A document of ``suggestions``."""

    id: str
    anchor: Anchor
    by: str
    at: str
    before: int | str | None = None
    after: int | str | None = None
    decision: Decision = Decision.OPEN
    decided_by: str = ""
    decided_at: str = ""


class Event(Document):
    """A document of ``history``."""

    kind: EventKind
    by: str
    at: str
    revision: int
    fingerprint: str
    reason: str = ""
    snapshot: str = ""


class Layout(Document):
    """A whole record: table, number of the document, document."""

    report: dict[str, Head]
    sections: dict[str, Section] = field(default_factory=dict)
    figures: dict[str, Table] = field(default_factory=dict)
    previous: dict[str, Previous] = field(default_factory=dict)
    explanations: dict[str, Explanation] = field(default_factory=dict)
    remarks: dict[str, Remark] = field(default_factory=dict)
    suggestions: dict[str, Suggestion] = field(default_factory=dict)
    history: dict[str, Event] = field(default_factory=dict)


def is_sound(record: Mapping[str, JsonValue]) -> bool:
    """Whether reading this record would note no mistake, and no field that nobody knows.

    Where it might, the answer is no. All of a sound record is in its types, its depth as well.
    """
    try:
        layout = msgspec.convert(record, Layout)
    except msgspec.ValidationError:
        return False
    sections = layout.sections.values()
    are_told_apart = len({section.id for section in sections}) == len(sections)
    return "1" in layout.report and are_told_apart and len(layout.previous) <= 1
