"""A table with a spreadsheet's keys, painted whole in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QTableView, QWidget

from report_desk.core.form.grid import Place, Role
from report_desk.desk.pages.tables.drawing.geometry import lay_out
from report_desk.desk.pages.tables.drawing.heads import CornerWords, FrozenHead
from report_desk.desk.pages.tables.drawing.painting import (
    Figure,
    Ink,
    paint_current,
    paint_figure,
    paint_words,
)
from report_desk.desk.pages.tables.editing import CellDelegate
from report_desk.desk.pages.tables.words import last_year

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.form.edition import Address
    from report_desk.desk.pages.tables.drawing.geometry import Geometry
    from report_desk.desk.pages.tables.gestures.moving import Spot
    from report_desk.desk.pages.tables.model import TableModel
    from report_desk.desk.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
_NARROWEST = 200
_LINES = (Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier)
_Cursor = QAbstractItemView.CursorAction


class TableView(QTableView):
    """The figures of one table, its heads and labels frozen around them.

    ``current_moved`` carries the address of the current cell, ``typing_refused`` says that it takes nothing,
    ``selection_moved`` that other cells are selected. The clipboard's keys are signals for the page to heed.
    """

    current_moved = Signal(str)
    selection_moved = Signal()
    copy_wanted = Signal()
    cut_wanted = Signal()
    paste_wanted = Signal()
    blank_wanted = Signal()
    fill_down_wanted = Signal()
    addends_wanted = Signal()
    paste_accepted = Signal()
    left_behind = Signal(int)
    laid_out = Signal()
    typing_refused = Signal()

    def __init__(self, model: TableModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look
        self._ink = Ink(look)
        self._lit: frozenset[Address] = frozenset()
        self._remarked: frozenset[Address] = frozenset()
        self._ghosts: Mapping[Address, str] = {}
        self._shows_last_year = False
        self._across = FrozenHead(Qt.Orientation.Horizontal, self)
        self._down = FrozenHead(Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self._across)
        self.setVerticalHeader(self._down)
        self._corner = CornerWords(self)
        self._reason = _reason_label(self.viewport())
        self.delegate = CellDelegate(model, self._reason, self)
        self._set_up()
        self._room = (0, False)
        self.laid = self._laid()
        look.changed.connect(self._look_changed)

    def _set_up(self) -> None:
        self.setModel(self._model)
        self.setItemDelegate(self.delegate)
        self.delegate.left.connect(self._leave)
        self.delegate.tabbed.connect(self.tab)
        self.delegate.refusing.connect(lambda: self.scrollTo(self.currentIndex()))
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
        self.go_to(index)
        self.scrollTo(index)
        self.setFocus()

    def go_to(self, index: QModelIndex) -> None:
        """Make a cell current, and nothing but it chosen.

        Qt's own ``setCurrentIndex`` looks at the keys held down just now: a cell shown by Ctrl+Z would join
        the chosen ones.
        """
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def light(self, addresses: frozenset[Address]) -> None:
        """Light cells up; an empty set puts the light out."""
        changed = addresses ^ self._lit
        self._lit = addresses
        self._paint_anew(changed)

    def show_remarked(self, addresses: frozenset[Address]) -> None:
        """Mark the cells that somebody has written a remark on."""
        changed = addresses ^ self._remarked
        self._remarked = addresses
        self._paint_anew(changed)

    def show_ghosts(self, ghosts: Mapping[Address, str]) -> None:
        """Show what a paste would put into cells; an empty mapping shows the figures again."""
        self._ghosts = ghosts
        self.viewport().update()

    def show_last_year(self, *, shown: bool) -> None:
        """Show or hide last year's figure in each cell."""
        self._shows_last_year = shown
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
        address = self._model.address_at(self.currentIndex())
        spot = self._model.steps.spots[address] if address else (-1, -1)
        following = self._model.steps.next_typed(spot, direction)
        if following is None:
            self.left_behind.emit(direction)
        else:
            self.go_to(self._model.index(*following))

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
            paint_figure(painter, rect, self._figure(place.address, spot, chosen, here), self._ink)
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

    def moveCursor(self, action: _Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        address = self._model.address_at(self.currentIndex())
        if address is None:
            first = self._model.steps.typed[0]
            return self._model.index(*first)
        spot = self._target(self._model.steps.spots[address], action, modifiers)
        return QModelIndex() if spot is None else self._model.index(*spot)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """With Ctrl, Qt would move the current cell and leave the chosen ones, as in a list of files."""
        if not isinstance(event, QKeyEvent) or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return super().selectionCommand(index, event)
        is_wider = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        flag = QItemSelectionModel.SelectionFlag
        return flag.SelectCurrent if is_wider else flag.ClearAndSelect

    def keyboardSearch(self, search: str) -> None:
        """A sign typed on a cell that takes none is refused there; Qt would jump to a cell that shows it."""
        self.typing_refused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        backwards = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        wish = self._wish(event)
        if wish is not None:
            wish.emit()
        elif event.key() == Qt.Key.Key_Space and event.modifiers() in _LINES:
            self._select_line(across=event.modifiers() == Qt.KeyboardModifier.ShiftModifier)
        elif self._ghosts and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.paste_accepted.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._leave(0, -1 if backwards else 1)
        elif event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.tab(-1 if event.key() == Qt.Key.Key_Backtab or backwards else 1)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            self.delegate.is_typing = event.key() != Qt.Key.Key_F2
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's name
        return False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.delegate.is_typing = False
        super().mouseDoubleClickEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.finish_editing():
            super().mousePressEvent(event)

    # ------------------------------------------------------------------ inside

    def _paint_anew(self, addresses: frozenset[Address]) -> None:
        for address in addresses:
            if address in self._model.steps.spots:
                self.update(self._model.index_of(address))

    def _figure(self, address: Address, spot: Spot, chosen: set[Spot], here: Spot) -> Figure:
        return Figure(
            text=self._model.text_at(spot),
            is_total=self._model.table.by_address[address].is_total,
            is_right=self._model.is_right,
            mark=self._model.marks.get(address),
            is_selected=spot in chosen and (spot != here or len(chosen) > 1),
            is_lit=address in self._lit,
            is_remarked=address in self._remarked,
            ghost=self._ghosts.get(address),
            beside=last_year(self._model.document.sheet, address) if self._shows_last_year else "",
        )

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

    def _target(self, spot: Spot, action: _Cursor, modifiers: Qt.KeyboardModifier) -> Spot | None:
        far = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        steps = self._model.steps
        match action:
            case _Cursor.MoveLeft | _Cursor.MoveRight:
                way = 1 if action == _Cursor.MoveRight else -1
                return steps.far_beside(spot, way) if far else steps.beside(spot, way) or spot
            case _Cursor.MoveUp | _Cursor.MoveDown:
                way = 1 if action == _Cursor.MoveDown else -1
                return steps.far_below(spot, way) if far else steps.below(spot, way) or spot
            case _Cursor.MoveHome | _Cursor.MoveEnd:
                way = 1 if action == _Cursor.MoveEnd else -1
                edge = steps.far_below(spot, way) if far else spot
                return steps.far_beside(edge, way)
            case _Cursor.MovePageUp | _Cursor.MovePageDown:
                return steps.far_below(spot, 1 if action == _Cursor.MovePageDown else -1)
            case _:
                return steps.next_typed(spot, -1 if action == _Cursor.MovePrevious else 1)

    def _wish(self, event: QKeyEvent) -> SignalInstance | None:
        keys = QKeySequence.StandardKey
        wishes = {keys.Copy: self.copy_wanted, keys.Cut: self.cut_wanted, keys.Paste: self.paste_wanted}
        for key, wish in wishes.items():
            if event.matches(key):
                return wish
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_D:
            return self.fill_down_wanted
        if control and event.key() == Qt.Key.Key_BracketLeft:
            return self.addends_wanted
        bare = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if bare and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            return self.blank_wanted
        return None

    def _select_line(self, *, across: bool) -> None:
        """Shift+Space and Ctrl+Space: the line, or the column, of the current cell."""
        current = self.currentIndex()
        flag = QItemSelectionModel.SelectionFlag
        line = flag.Rows if across else flag.Columns
        self.selectionModel().select(current, flag.ClearAndSelect | line)

    def _leave(self, across: int, down: int) -> None:
        address = self._model.address_at(self.currentIndex())
        if address is None:
            return
        spot = self._model.steps.spots[address]
        target = self._model.steps.below(spot, down) if down else self._model.steps.beside(spot, across)
        if target is not None:
            self.go_to(self._model.index(*target))

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        frame = self.visualRect(previous).adjusted(-1, -1, 1, 1)  # which is drawn half outside its cell
        self.viewport().update(frame)
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
