"""Set text in a role of the document: pick a face for every character, measure, write the operators."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from report_desk.publish.geometry import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from report_desk.publish.fonts.typeface import Typeface

SUBSTITUTE = "〓"
"""Printed where no face has a character: the printer's mark for a sort that is missing."""
_FIRST_FACE = "\0"
_MISSING = 0x100
"""Marks from here on stand for one missing character each, marks below for a face of the chain."""
_SAME_FACE = re.compile(r"(.)\1*", re.DOTALL)


class Role(StrEnum):
    """What a piece of text is in the document; each has a face of its own (GB/T 9704-2012, 7.3)."""

    TITLE = "title"
    HEADING = "hei"
    SUBHEADING = "kai"
    BODY = "fang"
    TABLE = "song"


class Sort(NamedTuple):
    """What prints a character: the face (its place in the chain), the glyph there, what it shows."""

    face: int
    glyph: int
    shown: str


class Setting:
    """A chain of faces that sets text: the first that has a character sets it.

    ``names`` are the names the faces have in the PDF. A setting outlives the document: what it has
    learnt of a character never changes.
    """

    def __init__(self, names: tuple[str, ...], faces: tuple[Typeface, ...]) -> None:
        self.names = names
        self.faces = faces
        self._codes: dict[int, str] = {}
        self._faces: dict[int, str] = {}
        self._missing: list[int] = []
        self._sorts: dict[str, Sort] = {}
        self._advances: dict[str, float] = {}

    def learn(self, characters: Iterable[str]) -> None:
        """Look up characters before they are measured or shown."""
        for character in characters:
            if character not in self._advances:
                self._choose(character)

    def _choose(self, character: str) -> None:
        for shown in (character, SUBSTITUTE):
            for index, face in enumerate(self.faces):
                glyph = face.glyph(shown)
                if glyph is not None:
                    self._codes[ord(character)] = f"{glyph.number:04x}"
                    self._faces[ord(character)] = chr(index)
                    if shown != character:
                        self._faces[ord(character)] = chr(_MISSING + len(self._missing))
                        self._missing.append(index)
                    self._sorts[character] = Sort(index, glyph.number, shown)
                    self._advances[character] = glyph.advance / 1000
                    return
        raise LookupError(SUBSTITUTE)

    def sort(self, character: str) -> Sort:
        """What prints a character that has been learnt."""
        return self._sorts[character]

    def advances(self, text: str, size: float, tracking: float = 0.0) -> list[float]:
        """The width of each character at that size, in points."""
        em = self._advances
        return [em[character] * size + tracking for character in text]

    def width(self, text: str, size: float) -> float:
        """The width of a short text set without adjustment, in points."""
        em = self._advances
        return size * sum([em[character] for character in text])

    def font(self, size: float) -> str:
        """The operator that chooses the first face."""
        return f"/{self.names[0]} {number(size)} Tf"

    def plain(self, text: str) -> str | None:
        """The codes of a text that the first face sets alone, else None."""
        if text.translate(self._faces).strip(_FIRST_FACE):
            return None
        return text.translate(self._codes)

    def show(self, text: str, size: float, squeeze: Mapping[int, float], offset: int = 0) -> str:
        """The operators that show a text from where the text matrix stands.

        A character that no face has is read by a machine (ActualText) where a person sees its substitute.
        ``squeeze`` takes points away after the character at a position; positions count from ``offset``.
        """
        end = offset + len(text)
        cuts = sorted(position + 1 - offset for position in squeeze if offset <= position < end)
        parts: list[str] = []
        for match in _SAME_FACE.finditer(text.translate(self._faces)):
            first, last = match.span()
            mark = ord(match[1])
            is_missing = mark >= _MISSING
            face = self._missing[mark - _MISSING] if is_missing else mark
            parts.append(f"/{self.names[face]} {number(size)} Tf")
            if is_missing:
                real = text[first:last].encode("utf-16-be").hex()
                parts.append(f"/Span <</ActualText<feff{real}>>> BDC")
            inside = [cut for cut in cuts if first < cut <= last]
            if inside:
                kerns = [squeeze[cut - 1 + offset] * 1000 / size for cut in inside]
                parts.append(self._kerned(text[first:last], [cut - first for cut in inside], kerns))
            else:
                parts.append(f"<{text[first:last].translate(self._codes)}> Tj")
            if is_missing:
                parts.append("EMC")
        return "\n".join(parts)

    def _kerned(self, text: str, cuts: Sequence[int], kerns: Sequence[float]) -> str:
        """A text of one face with the space after some characters taken away, in 1/1000 em."""
        pieces, start = [], 0
        for cut, kern in zip(cuts, kerns, strict=True):
            pieces.append(f"<{text[start:cut].translate(self._codes)}>{number(kern)}")
            start = cut
        rest = text[start:].translate(self._codes)
        return f"[{''.join(pieces)}{f'<{rest}>' if rest else ''}] TJ"
