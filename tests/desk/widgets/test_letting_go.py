"""A dialog that was answered is gone: its parent, the window, would keep each for as long as it runs."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

import report_desk.desk
from report_desk.desk.widgets import questions
from tests.desk.review.conftest import CLERK
from tests.desk.review.test_reviewing import PATH, call_me

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet
    from tests.desk.scene import Scene

DESK = Path(str(report_desk.desk.__file__)).parent
OTHER = PATH.with_name("b.rdesk")
ITSELF = {"widgets/questions.py": "the one way", "shell/bugs.py": "when nothing else can be relied upon"}
DIALOGS = ("new", "settings", "history", "proof", "recover", "compare", "hand_over", "export")


def test_every_dialog_is_shown_in_the_one_way_that_lets_it_go() -> None:
    shown = {
        path.relative_to(DESK).as_posix()
        for path in DESK.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "exec"
    }
    assert shown == set(ITSELF)


def settled() -> None:
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_question_leaves_no_widget(scene: Scene) -> None:
    before = len(scene.window.findChildren(QWidget))
    scene.will_answer("知道了")
    questions.tell(scene.window, "好了。")
    settled()
    assert not scene.window.findChildren(QMessageBox)
    assert len(scene.window.findChildren(QWidget)) == before


@pytest.mark.parametrize("action", DIALOGS)
def test_a_dialog_leaves_no_widget_however_often_it_is_asked_for(
    scene: Scene, zeros: Sheet, action: str
) -> None:
    scene.store.files |= {PATH: zeros.report, OTHER: replace(zeros.report, organ="另一个局")}
    call_me(scene, CLERK)
    scene.window.open(PATH)
    seen: list[str] = []

    def leave(dialog: QDialog) -> int:
        seen.append(type(dialog).__name__)
        dialog.show()
        dialog.close()
        return int(QDialog.DialogCode.Rejected)

    scene.monkeypatch.setattr(QDialog, "exec", leave)
    scene.will_choose(OTHER)
    scene.trigger(action)
    settled()
    before = len(QApplication.allWidgets())
    for _ in range(3):
        scene.trigger(action)
        settled()
    assert seen
    assert not scene.window.findChildren(QDialog)
    assert len(QApplication.allWidgets()) == before
