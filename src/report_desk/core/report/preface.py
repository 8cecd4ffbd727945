"""The customary preface, written from the organ, the year and the contact details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.report.model import Report


def preface(form: ReportFormat, report: Report) -> str:
    """The preface as the form words it; without contact details, without the sentence about them."""
    words = form.contact
    known = [
        words.item.format(label=detail.label, value=report.details[detail.id])
        for detail in form.details
        if detail.in_preface and report.details.get(detail.id)
    ]
    office = report.details.get(words.office) or report.organ
    contact = words.sentence.format(office=office, details=words.between.join(known)) if known else ""
    return form.preface.format(organ=report.organ, year=report.year, contact=contact)


def followed(form: ReportFormat, before: Report, after: Report) -> Report:
    """A report whose preface nobody has touched keeps it in step with organ and details."""
    if before.sections.get("preface") != preface(form, before):
        return after
    return replace(after, sections={**after.sections, "preface": preface(form, after)})
