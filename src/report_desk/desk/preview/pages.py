"""The pages of a preview below each other; only what is seen is drawn."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from report_desk.desk.preview.rendering import POINTS_PER_INCH

if TYPE_CHECKING:
    from report_desk.core.ports import PageAnchor, PublishedPages
    from report_desk.desk.theme.look import Look

_GAP = 14
_MILLIMETRES_PER_POINT = 25.4 / POINTS_PER_INCH
_ZOOMS = (0.5, 3.0)


class Stack(Struct, frozen=True):
    """A published report laid out as a column of pages: sizes in points, scale in pixels per point."""

    published: PublishedPages
    sizes: tuple[tuple[float, float], ...]


class PageStack(QAbstractScrollArea):
    """Shows pages. ``pages_wanted`` asks for pictures; ``section_clicked`` carries a section's prose id."""

    pages_wanted = Signal(list, float)
    section_clicked = Signal(str)
    page_shown = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._stack: Stack | None = None
        self._zoom = 1.0
        self._pictures: dict[int, QImage] = {}
        self._is_stale = False
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setAccessibleName(self.tr("预览"))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def scale(self) -> float:
        """Pixels of the screen per point."""
        if self._stack is None:
            return 1.0
        widest = max(width for width, _ in self._stack.sizes)
        return max(0.1, (self.viewport().width() - 2 * _GAP) / widest * self._zoom)

    def show_stack(self, stack: Stack) -> None:
        """Take a fresh edition; the old pictures stay until the new ones are there."""
        self._stack = stack
        self._is_stale = True
        self._arrange()
        self._scrolled()

    def show_pictures(self, pictures: dict[int, QImage]) -> None:
        """Take drawn pages."""
        if self._is_stale:
            self._pictures = {}
            self._is_stale = False
        self._pictures.update(pictures)
        self.viewport().update()

    def go_to(self, section: str) -> None:
        """Scroll to where a section begins."""
        if self._stack is None:
            return
        for anchor in self._stack.published.anchors:
            if anchor.section == section:
                top = self._rects()[anchor.page].top() + self._pixels(anchor.top) - _GAP * 2
                self.verticalScrollBar().setValue(round(top))
                return

    def zoom_by(self, factor: float) -> None:
        """Make the pages larger or smaller."""
        self._zoom = min(_ZOOMS[1], max(_ZOOMS[0], self._zoom * factor))
        self._is_stale = True
        self._arrange()
        self._want()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.colour("backdrop"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shift = self.verticalScrollBar().value()
        aside = self.horizontalScrollBar().value()
        for number, rect in enumerate(self._rects()):
            place = rect.translated(-aside, -shift)
            if not place.intersects(self.viewport().rect()):
                continue
            painter.fillRect(place.translated(0, 2).adjusted(-1, -1, 1, 1), self._look.colour("border"))
            painter.fillRect(place, Qt.GlobalColor.white)
            if number in self._pictures:
                painter.drawImage(place, self._pictures[number])
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._is_stale = True
        self._arrange()
        self._want()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
        else:
            super().wheelEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        anchor = self._anchor_at(event.position().toPoint().x(), event.position().toPoint().y())
        if anchor is not None:
            self.section_clicked.emit(anchor.section)

    # ------------------------------------------------------------------ inside

    def _rects(self) -> list[QRect]:
        if self._stack is None:
            return []
        scale = self.scale
        heights = [round(height * scale) + _GAP for _, height in self._stack.sizes]
        tops = [_GAP, *(_GAP + end for end in accumulate(heights))]
        return [
            QRect(
                max(_GAP, (self.viewport().width() - round(width * scale)) // 2),
                top,
                round(width * scale),
                round(height * scale),
            )
            for (width, height), top in zip(self._stack.sizes, tops, strict=False)
        ]

    def _arrange(self) -> None:
        rects = self._rects()
        bottom = rects[-1].bottom() + _GAP if rects else 0
        right = max((rect.right() + _GAP for rect in rects), default=0)
        self.verticalScrollBar().setRange(0, max(0, bottom - self.viewport().height()))
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setRange(0, max(0, right - self.viewport().width()))
        self.horizontalScrollBar().setPageStep(self.viewport().width())

    def _seen(self) -> list[int]:
        shift = self.verticalScrollBar().value()
        window = QRect(0, shift, 10_000, self.viewport().height())
        return [number for number, rect in enumerate(self._rects()) if rect.intersects(window)]

    def _visible_height(self, number: int) -> int:
        """How many pixels of a page are in sight."""
        window = QRect(0, self.verticalScrollBar().value(), 10_000, self.viewport().height())
        return self._rects()[number].intersected(window).height()

    def _scrolled(self) -> None:
        seen = self._seen()
        if seen:
            self.page_shown.emit(max(seen, key=self._visible_height))
        self._want()
        self.viewport().update()

    def _want(self) -> None:
        missing = [number for number in self._seen() if self._is_stale or number not in self._pictures]
        if missing:
            self.pages_wanted.emit(missing, self.scale * self.devicePixelRatioF())
        self.viewport().update()

    def _pixels(self, millimetres: float) -> float:
        return millimetres / _MILLIMETRES_PER_POINT * self.scale

    def _anchor_at(self, x: int, y: int) -> PageAnchor | None:
        if self._stack is None:
            return None
        shift = self.verticalScrollBar().value()
        for number, rect in enumerate(self._rects()):
            if rect.contains(x + self.horizontalScrollBar().value(), y + shift):
                down = (y + shift - rect.top()) / self.scale * _MILLIMETRES_PER_POINT
                on_page = [anchor for anchor in self._stack.published.anchors if anchor.page == number]
                above = [anchor for anchor in on_page if anchor.top <= down]
                return max(above, key=lambda anchor: anchor.top) if above else None
        return None
