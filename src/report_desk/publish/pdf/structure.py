"""Write the structure tree of a tagged PDF (ISO 32000-1, 14.7; PDF/UA-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_desk.publish.pages.tags import Tag
    from report_desk.publish.pdf.objects import File


def _walk(tag: Tag) -> Iterator[Tag]:
    yield tag
    for kid in tag.kids:
        yield from _walk(kid)


def write_tree(file: File, document: Tag, pages: Sequence[int], marks: Sequence[int]) -> int:
    """Write the tree and return the number of its root.

    ``pages`` are the object numbers of the pages, ``marks`` how many mark numbers each page has used.
    """
    tags = list(_walk(document))
    root = file.reserve()
    first = file.reserve(len(tags))
    numbers = {id(tag): first + index for index, tag in enumerate(tags)}
    owners: list[list[int]] = [[0] * count for count in marks]
    parents = {id(kid): numbers[id(tag)] for tag in tags for kid in tag.kids}
    for tag in tags:
        number = numbers[id(tag)]
        for page, mark in tag.content:
            owners[page][mark] = number
        file.put(_element(tag, parents.get(id(tag), root), numbers, pages), number)
    nums = "".join(
        f"{index} [{' '.join(f'{owner} 0 R' for owner in page)}]\n" for index, page in enumerate(owners)
    )
    tree = file.put(f"<</Nums[{nums}]>>".encode())
    parts = f"/K {first} 0 R/ParentTree {tree} 0 R/ParentTreeNextKey {len(pages)}"
    file.put(f"<</Type/StructTreeRoot{parts}>>".encode(), root)
    return root


def _element(tag: Tag, parent: int, numbers: dict[int, int], pages: Sequence[int]) -> bytes:
    kids = [f"{numbers[id(kid)]} 0 R" for kid in tag.kids]
    head = f"<</S/{tag.kind}/P {parent} 0 R{tag.attributes}"
    if not tag.content:
        return f"{head}/K[{' '.join(kids)}]>>".encode() if kids else f"{head}>>".encode()
    home = tag.content[0][0]
    marks = [
        str(mark) if page == home else f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mark}>>"
        for page, mark in tag.content
    ]
    parts = marks + kids
    joined = parts[0] if len(parts) == 1 else f"[{' '.join(parts)}]"
    return f"{head}/Pg {pages[home]} 0 R/K {joined}>>".encode()
