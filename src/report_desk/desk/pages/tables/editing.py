"""Typing into a cell: the editor, when it commits, and what it says when a value cannot be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from report_desk.desk.language import tr
from report_desk.desk.pages.tables.words import printed_total
from report_desk.desk.widgets.style_options import rect_of

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, SignalInstance

    from report_desk.core.form.edition import Address
    from report_desk.desk.pages.tables.model import TableModel

Index = QModelIndex | QPersistentModelIndex
_MOVES = {
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CellEditor(QLineEdit):
    """A line over the cell. ``is_typing``: begun by typing, so that arrows leave it as in Excel."""

    def __init__(self, parent: QWidget, reason: QLabel, *, is_typing: bool) -> None:
        super().__init__(parent)
        self.setObjectName("cell")
        self.is_typing = is_typing
        self._reason = reason
        self.textEdited.connect(self.accept_again)
        self.destroyed.connect(reason.hide)

    def refuse(self, reason: str) -> None:
        """Stay, and say why."""
        self._set_state("wrong")
        self.setAccessibleDescription(reason)
        self._reason.setText(reason)
        self._reason.adjustSize()
        below = self.geometry().bottomLeft()
        around = self._reason.parentWidget()
        assert around is not None
        room = around.width() - self._reason.width() - 2
        top = below.y() + 3
        if top + self._reason.height() > around.height():
            top = self.geometry().top() - self._reason.height() - 3
        self._reason.move(max(2, min(below.x(), room)), top)
        self._reason.show()
        self._reason.raise_()

    def accept_again(self) -> None:
        """Forget the complaint: the text has changed."""
        self._set_state("")
        self.setAccessibleDescription("")
        self._reason.hide()

    def _set_state(self, state: str) -> None:
        if self.property("state") != state:
            self.setProperty("state", state)
            self.style().polish(self)


class CellDelegate(QStyledItemDelegate):
    """Opens editors and commits them at once.

    ``left`` says where an arrow goes next, in columns and lines, ``entered`` and ``tabbed`` in which
    direction Enter and Tab go; ``filled`` carries the text that Ctrl+Enter puts into every selected cell.
    ``refusing`` says that the reason is about to be shown beside an editor that stays.
    """

    left = Signal(int, int)
    entered = Signal(int)
    filled = Signal(str)
    tabbed = Signal(int)
    refusing = Signal()

    def __init__(self, model: TableModel, reason: QLabel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._reason = reason
        self.is_typing = True
        self.editor: CellEditor | None = None
        self._index = QPersistentModelIndex()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = CellEditor(parent, self._reason, is_typing=self.is_typing)
        address = self._model.address_at(index)
        assert address is not None
        cell = self._model.table.by_address[address]
        editor.setAccessibleName(printed_total(cell) if cell.is_total else cell.words)
        editor.setPlaceholderText(tr("纸上的") if cell.is_total else "")
        editor.setAlignment(index.data(Qt.ItemDataRole.TextAlignmentRole))
        editor.textEdited.connect(self._model.document.unfinished.changed)
        self.editor = editor
        self._index = QPersistentModelIndex(index)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, CellEditor)
        if not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, CellEditor)
        if not model.setData(index, editor.text()):
            editor.refuse(self._model.reason)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(rect_of(option).adjusted(-1, -1, 0, 0))

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self._reason.hide()
        self.editor = None
        super().destroyEditor(editor, index)

    @property
    def typed(self) -> tuple[Address, str] | None:
        """The cell of the open editor, and what was typed into it; None where nothing was."""
        address = self._model.address_at(self._index) if self._index.isValid() else None
        if self.editor is None or address is None or not self.editor.isModified():
            return None
        return address, self.editor.text()

    def put_caret(self) -> None:
        """After F2 and a double click: the caret at the end of the figure, as in Excel.

        Qt selects all of it when it opens an editor, which is right only where a key replaces it.
        """
        if self.editor is not None and not self.editor.is_typing:
            self.editor.end(False)  # noqa: FBT003 - Qt's

    def take_up(self, text: str) -> bool:
        """Put into the open editor what was typed before; False where none is open."""
        if self.editor is None:
            return False
        self.editor.setText(text)
        self.editor.setModified(True)
        return True

    def give_up(self) -> None:
        """Close an open editor; what was typed is not taken over."""
        if self.editor is not None:
            self.closeEditor.emit(self.editor, QStyledItemDelegate.EndEditHint.RevertModelCache)

    def finish(self) -> bool:
        """Commit and close an open editor; False where its text cannot be a value, and it stays open."""
        editor = self.editor
        if editor is None:
            return True
        if editor.isModified() and not self._model.setData(self._index, editor.text()):
            self.refuse()
            return False
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        return True

    def refuse(self) -> None:
        """Keep the editor open and say why its text cannot be a value."""
        if self.editor is not None:
            self.refusing.emit()
            self.editor.refuse(self._model.reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, CellEditor):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._key(watched, event)
        if event.type() == QEvent.Type.FocusOut:
            self._focus_lost(watched)
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return False
        return super().eventFilter(watched, event)

    def _key(self, editor: CellEditor, event: QKeyEvent) -> bool:
        """Whether a key leaves the editor or changes how it is left; any other one is the text's."""
        key = Qt.Key(event.key())
        way = -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        is_ours = True
        if key == Qt.Key.Key_Escape:
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
        elif key == Qt.Key.Key_F2:
            editor.is_typing = not editor.is_typing
        elif key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.filled.emit(editor.text())
        elif key in _ENTER:
            self._leave(self.entered, way)
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._leave(self.tabbed, -1 if key == Qt.Key.Key_Backtab else way)
        elif key in _MOVES and editor.is_typing:
            self._leave(self.left, *_MOVES[key])
        else:
            is_ours = False
        return is_ours

    def _leave(self, towards: SignalInstance, *way: int) -> None:
        if self.finish():
            towards.emit(*way)

    def _focus_lost(self, editor: CellEditor) -> None:
        """Leaving by the mouse commits; a text that cannot be a value keeps the focus."""
        focus = QApplication.focusWidget()
        is_popup = QApplication.activePopupWidget() is not None
        if is_popup or focus is editor or not editor.isVisible() or not editor.window().isActiveWindow():
            return
        if not self.finish():
            QTimer.singleShot(0, editor, editor.setFocus)
