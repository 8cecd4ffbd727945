"""Fill pages: 22 lines each, headings with what follows them, every statutory table whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from report_desk.publish import geometry as page
from report_desk.publish.fonts.setting import Role
from report_desk.publish.pages.items import ChartItem, PictureItem, TableItem, TextItem
from report_desk.publish.tables.layout import lay_out, lowest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from report_desk.publish.pages.items import Item, Settings
    from report_desk.publish.tables.layout import TableLayout

_ROUNDING = 0.01
_COMPANY = 2
"""So many lines of the text stand on the page of the signature."""
_BELOW_TABLE = 0.4 * page.LEADING
_TALLEST_LINE = 38.0
"""How tall the lines of a table may become where the page would else be left empty below it."""


class PlacedText(NamedTuple):
    """Lines ``first`` to ``last`` (excluded) of a text; ``top`` counts down from the text block's top."""

    item: TextItem
    first: int
    last: int
    top: float

    @property
    def bottom(self) -> float:
        """Where the last line ends."""
        return self.top + (self.last - self.first) * self.item.leading


class PlacedTable(NamedTuple):
    """The drawn ``lines`` of a table (its head again where it goes on), and the height of each."""

    item: TableItem
    layout: TableLayout
    lines: tuple[int, ...]
    heights: tuple[float, ...]
    top: float

    @property
    def bottom(self) -> float:
        """Where the table ends."""
        return self.top + sum(self.heights)


class PlacedPicture(NamedTuple):
    """A picture or a chart, ``top`` points below the text block's top."""

    item: PictureItem | ChartItem
    top: float

    @property
    def bottom(self) -> float:
        """Where the picture ends."""
        return self.top + self.item.height


Placed = PlacedText | PlacedTable | PlacedPicture


class Flow(Struct):
    """The pages so far, and how far the last one is filled."""

    settings: Settings
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    top: float = 0.0

    @property
    def room(self) -> float:
        """What is left of the page."""
        return page.TEXT_HEIGHT - self.top

    @property
    def table_room(self) -> float:
        """What a table may take of it: it ends no lower than the characters of the last line."""
        return self.room - (page.LEADING - page.BODY_SIZE)

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
        if item.after:
            self.top += item.after
            self.to_grid()

    def place_picture(self, item: PictureItem | ChartItem) -> None:
        """Set a picture whole; what follows goes on on the grid."""
        if not self.fits(item.height):
            self.new_page()
        self.pages[-1].append(PlacedPicture(item, self.top))
        self.top += item.height + item.after
        self.to_grid()


def fill(items: Sequence[Item], settings: Settings) -> list[list[Placed]]:
    """The pages of a document."""
    flow = Flow(settings)
    for at, item in enumerate(items):
        if isinstance(item, TableItem):
            _set_table(flow, item)
            continue
        if isinstance(item, PictureItem | ChartItem):
            flow.place_picture(item)
            continue
        followed = items[at + 1] if item.keeps and at + 1 < len(items) else None
        if isinstance(followed, TableItem):
            _make_room(flow, followed, len(item.lines) * item.leading)
        elif not flow.fits(_needed(items, at)):
            flow.new_page()
        flow.place_text(item)
    for placed, following in zip(flow.pages, flow.pages[1:], strict=False):
        _use_the_space(placed, following)
    if len(flow.pages) > 1:
        _keep_signature_company(flow.pages)
    return flow.pages


def _keep_signature_company(pages: list[list[Placed]]) -> None:
    """Carry lines of the text over to a last page on which the signature would stand (nearly) alone."""
    before, last = pages[-2:]
    standing = _texts(last)
    signed = next((at for at, part in enumerate(standing) if part.item.is_before_signature), None)
    if signed is None or len(standing) != len(last) or _lines_of(standing[:signed]) >= _COMPANY:
        return
    left, carried = before[:], standing[:signed]
    while left and (_lines_of(carried) < _COMPANY or left[-1].item.keeps):
        part = left.pop()
        if not isinstance(part, PlacedText):
            return
        short = _COMPANY - _lines_of(carried)
        if part.last - part.first >= short + _COMPANY and not part.item.keeps:
            left.append(part._replace(last=part.last - short))
            part = part._replace(first=part.last - short)
        elif part.first:
            return
        carried.insert(0, part)
    placed = list(_from_the_top((*carried, *standing[signed:])))
    if left and placed[-1].bottom <= page.TEXT_HEIGHT + _ROUNDING:
        before[:], last[:] = left, placed


def _lines_of(parts: Iterable[PlacedText]) -> int:
    return sum(part.last - part.first for part in parts)


def _texts(placed: Iterable[Placed]) -> list[PlacedText]:
    """The texts among what was placed."""
    return [part for part in placed if isinstance(part, PlacedText)]


def _from_the_top(parts: Iterable[PlacedText]) -> Iterator[PlacedText]:
    top = 0.0
    for part in parts:
        yield part._replace(top=top)
        top += part.bottom - part.top + part.item.after


def _needed(items: Sequence[Item], at: int) -> float:
    """The height a text must find on a page: a heading asks for lines of what follows.

    Headings that fill a page by themselves ask for no more than a line: there is nothing to keep together.
    """
    height, keeps = 0.0, 0
    for number in range(at, len(items)):
        item = items[number]
        if isinstance(item, PictureItem | ChartItem):
            height += item.height
        if not isinstance(item, TextItem):
            return height if height <= page.TEXT_HEIGHT else page.LEADING
        if not item.keeps:
            return height + (min(len(item.lines), keeps) if keeps else 1) * item.leading
        height += len(item.lines) * item.leading + item.after
        keeps = item.keeps
        if height > page.TEXT_HEIGHT:
            return item.leading
    return height


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


def _fitting(flow: Flow, item: TableItem, room: float) -> TableLayout | None:
    return lay_out(item.grid, flow.settings[Role.TABLE], _widest(item, flow.settings), room + _ROUNDING)


def _make_room(flow: Flow, item: TableItem, heading: float) -> None:
    """Begin a page for a heading and its table where the two do not fit on this one."""
    if _fitting(flow, item, flow.table_room - heading) is None:
        flow.new_page()


def _set_table(flow: Flow, item: TableItem) -> None:
    layout = _fitting(flow, item, flow.table_room)
    if layout is None and flow.top > 3 * page.LEADING:
        flow.new_page()
        layout = _fitting(flow, item, flow.table_room)
    if layout is None:
        _set_in_parts(flow, item)
        return
    least, wanted = layout.least, sum(layout.roomy)
    share = (min(flow.table_room, wanted) - least) / (wanted - least) if wanted > least else 0.0
    heights = tuple(
        low + (high - low) * share for low, high in zip(layout.heights, layout.roomy, strict=True)
    )
    flow.pages[-1].append(PlacedTable(item, layout, tuple(range(item.grid.lines)), heights, flow.top))
    flow.top += sum(heights) + _BELOW_TABLE
    flow.to_grid()


def _set_in_parts(flow: Flow, item: TableItem) -> None:
    """Break a table that no page can hold, with its head above every part."""
    layout = lowest(item.grid, flow.settings[Role.TABLE], _widest(item, flow.settings))
    head = tuple(range(item.grid.head_lines))
    line = len(head)
    while line < item.grid.lines:
        taken, height = list(head), sum(layout.heights[at] for at in head)
        while line < item.grid.lines and (
            flow.fits(height + layout.heights[line]) or len(taken) == len(head)
        ):
            taken.append(line)
            height += layout.heights[line]
            line += 1
        heights = tuple(layout.heights[at] for at in taken)
        flow.pages[-1].append(PlacedTable(item, layout, tuple(taken), heights, flow.top))
        flow.top += height
        if line < item.grid.lines:
            flow.new_page()
    flow.top += _BELOW_TABLE
    flow.to_grid()


def _use_the_space(placed: list[Placed], following: Sequence[Placed]) -> None:
    """Make the table that ends a page taller where the next one had to begin a new page."""
    last = placed[-1] if placed else None
    if not isinstance(last, PlacedTable) or len(last.lines) != last.item.grid.lines or not following:
        return
    growth = [max(0.0, _TALLEST_LINE - height) for height in last.heights]
    free = page.TEXT_HEIGHT - (page.LEADING - page.BODY_SIZE) - last.bottom
    share = min(1.0, free / sum(growth)) if sum(growth) else 0.0
    taller = tuple(height + more * share for height, more in zip(last.heights, growth, strict=True))
    placed[-1] = last._replace(heights=taller)
