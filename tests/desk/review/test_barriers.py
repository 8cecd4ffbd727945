"""A step is a barrier: it is on disk when it shows, or it has not happened; no undo or redo crosses it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, get_args

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog

from report_desk.core.edits.apply import (
    AcceptTotals,
    Declare,
    Edit,
    Explain,
    Restore,
    SetDetail,
    SetFigure,
    SetFigures,
    SetOrgan,
    SetText,
    TakeOver,
    Together,
    ZeroBlanks,
)
from report_desk.core.edits.review import (
    NEXT,
    AnswerRemark,
    CloseRemark,
    Decide,
    JudgeExplanation,
    Step,
    Suggest,
)
from report_desk.core.form.edition import Address
from report_desk.core.ports import ChangedOnDiskError, CopyKind, LockedError, SaveFailedError, StoredCopy
from report_desk.core.report.model import (
    Anchor,
    AnchorKind,
    Decision,
    Entry,
    EventKind,
    Explanation,
    PreviousYear,
    Report,
    State,
    Suggestion,
    Verdict,
)
from report_desk.desk.review.steps.dialogs import StepDialog
from report_desk.desk.review.steps.taking import STEPS
from report_desk.desk.review.ways.way import Way
from tests.desk.review.conftest import AT, CELL, CLERK, GRANTED, SUPERVISOR, made, remark
from tests.desk.review.test_reviewing import PATH, STICK, call_me, fill_in, report, review
from tests.desk.rooms import open_report

if TYPE_CHECKING:
    from report_desk.core.ports import ExpectedError
    from report_desk.core.sheet import Sheet
    from tests.desk.scene import Scene

TOTAL = Address("requests.new.total")
EVERY_STEP = pytest.mark.parametrize("name", STEPS)


def before(name: str, zeros: Sheet) -> Sheet:
    """A report that a step is due for."""
    approved = Step(EventKind.APPROVED, SUPERVISOR, AT)
    submitted = Step(EventKind.SUBMITTED, CLERK, AT)
    states = {State.DRAFT: (), State.SUBMITTED: (submitted,), State.APPROVED: (approved,)}
    allowed = NEXT[STEPS[name]][0]
    return made(zeros, *next(steps for state, steps in states.items() if state in allowed))


def opened(scene: Scene, sheet: Sheet, person: str = CLERK) -> None:
    scene.store.files[PATH] = sheet.report
    call_me(scene, person)
    scene.window.open(PATH)
    review(scene).choose_way(Way.FILL)
    all_is_settled(scene)
    fill_in(scene, reason="有误", folder=str(STICK), person=person)


def all_is_settled(scene: Scene) -> None:
    """收下 is there once the doubts of a document are settled: here, at once."""
    scene.window.actions_by_name["take_in"].setEnabled(True)


def step(scene: Scene, name: str) -> None:
    with scene.qtbot.waitSignal(scene.report.saving.stepped):
        scene.trigger(name)
    scene.qtbot.waitUntil(lambda: not scene.window.background.is_busy)


@EVERY_STEP
def test_no_undo_and_no_redo_crosses_a_step(scene: Scene, zeros: Sheet, name: str) -> None:
    opened(scene, before(name, zeros))
    document = scene.report.document
    for number in (1, 2):
        document.submit(SetText("overview", f"第{number}稿。"), "输入")
    document.undo()
    step(scene, name)
    on_disk, shown = scene.store.files[PATH], report(scene)
    assert shown.state is on_disk.state is NEXT[STEPS[name]][1]
    assert not document.is_dirty
    for action in ("undo", "undo", "redo", "redo"):
        scene.trigger(action)
    assert report(scene) == shown
    scene.trigger("undo")
    assert "以前的改动不能撤销" in scene.window.status.page_words
    scene.trigger("save")
    scene.qtbot.waitUntil(lambda: not scene.window.background.is_busy)
    assert scene.store.files[PATH].state is on_disk.state
    assert scene.store.files[PATH].history == on_disk.history


@EVERY_STEP
@pytest.mark.parametrize(
    "error",
    [
        SaveFailedError("磁盘已满。"),
        LockedError("别人正在保存。", may_break=True),
        ChangedOnDiskError("这个文件在别处改过了。", None, None),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_step_whose_save_failed_has_not_happened(
    scene: Scene, zeros: Sheet, name: str, error: ExpectedError
) -> None:
    sheet = before(name, zeros)
    opened(scene, sheet)
    document = scene.report.document
    document.submit(SetText("overview", "第一稿。"), "输入")
    standing = report(scene)
    scene.store.fails = error
    scene.monkeypatch.setattr("report_desk.desk.files.saving.after_refusal", lambda *_: None)
    with scene.qtbot.waitSignal(scene.report.saving.not_stepped):
        scene.trigger(name)
    assert report(scene) == standing
    assert "这一步没有做" in scene.window.status.page_words
    assert not document.history.canRedo()
    assert not scene.written
    document.undo()
    assert report(scene).sections == sheet.report.sections
    document.redo()
    scene.save()
    assert scene.store.files[PATH].state is sheet.report.state
    assert not scene.written


@EVERY_STEP
def test_a_step_without_a_place_leaves_nothing_to_redo(scene: Scene, zeros: Sheet, name: str) -> None:
    scene.open(before(name, zeros))
    standing = report(scene)
    all_is_settled(scene)
    fill_in(scene, reason="有误", person=CLERK)
    scene.will_choose(None)
    scene.trigger(name)
    scene.trigger("redo")
    scene.trigger("undo")
    assert report(scene) == standing
    assert "这一步没有做" in scene.window.status.page_words


@EVERY_STEP
def test_what_is_typed_while_a_step_is_saved_stays_and_is_undone_alone(
    scene: Scene, zeros: Sheet, name: str
) -> None:
    opened(scene, before(name, zeros))
    document = scene.report.document
    document.submit(SetText("overview", "之前。"), "输入")
    with scene.qtbot.waitSignal(scene.report.saving.stepped):
        scene.trigger(name)
        document.submit(SetText("problems", "之间。"), "输入")
        assert document.undo()
        assert not document.undo()
        document.redo()
    state = NEXT[STEPS[name]][1]
    assert (report(scene).state, report(scene).sections["problems"]) == (state, "之间。")
    assert scene.store.files[PATH].sections["problems"] != "之间。"
    unsaved = [document.is_dirty]
    review(scene).choose_way(Way.FILL)
    document.undo()
    assert (report(scene).state, report(scene).sections["overview"]) == (state, "之前。")
    assert [*unsaved, document.is_dirty] == [True, False]
    assert not document.undo()


def test_a_step_asked_for_while_a_save_is_under_way_waits_for_it(scene: Scene, zeros: Sheet) -> None:
    opened(scene, zeros)
    scene.report.document.submit(SetFigure(CELL, 0), "填数")
    scene.report.document.submit(SetText("overview", "第一稿。"), "输入")
    with scene.qtbot.waitSignal(scene.report.saving.stepped):
        scene.trigger("save")
        scene.trigger("hand_over")
        scene.trigger("hand_over")
        assert "还在保存" in scene.window.status.page_words
        assert report(scene).state is State.DRAFT
    assert [event.kind for event in scene.store.files[PATH].history] == [EventKind.SUBMITTED]
    assert scene.store.files[PATH].revision.number == 2


def test_a_step_that_came_out_of_turn_while_it_waited_is_told(scene: Scene, zeros: Sheet) -> None:
    opened(scene, zeros)
    scene.report.document.submit(SetText("overview", "第一稿。"), "输入")
    scene.will_answer("知道了")
    with scene.qtbot.waitSignal(scene.report.saving.not_stepped):
        scene.trigger("save")
        scene.trigger("approve")
        scene.report.document.submit(SetFigure(CELL, 9), "填数")
    assert "还不能定稿" in scene.asked[0]
    assert report(scene).state is State.DRAFT


def test_a_step_that_can_be_saved_in_another_way_is_taken(scene: Scene, zeros: Sheet) -> None:
    opened(scene, zeros)
    scene.store.fails = LockedError("别人正在保存。", may_break=True)
    scene.will_answer("解除占用再保存")
    step(scene, "hand_over")
    assert scene.store.files[PATH].state is State.SUBMITTED
    assert scene.written


@pytest.mark.parametrize("action", ["undo", "redo"])
def test_undo_and_redo_pass_the_gate_of_the_way_of_working(scene: Scene, zeros: Sheet, action: str) -> None:
    opened(scene, zeros)
    document = scene.report.document
    document.submit(SetFigure(GRANTED, 5), "填数")
    document.submit(SetFigure(GRANTED, 6), "填数")
    document.undo()
    review(scene).choose_way(Way.REMARK)
    scene.trigger(action)
    assert report(scene).figures[GRANTED] == 5
    assert "只批注，不改数" in scene.window.status.page_words
    review(scene).choose_way(Way.FILL)
    scene.trigger(action)
    assert report(scene).figures[GRANTED] == (0 if action == "undo" else 6)


def test_a_reviewer_takes_back_what_they_said(scene: Scene, submitted: Sheet) -> None:
    scene.store.files[PATH] = submitted.report
    call_me(scene, SUPERVISOR)
    scene.window.open(PATH)
    document = scene.report.document
    document.submit(remark("r", remark_anchor()), "批注")
    scene.trigger("undo")
    assert not report(scene).remarks
    scene.trigger("redo")
    assert report(scene).remarks


def remark_anchor() -> Anchor:
    return Anchor(AnchorKind.WHOLE)


def test_an_older_copy_brings_its_content_back_and_no_step(scene: Scene, submitted: Sheet) -> None:
    opened(scene, submitted)
    older = scene.store.files[PATH]
    scene.report.document.submit(SetFigure(CELL, 2), "填数")
    scene.report.document.submit(SetFigure(GRANTED, 2), "填数")
    step(scene, "approve")
    review(scene).choose_way(Way.FILL)
    copy = StoredCopy(CopyKind.BACKUP, PurePath("/备份/a"), PATH, 0.0, older)
    scene.report.document.restore(copy, "找回")
    assert report(scene).figures[CELL] == 1
    assert report(scene).state is State.APPROVED
    assert "和定稿不是同一份" in review(scene).bar.words
    scene.trigger("undo")
    assert report(scene).figures[CELL] == 2
    assert report(scene).state is State.APPROVED


def test_a_copy_that_knows_more_steps_brings_them(scene: Scene, submitted: Sheet) -> None:
    approved = made(submitted, Step(EventKind.APPROVED, SUPERVISOR, AT)).report
    opened(scene, submitted)
    copy = StoredCopy(CopyKind.BACKUP, PurePath("/备份/a"), PATH, 0.0, approved)
    scene.report.document.restore(copy, "找回")
    assert report(scene).state is State.APPROVED
    scene.trigger("undo")
    assert report(scene).history == approved.history
    assert replace(report(scene), revision=approved.revision) == approved


def test_closing_waits_for_a_step_under_way(scene: Scene, zeros: Sheet) -> None:
    opened(scene, zeros)
    scene.trigger("hand_over")
    scene.trigger("close")
    assert open_report(scene.window) is not None
    scene.qtbot.waitUntil(lambda: open_report(scene.window) is None)
    assert scene.store.files[PATH].state is State.SUBMITTED
    scene.qtbot.waitUntil(lambda: bool(scene.written))


def test_the_reason_of_a_step_that_was_left_or_not_saved_is_there_again(scene: Scene, zeros: Sheet) -> None:
    opened(scene, zeros)
    seen: list[str] = []

    def answer(dialog: StepDialog) -> int:
        seen.append(dialog.reason.toPlainText())
        dialog.reason.setPlainText(f"{seen[-1]}请审。")
        return int(QDialog.DialogCode.Accepted if len(seen) > 1 else QDialog.DialogCode.Rejected)

    scene.monkeypatch.setattr(StepDialog, "exec", answer)
    scene.trigger("hand_over")
    scene.store.fails = SaveFailedError("磁盘已满。")
    scene.will_answer("先不存")
    with scene.qtbot.waitSignal(scene.report.saving.not_stepped):
        scene.trigger("hand_over")
    step(scene, "hand_over")
    assert seen == ["", "请审。", "请审。请审。"]
    assert not scene.report.turns.steps._reasons


EDITS: dict[type, Edit] = {
    type(edit): edit
    for edit in (
        SetFigure(CELL, 3),
        SetFigures({CELL: 3}),
        SetText("overview", "第一稿。"),
        SetDetail("phone", "1"),
        SetOrgan("另一个局"),
        Declare({TOTAL: 3}),
        AcceptTotals((TOTAL,)),
        ZeroBlanks(),
        Explain(Explanation("swing", (), "v", "原因", CLERK, AT)),
        TakeOver(PreviousYear("p", "p1", "2021", 2024, {}, {})),
        Restore(Report("report", "2021", 2025, "别的局")),
        Together((SetFigure(CELL, 3), SetText("overview", "一起。"))),
        remark("new", Anchor(AnchorKind.WHOLE)),
        AnswerRemark("thread", Entry(CLERK, AT, "答复")),
        CloseRemark("thread", CLERK, AT),
        Suggest(Suggestion("new", Anchor(AnchorKind.CELL, cell=CELL), 0, 9, CLERK, AT)),
        Decide("offer", Decision.REFUSED, CLERK, AT),
        JudgeExplanation("carry-over", (CELL,), Verdict.QUESTIONED),
    )
}
"""One of every way to change a report, each of which changes `with_something_of_all`."""


def with_something_of_all(zeros: Sheet) -> Sheet:
    return made(
        zeros,
        Declare({TOTAL: 9}),
        SetFigure(GRANTED, None),
        Explain(Explanation("carry-over", (CELL,), "v", "原因", CLERK, AT)),
        remark("thread", Anchor(AnchorKind.WHOLE)),
        Suggest(Suggestion("offer", Anchor(AnchorKind.CELL, cell=CELL), 0, 8, SUPERVISOR, AT)),
    )


def test_every_way_to_change_a_report_is_tried_against_a_step() -> None:
    """Also one that is added later; `Step` itself is taken by `Document.stepped` alone."""
    assert set(EDITS) | {Step} == set(get_args(Edit))


@pytest.mark.parametrize("kind", EDITS, ids=lambda kind: kind.__name__)
def test_no_edit_before_a_step_is_undone_behind_it_and_none_after_it_takes_it_back(
    scene: Scene, zeros: Sheet, kind: type
) -> None:
    opened(scene, with_something_of_all(zeros))
    document = scene.report.document
    begun = report(scene)
    document.submit(EDITS[kind], "改动")
    before = report(scene)
    assert before != begun
    step(scene, "hand_over")
    taken = report(scene)
    assert not document.undo()
    assert not document.redo()
    assert report(scene) == taken
    assert scene.store.files[PATH].state is State.SUBMITTED
    review(scene).choose_way(Way.FILL)
    document.submit(SetDetail("fax", "2"), "改动")
    document.submit(EDITS[kind], "改动")
    while document.undo():
        pass
    assert replace(report(scene), revision=taken.revision) == taken
    assert taken.state is State.SUBMITTED
