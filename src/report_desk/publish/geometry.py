"""The measures of an official document (GB/T 9704-2012, clauses 5 and 7), in points unless said."""

from __future__ import annotations

MM = 72 / 25.4
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
TOP_MARGIN = 37 * MM
LEFT_MARGIN = 28 * MM
TEXT_WIDTH = 156 * MM
TEXT_HEIGHT = 225 * MM
LINES = 22
CHARACTERS = 28
BODY_SIZE = 16.0
PITCH = TEXT_WIDTH / CHARACTERS
"""Advance of a full-width character of the body: 28 of them fill the line exactly (15.79 pt)."""
TRACKING = PITCH - BODY_SIZE
LEADING = TEXT_HEIGHT / LINES
ASCENT = 0.88
"""How far the em box of a Chinese face rises above the baseline, in em; 0.12 lies below it."""
TITLE_SIZE = 22.0
TITLE_LEADING = 36.0
PAGE_NUMBER_SIZE = 14.0
PAGE_NUMBER_DROP = 7 * MM
"""The 一字线 beside the page number lies this far below the text block (7.5)."""
SMALLEST_SIZE = 9.0
LEFT = LEFT_MARGIN
RIGHT = LEFT_MARGIN + TEXT_WIDTH
TOP = PAGE_HEIGHT - TOP_MARGIN
BOTTOM = TOP - TEXT_HEIGHT


def rounded(length: float) -> float:
    """A length as it is placed: to a thousandth of a point, so that no writer has to round again."""
    return round(length, 3)
