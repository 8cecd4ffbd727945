from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk import resources
from report_desk.core.edits.apply import SetDetail, SetFigure, SetText
from report_desk.core.edits.review import Step
from report_desk.core.report.model import AnchorKind, EventKind
from report_desk.desk.review.changes_since import Reviewed, base_event
from report_desk.desk.review.ways.way import Way
from tests.desk.review.conftest import CELL, CLERK, LATER, SUPERVISOR, made

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet


def test_nothing_is_compared_before_the_first_review(submitted: Sheet) -> None:
    assert Reviewed(resources.format_by_id).since(submitted, Way.REMARK) is None


def test_the_last_return_is_what_a_reviewer_compares_with(returned: Sheet) -> None:
    again = made(
        returned,
        SetFigure(CELL, 4),
        SetText("overview", "全年主动公开信息。申请全部办结。"),
        SetDetail("phone", "010-6200"),
        Step(EventKind.SUBMITTED, CLERK, LATER),
    )
    since = Reviewed(resources.format_by_id).since(again, Way.REMARK)
    assert since is not None
    assert since.words == "与上次退回（修订 1）相比：改了 1 个数字、2 处文字、1 项封面内容"
    assert [change.anchor.kind for change in since.changes].count(AnchorKind.CELL) == 1
    sentence = next(change for change in since.changes if change.anchor.section == "overview")
    assert sentence.anchor.quote == "申请全部办结。"
    at = since.changes.index(sentence)
    assert since.step_words(at) == (f"{at + 1}/4  一、总体情况：「申请均已办结。」 → 「申请全部办结。」")


def test_an_approved_report_is_compared_with_its_approval(submitted: Sheet) -> None:
    approved = made(submitted, Step(EventKind.APPROVED, SUPERVISOR, LATER))
    event = base_event(approved.report, Way.FILL)
    assert event is not None
    assert event.kind is EventKind.APPROVED
    changed = Reviewed(resources.format_by_id).since(made(approved, SetFigure(CELL, 2)), Way.FILL)
    assert changed is not None
    assert changed.counts == "改了 1 个数字"
    assert [change.before + change.after for change in changed.changes] == ["12"]


def test_who_waits_sees_what_was_changed_since_the_hand_over(submitted: Sheet) -> None:
    since = Reviewed(resources.format_by_id).since(made(submitted, SetFigure(CELL, 2)), Way.FILL)
    assert since is not None
    assert since.words.startswith("与交给上级时（修订 1）相比")


def test_a_snapshot_that_cannot_be_read_is_no_base(returned: Sheet) -> None:
    *others, last = returned.report.history
    report = replace(returned.report, history=(*others, replace(last, snapshot="e30=")))
    assert Reviewed(resources.format_by_id).since(replace(returned, report=report), Way.FILL) is None
