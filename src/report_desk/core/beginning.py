"""How a report begins: a blank one for an organ and year, and what last year's hands over (承接去年)."""

from __future__ import annotations

from collections.abc import Iterable

from report_desk.core.edits import TakeOver
from report_desk.core.format import Address, ReportFormat, address
from report_desk.core.kinds import Figure
from report_desk.core.report import PreviousYear, Report
from report_desk.core.sheet import Sheet

_CONTACT = (("address", "地址"), ("postcode", "邮编"), ("phone", "电话"), ("fax", "传真"), ("email", "电子邮箱"))


def format_for(year: int, formats: Iterable[ReportFormat]) -> ReportFormat:
    """The edition of the form that reports for a year use.

    Raises LookupError, with a sentence for the user, where there is none.
    """
    known = sorted(formats, key=lambda form: form.first_year)
    for form in known:
        if form.applies_to(year):
            return form
    raise LookupError(f"没有适用于 {year} 年的格式；现有格式从 {known[0].first_year} 年起。")


def new_report(form: ReportFormat, report_id: str, organ: str, year: int) -> Report:
    """A blank report."""
    return Report(id=report_id, format=form.id, year=year, organ=organ)


def preface(sheet: Sheet) -> str:
    """The customary preface, from the organ, the year and the contact details."""
    report = sheet.report
    known = [f"{label}：{report.details[name]}" for name, label in _CONTACT if report.details.get(name)]
    office = report.details.get("contact_office") or report.organ
    contact = f"如对本报告有疑问，请与{office}联系（{'；'.join(known)}）。" if known else ""
    return sheet.form.preface.format(organ=report.organ, year=report.year, contact=contact)


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
        figures={**_carried(sheet, last), **_stock(sheet, last)},
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
    """结转: this year's carried_in is last year's carried_out, in every column that is typed."""
    return _moved(sheet, last, "requests", "carried_out", "carried_in")


def _moved(sheet: Sheet, last: Sheet, table: str, row: str, to_row: str) -> dict[Address, Figure]:
    moved: dict[Address, Figure] = {}
    for cell in sheet.form.typed:
        if (cell.table, cell.row) == (table, to_row):
            figure = last.report.figures.get(address(table, row, cell.column))
            if isinstance(figure, int):
                moved[cell.address] = figure
    return moved


def _stock(sheet: Sheet, last: Sheet) -> dict[Address, Figure]:
    """The stock in force at the end of last year, to start from."""
    return {
        cell.address: figure
        for cell in sheet.form.typed
        if cell.column == "in_force" and isinstance(figure := last.report.figures.get(cell.address), int)
    }
