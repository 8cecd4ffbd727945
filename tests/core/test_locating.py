"""The table locates its own errors: slips that have a name, and the values that mend them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from report_desk.core.context import Context
from report_desk.core.edits import Declare, SetFigure, SetFigures, apply
from report_desk.core.format import Address, Level
from report_desk.core.locating import diagnose
from report_desk.core.mending import use_remedy
from report_desk.core.slips import Slip, slip

if TYPE_CHECKING:
    from report_desk.core.findings import Finding
    from report_desk.core.sheet import Sheet


def cell(place: str) -> Address:
    return Address(f"requests.{place}")


def errors(sheet: Sheet) -> list[Finding]:
    return [finding for finding in sheet.findings if finding.level is Level.MUST_FIX]


@pytest.mark.parametrize(
    ("typed", "right", "kind"),
    [
        (63, 36, Slip.SWAPPED_DIGITS),
        (120, 12, Slip.EXTRA_ZERO),
        (12, 120, Slip.MISSING_ZERO),
        (45, 36, Slip.WRONG),
        (0, 9, Slip.WRONG),
        (9, 0, Slip.WRONG),
    ],
)
def test_digits_tell_how_a_value_came_about(typed: int, right: int, kind: Slip) -> None:
    assert slip(typed, right) is kind


def test_swapped_digits_of_a_real_table_are_recognised(city: Sheet) -> None:
    wrong = apply(city, SetFigure(cell("granted.individual"), 1828)).sheet
    assert {finding.slip for finding in errors(wrong)} == {Slip.SWAPPED_DIGITS}
    assert {finding.remedy for finding in errors(wrong)} == {1288}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("granted.individual", "granted.business", Slip.SHIFTED_COLUMN),
        ("deny_query.individual", "unable_not_held.individual", Slip.SHIFTED_ROW),
        ("new.individual", "carried_in.individual", Slip.SHIFTED_ROW),
    ],
)
def test_two_cells_in_each_others_place_are_recognised(city: Sheet, one: str, other: str, kind: Slip) -> None:
    first, second = (city.report.figures[cell(name)] for name in (one, other))
    exchanged = apply(city, SetFigures({cell(one): second, cell(other): first})).sheet
    found = errors(exchanged)
    assert found
    for finding in found:
        assert finding.slip is kind
        assert (finding.suspect, finding.remedy) == (None, None)
        mend = use_remedy(finding)
        assert mend is not None
        assert errors(apply(exchanged, mend).sheet) == []


def test_an_exchange_that_fits_two_pairs_is_not_named(city: Sheet) -> None:
    declared = {cell("carried_in.total"): 33, cell("carried_out.total"): 104}
    assert all(not finding.mend for finding in errors(apply(city, Declare(declared)).sheet))


def test_what_one_slip_cannot_explain_accuses_nobody(city: Sheet) -> None:
    wrong = apply(city, SetFigures({cell("granted.individual"): 1, cell("new.legal"): 5})).sheet
    assert errors(wrong)
    assert all(finding.slip is None for finding in errors(wrong))


def test_a_blank_elsewhere_does_not_hide_a_wrong_cell(city: Sheet) -> None:
    wrong = apply(city, SetFigures({cell("granted.legal"): None, cell("new.legal"): 60})).sheet
    assert {finding.suspect for finding in errors(wrong) if finding.difference} == {cell("new.legal")}


def test_a_table_that_balances_needs_no_explanation(city: Sheet) -> None:
    context = Context(city.form, city.report, city.numbers, None, {})
    assert diagnose("requests", context) is None
