"""应报单位: pasted, read from a list, and changed in place."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.consolidation.roster import Member, listed_twice, name_key, said_twice
from report_desk.core.ports import ExpectedError
from report_desk.desk.background.patience import patiently
from report_desk.desk.shell.county.roster.table import RosterTable, joined
from report_desk.desk.widgets.labels import note, paragraph
from report_desk.desk.widgets.questions import ask, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.folder_ports import ReportFolders
    from report_desk.desk.theme.look import Look

_SIZE = (1020, 560)


class RosterDialog(QDialog):
    """Asks who must report."""

    def __init__(
        self,
        members: Sequence[Member],
        proposed: Sequence[str],
        folders: ReportFolders,
        look: Look,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._folders = folders
        self._proposed = proposed
        self.setWindowTitle(self.tr("应报单位"))
        self.resize(look.measures.scaled(_SIZE[0]), look.measures.scaled(_SIZE[1]))
        self.table = RosterTable()
        self._dress(look)
        self.table.show_members(members)
        self._before = self.table.members()
        self._count = note("")
        self._arrange()
        self._twice: tuple[str, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._tell)
        roster = self.table.roster
        for stirred in (roster.rowsInserted, roster.rowsRemoved, roster.modelReset, roster.dataChanged):
            stirred.connect(lambda *_: self._soon.start())
        self.table.twice.connect(self._came_twice)
        self._tell()

    def _dress(self, look: Look) -> None:
        self.table.setAccessibleName(self.tr("应报单位"))
        self.table.roster.heads = (
            self.tr("单位全称"),
            self.tr("简称"),
            self.tr("层级"),
            self.tr("上级"),
            self.tr("联系人"),
            self.tr("电话"),
            self.tr("应报日期"),
            self.tr("曾用名、别名"),
        )
        head = self.table.horizontalHeader()
        head.resizeSection(0, look.measures.scaled(220))
        head.setStretchLastSection(True)

    @property
    def members(self) -> tuple[Member, ...]:
        """Who must report."""
        return self.table.members()

    def reject(self) -> None:
        """Leave; a hundred lines that were typed or pasted are not dropped by one key."""
        decided = "drop" if self.members == self._before else self._asked()
        if decided == "keep":
            self.accept()
        elif decided == "drop":
            super().reject()

    def _asked(self) -> str:
        return ask(
            self,
            self.tr("名单改过，还没有存下。"),
            self.tr("要存下吗？"),
            {self.tr("存下"): "keep", self.tr("不要了"): "drop", self.tr("回去接着改"): "stay"},
            escape="stay",
        )

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        says = self.tr("一行一个单位。从 Excel 或文字里复制以后，在这里按 Ctrl+V；第一行是表头也认得。")
        column.addWidget(paragraph(says))
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        for words, does in (
            (self.tr("粘贴"), self.table.paste),
            (self.tr("从文件读…"), self._read),
            (self.tr("加一行"), self._add),
            (self.tr("用文件夹里的单位"), self._propose),
        ):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(does)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._count)
        column.addLayout(row)
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("存下"), QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        buttons.addButton(self.tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _tell(self) -> None:
        """How many organs there are, and which are listed more than once, in what came or in the table."""
        names = self.table.names()
        keys = {name_key(one.organ) for one in names}
        twice = (*self._twice, *(one for one in listed_twice(names) if one not in self._twice))
        words = self.tr("{count} 个单位").format(count=len(keys))
        self._count.setText(" · ".join(filter(None, (words, said_twice(twice)))))

    def _came_twice(self, organs: tuple[str, ...]) -> None:
        self._twice = organs
        self._soon.start()

    def _add(self) -> None:
        self.table.add_line()

    def _propose(self) -> None:
        self.table.show_members(joined(self.table.members(), [Member(organ) for organ in self._proposed]))

    def _read(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("应报单位的名单"),
            "",
            self.tr("文本、CSV、Excel (*.txt *.csv *.xlsx *.xls *.et);;所有文件 (*)"),
        )
        if not chosen:
            return
        path = PurePath(chosen)
        try:
            words = self.tr("正在读「{name}」…").format(name=path.name)
            found = patiently(lambda: self._folders.read_roster(path), words, self)
        except ExpectedError as error:
            tell(self, str(error))
            return
        self.table.add(found)
