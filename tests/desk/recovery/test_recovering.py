"""What comes of a recovered draft or backup once it is saved: nobody's work is replaced unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog

from report_desk.core.ports import CopyKind
from report_desk.desk.comparing.merge_dialog import MergeDialog
from tests.desk.recovery.conftest import crash, is_draft, on_disk
from tests.desk.review.conftest import CELL, GRANTED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from report_desk.core.ports import SavedReport
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet
    from report_desk.store.places import Places
    from tests.desk.scene import Scene
    from tests.keeping import KeepingFiles

CHANGED = "没有保存：您打开以后，别人（或另一个窗口）保存过这个文件。"
OCCUPIED = "没有保存：这个位置已经有一个文件，"


def save_and_be_asked(scene: Scene, words: str) -> None:
    scene.will_answer("先不存")
    with scene.qtbot.waitSignal(scene.report.saving.refused):
        scene.trigger("save")
    scene.qtbot.waitUntil(lambda: not scene.answers)
    assert scene.asked[-1].startswith(words)


@pytest.mark.usefixtures("draft")
def test_a_draft_over_the_file_it_was_typed_on_is_saved_unasked(
    scene: Scene, path: Path, choose: Callable[..., object]
) -> None:
    choose()
    scene.window.recover()
    scene.save()
    assert on_disk(path).figures[CELL] == 3
    assert scene.asked == []


@pytest.mark.usefixtures("draft")
def test_a_draft_never_replaces_unseen_what_a_colleague_saved_since(
    scene: Scene, typed: Report, path: Path, choose: Callable[..., object], theirs: SavedReport
) -> None:
    choose()
    scene.window.recover()
    assert scene.report.document.sheet.report == typed
    save_and_be_asked(scene, CHANGED)
    assert on_disk(path) == theirs.report


def test_an_older_backup_never_replaces_unseen_what_was_saved_since(  # noqa: PLR0913, PLR0917
    scene: Scene,
    files: KeepingFiles,
    saved: SavedReport,
    path: Path,
    choose: Callable[..., object],
    theirs: SavedReport,
) -> None:
    files.open(path)
    choose(lambda copy: copy.report == saved.report)
    scene.window.recover()
    save_and_be_asked(scene, OCCUPIED)
    assert on_disk(path) == theirs.report


def test_a_backup_of_another_report_that_once_stood_there_has_no_place(  # noqa: PLR0913, PLR0917
    scene: Scene,
    files: KeepingFiles,
    zeros: Sheet,
    saved: SavedReport,
    path: Path,
    choose: Callable[..., object],
) -> None:
    path.unlink()
    another = files.save(replace(zeros.report, id="another"), path, expected_digest=None)
    assert [copy.of for copy in files.copies(path)] == [path, None]
    scene.window.open(path)
    choose(lambda copy: copy.report == saved.report)
    scene.window.recover()
    assert scene.report.document.sheet.report == saved.report
    assert scene.report.document.place.path is None
    elsewhere = path.with_name("找回.rdesk")
    scene.will_choose(elsewhere)
    scene.save()
    assert (on_disk(path), on_disk(elsewhere).id) == (another.report, saved.report.id)


@pytest.mark.parametrize("there", ["as it was kept", "gone"])
def test_a_backup_that_replaces_nothing_else_is_saved_unasked(  # noqa: PLR0913, PLR0917
    scene: Scene,
    files: KeepingFiles,
    saved: SavedReport,
    path: Path,
    choose: Callable[..., object],
    there: str,
) -> None:
    files.open(path)
    if there == "gone":
        path.unlink()
    choose(lambda copy: copy.kind is CopyKind.BACKUP)
    scene.window.recover()
    scene.save()
    assert on_disk(path).revision.parents == (saved.report.revision.id,)
    assert scene.asked == []


@pytest.mark.usefixtures("draft")
def test_a_draft_of_what_is_open_comes_back_undoably(
    scene: Scene, typed: Report, path: Path, choose: Callable[..., object]
) -> None:
    scene.window.open(path)
    document = scene.report.document
    offered = choose(is_draft)
    scene.window.recover()
    assert offered == ["恢复成这一份"]
    assert document is scene.report.document
    assert document.sheet.report == typed
    scene.trigger("undo")
    assert not document.is_dirty


@pytest.mark.usefixtures("draft", "theirs")
def test_a_draft_beside_what_a_colleague_saved_is_merged_and_drops_nothing(
    scene: Scene, typed: Report, path: Path, choose: Callable[..., object]
) -> None:
    scene.window.open(path)
    offered = choose(is_draft)
    scene.window.recover()
    assert offered == ["打开这一份"]
    assert scene.report.document.snapshot().report == typed
    scene.monkeypatch.setattr(MergeDialog, "exec", lambda _: int(QDialog.DialogCode.Accepted))
    scene.will_answer("合并")
    with scene.qtbot.waitSignal(scene.report.turns.replaced):
        scene.trigger("save")
    scene.save()
    figures = on_disk(path).figures
    assert (figures[CELL], figures[GRANTED]) == (3, 6)


@pytest.mark.parametrize(("edition", "opens"), [("2019", "2019"), ("1899", "2021")])
def test_a_draft_in_another_edition_of_the_form_is_no_state_of_the_open_report(  # noqa: PLR0913, PLR0917
    scene: Scene,
    places: Places,
    saved: SavedReport,
    path: Path,
    choose: Callable[..., object],
    edition: str,
    opens: str,
) -> None:
    draft = replace(saved.report, format=edition, figures={}, declared={})
    crash(places, draft, path, saved.digest)
    scene.window.open(path)
    scene.will_answer(*["知道了"] * (edition != opens))
    choose(is_draft)
    scene.window.recover()
    assert scene.report.document.sheet.form.id == opens
    assert scene.report.document.sheet.report.format == opens
    assert scene.answers == []
