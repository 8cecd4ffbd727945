"""The document that a report was read from, beside the form: each shows the place of the other.

Of a PDF its pages are seen, with a box around the figure; of anything else its tables, rebuilt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from report_desk.desk.preview.rendering import draw_pages, page_sizes
from report_desk.desk.theme.palette import LIGHT
from report_desk.desk.widgets.labels import breakable, label, paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from report_desk.core.form.edition import Address
    from report_desk.core.ports import Original, OriginalPlace
    from report_desk.desk.background.jobs import Background
    from report_desk.desk.theme.look import Look

_SCALE = 1.3
"""Pixels of a page for each point, at the usual zoom."""
_MM = 72 / 25.4
_ROOM = 60
"""Pixels that stay visible around a place."""
_MOST_CELLS = 20_000
_SEEN_THROUGH = 60
"""How thick the colour lies on a place, of 255: what is printed there stays readable."""


class OriginalPane(QWidget):
    """``wanted`` carries the address of the figure that was clicked."""

    wanted = Signal(str)

    def __init__(self, original: Original, background: Background, look: Look) -> None:
        super().__init__()
        self._original = original
        self._addresses = {_spot(place): address for address, place in original.places.items()}
        self._at: OriginalPlace | None = None
        self._table = -1
        self.place = paragraph("", "note")
        self.page = PageView(original, background, look)
        self.grid = QTableWidget()
        self._stack = QStackedWidget()
        self._arrange()
        self.page.clicked.connect(self._page_clicked)
        self.grid.cellClicked.connect(self._grid_clicked)
        if not original.pdf and original.tables:
            self._show_table(0)

    def put_below(self, part: QWidget) -> None:
        """Put something below the document."""
        self._column.insertWidget(self._column.count() - 1, part)

    def show_place(self, address: str) -> None:
        """Show where the figure of a cell stands in the document."""
        self._at = next((place for known, place in self._original.places.items() if known == address), None)
        if self._at is None:
            is_scan = self._original.pdf and not self._original.places
            self.place.setText(
                self.tr("这是图片，没有文字：请对着填。") if is_scan else self.tr("原件里没有读到这一格。")
            )
            self.page.show_box(None)
            self.grid.clearSelection()
            return
        text = self._at.text.strip() or self.tr("空白")
        words = self.tr("{place}「{text}」").format(place=self._at.words, text=text)
        self.place.setText(breakable(words))
        if self._at.page:
            self.page.show_box(self._at)
        elif self._at.table >= 0:
            self._show_table(self._at.table)
            self.grid.setCurrentCell(self._at.row, self._at.column)
            self.grid.scrollTo(self.grid.currentIndex())

    def _arrange(self) -> None:
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.grid)
        self._stack.setCurrentWidget(self.page if self._original.pdf else self.grid)
        self._stack.setVisible(bool(self._original.pdf or self._original.tables))  # a text has neither
        self.grid.setAccessibleName(self.tr("原件的表"))
        self.grid.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.grid.verticalHeader().hide()
        self.grid.horizontalHeader().hide()
        self.grid.setWordWrap(True)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(6)
        column.addLayout(self._head())
        column.addWidget(self.place)
        if self._original.pdf:
            column.addLayout(self._turning())
        column.addWidget(self._stack, 1)
        column.addStretch(0 if self._stack.isVisibleTo(self) else 1)

    def _turning(self) -> QHBoxLayout:
        """The page that is on screen, and the ways to the others."""
        row = QHBoxLayout()
        at = label("", "note")
        for words, step in ((self.tr("上一页"), -1), (self.tr("下一页"), 1)):
            button = QPushButton(words)
            button.setProperty("role", "link")
            button.clicked.connect(lambda _=False, by=step: self.page.step(by))
            row.addWidget(button)
        row.addWidget(at)
        row.addStretch(1)
        self.page.turned.connect(lambda: at.setText(self.page.page_words))
        at.setText(self.page.page_words)
        return row

    def _head(self) -> QHBoxLayout:
        """The name of the document, and the way to put it away."""
        name = self.tr("原件：{name}").format(name=self._original.name)
        away = QPushButton(self.tr("收起"))
        away.setProperty("role", "link")
        away.setToolTip(self.tr("不再看原件；填好的内容都在"))
        away.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.addWidget(paragraph(breakable(name), "group"), 1)
        head.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _show_table(self, number: int) -> None:
        """Rebuild a table of the document, spans and all."""
        if number == self._table:
            return
        self._table = number
        cells = self._original.tables[number][:_MOST_CELLS]
        self.grid.clear()
        self.grid.clearSpans()
        self.grid.setRowCount(max((cell.row + cell.row_span for cell in cells), default=0))
        self.grid.setColumnCount(max((cell.column + cell.column_span for cell in cells), default=0))
        for cell in cells:
            item = QTableWidgetItem(cell.text[:500])
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.grid.setItem(cell.row, cell.column, item)
            if cell.row_span > 1 or cell.column_span > 1:
                self.grid.setSpan(cell.row, cell.column, cell.row_span, cell.column_span)
        self.grid.resizeColumnsToContents()
        for column in range(self.grid.columnCount()):
            self.grid.setColumnWidth(column, min(self.grid.columnWidth(column), 130))
        self.grid.resizeRowsToContents()

    def _grid_clicked(self, row: int, column: int) -> None:
        self._want(self._addresses.get((self._table, row, column)))

    def _page_clicked(self, page: int, at: QPointF) -> None:
        for address, place in self._original.places.items():
            if place.page == page and QRectF(_corner(place), _far(place)).contains(at):
                self._want(address)
                return

    def _want(self, address: Address | None) -> None:
        if address is not None:
            self.wanted.emit(str(address))


class PageView(QScrollArea):
    """One page of a PDF, drawn on a worker; ``clicked`` carries the page and the point on it, in mm.

    ``turned`` says that another page is on screen, or that their number is known now.
    """

    clicked = Signal(int, QPointF)
    turned = Signal()

    def __init__(self, original: Original, background: Background, look: Look) -> None:
        super().__init__()
        self._pdf = original.pdf
        self._background = background
        self._scale = _SCALE * look.measures.zoom
        self._pictures: dict[int, QPixmap] = {}
        self._number = 0
        self._count = 0
        self.sheet = _Sheet(look)
        self.sheet.pressed.connect(lambda at: self.clicked.emit(self._number, at / (self._scale * _MM)))
        self.setWidget(self.sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if self._pdf:
            self._turn_to(1)
            self._background.start(lambda: len(page_sizes(original.pdf)), self._counted, lambda _: None)

    @property
    def page_words(self) -> str:
        """Which page is on screen, of how many."""
        return self.tr("第 {number}/{count} 页").format(number=self._number, count=max(1, self._count))

    def step(self, by: int) -> None:
        """Turn so many pages on or back, where there are any."""
        if 1 <= self._number + by <= self._count:
            self.sheet.show_box(QRectF())
            self._turn_to(self._number + by)
            self.verticalScrollBar().setValue(0)

    def show_box(self, place: OriginalPlace | None) -> None:
        """Turn to a place and draw a box around it; none for nothing."""
        box = QRectF()
        if place is not None:
            factor = self._scale * _MM
            box = QRectF(_corner(place) * factor, _far(place) * factor)
            self._turn_to(place.page)
        self.sheet.show_box(box)
        self._go_to_box()

    def _counted(self, count: int) -> None:
        self._count = count
        self.turned.emit()

    def _turn_to(self, number: int) -> None:
        if number == self._number:
            return
        self._number = number
        self.turned.emit()
        if number in self._pictures:
            self.sheet.show_page(self._pictures[number])
            return

        def drawn(pictures: dict[int, QImage]) -> None:
            self._pictures |= {at + 1: QPixmap.fromImage(picture) for at, picture in pictures.items()}
            if self._number in self._pictures:
                self.sheet.show_page(self._pictures[self._number])
                self._go_to_box()

        data, scale = self._pdf, self._scale
        self._background.start(lambda: draw_pages(data, [number - 1], scale), drawn, lambda _: None)

    def _go_to_box(self) -> None:
        at = self.sheet.box.center().toPoint()
        if not self.sheet.box.isNull():
            self.ensureVisible(at.x(), at.y(), _ROOM, _ROOM)


class _Sheet(QWidget):
    """A page as a picture, and a box on it. ``pressed`` carries the point that was clicked."""

    pressed = Signal(QPointF)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._colour = QColor(LIGHT.must_fix)  # a page is white whatever the window is
        self._ground = QColor(LIGHT.explain)
        self._ground.setAlpha(_SEEN_THROUGH)
        self.box = QRectF()

    def show_page(self, picture: QPixmap) -> None:
        """Show another page."""
        self._picture = picture
        self.setFixedSize(picture.size())
        self.update()

    def show_box(self, box: QRectF) -> None:
        """Draw a box; none where it is null."""
        self.box = box
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        if not self.box.isNull():
            painter.setPen(QPen(self._colour, 2))
            painter.setBrush(self._ground)
            painter.drawRect(self.box.adjusted(-1, -1, 1, 1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit(event.position())


def _spot(place: OriginalPlace) -> tuple[int, int, int]:
    return place.table, place.row, place.column


def _corner(place: OriginalPlace) -> QPointF:
    return QPointF(place.box[0], place.box[1])


def _far(place: OriginalPlace) -> QPointF:
    return QPointF(place.box[2], place.box[3])
