"""Two states of a report side by side: every difference with its place, before and after."""

from __future__ import annotations

from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.versions.comparison import compare
from report_desk.desk.comparing.changes import MOST_ROWS, Change, changes, counted
from report_desk.desk.comparing.states import State
from report_desk.desk.theme.fitting import give_room
from report_desk.desk.widgets.choice import Choice
from report_desk.desk.widgets.labels import label, paragraph
from report_desk.desk.widgets.word_table import dress, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from report_desk.core.sheet import Sheet
    from report_desk.desk.theme.look import Look

    Read = Callable[[PurePath], Sheet | None]


class CompareDialog(QDialog):
    """Shows what became of the left state in the right one; ``followed`` carries a place to go to.

    ``read`` opens another file and tells the person where it cannot.
    """

    followed = Signal(object)

    def __init__(  # noqa: PLR0913, PLR0917 - the two sides and what the dialog stands on
        self,
        states: Sequence[State],
        chosen: tuple[int, int],
        read: Read,
        folder: str,
        look: Look,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._states = list(states)
        self._read = read
        self._folder = folder
        self._changes: tuple[Change, ...] = ()
        self.setWindowTitle(self.tr("比较"))
        self._sides = (self._choice(self.tr("左边")), self._choice(self.tr("右边")))
        self._counts = paragraph("", "group")
        self._table = QTableWidget(0, 3)
        self._buttons = QDialogButtonBox()
        self._go = self._buttons.addButton(self.tr("去这一处"), QDialogButtonBox.ButtonRole.ActionRole)
        leave = self._buttons.addButton(self.tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        leave.setDefault(True)
        self._go.setAutoDefault(False)
        self._arrange(look)
        self._choose(chosen)
        self._go.clicked.connect(self._follow)
        self._table.itemDoubleClicked.connect(lambda _: self._follow())
        self._buttons.rejected.connect(self.reject)
        self._show()

    @property
    def words(self) -> str:
        """The count of differences."""
        return self._counts.text()

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """What stands in the table, line by line."""
        return [(change.place, change.before, change.after) for change in self._changes]

    def offer_places(self, *, is_offered: bool) -> None:
        """Whether there is an open report to show a place in."""
        self._go.setVisible(is_offered)

    def add_file(self, side: int, path: PurePath) -> None:
        """Read a file and show it on a side; nothing changes where it cannot be read."""
        sheet = self._read(path)
        if sheet is None:
            return
        self._states.append(State(path.name, sheet))
        for box in self._sides:
            box.addItem(path.name)
        self._sides[side].setCurrentIndex(len(self._states) - 1)

    # ------------------------------------------------------------------ inside

    def _choose(self, chosen: tuple[int, int]) -> None:
        for side, at in zip(self._sides, chosen, strict=True):
            side.setCurrentIndex(at)
            side.currentIndexChanged.connect(self._show)

    def _choice(self, name: str) -> Choice:
        return Choice(name, [state.name for state in self._states])

    def _arrange(self, look: Look) -> None:
        top = QHBoxLayout()
        for number, box in enumerate(self._sides):
            if number:
                top.addWidget(label("→"))
            other = QPushButton(self.tr("文件…"))
            other.setToolTip(self.tr("选另一个年报文件"))
            other.setAutoDefault(False)
            other.clicked.connect(lambda _=False, side=number: self._ask(side))
            top.addWidget(box, 1)
            top.addWidget(other)
        dress(self._table, [self.tr("位置"), self.tr("左边"), self.tr("右边")])
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self._counts)
        column.addWidget(self._table, 1)
        column.addWidget(self._buttons)
        give_room(self, look, 980, 560)

    def _ask(self, side: int) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("选一个文件来比较"), self._folder, self.tr("年报文件 (*.rdesk)")
        )
        if chosen:
            self.add_file(side, PurePath(chosen))

    def _show(self) -> None:
        left, right = (self._states[box.currentIndex()].sheet for box in self._sides)
        found = compare(left, right)
        self._changes = tuple(islice(changes(found, right), MOST_ROWS))
        same_organ = left.report.id == right.report.id
        words = self.tr("没有不同。") if found.is_same else counted(found)
        self._counts.setText(words if same_organ else self.tr("这是两份不同的报告。") + words)
        fill(self._table, self.rows)
        self._go.setEnabled(bool(self._changes))
        if self._changes:
            self._table.selectRow(0)

    def _follow(self) -> None:
        row = self._table.currentRow()
        if 0 <= row < len(self._changes) and not self._go.isHidden():
            self.followed.emit(self._changes[row].anchor)
            self.accept()
