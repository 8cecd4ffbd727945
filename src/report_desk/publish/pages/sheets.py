"""Make the pages of what flowed onto them, with page numbers and the marks of a draft; tag every piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from report_desk.core.output.printout import PageNumbers
from report_desk.publish import geometry as page
from report_desk.publish.fonts.setting import Role
from report_desk.publish.geometry import rounded
from report_desk.publish.pages import furniture
from report_desk.publish.pages.flow import PlacedPicture, PlacedText
from report_desk.publish.pages.items import TITLE, PictureItem, centred_line, signed_date
from report_desk.publish.pages.ruling import draw_table
from report_desk.publish.pages.spans import LINK, PART, SUBHEADING, TEXT
from report_desk.publish.pages.texts import draw_text
from report_desk.publish.pages.titles import title_lines
from report_desk.publish.placed import Drawn, Page, Picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_desk.core.output.printout import PrintOptions, Printout
    from report_desk.publish.pages.flow import Placed
    from report_desk.publish.pages.items import Settings, TextItem
    from report_desk.publish.placed import Tag

_BELOW = {TITLE: "H2", "H2": "H3", "H3": "H3"}
_PARTS = frozenset({PART, LINK})
_COVER_SIZE = 26.0
_COVER_TOP, _COVER_FOOT = 52 * page.MM, 178 * page.MM
_COVER_SHARES = (1.0, 0.85, 0.7, 0.6, 0.5)
"""Of the usual sizes, where a name is so long that the cover cannot hold it in a larger one."""


def front_pages(options: PrintOptions) -> tuple[str, ...]:
    """The names of the pages before the first numbered one.

    Where odd pages are numbered on the right and even ones on the left, the report is printed on both
    sides: behind the cover a page stays blank, so that page 1 stands on a right-hand page.
    """
    if not options.cover:
        return ()
    return ("封面", "封二") if options.page_numbers is PageNumbers.OUTER else ("封面",)


class _Cover(NamedTuple):
    """What stands on a cover at a share of the usual sizes; organ and date begin ``foot`` points down."""

    title: list[TextItem]
    below: list[TextItem]
    foot: float
    pitch: float

    @property
    def fits(self) -> bool:
        """Whether at least a line stays free between the two."""
        return _COVER_TOP + sum(item.leading for item in self.title) <= self.foot - self.pitch


def cover(printout: Printout, settings: Settings) -> list[Placed]:
    """The cover: the title in 1号 type in the upper third, organ and date below.

    A name that fills the page is set smaller, so that title and organ stay apart and on the paper.
    """
    covers = (_cover_at(share, printout, settings) for share in _COVER_SHARES)
    chosen = next((one for one in covers if one.fits), None)
    chosen = chosen or _cover_at(_COVER_SHARES[-1], printout, settings)
    placed: list[Placed] = []
    top = _COVER_TOP
    for item in chosen.title:
        placed.append(PlacedText(item, 0, 1, top))
        top += item.leading
    for at, item in enumerate(chosen.below):
        placed.append(PlacedText(item, 0, 1, chosen.foot + at * chosen.pitch))
    return placed


def _cover_at(share: float, printout: Printout, settings: Settings) -> _Cover:
    size, pitch = share * page.BODY_SIZE, share * page.LEADING * 1.2
    title = _centred(printout.title, Role.TITLE, share * _COVER_SIZE, settings)
    below = _centred((printout.organ,), Role.BODY, size, settings)
    below += _centred((signed_date(printout),), Role.BODY, size, settings)
    return _Cover(title, below, min(_COVER_FOOT, page.TEXT_HEIGHT - len(below) * pitch), pitch)


def _centred(texts: Sequence[str], role: Role, size: float, settings: Settings) -> list[TextItem]:
    lines = title_lines(tuple(texts), int(page.TEXT_WIDTH / size))
    return [centred_line(line, role, "P", size, settings) for line in lines if line]


class Tagger:
    """Hangs texts into the structure tree, each once, however many pages it runs over."""

    def __init__(self, document: Tag) -> None:
        self._document = document
        self._tags: dict[int, tuple[Tag, ...]] = {}
        self._above = ""
        self._title: Tag | None = None

    def table(self, name: str) -> Tag:
        """A new table; what it is called stands in its summary, for its heading is a section's."""
        tag = self._document.add("Table")
        tag.summary = name
        return tag

    def figure(self, alternative: str, mark: Picture | Drawn) -> Tag:
        """A new figure."""
        tag = self._document.add("Figure")
        tag.alternative = alternative
        box = (mark.left, mark.bottom, mark.left + mark.width, mark.bottom + mark.height)
        tag.box = tuple(map(rounded, box))
        return tag

    def text(self, item: TextItem) -> tuple[Tag, ...]:
        """The tags of the spans of a text; a subheading goes one level below the heading above it."""
        if id(item) not in self._tags:
            self._tags[id(item)] = tuple(self._parts(item))
        return self._tags[id(item)]

    def _parts(self, item: TextItem) -> Iterator[Tag]:
        """A tag for every span; the parts of a text that holds addresses share a paragraph."""
        whole: Tag | None = None
        for span in item.spans:
            if span.kind in _PARTS:
                whole = whole or self._tag(TEXT)
                yield whole.add(span.kind)
            else:
                yield self._tag(span.kind)

    def _tag(self, kind: str) -> Tag:
        """A new tag; the lines of the title share one."""
        if kind == SUBHEADING:
            return self._document.add(_BELOW.get(self._above, "P"))
        if kind == TITLE:
            self._title = self._title or self._document.add(kind)
        if kind in _BELOW:
            self._above = kind
        return self._title if kind == TITLE and self._title else self._document.add(kind)


def _picture(placed: PlacedPicture, settings: Settings) -> Picture | Drawn:
    """A picture or a chart in the middle of the measure."""
    item = placed.item
    left = rounded(page.LEFT + (page.TEXT_WIDTH - item.width) / 2)
    bottom = rounded(page.TOP - placed.bottom)
    width, height = rounded(item.width), rounded(item.height)
    if isinstance(item, PictureItem):
        return Picture(left, bottom, width, height, item.png)
    return Drawn(left, bottom, width, height, item.chart, settings[Role.TABLE], page.SMALLEST_SIZE)


def draw_pages(
    pages: Sequence[Sequence[Placed]], printout: Printout, settings: Settings, document: Tag
) -> list[Page]:
    """Every page with its pieces, which are hung into the structure tree under ``document``."""
    options, tagger = printout.options, Tagger(document)
    unnumbered = len(front_pages(options))
    sheets = []
    for index, placed in enumerate(pages):
        sheet = Page()
        if options.draft:
            furniture.draw_draft_mark(sheet, settings)
        for part in placed:
            if isinstance(part, PlacedText):
                draw_text(sheet, part, tagger.text(part.item), settings)
            elif isinstance(part, PlacedPicture):
                mark = _picture(part, settings)
                sheet.add(tagger.figure(part.item.alternative, mark), [mark])
            else:
                draw_table(sheet, part, tagger.table(part.item.name), settings[Role.TABLE])
        shown = index + 1 - unnumbered
        if shown > 0:
            furniture.draw_page_number(sheet, shown, printout, settings)
        if options.draft or (options.fingerprint and index == len(pages) - 1):
            furniture.draw_fingerprint(sheet, shown, printout, settings)
        sheets.append(sheet)
    return sheets
