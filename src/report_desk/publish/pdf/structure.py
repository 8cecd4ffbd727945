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
    from report_desk.publish.placed import Link, Tag

_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})
"""What cannot stand in a literal string as it is (ISO 32000-1, 7.3.4.2)."""


class _Node(Struct):
    """A tag on its way into the file: the numbers of its parent, of itself and of its first kid.

    ``content`` holds the page and the number of each piece, ``links`` the page and the object of each
    annotation that makes it a link.
    """

    tag: Tag
    parent: int
    number: int
    first: int = 0
    content: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)


def write_tree(
    document: ArchiveDocument,
    tree: Tag,
    marked: Mapping[int, Sequence[Tag]],
    links: Sequence[tuple[Link, int, int]] = (),
) -> None:
    """Write the tree and enter it in the catalogue.

    ``marked`` holds for each page the tags of its marked pieces, in the order of their numbers; ``links``
    every link, the number kept for its object, and its page.
    """
    pages = document.page_numbers()
    root, index = document.reserve(), document.reserve()
    nodes = [_Node(tree, root, document.reserve())]
    for node in nodes:  # grows while it is walked: every node's kids come behind it
        node.first = document.reserve(len(node.tag.kids))
        nodes += [_Node(kid, node.number, at) for at, kid in enumerate(node.tag.kids, node.first)]
    by_tag = {id(node.tag): node for node in nodes}
    owners = []
    for page in range(len(pages)):
        holders = [by_tag[id(tag)] for tag in marked.get(page, ())]
        for mark, holder in enumerate(holders):
            holder.content.append((page, mark))
        owners.append(f"{page} [{' '.join([f'{holder.number} 0 R' for holder in holders])}]\n")
    for place, (link, number, page) in enumerate(links, start=len(pages)):
        holder = by_tag[id(link.tag)]
        holder.links.append((page, number))
        owners.append(f"{place} {holder.number} 0 R\n")
        document.put(number, _annotation(link, place))
    for node in nodes:
        document.put(node.number, _element(node, pages))
    document.put(index, f"<</Nums[{''.join(owners)}]>>".encode())
    parts = f"/K {nodes[0].number} 0 R/ParentTree {index} 0 R/ParentTreeNextKey {len(owners)}"
    document.put(root, f"<</Type/StructTreeRoot{parts}>>".encode())
    document.Catalog.StructTreeRoot = f"{root} 0 R"


def _annotation(link: Link, place: int) -> bytes:
    """The annotation of a link; ``place`` is its own in the index of the tree."""
    address = link.address.translate(_ESCAPED)
    area = " ".join(f"{length:g}" for length in link.area)
    told = link.address.encode("utf-16-be").hex()
    return (
        f"<</Type/Annot/Subtype/Link/Rect[{area}]/Border[0 0 0]/F 4/StructParent {place}"
        f"/Contents<feff{told}>/A<</S/URI/URI({address})>>>>"
    ).encode()


def _element(node: _Node, pages: Sequence[int]) -> bytes:
    """One element as PDF syntax; a single part stands without brackets."""
    tag, content = node.tag, node.content
    kids = [f"{number} 0 R" for number in range(node.first, node.first + len(tag.kids))]
    head = f"<</S/{tag.kind}/P {node.parent} 0 R{_attributes(tag)}"
    if not content:
        return f"{head}/K[{' '.join(kids)}]>>".encode() if kids else f"{head}>>".encode()
    home = content[0][0]
    marks = [
        str(mark) if page == home else f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mark}>>"
        for page, mark in content
    ]
    parts = marks + kids
    parts += [f"<</Type/OBJR/Pg {pages[page]} 0 R/Obj {number} 0 R>>" for page, number in node.links]
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
