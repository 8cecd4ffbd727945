"""Two files compared from the start page, over ports in memory."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton

from report_desk.core.edits.apply import SetFigure
from report_desk.core.ports import DamagedFileError
from report_desk.desk.comparing.compare_dialog import CompareDialog
from tests.desk.review.conftest import CELL, made

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet
    from tests.desk.scene import Scene

PATH = PurePath("/报告/a.rdesk")
OTHER = PurePath("/别处/a.rdesk")


@pytest.fixture
def seen(scene: Scene, submitted: Sheet) -> list[CompareDialog]:
    """The dialogs that open; two files of one name lie in two folders."""
    found: list[CompareDialog] = []

    def look(dialog: CompareDialog) -> int:
        found.append(dialog)
        return int(QDialog.DialogCode.Rejected)

    scene.monkeypatch.setattr(CompareDialog, "exec", look)
    scene.store.files[PATH] = submitted.report
    scene.store.files[OTHER] = made(submitted, SetFigure(CELL, 5)).report
    return found


def will_choose(scene: Scene, *paths: PurePath | None) -> list[str]:
    """Answer the questions for a file in turn; their titles are kept."""
    titles: list[str] = []
    left = list(paths)

    def ask(_parent: object, title: str, *_: object) -> tuple[str, str]:
        titles.append(title)
        chosen = left.pop(0)
        return ("" if chosen is None else str(chosen)), ""

    scene.monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    return titles


def click(scene: Scene) -> None:
    assert scene.window.start is not None
    QTest.mouseClick(scene.window.start.compare, Qt.MouseButton.LeftButton)


def test_two_files_are_compared_without_opening_one(scene: Scene, seen: list[CompareDialog]) -> None:
    titles = will_choose(scene, PATH, OTHER)
    click(scene)
    assert titles == ["比较：先选原来的一份", "再选改过的一份"]
    (dialog,) = seen
    assert dialog.words == "改了 1 个数字"
    assert [row[1:] for row in dialog.rows] == [("1", "5")]
    go = next(button for button in dialog.findChildren(QPushButton) if button.text() == "去这一处")
    assert go.isHidden()
    dialog._table.itemDoubleClicked.emit(dialog._table.item(0, 0))  # nothing to go to, and no harm
    assert scene.window.opened is None


def test_files_of_one_name_are_told_apart(scene: Scene, seen: list[CompareDialog]) -> None:
    will_choose(scene, PATH, OTHER)
    click(scene)
    left, right = seen[0]._sides
    assert (left.currentText(), right.currentText()) == ("a.rdesk", str(OTHER))


@pytest.mark.parametrize("paths", [(None,), (PATH, None)])
def test_leaving_a_question_leaves_everything(
    scene: Scene, seen: list[CompareDialog], paths: tuple[PurePath | None, ...]
) -> None:
    will_choose(scene, *paths)
    click(scene)
    assert not seen
    assert scene.window.start is not None


def test_a_file_that_cannot_be_read_is_told(scene: Scene, seen: list[CompareDialog]) -> None:
    scene.store.damaged[OTHER] = DamagedFileError("「a.rdesk」坏了。", None, None)
    will_choose(scene, PATH, OTHER)
    scene.will_answer("知道了")
    click(scene)
    assert "坏了" in scene.asked[0]
    assert not seen
