"""What comes of a recovered draft or backup once it is saved: nobody's work is replaced unseen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog

from report_desk.core import record
from report_desk.core.edits import SetFigure
from report_desk.core.ports import CopyKind, SaveFailedError
from report_desk.desk.comparing.merge_dialog import MergeDialog
from report_desk.desk.copies.dialog import Recovery
from tests.desk.copies.conftest import crash
from tests.desk.review.conftest import CELL, GRANTED, made

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.core.ports import SavedReport, StoredCopy
    from report_desk.core.report import Report
    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services
    from report_desk.store.places import Places
    from tests.desk.scene import Scene
    from tests.keeping import KeepingFiles

CHANGED = "没有保存：您打开以后，别人（或另一个窗口）保存过这个文件。"


@pytest.fixture
def services(real: Services) -> Services:
    return real


@pytest.fixture
def typed(zeros: Sheet, saved: SavedReport) -> Report:
    """What was typed on the saved report, and never saved."""
    return replace(made(zeros, SetFigure(CELL, 3)).report, revision=saved.report.revision)


def is_draft(copy: StoredCopy) -> bool:
    return copy.kind is CopyKind.DRAFT


def on_disk(path: Path) -> Report:
    return record.read(path.read_bytes()).report


def colleague_saves(files: KeepingFiles, zeros: Sheet, saved: SavedReport, path: Path) -> SavedReport:
    theirs = replace(made(zeros, SetFigure(GRANTED, 6)).report, revision=saved.report.revision)
    return files.save(theirs, path, expected_digest=saved.digest)


def save_and_be_asked(scene: Scene) -> None:
    scene.will_answer("先不存")
    with scene.qtbot.waitSignal(scene.report.saving.refused):
        scene.trigger("save")
    scene.qtbot.waitUntil(lambda: not scene.answers)
    assert scene.asked[-1].startswith(CHANGED)


def test_a_draft_over_the_file_it_was_typed_on_is_saved_unasked(  # noqa: PLR0913, PLR0917
    scene: Scene, places: Places, saved: SavedReport, typed: Report, path: Path, choose: Callable[..., object]
) -> None:
    crash(places, typed, path, saved.digest)
    choose()
    scene.window.recover()
    scene.save()
    assert on_disk(path).figures[CELL] == 3
    assert scene.asked == []


def test_a_draft_never_replaces_unseen_what_a_colleague_saved_since(  # noqa: PLR0913, PLR0917
    scene: Scene,
    files: KeepingFiles,
    places: Places,
    zeros: Sheet,
    saved: SavedReport,
    typed: Report,
    path: Path,
    choose: Callable[..., object],
) -> None:
    crash(places, typed, path, saved.digest)
    theirs = colleague_saves(files, zeros, saved, path)
    choose()
    scene.window.recover()
    assert scene.report.document.sheet.report == typed
    save_and_be_asked(scene)
    assert on_disk(path) == theirs.report


def test_an_older_backup_never_replaces_unseen_what_was_saved_since(  # noqa: PLR0913, PLR0917
    scene: Scene,
    files: KeepingFiles,
    zeros: Sheet,
    saved: SavedReport,
    path: Path,
    choose: Callable[..., object],
) -> None:
    theirs = colleague_saves(files, zeros, saved, path)
    files.open(path)
    choose(lambda copy: copy.report == saved.report)
    scene.window.recover()
    save_and_be_asked(scene)
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


def test_a_backup_of_a_file_that_is_gone_is_put_back(
    scene: Scene, files: KeepingFiles, saved: SavedReport, path: Path, choose: Callable[..., object]
) -> None:
    files.open(path)
    path.unlink()
    choose(lambda copy: copy.kind is CopyKind.BACKUP)
    scene.window.recover()
    scene.will_answer("存回原处")
    with scene.qtbot.waitSignal(scene.report.saving.saved):
        scene.trigger("save")
    assert on_disk(path).figures == saved.report.figures


def test_a_draft_of_what_is_open_comes_back_undoably(  # noqa: PLR0913, PLR0917
    scene: Scene, places: Places, saved: SavedReport, typed: Report, path: Path, choose: Callable[..., object]
) -> None:
    crash(places, typed, path, saved.digest)
    scene.window.open(path)
    document = scene.report.document
    offered = choose(is_draft)
    scene.window.recover()
    assert offered == ["恢复成这一份"]
    assert document is scene.report.document
    assert document.sheet.report == typed
    scene.trigger("undo")
    assert not document.is_dirty


def test_a_draft_beside_what_a_colleague_saved_is_merged_and_drops_nothing(  # noqa: PLR0913, PLR0917
    scene: Scene,
    files: KeepingFiles,
    places: Places,
    zeros: Sheet,
    saved: SavedReport,
    typed: Report,
    path: Path,
    choose: Callable[..., object],
) -> None:
    crash(places, typed, path, saved.digest)
    colleague_saves(files, zeros, saved, path)
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


def test_a_draft_that_cannot_be_dropped_is_told_of(  # noqa: PLR0913, PLR0917
    scene: Scene,
    files: KeepingFiles,
    places: Places,
    saved: SavedReport,
    typed: Report,
    path: Path,
    choose: Callable[..., object],
) -> None:
    crash(places, typed, path, saved.digest)

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
    scene: Scene,
    files: KeepingFiles,
    places: Places,
    saved: SavedReport,
    typed: Report,
    path: Path,
    choose: Callable[..., object],
    answer: str,
    left: int,
) -> None:
    crash(places, typed, path, saved.digest)
    (draft,) = places.drafts.iterdir()
    draft.write_bytes(draft.read_bytes().replace(b'"host": "', b'"host": "PC-2/1", "was": "', 1))
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
