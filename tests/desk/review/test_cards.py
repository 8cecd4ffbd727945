from __future__ import annotations

import pytest
from msgspec.structs import replace

from report_desk.core.edits.apply import Explain, SetFigure
from report_desk.core.edits.review import AnswerRemark, Decide, JudgeExplanation, Suggest
from report_desk.core.form.edition import Level
from report_desk.core.report.model import (
    Anchor,
    AnchorKind,
    Decision,
    Entry,
    Explanation,
    Suggestion,
    Verdict,
)
from report_desk.core.sheet import Sheet, evaluate
from report_desk.desk.review.threads.card import spoken
from report_desk.desk.review.threads.cards import MOST_ENTRIES, Card, Deed, Group, cards, difference
from report_desk.desk.review.ways.way import Way
from tests.desk.review.conftest import AT, CELL, CLERK, LATER, SUPERVISOR, made, remark


def named(sheet: Sheet, key: str, way: Way = Way.REMARK, person: str = "") -> Card:
    return next(card for card in cards(sheet, way, person) if card.key == key)


def deeds(card: Card) -> list[Deed]:
    return [deed for deed, _ in card.deeds]


def test_open_threads_come_first_in_the_order_of_the_form(returned: Sheet) -> None:
    found = cards(returned, Way.FILL, CLERK)
    assert [card.key for card in found] == [
        "remark:sentence",
        "remark:cell",
        "remark:section",
        "remark:whole",
    ]
    assert [card.head for card in found] == [
        "审核人 · 一、总体情况 ·「申请均已办结。」",
        "审核人 · 表三 · 一、本年新收政府信息公开申请数量 · 自然人",
        "审核人 · 五、问题与改进",
        "审核人 · 全文",
    ]


def test_a_thread_waits_for_who_did_not_speak_last(returned: Sheet) -> None:
    assert named(returned, "remark:cell").status == "待经办答复"
    answered = made(returned, AnswerRemark("cell", Entry(CLERK, LATER, "已改。")))
    assert named(answered, "remark:cell", Way.FILL).status == "已答复，待审核"
    card = named(answered, "remark:cell")
    assert card.deeds == ((Deed.CLOSE, "了结"), (Deed.ANSWER, "继续追问"))
    assert spoken(card).endswith("请核实。，经办人：已改。")
    assert named(returned, "remark:whole").status == "已了结"
    assert deeds(named(returned, "remark:whole")) == [Deed.ANSWER]


def test_the_clerk_answers_and_closes_what_is_their_own(returned: Sheet) -> None:
    assert deeds(named(returned, "remark:cell", Way.FILL, CLERK)) == [Deed.ANSWER]
    assert deeds(named(returned, "remark:cell", Way.FILL, SUPERVISOR)) == [Deed.ANSWER, Deed.CLOSE]


def test_a_long_thread_shows_its_newest_part(returned: Sheet) -> None:
    long = made(returned, *(AnswerRemark("cell", Entry(CLERK, LATER, f"第{n}句")) for n in range(30)))
    said = named(long, "remark:cell").said
    assert len(said) == MOST_ENTRIES + 2
    assert said[1].text == "（前面 10 句略去）"
    assert said[-1].text == "第29句"


def test_a_suggestion_waits_for_the_clerk(submitted: Sheet) -> None:
    item = Suggestion("s", Anchor(AnchorKind.CELL, cell=CELL), 1, 5, SUPERVISOR, AT)
    sheet = made(submitted, Suggest(item))
    assert named(sheet, "suggestion:s").status == "待经办取舍"
    assert not named(sheet, "suggestion:s").deeds
    card = named(sheet, "suggestion:s", Way.FILL)
    assert card.said[0].text == "建议改成 5，现在 1"
    assert deeds(card) == [Deed.TAKE, Deed.REFUSE]
    moved = made(sheet, SetFigure(CELL, 3))
    assert named(moved, "suggestion:s", Way.FILL).said[0].text == "建议改成 5，现在 3"
    taken = made(sheet, Decide("s", Decision.TAKEN, CLERK, LATER))
    assert named(taken, "suggestion:s", Way.FILL).said[0].text == "建议把 1 改成 5"
    assert named(taken, "suggestion:s", Way.FILL).status == "已采纳"
    assert not named(taken, "suggestion:s", Way.FILL).deeds


def test_who_suggested_may_take_it_back(submitted: Sheet) -> None:
    sheet = made(
        submitted, Suggest(Suggestion("s", Anchor(AnchorKind.CELL, cell=CELL), 1, 5, SUPERVISOR, AT))
    )
    for way in (Way.REMARK, Way.CORRECT):
        assert deeds(named(sheet, "suggestion:s", way, SUPERVISOR)) == [Deed.WITHDRAW]
        assert not deeds(named(sheet, "suggestion:s", way, "别人"))
    withdrawn = made(sheet, Decide("s", Decision.REFUSED, SUPERVISOR, LATER))
    assert named(withdrawn, "suggestion:s", Way.FILL).status == "已撤回"
    refused = made(sheet, Decide("s", Decision.REFUSED, CLERK, LATER))
    assert named(refused, "suggestion:s", Way.FILL).status == "未采纳"


def test_a_suggested_sentence_shows_what_differs(submitted: Sheet) -> None:
    anchor = Anchor(AnchorKind.SENTENCE, "overview", quote="申请均已办结。", place=9)
    item = Suggestion("s", anchor, "申请均已办结。", "申请全部办结。", SUPERVISOR, AT)
    said = named(made(submitted, Suggest(item)), "suggestion:s", Way.FILL).said[0].text
    assert said == "建议改成「申请全部办结。」\n改动：「请均已办」→「请全部办」"


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "有", ("", "有")),
        ("甲乙", "甲乙", ("乙", "乙")),
        ("aaa", "aa", ("aa", "a")),
        ("甲", "", ("甲", "")),
    ],
)
def test_what_differs_is_one_stretch(before: str, after: str, shown: tuple[str, str]) -> None:
    assert difference(before, after) == shown


def test_what_is_too_long_for_a_card_can_be_read_whole(submitted: Sheet) -> None:
    long = made(submitted, remark("long", Anchor(AnchorKind.WHOLE), "长" * 1001))
    assert Deed.READ in deeds(named(long, "remark:long"))


def test_explanations_are_judged_and_only_questioned_ones_come_back(followed: Sheet) -> None:
    finding = next(item for item in followed.findings if item.level is Level.EXPLAIN)
    note = Explanation(finding.rule, finding.cells, finding.values, "申请人撤回。", CLERK, AT)
    sheet = made(followed, Explain(note))
    (card,) = (card for card in cards(sheet, Way.REMARK, "") if card.group is Group.EXPLANATIONS)
    assert card.status == "待审核"
    assert deeds(card) == [Deed.ACCEPT, Deed.QUESTION]
    assert card.said[1].text == "申请人撤回。"
    assert not [card for card in cards(sheet, Way.FILL, "") if card.group is Group.EXPLANATIONS]
    judged = made(sheet, JudgeExplanation(finding.rule, finding.cells, Verdict.QUESTIONED))
    (card,) = (card for card in cards(judged, Way.FILL, "") if card.group is Group.EXPLANATIONS)
    assert card.status == "存疑，请重写说明"
    assert not card.deeds


def test_findings_for_the_reviewer_show_in_review_only(submitted: Sheet) -> None:
    checks = tuple(replace(check, level=Level.REVIEWER) for check in submitted.form.checks)
    wrong = made(submitted, SetFigure(CELL, 9)).report
    sheet = evaluate(replace(submitted.form, checks=checks), wrong)
    card = next(card for card in cards(sheet, Way.REMARK, "") if card.group is Group.REVIEWER)
    assert deeds(card) == [Deed.REMARK]
    assert not [card for card in cards(sheet, Way.FILL, "") if card.group is Group.REVIEWER]
