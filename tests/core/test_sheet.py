"""A sheet: what follows from a report, each when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk import resources
from report_desk.core.checks import runner
from report_desk.core.edits.apply import (
    Declare,
    Edit,
    SetDetail,
    SetFigure,
    SetOrgan,
    SetText,
    TakeOver,
    apply,
)
from report_desk.core.form.edition import Address, Example, Level, ReportFormat
from report_desk.core.form.kinds import is_valid
from report_desk.core.form.vocabulary import TEXT_RULES
from report_desk.core.sheet import Sheet, evaluate, evaluate_after

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from report_desk.core.checks.context import Context
    from report_desk.core.checks.findings import Finding
    from report_desk.core.form.edition import Check
    from report_desk.core.report.model import Report

    Rule = Callable[[Check, Context], Iterator[Finding]]


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


def test_who_only_counts_finds_the_same_but_for_the_cells_at_fault(
    report_of: Callable[[ReportFormat, Example], Report],
) -> None:
    for form in resources.formats():
        for example in (one for check in form.checks for one in (check.passing, check.failing)):
            sheet = evaluate(form, report_of(form, example))
            counted = sorted((one.rule, one.section, one.values, one.explained) for one in sheet.unlocated)
            assert counted == sorted(
                (one.rule, one.section, one.values, one.explained) for one in sheet.findings
            )


def test_a_report_that_balances_has_no_errors(zeros: Sheet) -> None:
    assert zeros.errors == ()


def steps_between(one: Report, other: Report) -> list[Edit]:
    """The edits that make one report of another, one thing at a time."""
    edits: list[Edit] = [SetText(name, text) for name, text in other.sections.items()]
    edits += [
        SetFigure(cell, other.figures.get(cell))
        for cell in {**one.figures, **other.figures}
        if one.figures.get(cell) != other.figures.get(cell)
    ]
    edits += [SetDetail(name, other.details.get(name, "")) for name in {**one.details, **other.details}]
    edits.append(Declare({cell: other.declared.get(cell) for cell in {**one.declared, **other.declared}}))
    edits += [TakeOver(other.previous)] if other.previous else []
    return edits


@pytest.mark.parametrize("form_id", [form.id for form in resources.formats()])
def test_what_is_kept_from_the_sheet_before_is_what_would_be_found_anew(
    form_id: str, report_of: Callable[[ReportFormat, Example], Report]
) -> None:
    """Through the failing and the passing example of every check, one edit at a time."""
    form = resources.format_by_id(form_id)
    sheet = evaluate(form, report_of(form, form.checks[0].passing))
    for check in form.checks:
        for example in (check.failing, check.passing):
            wanted = report_of(form, example)
            before = sheet
            odd = {  # what an import found that is no value: no edit puts it there
                cell: figure
                for cell, figure in wanted.figures.items()
                if not is_valid(form.cells[cell].kind, figure)
            }
            if odd:
                figures = {**sheet.report.figures, **odd}
                sheet = evaluate_after(sheet, replace(sheet.report, figures=figures))
            changed = [
                edit
                for edit in steps_between(sheet.report, wanted)
                if apply(sheet, edit).sheet.report != sheet.report
            ]
            for edit in changed:
                sheet = apply(sheet, edit).sheet
                _ = sheet.findings
            sheet = evaluate_after(sheet, replace(sheet.report, year=wanted.year, previous=wanted.previous))
            fresh = evaluate(form, sheet.report)
            assert (sheet.numbers, sheet.last, sheet.sections) == (fresh.numbers, fresh.last, fresh.sections)
            assert sheet.findings == fresh.findings, check.id
            assert evaluate_after(before, sheet.report).findings == fresh.findings
    renamed = apply(sheet, SetOrgan("另一个局")).sheet
    assert renamed.findings == evaluate(form, renamed.report).findings


def test_a_keystroke_asks_only_the_checks_that_read_its_section(
    zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []

    def noted(rule: Rule) -> Rule:
        def ask(check: Check, context: Context) -> Iterator[Finding]:
            asked.append((check.rule, check.fields))
            return rule(check, context)

        return ask

    monkeypatch.setattr(runner, "RULES", {name: noted(rule) for name, rule in runner.RULES.items()})
    zeros = evaluate(zeros.form, replace(zeros.report, year=2025))  # of a year to which every rule applies
    _ = zeros.findings
    assert {rule for rule, _ in asked} == {check.rule for check in zeros.form.checks}
    asked.clear()
    _ = apply(zeros, SetText("problems", "改过的一段。")).sheet.findings
    assert asked
    assert all("problems" in fields for _, fields in asked)
    asked.clear()
    _ = apply(zeros, SetFigure(Address("requests.new.individual"), 1)).sheet.findings
    assert not {rule for rule, _ in asked} & runner.TEXT_ONLY


def test_the_rules_without_figures_are_rules_about_text() -> None:
    assert set(TEXT_RULES) - {"mentioned", "stated"} == runner.TEXT_ONLY
