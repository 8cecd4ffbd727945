"""Embed a face: one Identity-H subset of exactly the glyphs that the document shows."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.publish.fonts.typeface import Typeface
    from report_desk.publish.pdf.objects import File

_SYMBOLIC = 4
_STEM = 80
_FULL_WIDTH = 1000
_CAP_HEIGHT = 729
_MAP_LIMIT = 100
"""Entries that one ``bfchar`` block may hold."""


def embed(file: File, face: Typeface, glyphs: Mapping[int, str]) -> int:
    """Write a face with its glyphs and return the number of the font object.

    ``glyphs`` maps glyph numbers to the character each one shows.
    """
    numbers = sorted(glyphs)
    name = f"{_prefix(numbers)}+{face.name}"
    program = face.subset(numbers)
    data = file.stream(program, {"Length1": len(program)})
    box = " ".join(map(str, face.bounds))
    descriptor = file.put(
        f"<</Type/FontDescriptor/FontName/{name}/Flags {_SYMBOLIC}/FontBBox[{box}]/ItalicAngle 0/Ascent 880"
        f"/Descent -120/CapHeight {_CAP_HEIGHT}/StemV {_STEM}/FontFile2 {data} 0 R>>".encode()
    )
    descendant = file.put(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 1000/W[{_widths(face, glyphs)}]"
        f"/CIDToGIDMap/Identity>>".encode()
    )
    unicode_map = file.stream(_to_unicode(glyphs))
    return file.put(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
        f"/ToUnicode {unicode_map} 0 R>>".encode()
    )


def _prefix(numbers: list[int]) -> str:
    """Six capital letters that differ where the subsets differ (ISO 32000-1, 9.6.4)."""
    value = 0
    for number in numbers:
        value = (value * 31 + number) % 26**6
    letters = ""
    for _ in range(6):
        value, rest = divmod(value, 26)
        letters += chr(65 + rest)
    return letters


def _widths(face: Typeface, glyphs: Mapping[int, str]) -> str:
    """The ``W`` array: only the glyphs that are not a full em wide, runs of one width together."""
    narrow = [
        (number, glyph.advance)
        for number, character in sorted(glyphs.items())
        if (glyph := face.glyph(character)) is not None and glyph.advance != _FULL_WIDTH
    ]
    runs = groupby(enumerate(narrow), key=lambda entry: entry[1][0] - entry[0])
    parts = []
    for _, run in runs:
        entries = [entry for _, entry in run]
        parts.append(f"{entries[0][0]}[{' '.join(f'{advance:g}' for _, advance in entries)}]")
    return "".join(parts)


def _to_unicode(glyphs: Mapping[int, str]) -> bytes:
    entries = [
        f"<{number:04x}><{character.encode('utf-16-be').hex()}>"
        for number, character in sorted(glyphs.items())
    ]
    blocks = []
    for first in range(0, len(entries), _MAP_LIMIT):
        block = entries[first : first + _MAP_LIMIT]
        blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar")
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
        + "\n".join(blocks)
        + "\nendcmap CMapName currentdict /CMap defineresource pop end end\n"
    ).encode("ascii")
