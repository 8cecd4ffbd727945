"""The list at the left of the board: what is shown, and how many there are of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from report_desk.desk.language import QT_TR_NOOP, tr
from report_desk.desk.shell.county.board.lines import FILTERS
from report_desk.desk.widgets.style_options import has_state, rect_of, restored

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from report_desk.desk.shell.county.board.lines import Filter
    from report_desk.desk.theme.look import Look

_COUNT = Qt.ItemDataRole.UserRole
_NAMES = {
    "all": QT_TR_NOOP("全部"),
    "missing": QT_TR_NOOP("未交"),
    "waiting": QT_TR_NOOP("待审"),
    "returned": QT_TR_NOOP("退回未再交"),
    "approved": QT_TR_NOOP("定稿"),
    "odd": QT_TR_NOOP("要留意的"),
}
_PILLS = {
    "all": ("accent_soft", "ink"),
    "missing": ("must_fix_soft", "must_fix"),
    "waiting": ("accent_soft", "accent"),
    "returned": ("explain_soft", "explain_ink"),
    "approved": ("notice_soft", "done"),
    "odd": ("must_fix_soft", "must_fix"),
}
_HEIGHT = 38


def filter_name(kind: Filter) -> str:
    """What a filter is called."""
    return tr(_NAMES[kind.name])


class _Delegate(QStyledItemDelegate):
    """Paints a filter as the outline paints a page, its count in a pill."""

    def __init__(self, look: Look, view: QListWidget) -> None:
        super().__init__(view)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._look.measures.scaled(150), self._look.measures.scaled(_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        with restored(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rect = rect_of(option).adjusted(8, 2, -8, -1)
            is_current = has_state(option, QStyle.StateFlag.State_Selected)
            if is_current or has_state(option, QStyle.StateFlag.State_MouseOver):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._look.colour("accent_soft" if is_current else "hairline"))
                painter.drawRoundedRect(rect, 7, 7)
            if has_state(option, QStyle.StateFlag.State_HasFocus) and is_current:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self._look.colour("accent"), 1))
                painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
            painter.setFont(self._look.font(bold=is_current))
            painter.setPen(self._look.colour("accent" if is_current else "ink"))
            painter.drawText(rect.adjusted(14, 0, -40, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data()))
            self._paint_count(painter, rect, FILTERS[index.row()].name, int(index.data(_COUNT)))

    def _paint_count(self, painter: QPainter, rect: QRect, name: str, count: int) -> None:
        ground, ink = _PILLS[name] if count else ("panel", "faint")
        painter.setFont(self._look.font(self._look.measures.scaled(11), bold=count > 0))
        metrics = QFontMetrics(painter.font())
        width = max(metrics.horizontalAdvance(str(count)) + 12, metrics.height() + 4)
        pill = QRectF(
            rect.right() - 8 - width, rect.center().y() - metrics.height() / 2, width, metrics.height() + 2
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour(ground))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(self._look.colour(ink))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, str(count))


class Filters(QListWidget):
    """The list. ``chosen`` carries the Filter."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("outline-list")
        self.setItemDelegate(_Delegate(look, self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("看哪些单位"))
        for kind in FILTERS:
            item = QListWidgetItem(filter_name(kind))
            item.setData(_COUNT, 0)
            self.addItem(item)
        self.setCurrentRow(0)
        self.currentRowChanged.connect(lambda row: self.chosen.emit(FILTERS[row]))
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many there are of each."""
        for row, kind in enumerate(FILTERS):
            item = self.item(row)
            item.setData(_COUNT, counts[kind.name])
            words = self.tr("{name}，{count} 个").format(name=filter_name(kind), count=counts[kind.name])
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
