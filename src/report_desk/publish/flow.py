"""Fill pages: 22 lines each, headings with what follows them, every statutory table whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report_desk.publish import geometry as page
from report_desk.publish.items import TableItem, TextItem
from report_desk.publish.setting import Role
from report_desk.publish.tables import lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.publish.items import Item, Settings
    from report_desk.publish.tables import TableLayout

_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Lines ``first`` to ``last`` (excluded) of a text; ``top`` counts down from the text block's top."""

    item: TextItem
    first: int
    last: int
    top: float

    @property
    def bottom(self) -> float:
        """Where the last line ends."""
        return self.top + (self.last - self.first) * self.item.leading


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """Lines ``first`` to ``last`` of a table under its repeated head, ``heights`` of each drawn line."""

    item: TableItem
    layout: TableLayout
    lines: tuple[int, ...]
    heights: tuple[float, ...]
    top: float

    @property
    def bottom(self) -> float:
        """Where the table ends."""
        return self.top + sum(self.heights)


Placed = PlacedText | PlacedTable


@dataclass(slots=True)
class Flow:
    """The pages so far, and how far the last one is filled."""

    settings: Settings
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    top: float = 0.0

    @property
    def room(self) -> float:
        """What is left of the page, to the bottom of its last line of text."""
        return page.TEXT_HEIGHT - self.top

    def new_page(self) -> None:
        """Begin a page, unless this one is still empty."""
        if self.pages[-1]:
            self.pages.append([])
        self.top = 0.0

    def to_grid(self) -> None:
        """Go on to the next line of the page's grid."""
        lines = -(-(self.top - _ROUNDING) // page.LEADING)
        self.top = max(lines, 0) * page.LEADING

    def fits(self, height: float) -> bool:
        """Whether that much still fits on the page."""
        return height <= self.room + _ROUNDING

    def place_text(self, item: TextItem) -> None:
        """Set the lines of a text, going on to further pages as needed."""
        first, count = 0, len(item.lines)
        while first < count:
            if not self.fits(item.leading):
                self.new_page()
            last = min(count, first + max(1, int((self.room + _ROUNDING) / item.leading)))
            self.pages[-1].append(PlacedText(item, first, last, self.top))
            self.top += (last - first) * item.leading
            first = last


def _widest(item: TableItem, settings: Settings) -> list[float]:
    """The widest figure of each figure column, in em."""
    setting, grid = settings[Role.TABLE], item.grid
    widest = [0.0] * (grid.columns - grid.label_columns)
    for place in grid.places:
        if place.address is not None:
            width = setting.width(item.values.get(place.address, ""), 1.0) / place.column_span
            for column in range(place.column, place.column + place.column_span):
                at = column - grid.label_columns
                widest[at] = max(widest[at], width)
    return widest


def _needs(items: Sequence[Item], at: int) -> float:
    """The least height a text may begin with on a page: a heading with two lines of what follows."""
    item = items[at]
    if not isinstance(item, TextItem):
        return 0.0
    height = len(item.lines) * item.leading if item.keeps else item.leading
    if item.keeps and at + 1 < len(items):
        following = items[at + 1]
        if isinstance(following, TextItem):
            height += _needs(items, at + 1) if following.keeps else min(len(following.lines), 2) * following.leading
    return height


def fill(items: Sequence[Item], settings: Settings) -> list[list[Placed]]:
    """The pages of a document."""
    flow = Flow(settings)
    for at, item in enumerate(items):
        if isinstance(item, TableItem):
            _set_table(flow, item)
            continue
        followed = items[at + 1] if item.keeps and at + 1 < len(items) else None
        if isinstance(followed, TableItem):
            _make_room(flow, followed, len(item.lines) * item.leading)
        elif not flow.fits(_needs(items, at)):
            flow.new_page()
        flow.place_text(item)
        if item.centred and not (isinstance(items[at + 1], TextItem) and items[at + 1].centred):  # type: ignore[union-attr]
            flow.top += page.LEADING
            flow.to_grid()
    return flow.pages


def _fitting(flow: Flow, item: TableItem, room: float) -> TableLayout | None:
    layout = lay_out(item.grid, flow.settings[Role.TABLE], _widest(item, flow.settings), room)
    return layout if layout.least <= room + _ROUNDING else None


def _make_room(flow: Flow, item: TableItem, heading: float) -> None:
    """Begin a page for a heading and its table where the two do not fit on this one."""
    if _fitting(flow, item, flow.room - heading) is None:
        flow.new_page()


def _set_table(flow: Flow, item: TableItem) -> None:
    layout = _fitting(flow, item, flow.room)
    if layout is None and flow.top > 3 * page.LEADING:
        flow.new_page()
        layout = _fitting(flow, item, flow.room)
    if layout is None:
        _set_in_parts(flow, item)
        return
    every = tuple(range(item.grid.lines))
    spare = min(flow.room, sum(layout.roomy)) - layout.least
    wanted = sum(layout.roomy) - layout.least
    share = spare / wanted if wanted > 0 else 0.0
    heights = tuple(
        least + (roomy - least) * share for least, roomy in zip(layout.heights, layout.roomy, strict=True)
    )
    flow.pages[-1].append(PlacedTable(item, layout, every, heights, flow.top))
    flow.top += sum(heights)
    flow.to_grid()


def _set_in_parts(flow: Flow, item: TableItem) -> None:
    """Break a table that no page can hold, with its head above every part."""
    layout = lay_out(item.grid, flow.settings[Role.TABLE], _widest(item, flow.settings), page.TEXT_HEIGHT)
    head = tuple(range(item.grid.head_lines))
    line = len(head)
    while line < item.grid.lines:
        taken, height = list(head), sum(layout.heights[at] for at in head)
        while line < item.grid.lines and (flow.fits(height + layout.heights[line]) or len(taken) == len(head)):
            taken.append(line)
            height += layout.heights[line]
            line += 1
        heights = tuple(layout.heights[at] for at in taken)
        flow.pages[-1].append(PlacedTable(item, layout, tuple(taken), heights, flow.top))
        flow.top += height
        if line < item.grid.lines:
            flow.new_page()
    flow.to_grid()
