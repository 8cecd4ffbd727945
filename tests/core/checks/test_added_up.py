"""A region's report names the organs that are not in it, until somebody explains why."""

from __future__ import annotations

from msgspec.structs import replace

from report_desk.core.checks.runner import explanation_for
from report_desk.core.form.edition import Level
from report_desk.core.report.model import Explanation
from report_desk.core.report.sources import Consolidation, LeftOut
from report_desk.core.sheet import evaluate, evaluate_after
from tests import county


def findings(made: Consolidation | None, **changes: object) -> list[str]:
    report = replace(county.report("示例区", {}), consolidation=made, **changes)
    return [one.sentence for one in evaluate(county.FORM, report).findings if one.rule == "region-whole"]


def test_a_whole_sum_and_an_ordinary_report_ask_for_nothing() -> None:
    assert findings(None) == []
    assert findings(Consolidation(states=("approved",))) == []


def test_who_is_missing_and_who_was_left_out_and_why_is_named() -> None:
    made = Consolidation(missing=("甲局", "乙局"), left_out=(LeftOut("丙局", "丙.rdesk", "还没有定稿"),))
    assert findings(made) == [
        "这份汇总不全，没有交来 2 个：「甲局」、「乙局」；没有算进 1 个：「丙局」（还没有定稿）。"
    ]
    (many,) = findings(Consolidation(missing=tuple(f"第{at}局" for at in range(20))))
    assert "没有交来 20 个：" in many
    assert many.endswith("「第7局」等。")


def test_an_explanation_stands_while_the_same_are_missing() -> None:
    report = replace(county.report("示例区", {}), consolidation=Consolidation(missing=("甲局",)))
    sheet = evaluate(county.FORM, report)
    (finding,) = [one for one in sheet.findings if one.rule == "region-whole"]
    assert (finding.level, finding.section, finding.left) == (Level.EXPLAIN, "cover", 1)
    note = Explanation("region-whole", (), finding.values, "甲局已并入乙局", "汇总人", "2025-03-01")
    explained = evaluate_after(sheet, replace(report, explanations=(note,)))
    assert explanation_for(finding, explained.report.explanations) == note
    assert [one.explained for one in explained.findings if one.rule == "region-whole"] == [True]
    more = replace(explained.report, consolidation=Consolidation(missing=("甲局", "丙局")))
    again = evaluate_after(explained, more)
    assert [one.explained for one in again.findings if one.rule == "region-whole"] == [False]
