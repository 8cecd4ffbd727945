from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk.core.edits.apply import Restore, SetFigure, SetFigures, SetText, Together, ZeroBlanks, apply
from report_desk.core.edits.review import Suggest
from report_desk.core.form.edition import Address
from report_desk.core.report.model import (
    Anchor,
    AnchorKind,
    Entry,
    Event,
    EventKind,
    Explanation,
    Remark,
    Revision,
    State,
    Suggestion,
    Verdict,
)
from report_desk.desk.review.ways.way import Way, last_event, proposed_way, through

if TYPE_CHECKING:
    from report_desk.core.edits.apply import Edit
    from report_desk.core.form.kinds import Figure
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet

CELL = Address("requests.new.individual")
OTHER = Address("requests.granted.individual")


def suggested(anchor: Anchor, before: Figure | None, after: Figure | None) -> Suggestion:
    return Suggestion("s", anchor, before, after, "审核人", "t")


def stepped(report: Report, state: State, *events: tuple[EventKind, str]) -> Report:
    history = tuple(Event(kind, by, "t", 1, "f") for kind, by in events)
    return replace(report, state=state, history=history)


@pytest.mark.parametrize(
    ("state", "events", "person", "way"),
    [
        (State.DRAFT, (), "审核人", Way.FILL),
        (State.SUBMITTED, ((EventKind.SUBMITTED, "经办人"),), "经办人", Way.FILL),
        (State.SUBMITTED, ((EventKind.SUBMITTED, "经办人"),), "审核人", Way.REMARK),
        (State.SUBMITTED, ((EventKind.SUBMITTED, "经办人"),), "", Way.REMARK),
        (
            State.RETURNED,
            ((EventKind.SUBMITTED, "经办人"), (EventKind.RETURNED, "审核人")),
            "经办人",
            Way.FILL,
        ),
        (
            State.RETURNED,
            ((EventKind.SUBMITTED, "经办人"), (EventKind.RETURNED, "审核人")),
            "审核人",
            Way.REMARK,
        ),
        (State.APPROVED, ((EventKind.APPROVED, "审核人"),), "审核人", Way.REMARK),
        (State.APPROVED, ((EventKind.APPROVED, "审核人"),), "", Way.FILL),
        (State.REOPENED, ((EventKind.REOPENED, "审核人"),), "审核人", Way.FILL),
    ],
)
def test_the_way_follows_from_state_and_name(
    zeros: Sheet, state: State, events: tuple[tuple[EventKind, str], ...], person: str, way: Way
) -> None:
    assert proposed_way(stepped(zeros.report, state, *events), person) is way


def test_the_newest_event_of_a_kind_is_found(zeros: Sheet) -> None:
    report = stepped(zeros.report, State.DRAFT, (EventKind.SUBMITTED, "甲"), (EventKind.SUBMITTED, "乙"))
    found = last_event(report, EventKind.SUBMITTED)
    assert found is not None
    assert found.by == "乙"
    assert last_event(report, EventKind.APPROVED) is None


@pytest.mark.parametrize(
    "edit", [SetFigure(CELL, 4), SetText("other", "有。"), ZeroBlanks(), Together((SetFigure(CELL, 4),))]
)
def test_who_fills_changes_what_they_like_and_who_remarks_nothing(zeros: Sheet, edit: Edit) -> None:
    assert through(zeros, edit, Way.FILL, suggested) is edit
    assert through(zeros, edit, Way.REMARK, suggested) is None


def test_edits_of_the_review_pass_in_every_way(zeros: Sheet) -> None:
    edit = Suggest(suggested(Anchor(AnchorKind.CELL, cell=CELL), 0, 4))
    assert all(through(zeros, edit, way, suggested) is edit for way in Way)


def test_a_correction_becomes_a_suggestion_and_leaves_the_figure_alone(zeros: Sheet) -> None:
    edit = through(zeros, SetFigures({CELL: 4, OTHER: 0}), Way.CORRECT, suggested)
    assert edit is not None
    report = apply(zeros, edit).sheet.report
    assert report.figures[CELL] == 0
    assert [(item.anchor.cell, item.before, item.after) for item in report.suggestions] == [(CELL, 0, 4)]


@pytest.mark.parametrize("edit", [SetText("other", "有。"), ZeroBlanks()])
def test_what_cannot_be_a_suggestion_does_not_pass_a_correction(zeros: Sheet, edit: Edit) -> None:
    assert through(zeros, edit, Way.CORRECT, suggested) is None
    assert through(zeros, Together((SetFigure(CELL, 4), edit)), Way.CORRECT, suggested) is None


@pytest.mark.parametrize("way", [Way.REMARK, Way.CORRECT])
def test_what_a_review_lost_comes_back_in_every_way_of_working(zeros: Sheet, way: Way) -> None:
    whole = Anchor(AnchorKind.WHOLE)
    explanation = Explanation("rule", (CELL,), "hash", "说明。", "经办人", "t")
    explained = replace(zeros, report=replace(zeros.report, explanations=(explanation,)))
    reviewed = replace(
        explained.report,
        remarks=(Remark("r", whole, (Entry("审核人", "t", "审了一上午。"),)),),
        suggestions=(suggested(whole, None, None),),
        explanations=(replace(explanation, verdict=Verdict.ACCEPTED),),
        revision=Revision(3, "r3"),
    )
    returned = stepped(reviewed, State.RETURNED, (EventKind.RETURNED, "审核人"))
    for report in (reviewed, returned):
        restore = Restore(report)
        assert through(explained, restore, way, suggested) is restore
    for changed in (
        replace(reviewed, figures={**reviewed.figures, CELL: 7}),
        replace(reviewed, explanations=(replace(explanation, text="改过的说明。"),)),
    ):
        assert through(explained, Restore(changed), way, suggested) is None
