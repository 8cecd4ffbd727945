"""Paints a finding: its level, the sentence, what to do, and the links that do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from report_desk.core.form.edition import Level
from report_desk.desk.findings.fixes import Fix, fixes
from report_desk.desk.findings.model import LINE, FindingsModel, level_name
from report_desk.desk.findings.setting import draw_sentence, set_sentence
from report_desk.desk.theme.palette import Palette
from report_desk.desk.widgets.style_options import has_state, rect_of

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QTextLayout

    from report_desk.desk.document import Document
    from report_desk.desk.findings.rows import Line
    from report_desk.desk.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
_APART = 14
"""Pixels between two links."""
_GROUND = {
    Level.MUST_FIX: "must_fix",
    Level.EXPLAIN: "explain",
    Level.NOTICE: "notice",
    Level.REVIEWER: "notice",
}


class Setting(Struct, frozen=True):
    """A line laid out for a width; links with their rectangles, counted from its top left."""

    sentence: QTextLayout
    second: QTextLayout
    second_top: float
    links: tuple[tuple[Fix, QRect], ...]
    height: int


class FindingDelegate(QStyledItemDelegate):
    """Paints and answers clicks. ``followed`` carries the line and the fix whose link was clicked."""

    followed = Signal(object, object)

    def __init__(self, document: Document, model: FindingsModel, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._document = document
        self._model = model
        self._look = look
        self._view = view
        self._settings: dict[tuple[int, int], Setting] = {}
        self._explanations = document.sheet.report.explanations
        document.settled.connect(self._follow)
        model.modelReset.connect(self._settings.clear)
        look.changed.connect(self._settings.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(LINE)
        if line.is_fold:
            return QSize(100, self._look.measures.scaled(26))
        return QSize(100, self._setting(line).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.is_fold:
            painter.setPen(self._look.colour("accent"))
            painter.setFont(self._look.font(self._look.measures.small))
            words = self.tr("收起") if line.is_open_fold else str(index.data())
            painter.drawText(
                rect_of(option).adjusted(self._indent(), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words
            )
        else:
            self._paint_finding(painter, option, line)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            line: Line = index.data(LINE)
            if line.is_fold:
                self._model.toggle_fold(line)
                return True
            fix = self.link_at(
                rect_of(option), line, event.position().toPoint().x(), event.position().toPoint().y()
            )
            self.followed.emit(line.finding, fix)
            return True
        return super().editorEvent(event, model, option, index)

    def link_at(self, rect: QRect, line: Line, x: int, y: int) -> Fix | None:
        """The link under a point of a line, for the report as it is now; None between them."""
        for shown, place in self._setting(line).links:
            if place.translated(rect.topLeft()).contains(x, y):
                now = fixes(self._document.sheet, line.finding)
                return next((fix for fix in now if fix.words == shown.words), None)
        return None

    # ------------------------------------------------------------------ inside

    def _follow(self) -> None:
        """Lines that still stand keep their setting, unless a 说明 was reworded."""
        explanations = self._document.sheet.report.explanations
        if explanations != self._explanations:
            self._explanations = explanations
            self._settings.clear()

    def _indent(self) -> int:
        return self._look.measures.scaled(64)

    def _paint_finding(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        rect = rect_of(option)
        finding = line.finding
        setting = self._setting(line)
        if has_state(option, QStyle.StateFlag.State_Selected):
            painter.setPen(QPen(self._look.colour("border"), 1))
            painter.setBrush(self._look.colour("paper"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 1.5, -0.5, -1.5), 7, 7)
        self._paint_level(painter, rect, line)
        top = rect.top() + self._pad()
        ink = "muted" if finding.explained else "ink"
        draw_sentence(painter, setting.sentence, rect.left() + self._indent(), top, self._look.colour(ink))
        draw_sentence(
            painter,
            setting.second,
            rect.left() + self._indent(),
            rect.top() + setting.second_top,
            self._look.colour("muted"),
        )
        painter.setFont(self._look.font(self._look.measures.small))
        painter.setPen(self._look.colour("accent"))
        for fix, place in setting.links:
            painter.drawText(place.translated(rect.topLeft()), Qt.AlignmentFlag.AlignVCenter, fix.words)

    def _paint_level(self, painter: QPainter, rect: QRect, line: Line) -> None:
        font = self._look.font(self._look.measures.scaled(11))
        metrics = QFontMetrics(font)
        words = self.tr("已说明") if line.finding.explained else level_name(line.finding.level)
        width = metrics.horizontalAdvance(words) + 12
        pill = QRectF(rect.left() + 8, rect.top() + self._pad() - 1, width, metrics.height() + 3)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = "done" if line.finding.explained else _GROUND[line.finding.level]
        painter.setBrush(self._look.colour(ground))
        painter.drawRoundedRect(pill, 4, 4)
        painter.setFont(font)
        painter.setPen(self._look.colour(Palette.on(ground)))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)

    def _pad(self) -> int:
        return self._look.measures.scaled(6)

    def _setting(self, line: Line) -> Setting:
        width = self._view.viewport().width() - self._indent() - 16
        key = (id(line), width)
        if key not in self._settings:
            self._settings[key] = self._set(line, max(width, 120))
        return self._settings[key]

    def _set(self, line: Line, width: int) -> Setting:
        small = self._look.font(self._look.measures.small)
        sentence, first = set_sentence(line.finding.sentence, self._look.font(), width, has_bold_numbers=True)
        words = self._model.second_line(line.finding) or " "
        second, under = set_sentence(words, small, width, has_bold_numbers=False)
        second_top = self._pad() + first + 2
        links, below = self._place_links(line, second, second_top, width)
        height = max(second_top + under, below) + self._pad()
        return Setting(sentence, second, second_top, links, round(height))

    def _place_links(
        self, line: Line, second: QTextLayout, second_top: float, width: int
    ) -> tuple[tuple[tuple[Fix, QRect], ...], float]:
        """The links after the last words, or below them where they do not fit; and where they end."""
        metrics = QFontMetrics(self._look.font(self._look.measures.small))
        offered = fixes(self._document.sheet, line.finding)
        breadths = [metrics.horizontalAdvance(fix.words) for fix in offered]
        last = second.lineAt(second.lineCount() - 1)
        left, top = last.naturalTextWidth() + _APART, second_top + last.y()
        if left + sum(breadths) + _APART * (len(offered) - 1) > width:
            left, top = 0.0, top + last.height()
        places = []
        for fix, breadth in zip(offered, breadths, strict=True):
            place = QRect(round(self._indent() + left), round(top) - 1, breadth + 2, metrics.height() + 2)
            places.append((fix, place))
            left += breadth + _APART
        return tuple(places), top + last.height()
