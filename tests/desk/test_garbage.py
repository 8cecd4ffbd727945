"""Qt objects end on the thread they live on, whoever makes garbage elsewhere."""

from __future__ import annotations

import gc
import threading
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QThread

from report_desk.desk.background.garbage import Garbage
from report_desk.desk.background.patience import patiently

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.desk.scene import Scene

LOOPS = 20_000


class Caught(QObject):
    """A Qt object in a cycle with itself, which notes on which thread it ends."""

    def __init__(self, ended: list[int]) -> None:
        super().__init__()
        self.itself = self
        self._ended = ended

    def __del__(self) -> None:
        self._ended.append(threading.get_ident())


@pytest.fixture
def collected(qtbot: QtBot) -> Iterator[Garbage]:  # noqa: ARG001 - an application must exist
    parent = QObject()
    yield Garbage(parent)
    gc.enable()
    del parent


def make_garbage() -> None:
    for _ in range(LOOPS):
        one: list[object] = []
        one.append(one)


def test_a_worker_that_makes_garbage_ends_nothing_of_qts(collected: Garbage) -> None:
    gc.collect()
    ended: list[int] = []
    Caught(ended)
    worker = threading.Thread(target=make_garbage)
    worker.start()
    worker.join()
    assert not ended
    for _ in range(40):
        make_garbage()
        collected.look()
    assert ended == [threading.get_ident()]


def test_waiting_leaves_no_qt_object_for_a_worker_to_end(scene: Scene) -> None:
    gc.collect()
    gc.disable()
    try:
        before = sum(isinstance(one, QObject) for one in gc.get_objects())
        for _ in range(10):
            patiently(lambda: time.sleep(0.06), "正在看…", scene.window)
        after = sum(isinstance(one, QObject) and not isinstance(one, QThread) for one in gc.get_objects())
    finally:
        gc.enable()
    assert after <= before + 1
