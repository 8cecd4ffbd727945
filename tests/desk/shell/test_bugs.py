"""What nobody caught: logged without figures, told once a place, never in the middle of a paint."""

from __future__ import annotations

import gc
import os
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QMessageBox, QWidget

from report_desk.desk.background.jobs import Background
from report_desk.desk.shell.bugs import Bugs, without_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent
    from pytestqt.qtbot import QtBot

UNTOLD = "某局4711件"
pytestmark = [pytest.mark.logs, pytest.mark.qt_no_exception_capture]


class Painted(QWidget):
    """A widget that cannot be painted."""

    is_painting = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's
        self.is_painting = True
        try:
            raise ValueError(UNTOLD)
        finally:
            self.is_painting = False


@pytest.fixture
def window(qtbot: QtBot) -> Painted:
    made = Painted()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, window: Painted) -> list[str]:
    """What each dialog says; none may come while something is painted."""
    said: list[str] = []

    def show(box: QMessageBox) -> int:
        assert not window.is_painting
        said.append(f"{box.informativeText()}\n{box.detailedText()}")
        return 0

    monkeypatch.setattr(QMessageBox, "exec", show)
    return said


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "state" / "log" / "report-desk.log"


@pytest.fixture
def caught(window: Painted, log: Path, told: list[str]) -> Iterator[Bugs]:  # noqa: ARG001 - no dialog is shown
    made = Bugs(window, lambda: log)
    made.watch()
    yield made
    made.let_go()


def fail() -> None:
    secret = UNTOLD
    raise ValueError(f"{secret} in a message")


class Falls:
    """What fails where nobody can catch it."""

    def __del__(self) -> None:
        fail()


def in_a_slot() -> None:
    QTimer.singleShot(0, fail)


def in_a_thread() -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def in_a_destructor() -> None:
    Falls()
    gc.collect()


@pytest.mark.parametrize("happens", [in_a_slot, in_a_thread, in_a_destructor])
@pytest.mark.usefixtures("caught")
def test_it_is_logged_and_told_from_everywhere_without_the_users_texts(
    happens: Callable[[], None], told: list[str], log: Path, qtbot: QtBot
) -> None:
    happens()
    qtbot.waitUntil(lambda: bool(told))
    written = log.read_text("utf-8")
    for said in (told[0], written):
        assert "ValueError" in said
        assert "test_bugs.py" in said
        assert UNTOLD not in said
        assert "4711" not in said
    assert str(log) in told[0]
    assert log.stat().st_mode & 0o777 == 0o600
    assert log.parent.stat().st_mode & 0o077 == 0 or os.name == "nt"


@pytest.mark.usefixtures("caught")
def test_a_bug_of_background_work_is_told(window: Painted, told: list[str], qtbot: QtBot) -> None:
    work = Background(window)
    work.start(fail, lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: bool(told))
    assert "test_bugs.py" in told[0]
    work.wait()


@pytest.mark.usefixtures("caught")
def test_one_place_is_told_once_and_never_within_a_paint(
    window: Painted, told: list[str], log: Path, qtbot: QtBot
) -> None:
    QTimer.singleShot(0, window.show)  # from the event loop, as everything in the program
    for _ in range(5):
        QTimer.singleShot(0, window.repaint)
    qtbot.waitUntil(lambda: bool(told))
    QTimer.singleShot(0, window.repaint)
    qtbot.wait(20)
    assert len(told) == 1
    assert log.read_text("utf-8").count("ValueError") >= 2


@pytest.mark.usefixtures("caught")
def test_while_one_dialog_stands_the_next_one_waits(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    standing, most, shown = 0, 0, 0

    def show(_: QMessageBox) -> int:
        nonlocal standing, most, shown
        standing, shown = standing + 1, shown + 1
        most = max(most, standing)
        if shown == 1:
            in_a_thread()
            qtbot.wait(30)
        standing -= 1
        return 0

    monkeypatch.setattr(QMessageBox, "exec", show)
    in_a_slot()
    qtbot.waitUntil(lambda: shown == 2)
    assert most == 1


@pytest.mark.qt_no_exception_capture
@pytest.mark.usefixtures("caught")
def test_what_qt_says_is_logged_once_and_without_texts(log: Path, told: list[str]) -> None:
    for _ in range(3):
        qWarning(f'QThing: cannot open "/media/张三/{UNTOLD}.rdesk" at 4711')
    written = log.read_text("utf-8")
    assert written.count("QThing: cannot open") == 1
    assert not any(word in written for word in (UNTOLD, "4711", "张三", "rdesk"))
    assert not told


@pytest.mark.parametrize(
    "said", ["at 12,345", "'某局'", "C:\\Users\\a\\b.rdesk", "/media/x", "￥100", "“引文”", "abc某def"]
)
def test_nothing_of_the_users_is_left_in_a_message(said: str) -> None:
    left = without_texts(f"Qt: failed {said} here")
    assert left.startswith("Qt: failed ")
    assert left.isascii() or set(left) - {"…"} <= set("Qt: failed here,abcdef")
    assert not any(sign.isdigit() or "\u4e00" <= sign <= "\u9fff" for sign in left)


def test_a_log_that_cannot_be_written_is_no_fault(
    window: Painted, told: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("in the way")
    made = Bugs(window, lambda: tmp_path / "file" / "x.log")
    made.watch()
    in_a_slot()
    qtbot.waitUntil(lambda: bool(told))
    assert "以前的记录" not in told[0]
    made.let_go()


def test_an_interrupt_is_no_bug(caught: Bugs, monkeypatch: pytest.MonkeyPatch, told: list[str]) -> None:  # noqa: ARG001
    passed: list[type] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda kind, *_: passed.append(kind))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert passed == [KeyboardInterrupt]
    assert not told


def test_everything_is_as_before_when_it_lets_go(window: Painted, log: Path) -> None:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    made = Bugs(window, lambda: log)
    made.watch()
    assert sys.excepthook != before[0]
    made.let_go()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
