from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.edits.apply import Declare, SetFigures, SetText, TakeOver, Together, apply
from report_desk.core.edits.new_report import previous_year
from report_desk.core.form.edition import Address

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet

INDIVIDUAL = Address("requests.new.individual")
TOTAL = Address("requests.new.total")


def test_several_edits_together_act_in_their_order(zeros: Sheet) -> None:
    edits = (SetFigures({INDIVIDUAL: 1}), SetFigures({INDIVIDUAL: 2}), Declare({TOTAL: 3}))
    done = apply(zeros, Together(edits))
    assert done.sheet.report.figures[INDIVIDUAL] == 2
    assert done.sheet.report.declared == {TOTAL: 3}
    assert {INDIVIDUAL, TOTAL} <= done.cells


def test_nothing_together_changes_nothing(zeros: Sheet) -> None:
    assert apply(zeros, Together(())).sheet.report == zeros.report


def test_any_raw_text_resolves_in_a_report(zeros: Sheet) -> None:
    known = apply(zeros, SetFigures({INDIVIDUAL: 7})).sheet
    assert known.resolved(f"收到⟦{INDIVIDUAL}⟧件") == "收到7件"
    assert apply(known, SetText("other", f"⟦{TOTAL}⟧")).sheet.prose("other") == "7"


def test_a_sheet_knows_last_years_numbers_where_the_report_does(zeros: Sheet) -> None:
    assert zeros.last is None
    followed = apply(zeros, TakeOver(previous_year(zeros))).sheet
    assert followed.last is not None
    assert followed.last[TOTAL] == 0
