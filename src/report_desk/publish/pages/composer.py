"""Compose a printout: choose its faces, fill its pages, place every piece. No file format is known here."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from report_desk.core.ports import PageAnchor
from report_desk.publish import geometry as page
from report_desk.publish.fonts.faces import choose_faces
from report_desk.publish.pages import furniture
from report_desk.publish.pages.flow import PlacedText, fill
from report_desk.publish.pages.items import items_of, texts_by_role
from report_desk.publish.pages.sheets import cover, draw_pages, front_pages
from report_desk.publish.pages.spans import SUBHEADING
from report_desk.publish.placed import Bookmark, Composition, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from report_desk.core.output.printout import Printout
    from report_desk.publish.pages.flow import Placed

_ENDS = "。：: \u3000"
"""What ends a subheading in a paragraph, and stands in no bookmark."""


class Composed(NamedTuple):
    """The pages of a printout, where its sections stand on them, and the faces they are set in."""

    composition: Composition
    anchors: tuple[PageAnchor, ...]
    faces: Mapping[str, str]


def compose(printout: Printout) -> Composed:
    """The pages of a printout: every run of characters, every rule and outline with its position in points.

    A pure function: the same printout and the same installed fonts give the same pages.
    """
    texts = [*texts_by_role(printout), *furniture.texts_by_role(printout)]
    faces = choose_faces(texts, is_own_wanted=not printout.options.bundled_fonts)
    settings = faces.settings
    pages = fill(items_of(printout, settings), settings)
    front = front_pages(printout.options)
    if front:
        pages[:0] = [cover(printout, settings), *([] for _ in front[1:])]
    tree = Tag("Document")
    sheets = draw_pages(pages, printout, settings, tree)
    composition = Composition(sheets, tree, tuple(_bookmarks(pages, front)), front)
    return Composed(composition, tuple(_anchors(pages)), faces.reported)


def _bookmarks(pages: Sequence[Sequence[Placed]], front: Sequence[str]) -> Iterator[Bookmark]:
    """The cover, the sections, and below each its subheadings."""
    if front:
        yield Bookmark(front[0], 0, page.PAGE_HEIGHT)
    depth = 0
    for index, placed in enumerate(pages):
        for part in placed:
            if not isinstance(part, PlacedText) or part.first:
                continue
            text, top = part.item.text, page.TOP - part.top
            if part.item.is_section_heading:
                depth = 1
                yield Bookmark(text, index, top)
            elif part.item.spans and part.item.spans[0].kind == SUBHEADING:
                yield Bookmark(text[: part.item.spans[0].end].rstrip(_ENDS), index, top, depth)


def _anchors(pages: Sequence[Sequence[Placed]]) -> Iterator[PageAnchor]:
    margin = page.TOP_MARGIN / page.MM
    for index, placed in enumerate(pages):
        for section, group in groupby(placed, key=lambda part: part.item.section):
            parts = list(group)
            top, bottom = parts[0].top / page.MM, parts[-1].bottom / page.MM
            if section:
                yield PageAnchor(index, round(margin + top, 3), round(margin + bottom, 3), section)
