"""Reports to test with: complete ones of either edition, and the published figures of a real city."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk import resources
from report_desk.core.edits.apply import Declare, SetFigures, SetText, ZeroBlanks, apply
from report_desk.core.form.edition import Address, Example, ReportFormat
from report_desk.core.form.kinds import zero
from report_desk.core.report.model import PreviousYear, Report, State
from report_desk.core.sheet import Sheet, evaluate

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).resolve().parents[1] / "data"
ORGAN = "示例区文化和旅游局"


@pytest.fixture(scope="session")
def form() -> ReportFormat:
    return resources.format_by_id("2021")


@pytest.fixture(scope="session")
def old_form() -> ReportFormat:
    return resources.format_by_id("2019")


def complete(form: ReportFormat, **changes: object) -> Report:
    """A report in which every figure is 0 and every section has text, with some fields changed."""
    sections = {section.id: "已按要求完成。" for section in form.sections if not section.may_be_blank}
    figures = {cell.address: figure for cell in form.typed if (figure := zero(cell.kind)) is not None}
    texts = {cell.address: "0元" for cell in form.typed if zero(cell.kind) is None}
    report = Report("r", form.id, form.first_year, ORGAN, sections=sections, figures={**figures, **texts})
    return replace(report, **changes)


@pytest.fixture
def zeros(form: ReportFormat) -> Sheet:
    return evaluate(form, complete(form))


def _spelled(text: str, year: int) -> str:
    """An example's text: {year}, {organ}, and {1001} for so many characters."""
    text = text.replace("{year}", str(year)).replace("{organ}", ORGAN)
    return re.sub(r"\{(\d+)\}", lambda found: "字" * int(found[1]), text)


@pytest.fixture
def report_of() -> Callable[[ReportFormat, Example], Report]:
    """The report that an example of a format file describes."""

    def build(form: ReportFormat, example: Example) -> Report:
        report = complete(form, year=example.year, details=example.details, declared=example.declared)
        zeros = dict(report.figures)
        figures = {**zeros, **example.figures}
        texts = {name: _spelled(text, example.year) for name, text in example.sections.items()}
        previous = None
        if example.has_previous:
            last = {**zeros, **example.previous}
            previous = PreviousYear("p", "1", form.id, example.year - 1, last, example.previous_sections)
        return replace(
            report,
            figures={place: figure for place, figure in figures.items() if place not in example.blanks},
            sections={**report.sections, **texts},
            previous=previous,
            state=State.APPROVED if example.is_approved else State.DRAFT,
        )

    return build


@pytest.fixture
def city(form: ReportFormat) -> Sheet:
    """The figures that a real city published for 2024, totals declared as printed."""
    published = json.loads((DATA / "huaian-2024.json").read_text("utf-8"))
    sheet = evaluate(form, Report("city", "2021", 2024, published["organ"]))
    sheet = apply(sheet, SetFigures({Address(k): v for k, v in published["figures"].items()})).sheet
    sheet = apply(sheet, Declare({Address(k): v for k, v in published["declared"].items()})).sheet
    for section in ("overview", "problems", "other"):
        sheet = apply(sheet, SetText(section, "2024年，按要求完成，收取信息处理费3940元。")).sheet
    return apply(sheet, ZeroBlanks()).sheet
