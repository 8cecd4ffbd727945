"""Which marks may not begin or end a line, and what must stay together (GB/T 15834-2011, clause 5)."""

from __future__ import annotations

import re

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
_FORBIDDEN = re.compile(
    f"(?P<first>[{re.escape(''.join(sorted(NEVER_FIRST)))}])|[{re.escape(''.join(sorted(NEVER_LAST)))}]"
)
_IN_LONG_WORD = re.compile(r"[/?&=_.@](?=[!-~])")
"""Where an address may be broken: never at its own hyphen, which would read as the line end's."""
_LETTER = re.compile(r"[A-Za-z]")
_CHINESE = (
    "\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
BESIDE_LATIN = re.compile(f"[{_CHINESE}](?=[0-9A-Za-z])|[0-9A-Za-z%](?=[{_CHINESE}])")
"""A Chinese character before a Latin letter or digit, or the other way round: some air stands between."""
TYPED_AIR = re.compile(f"(?<=[{_CHINESE}]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[{_CHINESE}])")
"""A blank that somebody typed there: it takes no more room than the air."""
IN_LATIN = re.compile(r"[!-~](?=[!-~])")
"""Inside a Latin word or number, whose letters are never drawn apart."""
BLANKS = frozenset(" \u3000")
"""Typed blanks; none begins a line, and one at the end of a line takes no room."""
HANGING = re.compile(f"[{re.escape(OPENING)}]")
"""A mark whose blank half is left out where it begins a line."""
AIR = 0.125
"""How much air that is, in em (as CLREQ has it: between an eighth and a quarter)."""
MEETING = re.compile(
    f"[{re.escape(CLOSING + STOPS)}](?=[{re.escape(CLOSING + STOPS + OPENING)}])"
    f"|[{re.escape(OPENING)}](?=[{re.escape(OPENING)}])"
)
"""A mark whose blank half is next to another mark: always squeezed."""
SQUEEZABLE = re.compile(f"[{re.escape(CLOSING + STOPS + OPENING)}]")


def slack(mark: str) -> float:
    """How much of its blank side a mark can lose without touching its neighbour, in em."""
    return 0.3 if mark in _CENTRED else 0.5


def permissions(text: str) -> bytearray:
    """One byte per position and one for the end: 1 where a line may end before that character."""
    allowed = bytearray(b"\1") * (len(text) + 1)
    for match in _TOGETHER.finditer(text):
        start, end = match.span()
        allowed[start + 1 : end] = bytes(max(end - start - 1, 0))
        if end - start > _LONG_WORD and _LETTER.search(match[0]):
            for found in _IN_LONG_WORD.finditer(match[0]):
                allowed[start + found.end()] = 1
    for match in _FORBIDDEN.finditer(text):
        if match.lastgroup:
            allowed[match.start()] = 0
        else:
            allowed[match.end()] = 0
    allowed[0] = 0
    allowed[len(text)] = 1
    return allowed


def is_lonely(text: str) -> bool:
    """Whether a last line would hold a single character, marks not counted."""
    return sum(1 for character in text if character not in NEVER_FIRST) <= 1
