"""Prose three ways: what either side changed is in the result, or else among the conflicts.

The unit is the sentence. A stretch that both sides changed, in different ways, is a conflict: the
result keeps mine, and theirs comes back beside it.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.report import prose
from report_desk.core.versions.alignment import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class TextConflict(Struct, frozen=True):
    """One stretch that both sides changed; ``place`` is where mine stands in the merged text."""

    base: str
    mine: str
    theirs: str
    place: int


class Taken(Struct, frozen=True):
    """One stretch that only theirs changed; ``place`` is where it stands in the merged text."""

    base: str
    theirs: str
    place: int


class MergedText(Struct, frozen=True):
    """The merged text, its conflicts, and what of theirs went into it."""

    text: str
    conflicts: tuple[TextConflict, ...]
    taken: tuple[Taken, ...]


class _Stretch(Struct, frozen=True):
    base: str
    mine: str
    theirs: str


def merge_text(base: str, mine: str, theirs: str) -> MergedText:
    """Merge two descendants of a text. Disjoint changes give the same result whichever is mine."""
    merged: list[str] = []
    length = 0
    conflicts: list[TextConflict] = []
    taken: list[Taken] = []
    for stretch in _stretches(_pieces(base), _pieces(mine), _pieces(theirs)):
        kept = stretch.mine
        if stretch.mine == stretch.base != stretch.theirs:
            kept = stretch.theirs
            taken.append(Taken(stretch.base, stretch.theirs, length))
        elif stretch.theirs not in (stretch.mine, stretch.base):
            conflicts.append(TextConflict(stretch.base, stretch.mine, stretch.theirs, length))
        merged.append(kept)
        length += len(kept)
    return MergedText("".join(merged), tuple(conflicts), tuple(taken))


def _pieces(text: str) -> list[str]:
    """A text cut so that joining the pieces gives it back: sentences with the blanks before them."""
    starts = [start for start, _ in prose.sentences(text)]
    cuts = [0, *starts[1:], len(text)]
    return [text[start:end] for start, end in itertools.pairwise(cuts) if start < end]


def _stretches(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Iterator[_Stretch]:
    """Cut all three at the pieces of the base that stand unchanged on both sides."""
    at_mine, at_theirs = _kept(base, mine), _kept(base, theirs)
    last = (-1, -1, -1)
    anchors = [(i, at_mine[i], at_theirs[i]) for i in range(len(base)) if i in at_mine and i in at_theirs]
    for anchor in (*anchors, (len(base), len(mine), len(theirs))):
        gap = _Stretch(
            "".join(base[last[0] + 1 : anchor[0]]),
            "".join(mine[last[1] + 1 : anchor[1]]),
            "".join(theirs[last[2] + 1 : anchor[2]]),
        )
        if gap != _Stretch("", "", ""):
            yield gap
        if anchor[0] < len(base):
            same = base[anchor[0]]
            yield _Stretch(same, same, same)
        last = anchor


def _kept(base: Sequence[str], side: Sequence[str]) -> dict[int, int]:
    """Which pieces of the base stand where on a side."""
    return {block.a + step: block.b + step for block in blocks(base, side) for step in range(block.size)}
