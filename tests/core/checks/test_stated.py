"""Prose against tables: both readings, no false alarms, and the fix in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from report_desk import resources
from report_desk.core.edits.apply import Declare, SetFigure, SetFigures, SetText, apply
from report_desk.core.edits.repair import accept_computed, bind_number, number_place, use_remedy
from report_desk.core.form.edition import Address
from report_desk.core.limits import MOST_STATED
from report_desk.core.sheet import Sheet, evaluate
from report_desk.intake.text import decoded, read_text

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.core.checks.findings import Finding


def says(sheet: Sheet, text: str) -> tuple[Finding, ...]:
    """What the checks say of the overview so written."""
    written = apply(sheet, SetText("overview", text)).sheet
    return tuple(finding for finding in written.findings if finding.rule.startswith("stated"))


@pytest.fixture
def counted(zeros: Sheet) -> Sheet:
    """50 new, 4 carried in, 52 handled, 2 carried out."""
    sheet = zeros
    for row, count in {"new": 50, "carried_in": 4, "granted": 52, "carried_out": 2}.items():
        sheet = apply(sheet, SetFigure(Address(f"requests.{row}.individual"), count)).sheet
    return sheet


@pytest.mark.parametrize(
    "text",
    [
        "2021年，共收到政府信息公开申请50件。",
        "全年受理政府信息公开申请 54 件，办结 52 件，结转下年度 2 件。",
        "本机关收到公民、法人和其他组织政府信息公开申请５０件。",
        "其中，通过网络收到政府信息公开申请30件。",
        "收到申请较多，较上年增加10件。",
        "全年办结群众来信8件。",
        "收到政府信息公开申请50件次以上。",
        "共收到行政复议12件。",
        "未收到人大代表建议和政协委员提案。",
        "公开规范性文件6件、政策性文件11件。",
    ],
)
def test_no_false_alarms(counted: Sheet, text: str) -> None:
    assert says(counted, text) == ()


def test_both_sides_are_shown_and_both_readings_named(counted: Sheet) -> None:
    (finding,) = says(counted, "（二）依申请公开。收到政府信息公开申请 48 件。")
    assert (
        finding.sentence == "「一、总体情况」写的「收到政府信息公开申请48件」与表中不符，表中是 50 或 54 件。"
    )
    assert (finding.level, finding.left, finding.right, finding.difference) == ("explain", 48, 50, -2)
    assert finding.cells == ("requests.new.total",)


def test_a_claim_of_none_states_zero(counted: Sheet, zeros: Sheet) -> None:
    assert says(zeros, "本年没有收到政府信息公开申请。") == ()
    (finding,) = says(counted, "本年未收到政府信息公开申请。")
    assert (finding.left, finding.right) == (0, 50)


def test_nothing_is_said_while_the_cell_is_unknown(zeros: Sheet) -> None:
    blank = apply(zeros, SetFigure(Address("requests.new.individual"), None)).sheet
    assert says(blank, "收到政府信息公开申请9件。") == ()
    carried = apply(zeros, SetFigure(Address("requests.carried_in.individual"), None)).sheet
    assert len(says(carried, "收到政府信息公开申请9件。")) == 1


def test_the_stated_number_is_bound_in_place(counted: Sheet) -> None:
    text = "甲。收到政府信息公开申请 48 件。"
    written = apply(counted, SetText("overview", text)).sheet
    (finding,) = says(counted, text)
    place = number_place(written, finding)
    assert place is not None
    assert text[slice(*place)] == "48"
    mend = bind_number(written, finding)
    assert mend == SetText("overview", "甲。收到政府信息公开申请 ⟦requests.new.total⟧ 件。")
    mended = apply(written, mend).sheet
    assert mended.prose("overview") == "甲。收到政府信息公开申请 50 件。"
    assert says(mended, mended.report.sections["overview"]) == ()


def test_a_number_bound_to_another_cell_has_nothing_to_replace(counted: Sheet) -> None:
    text = "收到政府信息公开申请⟦requests.carried_out.total⟧件。"
    (finding,) = says(counted, text)
    written = apply(counted, SetText("overview", text)).sheet
    assert number_place(written, finding) is None
    assert bind_number(written, finding) is None
    (none,) = says(counted, "未收到政府信息公开申请。")
    assert bind_number(apply(counted, SetText("overview", "未收到政府信息公开申请。")).sheet, none) is None


def test_what_a_broken_sum_offers(city: Sheet) -> None:
    wrong = apply(city, SetFigure(Address("requests.new.individual"), 3002)).sheet
    balance = next(finding for finding in wrong.findings if finding.rule == "requests-balance")
    row_sum = next(finding for finding in wrong.findings if finding.rule == "requests-row-sum")
    assert use_remedy(balance) == SetFigures({Address("requests.new.individual"): 3001})
    accepted = accept_computed(wrong, row_sum)
    assert accepted is not None
    assert row_sum not in apply(wrong, accepted).sheet.findings
    assert balance.cells[0] in wrong.report.declared
    assert accept_computed(wrong, balance) is None
    assert use_remedy(says(city, "收到政府信息公开申请1件。")[0]) is None
    undeclared = apply(wrong, Declare({row_sum.cells[0]: None})).sheet
    assert accept_computed(undeclared, row_sum) is None
    assert number_place(wrong, balance) is None


def test_no_false_alarm_on_a_real_report(shared: Path) -> None:
    found = read_text(decoded((shared / "seed" / "zhangdian-2020.txt").read_bytes()), resources.formats())
    sheet = evaluate(found.form, found.report("r"))
    assert not [finding for finding in sheet.findings if finding.rule.startswith("stated")]


def test_the_wording_of_a_real_city_is_understood(city: Sheet) -> None:
    text = (
        "2024 年，全市共受理政府信息公开申请 3119 件，答复 3050 件（含上年度结转申请 34 件，"
        "另有 103 件顺延到下年度答复），均在法定期限内予以答复。政府信息公开行政复议 351 件；"
        "政府信息公开行政诉讼 46 件，其中结果维持 25 件。"
    )
    assert says(city, text) == ()
    wrong = text.replace("3119", "3118").replace("3050", "3051").replace("103", "104").replace("351", "350")
    assert {finding.rule for finding in says(city, wrong.replace("34 件", "35 件").replace("46", "47"))} == {
        "stated-new",
        "stated-handled",
        "stated-carried-in",
        "stated-postponed",
        "stated-review",
        "stated-suit",
    }


@pytest.mark.parametrize(
    "text",
    [
        "本年收到申请59件。",
        "（二）依申请公开。2021年，我局共收到申请59件，均已办结。",
        "今年新收各类申请共计 59 件。",
    ],
)
def test_applications_of_the_whole_year_are_compared_though_their_kind_is_not_said(
    counted: Sheet, text: str
) -> None:
    (finding,) = says(counted, text)
    assert (finding.rule, finding.left, finding.right) == ("stated-received", 59, 50)


@pytest.mark.parametrize(
    "text",
    [
        "本年收到申请50件。",
        "其中，通过网络收到申请30件。",
        "全年收到行政许可申请590件。",
        "全年受理申请590件。",
        "全年收到申请1,2件。",
        f"收到政府信息公开申请{'9' * 5000}件。",
    ],
)
def test_what_may_mean_something_else_raises_no_alarm(counted: Sheet, text: str) -> None:
    assert says(counted, text) == ()


def test_a_number_that_both_readings_give_is_said_once(counted: Sheet) -> None:
    none = apply(counted, SetFigure(Address("requests.carried_in.individual"), 0)).sheet
    assert says(none, "本年收到申请9件。")[0].sentence.endswith("表中是 50 件。")


def test_a_text_that_states_the_same_again_and_again_is_told_some_times(counted: Sheet) -> None:
    assert len(says(counted, "本年收到申请9件。" * 1000)) == MOST_STATED
