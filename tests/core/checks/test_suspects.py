"""The table locates its own errors: slips that have a name, and the values that mend them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk.core.checks.findings import Witness, WitnessSource
from report_desk.core.checks.locating.suspects import diagnose
from report_desk.core.checks.locating.witnesses import Evidence, Reading, besides, evidence, in_words
from report_desk.core.checks.typos import Typo, typo
from report_desk.core.edits.apply import Declare, SetFigure, SetFigures, SetText, apply
from report_desk.core.edits.repair import use_remedy
from report_desk.core.form.edition import Address, Level
from report_desk.core.report.model import PreviousYear
from report_desk.core.sheet import evaluate

if TYPE_CHECKING:
    from report_desk.core.checks.findings import Finding
    from report_desk.core.form.kinds import Figure
    from report_desk.core.sheet import Sheet


def cell(place: str) -> Address:
    return Address(f"requests.{place}")


def errors(sheet: Sheet) -> list[Finding]:
    return [finding for finding in sheet.findings if finding.level is Level.MUST_FIX]


@pytest.mark.parametrize(
    ("typed", "right", "kind"),
    [
        (63, 36, Typo.SWAPPED_DIGITS),
        (120, 12, Typo.EXTRA_ZERO),
        (12, 120, Typo.MISSING_ZERO),
        (45, 36, Typo.WRONG),
        (0, 9, Typo.WRONG),
        (9, 0, Typo.WRONG),
    ],
)
def test_digits_tell_how_a_value_came_about(typed: int, right: int, kind: Typo) -> None:
    assert typo(typed, right) is kind


def test_swapped_digits_of_a_real_table_are_recognised(city: Sheet) -> None:
    wrong = apply(city, SetFigure(cell("granted.individual"), 1828)).sheet
    assert {finding.typo for finding in errors(wrong)} == {Typo.SWAPPED_DIGITS}
    assert {finding.remedy for finding in errors(wrong)} == {1288}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("granted.individual", "granted.business", Typo.SHIFTED_COLUMN),
        ("deny_query.individual", "unable_not_held.individual", Typo.SHIFTED_ROW),
        ("new.individual", "carried_in.individual", Typo.SHIFTED_ROW),
    ],
)
def test_two_cells_in_each_others_place_are_recognised(city: Sheet, one: str, other: str, kind: Typo) -> None:
    first, second = (city.report.figures[cell(name)] for name in (one, other))
    exchanged = apply(city, SetFigures({cell(one): second, cell(other): first})).sheet
    found = errors(exchanged)
    assert found
    for finding in found:
        assert finding.typo is kind
        assert (finding.suspect, finding.remedy) == (None, None)
        mend = use_remedy(finding)
        assert mend is not None
        assert errors(apply(exchanged, mend).sheet) == []


def test_an_exchange_that_fits_two_pairs_is_not_named(city: Sheet) -> None:
    declared = {cell("carried_in.total"): 33, cell("carried_out.total"): 104}
    assert all(not finding.fix for finding in errors(apply(city, Declare(declared)).sheet))


def test_what_one_slip_cannot_explain_accuses_nobody(city: Sheet) -> None:
    wrong = apply(city, SetFigures({cell("granted.individual"): 1, cell("new.legal"): 5})).sheet
    assert errors(wrong)
    assert all(finding.typo is None for finding in errors(wrong))


def typed(sheet: Sheet) -> Sheet:
    """The same report as a clerk types it: no printed totals; last year's report is known and agrees."""
    last: dict[Address, Figure] = dict.fromkeys(sheet.report.figures, 0)
    for column in ("individual", "business", "research", "nonprofit", "legal", "other"):
        last[cell(f"carried_out.{column}")] = sheet.report.figures[cell(f"carried_in.{column}")]
    previous = PreviousYear("p", "p1", sheet.form.id, sheet.report.year - 1, last, {})
    return evaluate(sheet.form, replace(sheet.report, declared={}, previous=previous))


def test_a_misprinted_total_accuses_no_cell_of_a_column_that_a_blank_leaves_open(city: Sheet) -> None:
    """One unknown equation acquits nobody and convicts nobody."""
    misprinted = apply(city, Declare({cell("new.total"): 3120})).sheet
    for column in ("individual", "business", "research", "nonprofit", "legal", "other"):
        blank = apply(misprinted, SetFigure(cell(f"granted.{column}"), None)).sheet
        assert any(finding.rule == "requests-row-sum" for finding in errors(blank))
        assert all(not finding.fix for finding in blank.findings)


def test_a_blank_elsewhere_does_not_hide_a_wrong_cell(city: Sheet) -> None:
    wrong = apply(city, SetFigures({cell("granted.other"): None, cell("new.legal"): 60})).sheet
    assert {finding.suspect for finding in errors(wrong) if finding.difference} == {cell("new.legal")}


def test_last_year_names_the_cell_of_a_typed_report(city: Sheet) -> None:
    right = typed(city)
    assert not [finding for finding in right.findings if finding.rule in {"requests-balance", "carry-over"}]
    place = cell("carried_in.individual")
    (finding,) = errors(apply(right, SetFigure(place, 35)).sheet)
    assert (finding.rule, finding.suspect, finding.remedy) == ("requests-balance", place, 34)
    (witness,) = finding.witnesses
    assert (witness.source, witness.cells, witness.states, witness.now, witness.place) == (
        WitnessSource.LAST_YEAR, (place,), 34, 35, cell("carried_out.individual"),
    )  # fmt: skip


def test_prose_names_the_cell_of_a_typed_report(city: Sheet) -> None:
    stated = apply(typed(city), SetText("overview", "2024年，收到政府信息公开申请3119件。")).sheet
    wrong = apply(stated, SetFigure(cell("new.legal"), 16)).sheet
    found = [finding for finding in wrong.findings if finding.fix]
    assert {finding.rule for finding in found} == {"requests-balance", "stated-new"}
    assert {finding.suspect for finding in found} == {cell("new.legal")}
    assert {finding.remedy for finding in found} == {61}


def test_a_number_bound_to_its_cell_is_no_witness_of_it(city: Sheet) -> None:
    bound = apply(
        typed(city), SetText("overview", "2024年，收到政府信息公开申请⟦requests.new.total⟧件。")
    ).sheet
    wrong = apply(bound, SetFigure(cell("new.legal"), 16)).sheet
    (finding,) = errors(wrong)
    assert (finding.suspect, finding.witnesses) == (None, ())


@pytest.mark.parametrize("place", ["carried_in.individual", "new.legal", "granted.business"])
def test_where_nobody_else_says_anything_nobody_is_accused(city: Sheet, place: str) -> None:
    alone = evaluate(city.form, replace(city.report, declared={}))
    value = city.report.figures[cell(place)]
    wrong = apply(alone, SetFigure(cell(place), int(value) + 1)).sheet
    assert errors(wrong)
    assert all(not finding.fix for finding in wrong.findings)


def test_a_witness_that_is_alone_in_being_wrong_accuses_nobody(city: Sheet) -> None:
    right = typed(city)
    assert right.report.previous is not None
    last = {**right.report.previous.figures, cell("carried_out.individual"): 35}
    wrong = evaluate(right.form, replace(right.report, previous=replace(right.report.previous, figures=last)))
    assert any(finding.rule == "carry-over" for finding in wrong.findings)
    assert all(not finding.fix for finding in wrong.findings)
    blank = apply(wrong, SetFigure(cell("granted.individual"), None)).sheet
    assert all(not finding.fix for finding in blank.findings)


def test_prose_copied_from_the_wrong_table_convicts_none_of_whom_it_is_silent(city: Sheet) -> None:
    wrong = apply(typed(city), SetFigure(cell("granted.individual"), 1289)).sheet
    for row in ("new", "carried_in", "granted", "partial"):
        words = {
            "new": "收到政府信息公开申请",
            "carried_in": "上年结转",
            "granted": "予以公开",
            "partial": "部分公开",
        }
        text = "，".join(f"{words[each]}{wrong.numbers[cell(f'{each}.total')]}件" for each in words)
        wrong = apply(wrong, SetText("overview", f"2024年，{text}。")).sheet
        assert all(finding.suspect is None for finding in wrong.findings), row


def test_every_finding_says_which_witnesses_contradict_it(city: Sheet) -> None:
    """An error hides the weaker findings of its cells, never what a witness says of them."""
    wrong = apply(typed(city), SetFigure(cell("carried_in.individual"), 40)).sheet
    wrong = apply(wrong, SetFigure(cell("new.individual"), 3005)).sheet
    (finding,) = errors(wrong)
    assert finding.suspect is None
    assert [witness.states for witness in finding.witnesses] == [34]
    assert not [other for other in wrong.findings if other.rule == "carry-over"]
    assert besides(finding, wrong.form) == ("去年报告「四、结转下年度继续办理，自然人」是 34",)


def test_what_is_no_equation_has_no_witness(zeros: Sheet) -> None:
    blank = apply(zeros, SetFigure(cell("new.legal"), None)).sheet
    assert [finding.witnesses for finding in errors(blank)] == [()]


def test_a_table_that_balances_needs_no_explanation(city: Sheet) -> None:
    assert diagnose(evidence("requests", city), "requests", city) is None


def test_a_witness_speaks_in_the_words_of_the_form(city: Sheet) -> None:
    def said(source: WitnessSource, place: str, number: int, quote: str = "") -> str:
        return in_words(Witness(source, (cell("new.legal"),), 5, 4, place, number, quote), city.form)

    assert said(WitnessSource.PROSE, "overview", 5, "收到5件") == "「一、总体情况」写的是「收到5件」"
    assert said(WitnessSource.PROSE, "preface", 5, "收到5件") == "「引言」写的是「收到5件」"
    assert said(WitnessSource.PRINTED_TOTAL, cell("new.total"), 5).endswith("总计」印作 5")
    assert said(WitnessSource.LAST_YEAR, cell("carried_out.legal"), 7).endswith("是 7，推算今年应为 5")


@pytest.mark.parametrize(("residual", "weight"), [(3, 2), (5, 1)])
def test_what_no_figure_can_be_is_no_explanation(city: Sheet, residual: int, weight: int) -> None:
    """Half a request, and less than none."""
    place = cell("new.research")
    mark = frozenset({(WitnessSource.PROSE, "overview", 0)})
    broken = (
        Evidence("a", (Reading({place: weight}, residual),)),
        Evidence("b", (Reading({place: weight}, residual),), mark),
    )
    assert city.numbers[place] == 0
    assert diagnose(broken, "requests", city) is None


def test_a_sum_of_money_may_be_the_culprit_and_is_not_named(city: Sheet) -> None:
    fees = Address("disclosure.fees.amount")
    mark = frozenset({(WitnessSource.PROSE, "overview", 0)})
    broken = (Evidence("a", (Reading({fees: 1}, 1),)), Evidence("b", (Reading({fees: 1}, 1),), mark))
    assert diagnose(broken, "disclosure", city) is None
