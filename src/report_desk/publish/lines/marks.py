"""Which marks may not begin or end a line, and what must stay together (GB/T 15834-2011, clause 5)."""

from __future__ import annotations

import re
from functools import cache

OPENING = "“‘（《〈「『【〔［｛〖"
CLOSING = "”’）》〉」』】〕］｝〗"
STOPS = "，。、；：？！．"
NEVER_FIRST = frozenset(CLOSING + STOPS + "·—…%％‰℃°′″～~-–/)]},.;:!?々〃 \u3000")
NEVER_LAST = frozenset(OPENING + "([{￥¥$№§")
BLANK_AFTER = frozenset(CLOSING + STOPS)
BLANK_BEFORE = frozenset(OPENING)
_CENTRED = frozenset("？！")
_LONG_WORD = 8

_UNITS = (
    "万元|亿元|元|年度|年|月|日|件次|人次|件|条|项|万|亿|个|次|号|人|家|篇|部|场|期|份|起|宗|户|时|分|秒|倍|"
    "岁|页|字|类|款|章|版|位|名|届|批|台|套|米|公里|平方米|天|周|小时|百分点|%|％|‰|℃"
)
_TOGETHER = re.compile(rf"—{{2,}}|…{{2,}}|第?[!-~０-９]+(?:(?<=[0-9０-９]) ?[余多几]?(?:{_UNITS}))?")
_NOT_FIRST = re.compile(f"[{re.escape(''.join(sorted(NEVER_FIRST)))}]")
_NOT_LAST = re.compile(f"[{re.escape(''.join(sorted(NEVER_LAST)))}]")
_IN_LONG_WORD = re.compile(r"[/?&=_.@](?=[!-~])")
"""Where an address may be broken: never at its own hyphen, which would read as the line end's."""
_LETTER = re.compile(r"[A-Za-z]")
_CHINESE = (
    (0x2E80, 0x2FFF), (0x3005, 0x3007), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""The characters that stand as Chinese beside Latin ones: from, to."""
_LATIN_WORD = re.compile("[0-9A-Za-z%]+")
IN_LATIN = re.compile(r"[!-~]{2,}")
"""A Latin word or number, whose letters are never drawn apart."""
BLANKS = frozenset(" \u3000")
"""Typed blanks; none begins a line, and one at the end of a line takes no room."""
AIR = 0.125
"""How much air that is, in em (as CLREQ has it: between an eighth and a quarter)."""
MARKS = re.compile(f"[{re.escape(CLOSING + STOPS + OPENING)}]")
"""A mark with a blank half: an opening one leaves it out where it begins a line."""


@cache
def is_chinese(character: str) -> bool:
    """Whether a character is a Chinese one, which keeps some air from a Latin letter or digit."""
    return any(first <= ord(character) <= last for first, last in _CHINESE)


def beside_latin(text: str) -> list[int]:
    """The places of a Chinese character before a Latin one, or the other way round: some air stands there.

    A per cent sign is Latin to what follows it, not to what stands before it.
    """
    places, last = [], len(text)
    for found in _LATIN_WORD.finditer(text):
        start, end = found.span()
        if start and text[start] != "%" and is_chinese(text[start - 1]):
            places.append(start - 1)
        if end < last and is_chinese(text[end]):
            places.append(end - 1)
    return places


def typed_air(text: str) -> list[int]:
    """The places of a blank that somebody typed there: it takes no more room than the air."""
    places, at, last = [], text.find(" ", 1), len(text) - 1
    while 0 < at < last:
        before, after = text[at - 1], text[at + 1]
        if is_chinese(before):
            is_air = after != "%" and _LATIN_WORD.match(after) is not None
        else:
            is_air = is_chinese(after) and _LATIN_WORD.match(before) is not None
        if is_air:
            places.append(at)
        at = text.find(" ", at + 1)
    return places


def meets(mark: str, following: str) -> bool:
    """Whether the blank half of a mark is next to the other mark: it is always squeezed then."""
    return mark in BLANK_AFTER or following in BLANK_BEFORE


def slack(mark: str) -> float:
    """How much of its blank side a mark can lose without touching its neighbour, in em."""
    return 0.3 if mark in _CENTRED else 0.5


def permissions(text: str) -> bytearray:
    """One byte per position and one for the end: 1 where a line may end before that character."""
    allowed = bytearray(b"\1") * (len(text) + 1)
    for match in _TOGETHER.finditer(text):
        start, end = match.span()
        if end - start == 1:
            continue
        allowed[start + 1 : end] = bytes(end - start - 1)
        if end - start > _LONG_WORD and _LETTER.search(match[0]):
            for found in _IN_LONG_WORD.finditer(match[0]):
                allowed[start + found.end()] = 1
    for match in _NOT_FIRST.finditer(text):
        allowed[match.start()] = 0
    for match in _NOT_LAST.finditer(text):
        allowed[match.end()] = 0
    allowed[0] = 0
    allowed[len(text)] = 1
    return allowed


def is_lonely(text: str) -> bool:
    """Whether a last line would hold a single character, marks not counted."""
    return sum(1 for character in text if character not in NEVER_FIRST) <= 1
