"""No field changes by a wheel that was meant for the page: a rule over every such field there is."""

from __future__ import annotations

import ast
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QScrollBar,
    QWidget,
)

import report_desk.desk
from tests.desk.review.conftest import SUPERVISOR
from tests.desk.review.test_reviewing import call_me

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.sheet import Sheet
    from tests.desk.scene import Scene

DESK = Path(str(report_desk.desk.__file__)).parent
TURNED = {
    "QComboBox",
    "QSpinBox",
    "QDoubleSpinBox",
    "QSlider",
    "QDial",
    "QDateEdit",
    "QTimeEdit",
    "QDateTimeEdit",
}


def spoken_of(module: Path) -> Iterator[str]:
    """The classes that a module makes or derives from."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id
        if isinstance(node, ast.ClassDef):
            yield from (base.id for base in node.bases if isinstance(base, ast.Name))


@pytest.mark.parametrize("module", sorted(DESK.rglob("*.py")), ids=lambda path: str(path.relative_to(DESK)))
def test_every_field_that_a_wheel_could_turn_is_a_steady_one(module: Path) -> None:
    if module.name != "wheel.py":
        assert not TURNED.intersection(spoken_of(module))


def fields(within: QWidget) -> list[QWidget]:
    found: list[QWidget] = [*within.findChildren(QComboBox), *within.findChildren(QAbstractSpinBox)]
    sliders = within.findChildren(QAbstractSlider)
    return found + [slider for slider in sliders if not isinstance(slider, QScrollBar)]


def value(field: QWidget) -> object:
    return field.currentIndex() if isinstance(field, QComboBox) else field.property("value")


def check(within: QWidget) -> int:
    """Turn the wheel over every field, unfocused and focused; how many there were."""
    found = fields(within)
    for field in found:
        for has_focus in (False, True):
            if has_focus:
                field.setFocus()
            before = value(field)
            for delta in (120, -120):
                turned = QWheelEvent(
                    QPointF(3, 3),
                    QPointF(field.mapToGlobal(QPoint(3, 3))),
                    QPoint(),
                    QPoint(0, delta),
                    Qt.MouseButton.NoButton,
                    Qt.KeyboardModifier.NoModifier,
                    Qt.ScrollPhase.NoScrollPhase,
                    False,  # noqa: FBT003 - Qt's
                )
                field.wheelEvent(turned)
                assert not turned.isAccepted(), f"{field} keeps the wheel"
                assert value(field) == before
    return len(found)


def test_a_wheel_changes_no_field_of_the_window(scene: Scene, submitted: Sheet) -> None:
    call_me(scene, SUPERVISOR)
    document = scene.open(submitted)
    before = document.sheet.report
    scene.go("cover")
    scene.trigger("add_remark")
    assert check(scene.window) >= 2
    assert document.sheet.report == before


@pytest.mark.parametrize("action", ["new", "settings", "compare", "hand_over"])
def test_a_wheel_changes_no_field_of_a_dialog(scene: Scene, zeros: Sheet, action: str) -> None:
    scene.store.files[PurePath("/a.rdesk")] = zeros.report
    scene.window.open(PurePath("/a.rdesk"))
    seen: list[int] = []

    def look(dialog: QDialog) -> int:
        dialog.show()
        seen.append(check(dialog))
        dialog.hide()
        return int(QDialog.DialogCode.Rejected)

    scene.monkeypatch.setattr(QDialog, "exec", look)
    scene.will_choose(None)
    scene.trigger(action)
    QApplication.processEvents()
    assert seen if action != "compare" else True
