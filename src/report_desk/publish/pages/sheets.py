"""Make the pages of what flowed onto them, with page numbers and the marks of a draft; tag every piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def front_pages(options: PrintOptions) -> tuple[str, ...]:
    """The names of the pages before the first numbered one.

    Where odd pages are numbered on the right and even ones on the left, the report is printed on both
    sides: behind the cover a page stays blank, so that page 1 stands on a right-hand page.
    """
    if not options.cover:
        return ()
    return ("封面", "封二") if options.page_numbers is PageNumbers.OUTER else ("封面",)


def cover(printout: Printout, settings: Settings) -> list[Placed]:
    """The cover: the title in 1号 type in the upper third, organ and date below."""
    placed: list[Placed] = []
    top = _COVER_TOP
    for line in title_lines(printout.title, int(page.TEXT_WIDTH / _COVER_SIZE)):
        item = centred_line(line, Role.TITLE, "P", _COVER_SIZE, settings)
        placed.append(PlacedText(item, 0, 1, top))
        top += item.leading
    top = _COVER_FOOT
    names = title_lines((printout.organ,), int(page.TEXT_WIDTH / page.BODY_SIZE))
    for text in (*names, signed_date(printout)):
        if text:
            item = centred_line(text, Role.BODY, "P", page.BODY_SIZE, settings)
            placed.append(PlacedText(item, 0, 1, top))
            top += page.LEADING * 1.2
    return placed


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
