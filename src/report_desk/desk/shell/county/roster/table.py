"""The organs that must report as a table: a model of lines of text, which ten thousand of take no time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import asdict, astuple, replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTableView

from report_desk.core.consolidation.roster import Listed, Member, from_rows, name_key, read_text
from report_desk.core.limits import LONGEST_LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
FIELDS = Member.__struct_fields__
_NO_INDEX = QModelIndex()
_SHOWN = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}


class RosterModel(QAbstractTableModel):
    """A line for each organ, a column for each of its fields; every cell can be written in."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[list[str]] = []
        self.heads: Sequence[str] = FIELDS

    def show_members(self, members: Sequence[Member]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self.lines = [list(astuple(one)) for one in members]
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(FIELDS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.heads[section] if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.lines[index.row()][index.column()] if role in _SHOWN else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.lines[index.row()][index.column()] = str(value)
        self.dataChanged.emit(index, index)
        return True

    def insertRows(self, row: int, count: int, parent: Index = _NO_INDEX) -> bool:
        self.beginInsertRows(parent, row, row + count - 1)
        self.lines[row:row] = [[""] * len(FIELDS) for _ in range(count)]
        self.endInsertRows()
        return True

    def removeRows(self, row: int, count: int, parent: Index = _NO_INDEX) -> bool:
        self.beginRemoveRows(parent, row, row + count - 1)
        del self.lines[row : row + count]
        self.endRemoveRows()
        return True


class RosterTable(QTableView):
    """The organs; pasted lines come below them, or in the place of those that they name again.

    ``twice`` says which organs stand more than once in what was pasted or read.
    """

    twice = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("roster")
        self.roster = RosterModel()
        self.setModel(self.roster)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Delete):
            self._remove_chosen()
        else:
            super().keyPressEvent(event)

    def _remove_chosen(self) -> None:
        """Take the chosen lines away, those that stand together at once."""
        chosen = (range(one.top(), one.bottom() + 1) for one in self.selectionModel().selection().toList())
        rows = sorted({row for some in chosen for row in some}, reverse=True)
        runs: list[list[int]] = []
        for row in rows:
            if runs and runs[-1][-1] == row + 1:
                runs[-1].append(row)
            else:
                runs.append([row])
        for run in runs:
            self.roster.removeRows(run[-1], len(run))

    def add_line(self) -> None:
        """A line at the end, to be written in."""
        self.roster.insertRows(self.roster.rowCount(), 1)
        index = self.roster.index(self.roster.rowCount() - 1, 0)
        self.setCurrentIndex(index)
        self.edit(index)

    def paste(self) -> None:
        """What was copied in a spreadsheet or a text, below what is there."""
        self.add(read_text(QGuiApplication.clipboard().text()))

    def add(self, found: Listed) -> None:
        """What was read, below what is there."""
        self.show_members(joined(self.members(), found.members))
        self.twice.emit(found.twice)

    def show_members(self, members: Sequence[Member]) -> None:
        """Show these and no others."""
        self.roster.show_members(members)

    def names(self) -> list[Member]:
        """The names that stand there, as they stand."""
        return [Member(line[0]) for line in self.roster.lines if line[0].strip()]

    def members(self) -> tuple[Member, ...]:
        """What stands there; a line without an organ is none."""
        rows = [[cell[:LONGEST_LINE] for cell in line] for line in self.roster.lines]
        return from_rows([FIELDS, *rows]) if rows else ()


def joined(first: Sequence[Member], second: Sequence[Member]) -> tuple[Member, ...]:
    """Both; of an organ that stands in both, the later one, with what only the earlier one says of it."""
    found = {name_key(one.organ): one for one in first}
    for one in second:
        old = found.get(name_key(one.organ), one)
        said = {name: value for name, value in asdict(one).items() if value}
        found[name_key(one.organ)] = replace(old, **said)
    return tuple(found.values())
