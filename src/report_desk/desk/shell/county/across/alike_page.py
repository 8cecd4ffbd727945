"""雷同: groups of organs that wrote nearly the same, and two of their texts side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QHBoxLayout, QTableWidget, QTextEdit, QVBoxLayout, QWidget

from report_desk.core.output.across_sheet import names_of
from report_desk.desk.shell.county.across.looking import two_texts
from report_desk.desk.widgets.labels import label, paragraph
from report_desk.desk.widgets.word_table import dress, fill

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePath

    from report_desk.core.consolidation.across.across import Across
    from report_desk.core.consolidation.across.likeness import Passage
    from report_desk.core.ports import ExpectedError
    from report_desk.desk.background.jobs import Job
    from report_desk.desk.frame import Frame
    from report_desk.desk.shell.county.across.looking import Sentence, Sides

MOST_GROUPS, MOST_ORGANS = 200, 200


class AlikePage(QWidget):
    """``wanted`` carries the file of an organ that a person wants to open."""

    wanted = Signal(str)

    def __init__(self, frame: Frame, folder: PurePath) -> None:
        super().__init__()
        self._frame, self._folder = frame, folder
        self._across: Across | None = None
        self._passages: tuple[Passage, ...] = ()
        self._job: Job[Sides] | None = None
        self.says = paragraph("")
        self.groups = QTableWidget(0, 3)
        dress(self.groups, (self.tr("哪一节"), self.tr("几个单位"), self.tr("是哪些")), 2)
        self.groups.setAccessibleName(self.tr("雷同的文字"))
        self.organs = QTableWidget(0, 2)
        dress(self.organs, (self.tr("单位"), self.tr("相同约")), 0)
        self.organs.setAccessibleName(self.tr("写得一样的单位"))
        self.names = (label("", "group"), label("", "group"))
        self.texts = (QTextEdit(), QTextEdit())
        self._arrange()
        self.groups.currentCellChanged.connect(lambda row, *_: self._open(row))
        self.organs.currentCellChanged.connect(lambda row, *_: self._compare(row))
        self.organs.cellActivated.connect(lambda row, _: self.wanted.emit(self._passages[row].file))

    def show_across(self, across: Across) -> None:
        """Show the groups, those of unusual wording first."""
        self._across = across
        count = len(across.alike)
        words = self.tr("{count} 组单位写得几乎一样（数字、单位名称、标点不算）。").format(count=count)
        words += self.tr("选一组，再选一个单位，和这一组的第一个对照；相同的句子有底色。")
        self.says.setText(words if count else self.tr("没有写得几乎一样的。"))
        groups = across.alike[:MOST_GROUPS]
        headings = [across.form.heading_of(one.section) for one in groups]
        rows = [
            (name, str(len(one.passages)), names_of(one)) for name, one in zip(headings, groups, strict=True)
        ]
        fill(self.groups, rows)
        if rows:
            self.groups.selectRow(0)

    def let_go(self) -> None:
        """Nobody looks at it any more."""
        if self._job is not None:
            self._job.give_up()

    # ------------------------------------------------------------------ inside

    def _open(self, row: int) -> None:
        if self._across is None or not 0 <= row < len(self._across.alike):
            return
        self._passages = self._across.alike[row].passages[:MOST_ORGANS]
        shares = [self.tr("对照"), *(f"{round(100 * one.share)}%" for one in self._passages[1:])]
        fill(self.organs, [(one.organ, share) for one, share in zip(self._passages, shares, strict=True)])
        self.organs.selectRow(1)
        self._compare(self.organs.currentRow())

    def _compare(self, row: int) -> None:
        """Have a worker read the section of the first organ and of this one."""
        group = self.groups.currentRow()
        if self._across is None or not 0 <= row < len(self._passages) or group < 0:
            return
        if self._job is not None:
            self._job.give_up()
        first, other = self._passages[0], self._passages[row]
        section, services = self._across.alike[group].section, self._frame.services
        paths = (self._folder / first.file, self._folder / other.file)
        for name, one in zip(self.names, (first, other), strict=True):
            name.setText(one.organ)
        self._job = self._frame.aside.start(
            lambda: two_texts(services, paths, section), self._show, self._fail
        )

    def _show(self, sides: Sides) -> None:
        for text, sentences in zip(self.texts, sides, strict=True):
            self._write(text, sentences)

    def _write(self, text: QTextEdit, sentences: Iterable[Sentence]) -> None:
        text.clear()
        cursor = text.textCursor()
        plain, common = QTextCharFormat(), QTextCharFormat()
        common.setBackground(self._frame.look.colour("explain_soft"))
        for one in sentences:
            cursor.insertText(one.text, common if one.is_common else plain)
        text.verticalScrollBar().setValue(0)

    def _fail(self, error: ExpectedError) -> None:
        for text in self.texts:
            text.setPlainText(str(error))

    def _arrange(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.groups, 3)
        above.addWidget(self.organs, 1)
        below = QHBoxLayout()
        for name, text in zip(self.names, self.texts, strict=True):
            text.setReadOnly(True)
            text.setProperty("role", "beside")
            text.setTabChangesFocus(True)
            text.setAccessibleName(self.tr("对照"))
            column = QVBoxLayout()
            column.addWidget(name)
            column.addWidget(text, 1)
            below.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 10, 10, 10)
        whole.addWidget(self.says)
        whole.addLayout(above, 2)
        whole.addLayout(below, 3)
