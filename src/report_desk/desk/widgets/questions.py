"""Questions and messages of the window: short, plain text, every answer a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QMessageBox, QSizePolicy, QWidget
from shiboken6 import isValid

from report_desk.desk.language import tr
from report_desk.desk.widgets.labels import in_order

if TYPE_CHECKING:
    from collections.abc import Mapping

Answer = TypeVar("Answer")


def ask(parent: QWidget, text: str, detail: str, answers: Mapping[str, Answer], escape: Answer) -> Answer:
    """Ask; ``answers`` maps the words of each button, the proposed one first, to what it means.

    ``escape`` is the answer of Esc and of the closed dialog.
    """
    box = _box(parent, text, detail)
    buttons = {}
    for place, (words, answer) in enumerate(answers.items()):
        role = QMessageBox.ButtonRole.AcceptRole if place == 0 else QMessageBox.ButtonRole.ActionRole
        if answer == escape:
            role = QMessageBox.ButtonRole.RejectRole
        button = box.addButton(words, role)
        buttons[button] = answer
        if place == 0:
            box.setDefaultButton(button)
        if answer == escape:
            box.setEscapeButton(button)
    accepted(box)
    clicked = box.clickedButton()
    return next((answer for button, answer in buttons.items() if button is clicked), escape)


def tell(parent: QWidget, text: str, detail: str = "") -> None:
    """Say something that needs no answer; nothing where there are no words."""
    if not text:
        return
    box = _box(parent, text, detail)
    box.addButton(tr("知道了"), QMessageBox.ButtonRole.AcceptRole)
    accepted(box)


def accepted(dialog: QDialog) -> bool:
    """Show a dialog until it is answered; whether it was accepted.

    It is let go when the event loop comes round again, or its parent would keep it for good: whoever asked
    reads its answers at once.
    """
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        if isValid(dialog):  # the program may have ended meanwhile, and its window with all that it held
            dialog.deleteLater()


def _box(parent: QWidget, text: str, detail: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle(tr("年报台"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(in_order(text))
    box.setInformativeText(in_order(detail))
    _align(box)
    return box


def _align(box: QMessageBox) -> None:
    """The words begin where the buttons do: Qt keeps room at their left for a picture, and there is none."""
    grid = box.layout()
    assert isinstance(grid, QGridLayout)
    first = grid.itemAtPosition(0, 0)
    room = None if first is None else first.spacerItem()
    if room is not None:
        room.changeSize(0, 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        grid.setHorizontalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.invalidate()
