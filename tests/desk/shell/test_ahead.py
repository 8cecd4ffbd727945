"""The room of a folder is imported before it is wanted, piece by piece, and none of the pieces is large."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from report_desk.desk.shell import ahead
from report_desk.desk.shell.session.session import Session
from report_desk.desk.theme.look import Look

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from tests.desk.scene import Scene

MOST = 6
"""Modules that one piece may bring along."""
MOST_MADE = 12
"""Enumerations of Qt that are made when the room is entered; of some fifty, where nothing was made ready."""
WHOLE = """
import enum, json, sys
from importlib import import_module
from pathlib import PurePath
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from report_desk import app
from report_desk.desk.shell import ahead
def enumerations(folder):
    made, create = [], enum.EnumType._create_
    def counted(kind, name, *given, **more):
        made.append(name)
        return create(kind, name, *given, **more)
    enum.EnumType._create_ = counted
    window.session.folder_wanted.emit(PurePath(folder))
    return made
running = app.make_application()
backing = QSettings(sys.argv[1], QSettings.Format.IniFormat)
window = app.make_frame(backing)
app.start(window, backing, None)
ROOM = "report_desk.desk.shell.county.room"
had = ROOM in sys.modules
brought, at = [], len(sys.modules)
def counted(name):
    global at
    import_module(name)
    at, before = len(sys.modules), at
    brought.append(at - before)
ahead.import_module = counted
loop = QEventLoop()
meet = ahead._meet_viewports
ahead._meet_viewports = lambda: (meet(), loop.quit())
QTimer.singleShot(20000, loop.quit)
loop.exec()
before = set(sys.modules)
import_module(ROOM)
print(json.dumps([had, brought, sorted(set(sys.modules) - before), enumerations(sys.argv[2])]))
"""


def test_the_start_page_brings_the_room_of_a_folder_in_small_pieces(tmp_path: Path) -> None:
    homes = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), str(tmp_path))
    ran = subprocess.run(
        [sys.executable, "-c", WHOLE, str(tmp_path / "settings.ini"), str(tmp_path)],
        env={**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=True,
        text=True,
    )
    had, brought, left, made = json.loads(ran.stdout)
    assert not had, "nothing of it is imported before the start page stands"
    assert len(brought) == len(ahead.PIECES)
    assert max(brought) <= MOST, dict(zip(ahead.PIECES, brought, strict=True))
    assert not left, "the pieces are the whole room"
    assert len(made) <= MOST_MADE, made


def test_each_piece_has_a_turn_of_its_own(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn is what lies between two beats of a timer that beats in every turn."""
    begun: list[str] = []
    turns: list[int] = []
    wanted = tuple("abcdefgh")
    monkeypatch.setattr(ahead, "import_module", lambda name: begun.append(name) if name in wanted else None)
    beat, owner = QTimer(interval=0), QObject()
    beat.timeout.connect(lambda: turns.append(len(begun)))
    beat.start()
    made = ahead.Ahead(owner, wanted)
    made.begin()
    assert not begun, "nothing is imported while the window is at something else"
    qtbot.waitUntil(lambda: len(begun) == len(wanted))
    assert begun == list(wanted)
    assert max(after - before for before, after in pairwise([0, *turns])) == 1
    made.begin()
    qtbot.wait(20)
    assert begun == list(wanted), "once is enough"


def test_it_is_made_ready_while_a_person_chooses_a_folder(
    scene: Scene, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[str] = []
    session = Session(scene.services, Look(), scene.window)

    def choose(*_: object) -> str:
        qtbot.waitUntil(lambda: set(wanted) == set(ahead.PIECES))
        return ""

    monkeypatch.setattr(ahead, "import_module", wanted.append)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    session.ask_for_folder()
    assert set(wanted) == set(ahead.PIECES)
