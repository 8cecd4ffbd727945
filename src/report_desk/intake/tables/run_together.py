"""Figures that a copy has run together, such as 12882100501362, → the only way in which their sum is right.

A row of the form may end with the sum of its figures. Where just one way of cutting the digits makes it
so, that is how they stood; where there are two, nobody can tell. What is cut is doubted, cell by cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_RUN = 60
_LONGEST_NUMBER = 8
_MOST_TRIES = 200_000


def cut_by_sums(digits: str, groups: int, count: int) -> tuple[str, ...] | None:
    """Cut digits into so many groups of so many numbers, the last of each the sum of the others.

    ``None`` where there is no way, more than one, or too many to try.
    """
    if not digits.isdecimal() or not digits.isascii() or not groups * count <= len(digits) <= LONGEST_RUN:
        return None
    tries = [0]
    found: list[tuple[str, ...]] = []
    for cut in _cuts(digits, groups, count, tries):
        found.append(cut)
        if len(found) > 1:
            return None
    return found[0] if found and tries[0] < _MOST_TRIES else None


def _cuts(digits: str, groups: int, count: int, tries: list[int]) -> Iterator[tuple[str, ...]]:
    if not groups:
        if not digits:
            yield ()
        return
    for numbers, rest in _group(digits, count - 1, 0, (), tries):
        for others in _cuts(rest, groups - 1, count, tries):
            yield (*numbers, *others)


def _group(
    digits: str, left: int, total: int, numbers: tuple[str, ...], tries: list[int]
) -> Iterator[tuple[Sequence[str], str]]:
    """One group from the beginning of the digits: its numbers, then their sum, and what is left over."""
    tries[0] += 1
    if tries[0] >= _MOST_TRIES:
        return
    if not left:
        stated = str(total)
        if digits.startswith(stated):
            yield (*numbers, stated), digits[len(stated) :]
        return
    longest = 1 if digits.startswith("0") else min(_LONGEST_NUMBER, len(digits) - left)
    for length in range(1, longest + 1):
        number = digits[:length]
        yield from _group(digits[length:], left - 1, total + int(number), (*numbers, number), tries)
