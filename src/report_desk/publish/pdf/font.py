"""A face as reportlab's registry of fonts knows it: Identity-H, embedded as one HarfBuzz subset.

reportlab's own TrueType fonts cut a text into subsets of 256 glyphs, each with the whole ``glyf`` table.
This font is of the kind that reportlab has for CID fonts (``_multiByte``): the font itself turns a text
into codes, two bytes a glyph, and adds its objects to a document.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import BasicFonts, PDFArray, PDFDictionary, PDFObject

from report_desk.publish.pdf.streams import ArchiveStream

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportlab.pdfbase.pdfdoc import PDFDocument

    from report_desk.publish.fonts.typeface import Typeface

_SYMBOLIC = 4
_STEM = 80
_FULL_WIDTH = 1000
_CAP_HEIGHT, _ASCENT, _DESCENT = 729, 880, -120
_MAP_LIMIT = 100
"""Entries that one ``bfchar`` block may hold."""
_ESCAPED = {ord(byte): f"\\{byte}" for byte in "()\\"} | {ord("\r"): "\\r", ord("\n"): "\\n"}
"""Bytes that cannot stand in a literal string as they are (ISO 32000-1, 7.3.4.2)."""


class _Codes(dict[int, str]):
    """What shows a character in a literal string: its glyph number as two escaped bytes."""

    def __init__(self, face: Typeface) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, character: int) -> str:
        glyph = self._face.glyph(chr(character))
        if glyph is None:
            raise LookupError(chr(character))
        high, low = divmod(glyph.number, 256)
        self[character] = codes = (chr(high) + chr(low)).translate(_ESCAPED)
        return codes


class _Embedded:
    """What reportlab's canvas asks of the face of a font: it is none of those that every viewer has."""

    builtIn = False  # noqa: N815 - reportlab's name


class EmbeddedFont:
    """A face under a name in reportlab's registry.

    It outlives the document and knows of none: which characters a document shows is kept by the
    document, so that exports may run side by side.
    """

    _multiByte = True  # noqa: N815 - reportlab's name
    _dynamicFont = False  # noqa: N815
    shapable = False
    face = _Embedded()

    def __init__(self, face: Typeface) -> None:
        self.typeface = face
        self.fontName = face.key
        self.ascent, self.descent = _ASCENT, _DESCENT
        self._codes = _Codes(face)

    def formatForPdf(self, text: str) -> str:  # noqa: N802 - reportlab's name, as all public ones here
        """The inside of a literal string that shows a text; one character of it is one byte."""
        return text.translate(self._codes)

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: ARG002, N802
        """The width of a text in points."""
        glyphs = map(self.typeface.glyph, text)
        return sum(glyph.advance for glyph in glyphs if glyph is not None) * size / 1000

    def addObjects(self, document: PDFDocument) -> None:  # noqa: N802
        """Make the font known to a document, which asks for it at the first use."""
        name = f"F{len(document.fontMapping) + 1}"
        fonts = document.idToObject[BasicFonts].dict
        fonts[name] = document.Reference(_CompositeFont(self), name)
        document.fontMapping[self.fontName] = f"/{name}"


def register(face: Typeface) -> EmbeddedFont:
    """Enter a face into reportlab's registry, where canvas and text objects find it by its name.

    The registry belongs to the process. A face is entered under the place of its file, so whoever
    enters it again, in this thread or another, replaces it by the same.
    """
    font = _font_of(face)
    pdfmetrics.registerFont(font)
    return font


@lru_cache(maxsize=32)
def _font_of(face: Typeface) -> EmbeddedFont:
    return EmbeddedFont(face)


class _CompositeFont(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """The font dictionary of a document; it is written last, when all that the font shows is known."""

    __RefOnly__ = 1

    def __init__(self, font: EmbeddedFont) -> None:
        self._font = font

    def format(self, document: PDFDocument) -> bytes:
        """The dictionary as PDF syntax; what it refers to is added to the document."""
        face = self._font.typeface
        glyphs = _glyphs(face, document.shown[self._font.fontName])
        name = f"/{_prefix(glyphs)}+{face.name}"
        descendant = PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": name,
                "CIDSystemInfo": "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
                "FontDescriptor": document.Reference(_descriptor(document, face, name, glyphs)),
                "DW": _FULL_WIDTH,
                "W": f"[{_widths(face, glyphs)}]",
                "CIDToGIDMap": "/Identity",
            }
        )
        font = PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": name,
                "Encoding": "/Identity-H",
                "DescendantFonts": PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(ArchiveStream(_to_unicode(glyphs))),
            }
        )
        written: bytes = font.format(document)
        return written


def _glyphs(face: Typeface, characters: Iterable[str]) -> dict[int, str]:
    """The numbers of the glyphs that show these characters, in order, and what each one shows."""
    found = [(face.glyph(character), character) for character in characters]
    return dict(sorted([(glyph.number, character) for glyph, character in found if glyph is not None]))


def _descriptor(document: PDFDocument, face: Typeface, name: str, glyphs: Iterable[int]) -> PDFDictionary:
    program = face.subset(glyphs)
    return PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray(face.bounds),
            "ItalicAngle": 0,
            "Ascent": _ASCENT,
            "Descent": _DESCENT,
            "CapHeight": _CAP_HEIGHT,
            "StemV": _STEM,
            "FontFile2": document.Reference(ArchiveStream(program, {"Length1": len(program)})),
        }
    )


def _prefix(numbers: Iterable[int]) -> str:
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
    """The inside of the ``W`` array: only glyphs that are not a full em wide, runs of neighbours together."""
    narrow = [
        (number, glyph.advance)
        for number, character in glyphs.items()
        if (glyph := face.glyph(character)) is not None and glyph.advance != _FULL_WIDTH
    ]
    parts = []
    for _, run in groupby(enumerate(narrow), key=lambda entry: entry[1][0] - entry[0]):
        entries = [entry for _, entry in run]
        parts.append(f"{entries[0][0]}[{' '.join(f'{advance:g}' for _, advance in entries)}]")
    return "".join(parts)


def _to_unicode(glyphs: Mapping[int, str]) -> bytes:
    """The map that tells which character each glyph shows."""
    entries = [_mapped(number, character) for number, character in glyphs.items()]
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


@lru_cache(maxsize=8192)
def _mapped(number: int, character: str) -> str:
    """The entry of one glyph; kept, for most reports show the same characters."""
    return f"<{number:04x}><{character.encode('utf-16-be').hex()}>"
