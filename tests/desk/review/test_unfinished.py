"""Unfinished writing is kept: every kind of it, over every way of leaving it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from report_desk.core.edits.apply import SetFigures
from report_desk.core.edits.review import Step
from report_desk.core.form.edition import Address
from report_desk.core.ports import CopyKind, StoredCopy
from report_desk.core.record import codec
from report_desk.core.report.model import Anchor, AnchorKind, EventKind, State
from report_desk.desk.document import Document
from report_desk.desk.files.watching.notice import Told
from report_desk.desk.review.threads.cards import Deed
from report_desk.desk.review.ways.way import Way
from report_desk.desk.unfinished import Kind, Scrap, kept_in, taken_from
from tests.desk.hands import Key, press, type_text
from tests.desk.review.conftest import CELL, CLERK, LATER, SUPERVISOR, made, remark
from tests.desk.review.test_reviewing import PATH, call_me, fill_in, panel, report, review
from tests.desk.rooms import open_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet
    from report_desk.desk.unfinished import Unfinished
    from tests.desk.scene import Scene

CARRIED = Address("requests.carried_in.individual")
NEW = Address("requests.new.individual")
WORDS = {Kind.CELL: "42", Kind.EXPLANATION: "yijian", Kind.REMARK: "qing heshi", Kind.ANSWER: "yi heshi"}


@pytest.fixture
def about(followed: Sheet) -> Sheet:
    """A returned report with a finding to explain and a thread to answer; it may be handed over."""
    submitted = Step(EventKind.SUBMITTED, CLERK, LATER)
    thread = remark("thread", Anchor(AnchorKind.SECTION, "problems"))
    return made(followed, submitted, thread, Step(EventKind.RETURNED, SUPERVISOR, LATER, "请改"))


def at_work(scene: Scene, about: Sheet) -> Unfinished:
    scene.store.files[PATH] = about.report
    call_me(scene, CLERK)
    scene.window.open(PATH)
    review(scene).choose_way(Way.FILL)
    scene.window.actions_by_name["findings"].setChecked(True)
    scene.report.workspace.show_findings(shown=True)
    return scene.report.document.unfinished


def begin(scene: Scene, kind: Kind) -> None:
    """Write half of something, by keys, into a form that is seen."""
    match kind:
        case Kind.CELL:
            scene.table("requests_note").view.reveal(NEW)
        case Kind.EXPLANATION:
            findings = scene.report.workspace.findings
            findings.step(1)
            findings.begin_explaining()
        case Kind.REMARK:
            scene.trigger("add_remark")
        case Kind.ANSWER:
            panel(scene).select("remark:thread")
            review(scene).do_current(Deed.ANSWER)
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert not focus.visibleRegion().isEmpty()
    type_text(WORDS[kind])


def words(unfinished: Unfinished, kind: Kind) -> list[str]:
    return [scrap.words for scrap in unfinished.scraps if scrap.kind is kind]


def another_page(scene: Scene) -> None:
    scene.go("other")


def the_same_again(scene: Scene) -> None:
    scene.trigger("add_remark")


def another_answer(scene: Scene) -> None:
    panel(scene).select("remark:thread")
    review(scene).do_current(Deed.ANSWER)


def another_explanation(scene: Scene) -> None:
    scene.report.workspace.findings.step(1)
    scene.trigger("explain")


def other_findings(scene: Scene) -> None:
    scene.report.document.submit(SetFigures({CARRIED: None, NEW: None}), "清空")


def no_findings(scene: Scene) -> None:
    scene.report.document.submit(SetFigures({CARRIED: 5, NEW: 2}), "填数")


def only_this_page(scene: Scene) -> None:
    scene.report.workspace.findings.only_here.click()
    scene.go("other")


def undo(scene: Scene) -> None:
    scene.report.document.submit(SetFigures({CARRIED: None}), "清空")
    scene.trigger("undo")


def another_way(scene: Scene) -> None:
    review(scene).choose_way(Way.CORRECT)
    review(scene).choose_way(Way.FILL)


def hide(scene: Scene) -> None:
    for name in ("remarks", "findings"):
        scene.trigger(name)


def save(scene: Scene) -> None:
    scene.trigger("save")
    scene.qtbot.waitUntil(lambda: not scene.window.background.is_busy)


def merged_or_from_disk(scene: Scene) -> None:
    """Another document takes the place of the open one, which went into it."""
    document = Document(scene.report.document.sheet, scene.report.document.place)
    document.unfinished.left = scene.report.document.unfinished.scraps
    scene.window.replace(document, Told(), "")


def escape(_: Scene) -> None:
    press(Key.Key_Escape)


LEAVING: list[Callable[[Scene], None]] = [
    another_page, the_same_again, another_answer, another_explanation, other_findings, no_findings,
    only_this_page, undo, another_way, hide, save, merged_or_from_disk, escape,
]  # fmt: skip


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("leave", LEAVING)
def test_what_is_half_written_is_still_there(
    scene: Scene, about: Sheet, kind: Kind, leave: Callable[[Scene], None]
) -> None:
    at_work(scene, about)
    begin(scene, kind)
    assert words(scene.report.document.unfinished, kind) == [WORDS[kind]]
    leave(scene)
    QApplication.processEvents()
    if kind is Kind.CELL and not words(scene.report.document.unfinished, kind):
        changed = leave in {
            other_findings,
            no_findings,
            escape,
        }  # which set that cell, or give it up as in Excel
        assert changed or report(scene).figures[NEW] == 42
    else:
        assert words(scene.report.document.unfinished, kind) == [WORDS[kind]]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.CELL])
@pytest.mark.parametrize("way_out", ["close", "new", "hand_over"])
@pytest.mark.parametrize("answer", ["记下", "不要了", "回去接着写"])
def test_leaving_asks_what_becomes_of_it(
    scene: Scene, about: Sheet, kind: Kind, way_out: str, answer: str
) -> None:
    unfinished = at_work(scene, about)
    begin(scene, kind)
    fill_in(scene, person=CLERK)
    before = said(report(scene))
    scene.will_answer(answer, *(["保存"] if answer == "记下" and way_out != "hand_over" else []))
    if way_out == "new":
        scene.window.session.began.emit(Document(about, scene.report.document.place), Told())
    else:
        scene.trigger(way_out)
    scene.qtbot.waitUntil(lambda: not scene.window.background.is_busy)
    assert WORDS[kind] in scene.asked[0]
    on_disk = scene.store.files[PATH]
    if answer == "回去接着写":
        assert words(unfinished, kind) == [WORDS[kind]]
        assert on_disk.state is State.RETURNED
    else:
        assert said(on_disk) == (before | {WORDS[kind]} if answer == "记下" else before)
        assert (on_disk.state is State.SUBMITTED) is (way_out == "hand_over")


def said(stated: Report) -> set[str]:
    entries = {entry.text for thread in stated.remarks for entry in thread.entries}
    return entries | {note.text for note in stated.explanations}


def test_every_kind_is_known_to_the_registry_of_an_open_report(scene: Scene, about: Sheet) -> None:
    assert set(at_work(scene, about)._pieces) == set(Kind)


def test_escape_closes_what_is_empty(scene: Scene, about: Sheet) -> None:
    at_work(scene, about)
    scene.trigger("add_remark")
    press(Key.Key_Escape)
    assert panel(scene).new is None
    findings = scene.report.workspace.findings
    findings.step(1)
    findings.begin_explaining()
    press(Key.Key_Escape)
    assert findings.form is None


def test_what_lacks_a_name_keeps_the_report_open(scene: Scene, about: Sheet) -> None:
    unfinished = at_work(scene, about)
    call_me(scene, "")
    begin(scene, Kind.REMARK)
    scene.will_answer("记下")
    scene.trigger("close")
    assert open_report(scene.window) is not None
    form = panel(scene).new
    assert form is not None
    assert form.person.hasFocus()
    assert words(unfinished, Kind.REMARK) == [WORDS[Kind.REMARK]]


@pytest.mark.parametrize("kind", Kind)
def test_a_crash_draft_holds_it_and_restoring_opens_it_again(scene: Scene, about: Sheet, kind: Kind) -> None:
    at_work(scene, about)
    begin(scene, kind)
    scene.report.saving._keep_draft()
    scene.qtbot.waitUntil(lambda: bool(scene.store.drafts))
    draft = codec.read(codec.write(scene.store.drafts["report"])).report
    assert draft != about.report
    scene.window.forget_report()
    copy = StoredCopy(CopyKind.DRAFT, PurePath("/草稿/a"), PATH, 0.0, draft, scene.store.digest_on_disk(PATH))
    scene.window.session._open_copy(copy)
    QApplication.processEvents()
    assert words(scene.report.document.unfinished, kind) == [WORDS[kind]]
    assert report(scene) == about.report
    scene.save()
    assert "unfinished" not in scene.store.files[PATH].unknown.get("report", {})


def test_a_correction_is_kept_with_its_remark(scene: Scene, submitted: Sheet) -> None:
    call_me(scene, SUPERVISOR)
    scene.open(submitted)
    review(scene).choose_way(Way.CORRECT)
    scene.table("requests_note").view.reveal(CELL)
    scene.trigger("add_remark")
    form = panel(scene).new
    assert form is not None
    form.correction.take_up("7")
    scraps = scene.report.document.unfinished.scraps
    assert scraps == (Scrap(Kind.REMARK, "", Anchor(AnchorKind.CELL, cell=CELL), correction="7"),)
    form.given_up.emit()
    scene.report.document.unfinished.resume(scraps, scene.window)
    assert scene.report.document.unfinished.scraps == scraps


def test_an_answer_outlives_its_thread(scene: Scene, submitted: Sheet) -> None:
    call_me(scene, SUPERVISOR)
    document = scene.open(submitted)
    document.submit(remark("gone", Anchor(AnchorKind.WHOLE)), "批注")
    panel(scene).select("remark:gone")
    review(scene).do_current(Deed.ANSWER)
    type_text("buchong")
    document.undo()
    QApplication.processEvents()
    view = panel(scene).answering
    assert view is not None
    assert view.form is not None
    assert not view.form.text.visibleRegion().isEmpty()
    view.form.write()
    assert [thread.entries[0].text for thread in report(scene).remarks] == ["buchong"]
    assert panel(scene).answering is None


def test_what_has_no_place_any_more_is_told(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    scraps = (
        Scrap(Kind.EXPLANATION, "撤回一件", key="gone"),
        Scrap(Kind.CELL, "7", Anchor(AnchorKind.CELL, cell="x")),
    )
    scene.will_answer("知道了", "知道了")
    scene.report.document.unfinished.resume(scraps, scene.window)
    assert ["撤回一件" in scene.asked[0], "7" in scene.asked[1]] == [True, True]


def test_a_draft_that_holds_nonsense_is_read_all_the_same(zeros: Sheet) -> None:
    strange = replace(zeros.report, unknown={"report": {"unfinished": [{"kind": "?"}]}})
    assert taken_from(strange) == (strange, ())
    scraps = (Scrap(Kind.REMARK, "请核实"),)
    assert taken_from(kept_in(zeros.report, scraps)) == (zeros.report, scraps)
    other = replace(zeros.report, unknown={"report": {"theirs": 1}})
    assert taken_from(kept_in(other, scraps)) == (other, scraps)
