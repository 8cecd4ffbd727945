"""A file that somebody else saves while it is open is noticed before the next save."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from report_desk.core.edits.apply import SetFigure, apply
from report_desk.core.form.edition import Address
from report_desk.core.ports import UnreadableFileError
from report_desk.core.report.model import Revision
from report_desk.desk.comparing.compare_dialog import CompareDialog
from report_desk.desk.comparing.merge_dialog import MergeDialog
from report_desk.desk.files.watching import watcher as watching
from report_desk.desk.files.watching.notice import Offer

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet
    from tests.desk.scene import Scene

CELL = Address("requests.new.individual")
PATH = PurePath("/报告/a.rdesk")


@pytest.fixture
def saved_elsewhere(scene: Scene, zeros: Sheet) -> Scene:
    """An open report whose file holds a newer save of somebody else's."""
    scene.store.files[PATH] = replace(zeros.report, revision=Revision(1, "r1"))
    scene.window.open(PATH)
    theirs = apply(zeros, SetFigure(CELL, 4)).sheet.report
    scene.store.files[PATH] = replace(theirs, revision=Revision(2, "r2", ("r1",), ("r1",)))
    return scene


def come_back(scene: Scene) -> None:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    scene.qtbot.waitUntil(lambda: not (scene.window.background.is_busy or scene.window.aside.is_busy))


def test_coming_back_says_so_once(saved_elsewhere: Scene) -> None:
    scene = saved_elsewhere
    come_back(scene)
    assert scene.report.notice.words.startswith("别人（或另一个窗口）刚保存过这个文件。")
    scene.report.notice.say("")
    come_back(scene)
    assert not scene.report.notice.isVisible()


def test_an_older_copy_put_in_place_is_called_one(scene: Scene, zeros: Sheet) -> None:
    older = replace(zeros.report, revision=Revision(3, "r3"))
    scene.store.files[PATH] = replace(
        zeros.report, organ="新名", revision=Revision(4, "r4", ("r3",), ("r3",))
    )
    scene.window.open(PATH)
    scene.store.files[PATH] = older
    come_back(scene)
    assert scene.report.notice.words.startswith("这个文件被换成了较早的一份（修订 3，您这边是修订 4）。")


def test_nothing_is_said_of_a_file_as_it_was(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[PATH] = zeros.report
    scene.window.open(PATH)
    come_back(scene)
    assert not scene.report.notice.isVisible()


def test_it_is_noticed_while_the_window_stays_in_front(
    scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", 20)
    scene.store.files[PATH] = zeros.report
    scene.window.open(PATH)
    scene.store.files[PATH] = apply(zeros, SetFigure(CELL, 4)).sheet.report
    scene.qtbot.waitUntil(scene.report.notice.isVisible)
    assert scene.asked == []


def test_what_is_on_the_disk_is_taken_instead_where_nothing_is_unsaved(saved_elsewhere: Scene) -> None:
    scene = saved_elsewhere
    scene.go("overview")
    come_back(scene)
    assert scene.report.notice.offers == (Offer.COMPARE, Offer.MERGE, Offer.USE_DISK)
    scene.report.notice.wanted.emit(Offer.USE_DISK)
    document = scene.report.document
    assert (document.sheet.report.figures[CELL], document.is_dirty) == (4, False)
    assert document.sheet.report.revision.number == 2
    assert scene.report.workspace.page == "overview"
    document.submit(SetFigure(CELL, 5), "填数")
    scene.save()
    assert scene.store.files[PATH].revision.number == 3


def test_unsaved_work_is_never_given_up_for_what_is_on_the_disk(saved_elsewhere: Scene) -> None:
    scene = saved_elsewhere
    come_back(scene)
    document = scene.report.document
    document.submit(SetFigure(CELL, 9), "填数")
    assert scene.report.notice.offers == (Offer.COMPARE, Offer.MERGE)
    scene.report.notice.wanted.emit(Offer.USE_DISK)
    assert scene.report.document is document
    document.undo()
    assert Offer.USE_DISK in scene.report.notice.offers


def test_a_file_that_vanished_costs_nothing_and_is_told_calmly(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[PATH] = zeros.report
    scene.window.open(PATH)
    kept = scene.store.files.pop(PATH)
    scene.report.document.submit(SetFigure(CELL, 4), "填数")
    come_back(scene)
    notice = scene.report.notice
    assert (notice.words[:8], notice.offers) == ("现在找不到这个文", (Offer.SAVE_COPY,))
    assert scene.asked == []
    scene.will_choose(PurePath("/别处/b.rdesk"))
    with scene.qtbot.waitSignal(scene.report.saving.saved):
        notice.wanted.emit(Offer.SAVE_COPY)
    assert scene.store.files[PurePath("/别处/b.rdesk")].figures[CELL] == 4
    assert not notice.isVisible()
    assert kept.figures[CELL] == 0


def test_a_medium_that_comes_back_is_saved_to_as_if_nothing_had_been(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[PATH] = zeros.report
    scene.window.open(PATH)
    stick = scene.store.files.pop(PATH)
    come_back(scene)
    assert scene.report.notice.isVisible()
    scene.store.files[PATH] = stick
    come_back(scene)
    assert not scene.report.notice.isVisible()
    scene.report.document.submit(SetFigure(CELL, 4), "填数")
    scene.save()
    assert scene.store.files[PATH].figures[CELL] == 4
    assert scene.asked == []


def test_a_file_that_became_unreadable_is_left_to_the_save(saved_elsewhere: Scene) -> None:
    saved_elsewhere.store.damaged[PATH] = UnreadableFileError("坏了。")
    come_back(saved_elsewhere)
    assert not saved_elsewhere.report.notice.isVisible()


def test_what_was_noticed_is_compared_and_merged(saved_elsewhere: Scene) -> None:
    scene = saved_elsewhere
    rows: list[tuple[str, ...]] = []

    def look(dialog: CompareDialog) -> int:
        rows.extend(dialog.rows)
        return int(QDialog.DialogCode.Rejected)

    scene.monkeypatch.setattr(CompareDialog, "exec", look)
    scene.monkeypatch.setattr(MergeDialog, "exec", lambda _: int(QDialog.DialogCode.Accepted))
    come_back(scene)
    scene.report.notice.wanted.emit(Offer.COMPARE)
    assert [row[1:] for row in rows] == [("4", "0")]
    scene.report.notice.wanted.emit(Offer.MERGE)
    assert scene.report.document.sheet.report.figures[CELL] == 4
    scene.save()
    assert scene.store.files[PATH].revision.number == 3


def test_a_merged_report_is_kept_as_a_draft_before_anything_is_typed(saved_elsewhere: Scene) -> None:
    scene = saved_elsewhere
    scene.monkeypatch.setattr(MergeDialog, "exec", lambda _: int(QDialog.DialogCode.Accepted))
    come_back(scene)
    scene.report.notice.wanted.emit(Offer.MERGE)
    with scene.qtbot.waitSignal(scene.report.saving.draft_kept, timeout=5000):
        pass
    assert scene.store.drafts["report"].figures[CELL] == 4
