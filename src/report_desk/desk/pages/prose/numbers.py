"""「@」: a search over the cells in words, to bind one of their numbers into the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from report_desk.core.report.totals import plain, total
from report_desk.desk.widgets.labels import note

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from report_desk.core.form.edition import Address, Cell
    from report_desk.desk.document import Document
    from report_desk.desk.pages.prose.editor import ProseEditor
    from report_desk.desk.theme.look import Look

_MOST = 60


class NumberPicker(QFrame):
    """A popup with a search line. ``chosen`` carries the cells to bind; ``typed`` a plain 「@」."""

    chosen = Signal(tuple)
    typed = Signal(str)

    def __init__(self, document: Document, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._document = document
        self._look = look
        self.setProperty("role", "popup")
        self.search = QLineEdit()
        self.search.setAccessibleName(self.tr("查找要引用的数字"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("找到的数字"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.search)
        column.addWidget(self.list)
        column.addWidget(note(self.tr("Enter 引用，随表中数字变化   Shift+Enter 逐个相加   Esc 只输入 @")))
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.itemActivated.connect(lambda _: self._choose())
        self.list.itemClicked.connect(lambda _: self._choose())
        self._sum: tuple[Address, ...] = ()
        self._found: list[Address] = []

    def open_at(self, editor: ProseEditor) -> None:
        """Open below the editor's cursor."""
        self._sum = ()
        self._begin()
        self.resize(self._look.measures.scaled(430), self._look.measures.scaled(290))
        corner = editor.viewport().mapToGlobal(editor.cursorRect().bottomLeft() + QPoint(0, 4))
        screen = editor.screen().availableGeometry()
        corner.setX(min(corner.x(), screen.right() - self.width()))
        if corner.y() + self.height() > screen.bottom():
            corner.setY(editor.viewport().mapToGlobal(editor.cursorRect().topLeft()).y() - self.height() - 4)
        self.move(corner)
        self.show()
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                way = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + way)))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    self._add()
                else:
                    self._choose()
            case Qt.Key.Key_Escape:
                self.hide()
                self.typed.emit("@")
            case _:
                return False
        return True

    def _fill(self, wanted: str) -> None:
        self.list.clear()
        words = wanted.replace("+", " ").replace("，", " ").split()
        sheet = self._document.sheet
        cells = ranked(sheet.form.cells.values(), words)[:_MOST]
        self._found = [cell.address for cell in cells]
        for cell in cells:
            table = sheet.form.table(cell.table).name
            shown = sheet.shown(cell.address) or self.tr("未填")
            item = QListWidgetItem(
                f"{table}  {' · '.join((*cell.row_labels[-1:], *cell.column_labels[-1:]))}    {shown}"
            )
            self.list.addItem(item)
        self.list.setCurrentRow(-1 if self._sum and not words else 0)

    def _begin(self) -> None:
        """An empty search; once there is something to add to, nothing is proposed unasked."""
        wanted = self.tr("输入表中的名称，如 本年新收、予以公开 自然人、复议+诉讼")
        if self._sum:
            numbers = self._document.sheet.numbers
            known = total(numbers[address] for address in self._sum)
            wanted = self.tr("已选 {count} 格，合计 {sum}：再选一格相加，或 Enter 引用").format(
                count=len(self._sum), sum=self.tr("未填") if known is None else plain(known)
            )
        self.search.setPlaceholderText(wanted)
        self.search.clear()
        self._fill("")

    def _current(self) -> Address | None:
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _add(self) -> None:
        cell = self._current()
        if cell is not None:
            self._sum = (*self._sum, cell)
            self._begin()

    def _choose(self) -> None:
        cell = self._current()
        self.hide()
        cells = self._sum if cell is None else (*self._sum, cell)
        if cells:
            self.chosen.emit(cells)


def ranked(cells: Iterable[Cell], words: Sequence[str]) -> list[Cell]:
    """The cells whose labels hold every word, totals and short labels first."""
    found = [cell for cell in cells if all(word in _words(cell) for word in words)]
    return sorted(found, key=lambda cell: not cell.is_total)


def _words(cell: Cell) -> str:
    return "".join((*cell.row_labels, *cell.column_labels))
