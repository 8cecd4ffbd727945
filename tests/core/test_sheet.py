"""A sheet: what follows from a report, each when it is asked for."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from report_desk.core.format import Address, Level, ReportFormat
from report_desk.core.sheet import Sheet, evaluate


@pytest.fixture
def broken(form: ReportFormat, zeros: Sheet) -> Sheet:
    """One error, and prose of which another check says something."""
    figures = {**zeros.report.figures, Address("requests.new.individual"): 1}
    sections = {**zeros.report.sections, "overview": "全年收到政府信息公开申请 7 件。"}
    return evaluate(form, replace(zeros.report, figures=figures, sections=sections))


@pytest.mark.parametrize("is_checked", [True, False])
def test_errors_are_the_findings_that_must_be_fixed(
    broken: Sheet, form: ReportFormat, *, is_checked: bool
) -> None:
    findings = evaluate(form, broken.report).findings
    if is_checked:
        assert broken.findings == findings
    assert broken.errors == tuple(finding for finding in findings if finding.level is Level.MUST_FIX)
    assert 0 < len(broken.errors) < len(findings)


def test_a_report_that_balances_has_no_errors(zeros: Sheet) -> None:
    assert zeros.errors == ()
