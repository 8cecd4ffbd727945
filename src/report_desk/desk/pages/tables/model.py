"""A table's figures as a Qt model: the sheet translated, nothing held that the sheet does not say."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from report_desk.core.edits.apply import Declare, SetFigure, SetFigures
from report_desk.core.form import kinds
from report_desk.core.form.grid import Role, grid
from report_desk.desk.pages.tables.drawing.marks import marks
from report_desk.desk.pages.tables.gestures.moving import Spot, steps
from report_desk.desk.pages.tables.words import computed_from, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from report_desk.core.form.edition import Address, Table
    from report_desk.desk.document import Document

Index = QModelIndex | QPersistentModelIndex
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_DISPLAY = Qt.ItemDataRole.DisplayRole


class TableModel(QAbstractTableModel):
    """The lines below a table's heads, the columns right of its labels.

    ``text_at`` is what the view paints with: `data` crosses from C++ for each role of each cell.
    ``reason`` says why the last ``setData`` refused, in words for the user. ``noted`` carries the computed
    cell beside which a printed total was just noted.
    """

    noted = Signal(str)

    def __init__(self, document: Document, table: Table, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.grid = grid(table)
        self.steps = steps(table, self.grid)
        self.reason = ""
        self._document = document
        self._rows = self.grid.lines - self.grid.head_lines
        self._columns = self.grid.columns - self.grid.label_columns
        self._heads = {
            (place.line - self.grid.head_lines, max(0, place.column - self.grid.label_columns)): place.text
            for place in self.grid.places
            if place.role in {Role.HEAD, Role.BAND} and place.line >= self.grid.head_lines
        }
        self.marks = marks(document.sheet, table.id)
        document.changed.connect(lambda outcome: self._redraw(outcome.cells))
        document.settled.connect(self._mark)

    @property
    def document(self) -> Document:
        """The report whose table this is."""
        return self._document

    def address_at(self, index: Index) -> Address | None:
        """The cell of an index; None for a head or band among the lines."""
        if not index.isValid():
            return None
        return self.steps.addresses.get((index.row(), index.column()))

    def index_of(self, address: Address) -> QModelIndex:
        """Where a cell stands."""
        return self.index(*self.steps.spots[address])

    def text_at(self, spot: Spot) -> str:
        """What a cell shows."""
        return self._document.sheet.shown(self.steps.addresses[spot])

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._columns

    def flags(self, index: Index) -> Qt.ItemFlag:
        address = self.address_at(index)
        if address is None:
            return Qt.ItemFlag.NoItemFlags
        return _READ | Qt.ItemFlag.ItemIsEditable

    @property
    def is_right(self) -> bool:
        """Whether figures stand at the right of their cells, as in a long table, or in the middle."""
        return self.grid.label_columns > 1

    @property
    def _side(self) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.is_right else Qt.AlignmentFlag.AlignHCenter
        return side | Qt.AlignmentFlag.AlignVCenter

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        address = self.address_at(index)
        if address is None:
            return self._heads.get((index.row(), index.column())) if role == _DISPLAY else None
        sheet = self._document.sheet
        match role:
            case Qt.ItemDataRole.EditRole if self.table.by_address[address].is_total:
                return kinds.display(sheet.report.declared.get(address))
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return sheet.shown(address)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(sheet, address, self.marks.get(address))
            case Qt.ItemDataRole.ToolTipRole:
                return "<p>" + escape(computed_from(sheet, address)).replace("\n", "<br>") + "</p>"
            case _:
                return self._side if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if role not in {_DISPLAY, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        is_row = orientation == Qt.Orientation.Vertical
        for spot, address in self.steps.addresses.items():
            if spot[0 if is_row else 1] == section:
                cell = self.table.by_address[address]
                return (cell.row_labels if is_row else cell.column_labels)[-1]
        return ""

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        address = self.address_at(index)
        if address is None or role != Qt.ItemDataRole.EditRole:
            return False
        return self.fill((address,), str(value))

    def fill(self, addresses: Sequence[Address], text: str) -> bool:
        """Put one text into cells, in one step; False where it cannot be a value of each, see ``reason``.

        In a computed cell it is the total that stands on the clerk's paper, kept beside the computed one.
        """
        figures: dict[Address, kinds.Figure | None] = {}
        try:
            for address in addresses:
                cell = self.table.by_address[address]
                figures[address] = kinds.parse(cell.kind, text, cell.unit)
        except kinds.NotAValueError as error:
            self.reason = str(error)
            return False
        self.reason = ""
        if all(self.table.by_address[address].is_total for address in addresses):
            self._document.submit(Declare(figures), self.tr("纸上的总计"))
            self.noted.emit(addresses[0])
        elif len(figures) == 1:
            self._document.submit(SetFigure(addresses[0], figures[addresses[0]]), self.tr("填数"))
        else:
            self._document.submit(SetFigures(figures), self.tr("填满选区"))
        return True

    def _mark(self) -> None:
        fresh, known = marks(self._document.sheet, self.table.id), self.marks
        self.marks = fresh
        self._redraw(address for address in {*known, *fresh} if known.get(address) != fresh.get(address))

    def _redraw(self, addresses: Iterable[Address]) -> None:
        for address in self.steps.spots.keys() & set(addresses):
            index = self.index_of(address)
            self.dataChanged.emit(index, index)
