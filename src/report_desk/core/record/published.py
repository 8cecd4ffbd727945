"""What an exported PDF carries of its report: what prints, and no more.

A record of its own kind, so that publishing a PDF publishes nothing that its pages do not show: no
remarks, no names of reviewers, no history, no earlier wording. ``content`` is exactly what the
fingerprint is computed from (`fingerprint.content`), ``declared`` are the totals as an imported report
printed them, ``contact`` the details that stand in the prose, ``options`` how it was printed, so that
the pages can be made again. The published description is ``resources/schema/published.schema.json``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import orjson
from msgspec import Meta, Struct

from report_desk.core import limits
from report_desk.core.record import codec
from report_desk.core.record.annotations import document
from report_desk.core.report import fingerprint
from report_desk.core.report.fields import (
    Cell,
    Details,
    Id,
    Line,
    ResolvedProse,
    StoredFigure,
    Version,
    Year,
    about,
)
from report_desk.core.report.model import Report
from report_desk.core.strict_reader import JsonValue, Mistake, Reader

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet

SCHEMA = 1
"""Version of the published record; a newer one is refused with a sentence."""
Options = Mapping[str, JsonValue]
FiguresByAddress = Annotated[Mapping[Cell, StoredFigure], Meta(max_length=limits.MOST_FIGURES)]


class Kind(StrEnum):
    """What tells a published record from any other."""

    PUBLISHED = "report-desk/published"


class Published(Struct, frozen=True):
    """A published record that was read: the report without any history, its code, how it was printed.

    ``report`` has no id; who begins a report with it gives it one.
    """

    report: Report
    fingerprint: str
    options: Options


class Content(Struct, frozen=True):
    """What prints, as the fingerprint is computed from it (`fingerprint.content`)."""

    organ: Line
    year: Year
    format: Annotated[Id, about("The edition of the form, such as 2021")]
    details: Annotated[Details, about("Details that print by themselves")]
    sections: Annotated[
        Mapping[Id, ResolvedProse],
        Meta(max_length=limits.MOST_SECTIONS),
        about("Prose by section id, numbers resolved, one paragraph a line"),
    ]
    figures: Annotated[
        FiguresByAddress, about("Typed figures by address; counts are integers, money and text are strings")
    ]
    totals: Annotated[Mapping[str, int | str], about("Computed cells by address")]


class PublishedRecord(Struct, frozen=True):
    """The fields of a published record, in the order in which the schema names them."""

    kind: Kind
    schema: Version
    fingerprint: Annotated[
        Id,
        Meta(
            extra_json_schema={
                "pattern": "^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}[0-9A-HJKMNP-TV-Z*~$=U]$"
            }
        ),
        about(
            "130 bits of SHA-256 over `content` in canonical JSON (RFC 8785), Crockford base32, and a check "
            "character (mod 37)"
        ),
    ]
    content: Annotated[Content, about("Exactly what the fingerprint is computed from")]
    contact: Annotated[Details, about("Details that stand in the prose")]
    declared: Annotated[FiguresByAddress, about("Totals as an imported report printed them")]
    options: Annotated[Mapping[str, bool | str], about("How it was printed")]


def printed_part(sheet: Sheet) -> Report:
    """A report without all that its pages do not show: what reading its PDF back gives."""
    report = sheet.report
    printed = {
        detail.id: text
        for detail in sheet.form.details
        if detail.prints and (text := report.details.get(detail.id, ""))
    }
    return Report(
        id="",
        format=report.format,
        year=report.year,
        organ=report.organ,
        details=_contact(sheet) | printed,
        sections={name: text for name, text in sheet.sections.items() if text},
        figures=report.figures,
        declared=report.declared,
    )


def _contact(sheet: Sheet) -> dict[str, str]:
    """The details that stand in the prose though they do not print by themselves."""
    prose = "\n".join(sheet.sections.values())
    return {
        detail.id: text
        for detail in sheet.form.details
        if not detail.prints and (text := sheet.report.details.get(detail.id, "")) and text in prose
    }


def write(sheet: Sheet, options: Mapping[str, bool | str]) -> bytes:
    """What prints of a report as UTF-8 JSON, two-space indented; the same report gives the same bytes."""
    report = sheet.report
    content = cast("Content", cast("type[Struct]", Content)(**sheet.printed))
    whole = PublishedRecord(
        Kind.PUBLISHED, SCHEMA, sheet.fingerprint, content, _contact(sheet), report.declared, options
    )
    value = document(PublishedRecord).mapping(whole)
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def read(data: bytes) -> Published:
    """Read untrusted bytes.

    Raises DamagedRecordError for what is no published record, and where its fingerprint is not that
    of its content.
    """
    value = codec.strict_json(data)
    mistakes: list[Mistake] = []
    top = Reader(value, mistakes)
    if value.get("kind") != Kind.PUBLISHED:
        raise codec.DamagedRecordError(("里面不是随 PDF 公布的年报数据。",))
    if top.integer("schema") > SCHEMA:
        raise codec.DamagedRecordError(("这份数据由更新的版本写成，请用新版程序打开。",))
    found = cast("PublishedRecord", document(PublishedRecord).read_from(top))
    if mistakes:
        raise codec.DamagedRecordError(tuple(map(str, mistakes)), value, tuple(mistakes))
    if not _is_of(found.fingerprint, value["content"]):
        words = "随附的数据与它的定稿指纹不符：在别处被改动过，或者已经损坏。"
        raise codec.DamagedRecordError((words,), value)
    return Published(_report(found), found.fingerprint, found.options)


def _report(found: PublishedRecord) -> Report:
    content = found.content
    return Report(
        id="",
        format=content.format,
        year=content.year,
        organ=content.organ,
        details={**found.contact, **content.details},
        sections=content.sections,
        figures=content.figures,
        declared=found.declared,
    )


def _is_of(stated: str, content: JsonValue) -> bool:
    try:
        return isinstance(content, dict) and fingerprint.of(content) == stated
    except ValueError:  # a number that canonical JSON has no words for
        return False
