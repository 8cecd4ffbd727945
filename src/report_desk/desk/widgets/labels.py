"""Labels of the window, by their place in the look; all of them plain text."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Text
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

_LONG_WORD = re.compile(r"(\S{20})(?=\S)")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def label(text: str = "", role: str = "") -> QLabel:
    """A plain label; ``role`` names its place in the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    return made


def heading(text: str) -> QLabel:
    """The heading of a section."""
    return label(text, "heading")


def note(text: str) -> QLabel:
    """A quiet remark."""
    return label(text, "note")


def paragraph(text: str, role: str = "") -> QLabel:
    """A label that breaks into lines."""
    made = label(text, role)
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def breakable(text: str) -> str:
    """A text whose long words may be broken, so that no word from a file makes a label wider."""
    return _LONG_WORD.sub("\\1\u200b", text)


def in_order(text: str) -> str:
    """A text without the hidden characters that turn the order of letters round, as a file's name may hold.

    They would turn round the rest of our sentence as well.
    """
    return _TURNING.sub("", text)


def hint(text: str) -> str:
    """A text for a tool tip, which has no format of its own: what Qt would take for markup is escaped."""
    return f"<p>{escape(text)}</p>" if Text.mightBeRichText(text) else text


def upright_rule() -> QFrame:
    """A thin upright line between groups."""
    rule = QFrame()
    rule.setProperty("role", "rule")
    rule.setFixedHeight(22)
    return rule
