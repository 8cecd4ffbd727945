"""Write the structure tree of a tagged PDF (ISO 32000-1, 14.7; PDF/UA-1).

A report has some hundred elements, so each is written as PDF syntax at once, without a dictionary of
reportlab's for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from report_desk.publish.pdf.document import ArchiveDocument
    from report_desk.publish.placed import Tag


class _Node(Struct):
    """A tag on its way into the file: the numbers of its parent and of itself, its marked pieces.

    ``content`` holds the page and the number of each piece.
    """

    tag: Tag
    parent: int
    number: int
    content: list[tuple[int, int]] = field(default_factory=list)


def write_tree(document: ArchiveDocument, tree: Tag, marked: Mapping[int, Sequence[Tag]]) -> None:
    """Write the tree and enter it in the catalogue.

    ``marked`` holds for each page the tags of its marked pieces, in the order of their numbers.
    """
    pages = document.page_numbers()
    root, index = document.reserve(), document.reserve()
    nodes = [_Node(tree, root, document.reserve())]
    for node in nodes:  # grows while it is walked: every node's kids come behind it
        first = document.reserve(len(node.tag.kids))
        nodes += [_Node(kid, node.number, first + at) for at, kid in enumerate(node.tag.kids)]
    by_tag = {id(node.tag): node for node in nodes}
    owners = []
    for page in range(len(pages)):
        holders = [by_tag[id(tag)] for tag in marked.get(page, ())]
        for mark, holder in enumerate(holders):
            holder.content.append((page, mark))
        owners.append(f"{page} [{' '.join([f'{holder.number} 0 R' for holder in holders])}]\n")
    for node in nodes:
        document.put(node.number, _element(node, by_tag, pages))
    document.put(index, f"<</Nums[{''.join(owners)}]>>".encode())
    parts = f"/K {nodes[0].number} 0 R/ParentTree {index} 0 R/ParentTreeNextKey {len(pages)}"
    document.put(root, f"<</Type/StructTreeRoot{parts}>>".encode())
    document.Catalog.StructTreeRoot = f"{root} 0 R"


def _element(node: _Node, by_tag: Mapping[int, _Node], pages: Sequence[int]) -> bytes:
    """One element as PDF syntax; a single part stands without brackets."""
    tag, content = node.tag, node.content
    kids = [f"{by_tag[id(kid)].number} 0 R" for kid in tag.kids]
    head = f"<</S/{tag.kind}/P {node.parent} 0 R{_attributes(tag)}"
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
    """The attributes of a table, of its cell, of a figure."""
    if tag.box:
        box = " ".join(f"{length:g}" for length in tag.box)
        alternative = tag.alternative.encode("utf-16-be").hex()
        return f"/Alt<feff{alternative}>/A<</O/Layout/Placement/Block/BBox[{box}]>>"
    if tag.summary:
        return f"/A<</O/Table/Summary<feff{tag.summary.encode('utf-16-be').hex()}>>>"
    attributes = f"/Scope/{tag.scope}" if tag.scope else ""
    attributes += f"/ColSpan {tag.column_span}" if tag.column_span > 1 else ""
    attributes += f"/RowSpan {tag.row_span}" if tag.row_span > 1 else ""
    return f"/A<</O/Table{attributes}>>" if attributes else ""
