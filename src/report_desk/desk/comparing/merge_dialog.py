"""Merging by hand: every conflict is shown with both words and the original, and one of them is chosen.

What was taken without asking is listed, each with its place, before and after.
"""

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
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.sheet import evaluate
from report_desk.core.versions.differences import Part
from report_desk.desk.comparing.changes import MOST_ROWS, in_words
from report_desk.desk.comparing.choosing import Pick, can_pick
from report_desk.desk.places.names import part_name
from report_desk.desk.places.words import figure_words, place_words
from report_desk.desk.theme.fitting import give_room
from report_desk.desk.widgets.labels import breakable, label, paragraph
from report_desk.desk.widgets.word_table import dress, fill

if TYPE_CHECKING:
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet
    from report_desk.core.versions.differences import Conflict
    from report_desk.core.versions.merge import Merge
    from report_desk.desk.theme.look import Look


class MergeDialog(QDialog):
    """``picks`` are the choices, in the order of the conflicts, when it is accepted."""

    def __init__(
        self, merged: Merge, sides: tuple[Report, Report, Report], mine: Sheet, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("合并"))
        self._choices = [
            Choice(conflict, mine, can_pick=can_pick(merged, sides, conflict))
            for conflict in merged.conflicts
        ]
        now = evaluate(mine.form, merged.report)
        self._taken = [in_words(difference, now) for difference in merged.taken]
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

    @property
    def taken(self) -> list[tuple[str, str, str]]:
        """What stands in the list of what was taken: place, before, after."""
        return [(change.place, change.before, change.after) for change in self._taken]

    def pick_all(self, pick: Pick) -> None:
        """Choose one side everywhere."""
        for choice in self._choices:
            choice.choose(pick)

    def _summary(self, merged: Merge) -> str:
        taken, conflicts = len(merged.taken), len(merged.conflicts)
        words = self.tr("只有对方改过的 {taken} 处直接采用，列在下面。").format(taken=taken) if taken else ""
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
            whole.addWidget(scroll, 2)
        if self._taken:
            whole.addWidget(label(self.tr("直接采用的 {count} 处").format(count=len(self._taken)), "group"))
            whole.addWidget(self._list(), 1)
        whole.addWidget(self._buttons)
        inside.adjustSize()
        height = min(380, inside.sizeHint().height() + 80) if self._choices else 0
        height += min(260, 60 + 34 * len(self._taken)) if self._taken else 0
        give_room(self, look, 820, 130 + height)

    def _list(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setAccessibleName(self.tr("直接采用的改动"))
        dress(table, [self.tr("位置"), self.tr("我的"), self.tr("采用后")])
        fill(table, self.taken[:MOST_ROWS])
        return table

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
        place, name = place_words(mine, conflict.anchor), part_name(conflict.part)
        is_plain = conflict.part in {Part.FIGURE, Part.TEXT}
        column.addWidget(paragraph(place if is_plain else f"{place} · {name}", "group"))
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
        button.setAccessibleName(self.tr("{name}：{text}").format(name=name, text=shown))
        button.toggled.connect(lambda _: self.decided.emit())
        self._group.addButton(button)
        return button, paragraph(breakable(shown))


def _words(sheet: Sheet, value: float | str | None) -> str:
    if isinstance(value, str):
        return sheet.resolved(value).strip() or figure_words(None)
    return figure_words(None if value is None else int(value))
