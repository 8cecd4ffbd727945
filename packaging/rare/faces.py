"""The two faces of rare characters: the extensions B to I, from free fonts that Debian packages.

The program's own faces have 通用规范汉字表, the basic block and extension A. What lies beyond is some 70,000
characters for which a few names of persons and places are reason enough, and too much to travel with every
copy: they are a package of their own (docs/decisions/0074).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "packaging" / "fonts"), str(ROOT / "packaging" / "common")]
from build import bear_own_name, make_plain  # noqa: E402 - beside the faces that travel along

SUPPLEMENTARY_PLANES = range(0x20000, 0x40000)
"""Planes 2 and 3, which hold the extensions B to J and nothing that a bundled face could lack but those."""
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Source:
    """One face: the Debian package and the file in it that it is cut from, and what it is called."""

    file: str
    package: str
    path: str
    original: str
    family: str


SOURCES = (
    Source("desk-rare.ttf", "fonts-hanazono", "usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
           "HanaMinB", "Desk Rare"),
    Source("desk-rare-more.ttf", "fonts-babelstone-han",
           "usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf", "BabelStone Han", "Desk Rare More"),
)  # fmt: skip


def cut(source: Source, folder: Path, target: Path, before: frozenset[int]) -> frozenset[int]:
    """Make a face of the characters of the supplementary planes that no face before has; returns them.

    ``folder`` is where the source's package is unpacked, ``target`` where the face goes.
    """
    font = TTFont(folder / source.path, recalcTimestamp=False)
    there = {code for table in font["cmap"].tables if table.format in {4, 12} for code in table.cmap}
    wanted = frozenset(code for code in there - before if code in SUPPLEMENTARY_PLANES)
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format == 12]  # noqa: PLR2004 - whole Unicode
    options = make_plain(subset.Options())
    options.glyph_names = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    scale_upem(font, _THOUSAND)
    bear_own_name(font, source.original, source.family, "Regular")
    font.save(target / source.file, reorderTables=False)
    return wanted
