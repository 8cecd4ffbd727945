"""汇总 in the window: what is added up is said first, and the region's report opens as a new one."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.consolidation.entry import Standing
from report_desk.core.consolidation.sums import USUAL_STATES, consolidate, sources, with_last
from report_desk.core.limits import LONGEST_LINE
from report_desk.core.sheet import evaluate
from report_desk.desk.language import tr
from report_desk.desk.widgets.labels import label, paragraph
from report_desk.desk.widgets.wheel import SteadyBox

if TYPE_CHECKING:
    from report_desk.core.consolidation.board import Board
    from report_desk.core.consolidation.sums import Consolidated
    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.report.sources import Consolidation
    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look

_FEW = 8
_HANDED_IN = (Standing.APPROVED, Standing.SUBMITTED, Standing.RESUBMITTED, Standing.CHANGED_AFTER_APPROVAL)
_ALL = tuple(standing for standing in Standing if standing not in {Standing.MISSING, Standing.UNREADABLE})


class Region(Struct, frozen=True):
    """A region's report that was just added up."""

    sheet: Sheet
    whole: Consolidated


class SumWanted(Struct, frozen=True):
    """What a region's report is to be made of: whose it is, which states count, and last year's."""

    board: Board
    form: ReportFormat
    organ: str
    states: tuple[Standing, ...]
    last: PurePath | None

    def consolidated(self, services: Services) -> Region | str:
        """The sum, as the region's report, or a sentence that says why there is none; for a worker.

        Raises ExpectedError where last year's report cannot be read.
        """
        try:
            whole = consolidate(self.board, self.form, services.new_id(), self.organ, self.states)
            if self.last is not None:
                report = services.store.open(self.last).report
                whole = with_last(whole, self.form, evaluate(services.form_by_id(report.format), report))
        except (ValueError, LookupError) as error:
            return str(error.args[0])
        return Region(evaluate(self.form, whole.report), whole)


class RegionDialog(QDialog):
    """Asks for the region and for the states; says what is in the sum and what is not."""

    def __init__(  # noqa: PLR0913, PLR0917 - what is known of the region
        self,
        board: Board,
        form: ReportFormat,
        organ: str,
        look: Look,
        parent: QWidget,
        last: PurePath | None = None,
    ) -> None:
        super().__init__(parent)
        self._board, self._form, self._last = board, form, last
        self.setWindowTitle(self.tr("生成本地区报告"))
        self.setMinimumWidth(look.measures.scaled(560))
        self.organ = QLineEdit(organ)
        self.organ.setMaxLength(LONGEST_LINE)
        self.organ.setPlaceholderText(self.tr("本地区的机关全称"))
        self.states = self._choices()
        self.last = label(last.name if last else self.tr("没有选"))
        self.chooses = QPushButton(self.tr("选文件…"))
        self.chooses.setAutoDefault(False)
        self.chooses.clicked.connect(self._choose_last)
        self.says = paragraph("")
        self._arrange()
        self.states.currentIndexChanged.connect(lambda _: self._tell())
        self.organ.textChanged.connect(lambda _: self._check())
        self._tell()

    def _choices(self) -> SteadyBox:
        """Which states can be added up."""
        box = SteadyBox()
        for words, states in (
            (self.tr("只算定稿的"), USUAL_STATES),
            (self.tr("送审了的都算"), _HANDED_IN),
            (self.tr("交来的都算"), _ALL),
        ):
            box.addItem(words, states)
        return box

    def _arrange(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("机关名称"), self.organ)
        form.addRow(self.tr("算哪些"), self.states)
        row = QHBoxLayout()
        row.addWidget(self.last, 1)
        row.addWidget(self.chooses)
        form.addRow(self.tr("本地区 {year} 年的报告").format(year=self._board.year - 1), row)
        buttons = QDialogButtonBox()
        self.does = buttons.addButton(self.tr("生成"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.does.setDefault(True)
        buttons.addButton(self.tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.says)
        column.addWidget(buttons)

    @property
    def chosen_states(self) -> tuple[Standing, ...]:
        """The states that are added up."""
        found: tuple[Standing, ...] = self.states.currentData()
        return found

    @property
    def wish(self) -> SumWanted:
        """What is to be added up, as the dialog says it now: no worker reads a widget."""
        organ = "".join(self.organ.text().split())
        return SumWanted(self._board, self._form, organ, self.chosen_states, self._last)

    def _choose_last(self) -> None:
        """Ask for last year's report: for the checks, and for the details of the cover."""
        words = self.tr("选本地区去年的报告")
        chosen, _ = QFileDialog.getOpenFileName(self, words, "", self.tr("年报文件 (*.rdesk);;所有文件 (*)"))
        if chosen:
            self._last = PurePath(chosen)
            self.last.setText(self._last.name)

    def _tell(self) -> None:
        made, _ = sources(self._board, self._form, self.chosen_states)
        self._count = len(made.parts)
        self.says.setText(in_words(made))
        self._check()

    def _check(self) -> None:
        self.does.setEnabled(bool(self._count and self.organ.text().strip()))


def in_words(made: Consolidation) -> str:
    """What is in a sum, what is not and why, in a few lines."""
    said = [tr("算进 {count} 份。").format(count=len(made.parts))]
    said += [
        tr("没有算进「{organ}」：{reason}。").format(organ=one.organ, reason=one.reason)
        for one in made.left_out[:_FEW]
    ]
    if made.left_out[_FEW:]:
        said.append(tr("另有 {count} 份没有算进。").format(count=len(made.left_out) - _FEW))
    if made.missing:
        names = tr("、").join(made.missing[:_FEW])
        said.append(tr("没有交来 {count} 个：{names}。").format(count=len(made.missing), names=names))
    return "\n".join(said)
