"""Long random stories through the whole window: nothing breaks, and everything can be undone."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from report_desk.desk.places.pages import pages
from report_desk.desk.theme.look import Appearance
from tests.desk.hands import CONTROL, NONE, SHIFT, Key, copy_elsewhere, press, type_text

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet
    from tests.desk.scene import Scene

STEPS = 120
MOVES = (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End, Key.Key_Tab)
ACTIONS = (
    "undo",
    "redo",
    "next_finding",
    "previous_finding",
    "zero_blanks",
    "definition",
    "last_year",
    "findings",
    "next_page",
    "previous_page",
    "next_pane",
    "larger",
    "smaller",
)


def step(scene: Scene, chance: random.Random) -> None:
    match chance.randrange(9):
        case 0:
            scene.go(chance.choice(pages(scene.report.document.sheet)))
        case 1 | 2:
            type_text(chance.choice(["1", "23", "0", "４", "公开", "-", "."]))
        case 3:
            press(chance.choice([Key.Key_Return, Key.Key_Escape, Key.Key_Delete, Key.Key_F2]))
        case 4:
            press(chance.choice(MOVES), modifier=chance.choice([NONE, SHIFT, CONTROL]))
        case 5 | 6:
            scene.trigger(chance.choice(ACTIONS))
        case 7:
            copy_elsewhere(text=chance.choice(["1\t2\n3\t4", "7", "字", "1\t2\t3\t4\t5\t6\t7\n" * 3]))
            press(Key.Key_V, modifier=CONTROL)
        case _:
            look = scene.window._look
            look.choose(Appearance.DARK if chance.random() < 0.5 else Appearance.LIGHT)


@pytest.mark.parametrize("seed", range(4))
def test_a_long_story_breaks_nothing_and_can_be_undone(scene: Scene, followed: Sheet, seed: int) -> None:
    chance = random.Random(seed)
    document = scene.open(followed)
    for _ in range(STEPS):
        if QApplication.focusWidget() is None:
            scene.go("requests_note")
        step(scene, chance)
        QApplication.processEvents()
    press(Key.Key_Escape)
    assert document.history.count()
    while document.history.canUndo():
        document.undo()
    assert document.sheet.report == followed.report
    assert not document.is_dirty
