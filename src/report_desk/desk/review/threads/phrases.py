"""常用意见: what a reviewer writes again and again, inserted by a key, and kept from what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QToolButton

from report_desk.core.limits import LONGEST_LINE, MOST_PHRASES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit, QWidget

    from report_desk.desk.settings import Settings

_KEYED = 9
_SHOWN = 40


class PhraseButton(QToolButton):
    """A menu of phrases for a text; Alt+1 to Alt+9 insert one while the keyboard is anywhere in ``form``."""

    def __init__(self, text: QPlainTextEdit, settings: Settings, form: QWidget) -> None:
        super().__init__()
        self._text, self._settings = text, settings
        self.setText(self.tr("常用意见"))
        self.setToolTip(self.tr("插入一句常用意见：Alt+1 到 Alt+9"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.phrases = QMenu(self)
        self.phrases.aboutToShow.connect(self._fill)
        self.setMenu(self.phrases)
        for at in range(_KEYED):
            key = QShortcut(QKeySequence(f"Alt+{at + 1}"), form)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(lambda at=at: self.insert(at))

    def insert(self, at: int) -> None:
        """Put a phrase where the caret is, on a line of its own where something stands before it."""
        known = self._settings.preferences.phrases
        if not 0 <= at < len(known):
            return
        cursor = self._text.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        if not cursor.atBlockStart():
            cursor.insertText("\n")
        cursor.insertText(known[at])
        cursor.endEditBlock()
        self._text.setTextCursor(cursor)
        self._text.setFocus()

    def keep(self) -> None:
        """Keep what is written as a phrase, the newest last."""
        words = " ".join(self._text.toPlainText().split())[:LONGEST_LINE]
        preferences = self._settings.preferences
        if words and words not in preferences.phrases:
            kept = (*preferences.phrases, words)[-MOST_PHRASES:]
            self._settings.choose(replace(preferences, phrases=kept))

    def _fill(self) -> None:
        self.phrases.clear()
        for at, words in enumerate(self._settings.preferences.phrases):
            key = f"\tAlt+{at + 1}" if at < _KEYED else ""
            shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
            action = self.phrases.addAction(f"{shown.replace('&', '&&')}{key}")
            action.triggered.connect(lambda _=False, at=at: self.insert(at))
        self.phrases.addSeparator()
        keeps = self.phrases.addAction(self.tr("把写的这句记成常用意见"))
        keeps.setEnabled(bool(self._text.toPlainText().strip()))
        keeps.triggered.connect(self.keep)
        hint = self.phrases.addAction(self.tr("在「设置」里改"))
        hint.setEnabled(False)
