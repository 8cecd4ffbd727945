"""审核意见单: everything the review came to, in the words of the form."""

from __future__ import annotations

from msgspec.structs import replace

from report_desk.core.edits.apply import Edit, Explain, SetFigure, SetText, apply
from report_desk.core.edits.review import AddRemark, Decide, Step, Suggest
from report_desk.core.form.edition import Address
from report_desk.core.output.printout import Heading
from report_desk.core.output.review_sheet import place_of, review_sheet
from report_desk.core.record.snapshot import snapshot
from report_desk.core.report.model import (
    Anchor,
    AnchorKind,
    Decision,
    Entry,
    EventKind,
    Explanation,
    PreviousYear,
    Remark,
    Suggestion,
)
from report_desk.core.sheet import Sheet, evaluate

AT = "2026-01-18T16:02:00+08:00"


def test_an_unremarked_report_has_a_short_sheet(zeros: Sheet) -> None:
    printed = review_sheet(zeros)
    assert printed.title == ("示例区文化和旅游局2021年", "政府信息公开工作年度报告审核意见单")
    assert [block.text for block in printed.blocks if isinstance(block, Heading)] == [
        "一、审核结论",
        "二、批注和答复",
        "三、改稿建议",
        "四、须说明事项",
        "五、签名",
    ]
    texts = [getattr(block, "text", "") for block in printed.blocks]
    assert "现在的状态：草稿。" in texts
    assert f"定稿指纹：{zeros.fingerprint}。" in texts
    assert "没有批注。" in texts
    assert "没有改稿建议。" in texts
    assert [text[:7] for text in texts[-2:]] == ["经办人（签名）", "审核人（签名）"]
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


CELL = Address("requests.new.individual")
EARLIER, LATER = "2026-01-10T09:00:00+08:00", "2026-01-20T09:00:00+08:00"


def texts_of(sheet: Sheet) -> list[str]:
    return [getattr(block, "text", "") for block in review_sheet(sheet).blocks]


def after(sheet: Sheet, *edits: Edit) -> Sheet:
    for edit in edits:
        sheet = apply(sheet, edit).sheet
    return sheet


def test_what_was_remarked_on_is_quoted_as_it_stood_then(zeros: Sheet) -> None:
    quote = "收到⟦requests.new.individual⟧件。"
    sentence = Anchor(AnchorKind.SENTENCE, "overview", quote=quote)
    entries = (Entry("乙", AT, "核实。"),)
    sheet = after(
        zeros,
        SetText("overview", quote),
        SetFigure(CELL, 18),
        Step(EventKind.SUBMITTED, "甲", EARLIER, "请审。"),
        AddRemark(Remark("s", sentence, entries)),
        AddRemark(Remark("c", Anchor(AnchorKind.CELL, cell=CELL), entries)),
        AddRemark(Remark("e", sentence, (Entry("乙", "2026-01-09T09:00:00+08:00", "早。"),))),
        SetFigure(CELL, 20),
        AddRemark(Remark("odd", Anchor(AnchorKind.CELL, cell=CELL), (Entry("乙", "x", "怪。"),))),
    )
    found = texts_of(sheet)
    assert "2026-01-10 甲 交给上级（修订1）：请审。" in found
    assert any("「收到18件。」。乙（2026-01-18）" in text for text in found)
    assert any("（当时是「18」）。乙（2026-01-18）" in text for text in found)
    assert any("「收到20件。」。乙（2026-01-09）" in text for text in found)
    (event,) = sheet.report.history
    for spoilt in (
        replace(event, snapshot="no"),
        replace(event, snapshot=snapshot(replace(zeros.report, format="2019"))),
    ):
        now = evaluate(sheet.form, replace(sheet.report, history=(spoilt,)))
        assert not any("18" in text.partition("。")[0] for text in texts_of(now) if text.startswith("1."))


def test_suggestions_are_listed_with_what_became_of_them(zeros: Sheet) -> None:
    cell = Anchor(AnchorKind.CELL, cell=CELL)
    text = Anchor(AnchorKind.SENTENCE, "other", quote="无。")
    sheet = after(
        zeros,
        SetText("other", "无。"),
        *(
            Suggest(Suggestion(name, replace(cell, cell=f"requests.{name}.individual"), 0, 3, "乙", AT))
            for name in ("new", "carried_in", "granted")
        ),
        Suggest(Suggestion("text", text, "无。", "没有。", "乙", AT)),
        Suggest(Suggestion("gone", replace(cell, cell="requests.carried_out.individual"), 0, None, "乙", AT)),
        Decide("new", Decision.TAKEN, "甲", LATER),
        Decide("carried_in", Decision.REFUSED, "甲", LATER),
        Decide("granted", Decision.REFUSED, "乙", LATER),
    )
    found = [item for item in texts_of(sheet) if "建议把" in item]
    assert found[0].endswith("建议把「0」改成「3」（乙，2026-01-18）。甲（2026-01-20）已采纳。")
    assert found[1].endswith("甲（2026-01-20）未采纳。")
    assert found[2].endswith("乙（2026-01-20）已撤回。")
    assert found[3].endswith("：建议把「无。」改成「没有。」（乙，2026-01-18）。待经办取舍。")
    assert "改成「空白」" in found[4]


def test_places_are_named_in_the_words_of_the_form(zeros: Sheet) -> None:
    assert place_of(zeros, Anchor(AnchorKind.WHOLE)) == "全文"
    assert place_of(zeros, Anchor(AnchorKind.SECTION, "cover")) == "封面与联系方式"
    quoted = Anchor(AnchorKind.SENTENCE, "overview", quote="收到⟦requests.new.total⟧件。")
    assert place_of(zeros, quoted) == "一、总体情况「收到0件。」"
    assert place_of(zeros, Anchor(AnchorKind.CELL, cell="x.y.z")) == "x.y.z"
