"""Where a line of Chinese text may end, and how it is made flush (GB/T 15834-2011, clause 5; GB/T 9704-2012).

Marks that meet are squeezed; a line that would begin or end with a forbidden mark is squeezed, hung
or stretched, whichever disturbs its neighbours least; numbers stay with their units; no paragraph
ends in a line of one character. Every width here is in points.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OPENING = "“‘（《〈「『【〔［｛〖"
CLOSING = "”’）》〉」』】〕］｝〗"
STOPS = "，。、；：？！．"
NEVER_FIRST = CLOSING + STOPS + "·—…%％‰℃°′″～~-–/ )]},.;:!?々〃"
NEVER_LAST = OPENING + "([{￥¥$№§"
_SQUEEZABLE_TAIL = CLOSING + STOPS
_UNITS = (
    "万元|亿元|元|年度|年|月|日|件次|人次|件|条|项|万|亿|个|次|号|人|家|篇|部|场|期|份|起|宗|户|时|分|秒|倍|"
    "岁|页|字|类|款|章|版|位|名|届|批|台|套|米|公里|平方米|天|周|小时|百分点|%|％|‰|℃"
)
_NUMBER = rf"第?[0-9０-９][0-9０-９.,，．:：]*(?<![,，:：.])[余多几]?(?:{_UNITS})?"
_WORD = r"[!-~]{2,}"
_PAIRS = "—{2,}|…{2,}"
_TOGETHER = re.compile(f"{_PAIRS}|{_NUMBER}|{_WORD}")
_FORBIDDEN = re.compile(
    f"(?P<first>[{re.escape(NEVER_FIRST)}])|(?P<last>[{re.escape(NEVER_LAST)}])"
)
_MEETING = re.compile(
    f"[{_SQUEEZABLE_TAIL}](?=[{_SQUEEZABLE_TAIL}{OPENING}])|[{OPENING}](?=[{OPENING}])"
)
_MARKS = re.compile(f"[{_SQUEEZABLE_TAIL}{OPENING}]")
_BREAKABLE_IN_WORD = re.compile(r"[/?&=_.\-](?=[!-~])")
_LONG_WORD = 24
_CENTRED = frozenset("？！")
LONELY = 1
"""A last line needs more characters than this, marks not counted."""

_MAX_TIGHTEN = 0.40
_MAX_LOOSEN = 1.6
_HANG_COST = 60.0
_LONELY_COST = 1e6
_HOPELESS = 1e4


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph: ``text[start:end]``, and how it is adjusted.

    ``spread`` is added after every character, ``squeeze`` maps positions in the text to points taken
    away after that character, ``width`` is what the line then fills.
    """

    start: int
    end: int
    spread: float
    squeeze: Mapping[int, float]
    width: float


@dataclass(frozen=True, slots=True)
class _Measured:
    """A paragraph prepared for breaking: widths summed up, and where a line may end."""

    text: str
    edges: list[float]
    may_end: bytearray
    kerns: dict[int, float]
    marks: list[int]
    size: float


def _permissions(text: str) -> bytearray:
    """One byte per position: 1 where a line may end before that character."""
    allowed = bytearray(b"\1") * (len(text) + 1)
    for match in _TOGETHER.finditer(text):
        start, end = match.span()
        if end - start > _LONG_WORD:
            breaks = {start + found.end() for found in _BREAKABLE_IN_WORD.finditer(match[0])}
            for position in range(start + 1, end):
                allowed[position] = position in breaks
        else:
            allowed[start + 1 : end] = bytes(end - start - 1)
    for match in _FORBIDDEN.finditer(text):
        if match.lastgroup == "first":
            allowed[match.start()] = 0
        else:
            allowed[match.end()] = 0
    allowed[0] = 0
    allowed[len(text)] = 1
    return allowed


def _squeeze_of(mark: str, size: float) -> float:
    """How much of its blank half a mark can lose without touching its neighbour."""
    return size * (0.3 if mark in _CENTRED else 0.5)


def _measure(text: str, advances: list[float], size: float) -> _Measured:
    kerns = {match.start(): _squeeze_of(match[0], size) for match in _MEETING.finditer(text)}
    for position, kern in kerns.items():
        advances[position] -= kern
    edges = [0.0, *accumulate(advances)]
    marks = [match.start() for match in _MARKS.finditer(text) if match.start() not in kerns]
    return _Measured(text, edges, _permissions(text), kerns, marks, size)
