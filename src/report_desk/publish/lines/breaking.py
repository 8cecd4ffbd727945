"""Break a paragraph into flush lines: squeeze marks, then hang them, then spread the line.

The best set of breaks for the whole paragraph is sought, so that a lonely last character or a
forbidden mark is fixed where it disturbs least. All widths are in points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from heapq import heappop, heappush
from itertools import accumulate, pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from report_desk.publish.lines.marks import (
    AIR,
    BLANK_AFTER,
    BLANK_BEFORE,
    BLANKS,
    IN_LATIN,
    MARKS,
    beside_latin,
    is_lonely,
    meets,
    permissions,
    slack,
    typed_air,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CLOSE_ENOUGH = 0.02
_INNER_SLACK = 0.25
"""How much of an em an inner mark may lose to make room in its line."""
_TIGHTEST, _LOOSEST = 0.4, 1.4
"""The most that characters may be drawn together and apart, in points a gap, at 16 pt."""
_LAST_LOOSER = 1.5
"""How much looser a line may become where only that keeps a single character off the last line."""
_HANGING = 2.5
"""How far a closing mark at the end of a line may hang out of the measure, beside its blank half."""
_TAIL_COST, _INNER_COST, _HANG_COST = 4.0, 12.0, 30.0
_TIGHT_UNIT, _LOOSE_UNIT = 0.1, 0.2
_SHORT_COST, _LONELY_COST, _HOPELESS_COST, _IMPOSSIBLE_COST = 200.0, 1e7, 1e5, 1e9
_CAREFUL_LINES = 2
"""So many lines before the end of a paragraph every way of breaking is tried."""
_GIVEN_UP, _GIVEN_UP_SOON = 20.0, 1.0
_HUGE = 5_000
"""Characters of a paragraph that nobody writes, and in which ways that are hardly worse are given up."""
_DESIGN_SIZE = 16


class Line(NamedTuple):
    """One line, ``text[start:end]``, and how it is made flush.

    ``spread`` is added after every character but inside Latin words; after the character at a position in
    ``squeeze`` that many points are taken away (added where they are negative). ``natural`` is the width
    before both, ``hang`` what the line begins further left, as an opening mark's blank half.
    """

    start: int
    end: int
    spread: float
    squeeze: Mapping[int, float]
    natural: float
    hang: float = 0.0


class _Way(NamedTuple):
    """A way to break the text up to a place: what it costs, its lines, where the last one begins."""

    cost: float
    lines: int
    before: int


class _Adjustment(NamedTuple):
    """How a line that is too long gets into its measure, and what that costs."""

    cost: float
    tail: float = 0.0
    inner: float = 0.0
    spread: float = 0.0


class _Paragraph:
    """A text measured once: where lines may end, and how wide any stretch of it is."""

    def __init__(self, text: str, advances: Sequence[float], size: float, tracking: float) -> None:
        self.text = text
        self.size = size
        self._tracking = tracking
        least = min(advances)
        widths = list(advances) if least >= 0 else [max(advance, 0.0) for advance in advances]
        typed = typed_air(text) if " " in text else []
        self._rigid = _rigid(text, typed)
        for position in self._rigid:
            widths[position] -= tracking
        air = AIR * size
        self.airs = dict.fromkeys(beside_latin(text), air) | {at: air - widths[at] for at in typed}
        self._air_places = sorted(self.airs)
        for position, air in self.airs.items():
            widths[position] += air
        self._free = _free(len(text), self._rigid)
        marks = [found.start() for found in MARKS.finditer(text)]
        self.hangs = {at: slack(text[at]) * size for at in marks if at and text[at] in BLANK_BEFORE}
        self.kerns = _kerns(text, marks, size)
        self._meetings = list(self.kerns)
        for position, kern in self.kerns.items():
            widths[position] -= kern
        self.edges = [0.0, *accumulate(widths)]
        self.allowed = permissions(text)
        if least <= 0:
            self._keep_accents(advances)
        self._has_blank = not BLANKS.isdisjoint(text)
        self.gaps = [at - (text[at] in BLANK_BEFORE) for at in marks if at not in self.kerns]

    def _keep_accents(self, advances: Sequence[float]) -> None:
        """What takes no room stays with its letter, and no line end is sought among thousands of such."""
        for position, advance in enumerate(advances):
            if advance <= 0:
                self.allowed[position] = 0

    def natural(self, start: int, end: int) -> float:
        """How wide the text is before any adjustment; a space or air at the end of a line takes no room."""
        if self._has_blank and end - start > 1 and self.text[end - 1] in BLANKS:
            end -= 1
        width = self.edges[end] - self.edges[start]
        if start in self.hangs:
            width -= self.hangs[start]
        if end - 1 in self.airs:
            width -= self.airs[end - 1]
        return width

    def gaps_in(self, start: int, end: int) -> int:
        """The gaps of a line in which its characters may be drawn apart or together; at least one."""
        return self._free[end - 1] - self._free[start] or 1

    def cost(self, start: int, end: int, width: float) -> float:
        """How much it disturbs to make ``text[start:end]`` ``width`` wide."""
        missing = width - self.natural(start, end)
        if missing < -_CLOSE_ENOUGH:
            return self.tightened(start, end, -missing).cost
        if end == len(self.text):
            return _LONELY_COST if start and is_lonely(self.text[start:end]) else 0.0
        loose = _SHORT_COST if missing > self.size else 0.0
        if missing > self._loosest(end - start):
            loose = _HOPELESS_COST
        return loose + (missing / self.gaps_in(start, end) / _LOOSE_UNIT) ** 2

    def _loosest(self, count: int) -> float:
        """How much a line of that many characters may be spread: a little in each gap, or one character."""
        return max(_LOOSEST * count, 1.1 * self.size)

    def tightened(self, start: int, end: int, surplus: float) -> _Adjustment:
        """How ``surplus`` points are taken out of a line: its last mark, its inner marks, all gaps."""
        mark, em = self.text[end - 1], self.size
        free = mark in BLANK_AFTER and end - 1 not in self.kerns
        tail = min(surplus, slack(mark) * em) if free else 0.0
        cost = _TAIL_COST if tail else 0.0
        surplus -= tail
        inner, gaps = 0.0, self.gaps_in(start, end)
        if surplus > _CLOSE_ENOUGH:
            count = bisect_left(self.gaps, end - 1) - bisect_left(self.gaps, start)
            inner = min(surplus / count, _INNER_SLACK * em) if count else 0.0
            cost += _INNER_COST * (inner / (_INNER_SLACK * em)) ** 2
            surplus -= inner * count
        tightest = _TIGHTEST * em / _DESIGN_SIZE * gaps
        if surplus > tightest:
            if not free or surplus - tightest > _HANGING:
                return _Adjustment(_IMPOSSIBLE_COST)
            cost += _HANG_COST
            surplus = tightest
        spread = -max(surplus, 0.0) / gaps
        return _Adjustment(cost + (spread / _TIGHT_UNIT * _DESIGN_SIZE / em) ** 2, tail, inner, spread)

    def line(self, start: int, end: int, width: float) -> Line:
        """The finished line."""
        natural = self.natural(start, end)
        within = slice(bisect_left(self._meetings, start), bisect_left(self._meetings, end))
        squeeze = {at: self.kerns[at] for at in self._meetings[within]}
        missing = width - natural
        if missing >= -_CLOSE_ENOUGH:
            spread = 0.0 if end == len(self.text) else missing / self.gaps_in(start, end)
            return self._finished(start, end, spread, squeeze, natural)
        taken = self.tightened(start, end, -missing)
        if taken.inner:
            for gap in self.gaps[bisect_left(self.gaps, start) : bisect_left(self.gaps, end - 1)]:
                squeeze[gap] = squeeze.get(gap, 0.0) + taken.inner
        if taken.tail:
            squeeze[end - 1] = taken.tail
        return self._finished(start, end, taken.spread, squeeze, natural)

    def _finished(
        self, start: int, end: int, spread: float, squeeze: dict[int, float], natural: float
    ) -> Line:
        """The line with its air, and without any spread inside Latin words."""
        within = slice(bisect_left(self._air_places, start), bisect_left(self._air_places, end - 1))
        for position in self._air_places[within]:
            squeeze[position] = squeeze.get(position, 0.0) - self.airs[position]
        if drawn := spread + self._tracking:
            for position in self._rigid[bisect_left(self._rigid, start) : bisect_left(self._rigid, end - 1)]:
                squeeze[position] = squeeze.get(position, 0.0) + drawn
        return Line(start, end, spread, squeeze, natural, self.hangs.get(start, 0.0))

    def ends(self, start: int, width: float, *, careful: bool) -> list[int]:
        """Where a line from ``start`` may end: what fits, what can be tightened, what is not too loose.

        At least one place that fits, however loose; where none is, the place where the room ends.
        A ``careful`` search looks at lines that are more than a character short as well.
        """
        last, edges, allowed = len(self.text), self.edges, self.allowed
        width += self.hangs.get(start, 0.0)
        natural = bisect_right(edges, edges[start] + width + _CLOSE_ENOUGH) - 1
        natural = max(min(natural, last), start + 1)
        spare = _LAST_LOOSER * self._loosest(natural - start) if careful else self.size
        loosest = edges[start] + width - spare
        fitting: list[int] = []
        end = natural
        while end > start and (not fitting or edges[end] > loosest):
            if allowed[end]:
                fitting.append(end)
            end -= 1
        fitting = fitting or [natural]
        return fitting + [end for end in range(natural + 1, min(natural + 4, last + 1)) if allowed[end]]


def _kerns(text: str, marks: Sequence[int], size: float) -> dict[int, float]:
    """What is taken away after each mark whose blank half is next to another mark."""
    return {
        at: slack(text[at]) * size
        for at, after in pairwise(marks)
        if after == at + 1 and meets(text[at], text[after])
    }


def _rigid(text: str, typed: Sequence[int]) -> list[int]:
    """The places with a gap that is never changed: inside a Latin word, behind a blank typed beside one."""
    places = [at for found in IN_LATIN.finditer(text) for at in range(found.start(), found.end() - 1)]
    return sorted([*places, *typed]) if typed else places


def _free(length: int, rigid: Sequence[int]) -> Sequence[int]:
    """How many gaps there are before each position that are not inside a Latin word or number."""
    if not rigid:
        return range(length + 1)
    free = bytearray(b"\1") * length
    for position in rigid:
        free[position] = 0
    return [0, *accumulate(free)]


def break_lines(  # noqa: PLR0913 - the measures of a paragraph
    text: str,
    advances: Sequence[float],
    size: float,
    width: float,
    first_width: float | None = None,
    *,
    tracking: float = 0.0,
) -> list[Line]:
    """The lines of a paragraph.

    ``advances`` holds the width of each character with the ``tracking`` it is set with, ``size`` the type
    size; ``first_width`` is the measure of the first line where it is indented. Inside Latin words and
    numbers there is no tracking, and none is added.
    """
    if not text:
        return []
    paragraph = _Paragraph(text, advances, size, tracking)
    first = width if first_width is None else first_width
    ends = _best_ends(paragraph, width, first)
    starts = [0, *ends[:-1]]
    return [
        paragraph.line(start, end, width if start else first) for start, end in zip(starts, ends, strict=True)
    ]


def _best_ends(paragraph: _Paragraph, width: float, first_width: float) -> list[int]:
    """Where the lines end in the way of breaking that disturbs least."""
    last, ways = len(paragraph.text), dict[int, _Way]()
    for given_up in (_GIVEN_UP_SOON, _GIVEN_UP, inf)[last < _HUGE :]:
        ways = _ways(paragraph, width, first_width, given_up)
        if last in ways:
            break
    ends = []
    while last > 0:
        ends.append(last)
        last = ways[last].before
    return ends[::-1]


def _ways(paragraph: _Paragraph, width: float, first_width: float, given_up: float) -> dict[int, _Way]:
    """The best way to break the text up to each place that was reached.

    Far from the end of the paragraph, a way that is much worse than another with as many lines is
    given up: it could only win by what the last lines decide. The other one may turn out to be the dearer
    way to where it leads; so it can happen that every way is given up, and the end is not reached.
    """
    last, edges = len(paragraph.text), paragraph.edges
    careful = edges[last] - _CAREFUL_LINES * width
    ways = {0: _Way(0.0, 0, -1)}
    lowest: list[float] = [0.0]
    queue = [0]
    while queue:
        start = heappop(queue)
        if start == last:
            break
        way, measure = ways[start], width if start else first_width
        if edges[start] < careful and way.cost > lowest[way.lines] + given_up:
            continue
        for end in paragraph.ends(start, measure, careful=edges[start] >= careful):
            own = paragraph.cost(start, end, measure)
            cost, known = way.cost + own, ways.get(end)
            if known is None or cost < known.cost:
                ways[end] = _Way(cost, way.lines + 1, start)
                _note(lowest, way.lines + 1, cost)
                if known is None:
                    heappush(queue, end)
            if own <= _CLOSE_ENOUGH and edges[end] < careful:
                break
    return ways


def _note(lowest: list[float], lines: int, cost: float) -> None:
    """Remember the lowest cost of any way with so many lines."""
    if lines == len(lowest):
        lowest.append(cost)
    elif cost < lowest[lines]:
        lowest[lines] = cost
