"""A chart drawn by reportlab's graphics: bars that lie, names on the left, values at their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportlab.graphics.charts.utils import find_good_grid
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor

from report_desk.core.consolidation.across.chart import shown
from report_desk.core.report.characters import printable
from report_desk.publish import charts
from report_desk.publish.pdf.font import register

if TYPE_CHECKING:
    from report_desk.core.consolidation.across.chart import Bar, Chart, Inks
    from report_desk.core.report.totals import Number
    from report_desk.publish.fonts.setting import Setting

_LONGEST_LABEL, _LABEL_SHARE = 16.0, 0.36
"""The widest a name may be: in em, and as a part of the chart."""
_GAP = 0.5
_FEW_STEPS = (3, 4, 5, 6)
_HAIR = 0.5


class Pen(NamedTuple):
    """What everything of one chart is drawn with: on what, in which inks, face and size."""

    on: Drawing
    inks: Inks
    setting: Setting
    size: float

    def words(self, text: str, x: float, y: float, ink: str, anchor: float = 0.0) -> None:
        """Show a text; ``anchor`` is the part of its width that stands left of ``x``."""
        x -= self.setting.width(text, self.size) * anchor
        for run in self.setting.runs(text):
            font = register(run.face)
            self.on.add(
                String(x, y, run.text, fontName=font.fontName, fontSize=self.size, fillColor=HexColor(ink))
            )
            x += font.stringWidth(run.text, self.size)

    def box(self, x: float, y: float, width: float, height: float, ink: str) -> None:
        """Fill a rectangle."""
        self.on.add(Rect(x, y, width, height, fillColor=HexColor(ink), strokeColor=None))

    def line(
        self, start: tuple[float, float], end: tuple[float, float], ink: str, *, dashed: bool = False
    ) -> None:
        """Draw a hairline."""
        dashes = [2, 2] if dashed else None
        self.on.add(Line(*start, *end, strokeColor=HexColor(ink), strokeWidth=_HAIR, strokeDashArray=dashes))

    def cut(self, text: str, room: float) -> str:
        """A text as far as there is room for it."""
        if self.setting.width(text, self.size) <= room:
            return text
        while text and self.setting.width(f"{text}…", self.size) > room:
            text = text[:-1]
        return f"{text}…"


class _Scale(NamedTuple):
    """Where values stand: 0 at ``zero``, and how long one is."""

    zero: float
    unit: float

    def at(self, value: float) -> float:
        """The x of a value."""
        return self.zero + value * self.unit


def draw(chart: Chart, inks: Inks, width: float, setting: Setting, size: float) -> Drawing:
    """The drawing of a chart; ``setting`` has learnt its texts (`charts.texts_of`)."""
    height = charts.height_of(chart, size)
    drawing = Drawing(width, height)
    drawing.initialFontName = register(setting.faces[0]).fontName
    pen = Pen(drawing, inks, setting, size)
    pen.box(0, 0, width, height, inks.ground)
    pen.words(pen.cut(charts.heading(chart), width), 0, height - size * 1.4, inks.ink)
    top = height - size * (charts.KEY + (charts.TITLE if chart.title else 0.0))
    bottom = size * (charts.AXIS + (charts.NOTE if chart.note else 0.0))
    scale, left = _scale(pen, chart, width)
    _grid(pen, chart, scale, (bottom, top))
    for at, bar in enumerate(chart.bars):
        _row(pen, bar, scale, (left, top - size * charts.row_height(chart) * at))
    taken = _key(pen, chart, top + size * charts.ABOVE)
    if chart.middle is not None:
        _middle(pen, chart.middle, (scale.at(float(chart.middle)), taken, width), (bottom, top))
    if chart.note:
        pen.words(pen.cut(printable(chart.note), width), 0, size * 0.5, inks.muted)
    return drawing


def _scale(pen: Pen, chart: Chart, width: float) -> tuple[_Scale, float]:
    """The scale between the names on the left and the values at the ends, and where names end."""
    most = min(_LONGEST_LABEL * pen.size, width * _LABEL_SHARE)
    labels = [pen.setting.width(printable(bar.label), pen.size) for bar in chart.bars]
    left = min(most, max(labels, default=0.0))
    ends = [pen.setting.width(f"{_end(bar, 0)}", pen.size) for bar in chart.bars]
    start = left + _GAP * pen.size
    room = max(1.0, width - start - max(ends, default=0.0) - 2 * _GAP * pen.size)
    whole = float(chart.largest) - float(chart.smallest) or 1.0
    unit = room / whole
    return _Scale(start - float(chart.smallest) * unit, unit), left


def _end(bar: Bar, at: int) -> str:
    """What stands at the end of a bar."""
    mark = f" {charts.MARK}" if bar.is_loud and at == 0 else ""
    return f"{shown(bar.values[at])}{mark}"


def _key(pen: Pen, chart: Chart, y: float) -> float:
    """Which bar is which, in the line above them; the answer is how far that reaches."""
    x = 0.0
    if len(chart.series) > 1:
        for name, ink in zip(chart.series, (pen.inks.bar, pen.inks.last), strict=False):
            pen.box(x, y, pen.size, pen.size * 0.75, ink)
            pen.words(name, x + pen.size * 1.4, y, pen.inks.muted)
            x += pen.size * 2.4 + pen.setting.width(name, pen.size)
    elif chart.series[0]:
        pen.words(chart.series[0], x, y, pen.inks.muted)
        x += pen.size + pen.setting.width(chart.series[0], pen.size)
    if any(bar.is_loud for bar in chart.bars):
        pen.words(charts.KEY_OF_LOUD, x, y, pen.inks.loud)
        x += pen.size + pen.setting.width(charts.KEY_OF_LOUD, pen.size)
    return x


def _middle(pen: Pen, value: Number, at: tuple[float, float, float], ends: tuple[float, float]) -> None:
    """A dashed line at the value in the middle; what it is stands over it, where the key leaves room."""
    x, taken, width = at
    words = charts.KEY_OF_MIDDLE.format(shown(value))
    half = pen.setting.width(words, pen.size) / 2
    y = ends[1] + pen.size * charts.ABOVE
    pen.line((x, ends[0]), (x, y - pen.size * 0.2), pen.inks.muted, dashed=True)
    pen.words(words, max(taken + half, min(x, width - half)), y, pen.inks.muted, 0.5)


def _grid(pen: Pen, chart: Chart, scale: _Scale, ends: tuple[float, float]) -> None:
    """The scale below the bars, with a line up from each of its numbers."""
    low, high = float(chart.smallest), float(chart.largest)
    if high <= low:
        high = low + 1
    first, _, step = find_good_grid(low, high, _FEW_STEPS)
    values = [first + step * at for at in range(len(_FEW_STEPS) + 4)]
    for value in values:
        if low <= value <= high:
            x = scale.at(value)
            pen.line((x, ends[0]), (x, ends[1]), pen.inks.line)
            pen.words(f"{value:g}", x, ends[0] - pen.size * 1.3, pen.inks.muted, 0.5)


def _row(pen: Pen, bar: Bar, scale: _Scale, at: tuple[float, float]) -> None:
    """One row: the name, its bars one below the other, what they are."""
    left, top = at
    size, inks = pen.size, pen.inks
    pen.words(pen.cut(printable(bar.label), left), left, top - size * 0.95, inks.ink, 1.0)
    y = top
    for number, value in enumerate(bar.values):
        height = size * (charts.ONE_BAR if number == 0 else charts.SECOND_BAR)
        y -= height
        ink = inks.last if number else inks.loud if bar.is_loud else inks.bar
        x = scale.zero
        if value is not None:
            end = scale.at(float(value))
            pen.box(min(x, end), y + size * 0.1, abs(end - x), height - size * 0.1, ink)
            x = max(x, end)
        if number == 0:
            pen.words(_end(bar, 0), x + size * _GAP, y + size * 0.17, inks.loud if bar.is_loud else inks.ink)
