"""How large the parts of a chart are, in em of its type: what the drawing and the page agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.consolidation.across.chart import shown
from report_desk.core.report.characters import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.consolidation.across.chart import Chart

TITLE, KEY, AXIS, NOTE = 2.2, 2.3, 1.9, 1.6
"""Heights of the title, the key above the bars, the scale and the note below them."""
ABOVE = 1.2
"""How far over the bars the key stands: further than rows stand apart, so that it is none of them."""
ONE_BAR, SECOND_BAR, BETWEEN = 1.05, 0.75, 0.75
"""Heights of a row: its bar, each further one, the air below."""
MARK = "▲"
"""Beside a value that stands out."""
KEY_OF_LOUD, KEY_OF_MIDDLE = f"{MARK} 突出", "中间数 {}"


def row_height(chart: Chart) -> float:
    """The height of one row, in em."""
    return ONE_BAR + SECOND_BAR * (len(chart.series) - 1) + BETWEEN


def height_of(chart: Chart, size: float) -> float:
    """The height of a chart whose type is that large."""
    note = NOTE if chart.note else 0.0
    title = TITLE if chart.title else 0.0
    return size * (title + KEY + row_height(chart) * len(chart.bars) + AXIS + note)


def heading(chart: Chart) -> str:
    """The title with the unit; empty where the chart stands below a heading that says as much."""
    return printable(f"{chart.title}（{chart.unit}）" if chart.title and chart.unit else chart.title)


def texts_of(chart: Chart) -> Iterator[str]:
    """Every text of a chart, before anything is measured."""
    yield heading(chart) + printable(chart.note)
    yield f"{''.join(chart.series)}{KEY_OF_LOUD}{KEY_OF_MIDDLE}0123456789.-…"
    for bar in chart.bars:
        yield printable(bar.label) + "".join(shown(value) for value in bar.values)
