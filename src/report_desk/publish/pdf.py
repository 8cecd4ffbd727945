"""A printout as PDF: the one door of this room."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from report_desk.core.ports import PageAnchor, PublishedPages
from report_desk.publish import archive, furniture
from report_desk.publish import geometry as page
from report_desk.publish.drawing import draw_table, draw_text
from report_desk.publish.embedding import embed
from report_desk.publish.faces import choose_faces, reported_faces, used_glyphs
from report_desk.publish.flow import PlacedText, fill
from report_desk.publish.geometry import number
from report_desk.publish.items import items_of, texts_by_role, title_item, title_lines
from report_desk.publish.objects import File
from report_desk.publish.page import Page
from report_desk.publish.setting import Role, printable
from report_desk.publish.tags import Tag, write_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from report_desk.core.printout import Printout
    from report_desk.publish.flow import Placed
    from report_desk.publish.items import Settings
    from report_desk.publish.typeface import Typeface

_SUBHEADING = {"H1": "H2", "H2": "H3", "H3": "H3"}


def publish_pdf(printout: Printout) -> PublishedPages:
    """Set a printout as a tagged PDF/A-3a and PDF/UA-1 file with the record attached.

    A pure function: the same printout and the same fonts give the same bytes.
    """
    texts = [*texts_by_role(printout), (Role.TABLE, furniture.FINGERPRINT + furniture.DRAFT + "　 " + printout.fingerprint)]
    settings, faces = choose_faces(texts)
    items = [title_item(line, settings) for line in title_lines(printout.title)]
    items += items_of(printout, settings)  # type: ignore[arg-type]
    placed = fill(items, settings)
    document = Tag("Document")
    sheets = draw_pages(placed, printout, settings, document)
    data = _write(sheets, printout, settings, faces, document, tuple(_bookmarks(placed)))
    return PublishedPages(data, len(sheets), reported_faces(settings, faces), tuple(_anchors(placed)))


def draw_pages(
    pages: Sequence[Sequence[Placed]], printout: Printout, settings: Settings, document: Tag
) -> list[Page]:
    """The content of every page, its pieces hung into the structure tree under ``document``."""
    tags: dict[int, list[Tag]] = {}
    sheets = []
    above = ""
    for index, placed in enumerate(pages):
        sheet = Page(index)
        if printout.options.draft:
            sheet.begin_artifact("Background")
            sheet.add(furniture.draft_mark(settings[Role.HEADING].face))
            sheet.end()
        for part in placed:
            key = id(part.item)
            if isinstance(part, PlacedText):
                if key not in tags:
                    tags[key] = []
                    for span in part.item.spans:
                        kind = _SUBHEADING.get(above, "P") if span.kind == "H" else span.kind
                        above = kind if kind.startswith("H") else above
                        tags[key].append(document.add(kind))
                draw_text(sheet, part, tags[key], settings)
            else:
                draw_table(sheet, part, document.add("Table"), settings[Role.TABLE])
        furniture.draw_page_number(sheet, index + 1, printout, settings)
        if printout.options.draft or (printout.options.fingerprint and index == len(pages) - 1):
            furniture.draw_fingerprint(sheet, index + 1, printout, settings)
        sheets.append(sheet)
    return sheets


def _bookmarks(pages: Sequence[Sequence[Placed]]) -> Iterator[tuple[str, int, float]]:
    for index, placed in enumerate(pages):
        for part in placed:
            if isinstance(part, PlacedText) and part.item.spans[0].kind == "H2" and part.first == 0:
                yield part.item.text, index, page.TOP - part.top


def _anchors(pages: Sequence[Sequence[Placed]]) -> Iterator[PageAnchor]:
    for index, placed in enumerate(pages):
        for section, group in groupby(placed, key=lambda part: part.item.section):
            parts = list(group)
            top, bottom = parts[0].top, parts[-1].bottom
            if section:
                yield PageAnchor(index, 37 + top / page.MM, 37 + bottom / page.MM, section)


def _write(  # noqa: PLR0913 - everything a file consists of
    sheets: Sequence[Page], printout: Printout, settings: Settings, faces: Mapping[str, Typeface], document: Tag,
    bookmarks: Sequence[tuple[str, int, float]],
) -> bytes:  # fmt: skip
    file = File()
    title = printable("".join(printout.title))
    pages, tree = file.reserve(), file.reserve(len(sheets))
    numbers = range(tree, tree + len(sheets))
    fonts = " ".join(
        f"/{name} {embed(file, faces[name], glyphs)} 0 R" for name, glyphs in sorted(used_glyphs(settings).items())
    )
    resources = file.put(f"<</Font<<{fonts}>>>>".encode())
    box = f"[0 0 {number(page.PAGE_WIDTH)} {number(page.PAGE_HEIGHT)}]"
    for sheet, at in zip(sheets, numbers, strict=True):
        content = file.stream(sheet.content())
        file.put(
            f"<</Type/Page/Parent {pages} 0 R/MediaBox{box}/Resources {resources} 0 R/Contents {content} 0 R"
            f"/StructParents {sheet.index}/Tabs/S>>".encode(),
            at,
        )
    kids = " ".join(f"{at} 0 R" for at in numbers)
    file.put(f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]>>".encode(), pages)
    structure = write_tree(file, document, numbers, [sheet.marks for sheet in sheets])
    entries: dict[str, str | bytes] = {
        "Type": "/Catalog", "Pages": f"{pages} 0 R", "Lang": "(zh-CN)", "MarkInfo": "<</Marked true>>",
        "StructTreeRoot": f"{structure} 0 R", "ViewerPreferences": "<</DisplayDocTitle true>>",
        "Metadata": f"{archive.metadata(file, printout, title)} 0 R",
        "OutputIntents": f"[{archive.output_intent(file)} 0 R]", "Outlines": f"{_outline(file, bookmarks, numbers)} 0 R",
        "PageMode": "/UseOutlines",
    }  # fmt: skip
    if printout.record:
        attached = archive.attach(file, printout.record)
        entries["AF"] = f"[{attached} 0 R]"
        entries["Names"] = b"<</EmbeddedFiles<</Names[%b %d 0 R]>>>>" % (file.text(archive.ATTACHMENT), attached)
    root = file.dictionary(entries)
    info = file.dictionary({"Title": file.text(title), "Creator": file.text(archive.CREATOR)})
    return file.finish(root, info)


def _outline(file: File, bookmarks: Sequence[tuple[str, int, float]], pages: Sequence[int]) -> int:
    root = file.reserve()
    first = file.reserve(len(bookmarks))
    for offset, (title, index, top) in enumerate(bookmarks):
        links = f"/Prev {first + offset - 1} 0 R" if offset else ""
        links += f"/Next {first + offset + 1} 0 R" if offset + 1 < len(bookmarks) else ""
        place = f"/Dest[{pages[index]} 0 R/XYZ 0 {number(top)} null]"
        file.put(b"<</Title %b/Parent %d 0 R%b>>" % (file.text(title), root, (links + place).encode()), first + offset)
    ends = f"/First {first} 0 R/Last {first + len(bookmarks) - 1} 0 R/Count {len(bookmarks)}" if bookmarks else ""
    file.put(f"<</Type/Outlines{ends}>>".encode(), root)
    return root
