"""Sets a finding's sentence on screen: numbers bold, lines broken to the width, plain text throughout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

_NUMBER = re.compile(r"(?<![\d（第])[+−-]?\d{1,20}+(?:\.\d{1,20}+)?%?(?![\d.）]{0,40}[.）])")


def set_sentence(
    text: str, font: QFont, width: float, *, has_bold_numbers: bool
) -> tuple[QTextLayout, float]:
    """A laid out sentence and its height."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if has_bold_numbers:
        layout.setFormats([_bold(found.start(), found.end()) for found in _NUMBER.finditer(text)])
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height


def draw_sentence(painter: QPainter, layout: QTextLayout, left: float, top: float, colour: QColor) -> None:
    """Draw it."""
    painter.setPen(colour)
    layout.draw(painter, QPointF(left, top))


def _bold(start: int, end: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = start  # type: ignore[attr-defined]
    made.length = end - start  # type: ignore[attr-defined]
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    made.format = look  # type: ignore[attr-defined]
    return made
