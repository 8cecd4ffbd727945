"""Write placed pages as a tagged archive file: reportlab's canvas draws, its document keeps the rest."""

from __future__ import annotations

from collections import defaultdict
from io import BytesIO
from typing import TYPE_CHECKING

from report_desk.core.report.characters import printable
from report_desk.publish.pdf import archive
from report_desk.publish.pdf.canvas import TaggedCanvas
from report_desk.publish.pdf.structure import write_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.output.printout import Printout
    from report_desk.publish.placed import Bookmark, Composition

DRAFT_TITLE = "（草稿）"
"""Follows the title in the metadata of a draft, so that no archive takes it for the report."""


def write_pdf(composition: Composition, printout: Printout) -> bytes:
    """The bytes of the finished file."""
    file = BytesIO()
    canvas = TaggedCanvas(file)
    _describe(canvas, printout)
    bookmarks: dict[int, list[tuple[str, Bookmark]]] = defaultdict(list)
    for number, bookmark in enumerate(composition.bookmarks):
        bookmarks[bookmark.page].append((f"heading {number}", bookmark))
    for index, page in enumerate(composition.pages):
        for key, bookmark in bookmarks[index]:
            canvas.bookmarkPage(key, fit="XYZ", left=0, top=bookmark.top)
            canvas.addOutlineEntry(bookmark.title, key, bookmark.level)
        canvas.draw_page(page)
    if composition.front:
        canvas.document.Catalog.PageLabels = _page_labels(composition.front)
    write_tree(canvas.document, composition.tree, canvas.marked, canvas.links)
    canvas.save()
    return file.getvalue()


def _page_labels(front: Sequence[str]) -> str:
    """What a viewer calls the pages (ISO 32000-1, 12.4.2): those in front by name, the others from 1."""
    named = [f"{at}<</P<feff{name.encode('utf-16-be').hex()}>>>" for at, name in enumerate(front)]
    return f"<</Nums[{''.join(named)}{len(front)}<</S/D>>]>>"


def _describe(canvas: TaggedCanvas, printout: Printout) -> None:
    """What the file says of itself: title, author, conformance, and the data it carries."""
    title = printable("".join(printout.title)) + (DRAFT_TITLE if printout.options.draft else "")
    canvas.setTitle(title)
    canvas.setAuthor(printable(printout.organ))
    canvas.setCreator(archive.CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    document = canvas.document
    catalog = document.Catalog
    catalog.MarkInfo = "<</Marked true>>"
    catalog.Metadata = archive.metadata(printout, title)
    catalog.OutputIntents = archive.output_intent(document)
    if printout.record:
        archive.attach(document, printout.record)
