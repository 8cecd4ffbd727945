"""The structure tree of a tagged PDF (ISO 32000-1, 14.7; PDF/UA-1): what each piece of a page is."""

from __future__ import annotations

from msgspec import Struct, field


class Tag(Struct):
    """A node of the tree: its standard type, its attributes as PDF syntax, its parts in reading order.

    ``content`` lists the marked pieces of pages that belong to it: page index and mark number.
    """

    kind: str
    attributes: str = ""
    kids: list[Tag] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)

    def add(self, kind: str, attributes: str = "") -> Tag:
        """A new last part."""
        tag = Tag(kind, attributes)
        self.kids.append(tag)
        return tag
