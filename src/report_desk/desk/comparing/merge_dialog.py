"""Merging by hand: every conflict is shown with both words and the original, and one of them is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from report_desk.desk.comparing.choosing import Pick, can_pick
from report_desk.desk.labels import breakable, label, paragraph
from report_desk.desk.places import figure_words, place_words
from report_desk.desk.theme.fitting import give_room

if TYPE_CHECKING:
    from report_desk.core.merging import Conflict, Merge
    from report_desk.core.report import Report
    from report_desk.core.sheet import Sheet
    from report_desk.desk.theme.look import Look


class MergeDialog(QDialog):
    """``picks`` are the choices, in the order of the conflicts, when it is accepted."""

    def __init__(
        self, merged: Merge, sides: tuple[Report, Report, Report], mine: Sheet, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("合并"))
        self._choices = [
            Choice(conflict, mine, can_pick=can_pick(sides, conflict)) for conflict in merged.conflicts
        ]
        self._buttons = QDialogButtonBox()
        self._accept = self._buttons.addButton(self.tr("合并"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._accept.setDefault(True)
        self._buttons.addButton(self.tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._arrange(self._summary(merged), look)
        for choice in self._choices:
            choice.decided.connect(self._enable)
        self._enable()
        (self._choices[0] if self._choices else self._accept).setFocus()

    @property
    def picks(self) -> tuple[Pick, ...]:
        """What was chosen for each conflict."""
        return tuple(choice.pick or Pick.MINE for choice in self._choices)

    @property
    def choices(self) -> list[Choice]:
        """The conflicts on screen."""
        return self._choices

    def pick_all(self, pick: Pick) -> None:
        """Choose one side everywhere."""
        for choice in self._choices:
            choice.choose(pick)

    def _summary(self, merged: Merge) -> str:
        taken, conflicts = len(merged.taken), len(merged.conflicts)
        words = self.tr("只有对方改过的 {taken} 处直接采用。").format(taken=taken) if taken else ""
        words += self.tr("批注、说明和历次记录都合到一起。")
        if conflicts:
            words += self.tr("两边都改过的 {count} 处，请逐处选一个；没选上的记在批注里，不会丢。").format(
                count=conflicts
            )
        return words + self.tr("合并后再保存才写到盘上。")

    def _arrange(self, summary: str, look: Look) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(look.measures.gap)
        for choice in self._choices:
            column.addWidget(choice)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 18, 22, 16)
        whole.setSpacing(12)
        whole.addWidget(paragraph(summary))
        if self._choices:
            whole.addLayout(self._shortcuts())
            whole.addWidget(scroll, 1)
        whole.addWidget(self._buttons)
        inside.adjustSize()
        height = min(560, inside.sizeHint().height() + 200) if self._choices else 160
        give_room(self, look, 760, height)

    def _shortcuts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(self.tr("冲突 {count} 处").format(count=len(self._choices)), "group"))
        row.addStretch(1)
        for words, pick in ((self.tr("全用我的"), Pick.MINE), (self.tr("全用对方的"), Pick.THEIRS)):
            button = QPushButton(words)
            button.setProperty("role", "link")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, side=pick: self.pick_all(side))
            row.addWidget(button)
        return row

    def _enable(self) -> None:
        self._accept.setEnabled(all(choice.pick is not None for choice in self._choices))


class Choice(QFrame):
    """One conflict. ``pick`` is None until somebody chose."""

    decided = Signal()

    def __init__(self, conflict: Conflict, mine: Sheet, *, can_pick: bool) -> None:
        super().__init__()
        self.setProperty("role", "remark")
        self._group = QButtonGroup(self)
        self._sides = {
            Pick.MINE: self._side(mine, self.tr("我的"), conflict.mine),
            Pick.THEIRS: self._side(mine, self.tr("对方的"), conflict.theirs),
        }
        self.setFocusProxy(self._sides[Pick.MINE][0])
        base = _words(mine, conflict.base)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 9)
        column.setSpacing(4)
        column.addWidget(paragraph(place_words(mine, conflict.anchor), "group"))
        column.addWidget(paragraph(breakable(self.tr("共同的原稿：{text}").format(text=base)), "note"))
        for button, words in self._sides.values():
            row = QHBoxLayout()
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(words, 1)
            column.addLayout(row)
        if not can_pick:
            self.choose(Pick.MINE)
            self._sides[Pick.THEIRS][0].setEnabled(False)
            column.addWidget(paragraph(self.tr("这一处留我的；对方的记成一条未了的批注。"), "note"))

    @property
    def pick(self) -> Pick | None:
        """Whose words stand."""
        return next((pick for pick, (button, _) in self._sides.items() if button.isChecked()), None)

    def choose(self, pick: Pick) -> None:
        """Choose a side, where it can be chosen."""
        button = self._sides[pick][0]
        if button.isEnabled():
            button.setChecked(True)

    def _side(self, mine: Sheet, name: str, value: float | str | None) -> tuple[QRadioButton, QWidget]:
        button = QRadioButton(name)
        shown = _words(mine, value)
        button.setAccessibleName(f"{name}：{shown}")
        button.toggled.connect(lambda _: self.decided.emit())
        self._group.addButton(button)
        return button, paragraph(breakable(shown))


def _words(sheet: Sheet, value: float | str | None) -> str:
    if isinstance(value, str):
        return sheet.resolved(value).strip() or figure_words(None)
    return figure_words(None if value is None else int(value))
