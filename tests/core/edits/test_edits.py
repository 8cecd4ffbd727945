"""Every way to change a report, and what it says it changed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from report_desk.core.edits.apply import (
    AcceptTotals,
    Declare,
    Restore,
    SetDetail,
    SetFigure,
    SetFigures,
    SetOrgan,
    SetText,
    Together,
    ZeroBlanks,
    apply,
    became,
    outcome,
)
from report_desk.core.edits.new_report import format_for, new_report, previous_year, takeover
from report_desk.core.edits.review import Step, StillOpenError
from report_desk.core.form.edition import Address, ReportFormat
from report_desk.core.report.model import EventKind, State
from report_desk.core.sheet import Sheet, evaluate

NEW = Address("requests.new.individual")


def blank(form: ReportFormat, year: int = 2025) -> Sheet:
    return evaluate(form, new_report(form, "r", "示例区文化和旅游局", year))


def test_a_figure_changes_its_cell_and_the_totals_it_feeds(zeros: Sheet) -> None:
    done = apply(zeros, SetFigure(NEW, 3))
    assert done.sheet.report.figures[NEW] == 3
    assert done.cells == {NEW, "requests.new.total"}
    assert done.sections == frozenset()
    assert NEW in apply(zeros, SetFigure(NEW, None)).cells
    assert NEW not in apply(zeros, SetFigure(NEW, None)).sheet.report.figures


def test_a_computed_cell_cannot_be_typed(zeros: Sheet) -> None:
    with pytest.raises(KeyError):
        apply(zeros, SetFigure(Address("requests.new.total"), 3))
    with pytest.raises(KeyError):
        apply(zeros, SetFigures({Address("no.such.cell"): 3}))


def test_zeros_go_into_blanks_only(form: ReportFormat) -> None:
    sheet = apply(blank(form), SetFigure(NEW, 3)).sheet
    row = apply(sheet, ZeroBlanks((Address("requests.new.legal"), NEW, Address("requests.new.total")))).sheet
    assert row.report.figures == {NEW: 3, Address("requests.new.legal"): 0}
    whole = apply(sheet, ZeroBlanks()).sheet
    assert len(whole.report.figures) == len(form.typed)
    assert whole.report.figures[Address("disclosure.fees.amount")] == "0"
    assert whole.report.figures[NEW] == 3


def test_zeros_leave_text_figures_blank(old_form: ReportFormat) -> None:
    filled = apply(blank(old_form, 2020), ZeroBlanks()).sheet
    assert Address("disclosure.procurement.amount") not in filled.report.figures


def test_text_with_a_bound_number_changes_with_its_cell(zeros: Sheet) -> None:
    bound = apply(
        zeros, SetText("overview", "收到⟦requests.new.total⟧件，共⟦requests.new.total+requests.new.legal⟧。")
    )
    assert bound.sections == {"overview"}
    assert bound.sheet.prose("overview") == "收到0件，共0。"
    counted = apply(bound.sheet, SetFigure(Address("requests.new.legal"), 2))
    assert counted.sections == {"overview"}
    assert counted.sheet.prose("overview") == "收到2件，共4。"
    unfilled = apply(bound.sheet, SetFigure(NEW, None)).sheet
    assert unfilled.prose("overview") == "收到〔未填〕件，共〔未填〕。"
    single = apply(zeros, SetText("overview", "⟦disclosure.fees.amount⟧万元，⟦no.such.cell⟧")).sheet
    assert single.prose("overview") == "0万元，〔未填〕"


def test_rebinding_a_number_that_reads_the_same_is_a_change(zeros: Sheet) -> None:
    plain = apply(zeros, SetText("overview", "0件")).sheet
    assert apply(plain, SetText("overview", "⟦requests.new.total⟧件")).sections == {"overview"}


def test_an_untouched_preface_follows_organ_and_details(form: ReportFormat) -> None:
    sheet = blank(form)
    assert "示例区文化和旅游局2025年" in sheet.prose("preface")
    assert "联系" not in sheet.prose("preface")
    called = apply(sheet, SetDetail("phone", "010-62000000"))
    assert called.sections == {"preface", "cover"}
    assert "请与示例区文化和旅游局联系（电话：010-62000000）" in called.sheet.prose("preface")
    assert "示例局2025年" in apply(sheet, SetOrgan("示例局")).sheet.prose("preface")
    own = apply(sheet, SetText("preface", "自己写的。")).sheet
    assert apply(own, SetDetail("phone", "1")).sheet.prose("preface") == "自己写的。"
    assert apply(called.sheet, SetDetail("phone", "")).sheet.report.details == {}


def test_declared_totals_are_kept_beside_and_can_be_accepted(zeros: Sheet) -> None:
    total = Address("requests.new.total")
    declared = apply(zeros, Declare({total: 5}))
    assert declared.cells == {total}
    assert declared.sheet.report.declared == {total: 5}
    assert apply(declared.sheet, AcceptTotals((total,))).sheet.report.declared == {}
    assert apply(declared.sheet, Declare({total: None})).sheet.report.declared == {}


def test_last_year_hands_over_what_is_still_blank(zeros: Sheet, form: ReportFormat) -> None:
    last = apply(zeros, SetFigure(Address("requests.carried_out.legal"), 2)).sheet
    last = apply(last, SetFigure(Address("disclosure.normative.in_force"), 9)).sheet
    last = apply(last, SetDetail("phone", "010-62000000")).sheet
    last = apply(last, SetDetail("signed_on", "2022年1月5日")).sheet
    sheet = apply(blank(form, 2022), SetFigure(Address("requests.carried_in.individual"), 7)).sheet
    taken = apply(sheet, takeover(sheet, last)).sheet.report
    assert taken.figures[Address("requests.carried_in.legal")] == 2
    assert taken.figures[Address("requests.carried_in.individual")] == 7
    assert taken.figures[Address("disclosure.normative.in_force")] == 9
    assert taken.details == {"phone": "010-62000000"}
    assert taken.previous == previous_year(last)
    assert "电话：010-62000000" in taken.sections["preface"]


def test_a_restored_state_keeps_the_identity_of_the_report(zeros: Sheet) -> None:
    other = replace(zeros.report, id="other", organ="别的局")
    restored = apply(zeros, Restore(other))
    assert restored.sheet.report.id == zeros.report.id
    assert restored.sections == {"cover"}


def test_an_undo_says_what_it_changed_as_well(zeros: Sheet) -> None:
    done = apply(zeros, SetFigure(NEW, 3))
    back = outcome(done.sheet, zeros)
    assert back.sheet is zeros
    assert back.cells == done.cells


def test_the_year_chooses_the_edition(form: ReportFormat, old_form: ReportFormat) -> None:
    editions = (form, old_form)
    assert format_for(2020, editions) is old_form
    assert format_for(2026, editions) is form
    with pytest.raises(LookupError, match="2018"):
        format_for(2018, editions)


def test_each_part_of_a_gesture_sees_what_the_parts_before_it_came_to(zeros: Sheet) -> None:
    approved = Step(EventKind.APPROVED, "审核人", "2026-01-10T09:00:00+08:00")
    with pytest.raises(StillOpenError):
        apply(zeros, Together((SetFigure(NEW, 3), approved)))
    mended = apply(apply(zeros, SetFigure(NEW, 3)).sheet, Together((SetFigure(NEW, 0), approved))).sheet
    assert mended.report.history[-1].fingerprint == mended.fingerprint == zeros.fingerprint


def test_a_restored_state_takes_no_step_back(zeros: Sheet) -> None:
    approved = apply(zeros, Step(EventKind.APPROVED, "审核人", "2026-01-10T09:00:00+08:00")).sheet
    older = apply(approved, Restore(replace(zeros.report, organ="旧名"))).sheet.report
    assert (older.organ, older.state, older.history) == ("旧名", State.APPROVED, approved.report.history)
    forward = apply(zeros, Restore(approved.report)).sheet.report
    assert (forward.state, forward.history) == (State.APPROVED, approved.report.history)


def test_a_sheet_becomes_another_state_with_what_was_derived_where_that_holds(zeros: Sheet) -> None:
    findings = zeros.findings
    stepped = replace(zeros.report, state=State.SUBMITTED)
    assert became(zeros, stepped).sheet.findings is findings
    changed = became(zeros, apply(zeros, SetFigure(NEW, 3)).sheet.report)
    assert NEW in changed.cells
    assert changed.sheet.findings != findings


def test_several_edits_can_be_one_gesture(zeros: Sheet) -> None:
    total = Address("requests.new.total")
    done = apply(zeros, Together((SetFigure(NEW, 3), Declare({total: 4}), SetText("other", "没有。"))))
    assert done.cells == {NEW, total}
    assert done.sections == {"other"}
    assert done.sheet.report.declared == {total: 4}
