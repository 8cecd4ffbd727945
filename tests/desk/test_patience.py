"""A disk that does not answer: the window goes on, says what it waits for, and can be told not to wait."""

from __future__ import annotations

import threading
import time
from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton

from report_desk.core.edits.apply import SetText
from report_desk.core.folder_ports import ReportFolders
from report_desk.core.ports import Papers, ReportStore, UnreadableFileError
from report_desk.desk.background.patience import (
    GivenUpError,
    PatientComparing,
    PatientFolders,
    PatientPapers,
    PatientStore,
    patiently,
)
from report_desk.desk.comparing.compare_dialog import CompareDialog
from report_desk.desk.files.new_dialog import NewReportDialog
from report_desk.desk.recovery.dialog import RecoveryDialog
from report_desk.desk.services import Comparing, Services
from tests.desk.rooms import open_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from report_desk.core.sheet import Sheet
    from tests.desk.scene import Scene

PATH, OTHER = PurePath("/报告/a.rdesk"), PurePath("/共享/b.rdesk")
WORDS = "正在看…"


@pytest.fixture
def goes_on() -> Iterator[threading.Event]:
    """What a dead share waits for; at the end it lets everybody go."""
    made = threading.Event()
    yield made
    made.set()


class Watch:
    """Counts how often the event loop comes round, and gives up what is waited for."""

    def __init__(self, *, gives_up: bool) -> None:
        self.ticks = 0
        self.said: list[str] = []
        self._gives_up = gives_up
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(10)

    def _tick(self) -> None:
        self.ticks += 1
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QProgressDialog) and dialog.isVisible() and self._gives_up:
                self.said.append(dialog.labelText())
                dialog.findChildren(QPushButton)[0].click()

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture
def watch() -> Iterator[Watch]:
    made = Watch(gives_up=True)
    yield made
    made.stop()


def test_what_comes_at_once_is_simply_there(scene: Scene) -> None:
    assert patiently(threading.get_ident, WORDS, scene.window) != threading.get_ident()


def test_what_fails_fails_where_it_is_waited_for(scene: Scene) -> None:
    def fail() -> None:
        time.sleep(0.1)
        raise UnreadableFileError("读不出来。")

    with pytest.raises(UnreadableFileError, match="读不出来"):
        patiently(fail, WORDS, scene.window)


def test_a_slow_answer_comes_while_the_window_goes_on(scene: Scene) -> None:
    watch = Watch(gives_up=False)

    def slow() -> str:
        time.sleep(0.5)
        return "there"

    answer = patiently(slow, WORDS, scene.window)
    watch.stop()
    assert answer == "there"
    assert watch.ticks > 10


def test_nobody_need_wait(scene: Scene, goes_on: threading.Event, watch: Watch) -> None:
    with pytest.raises(GivenUpError):
        patiently(lambda: goes_on.wait(20), WORDS, scene.window)
    assert watch.said == [WORDS]
    assert not goes_on.is_set()


def test_every_port_of_the_window_is_waited_for_patiently(scene: Scene) -> None:
    """Also one that is added later."""
    services = scene.window._services
    assert isinstance(services.store, PatientStore)
    assert isinstance(services.papers, PatientPapers)
    wrapped = (
        (ReportStore, PatientStore),
        (Papers, PatientPapers),
        (ReportFolders, PatientFolders),
        (Comparing, PatientComparing),
    )
    for port, ours in wrapped:
        named = {name for name in vars(port) if not name.startswith("_")}
        assert named <= vars(ours).keys()
    known = {"store", "papers", "folders", "comparing", "publish", "write_file", "claims", "settings"}
    pure = {"form_for_year", "form_by_id", "now", "new_id", "log", "read_markup"}
    assert set(Services.__struct_fields__) == known | pure


def opens(scene: Scene) -> None:
    scene.window.open(OTHER)


def drops(scene: Scene) -> None:
    scene.will_choose(OTHER)
    scene.trigger("open")


def takes_over(scene: Scene) -> None:
    scene.will_choose(OTHER)
    scene.trigger("take_over")


def recovers(scene: Scene) -> None:
    scene.monkeypatch.setattr(RecoveryDialog, "exec", lambda _: 0)
    scene.trigger("recover")


def saves_elsewhere(scene: Scene) -> None:
    scene.will_choose(OTHER)
    scene.trigger("save_as")


def compares(scene: Scene) -> None:
    scene.monkeypatch.setattr(CompareDialog, "exec", lambda _: 0)
    scene.will_choose(OTHER)
    scene.trigger("compare")


def merges(scene: Scene) -> None:
    scene.will_choose(OTHER)
    scene.trigger("merge")


def begins(scene: Scene) -> None:
    scene.monkeypatch.setattr(NewReportDialog, "exec", lambda _: 0)
    scene.trigger("new")


def goes_to_the_start(scene: Scene) -> None:
    scene.window.close_report()


DEEDS = [opens, drops, takes_over, recovers, saves_elsewhere, compares, merges, begins, goes_to_the_start]
READS = ("open", "recent", "copies", "left_drafts", "digest_on_disk")


@pytest.mark.parametrize("deed", DEEDS)
def test_whatever_reads_can_be_given_up(
    scene: Scene, zeros: Sheet, goes_on: threading.Event, watch: Watch, deed: Callable[[Scene], None]
) -> None:
    scene.store.files[PATH] = zeros.report
    scene.window.open(PATH)
    for name in READS:
        scene.monkeypatch.setattr(scene.store, name, lambda *_: goes_on.wait(20))
    before = watch.ticks
    deed(scene)
    scene.qtbot.waitUntil(lambda: watch.ticks > before)
    assert not goes_on.is_set()
    assert not scene.asked, "nothing is told of what nobody waited for"
    if deed is not goes_to_the_start:
        assert scene.report.document.sheet.report.id == zeros.report.id
    assert all(said.startswith(("正在打开", "正在看磁盘")) for said in watch.said)


@pytest.mark.usefixtures("watch")
def test_leaving_does_not_wait_for_a_save_that_hangs(
    scene: Scene, zeros: Sheet, goes_on: threading.Event
) -> None:
    scene.store.files[PATH] = zeros.report
    scene.window.open(PATH)
    scene.monkeypatch.setattr(scene.store, "save", lambda *_, **__: goes_on.wait(20))
    scene.report.document.submit(SetText("other", "存不下去的字。"), "写字")
    scene.will_answer("保存")
    scene.window.close()
    assert open_report(scene.window) is not None, "it waits for the save that was chosen"
    scene.will_answer("再等等")
    scene.window.close()
    assert open_report(scene.window) is not None
    scene.will_answer("不等了")
    scene.window.close()
    scene.qtbot.waitUntil(lambda: not scene.window.isVisible())
    assert scene.store.drafts[zeros.report.id].sections["other"] == "存不下去的字。"
    assert scene.window.is_hanging
    assert "磁盘一直没有回音" in scene.asked[-1]
    goes_on.set()
    scene.qtbot.waitUntil(lambda: not scene.window.is_hanging)
