"""A printout as PDF: the one door of this room."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from report_desk.core.ports import PageAnchor, PublishedPages
from report_desk.publish import geometry as page
from report_desk.publish.fonts.faces import choose_faces
from report_desk.publish.pages import furniture
from report_desk.publish.pages.flow import PlacedText, fill
from report_desk.publish.pages.items import items_of, texts_by_role
from report_desk.publish.pages.sheets import cover, draw_pages
from report_desk.publish.pages.tags import Tag
from report_desk.publish.pdf.document import Bookmark, write_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_desk.core.printout import Printout
    from report_desk.publish.pages.flow import Placed


def publish_pdf(printout: Printout) -> PublishedPages:
    """Set a printout as a tagged PDF/A-3a and PDF/UA-1 file with its record attached.

    A pure function: the same printout and the same installed fonts give the same bytes.
    """
    faces = choose_faces([*texts_by_role(printout), *furniture.texts_by_role(printout)])
    settings = faces.settings
    pages = fill(items_of(printout, settings), settings)
    if printout.options.cover:
        pages.insert(0, cover(printout, settings))
    tree = Tag("Document")
    sheets = draw_pages(pages, printout, settings, tree)
    data = write_document(printout, sheets, faces, tree, tuple(_bookmarks(pages)))
    return PublishedPages(data, len(sheets), faces.reported, tuple(_anchors(pages)))


def _bookmarks(pages: Sequence[Sequence[Placed]]) -> Iterator[Bookmark]:
    for index, placed in enumerate(pages):
        for part in placed:
            if isinstance(part, PlacedText) and part.first == 0 and part.item.is_section_heading:
                yield Bookmark(part.item.text, index, page.TOP - part.top)


def _anchors(pages: Sequence[Sequence[Placed]]) -> Iterator[PageAnchor]:
    margin = page.TOP_MARGIN / page.MM
    for index, placed in enumerate(pages):
        for section, group in groupby(placed, key=lambda part: part.item.section):
            parts = list(group)
            top, bottom = parts[0].top / page.MM, parts[-1].bottom / page.MM
            if section:
                yield PageAnchor(index, round(margin + top, 3), round(margin + bottom, 3), section)
