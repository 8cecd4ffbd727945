"""What still runs when a report is closed."""

from __future__ import annotations

import threading
from pathlib import PurePath
from typing import TYPE_CHECKING

from report_desk.core.edits import SetText
from report_desk.core.ports import SavedReport, SaveFailedError

if TYPE_CHECKING:
    import pytest

    from report_desk.core.report import Report
    from report_desk.core.sheet import Sheet
    from tests.desk.scene import Scene

PATH = PurePath("/报告/a.rdesk")


def close_in_the_middle(scene: Scene, goes_on: threading.Event) -> None:
    scene.window.forget_report()
    scene.window.show_start()
    scene.qtbot.wait(10)
    goes_on.set()
    window = scene.window
    scene.qtbot.waitUntil(lambda: not (window.background.is_busy or window.drafting.is_busy))


def test_a_draft_that_is_written_while_its_report_closes_is_nobodys_news(
    scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on, kept = threading.Event(), []

    def keep(report: object, *_: object) -> None:
        goes_on.wait(10)
        kept.append(report)

    monkeypatch.setattr(scene.store, "keep_draft", keep)
    scene.open(zeros).submit(SetText("other", "无。"), "写字")
    scene.report.saving._draft.timeout.emit()
    assert scene.window.drafting.is_busy
    close_in_the_middle(scene, goes_on)
    assert len(kept) == 1


def test_a_save_that_fails_after_its_report_was_closed_is_told(
    scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()

    def fail(*_: object, **__: object) -> None:
        goes_on.wait(10)
        raise SaveFailedError("没有保存：磁盘满了。")

    monkeypatch.setattr(scene.store, "save", fail)
    scene.store.files[PATH] = zeros.report
    scene.window.open(PATH)
    scene.trigger("save")
    scene.will_answer("知道了")
    close_in_the_middle(scene, goes_on)
    assert scene.asked == ["没有保存：磁盘满了。"]


def test_a_save_that_hangs_keeps_no_draft_waiting(
    scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()
    save = scene.store.save

    def hang(report: Report, path: PurePath, *, expected_digest: str | None, **_: object) -> SavedReport:
        goes_on.wait(10)  # a share that does not answer
        return save(report, path, expected_digest=expected_digest)

    monkeypatch.setattr(scene.store, "save", hang)
    scene.store.files[PATH] = zeros.report
    scene.window.open(PATH)
    scene.report.document.submit(SetText("other", "存盘之前打的字。"), "写字")
    scene.trigger("save")
    scene.report.document.submit(SetText("other", "存盘之后打的字。"), "写字")
    with scene.qtbot.waitSignal(scene.report.saving.draft_kept):
        scene.report.saving._draft.timeout.emit()
    scene.report.saving._draft.stop()
    assert not goes_on.is_set()
    assert scene.store.drafts[zeros.report.id].sections["other"] == "存盘之后打的字。"
    with scene.qtbot.waitSignal(scene.report.saving.saved):
        goes_on.set()
    saving, saved = scene.report.saving, scene.store.files[PATH].revision
    assert scene.store.drafts[zeros.report.id].revision != saved
    assert saving._draft.isActive()
    with scene.qtbot.waitSignal(saving.draft_kept):
        saving._draft.timeout.emit()
    assert scene.store.drafts[zeros.report.id].revision == saved
