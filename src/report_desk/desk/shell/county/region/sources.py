"""底稿 in the window: each number of the region's report opens to its organs, and these to their reports."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.limits import LONGEST_LINE
from report_desk.core.report.totals import plain
from report_desk.desk.language import tr
from report_desk.desk.shell.county.region.region import Wish
from report_desk.desk.widgets.labels import paragraph
from report_desk.desk.widgets.word_table import dress, fill

if TYPE_CHECKING:
    from report_desk.core.consolidation.trace import Share, Traced
    from report_desk.core.report.totals import Number
    from report_desk.desk.shell.county.region.region import Region
    from report_desk.desk.theme.look import Look

EXCEL, PDF = ".xlsx", ".pdf"
_SIZE = (1080, 620)
_FEW = 6


class SourcesDialog(QDialog):
    """``correction`` is what a person wants to add to a number, if anything.

    ``wanted`` is the file of the organ that a person went to; ``exports`` the kind of file that all is wanted
    as, empty where it is not.
    """

    def __init__(self, region: Region, look: Look, parent: QWidget, person: str = "") -> None:
        super().__init__(parent)
        self.wanted, self.exports, self._person = "", "", person
        self.correction: Wish | None = None
        self._places = list(region.trace.cells)
        self._cells = list(region.trace.cells.values())
        self._parts: list[Share] = []
        self.setWindowTitle(
            self.tr("底稿 — {organ} {year}").format(organ=region.report.organ, year=region.report.year)
        )
        self.resize(look.measures.scaled(_SIZE[0]), look.measures.scaled(_SIZE[1]))
        self.numbers = QTableWidget(0, 4)
        heads = (self.tr("项目"), self.tr("报告里"), self.tr("各单位合计"), self.tr("订正"))
        dress(self.numbers, heads, 0)
        words = [region.form.cells[place].words for place in region.trace.cells]
        fill(self.numbers, [_row(name, one) for name, one in zip(words, self._cells, strict=True)])
        self.numbers.setAccessibleName(self.tr("报告里的数"))
        self.organs = QTableWidget(0, 3)
        dress(self.organs, (self.tr("单位"), self.tr("数"), self.tr("文件")), 0)
        self.organs.setAccessibleName(self.tr("这个数的来源"))
        self._arrange(_said(region))
        self.numbers.currentCellChanged.connect(lambda row, *_: self._open(row))
        self.organs.cellActivated.connect(lambda row, _: self._go(row))
        self.numbers.selectRow(0)

    def _arrange(self, says: str) -> None:
        column = QVBoxLayout(self)
        column.addWidget(paragraph(says))
        row = QHBoxLayout()
        row.addWidget(self.numbers, 3)
        row.addWidget(self.organs, 2)
        column.addLayout(row, 1)
        column.addWidget(
            paragraph(self.tr("左边选一个数，右边是它由哪些单位来；双击一个单位打开它的报告。"), "note")
        )
        buttons = QDialogButtonBox()
        for words, kind in ((self.tr("存成 Excel…"), EXCEL), (self.tr("存成 PDF…"), PDF)):
            exports = buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
            exports.clicked.connect(partial(self._export, kind))
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
        self.wanted = self._parts[row].file
        self.accept()

    def _export(self, kind: str, _: object = None) -> None:
        self.exports = kind
        self.accept()

    def _correct(self) -> None:
        """Ask how much is added to the number that is chosen, and why."""
        row = self.numbers.currentRow()
        if not 0 <= row < len(self._cells):
            return
        item = self.numbers.item(row, 0)
        dialog = CorrectionDialog(item.text() if item else "", self._person, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.correction = Wish(self._places[row], *dialog.answers)
            self.accept()


class CorrectionDialog(QDialog):
    """How much is added to a number, why, and by whom."""

    def __init__(self, words: str, person: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("订正"))
        self.amount, self.reason, self.person = QLineEdit(), QLineEdit(), QLineEdit(person)
        self.amount.setPlaceholderText(self.tr("加减多少，如 -1"))
        self.reason.setPlaceholderText(self.tr("如：两个单位联合制发，只计一件"))
        form = QFormLayout()
        for name, field in (
            (self.tr("加减"), self.amount),
            (self.tr("原因"), self.reason),
            (self.tr("姓名"), self.person),
        ):
            field.setMaxLength(LONGEST_LINE)
            field.setAccessibleName(name)
            form.addRow(name, field)
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("订正"), QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        buttons.addButton(tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(paragraph(words))
        column.addLayout(form)
        column.addWidget(buttons)

    @property
    def answers(self) -> tuple[str, str, str]:
        """The amount, the reason and the name, as typed."""
        return self.amount.text(), self.reason.text(), self.person.text()


def _row(words: str, one: Traced) -> tuple[str, ...]:
    by_hand = plain(one.corrections) if one.corrections else ""
    return words, _shown(one.stated), _shown(one.sum), by_hand


def _shown(value: Number | None) -> str:
    return tr("空") if value is None else plain(value)


def _said(region: Region) -> str:
    """Whether the folder still gives the same, else what changed; and what does not agree with last year."""
    changed = region.trace.changed
    said = [one.sentence for one in changed[:_FEW]]
    said = said or [tr("一致：用文件夹里的报告重算，是同样的数。")]
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
