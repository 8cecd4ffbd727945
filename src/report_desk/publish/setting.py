"""Set text in a role of the document: pick a face for every character, measure, write the operators."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from report_desk.publish.geometry import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from report_desk.publish.typeface import Typeface

SUBSTITUTE = "〓"
"""Printed where no face has a character: the printer's mark for a sort that is missing."""
_SAME_FACE = re.compile(r"(.)\1*", re.DOTALL)
_INVISIBLE = {
    code: None
    for code in (*range(0x20), 0x7F, *range(0x80, 0xA0), 0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
                 *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF, *range(0xD800, 0xE000),
                 *range(0xFFF9, 0xFFFE), 0xFFFE, 0xFFFF)
}  # fmt: skip
_VISIBLE: dict[int, str | None] = {**_INVISIBLE, 0x09: " ", 0x0A: " ", 0x0D: " ", 0xA0: " ", 0x2028: " ", 0x2029: " "}


class Role(StrEnum):
    """What a piece of text is in the document; each has a face of its own (GB/T 9704-2012, 7.3)."""

    TITLE = "title"
    HEADING = "hei"
    SUBHEADING = "kai"
    BODY = "fang"
    TABLE = "song"


def printable(text: str) -> str:
    """The text without what cannot be seen: controls, direction marks, lone surrogates."""
    return text.translate(_VISIBLE).strip(" \u3000")


class Setting:
    """One role with the faces chosen for this document: the first that has a character sets it.

    ``faces`` maps the name a face has in the PDF to the face. ``missing`` collects the characters
    that none of them has; they print as ``SUBSTITUTE``.
    """

    def __init__(self, faces: Mapping[str, Typeface], characters: Iterable[str]) -> None:
        self._names = tuple(faces)
        self.face = next(iter(faces.values()))
        self.face_names = tuple(face.name for face in faces.values())
        self._codes: dict[int, str] = {}
        self._faces: dict[int, str] = {}
        self._advances: dict[str, float] = {}
        self.used: dict[str, dict[int, str]] = {name: {} for name in faces}
        self.missing: set[str] = set()
        for character in sorted({*characters, SUBSTITUTE}):
            self._choose(character, faces)

    def _choose(self, character: str, faces: Mapping[str, Typeface], shown: str = "") -> None:
        for index, (name, face) in enumerate(faces.items()):
            glyph = face.glyph(shown or character)
            if glyph is not None:
                code = ord(character)
                self._codes[code] = f"{glyph.number:04x}"
                self._faces[code] = chr(index)
                self._advances[character] = glyph.advance / 1000
                self.used[name][glyph.number] = shown or character
                return
        self.missing.add(character)
        self._choose(character, faces, SUBSTITUTE)

    @property
    def first_name(self) -> str:
        """The name, in the PDF, of the face that sets this role."""
        return self._names[0]

    def advances(self, text: str, size: float, tracking: float = 0.0) -> list[float]:
        """The width of each character at that size, in points."""
        em = self._advances
        return [em[character] * size + tracking for character in text]

    def width(self, text: str, size: float) -> float:
        """The width of a short text set without adjustment, in points."""
        em = self._advances
        return size * sum([em[character] for character in text])

    def show(self, text: str, size: float, squeeze: Mapping[int, float], offset: int = 0) -> str:
        """The operators that show a text from where the text matrix stands.

        ``squeeze`` takes points away after the character at a position; positions count from ``offset``.
        """
        cuts = sorted(position + 1 - offset for position in squeeze if offset <= position < offset + len(text))
        parts: list[str] = []
        for match in _SAME_FACE.finditer(text.translate(self._faces)):
            start, end = match.span()
            parts.append(f"/{self._names[ord(match[1])]} {number(size)} Tf")
            inside = [cut for cut in cuts if start < cut <= end]
            if inside:
                parts.append(self._array(text, start, end, inside, squeeze, offset, size))
            else:
                parts.append(f"<{text[start:end].translate(self._codes)}> Tj")
        return "\n".join(parts)

    def _array(  # noqa: PLR0913 - the inner half of show()
        self, text: str, start: int, end: int, cuts: Sequence[int], squeeze: Mapping[int, float], offset: int,
        size: float,
    ) -> str:  # fmt: skip
        pieces = []
        for cut in cuts:
            shown = text[start:cut].translate(self._codes)
            pieces.append(f"<{shown}>{number(squeeze[cut - 1 + offset] * 1000 / size)}")
            start = cut
        if start < end:
            pieces.append(f"<{text[start:end].translate(self._codes)}>")
        return f"[{''.join(pieces)}] TJ"
