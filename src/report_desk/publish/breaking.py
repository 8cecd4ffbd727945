"""Break a paragraph into flush lines: squeeze marks, then hang them, then spread the line.

The best set of breaks for the whole paragraph is sought, so that a lonely last character or a
forbidden mark is mended where it disturbs least. All widths are in points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from report_desk.publish.marks import (
    BLANK_AFTER,
    BLANK_BEFORE,
    MEETING,
    SQUEEZABLE,
    is_lonely,
    permissions,
    slack,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CLOSE_ENOUGH = 0.02
_INNER_SLACK = 0.25
_TIGHTEST = 0.4
"""The most that characters may be drawn together, in points a gap, at any size up to 16."""
_LOOSEST = 1.4
_HANGING = 2.5
"""How far a closing mark at the end of a line may hang out of the measure, beside its blank half."""
_TAIL_COST, _INNER_COST, _HANG_COST = 4.0, 12.0, 30.0
_TIGHT_UNIT, _LOOSE_UNIT = 0.1, 0.2
_SHORT_COST, _LONELY_COST, _HOPELESS_COST = 200.0, 1e7, 1e5
_CAREFUL_LINES = 4
"""So many lines before the end of a paragraph every way of breaking is tried."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, ``text[start:end]``, and how it is made flush.

    ``spread`` is added in every gap; after the character at a position in ``squeeze`` that many
    points are taken away. ``natural`` is the width before both.
    """

    start: int
    end: int
    spread: float
    squeeze: Mapping[int, float]
    natural: float


class _Fit(NamedTuple):
    """What a line from here to there costs, and how it is adjusted to fill its width."""

    cost: float
    tail: float = 0.0
    inner: float = 0.0
    spread: float = 0.0


class _Paragraph:
    """A text measured once: where lines may end, and how wide any stretch of it is."""

    def __init__(self, text: str, advances: Sequence[float], size: float) -> None:
        self.text = text
        self.size = size
        widths = list(advances)
        self.kerns = {match.start(): slack(match[0]) * size for match in MEETING.finditer(text)}
        for position, kern in self.kerns.items():
            widths[position] -= kern
        self.edges = [0.0, *accumulate(widths)]
        self.allowed = permissions(text)
        self.gaps = [
            position - (text[position] in BLANK_BEFORE)
            for position in (match.start() for match in SQUEEZABLE.finditer(text))
            if position not in self.kerns
        ]

    def natural(self, start: int, end: int) -> float:
        """How wide the text is before any adjustment; a space at the end of a line takes no room."""
        if self.text[end - 1] == " " and end - start > 1:
            end -= 1
        return self.edges[end] - self.edges[start]

    def fit(self, start: int, end: int, width: float) -> _Fit:
        """How ``text[start:end]`` is made ``width`` wide, and how much that disturbs."""
        missing = width - self.natural(start, end)
        last = end == len(self.text)
        if missing >= -_CLOSE_ENOUGH:
            if last:
                return _Fit(_LONELY_COST if start and is_lonely(self.text[start:end]) else 0.0)
            spread = missing / max(end - start - 1, 1)
            over = _HOPELESS_COST if spread > _LOOSEST else _SHORT_COST * (missing > self.size)
            return _Fit(over + (spread / _LOOSE_UNIT) ** 2, spread=spread)
        return self._tightened(start, end, -missing)

    def _tightened(self, start: int, end: int, surplus: float) -> _Fit:
        mark = self.text[end - 1]
        free = mark in BLANK_AFTER and end - 1 not in self.kerns
        tail = min(surplus, slack(mark) * self.size) if free else 0.0
        cost = _TAIL_COST * bool(tail)
        surplus -= tail
        low, high = bisect_left(self.gaps, start), bisect_left(self.gaps, end - 1)
        inner = min(surplus / (high - low), _INNER_SLACK * self.size) if high > low and surplus > 0 else 0.0
        cost += _INNER_COST * (inner / (_INNER_SLACK * self.size)) ** 2
        surplus -= inner * (high - low)
        tightest = _TIGHTEST * self.size / 16 * max(end - start - 1, 1)
        if surplus > tightest:
            if not free or surplus - tightest > _HANGING:
                return _Fit(float("inf"))
            cost += _HANG_COST
            surplus = tightest
        spread = -max(surplus, 0.0) / max(end - start - 1, 1)
        return _Fit(cost + (spread / _TIGHT_UNIT * 16 / self.size) ** 2, tail, inner, spread)

    def line(self, start: int, end: int, fit: _Fit) -> Line:
        """The finished line."""
        squeeze = {at: kern for at, kern in self.kerns.items() if start <= at < end}
        if fit.inner:
            for gap in self.gaps[bisect_left(self.gaps, start) : bisect_left(self.gaps, end - 1)]:
                squeeze[gap] = squeeze.get(gap, 0.0) + fit.inner
        if fit.tail:
            squeeze[end - 1] = fit.tail
        return Line(start, end, fit.spread, squeeze, self.natural(start, end))

    def ends(self, start: int, width: float) -> list[int]:
        """Where a line from ``start`` may end: what fits, what can be tightened, what is not too loose.

        At least one place that fits, however loose; where none is, the place where the room ends.
        """
        last = len(self.text)
        natural = bisect_right(self.edges, self.edges[start] + width + _CLOSE_ENOUGH) - 1
        natural = max(min(natural, last), start + 1)
        tight = [end for end in range(natural + 1, min(natural + 4, last + 1)) if self.allowed[end]]
        loosest = self.edges[start] + width - _LOOSEST * (natural - start)
        fitting: list[int] = []
        end = natural
        while end > start and (not fitting or self.edges[end] > loosest):
            if self.allowed[end]:
                fitting.append(end)
            end -= 1
        return (fitting or [natural]) + tight


def break_lines(
    text: str, advances: Sequence[float], size: float, width: float, first_width: float | None = None
) -> list[Line]:
    """The lines of a paragraph.

    ``advances`` holds the width of each character with the tracking it is set with, ``size`` the
    type size; ``first_width`` is the measure of the first line where it is indented.
    """
    if not text:
        return []
    paragraph = _Paragraph(text, advances, size)
    last = len(text)
    careful = paragraph.edges[last] - _CAREFUL_LINES * width
    best: dict[int, tuple[float, int, _Fit]] = {0: (0.0, -1, _Fit(0.0))}
    queue, done = [0], set()
    while queue:
        start = heappop(queue)
        if start in done:
            continue
        done.add(start)
        if start == last:
            break
        measure = width if start or first_width is None else first_width
        so_far = best[start][0]
        for end in paragraph.ends(start, measure):
            fit = paragraph.fit(start, end, measure)
            cost = so_far + min(fit.cost, _LONELY_COST * 10)
            if end not in best or cost < best[end][0]:
                best[end] = (cost, start, fit)
                heappush(queue, end)
            if fit.cost <= _CLOSE_ENOUGH and paragraph.edges[end] < careful:
                break
    return _retraced(paragraph, best)


def _retraced(paragraph: _Paragraph, best: Mapping[int, tuple[float, int, _Fit]]) -> list[Line]:
    lines: list[Line] = []
    end = len(paragraph.text)
    while end > 0:
        _, start, fit = best[end]
        lines.append(paragraph.line(start, end, fit))
        end = start
    return lines[::-1]
