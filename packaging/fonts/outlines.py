"""What is done to the outlines of a source font on the way into the bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fontTools.ttLib import TTFont

EM = 1000
MAXIMUM_ERROR = 2.0
"""How far a converted outline may lie from its original, in 1/1000 em (0.03 pt at 16 pt)."""
DASHES = (0x2014, 0x2015)
DASH_OVERHANG = 20
"""How far — reaches past its em on both sides, so that —— joins even in a stretched line."""
MIDDLE_DOT = 0x00B7


def convert_to_quadratic(font: TTFont) -> None:
    """Turn CFF outlines into glyf (MAXIMUM_ERROR apart at most): the PDF embeds TrueType only."""
    glyphs = font.getGlyphSet()
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, max_err=MAXIMUM_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    font.sfntVersion = "\0\1\0\0"
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = outlines
    for glyph in outlines.values():
        glyph.recalcBounds(glyf)
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                  "maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):  # fmt: skip
        setattr(maxp, field, 1 if field == "maxZones" else 0)


def raise_all(font: TTFont, by: int) -> None:
    """Move every outline up, so that a face that sits low stands level with the digits of another."""
    glyf = font["glyf"]
    for name in font.getGlyphOrder():
        glyph = glyf[name]
        if glyph.numberOfContours > 0:
            glyph.coordinates.translate((0, by))
            glyph.recalcBounds(glyf)


def flatten(font: TTFont) -> None:
    """Replace composite glyphs by their outlines: a subset then never needs another glyph."""
    glyf, glyphs = font["glyf"], font.getGlyphSet()
    for name in font.getGlyphOrder():
        if glyf[name].isComposite():
            recording, pen = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
            glyphs[name].draw(recording)
            recording.replay(pen)
            glyf[name] = pen.glyph()


def join_dashes(font: TTFont) -> None:
    """Make — a full em wide and its stroke a little wider, at the height the face gave it."""
    cmap, glyphs = font.getBestCmap(), font.getGlyphSet()
    for code in DASHES:
        if code not in cmap:
            continue
        bounds = BoundsPen(glyphs)
        glyphs[cmap[code]].draw(bounds)
        _, low, _, high = bounds.bounds
        pen = TTGlyphPen(None)
        left, right = -DASH_OVERHANG, EM + DASH_OVERHANG
        pen.moveTo((left, low))
        for point in ((left, high), (right, high), (right, low)):
            pen.lineTo(point)
        pen.closePath()
        font["glyf"][cmap[code]] = pen.glyph()
        font["hmtx"][cmap[code]] = (EM, left)


def centre_in_em(font: TTFont, code: int) -> None:
    """Give a proportional mark the full width it has in Chinese text (· in 阿卜杜拉·买买提)."""
    name = font.getBestCmap().get(code)
    if name is None or font["hmtx"][name][0] == EM:
        return
    glyph = font["glyf"][name]
    shift = (EM - (glyph.xMax - glyph.xMin)) // 2 - glyph.xMin
    glyph.coordinates.translate((shift, 0))
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (EM, glyph.xMin)


def separate_shared(font: TTFont) -> None:
    """Give every code point a glyph of its own: text read back from a PDF is then unambiguous."""
    owner: dict[str, int] = {}
    cmap = sorted(font.getBestCmap().items())
    copies = {code: name for code, name in cmap if owner.setdefault(name, code) != code}
    glyf, metrics = font["glyf"], font["hmtx"]
    for code, name in copies.items():
        copy = f"u{code:05X}"
        glyf[copy] = _copied(glyf[name])
        metrics[copy] = metrics[name]
        _map(font, (code,), copy)


def _copied(glyph: object) -> object:
    pen = TTGlyphPen(None)
    glyph.draw(pen, None)  # type: ignore[attr-defined]
    return pen.glyph()


def _map(font: TTFont, codes: Iterable[int], name: str) -> None:
    for table in font["cmap"].tables:
        for code in codes:
            if code in table.cmap:
                table.cmap[code] = name


__all__ = [
    "MIDDLE_DOT",
    "centre_in_em",
    "convert_to_quadratic",
    "flatten",
    "join_dashes",
    "separate_shared",
]
