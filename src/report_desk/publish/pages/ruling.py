"""Write a placed table as page operators: rules, labels, figures, and the tags of its rows and cells."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from report_desk.core.layout import Role
from report_desk.publish import geometry as page
from report_desk.publish.geometry import number
from report_desk.publish.tables.columns import SIDE
from report_desk.publish.tables.layout import LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.format import Address
    from report_desk.core.layout import Place
    from report_desk.publish.fonts.setting import Setting
    from report_desk.publish.pages.flow import PlacedTable
    from report_desk.publish.pages.page import Page
    from report_desk.publish.pages.tags import Tag
    from report_desk.publish.tables.layout import TableLayout

_RULE, _FRAME = 0.5, 1.0
_SCOPES = {Role.LABEL: "Row", Role.BAND: "Column", Role.CORNER: "Column", Role.HEAD: "Column"}
_CLOSE_ENOUGH = 0.01


class _Box(NamedTuple):
    """The four sides of a drawn cell, on the page."""

    left: float
    bottom: float
    right: float
    top: float


class _Cell(NamedTuple):
    """A drawn cell: its row, its tag, its box, its label's mark (-1: none), a figure's address."""

    row: int
    kind: str
    attributes: str
    box: _Box
    mark: int
    address: Address | None


class _Skeleton(NamedTuple):
    """All of a table that does not change with its figures: operators, marks used, cells."""

    operators: str
    marks: int
    cells: tuple[_Cell, ...]


def draw_table(sheet: Page, placed: PlacedTable, tag: Tag, setting: Setting) -> None:
    """Draw a table, and hang its rows and cells under ``tag``."""
    skeleton = _skeleton(placed.layout, placed.lines, placed.heights, placed.top, sheet.marks, setting)
    sheet.add(skeleton.operators)
    sheet.marks += skeleton.marks
    rows = [tag.add("TR") for _ in placed.lines]
    size = placed.layout.size
    for cell in skeleton.cells:
        cell_tag = rows[cell.row].add(cell.kind, cell.attributes)
        if cell.mark >= 0:
            cell_tag.content.append((sheet.index, cell.mark))
        elif cell.address is not None:
            text = placed.item.values.get(cell.address)
            if text:
                sheet.begin(cell_tag)
                sheet.add("\n".join(_label((text,), cell.box, setting, size, to_left=False)))
                sheet.end()


@lru_cache(maxsize=128)
def _skeleton(  # noqa: PLR0913, PLR0917 - everything that decides how it looks, and nothing else
    layout: TableLayout,
    lines: tuple[int, ...],
    heights: tuple[float, ...],
    top: float,
    first_mark: int,
    setting: Setting,
) -> _Skeleton:
    origin = page.TOP - top
    downs = [origin - down for down in accumulate(heights, initial=0.0)]
    at = {line: index for index, line in enumerate(lines)}
    operators, cells, mark = [f"0 Tc {setting.font(layout.size)}"], [], first_mark
    for cell in layout.cells:
        place = cell.place
        rows = [at[line] for line in range(place.line, place.line + place.line_span) if line in at]
        if not rows:
            continue
        left, right = layout.edges[place.column], layout.edges[place.column + place.column_span]
        box = _Box(page.LEFT + left, downs[rows[-1] + 1], page.LEFT + right, downs[rows[0]])
        kind, attributes = _tag(place, len(rows))
        cells.append(_Cell(rows[0], kind, attributes, box, mark if cell.lines else -1, place.address))
        if cell.lines:
            label = _label(cell.lines, box, setting, layout.size, to_left=layout.stands_left(place))
            operators += [f"/{kind} <</MCID {mark}>> BDC", *label, "EMC"]
            mark += 1
    frame = _Box(page.LEFT, downs[-1], page.LEFT + layout.edges[-1], origin)
    rules = _rules([cell.box for cell in cells], frame)
    operators += ["/Artifact <</Type/Layout>> BDC", *rules, "EMC"]
    return _Skeleton("\n".join(operators), mark - first_mark, tuple(cells))


def _tag(place: Place, lines: int) -> tuple[str, str]:
    """The structure type of a cell and its attributes."""
    attributes = f"/Scope/{_SCOPES[place.role]}" if place.role in _SCOPES else ""
    attributes += f"/ColSpan {place.column_span}" if place.column_span > 1 else ""
    attributes += f"/RowSpan {lines}" if lines > 1 else ""
    kind = "TD" if place.role is Role.FIGURE else "TH"
    return kind, f"/A<</O/Table{attributes}>>" if attributes else ""


def _label(
    lines: tuple[str, ...], box: _Box, setting: Setting, size: float, *, to_left: bool
) -> Iterator[str]:
    """A text in the middle of its cell; a line that is too wide is condensed, never made smaller.

    The first face of the setting is chosen before and after.
    """
    leading = size * LINE
    baseline = _baseline(box, size) + (len(lines) - 1) * leading / 2
    room = box.right - box.left - 2 * SIDE
    for row, line in enumerate(lines):
        width = setting.width(line, size)
        scale = min(1.0, room / width) if width > room + _CLOSE_ENOUGH else 1.0
        x = box.left + SIDE if to_left else (box.left + box.right - width * scale) / 2
        codes = setting.plain(line)
        shown = f"<{codes}> Tj" if codes is not None else setting.show(line, size, {})
        text = f"BT {number(x)} {number(baseline - row * leading)} Td {shown} ET"
        if codes is None:
            text += f" {setting.font(size)}"
        yield text if scale == 1.0 else f"{number(scale * 100)} Tz {text} 100 Tz"


def _baseline(box: _Box, size: float) -> float:
    """The baseline of a single line in the middle of a cell."""
    return (box.top + box.bottom) / 2 - (page.ASCENT - 0.5) * size


def _rules(boxes: list[_Box], frame: _Box) -> Iterator[str]:
    """One weight between cells, twice that around the table; rules that meet are drawn as one."""
    across: dict[float, list[tuple[float, float]]] = {}
    down: dict[float, list[tuple[float, float]]] = {}
    for box in boxes:
        if box.top < frame.top:
            across.setdefault(box.top, []).append((box.left, box.right))
        if box.left > frame.left:
            down.setdefault(box.left, []).append((box.bottom, box.top))
    yield f"q {number(_RULE)} w"
    for y, stretches in across.items():
        for start, end in _joined(stretches):
            yield f"{number(start)} {number(y)} m {number(end)} {number(y)} l"
    for x, stretches in down.items():
        for start, end in _joined(stretches):
            yield f"{number(x)} {number(start)} m {number(x)} {number(end)} l"
    corner, extent = (frame.left, frame.bottom), (frame.right - frame.left, frame.top - frame.bottom)
    yield f"S {number(_FRAME)} w {' '.join(map(number, corner + extent))} re S Q"


def _joined(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1] + _CLOSE_ENOUGH:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
