"""Place the lines of paragraphs: where each one begins, which face sets which stretch of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.publish import geometry as page
from report_desk.publish.geometry import rounded
from report_desk.publish.pages.spans import LINK, address_of
from report_desk.publish.placed import Link, TextLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.publish.lines.breaking import Line
    from report_desk.publish.pages.flow import PlacedText
    from report_desk.publish.pages.items import Settings, TextItem
    from report_desk.publish.pages.spans import Span
    from report_desk.publish.placed import Page, Tag


def draw_text(sheet: Page, placed: PlacedText, tags: Sequence[Tag], settings: Settings) -> None:
    """Add the lines of a paragraph to a page; ``tags`` are those of its spans."""
    item = placed.item
    lines = item.lines[placed.first : placed.last]
    first_baseline = page.TOP - placed.top - page.ASCENT * item.size
    for span, tag in zip(item.spans, tags, strict=True):
        touched = [
            _line(item, line, span, settings, first_baseline - row * item.leading)
            for row, line in enumerate(lines)
            if line.start < span.end and line.end > span.start
        ]
        if touched:
            sheet.add(tag, touched)
        if span.kind == LINK:
            address = address_of(item.text[span.start : span.end])
            lit = (line for line in lines if line.start < span.end and line.end > span.start)
            for line, shown in zip(lit, touched, strict=True):
                sheet.links.append(Link(tag, _area(item, line, span, settings, shown), address))


def _area(
    item: TextItem, line: Line, span: Span, settings: Settings, shown: TextLine
) -> tuple[float, float, float, float]:
    """The rectangle that a span fills of a line."""
    start, end = max(line.start, span.start), min(line.end, span.end)
    width = _reach(item, line, end, settings) - _reach(item, line, start, settings)
    bottom = shown.baseline - (1 - page.ASCENT) * item.size
    return shown.left, rounded(bottom), rounded(shown.left + width), rounded(bottom + item.size)


def _line(item: TextItem, line: Line, span: Span, settings: Settings, baseline: float) -> TextLine:
    """One line, as far as it belongs to a span."""
    start, end = max(line.start, span.start), min(line.end, span.end)
    left = page.LEFT + (-line.hang if line.start else item.indent)
    if start > line.start:
        left += _reach(item, line, start, settings)
    runs = settings[span.role].runs(item.text[start:end], line.squeeze, start)
    return TextLine(rounded(left), rounded(baseline), item.size, runs, rounded(item.tracking + line.spread))


def _reach(item: TextItem, line: Line, end: int, settings: Settings) -> float:
    """How far the line reaches before the character at ``end``."""
    reach = -sum(squeeze for position, squeeze in line.squeeze.items() if position < end)
    for span in item.spans:
        start, stop = max(line.start, span.start), min(end, span.end)
        if start < stop:
            text = item.text[start:stop]
            reach += sum(settings[span.role].advances(text, item.size, item.tracking + line.spread))
    return reach
