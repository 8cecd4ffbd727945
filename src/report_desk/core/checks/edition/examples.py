"""Each check of an edition, run on its own passing and its own failing example.

A check that lets its failing example through, or stops its passing one, does not do what its author
meant: an example was mixed up, a limit is missing, or a pattern does not match what it should.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.checks.context import Context
from report_desk.core.checks.runner import RULES
from report_desk.core.form.kinds import KindName, zero
from report_desk.core.report.model import PreviousYear, Report, State
from report_desk.core.report.sources import Consolidation
from report_desk.core.report.totals import numbers
from report_desk.core.strict_reader import Mistake

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from report_desk.core.checks.findings import Finding
    from report_desk.core.form.edition import Check, Example, ReportFormat

ORGAN = "示例区文化和旅游局"
_PROSE, _TEXT_FIGURE = "已按要求完成。", "0元"
_SIGN = "字"


def complete(form: ReportFormat) -> Report:
    """A report in which every figure is 0 and every section that may not be blank has text."""
    sections = {section.id: _PROSE for section in form.sections if not section.may_be_blank}
    figures = {
        cell.address: _TEXT_FIGURE if cell.kind is KindName.TEXT else zero(cell.kind) or 0
        for cell in form.typed
    }
    return Report("example", form.id, form.first_year, ORGAN, sections=sections, figures=figures)


def report_of(form: ReportFormat, example: Example) -> Report:
    """The report that an example describes: a complete one, changed as the example says."""
    whole = complete(form)
    figures = {**whole.figures, **example.figures}
    texts = {name: _spelled(text, example.year) for name, text in example.sections.items()}
    previous = None
    if example.has_previous:
        last = {**whole.figures, **example.previous}
        previous = PreviousYear("p", "1", form.id, example.year - 1, last, example.previous_sections)
    return replace(
        whole,
        year=example.year,
        details=example.details,
        declared=example.declared,
        figures={place: figure for place, figure in figures.items() if place not in example.blanks},
        sections={**whole.sections, **texts},
        previous=previous,
        state=State.APPROVED if example.is_approved else State.DRAFT,
        consolidation=Consolidation(missing=example.missing) if example.missing else None,
    )


def _spelled(text: str, year: int) -> str:
    """An example's text: ``{year}``, ``{organ}``, and ``{1001}`` for so many characters."""
    text = text.replace("{year}", str(year)).replace("{organ}", ORGAN)
    return re.sub(r"\{(\d{1,6})\}", lambda found: _SIGN * int(found[1]), text)


def found(form: ReportFormat, check: Check, example: Example) -> tuple[Finding, ...]:
    """What one check says of one of its examples."""
    report = report_of(form, example)
    if report.year < check.since:
        return ()
    last = None if report.previous is None else numbers(form, report.previous.figures)
    context = Context(form, report, numbers(form, report.figures), last, dict(report.sections))
    return tuple(RULES[check.rule](check, context))


def mistakes(form: ReportFormat, spared: Collection[str] = ()) -> Iterator[Mistake]:
    """Every check of an edition that one of its own examples contradicts, by its path in the file.

    The checks whose paths are ``spared`` are not run: something else is wrong with them.
    """
    for index, check in enumerate(form.checks):
        path = f"checks[{index}]"
        if path in spared:
            continue
        passing, failing = found(form, check, check.passing), found(form, check, check.failing)
        if passing:
            yield Mistake(f"{path}.passing", f"合格的例子没有通过：{passing[0].sentence}")
        if not failing:
            yield Mistake(f"{path}.failing", "不合格的例子没有查出来")
