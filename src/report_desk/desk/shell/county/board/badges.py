"""How far a report is, as a badge in its line of the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from report_desk.core.consolidation.entry import Standing
from report_desk.desk.shell.county.board.lines import standing_words
from report_desk.desk.theme.palette import Palette
from report_desk.desk.widgets.style_options import has_state, rect_of, restored

if TYPE_CHECKING:
    from report_desk.desk.shell.county.board.lines import Line
    from report_desk.desk.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
"""Under this role the board's model answers a whole Line."""
GROUNDS = {
    Standing.MISSING: "must_fix",
    Standing.DRAFT: "notice",
    Standing.SUBMITTED: "accent_fill",
    Standing.RETURNED: "explain",
    Standing.RESUBMITTED: "accent_fill",
    Standing.APPROVED: "done",
    Standing.CHANGED_AFTER_APPROVAL: "must_fix",
    Standing.UNREADABLE: "notice",
}


class StateDelegate(QStyledItemDelegate):
    """Paints the state as a badge."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(view)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        with restored(painter):
            line: Line = index.data(LINE)
            rect = rect_of(option)
            if has_state(option, QStyle.StateFlag.State_Selected):
                painter.fillRect(rect, self._look.colour("accent_soft"))
            painter.setPen(self._look.colour("hairline"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            words = standing_words(line)
            painter.setFont(self._look.font(self._look.measures.scaled(11)))
            metrics = QFontMetrics(painter.font())
            width, height = metrics.horizontalAdvance(words) + 12, metrics.height() + 3
            pill = QRectF(rect.left() + 6, rect.center().y() - height / 2 + 1, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            ground = GROUNDS[line.row.standing]
            painter.setBrush(self._look.colour(ground))
            painter.drawRoundedRect(pill, 4, 4)
            painter.setPen(self._look.colour(Palette.on(ground)))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
