"""The promise of decision 0008: an edition that nobody has seen is one file, and works without Python."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from report_desk.core.checks.edition.examples import complete
from report_desk.core.edits.apply import SetDetail, SetFigure, SetFigures, SetText, apply
from report_desk.core.form.edition import Address
from report_desk.core.form.grid import grid
from report_desk.core.output.printout import Heading, TableBlock, printout
from report_desk.core.report.preface import preface
from report_desk.core.report.totals import typed_addends
from report_desk.core.sheet import Sheet, evaluate
from tests.invented import filled, invented

if TYPE_CHECKING:
    from report_desk.core.checks.findings import Finding


@pytest.fixture
def sheet() -> Sheet:
    return filled()


def after(sheet: Sheet, **figures: int | str) -> Sheet:
    places = {Address(place.replace("__", ".")): figure for place, figure in figures.items()}
    return apply(sheet, SetFigures(places)).sheet


def only(sheet: Sheet, rule: str) -> Finding:
    (finding,) = [finding for finding in sheet.findings if finding.rule == rule]
    return finding


def test_everything_filled_in_leaves_nothing_to_fix(sheet: Sheet) -> None:
    assert sheet.findings == ()


def test_a_leaf_counts_once_wherever_the_subtotal_stands(sheet: Sheet) -> None:
    numbers = sheet.numbers
    assert numbers[Address("requests.deny_total.individual")] == 2
    assert numbers[Address("requests.total.individual")] == 5
    assert numbers[Address("requests.total.total")] == 5
    assert numbers[Address("charges.both.cases")] == 3
    assert numbers[Address("charges.total.cases")] == 4
    assert numbers[Address("charges.total.amount")] == Decimal("120.50")
    typed = typed_addends(sheet.form, Address("requests.total.total"))
    assert len(typed) == len(set(typed)) > 100


def test_totals_follow_what_they_add_up(sheet: Sheet) -> None:
    order = [cell.address for cell in sheet.form.computed]
    for cell in sheet.form.computed:
        for addend in cell.addends:
            assert addend not in order or order.index(addend) < order.index(cell.address)


def test_a_check_reaches_from_one_table_into_another(sheet: Sheet) -> None:
    wrong = after(sheet, charges__waived__cases=4)
    finding = only(wrong, "charges-within-requests")
    assert finding.sentence == "表五收费 7 件，多于表三的 5 件申请，差 2。"
    assert set(finding.cells) == {"charges.total.cases", "requests.new.total", "requests.carried_in.total"}
    assert finding.section == "charges_note"


def test_a_share_is_told_in_percent(sheet: Sheet) -> None:
    finding = only(
        after(sheet, requests__granted__individual=1, requests__new__individual=3), "mostly-denied"
    )
    assert finding.sentence == "「自然人」列不予公开 2 件，占办理结果的 66.7%。"
    nothing = after(sheet, requests__granted__individual=0, requests__new__individual=0)
    none_at_all = after(
        nothing, requests__deny_state_secret__individual=0, requests__deny_process__individual=0,
        charges__by_item__cases=0, charges__by_page__cases=0, charges__waived__cases=0,
    )  # fmt: skip
    assert none_at_all.findings == ()


def test_a_condition_keeps_a_check_silent_until_it_holds(sheet: Sheet) -> None:
    unpaid = after(sheet, requests__other_fee_unpaid__individual=1, requests__new__individual=6)
    assert unpaid.findings == ()
    uncharged = after(unpaid, charges__by_item__cases=0, charges__by_page__cases=0, charges__waived__cases=0)
    assert only(uncharged, "unpaid-needs-charge").left == 0
    blank = apply(uncharged, SetFigure(Address("requests.other_fee_unpaid.legal"), None)).sheet
    assert "unpaid-needs-charge" not in [finding.rule for finding in blank.findings]


def test_its_words_are_its_own(sheet: Sheet) -> None:
    form = sheet.form
    silent = apply(sheet, SetText("preface", "共六部分。")).sheet
    assert "「前言」说报告有 6 部分" in only(silent, "six-parts").sentence
    none = apply(apply(sheet, SetText("problems", "无。")).sheet, SetText("other", "无。")).sheet
    assert [finding.section for finding in none.findings if finding.rule == "blank-section"] == ["other"]
    told = apply(sheet, SetDetail("phone", "0533-2880386")).sheet
    told = apply(told, SetDetail("contact_office", "办公室")).sheet
    assert preface(form, told.report).endswith("咨询请找办公室（电话0533-2880386）。")
    assert [section.name for section in form.sections][:3] == ["总体情况", "二、主动公开", "三、申请办理"]
    assert (form.heading_of("cover"), form.heading_of("nobody")) == ("首页", "")


def test_it_prints(sheet: Sheet) -> None:
    blocks = printout(sheet).blocks
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert (headings[0], headings[5]) == ("第一部分 总体情况", "六、信息处理费收取情况")
    charges = [block for block in blocks if isinstance(block, TableBlock)][3]
    assert charges.values[Address("charges.total.amount")] == "120.50"
    assert grid(sheet.form.table("charges")).lines == 6


def test_a_figure_of_another_kind_is_told_its_unit() -> None:
    form = invented()
    report = complete(form)
    wrong = {**report.figures, Address("charges.waived.amount"): "/"}
    (finding,) = [
        finding
        for finding in evaluate(form, type(report)("r", form.id, 2031, "局", figures=wrong)).findings
        if finding.rule == "not-a-count"
    ]
    assert finding.sentence.endswith("应为不小于零的数，单位元。")
