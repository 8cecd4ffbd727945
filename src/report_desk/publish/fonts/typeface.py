"""One font file as the composer sees it: which glyph a character has, how wide, and the subset to embed."""

from __future__ import annotations

import re
import struct
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import uharfbuzz as hb

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FLAGS = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
_KEPT_TABLES = frozenset({"glyf", "loca", "head", "hhea", "hmtx", "maxp"})
WORTH_PREPARING = 20
"""Preparing a face costs as much as so many subsets, and makes each some eight times faster."""

_NO_NAME = re.compile(r"[^!-~]|[\[\](){}<>/%#]")
"""What may not stand in a PostScript name as it is; some faces have blanks and slashes in theirs."""
_LONGEST_NAME = 63


class Glyph(NamedTuple):
    """A glyph of a face: its number there, and its advance in 1/1000 em."""

    number: int
    advance: float


class Typeface:
    """An open font file; glyphs are looked up once and remembered, nothing else ever changes.

    ``key`` tells it from every other face that this process has open, ``name`` is the PostScript name,
    ``family`` what a person calls the face, ``bounds`` the box that encloses every glyph, in 1/1000 em.
    """

    def __init__(self, path: Path, index: int, family: str) -> None:
        self.key = f"{path}#{index}"
        self._face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        self._font = hb.Font(self._face)
        self._scale = 1000 / self._face.upem
        self._dropped = {_tag(tag) for tag in self._face.table_tags if tag not in _KEPT_TABLES}
        self._prepared: hb.Face | None = None
        self._subsets = 0
        self._glyphs: dict[str, Glyph | None] = {}
        stated = self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
        self.name: str = _NO_NAME.sub("", stated)[:_LONGEST_NAME] or "Face"
        self.family: str = family or self._face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or path.stem
        corners = struct.unpack_from(">4h", self._face.reference_table("head").data, 36)
        self.bounds = tuple(round(corner * self._scale) for corner in corners)

    def glyph(self, character: str) -> Glyph | None:
        """The glyph of a character, or None where the face has none."""
        try:
            return self._glyphs[character]
        except KeyError:
            number = self._font.get_nominal_glyph(ord(character))
            found = None
            if number:
                found = Glyph(number, self._font.get_glyph_h_advance(number) * self._scale)
            self._glyphs[character] = found
            return found

    def subset(self, numbers: Iterable[int]) -> bytes:
        """A TrueType file with only these glyphs, each under the number it had.

        The face is prepared when that pays. The bytes are the same either way.
        """
        self._subsets += 1
        if self._subsets > WORTH_PREPARING:
            self.prepare()
        request = hb.SubsetInput()
        request.flags = _FLAGS
        request.sets(hb.SubsetInputSets.GLYPH_INDEX).set(set(numbers))
        request.sets(hb.SubsetInputSets.DROP_TABLE_TAG).set(self._dropped)
        data: bytes = hb.subset(self._prepared or self._face, request).blob.data
        return data

    def prepare(self) -> None:
        """Make subsets quicker from now on, for some 15 ms and 5 MB."""
        if self._prepared is None:
            self._prepared = hb.subset_preprocess(self._face)

    def draw(self, character: str, pen: object) -> None:
        """Trace the outline of a character with a pen of the fontTools kind, in 1/1000 em at any scale."""
        glyph = self.glyph(character)
        if glyph is not None:
            self._font.draw_glyph_with_pen(glyph.number, pen)


def _tag(text: str) -> int:
    return int.from_bytes(text.encode("latin-1"), "big")


@lru_cache(maxsize=32)
def open_typeface(path: Path, index: int = 0, family: str = "") -> Typeface:
    """The face of a font file, opened once per process; ``index`` counts the faces of a collection."""
    return Typeface(path, index, family)
