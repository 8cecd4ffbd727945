"""Whose the files are that bear a name nobody has listed: chosen once, and kept with who must report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTableWidget, QVBoxLayout

from report_desk.core.consolidation.roster import name_key
from report_desk.desk.language import tr
from report_desk.desk.theme.fitting import give_room
from report_desk.desk.widgets.labels import paragraph
from report_desk.desk.widgets.wheel import SteadyBox
from report_desk.desk.widgets.word_table import dress, fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from report_desk.core.consolidation.board import Board
    from report_desk.core.consolidation.entry import Entry
    from report_desk.desk.theme.look import Look

_SIZE = (760, 460)
_MOST = 200
"""Names that are asked about at once."""


class MatchDialog(QDialog):
    """Asks for each name which of the listed organs it is; ``matched`` says it, name by name."""

    def __init__(self, files: Iterable[Entry], board: Board, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("是哪个应报单位"))
        give_room(self, look, *_SIZE)
        self._names: dict[str, Entry] = {}
        for one in files:
            self._names.setdefault(name_key(one.organ), one)
        shown = list(self._names.values())[:_MOST]
        heads = (self.tr("文件上的单位"), self.tr("文件"), self.tr("是哪个应报单位"))
        self.table = QTableWidget(0, len(heads))
        dress(self.table, heads, len(heads) - 1)
        fill(self.table, [(one.organ, one.file, "") for one in shown])
        self.table.setAccessibleName(self.windowTitle())
        organs = _listed(board)
        self.choices = [self._choice(row, one.organ, organs) for row, one in enumerate(shown)]
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self._arrange()

    @property
    def matched(self) -> Mapping[str, str]:
        """The listed organ of each name that one was chosen for."""
        shown = list(self._names.values())
        chosen = zip(shown, self.choices, strict=False)
        return {one.organ: box.currentText() for one, box in chosen if box.currentIndex() > 0}

    def _choice(self, row: int, name: str, organs: Sequence[str]) -> SteadyBox:
        box = SteadyBox()
        box.addItem(self.tr("（都不是）"))
        box.addItems(organs)
        box.setAccessibleName(self.tr("「{name}」是哪个应报单位").format(name=name))
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.currentIndexChanged.connect(lambda _: self._check())
        self.table.setCellWidget(row, 2, box)
        return box

    def _arrange(self) -> None:
        self.buttons = QDialogButtonBox()
        self.does = self.buttons.addButton(self.tr("记下"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.does.setDefault(True)
        self.buttons.addButton(tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        says = self.tr(
            "这些文件上的单位不在应报单位里。改了名的、写法不同的，选它是哪个单位；名称记在「曾用名、别名」里，以后都认得。文件不动。"
        )
        column = QVBoxLayout(self)
        column.addWidget(paragraph(says))
        column.addWidget(self.table, 1)
        column.addWidget(self.buttons)
        self._check()

    def _check(self) -> None:
        self.does.setEnabled(bool(self.matched))


def _listed(board: Board) -> list[str]:
    """Those that nothing has come from first: one of them it is, most likely."""
    rows = sorted(board.rows, key=lambda row: row.entry is not None)
    return [row.member.organ for row in rows]
