"""A chart on the screen: drawn by a worker as it is for paper, dot for dot at the screen's own scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from report_desk.desk.shell.county.across.looking import Sight, inks_of, picture
from report_desk.desk.widgets.wheel import let_zoom_pass

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPaintEvent

    from report_desk.core.consolidation.across.chart import Chart
    from report_desk.core.ports import ExpectedError
    from report_desk.desk.background.jobs import Job
    from report_desk.desk.frame import Frame

_MARGIN = 12
_PAUSE = 80
_NARROWEST = 320


class _Canvas(QWidget):
    """Shows the picture, dot for dot."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None

    def sizeHint(self) -> QSize:
        if self.image is None:
            return QSize(_NARROWEST, _NARROWEST // 2)
        size = self.image.deviceIndependentSize().toSize()
        return QSize(size.width() + 2 * _MARGIN, size.height() + 2 * _MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.image is not None:
            painter = QPainter(self)
            painter.drawImage(_MARGIN, _MARGIN, self.image)
            painter.end()


class ChartView(QScrollArea):
    """Shows one chart at a time, as wide as there is room; what it is called stands above it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setObjectName("chart")
        self._frame = frame
        self._chart: Chart | None = None
        self._drawing: Job[QImage] | None = None
        self._has_ended = False
        self.canvas = _Canvas()
        self.setWidget(self.canvas)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(self.tr("图"))
        let_zoom_pass(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._draw)
        frame.look.changed.connect(self._pause.start)

    def show_chart(self, chart: Chart) -> None:
        """Show another chart, from its top."""
        self._chart = replace(chart, title="")
        self.setAccessibleDescription(chart.alternative)
        self.verticalScrollBar().setValue(0)
        self._draw()

    def let_go(self) -> None:
        """Nobody looks at it any more."""
        self._has_ended = True
        if self._drawing is not None:
            self._drawing.give_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pause.start()

    def _draw(self) -> None:
        if self._chart is None or self._has_ended:
            return
        if self._drawing is not None:
            self._drawing.give_up()
        measures, chart, services = self._frame.look.measures, self._chart, self._frame.services
        width = max(_NARROWEST, self.viewport().width() - 2 * _MARGIN)
        inks = inks_of(self._frame.look.palette)
        sight = Sight(inks, width, measures.small, self.devicePixelRatioF())
        self._drawing = self._frame.reckoning.start(
            lambda: picture(services, chart, sight), self._show, self._fail, priority=1
        )

    def _show(self, image: QImage) -> None:
        self.canvas.image = image
        self.canvas.resize(self.canvas.sizeHint())
        self.canvas.update()

    def _fail(self, error: ExpectedError) -> None:
        self._frame.window.statusBar().showMessage(str(error))
