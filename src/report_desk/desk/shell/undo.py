"""Undo and redo as the window offers them: what they would do, and why they stop at a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from report_desk.desk.actions import Actions
    from report_desk.desk.document import Document


class Undoing(QObject):
    """Keeps the two actions true to one document's history. ``told`` carries why there is nothing to undo."""

    told = Signal(str)

    def __init__(self, document: Document, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._actions = actions
        history = document.history
        for changed in (history.indexChanged, history.canUndoChanged, history.canRedoChanged):
            changed.connect(lambda _: self.follow())
        document.changed.connect(lambda _: self.follow())

    def undo(self) -> None:
        """Take the last gesture back; past a step, say which way leads back."""
        if not self._document.history.canUndo():
            words = self.tr("「{step}」以前的改动不能撤销：要再改，用「收回修改」或「更正」。")
            self.told.emit(words.format(step=self._document.barrier))
            return
        self._document.undo()

    def redo(self) -> None:
        """Do it once more."""
        self._document.redo()

    def follow(self) -> None:
        """Offer what can be done now; undo stays on past a step, to say why it does nothing."""
        history = self._document.history
        self._actions["undo"].setEnabled(history.canUndo() or bool(self._document.barrier))
        self._actions["redo"].setEnabled(history.canRedo())
        for name, words, what in (
            ("undo", self.tr("撤销"), history.undoText()),
            ("redo", self.tr("重做"), history.redoText()),
        ):
            self._actions[name].setText(words + what)
            self._actions[name].setToolTip(f"{words}{what}  {self._actions[name].shortcut().toString()}")

    def end(self) -> None:
        """The report is closed: nothing is left to undo."""
        self._document.barrier = ""
        self._document.history.clear()
        self.follow()
