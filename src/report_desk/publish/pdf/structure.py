"""Write the structure tree of a tagged PDF (ISO 32000-1, 14.7; PDF/UA-1).

A report has some hundred elements, so each is written as PDF syntax at once, without a dictionary of
reportlab's for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from report_desk.publish.pdf.document import ArchiveDocument
    from report_desk.publish.placed import Tag

_Marks = list[tuple[int, int]]
"""The marked pieces that belong to a tag: page and number of each."""


def write_tree(document: ArchiveDocument, tree: Tag, marked: Mapping[int, Sequence[Tag]]) -> None:
    """Write the tree and enter it in the catalogue.

    ``marked`` holds for each page the tags of its marked pieces, in the order of their numbers.
    """
    tags = list(_walk(tree))
    pages = document.page_numbers()
    root, index, first = document.reserve(), document.reserve(), document.reserve(len(tags))
    numbers = {id(tag): first + at for at, tag in enumerate(tags)}
    parents = {id(kid): numbers[id(tag)] for tag in tags for kid in tag.kids}
    content: dict[int, _Marks] = {}
    for page in range(len(pages)):
        for mark, tag in enumerate(marked.get(page, ())):
            content.setdefault(id(tag), []).append((page, mark))
    for tag in tags:
        number = numbers[id(tag)]
        document.put(
            number, _element(tag, parents.get(id(tag), root), numbers, content.get(id(tag), []), pages)
        )
    owners = (
        f"{page} [{' '.join(f'{numbers[id(tag)]} 0 R' for tag in marked.get(page, ()))}]\n"
        for page in range(len(pages))
    )
    document.put(index, f"<</Nums[{''.join(owners)}]>>".encode())
    parts = f"/K {first} 0 R/ParentTree {index} 0 R/ParentTreeNextKey {len(pages)}"
    document.put(root, f"<</Type/StructTreeRoot{parts}>>".encode())
    document.Catalog.StructTreeRoot = f"{root} 0 R"


def _walk(tag: Tag) -> Iterator[Tag]:
    yield tag
    for kid in tag.kids:
        yield from _walk(kid)


def _element(tag: Tag, parent: int, numbers: dict[int, int], content: _Marks, pages: Sequence[int]) -> bytes:
    kids = [f"{numbers[id(kid)]} 0 R" for kid in tag.kids]
    head = f"<</S/{tag.kind}/P {parent} 0 R{_attributes(tag)}"
    if not content:
        return f"{head}/K[{' '.join(kids)}]>>".encode() if kids else f"{head}>>".encode()
    home = content[0][0]
    marks = [
        str(mark) if page == home else f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mark}>>"
        for page, mark in content
    ]
    parts = marks + kids
    joined = parts[0] if len(parts) == 1 else f"[{' '.join(parts)}]"
    return f"{head}/Pg {pages[home]} 0 R/K {joined}>>".encode()


def _attributes(tag: Tag) -> str:
    """The attributes of a table's cell."""
    attributes = f"/Scope/{tag.scope}" if tag.scope else ""
    attributes += f"/ColSpan {tag.column_span}" if tag.column_span > 1 else ""
    attributes += f"/RowSpan {tag.row_span}" if tag.row_span > 1 else ""
    return f"/A<</O/Table{attributes}>>" if attributes else ""
