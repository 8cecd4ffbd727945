"""Numbers that the prose states, compared with the cells they speak of.

A false alarm is worse than a miss here: the patterns of the format file match only phrases that can
mean one thing, and every reading that the form allows is accepted (受理 may or may not include what
was carried over). A phrase without a number, such as 未收到政府信息公开申请, states 0.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from report_desk.core.checks.findings import Finding, values_hash, worded
from report_desk.core.form.kinds import normalise
from report_desk.core.limits import MOST_STATED
from report_desk.core.patterns import may_be_found
from report_desk.core.report.totals import plain, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from report_desk.core.checks.context import Context
    from report_desk.core.form.edition import Address, Check
    from report_desk.core.report.totals import Number


def stated(check: Check, context: Context) -> Iterator[Finding]:
    """Every phrase that states a number none of whose readings the tables give."""
    stating = list(phrases(check, context.sections))  # first, as most of the patterns find nothing
    if not stating:
        return
    readings = [(cells, total(context.numbers[cell] for cell in cells)) for cells in check.accepts]
    known = [(cells, value) for cells, value in readings if value is not None]
    if not known or known[0][0] != check.accepts[0]:
        return
    for section, found, number in stating:
        if all(number != value for _, value in known):
            yield _finding(check, context, section, found, number, known)


def phrases(check: Check, texts: Mapping[str, str]) -> Iterator[tuple[str, re.Match[str], int]]:
    """Every phrase of these sections that states a number: the section, the phrase, the number."""
    for section in check.fields:
        text = texts.get(section, "")
        if not text or not may_be_found(check.pattern, text):
            continue
        for found in islice(re.finditer(check.pattern, text), MOST_STATED):
            yield section, found, int(normalise(found["number"])) if "number" in found.groupdict() else 0


def quoted(found: re.Match[str]) -> str:
    """A phrase as it reads, without what only marks its beginning."""
    return found.group().lstrip("，。；：、（( \n")


def _finding(  # noqa: PLR0913, PLR0917 - the parts of a finding
    check: Check,
    context: Context,
    section: str,
    found: re.Match[str],
    number: int,
    known: list[tuple[tuple[Address, ...], Number]],
) -> Finding:
    quote = quoted(found)
    words = {
        "section": context.form.heading_of(section),
        "quote": "".join(quote.split()),
        "left": number,
        "right": " 或 ".join(dict.fromkeys(plain(value) for _, value in known)),
    }
    return Finding(
        rule=check.id,
        level=check.level,
        sentence=worded(check.sentence, words),
        advice=check.advice,
        basis=check.basis,
        section=section,
        values=values_hash((section, quote, *(value for _, value in known))),
        cells=known[0][0],
        left=number,
        right=known[0][1],
        difference=number - known[0][1],
        quote=quote,
    )
