"""Break the label of a table cell into lines of even length, never inside a word of the form."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from report_desk.publish.lines.marks import NEVER_FIRST, NEVER_LAST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NUMBERED = re.compile(r"^(?:[0-9]+[.．、]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")
_TORN_WORD, _LONELY, _OVERFULL = 40.0, 400.0, 40000.0
_LINE, _UNEVEN = 30.0, 10.0
_CLOSE_ENOUGH = 0.01


@lru_cache(maxsize=16)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """What matches a word of the form: the first of those that begin at one place."""
    return re.compile("|".join(map(re.escape, words)) or "(?!)")


def _breaks(text: str, unbroken: tuple[str, ...]) -> dict[int, float]:
    """Where a label may break, and what that costs: it is dear inside a word, barred at marks."""
    found = _any_of(unbroken).finditer(text)
    inside = {at for match in found for at in range(match.start() + 1, match.end())}
    numbered = _NUMBERED.match(text)
    first = numbered.end() if numbered else 1
    return {
        at: _TORN_WORD if at in inside else 0.0
        for at in range(first, len(text))
        if text[at] not in NEVER_FIRST and text[at - 1] not in NEVER_LAST
    }


@lru_cache(maxsize=4096)
def break_label(
    text: str, widths: tuple[float, ...], measure: float, unbroken: tuple[str, ...]
) -> tuple[tuple[str, ...], float]:
    """The lines of a label set in ``measure`` points, and how badly they break (0 is without fault).

    ``widths`` are the widths of its characters, ``unbroken`` the words that should stay whole. The fewest
    lines win, then words kept whole, then lines of even length; a line of one lonely character costs more
    than anything but no room.
    """
    total = sum(widths)
    if total <= measure + _CLOSE_ENOUGH:
        return (text,), 0.0
    breaks = _breaks(text, unbroken)
    whole_words = {at: cost for at, cost in breaks.items() if not cost}
    edges = tuple(accumulate(widths, initial=0.0))
    for allowed in (whole_words, breaks):
        ends = _best_ends(edges, allowed, measure)
        if ends:
            lines = tuple(text[start:end] for start, end in pairwise((0, *ends)))
            fault = sum(allowed.get(end, 0.0) for end in ends) + _LONELY * sum(
                len(line) == 1 for line in lines
            )
            if not fault or allowed is breaks:
                return lines, fault
    return (text,), _OVERFULL


def _best_ends(edges: Sequence[float], breaks: Mapping[int, float], measure: float) -> tuple[int, ...]:
    """Where the lines end in the best way to break; empty where no way fits."""
    last = len(edges) - 1
    even = edges[last] / max(1, -(-edges[last] // measure))
    places = (0, *breaks, last)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for at, end in enumerate(places[1:], start=1):
        tear = breaks.get(end, 0.0)
        for start in reversed(places[:at]):
            width = edges[end] - edges[start]
            if width > measure + _CLOSE_ENOUGH:
                break
            if start in best:
                rank, ends = best[start]
                uneven = ((width - even) / even) ** 2
                rank += tear + _LONELY * (end - start == 1) + _LINE + _UNEVEN * uneven
                if end not in best or rank < best[end][0]:
                    best[end] = (rank, (*ends, end))
    return best[last][1] if last in best else ()
