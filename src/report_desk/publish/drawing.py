"""Write placed texts and tables as page operators, each piece tied to its structure tag."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from report_desk.core.layout import Role as PlaceRole
from report_desk.publish import geometry as page
from report_desk.publish.geometry import number
from report_desk.publish.setting import Role
from report_desk.publish.tables import LINE, TIGHT_PADDING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.layout import Place
    from report_desk.publish.breaking import Line
    from report_desk.publish.flow import PlacedTable, PlacedText
    from report_desk.publish.items import Settings, Span, TextItem
    from report_desk.publish.page import Page
    from report_desk.publish.setting import Setting
    from report_desk.publish.tables import Cell
    from report_desk.publish.tags import Tag

_RULE, _FRAME = 0.5, 1.0


def draw_text(sheet: Page, placed: PlacedText, tags: Sequence[Tag], settings: Settings) -> None:
    """Draw the lines of a paragraph; ``tags`` are those of its spans."""
    item = placed.item
    lines = item.lines[placed.first : placed.last]
    for span, tag in zip(item.spans, tags, strict=True):
        touched = [(row, line) for row, line in enumerate(lines) if line.start < span.end and line.end > span.start]
        if not touched:
            continue
        sheet.begin(tag)
        for row, line in touched:
            baseline = page.TOP - placed.top - row * item.leading - page.ASCENT * item.size
            _draw_line(sheet, item, line, span, settings, baseline)
        sheet.end()


def _draw_line(  # noqa: PLR0913 - one line of one span, all of it given
    sheet: Page, item: TextItem, line: Line, span: Span, settings: Settings, baseline: float
) -> None:
    start, end = max(line.start, span.start), min(line.end, span.end)
    left = page.LEFT + (item.indent if line.start == 0 else 0.0)
    if item.centred:
        left = page.LEFT + (page.TEXT_WIDTH - line.natural) / 2
    if start > line.start:
        left += _length(item, line, start, settings)
    setting = settings[span.role]
    tracking = number(item.tracking + line.spread)
    shown = setting.show(item.text[start:end], item.size, line.squeeze, start)
    sheet.add(f"BT {tracking} Tc {number(left)} {number(baseline)} Td\n{shown}\nET")


def _length(item: TextItem, line: Line, end: int, settings: Settings) -> float:
    """How far the line reaches before the character at ``end``."""
    reach = sum(squeeze for position, squeeze in line.squeeze.items() if position < end) * -1.0
    for span in item.spans:
        start, stop = max(line.start, span.start), min(end, span.end)
        if start < stop:
            advances = settings[span.role].advances(item.text[start:stop], item.size, item.tracking + line.spread)
            reach += sum(advances)
    return reach


def draw_table(sheet: Page, placed: PlacedTable, tag: Tag, setting: Setting) -> None:
    """Draw the rules, labels and figures of a table, and hang its rows and cells under ``tag``."""
    tops = dict(zip(placed.lines, accumulate(placed.heights, initial=0.0), strict=False))
    bottoms = dict(zip(placed.lines, accumulate(placed.heights), strict=True))
    rows = {line: tag.add("TR") for line in placed.lines}
    rules: list[str] = []
    origin = page.TOP - placed.top
    sheet.add(f"0 Tc q {number(_RULE)} w")
    for cell in placed.layout.cells:
        place = cell.place
        shown = [line for line in range(place.line, place.line + place.line_span) if line in tops]
        if not shown:
            continue
        left = page.LEFT + placed.layout.edges[place.column]
        right = page.LEFT + placed.layout.edges[place.column + place.column_span]
        top, bottom = origin - tops[shown[0]], origin - bottoms[shown[-1]]
        if place.column:
            rules.append(f"{number(left)} {number(bottom)} m {number(left)} {number(top)} l")
        if shown[0] != placed.lines[0]:
            rules.append(f"{number(left)} {number(top)} m {number(right)} {number(top)} l")
        text = placed.item.values.get(place.address, "") if place.address is not None else ""
        cell_tag = rows[shown[0]].add(*_cell_tag(place, len(shown)))
        _draw_cell(sheet, cell, text, (left, bottom, right, top), cell_tag, setting, placed)
    sheet.begin_artifact()
    sheet.add("\n".join([*rules, "S"]) if rules else "")
    height = sum(placed.heights)
    sheet.add(
        f"{number(_FRAME)} w {number(page.LEFT)} {number(origin - height)} {number(page.TEXT_WIDTH)} "
        f"{number(height)} re S Q"
    )
    sheet.end()


def _cell_tag(place: Place, lines: int) -> tuple[str, str]:
    spans = f"/ColSpan {place.column_span}" if place.column_span > 1 else ""
    spans += f"/RowSpan {lines}" if lines > 1 else ""
    match place.role:
        case PlaceRole.FIGURE:
            return "TD", f"/A<</O/Table{spans}>>" if spans else ""
        case PlaceRole.LABEL:
            scope = "Row"
        case PlaceRole.BAND | PlaceRole.CORNER | PlaceRole.HEAD:
            scope = "Column"
    return "TH", f"/A<</O/Table/Scope/{scope}{spans}>>"


def _draw_cell(  # noqa: PLR0913 - one cell, all of it given
    sheet: Page, cell: Cell, text: str, box: tuple[float, float, float, float], tag: Tag, setting: Setting,
    placed: PlacedTable,
) -> None:  # fmt: skip
    size = placed.layout.size
    lines = cell.lines or ((text,) if text else ())
    if not lines:
        return
    left, bottom, right, top = box
    sheet.begin(tag)
    leading = size * LINE
    baseline = (top + bottom) / 2 + (len(lines) - 1) * leading / 2 - (page.ASCENT - 0.5) * size
    to_left = _stands_left(cell.place, placed.item.grid.label_columns)
    for row, line in enumerate(lines):
        width = setting.width(line, size)
        room = right - left - 2 * TIGHT_PADDING
        y = baseline - row * leading
        if width > room + 0.01:
            scale = room / width * 100
            sheet.add(f"{number(scale)} Tz")
            sheet.write(setting, line, size, left + TIGHT_PADDING, y)
            sheet.add("100 Tz")
            continue
        x = left + TIGHT_PADDING + 1.0 if to_left else (left + right - width) / 2
        sheet.write(setting, line, size, x, y)
    sheet.end()


def _stands_left(place: Place, label_columns: int) -> bool:
    """Whether a label is set to the left: in a table of many labels, those of a single row."""
    return place.role is PlaceRole.LABEL and label_columns > 1 and place.line_span == 1
