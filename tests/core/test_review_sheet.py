"""审核意见单: everything the review came to, in the words of the form."""

from __future__ import annotations

from msgspec.structs import replace

from report_desk.core.edits import Explain, apply
from report_desk.core.format import Address
from report_desk.core.printout import Heading
from report_desk.core.report import (
    Anchor,
    AnchorKind,
    Entry,
    EventKind,
    Explanation,
    PreviousYear,
    Remark,
)
from report_desk.core.review import AddRemark, Step
from report_desk.core.review_sheet import place_of, review_sheet
from report_desk.core.sheet import Sheet, evaluate

AT = "2026-01-18T16:02:00+08:00"


def test_an_unremarked_report_has_a_short_sheet(zeros: Sheet) -> None:
    printed = review_sheet(zeros)
    assert printed.title == ("示例区文化和旅游局2021年", "政府信息公开工作年度报告审核意见单")
    assert [block.text for block in printed.blocks if isinstance(block, Heading)] == [
        "一、审核结论",
        "二、批注和答复",
        "三、须说明事项",
    ]
    texts = [getattr(block, "text", "") for block in printed.blocks]
    assert "现在的状态：草稿。" in texts
    assert f"定稿指纹：{zeros.fingerprint}。" in texts
    assert "没有批注。" in texts
    assert "没有。" in texts


def test_remarks_steps_and_explanations_are_listed(zeros: Sheet) -> None:
    carried = {**zeros.report.figures, Address("requests.carried_out.individual"): 2}
    sheet = evaluate(
        zeros.form, replace(zeros.report, previous=PreviousYear("p", "1", "2021", 2020, carried, {}))
    )
    (finding,) = sheet.findings
    note = Explanation(finding.rule, finding.cells, finding.values, "台账核减。", "甲", AT)
    remark = Remark(
        "m", Anchor(AnchorKind.CELL, cell="requests.carried_in.individual"), (Entry("乙", AT, "核实。"),)
    )
    for edit in (
        Explain(note),
        Step(EventKind.SUBMITTED, "甲", AT),
        AddRemark(remark),
        AddRemark(replace(remark, id="n", closed_by="乙", closed_at=AT)),
        Step(EventKind.RETURNED, "乙", AT, "补充说明"),
    ):
        sheet = apply(sheet, edit).sheet
    texts = [getattr(block, "text", "") for block in review_sheet(sheet).blocks]
    assert "2026-01-18 乙 退回修改（修订1）：补充说明。" in texts
    thread = "表三「二、上年结转政府信息公开申请数量，自然人」。乙（2026-01-18）：核实。"
    assert f"1. {thread}未了结。" in texts
    assert f"2. {thread}乙已了结。" in texts
    assert any("说明：台账核减。（甲，待审核）" in text for text in texts)


def test_places_are_named_in_the_words_of_the_form(zeros: Sheet) -> None:
    assert place_of(zeros, Anchor(AnchorKind.WHOLE)) == "全文"
    assert place_of(zeros, Anchor(AnchorKind.SECTION, "cover")) == "封面与联系方式"
    quoted = Anchor(AnchorKind.SENTENCE, "overview", quote="收到⟦requests.new.total⟧件。")
    assert place_of(zeros, quoted) == "一、总体情况「收到0件。」"
    assert place_of(zeros, Anchor(AnchorKind.CELL, cell="x.y.z")) == "x.y.z"
