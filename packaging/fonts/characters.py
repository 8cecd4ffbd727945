"""Which characters the bundled faces must carry.

The five faces of an official page have the two national lists together: 通用规范汉字表 (2013, 8105
characters, those of names of people and places included) from the ``kTGH`` field of the Unihan
database, and GB 2312 (which adds the symbols, Greek, Cyrillic and kana that office texts use). To
these come Latin with accents and the punctuation, numbers and signs that GB/T 15834 and office
software produce.

Behind them stand two faces for whatever else a clerk types: all other Chinese characters of its source
(GB 18030-2022, level 1: the basic block and extension A), and letters and signs that it lacks.
"""

from __future__ import annotations

import bz2
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

COMMON_CHARACTERS = 8105
_LATIN = (*range(0x20, 0x7F), *range(0xA0, 0x180))
_LETTERS_AND_SIGNS = (range(0x20, 0x530), range(0x1E00, 0x2C00), range(0x2C60, 0x2C80), range(0xFB00, 0xFB07))
"""Scripts that need no shaping, and the blocks of signs."""
_PRIVATE = range(0xE000, 0xF900)
_SIGNS = (
    *range(0x2010, 0x2028),
    *range(0x2030, 0x203C),
    0x20AC,
    *(0x2103, 0x2109, 0x2116, 0x2122),
    *range(0x2150, 0x2180),
    *range(0x2190, 0x219A),
    *(0x2208, 0x220F, 0x2211, 0x221A, 0x221E, 0x2236, 0x2248, 0x2260, 0x2264, 0x2265),
    *range(0x2460, 0x24B6),
    *(0x25A0, 0x25A1, 0x25B2, 0x25B3, 0x25CB, 0x25CF, 0x25CE, 0x25C6, 0x25C7, 0x2605, 0x2606),
    *(0x2610, 0x2611, 0x2612, 0x2713, 0x2714),
    *range(0x3000, 0x3020),
    *range(0x3220, 0x3244),
    *range(0x3280, 0x32B1),
    *range(0x3380, 0x33E0),
    *range(0xFE10, 0xFE1A),
    *range(0xFE30, 0xFE50),
    *range(0xFF01, 0xFF5F),
    *range(0xFFE0, 0xFFE7),
)


def common_characters(unihan: Path) -> tuple[str, ...]:
    """The 8105 characters of 通用规范汉字表, from ``Unihan_OtherMappings.txt.bz2``."""
    with bz2.open(unihan, "rt", encoding="utf-8") as lines:
        found = tuple(
            chr(int(line.split("\t")[0].removeprefix("U+"), 16)) for line in lines if "\tkTGH\t" in line
        )
    if len(found) != COMMON_CHARACTERS:
        message = f"{unihan.name} lists {len(found)} characters of 通用规范汉字表, not {COMMON_CHARACTERS}"
        raise ValueError(message)
    return found


def gb2312_characters() -> tuple[str, ...]:
    """Every character of GB 2312-80 that has a code point."""
    cells = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return tuple(text for text in (cell.decode("gb2312", "ignore") for cell in cells) if text)


def wanted_characters(unihan: Path) -> frozenset[int]:
    """The code points that a bundled face keeps when its source has them."""
    texts = (*common_characters(unihan), *gb2312_characters())
    return frozenset({*map(ord, texts), *_LATIN, *_SIGNS})


class Share(StrEnum):
    """Which of its source's characters a bundled face keeps."""

    OFFICE = "those of office texts"
    REST = "all others"
    SIGNS = "letters and signs that the others lack"
    LATIN = "Latin letters, digits and marks of ASCII"


def shared(
    share: Share, there: frozenset[int], office: frozenset[int], before: frozenset[int]
) -> frozenset[int]:
    """The code points of a source (``there``) that its face keeps; ``before`` are those of earlier faces."""
    match share:
        case Share.OFFICE:
            return there & office
        case Share.REST:
            return frozenset(code for code in there - before if code not in _PRIVATE)
        case Share.LATIN:
            return there & frozenset(range(0x20, 0x7F))
        case Share.SIGNS:
            return frozenset(
                code for code in there - before if any(code in block for block in _LETTERS_AND_SIGNS)
            )


def ranges(codes: Iterable[int]) -> str:
    """Code points as ``20-7E A0-17F …``, hexadecimal, ends included."""
    ends: list[list[int]] = []
    for code in sorted(codes):
        if ends and code == ends[-1][1] + 1:
            ends[-1][1] = code
        else:
            ends.append([code, code])
    return " ".join(f"{first:X}-{last:X}" if first < last else f"{first:X}" for first, last in ends)
