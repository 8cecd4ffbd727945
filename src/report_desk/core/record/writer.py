"""Report → record: TinyDB's tables of documents, each field written as its type says."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from report_desk.core.record.annotations import document
from report_desk.core.record.tables import HEAD, SCHEMA, Group, Holds, layout
from report_desk.core.report.model import SectionDocument, TableDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from msgspec import Struct

    from report_desk.core.form.edition import Address
    from report_desk.core.form.kinds import Figure
    from report_desk.core.record.shapes import Json
    from report_desk.core.record.tables import Layout, Table
    from report_desk.core.report.model import Report
    from report_desk.core.strict_reader import JsonValue


def tables(report: Report, schema: int) -> Json:
    """Every table of the record; the digest of ``report`` is left for the caller to fill in."""
    form = layout(type(report))
    record: Json = {HEAD: _numbered([_head(report, form, schema)])}
    for table in form.tables:
        documents = _numbered(map(table.document.mapping, _documents(report, table)))
        if documents or not table.is_rare:
            record[table.name] = documents
    return {**record, **report.unknown.get("", {})}


def written(part: Struct) -> Json:
    """A part of a report, such as a remark or an explanation, as it is stored."""
    return document(type(part)).mapping(part)


def _numbered(documents: Iterable[Json]) -> JsonValue:
    return {str(number): document for number, document in enumerate(documents, start=1)}


def _head(report: Report, form: Layout, schema: int) -> Json:
    head: Json = {SCHEMA.name: schema}
    for part in form.head:
        value = getattr(report, part.attribute)
        if isinstance(part, Group):
            head |= part.document.mapping(value)
        else:
            head[part.name] = part.shape.written(value)
    return {**head, **report.unknown.get(HEAD, {})}


def _documents(report: Report, table: Table) -> Iterable[Struct]:
    match table.holds:
        case Holds.SEVERAL:
            return tuple(getattr(report, table.name))
        case Holds.ONE:
            one = getattr(report, table.name)
            return [] if one is None else [one]
        case Holds.SECTIONS:
            return _sections(report, table.name)
        case Holds.FIGURES:
            return _figures(report, table.name)
        case unreachable:
            assert_never(unreachable)


def _sections(report: Report, name: str) -> Iterator[Struct]:
    for section, text in report.sections.items():
        yield SectionDocument(section, text, report.unknown.get(f"{name}/{section}", {}))


def _figures(report: Report, name: str) -> Iterator[Struct]:
    """One document for each table of the form that has figures, or fields that nobody knows."""
    found = dict.fromkeys(place.split(".", 1)[0] for place in (*report.figures, *report.declared))
    start = f"{name}/"
    found |= dict.fromkeys(place.removeprefix(start) for place in report.unknown if place.startswith(start))
    for table in found:
        extra = report.unknown.get(start + table, {})
        yield TableDocument(table, _of(report.figures, table), _of(report.declared, table), extra)


def _of(figures: Mapping[Address, Figure], table: str) -> dict[str, Figure]:
    start = f"{table}."
    return {place[len(start) :]: value for place, value in figures.items() if place.startswith(start)}
