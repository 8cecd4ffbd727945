"""雷同: sections of several organs that are nearly word for word the same.

Each section is cut into stretches of six characters, which overlap; its sketch keeps the sixty-four of them
with the smallest hashes. Two texts share stretches as they share characters, and the sketches of two sets
tell which part of the sets is common (bottom-k MinHash; Broder 1997). Who is like whom is looked up by the
smallest hashes, so that the time grows with the number of organs and not with its square.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING
from zlib import crc32

from msgspec import Struct

from report_desk.core.report.tokens import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHORTEST = 60
"""Characters below which a section says too little to be copied: 无, or a sentence that everyone writes."""
ALIKE = 0.8
"""The common part from which two texts are alike."""
_STRETCH = 6
_KEPT = 64
_KEYS = 6
"""Smallest hashes that a section is looked up by: two that are alike almost surely share one of them."""
_MOST_LOOKED_AT = 24
"""Different texts that one hash leads to: what more of them share is a phrase of the trade."""
_NOISE = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")


class Passage(Struct, frozen=True):
    """A section of an organ's report, and which part of it (0 to 1) is common with the first of its group."""

    organ: str
    file: str
    share: float = 1.0


class Alike(Struct, frozen=True):
    """Organs whose section ``section`` is nearly the same, the first one in the order of the board leading.

    ``of`` is how many organs have written anything in that section.
    """

    section: str
    passages: tuple[Passage, ...]
    of: int

    @property
    def is_usual(self) -> bool:
        """Whether more than half of all write so: most likely they were told to."""
        return len(self.passages) * 2 > self.of


def normalised(raw: str, organ: str) -> str:
    """A text without what differs between copies: numbers, the organ's name, blanks and punctuation."""
    bare = TOKEN.sub("0", raw).replace(organ, "") if organ else TOKEN.sub("0", raw)
    return _DIGITS.sub("0", _NOISE.sub("", bare))


def sketch(text: str) -> bytes:
    """The smallest hashes of a text's stretches, in order."""
    data = memoryview(text.encode("utf-16-le", "surrogatepass"))
    width = 2 * _STRETCH
    hashes = {crc32(data[at : at + width]) for at in range(0, max(1, len(data) - width + 2), 2)}
    return array("I", sorted(hashes)[:_KEPT]).tobytes()


def _hashes(sketched: bytes) -> array[int]:
    found = array("I")
    found.frombytes(sketched)
    return found


def common(one: bytes, other: bytes) -> float:
    """The part of two texts that is common, from 0 to 1, as their sketches tell it."""
    mine, theirs = set(_hashes(one)), set(_hashes(other))
    united = sorted(mine | theirs)[:_KEPT]
    if not united:
        return 0.0
    shared = sum(value in mine and value in theirs for value in united) / len(united)
    return 2 * shared / (1 + shared)


def alike(sections: Iterable[tuple[str, str, str, bytes]]) -> tuple[Alike, ...]:
    """Groups of organs that wrote the same; each of ``sections`` is its id, the organ, its file, its sketch.

    Groups of unusual wording come first, those of many organs before those of few.
    """
    by_section: dict[str, _Groups] = {}
    for section, organ, file, sketched in sections:
        by_section.setdefault(section, _Groups(section)).add(organ, file, sketched)
    found = [group for groups in by_section.values() for group in groups.found()]
    return tuple(sorted(found, key=lambda one: (one.is_usual, -len(one.passages))))


class _Groups:
    """The texts of one section so far: each joins the group whose first text it is most like."""

    def __init__(self, section: str) -> None:
        self._section = section
        self._firsts: list[bytes] = []
        self._passages: list[list[Passage]] = []
        self._places: dict[int, list[int]] = {}

    def add(self, organ: str, file: str, sketched: bytes) -> None:
        keys = _hashes(sketched)[:_KEYS]
        near = {group for key in keys for group in self._places.get(key, ())}
        share, best = max(((common(sketched, self._firsts[at]), -at) for at in near), default=(0.0, 0))
        if share >= ALIKE:
            self._passages[-best].append(Passage(organ, file, share))
            return
        for key in keys:
            groups = self._places.setdefault(key, [])
            if len(groups) < _MOST_LOOKED_AT:
                groups.append(len(self._firsts))
        self._firsts.append(sketched)
        self._passages.append([Passage(organ, file)])

    def found(self) -> Iterator[Alike]:
        of = sum(map(len, self._passages))
        for passages in self._passages:
            if len(passages) > 1:
                yield Alike(self._section, tuple(passages), of)
