"""A format file's mapping → ReportFormat, or every mistake of the file with its path in one go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.form.edition import Contact, Detail, ReportFormat, Section
from report_desk.core.form.reading import check_reader, table_reader
from report_desk.core.form.reading.fields import (
    MISSING,
    identifier,
    refuse_placeholders,
    refuse_repeats,
    refuse_unknown,
    words,
)
from report_desk.core.limits import FIRST_YEAR, LAST_YEAR
from report_desk.core.strict_reader import JsonValue, Mistake, Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_BOUND = re.compile(r"⟦([^⟧]{0,300})⟧")
_RESERVED = frozenset({"cover", "preface"})
"""Places of a report that are no section of the form's: the cover and the 引言."""


class FormatMistakesError(ValueError):
    """A format file is wrong; ``mistakes`` lists all that is."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


def read_format(mapping: Mapping[str, JsonValue]) -> ReportFormat:
    """Read one edition of the form.

    Raises FormatMistakesError, which names every mistake; unknown fields are mistakes too.
    """
    mistakes: list[Mistake] = []
    form = read(mapping, mistakes)
    if mistakes:
        raise FormatMistakesError(mistakes)
    return form


def read(mapping: Mapping[str, JsonValue], mistakes: list[Mistake]) -> ReportFormat:
    """As much of an edition as can be read; what is wrong with it is added to ``mistakes``."""
    top = Reader(dict(mapping), mistakes)
    details = tuple(_detail(reader) for reader in top.readers("details"))
    tables = tuple(table_reader.table(reader, top.texts("unbroken")) for reader in top.readers("tables"))
    sections = tuple(_section(reader) for reader in top.readers("sections"))
    form = ReportFormat(
        id=top.text("id"),
        name=words(top, "name"),
        issued_as=words(top, "issued_as"),
        first_year=top.integer("first_year", None, FIRST_YEAR, LAST_YEAR),
        last_year=top.integer("last_year", 0, 0, LAST_YEAR) or None,
        title=top.texts("title"),
        preface=words(top, "preface"),
        preface_name=words(top, "preface_name"),
        cover_name=words(top, "cover_name"),
        contact=_contact(top, {detail.id for detail in details}),
        sections=sections,
        tables=tables,
        details=details,
        checks=(),
    )
    checks = check_reader.checks(top, form)
    _top(top, form)
    for key, parts in (("details", details), ("sections", sections), ("tables", tables)):
        refuse_repeats(top, key, [part.id for part in parts])
    refuse_repeats(top, "checks", [f"{check.id} {check.level}" for check in checks])
    _sections_and_tables(top, form)
    refuse_unknown(top)
    return replace(form, checks=checks)


def _top(top: Reader, form: ReportFormat) -> None:
    if not form.title:
        top.mistake("title", MISSING)
    if not form.id.isalnum() or not form.id.isascii():
        top.mistake("id", f"「{form.id}」只能用字母和数字")
    if form.last_year is not None and form.last_year < form.first_year:
        top.mistake("last_year", f"早于开始的 {form.first_year} 年")
    for line in form.title:
        refuse_placeholders(top, "title", line, ("organ", "year"))
    refuse_placeholders(top, "preface", form.preface, ("organ", "year", "contact"))


def _sections_and_tables(top: Reader, form: ReportFormat) -> None:
    known = {table.id for table in form.tables}
    taken = _RESERVED | {detail.id for detail in form.details}
    for index, section in enumerate(form.sections):
        if section.id in taken:
            top.mistake(f"sections[{index}].id", f"「{section.id}」已经是封面上的一项，或者是程序自己用的")
        if section.table and section.table not in known:
            top.mistake(f"sections[{index}].table", f"没有「{section.table}」这张表")
        for address in _bound(section):
            if address not in form.cells:
                top.mistake(f"sections[{index}].sentences", f"没有「{address}」这一格")
    if not form.sections:
        top.mistake("sections", MISSING)
    refuse_repeats(top, "sections", [section.table for section in form.sections], "table")
    placed = {section.table for section in form.sections}
    for index, table in enumerate(form.tables):
        if table.id not in placed:
            top.mistake(f"tables[{index}].id", f"「{table.id}」不在任何一节里")


def _bound(section: Section) -> Iterator[str]:
    """Every address that the sentences of a section bind, as written, sound or not."""
    for sentence in section.sentences:
        for found in _BOUND.findall(sentence):
            yield from found.split("+")


def _detail(reader: Reader) -> Detail:
    detail = Detail(
        id=identifier(reader),
        label=words(reader, "label"),
        hint=reader.text("hint", ""),
        prints=reader.boolean("prints", default=True),
        in_preface=reader.boolean("in_preface"),
        choices=reader.text_mapping("choices"),
        aliases=reader.texts("aliases"),
        may_be_blank=reader.boolean("may_be_blank"),
    )
    if detail.id in _RESERVED:
        reader.mistake("id", f"「{detail.id}」是程序自己用的")
    refuse_unknown(reader)
    return detail


def _section(reader: Reader) -> Section:
    section = Section(
        id=identifier(reader),
        heading=words(reader, "heading"),
        short=words(reader, "short"),
        table=reader.text("table", ""),
        guidance=reader.text("guidance", ""),
        limit=reader.integer("limit", 0, 0),
        skeleton=reader.texts("skeleton"),
        sentences=reader.texts("sentences"),
        may_be_blank=reader.boolean("may_be_blank"),
        may_say_none=reader.boolean("may_say_none"),
        aliases=reader.texts("aliases"),
    )
    refuse_unknown(reader)
    return section


def _contact(top: Reader, details: set[str]) -> Contact:
    if not top.has("contact"):
        top.mistake("contact", MISSING)
        return Contact("", "", "", "")
    reader = top.reader("contact")
    contact = Contact(
        sentence=words(reader, "sentence"),
        office=reader.text("office"),
        item=words(reader, "item"),
        between=reader.text("between"),
    )
    refuse_placeholders(reader, "sentence", contact.sentence, ("office", "details"))
    refuse_placeholders(reader, "item", contact.item, ("label", "value"))
    if contact.office and contact.office not in details:
        reader.mistake("office", f"没有「{contact.office}」这一项")
    refuse_unknown(reader)
    return contact
