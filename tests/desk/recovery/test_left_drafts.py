"""Drafts that a program left as it died: what is said of them, and when they go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog

from report_desk.core.edits.apply import SetFigure
from report_desk.core.ports import SaveFailedError
from report_desk.desk.comparing.merge_dialog import MergeDialog
from report_desk.desk.recovery.dialog import Recovery
from tests.desk.recovery.conftest import crash, is_draft, of_another_computer, on_disk
from tests.desk.review.conftest import CELL, GRANTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.core.ports import SavedReport, StoredCopy
    from report_desk.core.report.model import Report
    from report_desk.store.places import Places
    from tests.desk.scene import Scene
    from tests.keeping import KeepingFiles


@pytest.mark.usefixtures("draft")
def test_a_draft_that_cannot_be_dropped_is_told_of(
    scene: Scene, files: KeepingFiles, choose: Callable[..., object]
) -> None:

    def refuse(_: StoredCopy) -> None:
        raise SaveFailedError("这份草稿没有去掉，还留着。")

    scene.monkeypatch.setattr(files, "discard_left_draft", refuse)
    choose(is_draft, Recovery.DISCARD)
    scene.will_answer("知道了")
    scene.window.recover()
    assert scene.asked == ["这份草稿没有去掉，还留着。"]


def test_drafts_that_cannot_be_kept_are_told_once_until_one_is(
    scene: Scene, places: Places, saved: SavedReport, path: Path
) -> None:
    assert on_disk(path) == saved.report
    places.drafts.parent.mkdir(exist_ok=True)
    places.drafts.write_bytes(b"")
    scene.window.open(path)
    saving = scene.report.saving
    told: list[str] = []
    saving.warned.connect(told.append)

    def type_and_wait(figure: int) -> None:
        scene.report.document.submit(SetFigure(CELL, figure), "填数")
        saving._draft.timeout.emit()
        scene.qtbot.waitUntil(lambda: not scene.window.drafting.is_busy)

    type_and_wait(3)
    assert scene.window.status.page_words.startswith("没有留成草稿")
    type_and_wait(4)
    assert len(told) == 1
    places.drafts.unlink()
    type_and_wait(5)
    places.drafts.rename(places.drafts.with_name("moved"))
    places.drafts.write_bytes(b"")
    type_and_wait(6)
    assert len(told) == 2


@pytest.mark.parametrize(("answer", "left"), [("留着", 1), ("仍然去掉", 0)])
def test_a_draft_of_another_computer_is_dropped_only_knowingly(  # noqa: PLR0913, PLR0917
    scene: Scene, files: KeepingFiles, choose: Callable[..., object], answer: str, left: int, draft: Path
) -> None:
    of_another_computer(draft)
    assert not scene.window.session.draft_words()
    choose(is_draft, Recovery.DISCARD)
    scene.will_answer(answer)
    scene.window.recover()
    assert scene.asked[0].startswith("这份草稿是电脑「PC-2」留的，那边可能还开着。")
    assert len(files.left_drafts()) == left


def test_a_backup_stays_what_it_is_even_through_a_draft(
    scene: Scene, files: KeepingFiles, places: Places, saved: SavedReport, path: Path
) -> None:
    backup = Path(files.copies(path)[0].path)
    scene.window.open(backup)
    scene.report.document.submit(SetFigure(CELL, 3), "填数")
    with scene.qtbot.waitSignal(scene.report.saving.draft_kept):
        scene.report.saving._draft.timeout.emit()
    (draft,) = places.drafts.iterdir()
    assert json.loads(draft.read_bytes().split(b"\n")[0])["of"] is None
    elsewhere = path.with_name("另存.rdesk")
    scene.will_choose(elsewhere)
    scene.save()
    assert on_disk(elsewhere).figures[CELL] == 3
    assert on_disk(backup) == saved.report


def save_and_settle(scene: Scene) -> None:
    scene.save()
    scene.qtbot.waitUntil(lambda: not scene.window.drafting.is_busy)


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("begins_at", ["file", "start page"])
def test_a_draft_is_gone_once_what_came_of_it_is_saved(
    scene: Scene, files: KeepingFiles, path: Path, choose: Callable[..., object], begins_at: str
) -> None:
    if begins_at == "file":
        scene.window.open(path)
    choose(is_draft)
    scene.window.recover()
    scene.report.document.submit(SetFigure(GRANTED, 6), "填数")
    assert len(files.left_drafts()) == 1
    save_and_settle(scene)
    assert files.left_drafts() == ()
    assert on_disk(path).figures[CELL] == 3


@pytest.mark.usefixtures("draft")
def test_a_draft_stays_where_it_was_let_go_or_not_all_of_it_is_saved(
    scene: Scene, files: KeepingFiles, path: Path, choose: Callable[..., object]
) -> None:
    scene.window.open(path)
    document = scene.report.document
    choose(is_draft)
    scene.window.recover()
    scene.trigger("undo")
    document.submit(SetFigure(GRANTED, 6), "填数")
    document.submit(SetFigure(GRANTED, 7), "填数")
    save_and_settle(scene)
    assert len(files.left_drafts()) == 1
    choose(is_draft)
    scene.window.recover()
    scene.will_answer("不保存")
    scene.window.close_report()
    assert len(files.left_drafts()) == 1


def test_a_draft_stays_where_another_copy_took_its_place_before_the_save(  # noqa: PLR0913, PLR0917
    scene: Scene,
    files: KeepingFiles,
    places: Places,
    saved: SavedReport,
    typed: Report,
    path: Path,
    choose: Callable[..., object],
) -> None:
    crash(places, typed, path, saved.digest)
    crash(places, replace(typed, organ="另一次打的字"), path, saved.digest, "another")
    scene.window.open(path)
    for organ in (typed.organ, "另一次打的字"):
        choose(lambda copy, organ=organ: is_draft(copy) and copy.report.organ == organ)
        scene.window.recover()
    save_and_settle(scene)
    assert [draft.report for draft in files.left_drafts()] == [typed]


@pytest.mark.usefixtures("draft", "theirs")
def test_a_draft_that_was_merged_is_gone_with_the_save_of_the_merge(
    scene: Scene, files: KeepingFiles, choose: Callable[..., object]
) -> None:
    choose(is_draft)
    scene.window.recover()
    scene.monkeypatch.setattr(MergeDialog, "exec", lambda _: int(QDialog.DialogCode.Accepted))
    scene.will_answer("合并")
    with scene.qtbot.waitSignal(scene.report.turns.replaced):
        scene.trigger("save")
    assert len(files.left_drafts()) == 1
    save_and_settle(scene)
    assert files.left_drafts() == ()


def test_a_draft_of_another_computer_is_left_to_it(
    scene: Scene, files: KeepingFiles, choose: Callable[..., object], draft: Path
) -> None:
    of_another_computer(draft)
    choose(is_draft)
    scene.window.recover()
    save_and_settle(scene)
    assert len(files.left_drafts()) == 1
