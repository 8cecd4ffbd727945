"""The checks: each format's own examples, and what findings say of real figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from report_desk import resources
from report_desk.core.checks.equations import equations
from report_desk.core.checks.findings import LEVELS, Finding
from report_desk.core.checks.runner import RULES, explanation_for
from report_desk.core.edits.apply import AcceptTotals, Declare, Explain, SetDetail, SetFigure, SetText, apply
from report_desk.core.form import vocabulary
from report_desk.core.form.edition import Address, Check, Example, Level, ReportFormat
from report_desk.core.report.model import Explanation, PreviousYear, Report
from report_desk.core.sheet import Sheet, evaluate

EXAMPLES = [
    pytest.param(form, check, id=f"{form.id}-{check.id}-{check.level}")
    for form in resources.formats()
    for check in form.checks
]
Builder = Callable[[ReportFormat, Example], Report]


def rules(sheet: Sheet) -> list[str]:
    return [finding.rule for finding in sheet.findings]


def only(sheet: Sheet, rule: str) -> Finding:
    (finding,) = [finding for finding in sheet.findings if finding.rule == rule]
    return finding


@pytest.mark.parametrize(("form", "check"), EXAMPLES)
def test_each_check_passes_and_fails_its_own_examples(
    form: ReportFormat, check: Check, report_of: Builder
) -> None:
    alone = replace(form, checks=(check,))
    assert evaluate(alone, report_of(form, check.passing)).findings == ()
    failed = evaluate(alone, report_of(form, check.failing)).findings
    assert failed
    for finding in failed:
        assert (finding.rule, finding.level) == (check.id, check.level)
        assert "{" not in finding.sentence
        assert finding.section


def test_the_vocabulary_is_closed_and_each_word_of_it_does_something() -> None:
    assert set(RULES) == set(vocabulary.RULES)


def test_the_published_figures_of_a_real_city_balance(city: Sheet) -> None:
    assert [finding for finding in city.findings if finding.level is Level.MUST_FIX] == []


def test_one_wrong_figure_breaks_exactly_two_sums_and_is_named(city: Sheet) -> None:
    wrong = apply(city, SetFigure(Address("requests.new.individual"), 3002)).sheet
    errors = [finding for finding in wrong.findings if finding.level is Level.MUST_FIX]
    assert [finding.rule for finding in errors] == ["requests-balance", "requests-row-sum"]
    balance, row_sum = errors
    assert (balance.left, balance.right, balance.difference) == (3036, 3035, 1)
    assert balance.cells == (
        Address("requests.total.individual"),
        Address("requests.new.individual"),
        Address("requests.carried_in.individual"),
        Address("requests.carried_out.individual"),
    )
    assert (row_sum.left, row_sum.right, row_sum.difference) == (3119, 3120, -1)
    assert row_sum.cells[0] == Address("requests.new.total")
    assert Address("requests.new.individual") in row_sum.cells
    for finding in errors:
        assert (finding.suspect, finding.remedy) == (Address("requests.new.individual"), 3001)
    assert "自然人" in balance.sentence
    assert "3036" in balance.sentence
    assert "差 1" in balance.sentence


@pytest.mark.parametrize(
    "place", ["granted.legal", "carried_in.business", "carried_out.other", "deny_query.individual"]
)
def test_any_single_wrong_cell_is_located(city: Sheet, place: str) -> None:
    cell = Address(f"requests.{place}")
    right = city.report.figures[cell]
    assert isinstance(right, int)
    wrong = apply(city, SetFigure(cell, right + 9)).sheet
    assert {(finding.suspect, finding.remedy) for finding in wrong.findings if finding.difference} == {
        (cell, right)
    }


def test_without_declared_totals_nobody_is_accused(zeros: Sheet) -> None:
    wrong = apply(zeros, SetFigure(Address("requests.new.individual"), 1)).sheet
    assert only(wrong, "requests-balance").suspect is None


def test_a_wrong_declared_total_accuses_no_cell_and_can_be_replaced(city: Sheet) -> None:
    place = Address("requests.granted.total")
    wrong = apply(city, Declare({place: 1})).sheet
    assert only(wrong, "requests-row-sum").suspect is None
    assert "requests-row-sum" not in rules(apply(wrong, AcceptTotals((place,))).sheet)


def test_a_declared_total_that_is_no_number_is_not_compared(zeros: Sheet) -> None:
    assert "requests-row-sum" not in rules(apply(zeros, Declare({Address("requests.new.total"): "/"})).sheet)


def test_the_total_column_is_not_reported_on_top_of_the_column_that_breaks_it(zeros: Sheet) -> None:
    wrong = apply(zeros, SetFigure(Address("requests.new.individual"), 1)).sheet
    assert only(wrong, "requests-balance").cells[0] == Address("requests.total.individual")


def test_an_equation_stands_only_where_all_its_terms_do(form: ReportFormat) -> None:
    (check,) = (check for check in form.checks if check.id == "stock-below-change")
    everywhere = replace(check, over=())
    assert [equation.instance for equation in equations(form, everywhere)] == ["rules", "normative"]


def test_nobody_is_accused_whose_mended_value_would_be_no_count(city: Sheet) -> None:
    wrong = apply(city, Declare({Address("requests.new.total"): 3100})).sheet
    assert all(finding.suspect is None for finding in wrong.findings if finding.difference)


def test_blanks_are_named_per_table_and_withhold_the_balance(zeros: Sheet) -> None:
    blank = apply(zeros, SetFigure(Address("requests.new.individual"), None)).sheet
    assert only(blank, "blank-cell").cells == (Address("requests.new.individual"),)
    assert "requests-balance" not in rules(blank)
    slash = evaluate(
        zeros.form,
        replace(zeros.report, figures={**zeros.report.figures, Address("requests.new.legal"): "/"}),
    )
    assert rules(slash) == ["not-a-count"]
    assert "「/」" in only(slash, "not-a-count").sentence


def last_year(sheet: Sheet, **figures: int) -> PreviousYear:
    changed = {Address(f"requests.carried_out.{name}"): figure for name, figure in figures.items()}
    return PreviousYear("p", "1", "2021", 2020, {**sheet.report.figures, **changed}, {})


def test_an_explanation_holds_until_a_number_changes(zeros: Sheet) -> None:
    sheet = evaluate(zeros.form, replace(zeros.report, previous=last_year(zeros, individual=2)))
    finding = only(sheet, "carry-over")
    assert finding.blocks_approval
    note = Explanation(
        finding.rule, finding.cells, finding.values, "台账核减两件。", "经办", "2026-01-05T09:00:00+08:00"
    )
    explained = apply(sheet, Explain(note)).sheet
    assert only(explained, "carry-over").explained
    assert not only(explained, "carry-over").blocks_approval
    assert explanation_for(only(explained, "carry-over"), explained.report.explanations) == note
    edits = [
        SetFigure(Address("requests.carried_in.individual"), 1),
        SetFigure(Address("requests.new.individual"), 1),
        SetFigure(Address("requests.carried_out.individual"), 2),
    ]
    changed = explained
    for edit in edits:
        changed = apply(changed, edit).sheet
    assert not only(changed, "carry-over").explained
    assert explanation_for(only(changed, "carry-over"), changed.report.explanations) is None
    assert apply(explained, Explain(replace(note, text=" "))).sheet.report.explanations == ()


def test_an_error_hides_the_weaker_finding_on_its_cells(zeros: Sheet) -> None:
    sheet = evaluate(zeros.form, replace(zeros.report, previous=last_year(zeros, individual=2)))
    both = apply(sheet, SetFigure(Address("requests.carried_in.individual"), 1)).sheet
    assert rules(both) == ["requests-balance"]


def test_findings_come_strongest_first(zeros: Sheet) -> None:
    sheet = evaluate(zeros.form, replace(zeros.report, previous=last_year(zeros, individual=2)))
    sheet = apply(sheet, SetDetail("phone", "1")).sheet
    sheet = apply(sheet, SetFigure(Address("requests.new.legal"), 1)).sheet
    order = [LEVELS.index(finding.level) for finding in sheet.findings]
    assert len(order) == 3
    assert order == sorted(order)


def test_numerals_that_announce_no_number_are_let_be(zeros: Sheet) -> None:
    assert rules(apply(zeros, SetText("preface", f"{zeros.report.organ}共十一部分。")).sheet) == []
    assert rules(apply(zeros, SetText("preface", f"{zeros.report.organ}共6部分。")).sheet) == []


def test_a_rule_of_a_later_law_is_not_asked_of_earlier_years(zeros: Sheet) -> None:
    report = replace(
        zeros.report,
        figures={
            **zeros.report.figures,
            Address("remedies.suit_direct.pending"): 2,
            Address("requests.deny_process.legal"): 3,
        },
    )
    asked = {year: evaluate(zeros.form, replace(report, year=year)).findings for year in (2024, 2025)}
    found = {
        year: [one for one in findings if one.rule == "suit-without-review"]
        for year, findings in asked.items()
    }
    assert found[2024] == []
    (finding,) = found[2025]
    assert (finding.left, finding.right, finding.section) == (2, 3, "remedies_note")
    assert finding.cells == ("remedies.suit_direct.total", "requests.deny_process.total")
