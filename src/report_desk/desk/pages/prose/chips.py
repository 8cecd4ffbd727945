"""Numbers bound to cells, drawn in the running text as quiet chips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPyTextObject, QTextDocument, QTextFormat

from report_desk.core.report import tokens
from report_desk.desk.pages.prose.raw import cells_of

if TYPE_CHECKING:
    from report_desk.desk.document import Document
    from report_desk.desk.theme.look import Look

_PADDING = 0.22


class Chips(QPyTextObject):
    """Draws every chip of one editor; what it shows is asked of the sheet each time."""

    def __init__(self, document: Document, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._look = look

    def shown(self, cells: str) -> str:
        """The number a chip stands for."""
        return self._document.sheet.resolved(f"⟦{cells}⟧")

    def intrinsicSize(self, document: QTextDocument, position: int, given: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(document.defaultFont())
        width = metrics.horizontalAdvance(self.shown(cells_of(given)))
        return QSizeF(width + 2 * _PADDING * metrics.height(), metrics.height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        position: int,
        given: QTextFormat,
    ) -> None:
        text = self.shown(cells_of(given))
        is_unfilled = text == tokens.UNFILLED
        box = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("explain_soft" if is_unfilled else "accent_soft"))
        painter.drawRoundedRect(box.adjusted(1, 0, -1, 0), 3, 3)
        painter.setPen(self._look.colour("explain_ink" if is_unfilled else "ink"))
        painter.setFont(document.defaultFont())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
