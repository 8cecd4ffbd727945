"""Place a table: its labels, figures and rules, and the tags of its rows and cells."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from report_desk.core.form.grid import Role
from report_desk.publish import geometry as page
from report_desk.publish.geometry import rounded
from report_desk.publish.placed import Frame, Rules, Tag, TextLine
from report_desk.publish.tables.columns import SIDE
from report_desk.publish.tables.layout import LINE

if TYPE_CHECKING:
    from report_desk.core.form.edition import Address
    from report_desk.publish.fonts.setting import Setting
    from report_desk.publish.pages.flow import PlacedTable
    from report_desk.publish.placed import Page
    from report_desk.publish.tables.layout import TableLayout

_RULE, _FRAME = 0.5, 1.0
_SCOPES = {Role.LABEL: "Row", Role.BAND: "Column", Role.CORNER: "Column", Role.HEAD: "Column"}
_CONTENT = frozenset({Role.FIGURE, Role.TEXT})
_CLOSE_ENOUGH = 0.01


class _Box(NamedTuple):
    """The four sides of a drawn cell, on the page."""

    left: float
    bottom: float
    right: float
    top: float


class _Cell(NamedTuple):
    """A drawn cell: its row, what its tag says, its box, the lines of its label, a figure's address."""

    row: int
    kind: str
    scope: str
    spans: tuple[int, int]
    box: _Box
    label: tuple[TextLine, ...]
    address: Address | None


class _Skeleton(NamedTuple):
    """All of a table that does not change with its figures."""

    cells: tuple[_Cell, ...]
    rules: tuple[Rules | Frame, ...]


def draw_table(sheet: Page, placed: PlacedTable, tag: Tag, setting: Setting) -> None:
    """Add a table to a page, and hang its rows and cells under ``tag``."""
    skeleton = _skeleton(placed.layout, placed.lines, placed.heights, placed.top, setting)
    is_head = [line < placed.item.grid.head_lines for line in placed.lines]
    parts = {head: tag.add("THead" if head else "TBody") for head in sorted(set(is_head), reverse=True)}
    rows = [parts[head].add("TR") for head in is_head]
    figures = []
    for cell in skeleton.cells:
        cell_tag = Tag(cell.kind, [], cell.scope, *cell.spans)
        rows[cell.row].kids.append(cell_tag)
        if cell.label:
            sheet.add(cell_tag, cell.label)
        elif cell.address is not None and (text := placed.item.values.get(cell.address)):
            figures.append((cell_tag, cell.box, text))
    sheet.add_artifact("Layout", skeleton.rules)
    for cell_tag, box, text in figures:
        sheet.add(cell_tag, _lines((text,), box, setting, placed.layout.size, to_left=False))


@lru_cache(maxsize=128)
def _skeleton(
    layout: TableLayout, lines: tuple[int, ...], heights: tuple[float, ...], top: float, setting: Setting
) -> _Skeleton:
    origin = page.TOP - top
    downs = [origin - down for down in accumulate(heights, initial=0.0)]
    at = {line: index for index, line in enumerate(lines)}
    cells = []
    for cell in layout.cells:
        place = cell.place
        rows = [at[line] for line in range(place.line, place.line + place.line_span) if line in at]
        if not rows:
            continue
        left, right = layout.edges[place.column], layout.edges[place.column + place.column_span]
        box = _Box(page.LEFT + left, downs[rows[-1] + 1], page.LEFT + right, downs[rows[0]])
        label = _lines(cell.lines, box, setting, layout.size, to_left=layout.stands_left(place))
        kind = "TD" if place.role in _CONTENT else "TH"
        spans = (place.column_span, len(rows))
        cells.append(_Cell(rows[0], kind, _SCOPES.get(place.role, ""), spans, box, label, place.address))
    frame = _Box(page.LEFT, downs[-1], page.LEFT + layout.edges[-1], origin)
    return _Skeleton(tuple(cells), _rules([cell.box for cell in cells], frame))


@lru_cache(maxsize=2048)
def _lines(
    lines: tuple[str, ...], box: _Box, setting: Setting, size: float, *, to_left: bool
) -> tuple[TextLine, ...]:
    """A text in the middle of its cell; a line that is too wide is condensed, never made smaller."""
    leading = size * LINE
    baseline = _baseline(box, size) + (len(lines) - 1) * leading / 2
    room = box.right - box.left - 2 * SIDE
    placed = []
    for row, line in enumerate(lines):
        width = setting.width(line, size)
        scale = min(1.0, room / width) if width > room + _CLOSE_ENOUGH else 1.0
        x = box.left + SIDE if to_left else (box.left + box.right - width * scale) / 2
        down = rounded(baseline - row * leading)
        placed.append(TextLine(rounded(x), down, size, setting.runs(line), scale=scale))
    return tuple(placed)


def _baseline(box: _Box, size: float) -> float:
    """The baseline of a single line in the middle of a cell."""
    return (box.top + box.bottom) / 2 - (page.ASCENT - 0.5) * size


def _rules(boxes: list[_Box], frame: _Box) -> tuple[Rules, Frame]:
    """One weight between cells, twice that around the table; rules that meet are drawn as one."""
    across: dict[float, list[tuple[float, float]]] = {}
    down: dict[float, list[tuple[float, float]]] = {}
    for box in boxes:
        if box.top < frame.top:
            across.setdefault(box.top, []).append((box.left, box.right))
        if box.left > frame.left:
            down.setdefault(box.left, []).append((box.bottom, box.top))
    strokes = [(start, y, end, y) for y, stretches in across.items() for start, end in _joined(stretches)]
    strokes += [(x, start, x, end) for x, stretches in down.items() for start, end in _joined(stretches)]
    exact = tuple((rounded(x), rounded(y), rounded(to_x), rounded(to_y)) for x, y, to_x, to_y in strokes)
    sides = (frame.left, frame.bottom, frame.right - frame.left, frame.top - frame.bottom)
    return Rules(_RULE, exact), Frame(_FRAME, *map(rounded, sides))


def _joined(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1] + _CLOSE_ENOUGH:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
