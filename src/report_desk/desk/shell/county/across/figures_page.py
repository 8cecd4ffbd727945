"""The figures: a list of all of them, loudest first; the chosen one as a chart and as a table of organs."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.consolidation.across.chart import shown
from report_desk.core.output.across_sheet import summary
from report_desk.desk.language import tr
from report_desk.desk.shell.county.across.chart_view import ChartView
from report_desk.desk.widgets.labels import heading, paragraph
from report_desk.desk.widgets.wheel import SteadyBox
from report_desk.desk.widgets.word_table import dress, fill

if TYPE_CHECKING:
    from report_desk.core.consolidation.across.across import Across
    from report_desk.core.consolidation.across.chart import Chart
    from report_desk.core.consolidation.across.spread import Spot, Spread
    from report_desk.core.form.edition import Address
    from report_desk.core.ports import ExpectedError
    from report_desk.desk.background.jobs import Job
    from report_desk.desk.frame import Frame

_LIST = 350
MOST_ROWS = 120
"""Organs in the table: those that stand out, then the largest; a province has ten thousand."""
_MOST_YEARS = 5
_OF_SUMS, _OF_ONE = 1, 2


class Told(Struct, frozen=True):
    """A number as a worker hands it over: all of it, in a sentence, its lines in the table, its chart."""

    found: Spread
    words: str
    spots: tuple[Spot, ...]
    chart: Chart


def told(across: Across, place: Address) -> Told:
    """Put a number of all organs together."""
    found = across.spread(place)
    loud = found.standing_out[:MOST_ROWS]
    quiet = islice((spot for spot in found.spots if not spot.why), MOST_ROWS - len(loud))
    words = summary(across, found)
    if len(found.spots) > MOST_ROWS:
        words += tr("表里是突出的和最大的，共 {count} 个。").format(count=MOST_ROWS)
    return Told(found, words, (*loud, *quiet), across.chart(found))


class FiguresPage(QWidget):
    """``wanted`` carries the file of an organ that a person wants to open."""

    wanted = Signal(str)

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._across: Across | None = None
        self._told: Told | None = None
        self._job: Job[Told] | None = None
        self._places: list[Address] = []
        self._spots: tuple[Spot, ...] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("找一个数"))
        self.search.setAccessibleName(self.tr("找一个数"))
        self.search.setClearButtonEnabled(True)
        self.only_loud = QCheckBox(self.tr("只看有突出的"))
        self.list = QTableWidget(0, 2)
        dress(self.list, (self.tr("项目"), self.tr("突出")), 0, figures=(1,))
        self.list.setAccessibleName(self.tr("报告里的数"))
        self.name, self.says = heading(""), paragraph("", "note")
        self.name.setWordWrap(True)
        self.kind = SteadyBox()
        self.kind.addItems([self.tr("各单位"), self.tr("历年合计"), self.tr("所选单位历年")])
        self.kind.setAccessibleName(self.tr("画什么"))
        self.chart = ChartView(frame)
        self.organs = QTableWidget()
        self.organs.setAccessibleName(self.tr("各单位的这个数"))
        self._arrange()
        self._connect()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._refill())
        self.only_loud.toggled.connect(lambda _: self._refill())
        self.list.currentCellChanged.connect(lambda row, *_: self._choose(row))
        self.kind.currentIndexChanged.connect(lambda _: self._draw())
        self.organs.currentCellChanged.connect(lambda *_: self._stand())
        self.organs.cellActivated.connect(lambda row, _: self.wanted.emit(self._spots[row].file))

    @property
    def place(self) -> Address | None:
        """The number that is chosen."""
        return None if self._told is None else self._told.found.address

    def show_across(self, across: Across) -> None:
        """Show what was found, beginning with the number in which most organs stand out."""
        self._across = across
        self._refill()
        self.list.setFocus()

    def let_go(self) -> None:
        """Nobody looks at it any more."""
        self.chart.let_go()
        if self._job is not None:
            self._job.give_up()

    # ------------------------------------------------------------------ inside

    def _refill(self) -> None:
        across = self._across
        if across is None:
            return
        words = "".join(self.search.text().split()).lower()
        ranked = sorted(across.striking.items(), key=lambda one: -one[1])
        found = [
            (place, count)
            for place, count in ranked
            if words in across.name_of(place).lower() and (count or not self.only_loud.isChecked())
        ]
        before = self.place
        self._places = [place for place, _ in found]
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's signature
        fill(self.list, [(across.name_of(place), str(count) if count else "") for place, count in found])
        self.list.setCurrentCell(self._places.index(before) if before in self._places else 0, 0)
        self.list.blockSignals(False)  # noqa: FBT003
        self._choose(self.list.currentRow())

    def _choose(self, row: int) -> None:
        """Have a worker put a number of all organs together."""
        across = self._across
        if across is None or not 0 <= row < len(self._places):
            return
        place = self._places[row]
        if self._job is not None:
            self._job.give_up()
        self._job = self._frame.reckoning.start(lambda: told(across, place), self._show, self._fail)

    def _show(self, one: Told) -> None:
        self._told, self._spots = one, one.spots
        self.says.setText(one.words)
        years = one.found.years[:_MOST_YEARS]
        if not self.organs.columnCount():  # the years are the same for every number
            self.organs.setColumnCount(len(years) + 2)
            heads = (self.tr("单位"), *(str(year) for year in years), self.tr("为什么突出"))
            dress(self.organs, heads, len(heads) - 1, figures=range(1, len(heads) - 1))
        fill(self.organs, [_row(spot, len(years)) for spot in self._spots])
        self.organs.selectRow(0)
        self._draw()

    def _draw(self) -> None:
        across, one = self._across, self._told
        if across is None or one is None:
            return
        row = self.organs.currentRow()
        kind = self.kind.currentIndex()
        if kind == _OF_SUMS:
            chart = across.chart_of_sums(one.found)
        elif kind == _OF_ONE and 0 <= row < len(self._spots):
            chart = across.chart_of_one(one.found.address, self._spots[row].file)
        else:
            chart = one.chart
        unit = self.tr("（{unit}）").format(unit=chart.unit) if chart.unit else ""
        self.name.setText(f"{chart.title}{unit}")
        self.chart.show_chart(chart)

    def _stand(self) -> None:
        """Another organ is chosen: its years are drawn where these are asked for."""
        if self.kind.currentIndex() == _OF_ONE:
            self._draw()

    def _fail(self, error: ExpectedError) -> None:
        self.says.setText(str(error))

    def _arrange(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.search)
        column.addWidget(self.only_loud)
        column.addWidget(self.list, 1)
        above = QHBoxLayout()
        above.addWidget(self.name, 1)
        above.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignTop)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.chart)
        both.addWidget(self.organs)
        both.setSizes([600, 380])
        both.setChildrenCollapsible(False)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addLayout(above)
        column.addWidget(self.says)
        column.addWidget(both, 1)
        whole = QSplitter(Qt.Orientation.Horizontal)
        whole.addWidget(left)
        whole.addWidget(right)
        whole.setSizes([self._frame.look.measures.scaled(_LIST), 3 * self._frame.look.measures.scaled(_LIST)])
        whole.setStretchFactor(1, 1)
        whole.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 10, 10, 10)
        row.addWidget(whole)


def _row(spot: Spot, years: int) -> tuple[str, ...]:
    values = (spot.value, *spot.earlier)[:years]
    told = [shown(spot.value), *("" if value is None else shown(value) for value in values[1:])]
    return (spot.organ, *told, spot.reason)
