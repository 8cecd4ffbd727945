"""Comparing the words of a document with those of the form: blanks, widths and marks do not count."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

_IGNORED = re.compile(r"[\s\W_]+")
_NUMBERING = re.compile(r"^(?:[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、|\d+[.、．])")
ALIKE = 0.75
"""How alike two labels must be to be the same one, garbled: 0 to 1."""


def bare(label: str) -> str:
    """A label without blanks, marks and widths: what two prints of it have in common."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", label))


def unnumbered(label: str) -> str:
    """A bare label without its leading number; （六）其他处理 → 其他处理."""
    return bare(_NUMBERING.sub("", unicodedata.normalize("NFKC", "".join(label.split())).strip()))


def likeness(found: str, label: str) -> float:
    """How well a found label ends in a label of the form, 0 to 1.

    What stands before it may be the labels of its groups, which a line of text carries along.
    """
    mine, theirs = bare(found), bare(label)
    if not mine or not theirs:
        return 0.0
    if mine == theirs:
        return 1.0
    plain = unnumbered(label)
    if mine == plain or mine.endswith(theirs):
        return 0.99
    return SequenceMatcher(None, mine[-len(theirs) :], theirs).ratio() * 0.98
