"""Draws one place of a table: a head, a label, a band or a figure, exactly like the printed form."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QStaticText

from report_desk.core.form.edition import Level
from report_desk.core.form.grid import Place, Role
from report_desk.desk.pages.tables.drawing.geometry import Type

if TYPE_CHECKING:
    from report_desk.desk.pages.tables.drawing.marks import Mark
    from report_desk.desk.theme.look import Look


PITCH_EMS = 1.36
"""Line pitch of labels in ems."""


class Figure(Struct, frozen=True):
    """How a figure looks right now.

    ``ghost`` is what a paste would put there, ``beside`` last year's figure, ``paper`` the total that stands
    on the clerk's paper, ``agrees`` whether the computed one equals it.
    """

    text: str
    is_total: bool
    is_right: bool
    mark: Mark | None = None
    is_selected: bool = False
    is_lit: bool = False
    is_remarked: bool = False
    ghost: str | None = None
    beside: str = ""
    paper: str = ""
    agrees: bool = True


class Side(Enum):
    """Where a text stands in its rectangle."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


class Ink:
    """Colours, fonts and pens of a look, made once and used for every place."""

    def __init__(self, look: Look) -> None:
        self.font = look.font()
        self.small = look.font(look.measures.scaled(11))
        self.bold = look.font(bold=True)
        self.metrics = QFontMetrics(self.font)
        self.pitch = round(self.metrics.horizontalAdvance("国") * PITCH_EMS)
        self.side = max(3, round(self.pitch * 0.36))
        self.line = QPen(look.colour("grid"))
        self._texts: dict[str, QStaticText] = {}
        self.colours = {
            name: look.colour(name) for name in look.palette.__struct_fields__ if name != "is_dark"
        }

    def write(self, painter: QPainter, rect: QRect, text: str, side: Side = Side.MIDDLE) -> None:
        """Put a text into a rectangle, centred from top to bottom; laid out texts are kept."""
        laid = self._texts.get(text)
        if laid is None:
            laid = QStaticText(text)
            laid.setTextFormat(Qt.TextFormat.PlainText)
            laid.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            laid.prepare(font=self.font)
            self._texts[text] = laid
        size = laid.size()
        spare = rect.width() - size.width()
        left = {Side.LEFT: float(self.side), Side.MIDDLE: spare / 2, Side.RIGHT: spare - self.side}[side]
        top = rect.top() + (rect.height() - size.height()) / 2
        painter.drawStaticText(QPointF(round(rect.left() + left), round(top)), laid)

    def type(self) -> Type:
        """What the geometry needs to know of the font."""
        return Type(self.metrics.horizontalAdvance, self.pitch, self.metrics.horizontalAdvance("国"))


def paint_words(painter: QPainter, rect: QRect, place: Place, lines: tuple[str, ...], ink: Ink) -> None:
    """Draw a head, label, corner or band; the words of a tall label stay in the part that is seen."""
    painter.fillRect(rect, _ground(place.role, ink))
    _paint_edges(painter, rect, ink)
    painter.setFont(ink.font)
    painter.setPen(ink.colours["muted" if place.role is Role.CORNER and len(lines) > 1 else "ink"])
    pitch = ink.pitch
    seen = rect.intersected(painter.viewport()) if place.line_span > 1 else rect
    middle = seen.center().y() if seen.height() > pitch * len(lines) else rect.center().y()
    top = middle - pitch * len(lines) / 2 + 0.5
    is_left = place.role is Role.LABEL and place.line_span == 1
    for number, line in enumerate(lines):
        row = QRect(rect.left(), round(top + number * pitch), rect.width(), pitch)
        ink.write(painter, row, line, Side.LEFT if is_left else Side.MIDDLE)


def paint_figure(painter: QPainter, rect: QRect, figure: Figure, ink: Ink) -> None:
    """Draw a figure with its marks."""
    painter.fillRect(rect, _figure_ground(figure, ink))
    _paint_edges(painter, rect, ink)
    if figure.mark is not None and (figure.mark.is_suspect or figure.mark.level is not Level.MUST_FIX):
        painter.fillRect(
            QRect(rect.left(), rect.top(), 3, rect.height() - 1), mark_colour(figure.mark.level, ink)
        )
    if figure.is_remarked:
        _paint_corner(painter, rect, ink)
    if figure.beside:
        painter.setFont(ink.small)
        painter.setPen(ink.colours["muted"])
        painter.drawText(rect.adjusted(ink.side, 0, -3, -1), _BESIDE, figure.beside)
    if figure.paper:
        painter.setFont(ink.small)
        painter.setPen(ink.colours["muted" if figure.agrees else "must_fix"])
        room = rect.width() - ink.metrics.horizontalAdvance(figure.text) - 2 * ink.side
        painter.drawText(
            rect.adjusted(ink.side // 2, 1, -3, 0),
            _PAPER,
            _AGREES
            if figure.agrees
            else QFontMetrics(ink.small).elidedText(figure.paper, Qt.TextElideMode.ElideRight, room),
        )
    text = figure.text if figure.ghost is None else figure.ghost
    if text:
        painter.setFont(ink.font)
        painter.setPen(ink.colours[_figure_ink(figure)])
        ink.write(painter, rect, text, Side.RIGHT if figure.is_right else Side.MIDDLE)


def paint_current(painter: QPainter, rect: QRect, ink: Ink, *, has_keyboard: bool) -> None:
    """Draw the frame of the current cell; quietly while the keyboard is elsewhere."""
    painter.setPen(QPen(ink.colours["accent" if has_keyboard else "faint"], 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0, 0, -1, -1))


def mark_colour(level: Level, ink: Ink) -> QColor:
    """The strong colour of a level."""
    match level:
        case Level.MUST_FIX:
            return ink.colours["must_fix"]
        case Level.EXPLAIN:
            return ink.colours["explain"]
        case Level.NOTICE | Level.REVIEWER:
            return ink.colours["notice"]
        case _ as unreachable:
            assert_never(unreachable)


_AGREES = "✓"
_PAPER = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_BESIDE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom


def _paint_edges(painter: QPainter, rect: QRect, ink: Ink) -> None:
    """The right and lower hairline; the left and upper ones are the neighbours' or the frame's."""
    painter.setPen(ink.line)
    painter.drawLine(rect.topRight(), rect.bottomRight())
    painter.drawLine(QPoint(rect.left(), rect.bottom()), rect.bottomRight())


def _paint_corner(painter: QPainter, rect: QRect, ink: Ink) -> None:
    """The folded corner of a remarked cell."""
    side = max(6, round(ink.pitch * 0.42))
    corner = rect.topRight()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.colours["explain"])
    painter.drawPolygon([corner - QPoint(side, 0), corner, corner + QPoint(0, side)])


def _ground(role: Role, ink: Ink) -> QColor:
    match role:
        case Role.BAND:
            return ink.colours["accent_soft"]
        case Role.HEAD | Role.CORNER:
            return ink.colours["head"]
        case Role.LABEL | Role.FIGURE | Role.TEXT:
            return ink.colours["label"]
        case _ as unreachable:
            assert_never(unreachable)


def _figure_ground(figure: Figure, ink: Ink) -> QColor:
    if figure.ghost is not None or figure.is_lit:
        return ink.colours["accent_soft"]
    if figure.is_selected:
        return ink.colours["selection"]
    if figure.mark is not None and figure.mark.level is Level.MUST_FIX:
        return ink.colours["must_fix_soft" if figure.mark.is_suspect else "must_fix_tint"]
    if figure.mark is not None and figure.mark.level is Level.EXPLAIN:
        return ink.colours["explain_soft"]
    return ink.colours["total" if figure.is_total else "paper"]


def _figure_ink(figure: Figure) -> str:
    if figure.ghost is not None:
        return "accent"
    return "muted" if figure.is_total else "ink"
