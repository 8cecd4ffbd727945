"""The review in the window: panel, bar, marks and steps over ports in memory."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit

from report_desk.core.edits.apply import Explain, SetFigure, SetText
from report_desk.core.edits.review import Step, Suggest
from report_desk.core.form.edition import Address, Level
from report_desk.core.ports import SaveFailedError
from report_desk.core.record import codec
from report_desk.core.report.model import (
    Anchor,
    AnchorKind,
    Decision,
    EventKind,
    Explanation,
    State,
    Suggestion,
    Verdict,
)
from report_desk.core.versions import comparison
from report_desk.desk.pages.cover.page import CoverPage
from report_desk.desk.pages.prose.page import ProsePage
from report_desk.desk.review.panel import MOST_CARDS
from report_desk.desk.review.steps.dialogs import StepDialog
from report_desk.desk.review.steps.taking import unsettled
from report_desk.desk.review.threads.cards import Deed
from report_desk.desk.review.threads.thread_dialog import WholeDialog
from report_desk.desk.review.ways.way import Way
from tests.desk.hands import CONTROL, Key, press, type_text
from tests.desk.memory import OffThread
from tests.desk.review.conftest import AT, CELL, CLERK, GRANTED, LATER, SUPERVISOR, made, remark

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet
    from report_desk.desk.review.panel import ReviewPanel
    from report_desk.desk.review.reviewing import Review
    from tests.desk.scene import Scene

PATH = PurePath("/报告/a.rdesk")
STICK = PurePath("/U盘")


def review(scene: Scene) -> Review:
    return scene.report.turns.review


def panel(scene: Scene) -> ReviewPanel:
    return review(scene).panel


def report(scene: Scene) -> Report:
    return scene.report.document.sheet.report


def call_me(scene: Scene, name: str) -> None:
    settings = scene.services.settings
    settings.choose(replace(settings.preferences, person=name))


def fill_in(
    scene: Scene,
    *,
    reason: str = "",
    folder: str = "",
    person: str = "",
    look: Callable[[StepDialog], object] = lambda _: None,
) -> list[StepDialog]:
    """Answer every step's dialog so, after a look; once the event loop has come round they are gone."""
    seen: list[StepDialog] = []

    def accept(dialog: StepDialog) -> int:
        seen.append(dialog)
        dialog.reason.setPlainText(reason)
        dialog.folder.setText(folder)
        if person:
            dialog.person.setText(person)
        look(dialog)
        return int(QDialog.DialogCode.Accepted)

    scene.monkeypatch.setattr(StepDialog, "exec", accept)
    return seen


# ---------------------------------------------------------------------- whose turn


def test_a_plain_draft_shows_nothing_of_the_review(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    assert not panel(scene).isVisible()
    assert not review(scene).bar.isVisible()
    assert review(scene).way is Way.FILL


def test_a_submitted_file_opens_for_reading(scene: Scene, submitted: Sheet) -> None:
    call_me(scene, SUPERVISOR)
    scene.open(submitted)
    assert review(scene).way is Way.REMARK
    assert review(scene).bar.words == "经办人 2026-01-10 09:00 送审（修订 1）"
    table = scene.table("requests_note")
    table.view.reveal(CELL)
    type_text("7")
    press(Key.Key_Return)
    press(Key.Key_Delete)
    assert report(scene) == submitted.report
    assert "只批注，不改数" in scene.window.status.page_words
    prose = scene.go("overview")
    type_text("x")
    assert report(scene) == submitted.report
    assert isinstance(prose, ProsePage)
    press(Key.Key_A, modifier=CONTROL)
    assert prose.editor.textCursor().hasSelection()
    cover = scene.go("cover")
    assert all(line.isReadOnly() for line in cover.findChildren(QLineEdit))
    assert "指纹" in words_in_status(scene)


def test_who_changes_what_was_handed_over_is_told_that_it_is_another(scene: Scene, submitted: Sheet) -> None:
    call_me(scene, CLERK)
    document = scene.open(submitted)
    assert review(scene).way is Way.FILL
    assert "等待审核。还要改就先收回。" in review(scene).bar.words
    document.submit(SetFigure(CELL, 3), "填数")
    scene.qtbot.waitUntil(lambda: "之后又改过，上级手里的没有" in review(scene).bar.words)
    document.undo()
    scene.qtbot.waitUntil(lambda: "等待审核" in review(scene).bar.words)


def words_in_status(scene: Scene) -> str:
    return " ".join(label.text() for label in scene.window.status.findChildren(QLabel))


def test_the_way_is_never_a_lock(scene: Scene, submitted: Sheet) -> None:
    call_me(scene, SUPERVISOR)
    scene.open(submitted)
    table = scene.table("requests_note")
    review(scene).choose_way(Way.FILL)
    table.view.reveal(CELL)
    type_text("7")
    press(Key.Key_Return)
    assert report(scene).figures[CELL] == 7
    cover = scene.go("cover")
    assert isinstance(cover, CoverPage)
    assert not cover.organ.isReadOnly()


def test_in_correcting_a_typed_figure_becomes_a_suggestion(scene: Scene, submitted: Sheet) -> None:
    call_me(scene, SUPERVISOR)
    scene.open(submitted)
    review(scene).choose_way(Way.CORRECT)
    table = scene.table("requests_note")
    table.view.reveal(CELL)
    type_text("7")
    press(Key.Key_Return)
    assert report(scene).figures[CELL] == 1
    (item,) = report(scene).suggestions
    assert (item.anchor.cell, item.before, item.after, item.by) == (CELL, 1, 7, SUPERVISOR)
    assert panel(scene).cards[0].said[0].text == "建议改成 7，现在 1"


def test_a_suggestion_is_taken_or_refused_and_undone(scene: Scene, returned: Sheet) -> None:
    item = Suggestion("s", Anchor(AnchorKind.CELL, cell=CELL), 1, 7, SUPERVISOR, AT)
    call_me(scene, CLERK)
    document = scene.open(made(returned, Suggest(item)))
    panel(scene).done.emit(_card(scene, "suggestion:s"), Deed.TAKE)
    assert report(scene).figures[CELL] == 7
    document.undo()
    assert report(scene).figures[CELL] == 1
    panel(scene).done.emit(_card(scene, "suggestion:s"), Deed.REFUSE)
    assert report(scene).figures[CELL] == 1
    assert report(scene).suggestions[0].decision is Decision.REFUSED


def test_a_suggestion_whose_sentence_is_gone_is_told(scene: Scene, returned: Sheet) -> None:
    anchor = Anchor(AnchorKind.SENTENCE, "overview", quote="没有这句。")
    item = Suggestion("s", anchor, "没有这句。", "改成这句。", SUPERVISOR, AT)
    call_me(scene, CLERK)
    scene.open(made(returned, Suggest(item)))
    scene.will_answer("知道了")
    panel(scene).done.emit(_card(scene, "suggestion:s"), Deed.TAKE)
    assert "找不到原来的文字" in scene.asked[0]


def _card(scene: Scene, key: str) -> object:
    return next(card for card in panel(scene).cards if card.key == key)


# ---------------------------------------------------------------------- remarks


def test_the_name_is_asked_once(scene: Scene, submitted: Sheet) -> None:
    scene.open(submitted)
    scene.table("requests_note").view.reveal(CELL)
    scene.trigger("add_remark")
    form = panel(scene).new
    assert form is not None
    type_text("请核实。")
    press(Key.Key_Return, modifier=CONTROL)
    assert not report(scene).remarks
    assert form.person.hasFocus()
    type_text(SUPERVISOR)
    press(Key.Key_Return)
    (made_remark,) = report(scene).remarks
    assert made_remark.anchor == Anchor(AnchorKind.CELL, cell=CELL)
    assert [(entry.by, entry.text) for entry in made_remark.entries] == [(SUPERVISOR, "请核实。")]
    assert scene.services.settings.preferences.person == SUPERVISOR
    scene.trigger("add_remark")
    again = panel(scene).new
    assert again is not None
    assert not again.person.isVisible()
    press(Key.Key_Escape)
    assert panel(scene).new is None


def test_a_selected_sentence_is_what_a_remark_is_about(scene: Scene, submitted: Sheet) -> None:
    call_me(scene, SUPERVISOR)
    scene.open(submitted)
    page = scene.go("overview")
    assert isinstance(page, ProsePage)
    page.editor.select(9, 16)
    scene.trigger("add_remark")
    form = panel(scene).new
    assert form is not None
    assert [form.place.itemText(row) for row in range(form.place.count())] == [
        "一、总体情况 ·「申请均已办结。」",
        "一、总体情况",
        "全文",
    ]
    type_text("写具体。")
    press(Key.Key_Return, modifier=CONTROL)
    (made_remark,) = report(scene).remarks
    assert made_remark.anchor == Anchor(AnchorKind.SENTENCE, "overview", quote="申请均已办结。", place=9)
    (marked,) = page.editor.extraSelections()
    assert marked.cursor.selectedText() == "申请均已办结。"  # type: ignore[attr-defined]


def test_a_corrected_sentence_keeps_its_bound_number(scene: Scene, submitted: Sheet) -> None:
    raw = "收到申请⟦requests.new.total⟧件。"
    call_me(scene, SUPERVISOR)
    scene.open(made(submitted, SetText("overview", raw)))
    page = scene.go("overview")
    assert isinstance(page, ProsePage)
    review(scene).choose_way(Way.CORRECT)
    page.editor.selectAll()
    scene.trigger("add_remark")
    form = panel(scene).new
    assert form is not None
    form.correction.setFocus()
    press(Key.Key_Home)
    type_text("全年")
    form.write()
    (item,) = report(scene).suggestions
    assert (item.before, item.after) == (raw, f"全年{raw}")
    assert not report(scene).remarks


def test_a_correction_that_is_no_figure_is_told(scene: Scene, submitted: Sheet) -> None:
    call_me(scene, SUPERVISOR)
    scene.open(submitted)
    review(scene).choose_way(Way.CORRECT)
    scene.table("requests_note").view.reveal(CELL)
    scene.trigger("add_remark")
    form = panel(scene).new
    assert form is not None
    form.correction.setPlainText("-1")
    scene.will_answer("知道了")
    form.write()
    assert len(scene.asked) == 1
    assert not report(scene).suggestions
    assert panel(scene).new is form


def test_a_returned_file_opens_at_its_first_open_remark(scene: Scene, returned: Sheet) -> None:
    call_me(scene, CLERK)
    scene.open(returned)
    current = panel(scene).current
    assert current is not None
    assert current.key == "remark:sentence"
    assert scene.report.workspace.page == "overview"
    assert review(scene).bar.words == "审核人 2026-01-11 09:00 退回：数字不符"
    model = scene.report.workspace.outline.model()
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert [words for words in spoken if "批注未了" in words] == [
        "一、总体情况，已填好，1 条批注未了",
        "三、申请办理，已填好，1 条批注未了",
        "五、问题与改进，已填好，1 条批注未了",
    ]
    visited = []
    for _ in range(3):
        scene.trigger("next_remark")
        current = panel(scene).current
        visited.append("" if current is None else current.key)
    assert visited == ["remark:cell", "remark:section", "remark:sentence"]
    scene.trigger("previous_remark")
    assert scene.report.workspace.page == "problems"


def test_an_answer_is_written_below_the_thread(scene: Scene, returned: Sheet) -> None:
    call_me(scene, CLERK)
    scene.open(returned)
    scene.trigger("next_remark")
    scene.trigger("answer_remark")
    type_text("已改。")
    press(Key.Key_Return, modifier=CONTROL)
    thread = next(item for item in report(scene).remarks if item.id == "cell")
    assert [entry.by for entry in thread.entries] == [SUPERVISOR, CLERK]
    assert thread.is_open
    review(scene).choose_way(Way.REMARK)
    scene.trigger("close_remark")
    assert not next(item for item in report(scene).remarks if item.id == "cell").is_open
    assert panel(scene).findChildren(QLabel)[0].text() == "批注 4 · 未了 2"


def test_what_is_being_written_survives_an_edit_elsewhere(scene: Scene, returned: Sheet) -> None:
    call_me(scene, CLERK)
    document = scene.open(returned)
    scene.trigger("answer_remark")
    type_text("正在写")
    document.submit(SetFigure(GRANTED, 5), "填数")
    form = panel(scene).view("remark:sentence").form
    assert form is not None
    assert form.words == "正在写"


def test_a_hostile_file_cannot_flood_the_panel(scene: Scene, submitted: Sheet) -> None:
    flood = [
        remark(f"r{n}", Anchor(AnchorKind.WHOLE), "长" * 3000 + "w" * 3000) for n in range(MOST_CARDS + 7)
    ]
    scene.open(made(submitted, *flood))
    assert len(panel(scene).cards) == MOST_CARDS
    assert panel(scene).width() < scene.window.width() / 2
    texts = [label.text() for label in panel(scene).findChildren(QLabel)]
    assert "还有 7 条没有列出，了结前面的就会出来。" in texts
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in panel(scene).findChildren(QLabel))


# ---------------------------------------------------------------------- steps


def test_handing_over_saves_and_leaves_an_identical_copy(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[PATH] = zeros.report
    scene.window.open(PATH)
    dialogs = fill_in(scene, folder=str(STICK), person=CLERK)
    with scene.qtbot.waitSignal(scene.report.turns.told):
        scene.trigger("hand_over")
    own = scene.store.files[PATH]
    assert own.state is State.SUBMITTED
    assert scene.written == {STICK / "示例区文化和旅游局_2025_送审_修订1.rdesk": codec.write(own)}
    assert own.history[-1].by == CLERK
    assert own.history[-1].revision == own.revision.number
    preferences = scene.services.settings.preferences
    assert (preferences.person, preferences.handed_to) == (CLERK, str(STICK))
    assert review(scene).way is Way.FILL
    assert "可以交给上级了" in scene.window.status.page_words
    assert len(dialogs) == 1


def test_handing_over_says_what_stands_open_and_goes_on(scene: Scene, blank: Sheet) -> None:
    scene.store.files[PATH] = blank.report
    scene.window.open(PATH)
    said: list[str] = []
    fill_in(
        scene,
        person=CLERK,
        look=lambda dialog: said.extend(label.text() for label in dialog.findChildren(QLabel)),
    )
    with scene.qtbot.waitSignal(scene.report.saving.saved):
        scene.trigger("hand_over")
    warning = "".join(said)
    assert "处必须改，第一处：" in warning
    assert "照样可以交，但上级还不能定稿。" in warning
    assert scene.store.files[PATH].state is State.SUBMITTED
    assert not scene.written


def test_a_step_without_a_place_to_save_is_not_taken(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    fill_in(scene, person=CLERK)
    scene.will_choose(None)
    scene.trigger("hand_over")
    assert report(scene).state is State.DRAFT
    assert "这一步没有做" in scene.window.status.page_words


def test_a_copy_that_cannot_be_written_is_told(scene: Scene, zeros: Sheet) -> None:
    def fail(path: PurePath, data: bytes) -> None:  # noqa: ARG001 - the port's
        raise SaveFailedError("U 盘满了。")

    scene.store.files[PATH] = zeros.report
    services = replace(scene.services, write_file=fail)
    scene.monkeypatch.setattr(scene.window, "_services", services)
    scene.window.open(PATH)
    fill_in(scene, folder=str(STICK), person=CLERK)
    scene.will_answer("知道了")
    scene.trigger("hand_over")
    scene.qtbot.waitUntil(lambda: bool(scene.asked))
    assert scene.asked[0].startswith("U 盘满了。")
    assert scene.store.files[PATH].state is State.SUBMITTED


def test_a_name_on_the_stick_that_holds_something_else_stays(scene: Scene, zeros: Sheet) -> None:
    taken = STICK / "示例区文化和旅游局_2025_送审_修订1.rdesk"
    scene.store.files[PATH] = zeros.report
    scene.store.files[taken] = replace(zeros.report, organ="另一家")
    scene.window.open(PATH)
    fill_in(scene, folder=str(STICK), person=CLERK)
    with scene.qtbot.waitSignal(scene.report.turns.told):
        scene.trigger("hand_over")
    assert [path.name for path in scene.written] == ["示例区文化和旅游局_2025_送审_修订1_2.rdesk"]


def test_a_return_from_a_read_only_stick_is_saved_elsewhere(scene: Scene, submitted: Sheet) -> None:
    scene.store.files[PATH] = submitted.report
    scene.store.read_only = "这个文件是只读的。"
    call_me(scene, SUPERVISOR)
    scene.window.open(PATH)
    fill_in(scene, reason="数字不符")
    proposed: list[str] = []

    def choose(*given: str) -> tuple[str, str]:
        proposed.append(PurePath(given[2]).name)
        return "/别处/退回.rdesk", ""

    scene.monkeypatch.setattr("report_desk.desk.files.save_dialog.QFileDialog.getSaveFileName", choose)
    with scene.qtbot.waitSignal(scene.report.saving.saved):
        scene.trigger("return")
    saved = scene.store.files[PurePath("/别处/退回.rdesk")]
    assert saved.state is State.RETURNED
    assert saved.history[-1].reason == "数字不符"
    assert scene.store.files[PATH] == submitted.report
    assert proposed == ["示例区文化和旅游局_2025_退回_修订1.rdesk"]
    assert review(scene).way is Way.REMARK


def test_open_remarks_are_reason_enough_for_a_return(scene: Scene, submitted: Sheet) -> None:
    scene.store.files[PATH] = made(submitted, remark("r", Anchor(AnchorKind.WHOLE))).report
    call_me(scene, SUPERVISOR)
    scene.window.open(PATH)
    could_go: list[bool] = []
    fill_in(scene, look=lambda dialog: could_go.append(dialog._go.isEnabled()))
    with scene.qtbot.waitSignal(scene.report.saving.saved):
        scene.trigger("return")
    assert scene.store.files[PATH].history[-1].reason == "见批注"
    assert could_go == [True]


def test_one_person_may_fill_and_approve(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[PATH] = zeros.report
    call_me(scene, CLERK)
    scene.window.open(PATH)
    fill_in(scene)
    with scene.qtbot.waitSignal(scene.report.saving.saved):
        scene.trigger("approve")
    assert scene.store.files[PATH].state is State.APPROVED
    assert "核对一致" in review(scene).bar.words


def test_approval_waits_for_what_is_open(scene: Scene, submitted: Sheet) -> None:
    call_me(scene, SUPERVISOR)
    scene.open(made(submitted, SetFigure(CELL, 9)))
    scene.will_answer("知道了")
    scene.trigger("approve")
    assert scene.asked[0].startswith("还不能定稿：有 1 处没有解决。· ")
    assert report(scene).state is State.SUBMITTED


def test_a_change_after_the_approval_is_seen_at_once_and_undone(scene: Scene, submitted: Sheet) -> None:
    scene.store.files[PATH] = submitted.report
    call_me(scene, SUPERVISOR)
    scene.window.open(PATH)
    fill_in(scene)
    with scene.qtbot.waitSignal(scene.report.saving.saved):
        scene.trigger("approve")
    assert "核对一致" in review(scene).bar.words
    call_me(scene, CLERK)
    review(scene).choose_way(Way.FILL)
    document = scene.report.document
    document.submit(SetFigure(CELL, 2), "填数")
    assert review(scene).bar.words.startswith("定稿以后改过，")
    scene.qtbot.waitUntil(lambda: review(scene).bar.words.startswith("定稿以后改过（改了 1 个数字），"))
    scene.trigger("next_change")
    assert scene.table("requests_note").view.current == CELL
    document.undo()
    assert "核对一致" in review(scene).bar.words


def test_what_changed_is_found_off_the_windows_thread(scene: Scene, returned: Sheet) -> None:
    """Comparing 75 KB of prose takes longer than a frame; a fresh answer takes the place of an older one."""
    scene.monkeypatch.setattr(comparison, "compare", OffThread(comparison.compare))
    again = made(returned, SetFigure(CELL, 4), Step(EventKind.SUBMITTED, CLERK, LATER))
    scene.store.files[PATH] = again.report
    call_me(scene, SUPERVISOR)
    scene.window.open(PATH)
    strip = panel(scene)._changes
    assert not strip.isVisibleTo(panel(scene))
    scene.qtbot.waitUntil(lambda: "改了 1 个数字" in strip.words)
    review(scene).choose_way(Way.FILL)
    assert not strip.isVisibleTo(panel(scene)), "compared with another state"
    for text in ("改一。", "改二。"):
        scene.report.document.submit(SetText("other", text), "写字")
    scene.qtbot.waitUntil(lambda: strip.isVisibleTo(panel(scene)) and not scene.window.reckoning.is_busy)
    assert strip.words == "与交给上级时（修订 1）相比：改了 1 处文字"
    scene.trigger("next_change")
    assert "改二。" in strip.words


def test_an_approved_report_is_reopened_with_a_reason(scene: Scene, submitted: Sheet) -> None:
    approved = made(submitted, Step(EventKind.APPROVED, SUPERVISOR, LATER))
    scene.store.files[PATH] = approved.report
    call_me(scene, CLERK)
    scene.window.open(PATH)
    fill_in(scene, reason="漏计 1 件")
    with scene.qtbot.waitSignal(scene.report.saving.saved):
        scene.trigger("reopen")
    assert [event.kind for event in scene.store.files[PATH].history][-2:] == [
        EventKind.APPROVED,
        EventKind.REOPENED,
    ]
    assert "更正：漏计 1 件" in review(scene).bar.words


def test_who_handed_over_can_take_it_back(scene: Scene, submitted: Sheet) -> None:
    scene.store.files[PATH] = submitted.report
    call_me(scene, CLERK)
    scene.window.open(PATH)
    fill_in(scene, reason="漏填")
    with scene.qtbot.waitSignal(scene.report.saving.saved):
        scene.trigger("take_back")
    assert scene.store.files[PATH].state is State.RETURNED
    assert scene.store.files[PATH].history[-1].by == CLERK


def test_a_dialog_wants_a_name_and_where_it_must_a_reason(scene: Scene, submitted: Sheet) -> None:
    scene.open(submitted)
    seen: list[list[bool]] = []

    def look(dialog: StepDialog) -> int:
        enabled = []
        for person, reason in (("", ""), ("审核人", ""), ("审核人", "不符")):
            dialog.person.setText(person)
            dialog.reason.setPlainText(reason)
            enabled.append(dialog._go.isEnabled())
        seen.append(enabled)
        return int(QDialog.DialogCode.Rejected)

    scene.monkeypatch.setattr(StepDialog, "exec", look)
    scene.trigger("return")
    scene.trigger("approve")
    assert seen == [[False, False, True], [False, True, True]]
    assert report(scene) == submitted.report


@pytest.mark.parametrize("name", ["hand_over", "return", "approve", "reopen", "take_back"])
def test_steps_that_are_not_due_are_off(scene: Scene, zeros: Sheet, name: str) -> None:
    scene.open(zeros)
    assert scene.window.actions_by_name[name].isEnabled() is (name in {"hand_over", "approve"})


def test_the_review_sheet_is_exported(scene: Scene, returned: Sheet) -> None:
    scene.open(returned)
    scene.will_choose(PurePath("/out/意见单"))
    with scene.qtbot.waitSignal(scene.report.turns.told):
        scene.trigger("review_sheet")
    assert list(scene.written) == [PurePath("/out/意见单.pdf")]
    assert scene.press.printed[-1].title[1] == "政府信息公开工作年度报告审核意见单"


def test_cells_with_an_open_thread_are_marked(scene: Scene, returned: Sheet) -> None:
    call_me(scene, CLERK)
    scene.open(returned)
    view = scene.table("requests_note").view
    assert view.figures.remarked == frozenset({Address(CELL)})
    review(scene).choose_way(Way.REMARK)
    panel(scene).done.emit(_card(scene, "remark:cell"), Deed.CLOSE)
    assert view.figures.remarked == frozenset()


def test_f6_comes_to_the_panel_and_back_to_the_outline(scene: Scene, returned: Sheet) -> None:
    call_me(scene, SUPERVISOR)
    scene.open(returned)
    workspace = scene.report.workspace
    visited = []
    workspace.outline.setFocus()
    for _ in range(3):
        scene.trigger("next_pane")
        focus = scene.window.focusWidget()
        visited.append(
            next(
                n
                for n, pane in enumerate((workspace.shown, panel(scene), workspace.outline))
                if focus is pane or pane.isAncestorOf(focus)
            )
        )
    assert visited == [0, 1, 2]


def test_a_reason_of_many_lines_stays_one_line_in_the_bar(scene: Scene, submitted: Sheet) -> None:
    reason = "第一行\n第二行\n" + "长" * 5000
    scene.open(made(submitted, Step(EventKind.RETURNED, SUPERVISOR, LATER, reason)))
    assert "\n" not in review(scene).bar.words
    assert len(review(scene).bar.words) <= 300
    assert review(scene).bar.height() < 60


def test_a_long_remark_is_read_whole_and_turns_nothing_round(scene: Scene, submitted: Sheet) -> None:
    said = "长" * 1001 + "\u202e完"
    scene.open(made(submitted, remark("long", Anchor(AnchorKind.WHOLE), said, by="\u202e甲")))
    seen: list[str] = []
    scene.monkeypatch.setattr(WholeDialog, "exec", lambda dialog: seen.append(dialog.text.toPlainText()))
    panel(scene).select("remark:long")
    review(scene).do_current(Deed.READ)
    assert seen == ["长" * 1001 + "完"]
    heads = [part.text() for part in panel(scene).view("remark:long").findChildren(QLabel)]
    assert not any("\u202e" in head for head in heads)


def test_a_suggestion_is_withdrawn_by_its_link(scene: Scene, submitted: Sheet) -> None:
    call_me(scene, SUPERVISOR)
    item = Suggestion("s", Anchor(AnchorKind.CELL, cell=CELL), 1, 5, SUPERVISOR, AT)
    scene.open(made(submitted, Suggest(item)))
    panel(scene).select("suggestion:s")
    review(scene).do_current(Deed.WITHDRAW)
    (settled,) = report(scene).suggestions
    assert (settled.decision, settled.decided_by) == (Decision.REFUSED, SUPERVISOR)


def test_a_suggestion_on_a_total_is_told_and_not_raised(scene: Scene, returned: Sheet) -> None:
    total = Anchor(AnchorKind.CELL, cell="requests.new.total")
    scene.open(made(returned, Suggest(Suggestion("s", total, 1, 5, SUPERVISOR, AT))))
    panel(scene).select("suggestion:s")
    scene.will_answer("知道了")
    review(scene).do_current(Deed.TAKE)
    assert "由程序计算" in scene.asked[0]


def test_every_thread_is_counted_also_those_without_room(scene: Scene, submitted: Sheet) -> None:
    many = [remark(f"r{number}", Anchor(AnchorKind.WHOLE)) for number in range(MOST_CARDS + 20)]
    scene.open(made(submitted, *many))
    assert panel(scene)._counts.text() == f"批注 {MOST_CARDS + 20} · 未了 {MOST_CARDS + 20}"


def test_an_approval_says_everything_that_is_not_settled(followed: Sheet) -> None:
    finding = next(one for one in followed.findings if one.level is Level.EXPLAIN)
    note = Explanation(finding.rule, finding.cells, finding.values, "撤回。", CLERK, AT, Verdict.QUESTIONED)
    item = Suggestion("s", Anchor(AnchorKind.CELL, cell=CELL), 1, 5, SUPERVISOR, AT)
    sheet = made(followed, Explain(note), Suggest(item), remark("r", Anchor(AnchorKind.WHOLE)))
    assert unsettled(sheet.report) == (
        "还有 1 条批注没有了结、1 条改稿建议没有取舍、1 条说明存疑；定稿以后仍然可以了结，不影响指纹。"
    )
    assert not unsettled(followed.report)


def test_a_return_leaves_a_copy_named_by_its_state(scene: Scene, submitted: Sheet) -> None:
    scene.store.files[PATH] = submitted.report
    call_me(scene, SUPERVISOR)
    scene.window.open(PATH)
    fill_in(scene, reason="数字不符", folder=str(STICK))
    with scene.qtbot.waitSignal(scene.report.turns.told):
        scene.trigger("return")
    assert [path.name for path in scene.written] == ["示例区文化和旅游局_2025_退回_修订1.rdesk"]
    assert "可以交还经办了" in scene.window.status.page_words


def test_what_already_lies_there_by_its_name_is_not_copied(scene: Scene, submitted: Sheet) -> None:
    own = STICK / "示例区文化和旅游局_2025_退回_修订1.rdesk"
    scene.store.files[own] = submitted.report
    call_me(scene, SUPERVISOR)
    scene.window.open(own)
    fill_in(scene, reason="数字不符", folder=str(STICK))
    with scene.qtbot.waitSignal(scene.report.saving.stepped):
        scene.trigger("return")
    assert not scene.written
    assert "不用再另存" in scene.window.status.page_words


def test_who_reviews_sees_at_once_that_something_must_be_fixed(scene: Scene, submitted: Sheet) -> None:
    call_me(scene, SUPERVISOR)
    scene.open(submitted)
    assert not scene.report.workspace.findings.isVisible()
    scene.open(made(submitted, SetFigure(CELL, 9)))
    assert review(scene).way is Way.REMARK
    assert scene.report.workspace.findings.isVisible()


def test_the_sentence_at_the_caret_is_offered(scene: Scene, submitted: Sheet) -> None:
    call_me(scene, SUPERVISOR)
    scene.open(submitted)
    page = scene.go("overview")
    assert isinstance(page, ProsePage)
    page.editor.select_raw(11, 11)
    scene.trigger("add_remark")
    form = panel(scene).new
    assert form is not None
    offered = [form.place.itemText(at) for at in range(form.place.count())]
    assert offered == ["一、总体情况", "一、总体情况 ·「申请均已办结。」", "全文"]
    form.place.setCurrentIndex(1)
    assert form.anchor == Anchor(AnchorKind.SENTENCE, "overview", quote="申请均已办结。", place=9)


def test_a_returned_file_is_said_to_be_the_newer_one_of_ones_own(
    scene: Scene, zeros: Sheet, returned: Sheet
) -> None:
    back = STICK / "退回.rdesk"
    scene.store.files = {PATH: zeros.report, back: returned.report}
    call_me(scene, CLERK)
    said = []
    for path in (back, PATH, back):
        scene.window.open(path)
        said.append(scene.report.notice.words)
    newer = "这是退回来的新一份。您以前用的是「a.rdesk」：以后改这一份，旧的那份不要再改。"
    assert said == ["", "", newer]


def test_a_report_that_came_back_opens_at_the_answer_that_waits(scene: Scene, returned: Sheet) -> None:
    """Who asked sees it at once: one key closes it."""
    again = made(returned, Step(EventKind.SUBMITTED, CLERK, LATER))
    call_me(scene, SUPERVISOR)
    scene.open(again)
    card = panel(scene).current
    assert card is not None
    assert card.is_open
    before = sum(not one.closed_by for one in report(scene).remarks)
    scene.trigger("close_remark")
    assert sum(not one.closed_by for one in report(scene).remarks) == before - 1
