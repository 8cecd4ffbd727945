from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk.core.edits.apply import Outcome, SetFigure, SetText
from report_desk.core.edits.review import AddRemark
from report_desk.core.form.edition import Address
from report_desk.core.ports import SavedReport
from report_desk.core.report.model import Anchor, AnchorKind, Entry, Remark, Report, Revision
from report_desk.desk.document import MOST_CHANGES, Document, Place

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet

CELL = Address("requests.new.individual")
TOTAL = Address("requests.new.total")


@pytest.fixture
def outcomes(document: Document) -> list[Outcome]:
    seen: list[Outcome] = []
    document.changed.connect(seen.append)
    return seen


def test_an_edit_reaches_every_view_once(document: Document, outcomes: list[Outcome]) -> None:
    document.submit(SetFigure(CELL, 3), "填数")
    assert len(outcomes) == 1
    assert {CELL, TOTAL} <= outcomes[0].cells
    assert document.sheet.shown(TOTAL) == "3"


def test_an_edit_that_changes_nothing_leaves_no_trace(document: Document, outcomes: list[Outcome]) -> None:
    document.submit(SetFigure(CELL, 0), "填数")
    assert not outcomes
    assert not document.history.canUndo()


def test_undo_and_redo_swap_whole_reports(document: Document) -> None:
    before = document.sheet
    document.submit(SetFigure(CELL, 3), "填数")
    after = document.sheet
    document.undo()
    assert (document.sheet.report, document.sheet.numbers) == (before.report, before.numbers)
    document.redo()
    assert (document.sheet.report, document.sheet.numbers) == (after.report, after.numbers)


def test_what_was_only_said_is_undone_without_deriving_anything_anew(document: Document) -> None:
    findings = document.sheet.findings
    entry = Entry("审核人", "2026-01-10T09:00:00+08:00", "请核实。")
    document.submit(AddRemark(Remark("r", Anchor(AnchorKind.WHOLE), (entry,))), "批注")
    document.undo()
    assert document.sheet.findings is findings


def test_the_history_keeps_so_many_gestures_and_reports_alone(document: Document) -> None:
    for number in range(MOST_CHANGES + 5):
        document.submit(SetFigure(CELL, number + 1), "填数")
    assert document.history.count() == MOST_CHANGES
    kept = [getattr(document.history.command(at), "before", None) for at in range(MOST_CHANGES)]
    assert all(type(moment.report) is Report for moment in kept if moment is not None)
    assert None not in kept
    while document.undo():
        pass
    assert document.sheet.report.figures[CELL] == 5
    assert document.redo()
    assert document.sheet.report.figures[CELL] == 6


def test_nothing_to_undo_or_to_do_again_is_no_fault(document: Document) -> None:
    assert not document.undo()
    assert not document.redo()


def test_edits_that_join_undo_together(document: Document) -> None:
    for text in ("收", "收到", "收到申请"):
        document.submit(SetText("overview", text), "输入", "text:overview:1")
    document.submit(SetText("overview", "收到申请。"), "输入", "text:overview:2")
    assert document.history.count() == 2
    document.undo()
    assert document.sheet.prose("overview") == "收到申请"
    document.undo()
    assert document.sheet.prose("overview") == "2025年已按要求完成。"


def test_it_is_dirty_until_what_stands_is_what_was_saved(document: Document) -> None:
    states = [document.is_dirty]
    document.submit(SetFigure(CELL, 3), "填数")
    states.append(document.is_dirty)
    document.undo()
    assert [*states, document.is_dirty] == [False, True, False]


def test_edits_made_during_a_save_stay_unsaved(document: Document) -> None:
    document.submit(SetFigure(CELL, 3), "填数")
    snapshot = document.sheet.report
    document.submit(SetFigure(CELL, 4), "填数")
    revision = Revision(1, "r1")
    document.saved(snapshot, SavedReport(document.snapshot().report, "digest"), PurePath("a.rdesk"))
    states = [document.is_dirty]
    document.undo()
    assert [*states, document.is_dirty] == [True, False]
    assert revision != document.sheet.report.revision


def test_undo_never_takes_back_which_save_this_is(zeros: Sheet, qapp: object) -> None:  # noqa: ARG001
    document = Document(zeros, Place())
    document.submit(SetFigure(CELL, 3), "填数")
    saved = replace(document.snapshot().report, revision=Revision(7, "r7"))
    document.saved(document.sheet.report, SavedReport(saved, "digest"), PurePath("a.rdesk"))
    document.undo()
    assert document.snapshot().report.revision == Revision(7, "r7")
    assert document.is_dirty
    assert document.place == Place(PurePath("a.rdesk"), "digest")


def test_recovered_work_is_unsaved_from_the_start(zeros: Sheet, qapp: object) -> None:  # noqa: ARG001
    assert Document(zeros, Place(), is_safe=False).is_dirty
