"""How a report begins: a blank one for an organ and year, and what last year's hands over (承接去年)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.edits.apply import TakeOver
from report_desk.core.report.model import PreviousYear, Report
from report_desk.core.report.preface import preface

if TYPE_CHECKING:
    from collections.abc import Iterable

    from report_desk.core.form.edition import Address, ReportFormat
    from report_desk.core.form.kinds import Figure
    from report_desk.core.sheet import Sheet


def format_for(year: int, formats: Iterable[ReportFormat]) -> ReportFormat:
    """The edition of the form that reports for a year use: of those that go on, the newest that has begun.

    Raises LookupError, with a sentence for the user, where there is none.
    """
    known = sorted(formats, key=lambda form: form.first_year)
    for form in reversed(known):
        if form.applies_to(year):
            return form
    raise LookupError(f"没有适用于 {year} 年的格式；现有格式从 {known[0].first_year} 年起。")


def new_report(form: ReportFormat, report_id: str, organ: str, year: int) -> Report:
    """A blank report; only its preface is written, from the organ and the year."""
    report = Report(id=report_id, format=form.id, year=year, organ=organ)
    return replace(report, sections={"preface": preface(form, report)})


def takeover(sheet: Sheet, last: Sheet) -> TakeOver:
    """What this year's report takes from last year's: details, carried-over requests, the stock in force.

    The date of signature is this year's own and stays behind. In-force stock is carried only where
    both editions have it.
    """
    report = last.report
    details = {name: text for name, text in report.details.items() if name != "signed_on"}
    return TakeOver(
        previous=previous_year(last),
        details=details,
        figures=_carried(sheet, last),
    )


def previous_year(last: Sheet) -> PreviousYear:
    """Last year's report as this year's keeps it: typed figures, and prose with its numbers resolved."""
    report = last.report
    return PreviousYear(
        report_id=report.id,
        revision_id=report.revision.id,
        format=report.format,
        year=report.year,
        figures=dict(report.figures),
        sections={name: last.prose(name) for name in report.sections},
    )


def _carried(sheet: Sheet, last: Sheet) -> dict[Address, Figure]:
    """The figures that start from last year's, where both editions of the form have them."""
    return {
        cell.address: figure
        for cell in sheet.form.typed
        if cell.takes_over and isinstance(figure := last.report.figures.get(cell.takes_over), int)
    }
