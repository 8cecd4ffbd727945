"""Put the drawn pages, faces, tags and archive parts together into one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from report_desk.core.characters import printable
from report_desk.publish import geometry as page
from report_desk.publish.geometry import number
from report_desk.publish.pdf import archive
from report_desk.publish.pdf.embedding import embed
from report_desk.publish.pdf.objects import File
from report_desk.publish.pdf.structure import write_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.printout import Printout
    from report_desk.publish.fonts.faces import Faces
    from report_desk.publish.pages.page import Page
    from report_desk.publish.pages.tags import Tag

_PAGES_IN_A_NODE = 50
DRAFT_TITLE = "（草稿）"
"""Follows the title in the metadata of a draft, so that no archive takes it for the report."""


class Bookmark(NamedTuple):
    """A heading to jump to: page index, and how high on it, in points from its foot."""

    title: str
    page: int
    height: float


def write_document(
    printout: Printout,
    sheets: Sequence[Page],
    faces: Faces,
    tree: Tag,
    bookmarks: Sequence[Bookmark],
) -> bytes:
    """The bytes of the finished file."""
    file = File()
    title = printable("".join(printout.title)) + (DRAFT_TITLE if printout.options.draft else "")
    numbers, pages = _write_pages(file, sheets, faces)
    structure = write_tree(file, tree, numbers, [sheet.marks for sheet in sheets])
    metadata, intent = archive.metadata(file, printout, title), archive.output_intent(file)
    entries: dict[str, str | bytes] = {
        "Type": "/Catalog",
        "Pages": f"{pages} 0 R",
        "Lang": "(zh-CN)",
        "MarkInfo": "<</Marked true>>",
        "StructTreeRoot": f"{structure} 0 R",
        "ViewerPreferences": "<</DisplayDocTitle true>>",
        "Metadata": f"{metadata} 0 R",
        "OutputIntents": f"[{intent} 0 R]",
        "Outlines": f"{_write_outline(file, bookmarks, numbers)} 0 R",
        "PageMode": "/UseOutlines",
    }
    if printout.record:
        entries |= archive.attach(file, printout.record)
    info = file.dictionary({"Title": file.text(title), "Creator": file.text(archive.CREATOR)})
    return file.finish(file.dictionary(entries), info)


def _write_pages(file: File, sheets: Sequence[Page], faces: Faces) -> tuple[Sequence[int], int]:
    """Write faces, contents and the page tree; returns the numbers of the pages and of the tree's root."""
    fonts = " ".join(f"/{name} {embed(file, face, glyphs)} 0 R" for name, face, glyphs in faces.embedded())
    resources = file.put(f"<</Font<<{fonts}>>>>".encode())
    box = f"[0 0 {number(page.PAGE_WIDTH)} {number(page.PAGE_HEIGHT)}]"
    root, first = file.reserve(), file.reserve(len(sheets))
    nodes = []
    for start in range(0, len(sheets), _PAGES_IN_A_NODE):
        node = file.reserve()
        nodes.append(node)
        group = sheets[start : start + _PAGES_IN_A_NODE]
        for sheet in group:
            content = file.stream(sheet.content())
            file.put(
                f"<</Type/Page/Parent {node} 0 R/Contents {content} 0 R/StructParents {sheet.index}/Tabs/S"
                f"/MediaBox{box}/Resources {resources} 0 R>>".encode(),
                first + sheet.index,
            )
        kids = " ".join(f"{first + sheet.index} 0 R" for sheet in group)
        file.put(f"<</Type/Pages/Parent {root} 0 R/Count {len(group)}/Kids[{kids}]>>".encode(), node)
    kids = " ".join(f"{node} 0 R" for node in nodes)
    file.put(f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]>>".encode(), root)
    return range(first, first + len(sheets)), root


def _write_outline(file: File, bookmarks: Sequence[Bookmark], pages: Sequence[int]) -> int:
    root = file.reserve()
    first = file.reserve(len(bookmarks))
    for offset, bookmark in enumerate(bookmarks):
        links = f"/Prev {first + offset - 1} 0 R" if offset else ""
        links += f"/Next {first + offset + 1} 0 R" if offset + 1 < len(bookmarks) else ""
        links += f"/Dest[{pages[bookmark.page]} 0 R/XYZ 0 {number(bookmark.height)} null]"
        file.put(
            b"<</Title %b/Parent %d 0 R%b>>" % (file.text(bookmark.title), root, links.encode()),
            first + offset,
        )
    last = first + len(bookmarks) - 1
    ends = f"/First {first} 0 R/Last {last} 0 R/Count {len(bookmarks)}" if bookmarks else ""
    file.put(f"<</Type/Outlines{ends}>>".encode(), root)
    return root
