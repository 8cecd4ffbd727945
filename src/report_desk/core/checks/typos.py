"""What a wrong value says of how it came about: swapped digits, a zero too many, a shifted row."""

from __future__ import annotations

from enum import StrEnum


class Typo(StrEnum):
    """A typing mistake that has a name."""

    WRONG = "wrong"
    SWAPPED_DIGITS = "swapped_digits"
    EXTRA_ZERO = "extra_zero"
    MISSING_ZERO = "missing_zero"
    SHIFTED_COLUMN = "shifted_column"
    SHIFTED_ROW = "shifted_row"


def typo(typed: int, right: int) -> Typo:
    """How a single wrong value came about, as far as its digits tell."""
    if typed and typed == right * 10:
        return Typo.EXTRA_ZERO
    if right and right == typed * 10:
        return Typo.MISSING_ZERO
    if (typed - right) % 9 == 0 and sorted(str(typed)) == sorted(str(right)):
        return Typo.SWAPPED_DIGITS
    return Typo.WRONG
