"""Record → report: every field read strictly as its type says, every unknown field kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never, cast

from msgspec import Struct

from report_desk.core.record.shapes import MISSING
from report_desk.core.record.tables import HEAD, SCHEMA, Group, Holds, layout
from report_desk.core.report.model import Report, SectionDocument, TableDocument
from report_desk.core.strict_reader import JsonValue, Mistake, Reader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.form.edition import Address
    from report_desk.core.form.kinds import Figure
    from report_desk.core.record.tables import Layout, Table

Unknown = dict[str, "Mapping[str, JsonValue]"]
"""What nobody knows, by its place: ``""`` the record, ``report`` the head, ``TABLE/NAME`` a document."""


class FoundReport(Struct, frozen=True):
    """What a record holds: the report, or the mistakes that keep it from being one."""

    report: Report
    schema: int
    mistakes: tuple[Mistake, ...]


def report_of(record: Mapping[str, JsonValue], kind: type[Report] = Report) -> FoundReport:
    """Read a whole record, noting every mistake with its path, such as ``sections.2.text``."""
    mistakes: list[Mistake] = []
    top = Reader(dict(record), mistakes)
    form = layout(kind)
    unknown: Unknown = {}
    head = top.reader(HEAD).reader("1")
    schema = cast("int", SCHEMA.shape.read(head, SCHEMA.name, MISSING))
    head.value("digest")
    found = _head(head, form)
    for table in form.tables:
        found |= _field(top, table, unknown)
    _keep(unknown, HEAD, head.rest())
    _keep(unknown, "", top.rest())
    report = cast("type[Struct]", kind)(**found, unknown=unknown)
    return FoundReport(cast("Report", report), schema, tuple(mistakes))


def _head(head: Reader, form: Layout) -> dict[str, object]:
    found: dict[str, object] = {}
    for part in form.head:
        if isinstance(part, Group):
            found[part.attribute] = part.document.kind(**part.document.values(head))
        else:
            found[part.attribute] = part.shape.read(head, part.name, part.default)
    return found


def _keep(unknown: Unknown, place: str, rest: dict[str, JsonValue]) -> None:
    if rest:
        unknown[place] = rest


def _field(top: Reader, table: Table, unknown: Unknown) -> dict[str, object]:
    """The fields of the report that a table holds."""
    around = top.reader(table.name)
    documents = [around.reader(number) for number in around.names(table.most)]
    read = table.document.read_from
    match table.holds:
        case Holds.SEVERAL:
            return {table.name: tuple([read(document) for document in documents])}
        case Holds.ONE:
            return {table.name: read(documents[0]) if documents else None}
        case Holds.SECTIONS:
            return {table.name: _sections(table, documents, unknown)}
        case Holds.FIGURES:
            return _figures(table, documents, unknown)
        case unreachable:
            assert_never(unreachable)


def _sections(table: Table, documents: list[Reader], unknown: Unknown) -> dict[str, str]:
    sections: dict[str, str] = {}
    for document in documents:
        section = cast("SectionDocument", table.document.read_from(document))
        if section.id in sections:
            document.mistake("id", f"「{section.id[:40]}」出现两次")
        sections[section.id] = section.text
        _keep(unknown, f"{table.name}/{section.id}", dict(section.extra))
    return sections


def _figures(table: Table, documents: list[Reader], unknown: Unknown) -> dict[str, object]:
    figures: dict[Address, Figure] = {}
    declared: dict[Address, Figure] = {}
    for document in documents:
        found = cast("TableDocument", table.document.read_from(document))
        start = f"{found.table}."
        figures |= _addressed(start, found.values)
        declared |= _addressed(start, found.declared)
        _keep(unknown, f"{table.name}/{found.table}", dict(found.extra))
    return {"figures": figures, "declared": declared}


def _addressed(start: str, values: Mapping[str, Figure]) -> dict[Address, Figure]:
    return cast("dict[Address, Figure]", {start + place: figure for place, figure in values.items()})
