"""Record → report: every field read strictly, every unknown field kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar, cast

from msgspec import Struct

from report_desk.core.format import Address
from report_desk.core.reading import JsonValue, Mistake, Reader
from report_desk.core.report import (
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

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.core.kinds import Figure

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
_KINDS_OF_FIGURE = {int, str}
"""And nothing derived from them: to JSON, true and false are no numbers."""
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
    schema = head.integer("schema")
    head.value("digest")
    report = Report(
        id=head.text("id"),
        format=head.text("format"),
        year=head.integer("year"),
        organ=head.text("organ"),
        details=head.text_mapping("details"),
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
        head.integer("revision"), head.text("revision_id"), head.texts("parents"), head.texts("ancestors")
    )


def _documents(top: Reader, table: str) -> list[Reader]:
    documents = top.reader(table)
    return [documents.reader(number) for number in documents.keys()]  # noqa: SIM118 - not a dict


def _each(top: Reader, table: str, read: Callable[[Reader], Part]) -> tuple[Part, ...]:
    return tuple([read(document) for document in _documents(top, table)])


def _keep(unknown: Unknown, place: str, reader: Reader) -> None:
    rest = reader.rest()
    if rest:
        unknown[place] = rest


def _sections(top: Reader, unknown: Unknown) -> dict[str, str]:
    sections: dict[str, str] = {}
    for document in _documents(top, "sections"):
        name = document.text("id")
        if name in sections:
            document.mistake("id", f"「{name[:40]}」出现两次")
        sections[name] = document.text("text")
        _keep(unknown, f"sections/{name}", document)
    return sections


def _figures(top: Reader, unknown: Unknown) -> tuple[dict[Address, Figure], dict[Address, Figure]]:
    figures: dict[Address, Figure] = {}
    declared: dict[Address, Figure] = {}
    for document in _documents(top, "figures"):
        table = document.text("table")
        figures.update(figures_in(document.reader("values"), f"{table}."))
        declared.update(figures_in(document.reader("declared"), f"{table}."))
        _keep(unknown, f"figures/{table}", document)
    return figures, declared


def figures_in(values: Reader, start: str = "") -> dict[Address, Figure]:
    """The figures of a mapping by their addresses, which begin with ``start``; noting what is none."""
    found = values.fields()
    if set(map(type, found.values())) <= _KINDS_OF_FIGURE:
        return cast("dict[Address, Figure]", {start + place: figure for place, figure in found.items()})
    figures: dict[Address, Figure] = {}
    for place, figure in found.items():
        if isinstance(figure, (int, str)) and not isinstance(figure, bool):
            figures[Address(start + place)] = figure
        else:
            values.mistake(place, "应为整数或文字")
    return figures


def _optional_figure(document: Reader, key: str) -> Figure | None:
    figure = document.value(key)
    if figure is None or (isinstance(figure, (int, str)) and not isinstance(figure, bool)):
        return figure
    document.mistake(key, "应为整数、文字或空")
    return None


def _previous(top: Reader) -> PreviousYear | None:
    documents = _documents(top, "previous")
    if not documents:
        return None
    if len(documents) > 1:
        top.mistake("previous", "应只有一份")
    document = documents[0]
    return PreviousYear(
        report_id=document.text("report_id"),
        revision_id=document.text("revision_id"),
        format=document.text("format"),
        year=document.integer("year"),
        figures=figures_in(document.reader("figures")),
        sections=document.text_mapping("sections"),
        extra=document.rest(),
    )


def _explanation(document: Reader) -> Explanation:
    return Explanation(
        rule=document.text("rule"),
        cells=tuple(Address(cell) for cell in document.texts("cells")),
        values=document.text("values"),
        text=document.text("text"),
        by=document.text("by"),
        at=document.text("at"),
        verdict=document.choice("verdict", Verdict, Verdict.OPEN),
        extra=document.rest(),
    )


def _anchor(document: Reader) -> Anchor:
    anchor = document.reader("anchor")
    return Anchor(
        anchor.choice("kind", AnchorKind),
        anchor.text("section", ""),
        anchor.text("cell", ""),
        anchor.text("quote", ""),
        anchor.integer("place", 0),
        anchor.rest(),
    )


def _entry(document: Reader) -> Entry:
    return Entry(document.text("by"), document.text("at"), document.text("text"), document.rest())


def _remark(document: Reader) -> Remark:
    return Remark(
        id=document.text("id"),
        anchor=_anchor(document),
        entries=tuple(_entry(entry) for entry in document.readers("entries")),
        closed_by=document.text("closed_by", ""),
        closed_at=document.text("closed_at", ""),
        extra=document.rest(),
    )


def _suggestion(document: Reader) -> Suggestion:
    return Suggestion(
        id=document.text("id"),
        anchor=_anchor(document),
        before=_optional_figure(document, "before"),
        after=_optional_figure(document, "after"),
        by=document.text("by"),
        at=document.text("at"),
        decision=document.choice("decision", Decision, Decision.OPEN),
        decided_by=document.text("decided_by", ""),
        decided_at=document.text("decided_at", ""),
        extra=document.rest(),
    )


def _event(document: Reader) -> Event:
    return Event(
        kind=document.choice("kind", EventKind),
        by=document.text("by"),
        at=document.text("at"),
        revision=document.integer("revision"),
        fingerprint=document.text("fingerprint"),
        reason=document.text("reason", ""),
        snapshot=document.text("snapshot", ""),
        extra=document.rest(),
    )
