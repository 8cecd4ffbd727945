"""The board as a table: a model that holds ten thousand lines, and a view that paints only those in sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping  # noqa: TC003 - what columns are sorted by says it
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
)

from report_desk.core.consolidation.entry import Standing
from report_desk.desk.shell.county.board.badges import LINE, StateDelegate
from report_desk.desk.shell.county.board.lines import FILTERS, Line, found, standing_words
from report_desk.desk.widgets.labels import hint, paragraph
from report_desk.desk.widgets.wheel import let_zoom_pass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from report_desk.core.consolidation.words import Order
    from report_desk.desk.shell.county.board.lines import Filter
    from report_desk.desk.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
ORGAN, LEVEL, STATE, MUST_FIX, EXPLAIN, THREADS, LAST, REMARK = range(8)
_COUNTS = {MUST_FIX: "must_fix", EXPLAIN: "explain_ink", THREADS: "accent"}
_NO_INDEX = QModelIndex()
_ORDER = {standing: at for at, standing in enumerate(Standing)}
_ROW = 31
_REMARK = 90
"""Pixels that the remark is left at the usual zoom."""
_LEAST_ORGAN, _ORGAN, _MOST_ORGAN = 120, 190, 340
"""Pixels of a name that gives way to the remark, usually, and where there is room."""
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def _count(line: Line, column: int) -> int:
    return line.open_points[column - MUST_FIX]


def _words(line: Line, column: int) -> str:
    match column:
        case _ if column == ORGAN:
            return line.row.member.organ
        case _ if column == LEVEL:
            return line.row.member.level
        case _ if column == STATE:
            return standing_words(line)
        case _ if column in _COUNTS:
            number = _count(line, column)
            return "–" if number < 0 else str(number)
        case _ if column == LAST:
            return line.held_by or line.last
        case _:
            return line.remark


def _organ(line: Line) -> str:
    return line.row.member.organ


_KEYS: Mapping[int, Callable[[Line], str | int | tuple[Order, str]]] = {
    ORGAN: lambda line: (line.order, _organ(line)),
    LEVEL: lambda line: line.row.member.level,
    STATE: lambda line: _ORDER[line.row.standing],
    MUST_FIX: lambda line: -line.open_points[0],
    EXPLAIN: lambda line: -line.open_points[1],
    THREADS: lambda line: -line.open_points[2],
    LAST: lambda line: line.held_by or line.last,
    REMARK: lambda line: line.remark,
}
"""What a column is sorted by: states by how far they are, counts with the largest first."""


class BoardModel(QAbstractTableModel):
    """Lines, those that are filtered, in the order of a column; nothing here touches a disk."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._all: tuple[Line, ...] = ()
        self._kind, self._searched = FILTERS[0], ""
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self.lines: list[Line] = []

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show other lines, filtered and sorted as before; those of the same organs change in place."""
        self._all = lines
        fresh = self._wanted()
        if list(map(_organ, fresh)) != list(map(_organ, self.lines)):
            self._put(fresh)
            return
        before, self.lines = self.lines, fresh
        changed = [row for row, (old, new) in enumerate(zip(before, fresh, strict=True)) if old is not new]
        if changed:
            last = self.columnCount() - 1
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], last))

    def filter(self, kind: Filter, words: str) -> None:
        """Show only some of the lines."""
        self._kind, self._searched = kind, words
        self._refill()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        wanted = None if column < 0 else (column, order)
        if wanted != self._sorted:  # Qt asks twice for each press of a head
            self._sorted = wanted
            self._refill()

    def row_of(self, organ: str) -> int:
        """The row of an organ; -1 where it is not shown."""
        return next((row for row, line in enumerate(self.lines) if line.row.member.organ == organ), -1)

    def _wanted(self) -> list[Line]:
        lines = found(self._all, self._kind, self._searched)
        if self._sorted is not None:
            column, order = self._sorted
            lines.sort(key=_KEYS[column], reverse=order == Qt.SortOrder.DescendingOrder)
        return lines

    def _refill(self) -> None:
        self._put(self._wanted())

    def _put(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else REMARK + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _COUNTS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hints().get(section)
        return self._heads()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _heads(self) -> tuple[str, ...]:
        return (
            self.tr("单位"),
            self.tr("层级"),
            self.tr("状态"),
            self.tr("必须改"),
            self.tr("须说明"),
            self.tr("批注"),
            self.tr("经手 / 联系"),
            self.tr("备注"),
        )

    def _hints(self) -> dict[int, str]:
        """What the heads mean that are short for something."""
        return {
            MUST_FIX: hint(self.tr("这份报告里必须改的有几处")),
            EXPLAIN: hint(self.tr("这份报告里还没有写说明的须说明有几处")),
            THREADS: hint(self.tr("没有了结的批注有几条")),
            LAST: hint(self.tr("最后经谁的手、什么时候；没有交来的，是联系人和电话；别人正打开着的，是谁")),
        }

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self.lines[index.row()], index.column()
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(line, column)
        return self._dressed(line, column, Qt.ItemDataRole(role))

    def _dressed(self, line: Line, column: int, role: Qt.ItemDataRole) -> object:
        """Colour, face and side of a cell, and what it says to who cannot see it."""
        match role:
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._heads()[column]} {_words(line, column)}"
            case Qt.ItemDataRole.ToolTipRole:
                full = {ORGAN: [_organ(line)], LAST: [line.held, line.last]}
                said = [words for words in full.get(column, ()) if words]
                return hint("\n".join((*said, *line.problems))) if said or line.problems else None
            case Qt.ItemDataRole.TextAlignmentRole if column in _COUNTS:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ForegroundRole:
                return self._look.colour(_ink(line, column))
            case Qt.ItemDataRole.FontRole if column in _COUNTS and _count(line, column) > 0:
                return self._look.font(bold=True)
        return None


def _ink(line: Line, column: int) -> str:
    if column in _COUNTS:
        return _COUNTS[column] if _count(line, column) > 0 else "faint"
    if column == LAST and line.held:
        return "accent"
    if column == REMARK:
        return "must_fix" if line.entry is None else "explain_ink"
    return "ink" if column == ORGAN else "muted"


class BoardTable(QTableView):
    """The table. ``opened`` carries the Line that a person wants to see, ``stood`` the one he stands on.

    ``nothing`` stands in the middle of a table without lines, and says why there are none.
    """

    opened = Signal(object)
    stood = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("board")
        self._look = look
        self._given: dict[int, int] = {}
        self._is_quiet = False
        self._organ = ""
        self.board = BoardModel(look)
        self.setModel(self.board)
        self.nothing = self._middle()
        self.setItemDelegateForColumn(STATE, StateDelegate(look, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setSortingEnabled(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAccessibleName(self.tr("台账"))
        self.verticalHeader().setVisible(False)
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sortIndicatorChanged.connect(lambda *_: self.stand_on(self._organ))
        self.doubleClicked.connect(lambda index: self.opened.emit(self.board.lines[index.row()]))
        self.selectionModel().currentRowChanged.connect(self._stand)
        self.board.modelReset.connect(lambda: self._stand(self.currentIndex()))
        let_zoom_pass(self)
        look.changed.connect(self.lay_out)
        self.lay_out()

    def _middle(self) -> QLabel:
        """A paragraph in the middle of the table."""
        made = paragraph("", "note")
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        QVBoxLayout(self.viewport()).addWidget(made)
        return made

    def lay_out(self) -> None:
        """Widths and heights at the zoom in force; a head is never narrower than its words."""
        scaled = self._look.measures.scaled
        header, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        header.ensurePolished()  # only a dressed head knows how wide its words are
        self.verticalHeader().setSectionResizeMode(modes.Fixed)
        self.verticalHeader().setDefaultSectionSize(scaled(_ROW))
        for column, width in enumerate((_ORGAN, 84, 100, 62, 62, 56, 170, 100)):
            header.resizeSection(column, max(scaled(width), header.sectionSizeHint(column)))
        header.setSectionResizeMode(REMARK, modes.Stretch)
        self._given.clear()
        self._leave_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_room()

    def _leave_room(self) -> None:
        """Names share the room with the remark; in a magnified window the other columns give way to it.

        They take back what they gave before, and keep the width that a person drew.
        """
        header, scaled = self.horizontalHeader(), self._look.measures.scaled
        room = self.viewport().width() - scaled(_REMARK)
        for column, given in self._given.items():
            header.resizeSection(column, header.sectionSize(column) + given)
        lacking = sum(header.sectionSize(column) for column in range(REMARK)) - room
        leasts = ((LAST, 0), (LEVEL, 0), (ORGAN, scaled(_LEAST_ORGAN)), *((column, 0) for column in _COUNTS))
        for column, least in leasts:
            wide = header.sectionSize(column)
            given = max(0, min(lacking, wide - max(least, header.sectionSizeHint(column))))
            if column == ORGAN and lacking < 0:
                given = max(lacking // 2, scaled(_ORGAN) - scaled(_MOST_ORGAN))  # a wide window shows more
            header.resizeSection(column, wide - given)
            self._given[column] = given
            lacking -= given

    def sizeHint(self) -> QSize:
        return QSize(400, 200)

    @property
    def current(self) -> Line | None:
        """The line that a person stands on."""
        row = self.currentIndex().row()
        return self.board.lines[row] if 0 <= row < len(self.board.lines) else None

    @property
    def chosen(self) -> list[Line]:
        """The lines that are selected, else all that are shown."""
        selected = self._selected()
        return selected if len(selected) > 1 else list(self.board.lines)

    def stand_on(self, organ: str) -> None:
        """Stand on an organ where it is shown, else on the first line; where there is none, on nothing."""
        if self.board.lines:
            self.selectRow(max(0, self.board.row_of(organ)))
        else:
            self._stand(_NO_INDEX)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show a folder as it is now: the eye finds what it looked at, what was selected still is."""
        current, selected = self.current, {line.row.member.organ for line in self._selected()}
        top = self.board.lines[row] if (row := self.rowAt(0)) >= 0 else None
        self._is_quiet = True
        self.board.show_lines(lines)
        self._is_quiet = False
        if self.currentIndex().isValid():  # the same organs, so Qt kept the rest
            if self.current != current:
                self._stand(self.currentIndex())
            return
        self._select(selected, current)
        if top is not None and (row := self.board.row_of(top.row.member.organ)) >= 0:
            self.scrollTo(self.board.index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def _selected(self) -> list[Line]:
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.board.lines[row] for row in rows]

    def _select(self, organs: set[str], current: Line | None) -> None:
        """Select the lines of some organs after the model was filled anew, standing where one stood."""
        organ = current.row.member.organ if current else ""
        if len(organs) <= 1 or self.board.row_of(organ) < 0:
            self.stand_on(organ)
            return
        rows = [row for row, line in enumerate(self.board.lines) if line.row.member.organ in organs]
        chosen, last = QItemSelection(), self.board.columnCount() - 1
        for row in rows:
            chosen.select(self.board.index(row, 0), self.board.index(row, last))
        model, flags = self.selectionModel(), QItemSelectionModel.SelectionFlag
        model.setCurrentIndex(self.board.index(self.board.row_of(organ), 0), flags.NoUpdate)
        model.select(chosen, flags.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current
        if event.key() in _ENTER and line is not None:
            self.opened.emit(line)
        else:
            super().keyPressEvent(event)

    def _stand(self, index: QModelIndex, _: QModelIndex = _NO_INDEX) -> None:
        if self._is_quiet:
            return
        lines: Sequence[Line] = self.board.lines
        if 0 <= index.row() < len(lines):
            self._organ = lines[index.row()].row.member.organ
        self.stood.emit(lines[index.row()] if 0 <= index.row() < len(lines) else None)
