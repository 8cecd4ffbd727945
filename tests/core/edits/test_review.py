"""Clerk and supervisor: remarks, suggestions, and the steps to approval."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace

from report_desk.core.checks.review import approval
from report_desk.core.edits.apply import Edit, Explain, SetFigure, SetText, apply, became
from report_desk.core.edits.review import (
    AddRemark,
    AnswerRemark,
    CloseRemark,
    Decide,
    JudgeExplanation,
    NotNowError,
    Step,
    StillOpenError,
    Suggest,
    approval_is_broken,
    blocking,
    handover_name,
    last_hand,
    last_handed,
    standing,
)
from report_desk.core.form.edition import Address
from report_desk.core.output.json_listing import report_listing
from report_desk.core.record import codec
from report_desk.core.record.snapshot import UnreadableSnapshotError, snapshot, unfolded
from report_desk.core.report.model import (
    Anchor,
    AnchorKind,
    Decision,
    Entry,
    Event,
    EventKind,
    Explanation,
    PreviousYear,
    Remark,
    State,
    Suggestion,
    Verdict,
)
from report_desk.core.sheet import Sheet, evaluate

NEW = Address("requests.new.individual")
AT = "2026-01-18T16:02:00+08:00"


def after(sheet: Sheet, *edits: Edit) -> Sheet:
    for edit in edits:
        sheet = apply(sheet, edit).sheet
    return sheet


def step(kind: EventKind, reason: str = "") -> Step:
    return Step(kind, "乙", AT, reason)


def test_a_thread_is_begun_answered_closed_and_opened_again(zeros: Sheet) -> None:
    remark = Remark("m", Anchor(AnchorKind.CELL, cell=NEW), (Entry("乙", AT, "核实"),))
    sheet = after(
        zeros, AddRemark(remark), AnswerRemark("m", Entry("甲", AT, "已核")), CloseRemark("m", "乙", AT)
    )
    (closed,) = sheet.report.remarks
    assert ([entry.text for entry in closed.entries], closed.is_open) == (["核实", "已核"], False)
    (again,) = after(sheet, AnswerRemark("m", Entry("乙", AT, "还有"))).report.remarks
    assert again.is_open
    with pytest.raises(KeyError):
        after(sheet, CloseRemark("nobody", "乙", AT))


def suggestion(
    anchor: Anchor, before: int | str | None, proposed: int | str | None, name: str = "s"
) -> Suggest:
    return Suggest(Suggestion(name, anchor, before, proposed, "乙", AT))


def test_what_is_said_leaves_everything_derived_as_it_is(zeros: Sheet) -> None:
    before = (zeros.findings, zeros.fingerprint)
    said = apply(zeros, AddRemark(Remark("r", Anchor(AnchorKind.WHOLE), (Entry("审核人", AT, "请核实。"),))))
    assert (said.cells, said.sections) == (frozenset(), frozenset())
    assert (said.sheet.findings, said.sheet.fingerprint) == before
    again = evaluate(zeros.form, said.sheet.report)
    assert (again.findings, again.fingerprint, again.numbers) == (*before, said.sheet.numbers)


def test_a_suggested_figure_is_taken_or_refused(zeros: Sheet) -> None:
    cell = Anchor(AnchorKind.CELL, cell=NEW)
    sheet = after(zeros, suggestion(cell, 0, 3, "old"), suggestion(cell, 0, 4))
    assert [item.id for item in sheet.report.suggestions] == ["s"]
    taken = after(sheet, Decide("s", Decision.TAKEN, "甲", AT)).report
    assert taken.figures[NEW] == 4
    assert (taken.suggestions[0].decision, taken.suggestions[0].decided_by) == (Decision.TAKEN, "甲")
    refused = after(sheet, Decide("s", Decision.REFUSED, "甲", AT)).report
    assert refused.figures[NEW] == 0
    blanked = after(zeros, suggestion(cell, 0, None), Decide("s", Decision.TAKEN, "甲", AT)).report
    assert NEW not in blanked.figures
    with pytest.raises(KeyError):
        after(sheet, Decide("nobody", Decision.TAKEN, "甲", AT))
    total = Anchor(AnchorKind.CELL, cell="requests.new.total")
    with pytest.raises(NotNowError, match="由程序计算"):
        after(zeros, suggestion(total, 0, 1), Decide("s", Decision.TAKEN, "甲", AT))


def test_a_place_is_the_same_whatever_else_another_program_says_of_it(zeros: Sheet) -> None:
    theirs = Anchor(AnchorKind.CELL, cell=NEW, extra={"page": 2})
    mine = Anchor(AnchorKind.CELL, cell=NEW)
    sheet = after(zeros, suggestion(theirs, 0, 3, "old"), suggestion(mine, 0, 4))
    assert [item.id for item in sheet.report.suggestions] == ["s"]


def test_a_suggested_sentence_is_put_where_it_stood(zeros: Sheet) -> None:
    sheet = after(zeros, SetText("problems", "一样。一样。末。"))
    second = Anchor(AnchorKind.SENTENCE, "problems", quote="一样。", place=3)
    other = suggestion(Anchor(AnchorKind.SENTENCE, "problems", quote="末。", place=6), "末。", "尾。", "t")
    both = after(sheet, suggestion(second, "一样。", "改过。"), other, Decide("s", Decision.TAKEN, "甲", AT))
    assert both.prose("problems") == "一样。改过。末。"
    moved = after(
        both, SetText("problems", "新开头。" + both.prose("problems")), Decide("t", Decision.TAKEN, "甲", AT)
    )
    assert moved.prose("problems") == "新开头。一样。改过。尾。"
    with pytest.raises(NotNowError, match="已经改过"):
        after(both, SetText("problems", "重写。"), Decide("t", Decision.TAKEN, "甲", AT))


def test_a_questioned_explanation_no_longer_counts(zeros: Sheet) -> None:
    carried = {**zeros.report.figures, Address("requests.carried_out.individual"): 2}
    sheet = evaluate(
        zeros.form, replace(zeros.report, previous=PreviousYear("p", "1", "2021", 2020, carried, {}))
    )
    (finding,) = blocking(sheet)
    sheet = after(sheet, Explain(Explanation(finding.rule, finding.cells, finding.values, "因为", "甲", AT)))
    assert blocking(sheet) == ()
    questioned = after(sheet, JudgeExplanation(finding.rule, finding.cells, Verdict.QUESTIONED))
    assert len(blocking(questioned)) == 1
    assert blocking(after(questioned, JudgeExplanation(finding.rule, finding.cells, Verdict.ACCEPTED))) == ()
    assert after(sheet, JudgeExplanation("other", (), Verdict.ACCEPTED)).report == sheet.report


def test_the_way_from_draft_to_approval_and_back(zeros: Sheet) -> None:
    sheet = after(
        zeros, step(EventKind.SUBMITTED), step(EventKind.RETURNED, "补充问题"), step(EventKind.SUBMITTED)
    )
    sheet = after(sheet, step(EventKind.APPROVED))
    assert sheet.report.state is State.APPROVED
    assert [event.kind for event in sheet.report.history] == [
        "submitted",
        "returned",
        "submitted",
        "approved",
    ]
    assert sheet.report.history[1].reason == "补充问题"
    event = approval(sheet.report)
    assert event is not None
    assert (event.fingerprint, event.by) == (sheet.fingerprint, "乙")
    assert not approval_is_broken(sheet)
    reopened = after(sheet, step(EventKind.REOPENED, "写错年份"))
    assert (reopened.report.state, approval(reopened.report)) == (State.REOPENED, None)
    assert not approval_is_broken(reopened)
    assert len(reopened.report.history) == 5


@pytest.mark.parametrize(
    ("edits", "wrong", "says"),
    [
        ((step(EventKind.APPROVED),), step(EventKind.APPROVED), "现在是「已定稿」，不能同意定稿"),
        ((), step(EventKind.RETURNED, "x"), "不能退回修改"),
        ((step(EventKind.SUBMITTED),), step(EventKind.SUBMITTED), "现在是「已送审」"),
        ((step(EventKind.SUBMITTED),), step(EventKind.RETURNED, " "), "要写明原因"),
        ((step(EventKind.SUBMITTED), step(EventKind.APPROVED)), step(EventKind.REOPENED), "要写明原因"),
    ],
)
def test_steps_out_of_turn_are_refused(zeros: Sheet, edits: tuple[Edit, ...], wrong: Step, says: str) -> None:
    with pytest.raises(NotNowError, match=says):
        after(zeros, *edits, wrong)


def test_approval_waits_for_errors(zeros: Sheet) -> None:
    sheet = after(zeros, SetFigure(NEW, 1), step(EventKind.SUBMITTED))
    with pytest.raises(StillOpenError, match="1 处没有解决") as caught:
        after(sheet, step(EventKind.APPROVED))
    assert caught.value.findings == blocking(sheet)


def test_what_was_handed_over_can_be_compared_later(zeros: Sheet) -> None:
    sheet = after(zeros, step(EventKind.SUBMITTED), SetText("other", "改了。"))
    handed = last_handed(sheet.report, EventKind.SUBMITTED)
    assert handed is not None
    assert handed.sections == zeros.report.sections
    assert handed.history == ()
    assert last_handed(sheet.report, EventKind.APPROVED) is None
    spoilt = replace(sheet.report.history[0], snapshot="no")
    assert last_handed(replace(sheet.report, history=(spoilt,)), EventKind.SUBMITTED) is None
    folded = snapshot(sheet.report)
    assert unfolded(folded) == replace(sheet.report, history=())
    for damaged in ("", "A===", folded[:200], "eJw=", "存档"):
        with pytest.raises(UnreadableSnapshotError):
            unfolded(damaged)


def test_the_copy_for_the_supervisor_has_a_telling_name(zeros: Sheet) -> None:
    names = {state: handover_name(replace(zeros.report, state=state)) for state in State}
    assert names[State.SUBMITTED] == "示例区文化和旅游局_2021_送审_修订0.rdesk"
    assert names[State.RETURNED] == "示例区文化和旅游局_2021_退回_修订0.rdesk"
    assert names[State.APPROVED] == "示例区文化和旅游局_2021_定稿_修订0.rdesk"
    assert len(set(names.values())) == len(State)
    assert handover_name(replace(zeros.report, organ="a/b:c")) == "abc_2021_草稿_修订0.rdesk"
    assert handover_name(replace(zeros.report, organ="..")) == "年报_2021_草稿_修订0.rdesk"


@pytest.mark.parametrize(
    ("raw", "place", "found"),
    [
        ("甲。乙。", 0, 0),
        ("甲。乙。甲。", 4, 4),
        ("甲。乙。甲。", 3, 4),
        ("甲。乙乙乙。甲。", 1, 0),
        ("乙。甲。", 0, 2),
        ("甲。乙乙。", 3, 0),
        ("乙。", 0, -1),
    ],
)
def test_a_quote_is_found_nearest_to_where_it_stood(raw: str, place: int, found: int) -> None:
    assert standing(raw, "甲。", place) == found
    assert standing(raw, "", place) == -1


def test_taking_a_sentence_moves_what_stands_behind_it_along(zeros: Sheet) -> None:
    raw = "收到申请。均已办结。均已办结。"
    sheet = after(zeros, SetText("overview", raw))
    last = Anchor(AnchorKind.SENTENCE, "overview", quote="均已办结。", place=raw.rindex("均"))
    first = Anchor(AnchorKind.SENTENCE, "overview", quote="收到申请。", place=0)
    elsewhere = Anchor(AnchorKind.SENTENCE, "other", quote="无。", place=9)
    for name, anchor in (("r", last), ("q", first), ("o", elsewhere)):
        sheet = after(sheet, AddRemark(Remark(name, anchor, (Entry("乙", AT, "核实。"),))))
    taken = Decide("s", Decision.TAKEN, "甲", AT)
    sheet = after(sheet, Suggest(Suggestion("s", first, "收到申请。", "收到公开申请48件。", "乙", AT)), taken)
    places = [remark.anchor.place for remark in sheet.report.remarks]
    text = sheet.report.sections["overview"]
    assert places == [text.rindex("均"), 0, 9]
    assert text == "收到公开申请48件。均已办结。均已办结。"


@pytest.mark.parametrize("cell", ["requests.new.total", "no.such.cell"])
def test_what_cannot_be_taken_is_said(zeros: Sheet, cell: str) -> None:
    suggestion = Suggestion("s", Anchor(AnchorKind.CELL, cell=cell), 1, 2, "乙", AT)
    with pytest.raises(NotNowError, match="由程序计算"):
        after(zeros, Suggest(suggestion), Decide("s", Decision.TAKEN, "甲", AT))


def test_an_approval_that_does_not_hold_is_told(zeros: Sheet) -> None:
    """In the findings and in what `show --json` prints, which a program reads."""
    approved = after(zeros, step(EventKind.SUBMITTED), step(EventKind.APPROVED))
    said = report_listing(approved)["approval"]
    assert isinstance(said, dict)
    assert said == {"by": "乙", "at": AT, "fingerprint": approved.fingerprint, "holds": True}
    assert "approval-holds" not in {finding.rule for finding in approved.findings}
    changed = after(approved, SetText("overview", "改过了。"))
    unsigned = evaluate(zeros.form, replace(zeros.report, state=State.APPROVED))
    for sheet, says in ((changed, {**said, "holds": False}), (unsigned, {"holds": False})):
        assert report_listing(sheet)["approval"] == says
        assert "approval-holds" in {finding.rule for finding in sheet.errors}
        assert approval_is_broken(sheet)
        reopened = apply(sheet, step(EventKind.REOPENED, "改错")).sheet
        assert became(sheet, reopened.report).sheet.errors == ()


def test_1000_changes_of_an_approved_report(zeros: Sheet) -> None:
    """What prints breaks the fingerprint; all else leaves it alone and changes the file digest."""
    approved = after(zeros, step(EventKind.SUBMITTED), step(EventKind.APPROVED))
    digest = codec.read(codec.write(approved.report)).digest
    chance = random.Random(7)
    for turn in range(1000):
        prints = turn % 2 == 0
        changed = _mutated(chance, approved, prints=prints)
        assert (changed.fingerprint != approved.fingerprint) is prints
        assert approval_is_broken(changed) is prints
        assert codec.read(codec.write(changed.report)).digest != digest


def _mutated(chance: random.Random, sheet: Sheet, *, prints: bool) -> Sheet:
    report, number = sheet.report, chance.randint(1, 10**6)
    if prints:
        cell = chance.choice([cell for cell in sheet.form.typed if cell.kind != "money"])
        changes = [
            {"figures": {**report.figures, cell.address: number}},
            {"sections": {**report.sections, chance.choice(sheet.form.prose_ids): f"第{number}次。"}},
            {"details": {**report.details, chance.choice(["signed_on"]): str(number)}},
            {"organ": f"第{number}局"},
        ]
    else:
        remark = Remark(str(number), Anchor(AnchorKind.WHOLE), (Entry("乙", AT, str(number)),))
        changes = [
            {"remarks": (remark,)},
            {"explanations": (Explanation("swing", (), "v", str(number), "甲", AT),)},
            {"details": {**report.details, chance.choice(["level", "phone", "website"]): str(number)}},
            {"unknown": {"report": {"x": number}}},
            {"declared": {Address("requests.new.total"): number}},
        ]
    return evaluate(sheet.form, replace(report, **chance.choice(changes)))  # type: ignore[arg-type]


def test_the_last_hand_is_whose_signature_is_the_latest(zeros: Sheet) -> None:
    report = zeros.report
    assert not last_hand(report)
    event = Event(EventKind.SUBMITTED, "经办", "2026-01-18T16:00:00+08:00", 1, "")
    report = replace(report, history=(event,))
    assert last_hand(report) == "经办"
    remark = Remark("m", Anchor(AnchorKind.WHOLE), (Entry("审核", "2026-01-18T09:00:00+00:00", "核实"),))
    report = replace(report, remarks=(remark,))
    assert last_hand(report) == "审核"  # an hour later, whatever the digits look like
    note = Explanation("rule", (NEW,), "", "如实", "再经办", "2026-01-18T18:00:00+08:00")
    report = replace(report, explanations=(note,))
    assert last_hand(report) == "再经办"
    correction = Suggestion(
        "s", Anchor(AnchorKind.CELL, cell=NEW), None, 1, "审核", "2026-01-18T18:01:00+08:00",
        Decision.TAKEN, "收的人", "2026-01-18T18:02:00+08:00",
    )  # fmt: skip
    report = replace(report, suggestions=(correction,))
    assert last_hand(report) == "收的人"
    report = replace(
        report, remarks=(replace(remark, closed_by="了结的人", closed_at="2026-01-19T08:00:00+08:00"),)
    )
    assert last_hand(report) == "了结的人"


@pytest.mark.parametrize("at", ["", "不是时间", "0001-01-01T00:00:00+23:59", "2026-01-18T16:00:00"])
def test_a_time_from_elsewhere_stops_nobody_from_being_named(zeros: Sheet, at: str) -> None:
    odd = Event(EventKind.SUBMITTED, "别处", at, 1, "")
    assert last_hand(replace(zeros.report, history=(odd,))) == "别处"
    later = Event(EventKind.RETURNED, "审核", "2027-01-18T16:00:00+08:00", 2, "")
    assert last_hand(replace(zeros.report, history=(later, odd))) == "审核"
