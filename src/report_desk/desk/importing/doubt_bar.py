"""The doubts of an import one after the other: how many are left, why, and one key for each way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from report_desk.core.edits.review import NEXT
from report_desk.core.report.model import EventKind
from report_desk.desk.actions import KNOWN
from report_desk.desk.importing.documents import anchor_of
from report_desk.desk.places.words import place_words
from report_desk.desk.theme.fitting import fit
from report_desk.desk.widgets.labels import breakable, in_order, label, paragraph

if TYPE_CHECKING:
    from report_desk.desk.actions import Actions
    from report_desk.desk.document import Document
    from report_desk.desk.importing.settling import Settling
    from report_desk.desk.theme.look import Look

DECISIONS = ("take_original", "correct_doubt", "leave_out")
"""The actions that settle the doubt that is shown."""
_LONGEST = 400


class DoubtBar(QFrame):
    """``at`` is the number of the doubt that is shown, -1 before the first. Its buttons are actions.

    Where the document ``is_of_board``, an office that collects has it: once all is settled, it takes it in.
    """

    def __init__(self, settling: Settling, document: Document, actions: Actions, look: Look) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._settling = settling
        self._document = document
        self._actions = actions
        self.at = -1
        self.is_of_board = False
        self.count = label("", "group")
        self.place = label("", "group")
        self.reason = paragraph("")
        self.rest = label("", "note")
        self.buttons = {name: self._button(name) for name in (*DECISIONS, "take_all", "take_in")}
        self.back, self.on = (self._button(name) for name in ("previous_finding", "next_finding"))
        self.back.setText(_with_key(self.tr("上一处"), "previous_finding"))
        self.on.setText(_with_key(self.tr("下一处"), "next_finding"))
        self._arrange(look)
        settling.changed.connect(self.follow)
        self.follow()

    def show_doubt(self, number: int) -> None:
        """Show a doubt; -1 for none."""
        self.at = number
        self.follow()

    def follow(self) -> None:
        """Show how things stand."""
        left = self._settling.left
        total = len(self._settling.doubts)
        is_open = self.at in left
        words = self.tr("拿不准：还有 {left} 处，共 {total} 处").format(left=len(left), total=total)
        self.count.setText(words if left else self.tr("{total} 处拿不准都看过了").format(total=total))
        self._show_doubt() if is_open else self._show_nothing()
        self._actions["take_all"].setEnabled(bool(left))
        may_submit = self._document.sheet.report.state in NEXT[EventKind.SUBMITTED][0]
        self._actions["take_in"].setEnabled(self.is_of_board and not left and may_submit)
        for name, button in self.buttons.items():
            button.setEnabled(self._actions[name].isEnabled())
            button.setVisible(is_open if name in DECISIONS else button.isEnabled())
        for button in (self.back, self.on):
            button.setVisible(bool(left))
        self.setAccessibleName(f"{self.count.text()} {self.place.text()} {self.reason.text()}")

    # ------------------------------------------------------------------ inside

    def _show_doubt(self) -> None:
        doubt = self._settling.doubts[self.at]
        is_prose = bool(doubt.passage)
        self.place.setText(
            self.tr("没有去处的文字") if is_prose else place_words(self._document.sheet, anchor_of(doubt))
        )
        self.reason.setText(breakable(in_order(doubt.sentence[:_LONGEST])))
        parts = len(self._settling.open_parts(self.at))
        self.rest.setText(self.tr("还有 {count} 格").format(count=parts) if parts > 1 else "")
        self.rest.setVisible(parts > 1)
        self.buttons["correct_doubt"].setText(
            _with_key(self.tr("放进一节"), "correct_doubt") if is_prose else self._words("correct_doubt")
        )
        self._actions["take_original"].setEnabled(self._settling.can_take(self.at))
        self._actions["correct_doubt"].setEnabled(True)
        self._actions["leave_out"].setEnabled(self._settling.can_leave_out(self.at))

    def _show_nothing(self) -> None:
        self.place.setText("")
        self.reason.setText("" if not self._settling.left else self.tr("按 F8 从第一处看起。"))
        self.rest.hide()
        for name in DECISIONS:
            self._actions[name].setEnabled(False)

    def _words(self, name: str) -> str:
        """What an action says, without the dots of a menu, and its key."""
        return _with_key(self._actions[name].iconText(), name)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self._words(name))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the table
        if name == "take_in":
            button.setProperty("role", "primary")
        elif name not in DECISIONS:
            button.setProperty("role", "link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self._actions[name].trigger)
        return button

    def _arrange(self, look: Look) -> None:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        fit(self, look, lambda measures: upper.setSpacing(measures.gap))
        fit(self, look, lambda measures: lower.setSpacing(measures.gap))
        upper.addWidget(self.count)
        upper.addWidget(self.place)
        upper.addWidget(self.reason, 1)
        for button in (self.back, self.on, self.buttons["take_all"], self.buttons["take_in"]):
            upper.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        for name in DECISIONS:
            lower.addWidget(self.buttons[name])
        lower.addWidget(self.rest)
        lower.addStretch(1)
        column = QVBoxLayout(self)
        fit(self, look, lambda measures: column.setContentsMargins(measures.margin, 6, 14, 6))
        column.setSpacing(4)
        column.addLayout(upper)
        column.addLayout(lower)


def _with_key(words: str, name: str) -> str:
    return f"{words} {KNOWN[name].key}".strip()
