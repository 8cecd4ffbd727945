"""Saves that take their time, as on a stick or a share: what is typed and asked for meanwhile."""

from __future__ import annotations

import threading
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QFileDialog

from report_desk.core.edits.apply import SetFigure, SetText
from report_desk.core.edits.review import handover_name
from report_desk.core.form.edition import Address
from report_desk.core.ports import LockedError, SavedReport
from report_desk.core.record import codec
from report_desk.core.report.model import State
from report_desk.desk.files.save_dialog import place_to_save
from report_desk.desk.review.steps.dialogs import StepDialog
from tests.desk.rooms import open_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet
    from report_desk.desk.document import Document
    from tests.desk.memory import MemoryClaims
    from tests.desk.scene import Scene

CELL = Address("requests.new.individual")
PATH = PurePath("/报告/a.rdesk")
OTHER = PurePath("/报告/b.rdesk")
STICK = PurePath("/U盘")


@pytest.fixture
def goes_on(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Saves wait for it."""
    event, save = threading.Event(), scene.store.save

    def slow(
        report: Report, path: PurePath, *, expected_digest: str | None, break_lock: bool = False
    ) -> SavedReport:
        event.wait(10)
        return save(report, path, expected_digest=expected_digest, break_lock=break_lock)

    monkeypatch.setattr(scene.store, "save", slow)
    yield event
    event.set()


@pytest.fixture
def document(scene: Scene, zeros: Sheet) -> Document:
    """A report that is open from its file, with one change that is not saved."""
    scene.store.files[PATH] = zeros.report
    scene.window.open(PATH)
    write(scene.report.document, "先写的。")
    return scene.report.document


def write(document: Document, text: str) -> None:
    document.submit(SetText("other", text), "写字")


def is_at_rest(scene: Scene) -> bool:
    return not scene.window.background.is_busy


def test_what_is_typed_during_a_save_and_saved_again_is_one_more_save(
    scene: Scene, document: Document, goes_on: threading.Event
) -> None:
    scene.trigger("save")
    write(document, "后写的。")
    scene.trigger("save")
    scene.trigger("save")
    goes_on.set()
    scene.qtbot.waitUntil(lambda: is_at_rest(scene) and not document.is_dirty)
    assert scene.store.files[PATH].sections["other"] == "后写的。"
    assert scene.store.files[PATH].revision.number == 2
    assert scene.asked == []


def test_what_is_typed_while_the_save_before_closing_is_under_way_is_asked_about(
    scene: Scene, document: Document, goes_on: threading.Event
) -> None:
    scene.will_answer("保存", "取消")
    scene.window.close_report()
    write(document, "后写的。")
    goes_on.set()
    scene.qtbot.waitUntil(lambda: len(scene.asked) == 2)
    assert scene.report.document is document
    assert document.is_dirty
    assert scene.store.files[PATH].sections["other"] == "先写的。"


def test_closing_during_a_save_waits_for_all_that_is_to_be_saved(
    scene: Scene, document: Document, goes_on: threading.Event
) -> None:
    scene.trigger("save")
    write(document, "后写的。")
    scene.will_answer("保存")
    scene.window.close_report()
    goes_on.set()
    scene.qtbot.waitUntil(lambda: open_report(scene.window) is None)
    assert scene.store.files[PATH].sections["other"] == "后写的。"
    assert len(scene.asked) == 1


def test_a_new_report_that_is_being_saved_is_not_asked_for_a_place_again(
    scene: Scene, zeros: Sheet, goes_on: threading.Event
) -> None:
    document = scene.open(zeros)
    scene.will_choose(PATH)
    scene.trigger("save")
    write(document, "后写的。")
    scene.will_choose(OTHER)
    scene.trigger("save")
    goes_on.set()
    scene.qtbot.waitUntil(lambda: is_at_rest(scene) and document.place.path is not None)
    assert set(scene.store.files) == {PATH}
    assert scene.store.files[PATH].sections["other"] == "后写的。"


def test_saving_as_onto_what_is_being_saved_waits_for_it(
    scene: Scene, document: Document, goes_on: threading.Event
) -> None:
    scene.trigger("save")
    write(document, "后写的。")
    scene.will_choose(PATH)
    scene.trigger("save_as")
    goes_on.set()
    scene.qtbot.waitUntil(lambda: is_at_rest(scene) and not document.is_dirty)
    assert scene.store.files[PATH].sections["other"] == "后写的。"
    assert scene.asked == []


def test_after_a_save_that_was_refused_the_next_one_is_a_save(
    scene: Scene, document: Document, goes_on: threading.Event
) -> None:
    goes_on.set()
    scene.store.fails = LockedError("别的程序正在保存。", may_break=False)
    scene.will_answer("先不存")
    scene.trigger("save")
    scene.qtbot.waitUntil(lambda: len(scene.asked) == 1)
    assert not scene.report.saving.is_under_way
    scene.save()
    assert not document.is_dirty


def test_only_what_was_shown_is_overwritten(scene: Scene, document: Document) -> None:
    """Somebody saves once more while the question is open."""
    scene.store.files[PATH] = replace(document.sheet.report, organ="一家")
    seen: list[str] = []

    def answer(_: object, __: str, detail: str, answers: dict[str, object], escape: object) -> object:
        seen.append(detail)
        if len(seen) > 1:
            return escape
        scene.store.files[PATH] = replace(document.sheet.report, organ="又一家")
        return answers["覆盖它"]

    scene.monkeypatch.setattr("report_desk.desk.files.refusals.ask", answer)
    scene.trigger("save")
    scene.qtbot.waitUntil(lambda: len(seen) == 2)
    assert scene.store.files[PATH].organ == "又一家"


def test_a_lock_is_broken_for_the_place_that_was_chosen(scene: Scene, document: Document) -> None:
    scene.store.files[OTHER] = replace(document.sheet.report, organ="一家")
    scene.store.fails = LockedError("另一台电脑正在保存。", may_break=True)
    scene.will_choose(OTHER)
    scene.will_answer("解除占用再保存")
    with scene.qtbot.waitSignal(scene.report.saving.saved):
        scene.trigger("save_as")
    assert scene.store.files[OTHER].organ == document.sheet.report.organ


def test_what_was_seen_of_the_disk_is_what_a_merged_report_is_saved_over(
    scene: Scene, document: Document
) -> None:
    """Also where another program has laid the file out, so that its digest cannot be told from the report."""
    merged = document.sheet
    scene.monkeypatch.setattr(
        scene.report.turns.comparing,
        "merge",
        lambda theirs: scene.report.turns.comparing.merged.emit(merged, theirs),
    )
    scene.report.saving.merge_wanted.emit(document.sheet.report, "as it stands there")
    assert scene.report.document is not document
    assert scene.report.document.place.digest == "as it stands there"


def test_the_copy_that_is_handed_over_is_the_one_that_was_saved(
    scene: Scene, document: Document, goes_on: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is changed before the save has ended, and also behind a save that was under way."""

    def accept(dialog: StepDialog) -> int:
        dialog.folder.setText(str(STICK))
        dialog.person.setText("经办")
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(StepDialog, "exec", accept)
    scene.trigger("save")
    scene.trigger("hand_over")
    told = scene.report.turns.told
    goes_on.set()
    with scene.qtbot.waitSignal(told):
        scene.qtbot.waitUntil(lambda: scene.store.files[PATH].state is State.SUBMITTED)
        document.submit(SetFigure(CELL, 7), "填数")
    own = scene.store.files[PATH]
    assert scene.written == {STICK / handover_name(own): codec.write(own)}
    assert own.figures[CELL] == 0


def test_a_report_that_is_not_opened_after_all_is_nobodys(
    scene: Scene, document: Document, claims: MemoryClaims
) -> None:
    scene.store.files[OTHER] = document.sheet.report
    scene.will_answer("取消")
    scene.window.open(OTHER)
    assert scene.report.document is document
    assert claims.mine == {PATH}


@pytest.mark.parametrize(
    ("typed", "answer", "place"),
    [
        ("有.pdf", "", "有.pdf"),  # the dialog has asked
        ("有.PDF", "", "有.PDF"),
        ("没有", "", "没有.pdf"),
        ("有", "不换", None),
        ("有", "换掉它", "有.pdf"),
        ("", "", None),
    ],
)
def test_a_name_typed_without_its_ending_replaces_no_file_unasked(
    scene: Scene, tmp_path: Path, typed: str, answer: str, place: str | None
) -> None:
    Path(tmp_path, "有.pdf").touch()
    chosen = str(tmp_path / typed) if typed else ""
    scene.monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    if answer:
        scene.will_answer(answer)
    found = place_to_save(scene.window, "导出", PurePath("/报告/a.pdf"), "PDF")
    assert found == (None if place is None else tmp_path / place)
    assert len(scene.asked) == (1 if answer else 0)


def test_a_bug_in_one_save_does_not_stand_in_the_way_of_the_next(
    scene: Scene, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object, **__: object) -> SavedReport:
        raise ZeroDivisionError

    with monkeypatch.context() as broken, scene.qtbot.captureExceptions() as bugs:
        broken.setattr(scene.store, "save", break_down)
        scene.trigger("save")
        scene.qtbot.waitUntil(lambda: bool(bugs))
    scene.save()
    assert not document.is_dirty
