"""Totals: sums of what is filled, unknown while something is blank."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from report_desk import resources
from report_desk.core.form.edition import Address, ReportFormat
from report_desk.core.report.totals import numbers, total, typed_addends

FORM = resources.format_by_id("2021")
COUNTS = [cell.address for cell in FORM.typed if cell.table != "disclosure"]


def test_a_total_is_unknown_while_an_addend_is_blank(form: ReportFormat) -> None:
    figures = {Address(f"remedies.review.{name}"): 1 for name in ("upheld", "corrected", "other")}
    assert numbers(form, figures)[Address("remedies.review.total")] is None
    figures[Address("remedies.review.pending")] = 4
    assert numbers(form, figures)[Address("remedies.review.total")] == 7


def test_money_is_summed_exactly() -> None:
    assert total([Decimal("0.1"), Decimal("0.2"), 1]) == Decimal("1.3")


def test_the_grand_total_is_fed_by_every_result_of_every_applicant(form: ReportFormat) -> None:
    fed = typed_addends(form, Address("requests.total.total"))
    assert len(fed) == len(set(fed)) == 21 * 6
    assert typed_addends(form, Address("requests.new.legal")) == (Address("requests.new.legal"),)


@given(st.dictionaries(st.sampled_from(COUNTS), st.integers(0, 10**9)))
def test_totals_are_the_sum_of_what_feeds_them(figures: dict[Address, int]) -> None:
    known = numbers(FORM, figures)
    for cell in FORM.computed:
        fed = [figures.get(address) for address in typed_addends(FORM, cell.address)]
        assert known[cell.address] == (
            None if None in fed else sum(figure for figure in fed if figure is not None)
        )
