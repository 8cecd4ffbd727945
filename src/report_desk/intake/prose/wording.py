"""Comparing the words of a document with those of the form: blanks, widths and marks do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_IGNORED = re.compile(r"[\s\W_]+")
_NUMBERING = re.compile(
    r"^(?:[#*\s]*)(?:第[一二三四五六七八九十\d]{1,3}+(?:部分|章|节)[、.:：]?|[(（][一二三四五六七八九十\d]{1,3}+[)）]、?"
    r"|[一二三四五六七八九十]{1,3}+[、.．,，:：]|\d{1,2}+[.、．,，)）](?!\d))"
)
ALIKE = 0.7
"""How alike two labels must be to be the same one, garbled: 0 to 1."""


@lru_cache(maxsize=4096)
def bare(label: str) -> str:
    """A label without blanks, marks and widths: what two prints of it have in common."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", label))


@lru_cache(maxsize=4096)
def unnumbered(label: str) -> str:
    """A bare label without its leading number; （六）其他处理 → 其他处理."""
    return bare(_NUMBERING.sub("", unicodedata.normalize("NFKC", "".join(label.split())).strip()))


def ratio(one: str, other: str) -> float:
    """How alike two bare texts are, 0 to 1."""
    if min(len(one), len(other)) * 3 < max(len(one), len(other)):
        return 0.0  # they cannot be as alike as half
    return _measure()(one, other) / 100


@cache
def _measure() -> Callable[[str, str], float]:
    from rapidfuzz.fuzz import ratio as measure  # noqa: PLC0415 - 25 ms, and most labels are exact

    return measure


def likeness(found: str, label: str) -> float:
    """How alike a printed label and one of the form are, 0 to 1, with and without their numbers."""
    return max(ratio(bare(found), bare(label)), ratio(unnumbered(found), unnumbered(label)))
