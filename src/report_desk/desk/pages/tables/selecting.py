"""The active cell of a table and the selection around it, as in Excel.

What is typed lands in the active cell, whatever was selected from it; Enter and Tab walk within a selection
of several cells, and Enter after a run of Tabs goes back to the column in which the run began.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QTableView

    from report_desk.desk.pages.tables.gestures.moving import Spot
    from report_desk.desk.pages.tables.model import TableModel

_Flag = QItemSelectionModel.SelectionFlag


class Selecting:
    """Moves the active cell (Qt's current index) and says what is selected around it."""

    def __init__(self, view: QTableView, model: TableModel) -> None:
        self._view = view
        self._model = model
        self._end: Spot | None = None
        self._tabbed_from: int | None = None
        self._is_tabbing = False

    @property
    def active(self) -> Spot | None:
        """The active cell; None before the first visit of the table."""
        index = self._view.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    @property
    def end(self) -> Spot | None:
        """The corner of the selection that Shift moves; the active cell itself where nothing is selected."""
        return self._end if self._end is not None else self.active

    def active_changed(self) -> None:
        """Forget what belonged to the cell before."""
        self._end = None
        if not self._is_tabbing:
            self._tabbed_from = None

    def go_to(self, index: QModelIndex) -> None:
        """Make a cell active, and nothing but it selected.

        Qt's own ``setCurrentIndex`` looks at the keys held down just now: a cell shown by Ctrl+Z would join
        the selected ones.
        """
        self._view.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)

    def extend_to(self, spot: Spot) -> None:
        """Select from the active cell to this one; the active cell stays."""
        active = self.active
        if active is None:
            return
        self._end = spot
        lines, columns = sorted((active[0], spot[0])), sorted((active[1], spot[1]))
        self._select(lines[0], columns[0], lines[1], columns[1])
        self._view.scrollTo(self._model.index(*spot))

    def move(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Go where an arrow, Home, End or a page key leads, with Shift the end alone; False for other keys.

        Qt's own movement would leave a selection standing at the edge of the table, and with Ctrl everywhere.
        """
        is_wider = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        start = self.end if is_wider else self.active
        if start is None:
            start = self._model.steps.typed[0]
        target = self._target(start, key, is_far=bool(modifiers & Qt.KeyboardModifier.ControlModifier))
        if target is None:
            return False
        if is_wider:
            self.extend_to(target)
        else:
            self.go_to(self._model.index(*target))
        return True

    def _target(self, spot: Spot, key: Qt.Key, *, is_far: bool) -> Spot | None:
        """Where a key leads from a cell, the cell itself at the edge; with Ctrl to the edge of the table."""
        steps = self._model.steps
        match key:
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                way = 1 if key == Qt.Key.Key_Right else -1
                return steps.far_beside(spot, way) if is_far else steps.beside(spot, way) or spot
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                way = 1 if key == Qt.Key.Key_Down else -1
                return steps.far_below(spot, way) if is_far else steps.below(spot, way) or spot
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                way = 1 if key == Qt.Key.Key_End else -1
                return steps.far_beside(steps.far_below(spot, way) if is_far else spot, way)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                return steps.far_below(spot, 1 if key == Qt.Key.Key_PageDown else -1)
            case _:
                return None

    def keep_active(self, index: QModelIndex) -> None:
        """Make a cell active and leave the selection as it is, out of sight or not."""
        scrolls = self._view.hasAutoScroll()
        self._view.setAutoScroll(False)
        self._view.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
        self._view.setAutoScroll(scrolls)

    def select_sections(self, orientation: Qt.Orientation, first: int, last: int) -> None:
        """Select whole columns or lines; the active cell is the first of them that can be typed into."""
        is_across = orientation == Qt.Orientation.Horizontal
        axis = 1 if is_across else 0
        spots = [spot for spot in self._model.steps.spots.values() if first <= spot[axis] <= last]
        typed = [spot for spot in self._model.steps.typed if first <= spot[axis] <= last]
        if not spots:
            return
        self.keep_active(self._model.index(*min(typed or spots)))
        if is_across:
            self._select(0, first, self._model.rowCount() - 1, last)
        else:
            self._select(first, 0, last, self._model.columnCount() - 1)

    def enter(self, down: int) -> None:
        """Leave the active cell by Enter: within a selection, else in its column."""
        active = self.active
        if active is None or self._walk(down, axis=1):
            return
        column = active[1] if self._tabbed_from is None else self._tabbed_from
        steps = self._model.steps
        is_typed = active in steps.typed
        target = (steps.below_typed if is_typed else steps.below)((active[0], column), down)
        if target is not None:
            self.go_to(self._model.index(*target))

    def beside(self, across: int) -> None:
        """Leave the active cell by an arrow to its side."""
        active = self.active
        target = None if active is None else self._model.steps.beside(active, across)
        if target is not None:
            self.go_to(self._model.index(*target))

    def below(self, down: int) -> None:
        """Leave the active cell by an arrow up or down."""
        active = self.active
        target = None if active is None else self._model.steps.below(active, down)
        if target is not None:
            self.go_to(self._model.index(*target))

    def tab(self, direction: int) -> bool:
        """Go on to the next cell to type; False past the last one."""
        active = self.active
        if active is not None and self._walk(direction, axis=0):
            return True
        following = self._model.steps.next_typed(active or (-1, -1), direction)
        if following is None:
            return False
        began = self._tabbed_from if self._tabbed_from is not None or active is None else active[1]
        self._is_tabbing = True
        self.go_to(self._model.index(*following))
        self._is_tabbing = False
        self._tabbed_from = began
        return True

    def _select(self, top: int, left: int, bottom: int, right: int) -> None:
        area = QItemSelection(self._model.index(top, left), self._model.index(bottom, right))
        self._view.selectionModel().select(area, _Flag.ClearAndSelect)

    def _walk(self, way: int, *, axis: int) -> bool:
        """Make the next selected cell active, line by line or column by column; False for a single one."""
        selected = {(index.row(), index.column()) for index in self._view.selectedIndexes()}
        typed = sorted(
            selected.intersection(self._model.steps.typed), key=lambda spot: (spot[axis], spot[1 - axis])
        )
        active = self.active
        if len(typed) <= 1 or active not in typed:
            return False
        end = self._end
        self.keep_active(self._model.index(*typed[(typed.index(active) + way) % len(typed)]))
        self._end = end
        self._view.scrollTo(self._view.currentIndex())
        return True
