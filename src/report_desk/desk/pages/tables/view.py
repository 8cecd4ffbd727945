"""A table with a spreadsheet's keys, painted whole in one pass."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QTableView, QWidget

from report_desk.core.form.grid import Place, Role
from report_desk.desk.pages.tables.drawing.geometry import lay_out
from report_desk.desk.pages.tables.drawing.heads import CornerWords, FrozenHead
from report_desk.desk.pages.tables.drawing.painting import (
    Ink,
    paint_current,
    paint_figure,
    paint_words,
)
from report_desk.desk.pages.tables.editing import CellDelegate
from report_desk.desk.pages.tables.figures import Figures
from report_desk.desk.pages.tables.gestures.keys import Command, command
from report_desk.desk.pages.tables.selecting import Selecting
from report_desk.desk.widgets.wheel import let_zoom_pass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.form.edition import Address
    from report_desk.desk.pages.tables.drawing.geometry import Geometry
    from report_desk.desk.pages.tables.gestures.moving import Spot
    from report_desk.desk.pages.tables.model import TableModel
    from report_desk.desk.theme.look import Look

_NARROWEST = 200
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class TableView(QTableView):
    """The figures of one table, its heads and labels frozen around them.

    ``current_moved`` carries the address of the active cell, ``selection_moved`` says that other cells are
    selected, ``wanted`` what a key asks of the page (a `Command`), ``typing_refused`` that the active cell
    takes nothing, ``left_behind`` that Tab went out of the table.
    """

    current_moved = Signal(str)
    selection_moved = Signal()
    wanted = Signal(Command)
    paste_accepted = Signal()
    left_behind = Signal(int)
    laid_out = Signal()
    typing_refused = Signal()

    def __init__(self, model: TableModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look
        self._ink = Ink(look)
        self.figures = Figures(model)
        self._across = FrozenHead(Qt.Orientation.Horizontal, self)
        self._down = FrozenHead(Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self._across)
        self.setVerticalHeader(self._down)
        self._corner = CornerWords(self)
        self._reason = _reason_label(self.viewport())
        self.delegate = CellDelegate(model, self._reason, self)
        self.selecting = Selecting(self, model)
        self._set_up()
        self._room = (0, False)
        self.laid = self._laid()
        look.changed.connect(self._look_changed)

    def _set_up(self) -> None:
        self.setModel(self._model)
        self.setItemDelegate(self.delegate)
        self.delegate.left.connect(self._leave)
        self.delegate.entered.connect(self.selecting.enter)
        self.delegate.tabbed.connect(self.tab)
        self.delegate.filled.connect(self._fill)
        for head in (self._across, self._down):
            head.pressed_on.connect(partial(self._select, head.orientation()))
        self._corner.pressed.connect(self._select_all)
        self.delegate.refusing.connect(lambda: self.scrollTo(self.currentIndex()))
        let_zoom_pass(self)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._across.setVisible(self._model.grid.head_lines > 0)
        self._down.setVisible(self._model.grid.label_columns > 0)
        for place in self._model.grid.places:
            line, column = self._spot(place)
            if line >= 0 and place.column_span * place.line_span > 1 and place.role is not Role.LABEL:
                width = min(place.column_span, self._model.columnCount() - max(0, column))
                self.setSpan(line, max(0, column), place.line_span, width)
        self.setAccessibleName(f"{self._model.table.name}")
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(self.selection_moved)

    # ------------------------------------------------------------------ what the page asks for

    @property
    def current(self) -> Address | None:
        """The address of the current cell."""
        return self._model.address_at(self.currentIndex())

    def selected(self) -> tuple[Address, ...]:
        """The selected cells in the order of the form."""
        found = (self._model.address_at(index) for index in self.selectedIndexes())
        chosen = {address for address in found if address is not None}
        return tuple(cell.address for cell in self._model.table.cells if cell.address in chosen)

    def reveal(self, address: Address) -> None:
        """Make a cell current and visible."""
        index = self._model.index_of(address)
        self.selecting.go_to(index)
        self.scrollTo(index)
        self.setFocus()

    def light(self, addresses: frozenset[Address]) -> None:
        """Light cells up; an empty set puts the light out."""
        changed = addresses ^ self.figures.lit
        self.figures.lit = addresses
        self._paint_anew(changed)

    def show_remarked(self, addresses: frozenset[Address]) -> None:
        """Mark the cells that somebody has written a remark on."""
        changed = addresses ^ self.figures.remarked
        self.figures.remarked = addresses
        self._paint_anew(changed)

    def show_ghosts(self, ghosts: Mapping[Address, str]) -> None:
        """Show what a paste would put into cells; an empty mapping shows the figures again."""
        self.figures.ghosts = ghosts
        self.viewport().update()

    def show_last_year(self, *, shown: bool) -> None:
        """Show or hide last year's figure in each cell."""
        self.figures.shows_last_year = shown
        self.viewport().update()

    def finish_editing(self) -> bool:
        """Commit an open editor; False where its text cannot be a value."""
        return self.delegate.finish()

    def go_on_typing(self, address: Address, text: str) -> bool:
        """Open a cell's editor with what was typed before; False where it takes nothing now."""
        self.reveal(address)
        if self.editTriggers() == QAbstractItemView.EditTrigger.NoEditTriggers:
            return False
        self.delegate.is_typing = False
        self.edit(self.currentIndex())
        return self.delegate.take_up(text)

    def tab(self, direction: int) -> None:
        """Move on to the next cell to type; past the last one, out of the table."""
        if not self.selecting.tab(direction):
            self.left_behind.emit(direction)

    def wanted_height(self) -> int:
        """The height at which nothing scrolls."""
        return self.laid.ys[-1] + 2 * self.frameWidth()

    # ------------------------------------------------------------------ Qt asks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        shift_x = self.laid.labels_width + self.horizontalOffset()
        shift_y = self.laid.heads_height + self.verticalOffset()
        chosen = {(index.row(), index.column()) for index in self.selectedIndexes()}
        current = self.currentIndex()
        here = (current.row(), current.column())
        frame: QRect | None = None
        region = event.region()
        for place in self.laid.grid.places:
            if place.line < self.laid.grid.head_lines:
                continue
            left, top, width, height = self.laid.edges(place)
            rect = QRect(left - shift_x, top - shift_y, width, height)
            if not region.intersects(rect):
                continue
            if place.address is None:
                paint_words(
                    painter, rect, place, self.laid.texts.get((place.line, place.column), ()), self._ink
                )
                continue
            spot = self._spot(place)
            figure = self.figures.at(place.address, is_selected=spot in chosen and spot != here)
            paint_figure(painter, rect, figure, self._ink)
            if spot == here:
                frame = rect
        if frame is not None:
            paint_current(painter, frame, self._ink, has_keyboard=self.hasFocus())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        current = self.visualRect(self.currentIndex())
        was_in_sight = current.isValid() and current.bottom() <= event.oldSize().height()
        super().resizeEvent(event)
        self._refit()
        self._corner.move(self.frameWidth(), self.frameWidth())
        if was_in_sight:
            self.scrollTo(self.currentIndex())

    def keyboardSearch(self, search: str) -> None:
        """Refuse what is typed on a cell that takes none; Qt would jump to a cell that shows it."""
        self.typing_refused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        backwards = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        wish = command(event)
        if wish in {Command.SELECT_ROW, Command.SELECT_COLUMN}:
            self._select_line(across=wish is Command.SELECT_ROW)
        elif wish is not None:
            self.wanted.emit(wish)
        elif self.figures.ghosts and key in _ENTER:
            self.paste_accepted.emit()
        elif key in _ENTER:
            self.selecting.enter(-1 if backwards else 1)
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.tab(-1 if key == Qt.Key.Key_Backtab or backwards else 1)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        elif self.selecting.move(key, event.modifiers()):
            event.accept()
        else:
            self.delegate.is_typing = key != Qt.Key.Key_F2
            super().keyPressEvent(event)
            self.delegate.put_caret()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's name
        return False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.delegate.is_typing = False
        super().mouseDoubleClickEvent(event)
        self.delegate.put_caret()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.finish_editing():
            return
        under = self.indexAt(event.position().toPoint())
        if event.modifiers() == Qt.KeyboardModifier.ShiftModifier and under.isValid():
            self.selecting.extend_to((under.row(), under.column()))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Keep the cell active where the drag began; Qt makes the one under the mouse active."""
        began = QPersistentModelIndex(self.currentIndex())
        super().mouseMoveEvent(event)
        if event.buttons() & Qt.MouseButton.LeftButton and began.isValid() and self.currentIndex() != began:
            self.selecting.keep_active(self._model.index(began.row(), began.column()))

    # ------------------------------------------------------------------ inside

    def _paint_anew(self, addresses: frozenset[Address]) -> None:
        for address in addresses:
            if address in self._model.steps.spots:
                self.update(self._model.index_of(address))

    def _spot(self, place: Place) -> Spot:
        return place.line - self._model.grid.head_lines, place.column - self._model.grid.label_columns

    def _laid(self) -> Geometry:
        available = self.width() - 2 * self.frameWidth()
        laid = lay_out(self._model.grid, max(available, _NARROWEST), self._ink.type())
        if laid.ys[-1] > self.height() - 2 * self.frameWidth():
            available -= self.verticalScrollBar().sizeHint().width()
            laid = lay_out(self._model.grid, max(available, _NARROWEST), self._ink.type())
        self._across.lay(laid, self._ink)
        self._down.lay(laid, self._ink)
        self._corner.lay(laid, self._ink)
        self.updateGeometries()
        return laid

    def _lay_out(self) -> None:
        self.laid = self._laid()
        self.laid_out.emit()

    def _refit(self) -> None:
        """Lay out again where the room for it has changed."""
        room = (self.width(), self.laid.ys[-1] > self.height() - 2 * self.frameWidth())
        if room != self._room:
            self._room = room
            self._lay_out()

    def _look_changed(self) -> None:
        self._ink = Ink(self._look)
        self._lay_out()
        self.viewport().update()

    def _select_line(self, *, across: bool) -> None:
        """Shift+Space and Ctrl+Space: the line, or the column, of the active cell."""
        flag = QItemSelectionModel.SelectionFlag
        line = flag.Rows if across else flag.Columns
        self.selectionModel().select(self.currentIndex(), flag.ClearAndSelect | line)

    def _select_all(self) -> None:
        if self.finish_editing():
            self.selectAll()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _select(self, orientation: Qt.Orientation, first: int, last: int) -> None:
        """A head was clicked: select what stands below or beside it."""
        if self.finish_editing():
            self.selecting.select_sections(orientation, first, last)
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _fill(self, text: str) -> None:
        """Ctrl+Enter: what was typed goes into every selected cell that takes it."""
        chosen = [one for one in self.selected() if not self._model.table.by_address[one].is_total]
        if self._model.fill(chosen or [one for one in (self.current,) if one], text):
            self.delegate.give_up()
        else:
            self.delegate.refuse()

    def _leave(self, across: int, down: int) -> None:
        if down:
            self.selecting.below(down)
        else:
            self.selecting.beside(across)

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        frame = self.visualRect(previous).adjusted(-1, -1, 1, 1)  # which is drawn half outside its cell
        self.viewport().update(frame)
        self.selecting.active_changed()
        address = self._model.address_at(current)
        if address is not None:
            self.current_moved.emit(address)


def _reason_label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName("reason")
    label.setFrameShape(QFrame.Shape.NoFrame)
    label.hide()
    return label
