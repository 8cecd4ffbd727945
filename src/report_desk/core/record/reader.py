"""Record → report: every field read strictly, every unknown field kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from report_desk.core.form.edition import Address
from report_desk.core.limits import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_ADDRESS,
    LONGEST_ENTRY,
    LONGEST_FIGURE,
    LONGEST_ID,
    LONGEST_LINE,
    LONGEST_NOTE,
    LONGEST_PLACE,
    LONGEST_PROSE,
    LONGEST_RESOLVED,
    LONGEST_SNAPSHOT,
    MOST_ANCESTORS,
    MOST_CELLS,
    MOST_DETAILS,
    MOST_ENTRIES,
    MOST_EVENTS,
    MOST_EXPLANATIONS,
    MOST_FIGURES,
    MOST_PARENTS,
    MOST_REMARKS,
    MOST_SECTIONS,
    MOST_SUGGESTIONS,
    MOST_TABLES,
)
from report_desk.core.report.model import (
    Anchor,
    AnchorKind,
    Decision,
    Entry,
    Event,
    EventKind,
    Explanation,
    PreviousYear,
    Remark,
    Report,
    Revision,
    State,
    Suggestion,
    Verdict,
)
from report_desk.core.strict_reader import JsonValue, Mistake, Reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.core.form.kinds import Figure

KNOWN_TABLES = (
    "report",
    "sections",
    "figures",
    "previous",
    "explanations",
    "remarks",
    "suggestions",
    "history",
)
MOST_DOCUMENTS = {
    "sections": MOST_SECTIONS,
    "figures": MOST_TABLES,
    "previous": 1,
    "explanations": MOST_EXPLANATIONS,
    "remarks": MOST_REMARKS,
    "suggestions": MOST_SUGGESTIONS,
    "history": MOST_EVENTS,
}
"""How many documents a table may hold."""
Part = TypeVar("Part")
Unknown = dict[str, Mapping[str, JsonValue]]


class FoundReport(Struct, frozen=True):
    """What a record holds: the report, or the mistakes that keep it from being one."""

    report: Report
    schema: int
    mistakes: tuple[Mistake, ...]


def report_of(record: Mapping[str, JsonValue]) -> FoundReport:
    """Read a whole record, noting every mistake with its path."""
    mistakes: list[Mistake] = []
    top = Reader(dict(record), mistakes)
    unknown: Unknown = {}
    head = top.reader("report").reader("1")
    sections = _sections(top, unknown)
    figures, declared = _figures(top, unknown)
    schema = head.integer("schema", least=1)
    head.value("digest")
    report = Report(
        id=head.text("id", longest=LONGEST_ID),
        format=head.text("format", longest=LONGEST_ID),
        year=head.integer("year", least=FIRST_YEAR, most=LAST_YEAR),
        organ=head.text("organ", longest=LONGEST_LINE),
        details=head.text_mapping("details", LONGEST_LINE, MOST_DETAILS),
        sections=sections,
        figures=figures,
        declared=declared,
        previous=_previous(top),
        explanations=_each(top, "explanations", _explanation),
        remarks=_each(top, "remarks", _remark),
        suggestions=_each(top, "suggestions", _suggestion),
        history=_each(top, "history", _event),
        state=head.choice("state", State),
        revision=_revision(head),
        unknown=unknown,
    )
    _keep(unknown, "report", head)
    _keep(unknown, "", top)
    return FoundReport(report, schema, tuple(mistakes))


def _revision(head: Reader) -> Revision:
    return Revision(
        head.integer("revision", least=0),
        head.text("revision_id", longest=LONGEST_ID),
        head.texts("parents", LONGEST_ID, MOST_PARENTS),
        head.texts("ancestors", LONGEST_ID, MOST_ANCESTORS),
    )


def _documents(top: Reader, table: str) -> list[Reader]:
    documents = top.reader(table)
    return [documents.reader(number) for number in documents.names(MOST_DOCUMENTS[table])]


def _each(top: Reader, table: str, read: Callable[[Reader], Part]) -> tuple[Part, ...]:
    return tuple([read(document) for document in _documents(top, table)])


def _keep(unknown: Unknown, place: str, reader: Reader) -> None:
    rest = reader.rest()
    if rest:
        unknown[place] = rest


def _sections(top: Reader, unknown: Unknown) -> dict[str, str]:
    sections: dict[str, str] = {}
    for document in _documents(top, "sections"):
        name = document.text("id", longest=LONGEST_ID)
        if name in sections:
            document.mistake("id", f"「{name[:40]}」出现两次")
        sections[name] = document.prose("text", LONGEST_PROSE)
        _keep(unknown, f"sections/{name}", document)
    return sections


def _figures(top: Reader, unknown: Unknown) -> tuple[dict[Address, Figure], dict[Address, Figure]]:
    figures: dict[Address, Figure] = {}
    declared: dict[Address, Figure] = {}
    for document in _documents(top, "figures"):
        table = document.text("table", longest=LONGEST_ID)
        figures.update(figures_in(document.reader("values"), f"{table}."))
        declared.update(figures_in(document.reader("declared"), f"{table}."))
        _keep(unknown, f"figures/{table}", document)
    return figures, declared


def figures_in(values: Reader, start: str = "") -> dict[Address, Figure]:
    """The figures of a mapping by their addresses, which begin with ``start``; noting what is none."""
    values.fields()
    places = values.names(MOST_FIGURES, LONGEST_PLACE if start else LONGEST_ADDRESS)
    found = {place: _figure(values, place, LONGEST_FIGURE) for place in places}
    return {Address(start + place): figure for place, figure in found.items() if figure is not None}


def _figure(document: Reader, key: str, longest: int, wrong: str = "应为整数或文字") -> Figure | None:
    match document.value(key):
        case bool():
            document.mistake(key, wrong)
        case int():
            return document.integer(key)
        case str():
            return document.text(key, longest=longest)
        case _:
            document.mistake(key, wrong)
    return None


def _optional_figure(document: Reader, key: str) -> Figure | None:
    """A figure, raw text or nothing."""
    if document.value(key) is None:
        return None
    return _figure(document, key, LONGEST_PROSE, "应为整数、文字或空")


def _previous(top: Reader) -> PreviousYear | None:
    documents = _documents(top, "previous")
    if not documents:
        return None
    document = documents[0]
    return PreviousYear(
        report_id=document.text("report_id", longest=LONGEST_ID),
        revision_id=document.text("revision_id", longest=LONGEST_ID),
        format=document.text("format", longest=LONGEST_ID),
        year=document.integer("year", least=FIRST_YEAR, most=LAST_YEAR),
        figures=figures_in(document.reader("figures")),
        sections=document.text_mapping("sections", LONGEST_RESOLVED, MOST_SECTIONS),
        extra=document.rest(),
    )


def _explanation(document: Reader) -> Explanation:
    return Explanation(
        rule=document.text("rule", longest=LONGEST_ID),
        cells=tuple(Address(cell) for cell in document.texts("cells", LONGEST_ADDRESS, MOST_CELLS)),
        values=document.text("values", longest=LONGEST_ID),
        text=document.text("text", longest=LONGEST_NOTE),
        by=document.text("by", longest=LONGEST_LINE),
        at=document.text("at", longest=LONGEST_ID),
        verdict=document.choice("verdict", Verdict, Verdict.OPEN),
        extra=document.rest(),
    )


def _anchor(document: Reader) -> Anchor:
    anchor = document.reader("anchor")
    return Anchor(
        anchor.choice("kind", AnchorKind),
        anchor.text("section", "", LONGEST_ID),
        anchor.text("cell", "", LONGEST_ADDRESS),
        anchor.text("quote", "", LONGEST_PROSE),
        anchor.integer("place", 0, least=0),
        anchor.rest(),
    )


def _entry(document: Reader) -> Entry:
    return Entry(
        by=document.text("by", longest=LONGEST_LINE),
        at=document.text("at", longest=LONGEST_ID),
        text=document.text("text", longest=LONGEST_ENTRY),
        extra=document.rest(),
    )


def _remark(document: Reader) -> Remark:
    return Remark(
        id=document.text("id", longest=LONGEST_ID),
        anchor=_anchor(document),
        entries=tuple(_entry(entry) for entry in document.readers("entries", MOST_ENTRIES)),
        closed_by=document.text("closed_by", "", LONGEST_LINE),
        closed_at=document.text("closed_at", "", LONGEST_ID),
        extra=document.rest(),
    )


def _suggestion(document: Reader) -> Suggestion:
    return Suggestion(
        id=document.text("id", longest=LONGEST_ID),
        anchor=_anchor(document),
        before=_optional_figure(document, "before"),
        after=_optional_figure(document, "after"),
        by=document.text("by", longest=LONGEST_LINE),
        at=document.text("at", longest=LONGEST_ID),
        decision=document.choice("decision", Decision, Decision.OPEN),
        decided_by=document.text("decided_by", "", LONGEST_LINE),
        decided_at=document.text("decided_at", "", LONGEST_ID),
        extra=document.rest(),
    )


def _event(document: Reader) -> Event:
    return Event(
        kind=document.choice("kind", EventKind),
        by=document.text("by", longest=LONGEST_LINE),
        at=document.text("at", longest=LONGEST_ID),
        revision=document.integer("revision", least=0),
        fingerprint=document.text("fingerprint", longest=LONGEST_ID),
        reason=document.text("reason", "", LONGEST_NOTE),
        snapshot=document.text("snapshot", "", LONGEST_SNAPSHOT),
        extra=document.rest(),
    )
