"""The outline: one line a page, its progress at the left, its open findings at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from report_desk.desk.places.pages import PageState, Progress, short_name, states
from report_desk.desk.widgets.dropping import passage_in
from report_desk.desk.widgets.style_options import has_state, rect_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.desk.document import Document
    from report_desk.desk.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
_FEWEST = 4
"""Characters of a name that say more than its number."""
_STATE = Qt.ItemDataRole.UserRole


class OutlineModel(QAbstractListModel):
    """The pages of a report with their states."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._states = states(document.sheet)
        document.settled.connect(self._follow)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._states)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        state = self._states[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.name(state.page)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(state)
            case _ if role == _STATE:
                return state
            case _:
                return None

    def name(self, page: str) -> str:
        """A page as the outline calls it."""
        return short_name(self._document.sheet, page)

    def row_of(self, page: str) -> int:
        """The line of a page."""
        return [state.page for state in self._states].index(page)

    def page_at(self, row: int) -> str:
        """The page of a line."""
        return self._states[row].page

    def _spoken(self, state: PageState) -> str:
        parts = [self.name(state.page)]
        match state.progress:
            case Progress.EMPTY:
                parts.append(self.tr("没有填"))
            case Progress.BEGUN:
                parts.append(self.tr("没有填完"))
            case Progress.COMPLETE:
                parts.append(self.tr("已填好"))
        if state.must_fix:
            parts.append(self.tr("{count} 处必须改").format(count=state.must_fix))
        if state.explain:
            parts.append(self.tr("{count} 处须说明").format(count=state.explain))
        if state.remarks:
            parts.append(self.tr("{count} 条批注未了").format(count=state.remarks))
        return self.tr("，").join(parts)

    def _follow(self) -> None:
        fresh = states(self._document.sheet)
        changed = [row for row, state in enumerate(fresh) if state != self._states[row]]
        self._states = fresh
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))


class OutlineDelegate(QStyledItemDelegate):
    """Paints a line of the outline."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._look.measures.scaled(180), self._look.measures.scaled(38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state: PageState = index.data(_STATE)
        is_current = has_state(option, QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = rect_of(option).adjusted(8, 2, -8, -1)
        if is_current or has_state(option, QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("accent_soft" if is_current else "hairline"))
            painter.drawRoundedRect(rect, 7, 7)
        if has_state(option, QStyle.StateFlag.State_HasFocus) and is_current:
            painter.setPen(QPen(self._look.colour("accent"), 1))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        size = self._look.measures.scaled(14)
        self._paint_progress(
            painter, QPoint(rect.left() + 11 + size // 2, rect.center().y() + 1), size, state.progress
        )
        right = self._paint_counts(painter, rect, state)
        painter.setFont(self._look.font(bold=is_current))
        painter.setPen(self._look.colour("accent" if is_current else "ink"))
        room = QRect(rect.left() + size + 22, rect.top(), right - rect.left() - size - 24, rect.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._fitted(painter, str(index.data()), room))
        painter.restore()

    def _fitted(self, painter: QPainter, name: str, room: QRect) -> str:
        """A name as far as it fits; where hardly any of it does, the number of the section alone."""
        metrics = painter.fontMetrics()
        if room.width() < metrics.horizontalAdvance("国") * _FEWEST:
            return name.partition("、")[0] if "、" in name else name[:1]
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())

    def _paint_progress(self, painter: QPainter, centre: QPoint, size: int, progress: Progress) -> None:
        circle = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
        match progress:
            case Progress.EMPTY:
                painter.setPen(QPen(self._look.colour("faint"), 1.4))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(circle)
            case Progress.BEGUN:
                painter.setPen(QPen(self._look.colour("accent"), 1.4))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(circle)
                painter.setBrush(self._look.colour("accent"))
                painter.drawPie(circle, 90 * 16, 180 * 16)
            case Progress.COMPLETE:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._look.colour("done"))
                painter.drawEllipse(circle)
                painter.setPen(QPen(self._look.colour("panel"), 1.7))
                third = size / 4
                painter.drawPolyline(
                    [
                        QPoint(round(centre.x() - third), round(centre.y())),
                        QPoint(round(centre.x() - third / 4), round(centre.y() + third * 0.8)),
                        QPoint(round(centre.x() + third), round(centre.y() - third * 0.7)),
                    ]
                )

    def _paint_counts(self, painter: QPainter, rect: QRect, state: PageState) -> int:
        """The counts as pills from the right; gives where the name must end."""
        right = rect.right() - 8
        font = self._look.font(self._look.measures.scaled(11))
        metrics = QFontMetrics(font)
        for count, ground, ink in (
            (state.remarks, "accent_fill", "on_accent"),
            (state.explain, "explain_soft", "explain_ink"),
            (state.must_fix, "must_fix_soft", "must_fix"),
        ):
            if count:
                width = max(metrics.horizontalAdvance(str(count)) + 12, metrics.height() + 4)
                pill = QRectF(
                    right - width, rect.center().y() - metrics.height() / 2 - 0.5, width, metrics.height() + 2
                )
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._look.colour(ground))
                painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
                painter.setFont(font)
                painter.setPen(self._look.colour(ink))
                painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, str(count))
                right -= width + 4
        return round(right)


class Outline(QListView):
    """The list at the left.

    ``page_chosen`` carries the page a person went to, ``dropped`` one onto which a passage was dragged.
    """

    page_chosen = Signal(str)
    dropped = Signal(str, QMimeData)

    def __init__(self, document: Document, look: Look) -> None:
        super().__init__()
        self.setObjectName("outline-list")
        self._pages = OutlineModel(document)
        self.setModel(self._pages)
        self.setItemDelegate(OutlineDelegate(look, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("报告各部分"))
        self.selectionModel().currentChanged.connect(self._chosen)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def show_page(self, page: str) -> None:
        """Mark a page as the one shown, without choosing it."""
        blocked = self.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's
        self.setCurrentIndex(self._pages.index(self._pages.row_of(page)))
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:  # noqa: N803
        """Lines are equally high: one that changed is painted anew, where QListView lays all of them out."""
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, roles)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if passage_in(event.mimeData()) >= 0:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """A line takes a passage, the room below them none."""
        if passage_in(event.mimeData()) >= 0 and self.indexAt(event.position().toPoint()).isValid():
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if passage_in(event.mimeData()) >= 0 and index.isValid():
            event.acceptProposedAction()
            self.dropped.emit(self._pages.page_at(index.row()), event.mimeData())

    def _chosen(self, current: QModelIndex) -> None:
        if current.isValid():
            self.page_chosen.emit(self._pages.page_at(current.row()))
