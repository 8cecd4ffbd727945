"""底稿 in the window: each number of the region's report opens to its organs, and these to their reports."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.report.totals import plain
from report_desk.desk.files.endings import PAPER
from report_desk.desk.language import tr
from report_desk.desk.shell.county.region.correcting import Answers, CorrectionDialog, why_not
from report_desk.desk.shell.county.region.papers import SUM
from report_desk.desk.shell.county.region.region import Wish
from report_desk.desk.theme.fitting import give_room
from report_desk.desk.widgets.dropping import dropped_file
from report_desk.desk.widgets.labels import paragraph
from report_desk.desk.widgets.questions import accepted
from report_desk.desk.widgets.word_table import dress, fill

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from report_desk.core.consolidation.trace import Share, Traced
    from report_desk.core.form.edition import Address
    from report_desk.core.report.totals import Number
    from report_desk.desk.shell.county.region.region import Region
    from report_desk.desk.theme.look import Look

EXCEL, PDF = ".xlsx", ".pdf"
_SIZE = (1080, 620)
_LEAST = 56
_FEW = 6


class SourcesDialog(QDialog):
    """``correction`` is what a person wants to add to a number, if anything.

    ``wanted`` is the share of the organ that a person went to, ``place`` the number that it is a share of;
    ``exports`` the kind of file that all is wanted as, empty where it is not; ``paper`` what is to be held
    against the folder next.
    """

    def __init__(self, region: Region, look: Look, parent: QWidget, person: str = "") -> None:
        super().__init__(parent)
        self.exports, self._person, self._region = "", person, region
        self._folder = str(region.path.parent) if region.path else ""
        self.wanted: Share | None = None
        self.paper: PurePath | None = None
        self.setAcceptDrops(True)
        self.correction: Wish | None = None
        self._places = list(region.trace.cells)
        self._cells = list(region.trace.cells.values())
        self._parts: list[Share] = []
        self.setWindowTitle(
            self.tr("底稿 — {organ} {year}").format(organ=region.report.organ, year=region.report.year)
        )
        give_room(self, look, *_SIZE)
        self.numbers = QTableWidget(0, 4)
        heads = (self.tr("项目"), self.tr("报告里"), self.tr("各单位合计"), self.tr("订正"))
        dress(self.numbers, heads, 0, figures=(1, 2, 3))
        words = [region.form.cells[place].words for place in region.trace.cells]
        fill(self.numbers, [_row(name, one) for name, one in zip(words, self._cells, strict=True)])
        self.numbers.setAccessibleName(self.tr("报告里的数"))
        self.organs = QTableWidget(0, 3)
        dress(self.organs, (self.tr("单位"), self.tr("数"), self.tr("文件")), 0, figures=(1,))
        self.organs.horizontalHeader().setMinimumSectionSize(look.measures.scaled(_LEAST))
        self.organs.setAccessibleName(self.tr("这个数的来源"))
        self._arrange(_said(region))
        self.numbers.currentCellChanged.connect(lambda row, *_: self._open(row))
        self.organs.cellActivated.connect(lambda row, _: self._go(row))
        self.numbers.selectRow(next((row for row, one in enumerate(self._cells) if _is_off(one)), 0))

    @property
    def place(self) -> Address:
        """The number whose organs are shown."""
        return self._places[max(0, self.numbers.currentRow())]

    def _arrange(self, says: str) -> None:
        column = QVBoxLayout(self)
        column.addWidget(paragraph(says))
        row = QHBoxLayout()
        row.addWidget(self.numbers, 3)
        row.addWidget(self.organs, 2)
        column.addLayout(row, 1)
        column.addWidget(
            paragraph(
                self.tr("左边选一个数，右边是它由哪些单位来；双击一个单位打开它的报告，停在那一格。"), "note"
            )
        )
        buttons = QDialogButtonBox()
        for words, kind in ((self.tr("存成 Excel…"), EXCEL), (self.tr("存成 PDF…"), PDF)):
            exports = buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
            exports.clicked.connect(partial(self._export, kind))
        holds = buttons.addButton(self.tr("核对 PDF…"), QDialogButtonBox.ButtonRole.ActionRole)
        holds.clicked.connect(self._ask_for_paper)
        corrects = buttons.addButton(self.tr("订正这个数…"), QDialogButtonBox.ButtonRole.ActionRole)
        corrects.clicked.connect(self._correct)
        buttons.addButton(tr("知道了"), QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        buttons.accepted.connect(self.accept)
        column.addWidget(buttons)

    def _open(self, row: int) -> None:
        """Show the organs of a number, the largest share first."""
        if not 0 <= row < len(self._cells):
            return
        self._parts = sorted(self._cells[row].parts, key=lambda part: -(part.value or 0))
        fill(self.organs, [(part.organ, _shown(part.value), part.file) for part in self._parts])

    def _go(self, row: int) -> None:
        self.wanted = self._parts[row]
        self.accept()

    def _export(self, kind: str, _: object = None) -> None:
        self.exports = kind
        self.accept()

    def _ask_for_paper(self) -> None:
        """Ask which PDF of the region's report is to be held against it and the folder."""
        words = self.tr("核对：选本地区报告的 PDF")
        chosen, _ = QFileDialog.getOpenFileName(
            self, words, self._folder, self.tr("PDF、年报文件 (*.pdf *.rdesk);;所有文件 (*)")
        )
        if chosen:
            self._hold(PurePath(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event, (PAPER, SUM)) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event, (PAPER, SUM))
        if path is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self._hold(path))  # whoever dropped it waits for us

    def _hold(self, path: PurePath) -> None:
        self.paper = path
        self.accept()

    def _correct(self) -> None:
        """Ask how much is added to the number that is chosen, and why."""
        row = self.numbers.currentRow()
        if not 0 <= row < len(self._cells):
            return
        item = self.numbers.item(row, 0)
        place = self._places[row]

        def refused(answers: Answers) -> str:
            return why_not(self._region, Wish(place, *answers))

        dialog = CorrectionDialog(item.text() if item else "", self._person, refused, self)
        if accepted(dialog):
            self.correction = Wish(place, *dialog.answers)
            self.accept()


def _is_off(one: Traced) -> bool:
    """Whether the report has another number than its organs and the corrections make now."""
    return one.stated != (None if one.sum is None else one.sum + one.corrections)


def _row(words: str, one: Traced) -> tuple[str, ...]:
    by_hand = plain(one.corrections) if one.corrections else ""
    return words, _shown(one.stated), _shown(one.sum), by_hand


def _shown(value: Number | None) -> str:
    return tr("空") if value is None else plain(value)


def _said(region: Region) -> str:
    """Whether the folder still gives the same, else what changed; and what does not agree with last year."""
    changed = region.trace.changed
    said = [region.paper] if region.paper else []
    said += [one.sentence for one in changed[:_FEW]]
    if not changed:
        said.append(tr("一致：用文件夹里的报告重算，是同样的数。"))
    if changed[_FEW:]:
        said.append(tr("另有 {count} 处变化。").format(count=len(changed) - _FEW))
    wrong = () if region.carried is None else (*region.carried.wrong, *region.carried.region)
    words = tr("上年结转不一致：{organ}，{place}：去年结转下年 {last}，今年上年结转 {now}。")
    said += [
        words.format(
            organ=one.organ,
            place=region.form.cells[one.place].words,
            last=_known(one.last),
            now=_known(one.now),
        )
        for one in wrong[:_FEW]
    ]
    if wrong[_FEW:]:
        said.append(tr("另有 {count} 处上年结转不一致，都在底稿里。").format(count=len(wrong) - _FEW))
    return "\n".join(said)


def _known(value: Number | None) -> str:
    return tr("不知道") if value is None else plain(value)
