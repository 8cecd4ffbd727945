"""The recent files on the start page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from report_desk.core.report.model import State
from report_desk.desk.language import tr
from report_desk.desk.places.names import state_name
from report_desk.desk.theme.palette import Palette
from report_desk.desk.widgets.labels import hint
from report_desk.desk.widgets.style_options import has_state, rect_of

if TYPE_CHECKING:
    from report_desk.core.ports import RecentFile
    from report_desk.desk.settings import Standing
    from report_desk.desk.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
_GROUNDS = {
    State.DRAFT: "notice",
    State.SUBMITTED: "accent_fill",
    State.RETURNED: "explain",
    State.APPROVED: "done",
    State.REOPENED: "explain",
}


class Entry(Struct, frozen=True):
    """A recent file, and how its report stood where that is known."""

    file: RecentFile
    standing: Standing | None

    @property
    def state(self) -> str:
        """The state in words; empty where unknown."""
        return state_name(self.standing.state) if self.standing else ""

    @property
    def counts(self) -> str:
        """``3 处必须改 · 1 处须说明``."""
        if self.standing is None:
            return ""
        found = {
            tr("{count} 处必须改"): self.standing.must_fix,
            tr("{count} 处须说明"): self.standing.explain,
        }
        parts = [words.format(count=count) for words, count in found.items() if count]
        return " · ".join(parts) or tr("没有要改的")


class RecentModel(QAbstractListModel):
    """Files last worked on; nothing here touches a disk."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        super().__init__()
        self._entries = entries

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint(str(entry.file.path))
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            parts = (
                entry.file.organ,
                self.tr("{year} 年").format(year=entry.file.year),
                entry.state,
                entry.counts,
                str(entry.file.path),
            )
            return self.tr("，").join(part for part in parts if part)
        return None


def when(seen_at: float, now: datetime) -> str:
    """``今天 10:32``, else the date."""
    seen = datetime.fromtimestamp(seen_at, now.tzinfo)
    if seen.date() == now.date():
        return tr("今天 {time}").format(time=f"{seen:%H:%M}")
    return f"{seen:%Y-%m-%d}"


class RecentDelegate(QStyledItemDelegate):
    """Paints one file in columns."""

    def __init__(self, now: datetime, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._now = now
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._look.measures.scaled(39))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, option, index.data(ENTRY))
        finally:  # an error that leaves it changed would end the program
            painter.restore()

    def _paint(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        file = entry.file
        rect = rect_of(option)
        is_current = has_state(option, QStyle.StateFlag.State_HasFocus)
        if has_state(option, QStyle.StateFlag.State_MouseOver) or is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("accent_soft"))
            painter.drawRoundedRect(rect.adjusted(4, 2, -4, -2), 6, 6)
        painter.setPen(QPen(self._look.colour("hairline"), 1))
        painter.drawLine(rect.left() + 16, rect.bottom(), rect.right() - 16, rect.bottom())
        left, width = rect.left() + 20, rect.width() - 40

        def room(start: float, share: float) -> QRectF:
            return QRectF(left + start * width, rect.top(), share * width, rect.height())

        self._write(painter, room(0, 0.28), file.organ, "ink")
        self._write(painter, room(0.29, 0.07), str(file.year), "ink")
        if entry.standing is not None:
            self._paint_state(painter, rect, round(left + 0.37 * width), entry.standing.state)
        self._write(painter, room(0.48, 0.21), entry.counts, "muted")
        place = f"{when(file.seen_at, self._now)}    {file.path}"
        self._write(painter, room(0.70, 0.30), place, "muted")

    def _write(self, painter: QPainter, room: QRectF, text: str, ink: str) -> None:
        painter.setFont(self._look.font())
        painter.setPen(self._look.colour(ink))
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, round(room.width()) - 8)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_state(self, painter: QPainter, rect: QRect, left: int, state: State) -> None:
        words, ground = state_name(state), _GROUNDS[state]
        painter.setFont(self._look.font(self._look.measures.scaled(11)))
        metrics = QFontMetrics(painter.font())
        pill = QRectF(
            left,
            rect.center().y() - metrics.height() / 2 - 1,
            metrics.horizontalAdvance(words) + 12,
            metrics.height() + 3,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour(ground))
        painter.drawRoundedRect(pill, 4, 4)
        painter.setPen(self._look.colour(Palette.on(ground)))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


class RecentList(QListView):
    """The list. ``file_chosen`` carries a path; ``file_dropped`` one to take off the list (Delete)."""

    file_chosen = Signal(str)
    file_dropped = Signal(str)

    def __init__(self, entries: tuple[Entry, ...], now: datetime, look: Look) -> None:
        super().__init__()
        self.setModel(RecentModel(entries))
        self.setItemDelegate(RecentDelegate(now, look, self))
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("最近的报告"))
        self.clicked.connect(self._choose)
        row = look.measures.scaled(39)
        self.setFixedHeight(row * min(len(entries), 8) + 10)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(index)
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.file_dropped.emit(str(index.data(ENTRY).file.path))
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        self.file_chosen.emit(str(index.data(ENTRY).file.path))
