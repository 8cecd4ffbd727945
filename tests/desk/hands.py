"""A clerk's hands: keys to whatever has the keyboard, the clipboard, and other signs by input method."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def keyboard() -> QWidget:
    """The widget that gets the keys."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        QTest.keyClick(keyboard(), key, modifier)


def type_text(text: str) -> None:
    """ASCII as keys; everything else as an input method commits it."""
    for sign in text:
        if sign.isascii():
            QTest.keyClicks(keyboard(), sign)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(sign)
            QApplication.sendEvent(keyboard(), composed)


def copy_elsewhere(text: str = "", html: str = "") -> None:
    """Put on the clipboard what another program would."""
    mime = QMimeData()
    if text:
        mime.setText(text)
    if html:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)
