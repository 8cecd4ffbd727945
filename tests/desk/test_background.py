"""What still runs when a report is closed."""

from __future__ import annotations

import gc
import threading
import weakref
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from report_desk.core.edits.apply import SetText
from report_desk.core.ports import SavedReport, SaveFailedError
from report_desk.desk.background.jobs import Background

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from report_desk.core.report.model import Report
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


class Kept:
    """Something large that a job is for."""


def test_a_job_that_is_over_keeps_nothing(qtbot: QtBot) -> None:
    work = Background()
    kept: list[weakref.ref[Kept]] = []
    ended: list[int] = []
    for _ in range(300):
        what = Kept()
        kept.append(weakref.ref(what))
        work.start(partial(id, what), ended.append, lambda _: None)
        del what
    qtbot.waitUntil(lambda: len(ended) == 300)
    gc.collect()
    assert sum(reference() is not None for reference in kept) <= 1


def test_several_workers_do_what_matters_first_and_nothing_for_nobody(qtbot: QtBot) -> None:
    work, goes_on, order = Background(workers=1), threading.Event(), []
    work.start(partial(goes_on.wait, 10), lambda _: order.append("first"), lambda _: None)
    work.start(lambda: None, lambda _: order.append("later"), lambda _: None)
    work.start(lambda: None, lambda _: order.append("sooner"), lambda _: None, priority=1)
    work.start(lambda: None, lambda _: order.append("never"), lambda _: None).give_up()
    goes_on.set()
    qtbot.waitUntil(lambda: not work.is_busy)
    assert order == ["first", "sooner", "later"]
    side, both = Background(workers=2), threading.Barrier(2, timeout=10)
    met: list[int] = []
    for _ in range(2):
        side.start(both.wait, met.append, lambda _: None)
    qtbot.waitUntil(lambda: len(met) == 2)


def test_work_says_how_far_it_is(qtbot: QtBot) -> None:
    work, told = Background(), []
    tell = work.progress(
        lambda far: told.append((far, threading.current_thread() is threading.main_thread()))
    )
    work.start(lambda: [tell(step / 4) for step in range(5)], lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: len(told) == 5)
    assert told == [(step / 4, True) for step in range(5)]
