"""Checks that read prose, details and the report's year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_desk.core.checks.equations import equations, side
from report_desk.core.checks.findings import Finding, Side, values_hash, worded
from report_desk.core.report import prose
from report_desk.core.report.characters import unprintable
from report_desk.core.report.totals import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from report_desk.core.checks.context import Context
    from report_desk.core.form.edition import Address, Check

_MOST_SHOWN = 10
_NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", start=1)}


def section_filled(check: Check, context: Context) -> Iterator[Finding]:
    """Sections without text; a word that says 无 is text only where the form says so."""
    may_say_none = {section.id for section in context.form.sections if section.may_say_none}
    for name in check.fields:
        text = context.sections.get(name, "").strip()
        if not text or (name not in may_say_none and re.fullmatch(check.pattern, text)):
            yield _finding(check, context, name, {}, left=text or None)


def format_fits_year(check: Check, context: Context) -> Iterator[Finding]:
    """A report made with an edition of the form that its year does not use."""
    year = context.report.year
    if not context.form.applies_to(year):
        words = {"year": year, "format": context.form.issued_as}
        yield _finding(check, context, "cover", words, left=year)


def same_text(check: Check, context: Context) -> Iterator[Finding]:
    """Sections that repeat more than ``limit`` percent of last year's text."""
    previous = context.report.previous
    if previous is None:
        return
    for name in check.fields:
        text = context.sections.get(name, "")
        share = prose.unchanged_percent(text, previous.sections.get(name, ""))
        if share > check.limit:
            yield _finding(check, context, name, {"left": share}, left=share)


def no_longer_than(check: Check, context: Context) -> Iterator[Finding]:
    """Sections above the customary number of characters."""
    for name in check.fields:
        count = prose.length(context.sections.get(name, ""))
        if count > check.limit:
            words = {"left": count, "right": check.limit}
            yield _finding(check, context, name, words, left=count, right=check.limit)


def matches(check: Check, context: Context) -> Iterator[Finding]:
    """Details that are filled but do not look as they should."""
    for name in check.fields:
        text = context.report.details.get(name, "").strip()
        if text and not re.fullmatch(check.pattern, text):
            yield _finding(check, context, name, {"left": text[:40]}, left=text)


def captures_year(check: Check, context: Context) -> Iterator[Finding]:
    """Dates of the reporting period that name another year than the report's."""
    year = context.report.year
    for name in check.fields:
        for stated in dict.fromkeys(re.findall(check.pattern, context.sections.get(name, ""))):
            if int(stated) != year:
                words = {"left": stated, "right": year}
                yield _finding(check, context, name, words, left=int(stated), right=year)


def names_year(check: Check, context: Context) -> Iterator[Finding]:
    """Sections that speak of years, but never of the report's: last year's text, perhaps."""
    year = context.report.year
    for name in check.fields:
        stated = [int(found) for found in re.findall(check.pattern, context.sections.get(name, ""))]
        if stated and year not in stated:
            words = {"left": stated[0], "right": year}
            yield _finding(check, context, name, words, left=stated[0], right=year)


def names_organ(check: Check, context: Context) -> Iterator[Finding]:
    """Prose that should name the organ in full and does not."""
    organ = context.report.organ
    for name in check.fields:
        text = context.sections.get(name, "")
        if text and organ not in text:
            yield _finding(check, context, name, {"right": organ}, right=organ)


def announces_sections(check: Check, context: Context) -> Iterator[Finding]:
    """A preface that announces another number of parts than the report has."""
    parts = len(context.form.sections)
    for name in check.fields:
        found = re.search(check.pattern, context.sections.get(name, ""))
        if found is None:
            continue
        stated = _NUMERALS.get(found[1]) or (int(found[1]) if found[1].isdecimal() else None)
        if stated is not None and stated != parts:
            words = {"left": stated, "right": parts}
            yield _finding(check, context, name, words, left=stated, right=parts)


def printable(check: Check, context: Context) -> Iterator[Finding]:
    """Characters of the organ's name, of details and of prose that no face of the program can print."""
    texts = {"cover": context.report.organ, **context.report.details, **context.sections}
    for name in check.fields:
        missing = unprintable(texts.get(name, ""))
        if missing:
            yield _finding(check, context, name, {"left": "、".join(missing[:_MOST_SHOWN])}, left=missing)


def mentioned(check: Check, context: Context) -> Iterator[Finding]:
    """Figures above 0 that a section should speak of and does not."""
    for equation in equations(context.form, check):
        count = side(equation.left, context)
        for name in check.fields:
            text = context.sections.get(name, "")
            if count and text.strip() and not re.search(check.pattern, text):
                cells = tuple(operand.address for operand in equation.left)
                yield _finding(check, context, name, {"left": plain(count)}, left=count, cells=cells)


def _finding(  # noqa: PLR0913, PLR0917 - the parts of a finding
    check: Check,
    context: Context,
    place: str,
    words: Mapping[str, object],
    left: Side = None,
    right: Side = None,
    cells: tuple[Address, ...] = (),
) -> Finding:
    details = {detail.id: detail.label for detail in context.form.details}
    places = {"section": context.form.heading_of(place), "detail": details.get(place, "")}
    return Finding(
        rule=check.id,
        level=check.level,
        sentence=worded(check.sentence, {**places, **words}),
        advice=check.advice,
        basis=check.basis,
        section=place,
        values=values_hash((place, left, right)),
        cells=cells,
        left=left,
        right=right,
    )
