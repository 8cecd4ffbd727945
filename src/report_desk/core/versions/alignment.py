"""Which pieces of one sequence stand unchanged in another, in a time that no pair of texts can stretch.

`difflib` gives the finest answer, and needs cubic time where pieces repeat. Here it sees only what is
left between pieces that stand once on either side (patience), where that is little; what is much and
repeats too often to tell apart counts as replaced. Any answer is true, some are coarser.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_WORK = 3_000_000
"""Steps that `difflib` may take at worst for one stretch: a quarter of a second."""


class Block(Struct, frozen=True):
    """``size`` pieces that are the same from ``a`` on in the one sequence and from ``b`` on in the other."""

    a: int
    b: int
    size: int


class _Stretch(Struct, frozen=True):
    a1: int
    a2: int
    b1: int
    b2: int


def blocks(a: Sequence[str], b: Sequence[str]) -> tuple[Block, ...]:
    """The blocks that stand unchanged, in order, as long as they can be; the last one is the empty end."""
    waiting, found = [_Stretch(0, len(a), 0, len(b))], [Block(len(a), len(b), 0)]
    while waiting:
        stretch, ends = _trimmed(a, b, waiting.pop())
        found += ends
        if stretch.a1 == stretch.a2 or stretch.b1 == stretch.b2:
            continue
        if _work(a, b, stretch) <= MOST_WORK:
            found += _finest(a, b, stretch)
        elif anchors := _anchors(a, b, stretch):
            found += anchors
            waiting += _between(stretch, anchors)
    return _joined(sorted(found, key=lambda block: (block.a, block.b)))


def _trimmed(a: Sequence[str], b: Sequence[str], within: _Stretch) -> tuple[_Stretch, list[Block]]:
    """A stretch without what is the same at its beginning and at its end."""
    a1, a2, b1, b2 = within.a1, within.a2, within.b1, within.b2
    while a1 < a2 and b1 < b2 and a[a1] == b[b1]:
        a1, b1 = a1 + 1, b1 + 1
    while a1 < a2 and b1 < b2 and a[a2 - 1] == b[b2 - 1]:
        a2, b2 = a2 - 1, b2 - 1
    ends = [Block(within.a1, within.b1, a1 - within.a1), Block(a2, b2, within.a2 - a2)]
    return _Stretch(a1, a2, b1, b2), [block for block in ends if block.size]


def _work(a: Sequence[str], b: Sequence[str], within: _Stretch) -> int:
    """An upper bound of the steps that `difflib` takes: every pair of equal pieces, for each block."""
    in_b = Counter(b[within.b1 : within.b2])
    pairs = sum(in_b[piece] for piece in a[within.a1 : within.a2])
    return pairs * min(within.a2 - within.a1, within.b2 - within.b1)


def _finest(a: Sequence[str], b: Sequence[str], within: _Stretch) -> Iterator[Block]:
    matcher = SequenceMatcher(None, a[within.a1 : within.a2], b[within.b1 : within.b2], autojunk=False)
    for block in matcher.get_matching_blocks()[:-1]:
        yield Block(within.a1 + block.a, within.b1 + block.b, block.size)


def _anchors(a: Sequence[str], b: Sequence[str], within: _Stretch) -> list[Block]:
    """The longest row of pieces that stand once on either side and in the same order on both."""
    counts = [Counter(a[within.a1 : within.a2]), Counter(b[within.b1 : within.b2])]
    places = {b[j]: j for j in range(within.b1, within.b2) if counts[0][b[j]] == counts[1][b[j]] == 1}
    tops: list[int] = []
    ends: list[Block] = []
    before: dict[Block, Block | None] = {}
    for i in range(within.a1, within.a2):
        if (j := places.get(a[i])) is not None:
            at = bisect_left(tops, j)
            block = Block(i, j, 1)
            before[block] = ends[at - 1] if at else None
            tops[at : at + 1] = [j]
            ends[at : at + 1] = [block]
    row: list[Block] = []
    last = ends[-1] if ends else None
    while last is not None:
        row.append(last)
        last = before[last]
    return row[::-1]


def _between(within: _Stretch, anchors: Sequence[Block]) -> Iterator[_Stretch]:
    a1, b1 = within.a1, within.b1
    for anchor in (*anchors, Block(within.a2, within.b2, 1)):
        yield _Stretch(a1, anchor.a, b1, anchor.b)
        a1, b1 = anchor.a + 1, anchor.b + 1


def _joined(found: Sequence[Block]) -> tuple[Block, ...]:
    """Neighbours as one block, but for the empty end."""
    result: list[Block] = []
    for block in found:
        last = result[-1] if result else None
        if block.size and last and (last.a + last.size, last.b + last.size) == (block.a, block.b):
            result[-1] = Block(last.a, last.b, last.size + block.size)
        else:
            result.append(block)
    return tuple(result)
