"""Reports to test with: complete ones of either edition, and the published figures of a real city."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk import resources
from report_desk.core.checks.edition import examples
from report_desk.core.edits.apply import Declare, SetFigures, SetText, ZeroBlanks, apply
from report_desk.core.form.edition import Address, Example, ReportFormat
from report_desk.core.report.model import Report
from report_desk.core.sheet import Sheet, evaluate

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).resolve().parents[1] / "data"


@pytest.fixture(scope="session")
def form() -> ReportFormat:
    return resources.format_by_id("2021")


@pytest.fixture(scope="session")
def old_form() -> ReportFormat:
    return resources.format_by_id("2019")


def complete(form: ReportFormat, **changes: object) -> Report:
    """A report in which every figure is 0 and every section has text, with some fields changed."""
    return replace(examples.complete(form), id="r", **changes)


@pytest.fixture
def zeros(form: ReportFormat) -> Sheet:
    return evaluate(form, complete(form))


@pytest.fixture
def report_of() -> Callable[[ReportFormat, Example], Report]:
    """The report that an example of a format file describes."""
    return examples.report_of


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
