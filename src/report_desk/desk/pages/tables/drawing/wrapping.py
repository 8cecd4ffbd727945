"""Breaks the labels of a table into lines, evenly and never before a closing mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_NEVER_FIRST = frozenset("，。、；：）」”！？》〕")
_NEVER_LAST = frozenset("（「“《〔")
_ENUMERATOR = re.compile(r"（[一二三四五六七八九十]）|[一二三四五六七八九十]、")
_PREFERRED = frozenset("，；。、")
_REACH = 3


def wrapped(text: str, width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """A text in as few lines as fit the width, of about the same length, broken after commas where near."""
    if not text:
        return ()
    fewest = max(1, -(-int(measure(text)) // max(1, int(width))))
    for count in range(fewest, len(text) + 1):
        lines = _even(text, count)
        if all(measure(line) <= width for line in lines):
            return lines
    return tuple(text)


def stacked(text: str, width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """A label for a narrow column over many rows: its number on a line of its own, the rest evenly below."""
    number = _ENUMERATOR.match(text)
    if number is None or number.end() == len(text):
        return wrapped(text, width, measure)
    return (number.group(), *wrapped(text[number.end() :], width, measure))


def _even(text: str, count: int) -> tuple[str, ...]:
    lines = []
    rest = text
    for left in range(count, 1, -1):
        cut = _cut(rest, round(len(rest) / left))
        lines.append(rest[:cut])
        rest = rest[cut:]
    return (*lines, rest)


def _cut(text: str, target: int) -> int:
    """A place to break near ``target``: after a comma if one is close, else wherever it is allowed."""
    near = sorted(range(1, len(text)), key=lambda cut: abs(cut - target))
    for cut in near:
        if abs(cut - target) <= _REACH and len(text) > 2 * _REACH * 2 and text[cut - 1] in _PREFERRED:
            return cut
    return next((cut for cut in near if _may_break(text, cut)), max(1, target))


def _may_break(text: str, cut: int) -> bool:
    between_digits = text[cut - 1].isdigit() and (text[cut].isdigit() or text[cut] == ".")
    return text[cut] not in _NEVER_FIRST and text[cut - 1] not in _NEVER_LAST and not between_digits
