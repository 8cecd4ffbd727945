"""What an exported PDF carries of its report: what prints, and no more.

A record of its own kind, so that publishing a PDF publishes nothing that its pages do not show: no
remarks, no names of reviewers, no history, no earlier wording. ``content`` is exactly what the
fingerprint is computed from (`fingerprint.content`), ``declared`` are the totals as an imported report
printed them, ``contact`` the details that stand in the prose, ``options`` how it was printed, so that
the pages can be made again. The published description is ``resources/schema/published.schema.json``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
from msgspec import Struct

from report_desk.core.limits import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_ID,
    LONGEST_LINE,
    LONGEST_RESOLVED,
    MOST_DETAILS,
    MOST_SECTIONS,
)
from report_desk.core.record import codec
from report_desk.core.record.reader import figures_in
from report_desk.core.report import fingerprint
from report_desk.core.report.model import Report
from report_desk.core.strict_reader import JsonValue, Mistake, Reader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.sheet import Sheet

KIND = "report-desk/published"
SCHEMA = 1
"""Version of the published record; a newer one is refused with a sentence."""
Options = dict[str, JsonValue]


class Published(Struct, frozen=True):
    """A published record that was read: the report without any history, its code, how it was printed.

    ``report`` has no id; who begins a report with it gives it one.
    """

    report: Report
    fingerprint: str
    options: Options


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
    value = {
        "kind": KIND,
        "schema": SCHEMA,
        "fingerprint": sheet.fingerprint,
        "content": sheet.printed,
        "contact": _contact(sheet),
        "declared": {str(place): figure for place, figure in report.declared.items()},
        "options": dict(options),
    }
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def read(data: bytes) -> Published:
    """Read untrusted bytes.

    Raises DamagedRecordError for what is no published record, and where its fingerprint is not that
    of its content.
    """
    value = codec.strict_json(data)
    mistakes: list[Mistake] = []
    top = Reader(value, mistakes)
    if top.text("kind", "") != KIND:
        raise codec.DamagedRecordError(("里面不是随 PDF 公布的年报数据。",))
    if top.integer("schema") > SCHEMA:
        raise codec.DamagedRecordError(("这份数据由更新的版本写成，请用新版程序打开。",))
    report = _report(top)
    stated = top.text("fingerprint", longest=LONGEST_ID)
    options = dict(top.reader("options").fields())
    if mistakes:
        raise codec.DamagedRecordError(tuple(map(str, mistakes)), value, tuple(mistakes))
    if not _is_of(stated, top.value("content")):
        words = "随附的数据与它的定稿指纹不符：在别处被改动过，或者已经损坏。"
        raise codec.DamagedRecordError((words,), value)
    return Published(report, stated, options)


def _report(top: Reader) -> Report:
    content = top.reader("content")
    content.value("totals")
    return Report(
        id="",
        format=content.text("format", longest=LONGEST_ID),
        year=content.integer("year", least=FIRST_YEAR, most=LAST_YEAR),
        organ=content.text("organ", longest=LONGEST_LINE),
        details=top.text_mapping("contact", LONGEST_LINE, MOST_DETAILS)
        | content.text_mapping("details", LONGEST_LINE, MOST_DETAILS),
        sections=_sections(content.reader("sections")),
        figures=figures_in(content.reader("figures")),
        declared=figures_in(top.reader("declared")),
    )


def _sections(sections: Reader) -> dict[str, str]:
    return {name: sections.prose(name, LONGEST_RESOLVED) for name in sections.names(MOST_SECTIONS)}


def _is_of(stated: str, content: JsonValue) -> bool:
    try:
        return isinstance(content, dict) and fingerprint.of(content) == stated
    except ValueError:  # a number that canonical JSON has no words for
        return False
