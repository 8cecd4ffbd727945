"""What the office calls how far a report is, and in which order it looks for organs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from report_desk.core.consolidation.entry import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

STANDING_NAMES: Mapping[Standing, str] = {
    Standing.MISSING: "未交",
    Standing.DRAFT: "未送审",
    Standing.SUBMITTED: "已交",
    Standing.RETURNED: "退回",
    Standing.RESUBMITTED: "再交",
    Standing.APPROVED: "定稿",
    Standing.CHANGED_AFTER_APPROVAL: "定稿后改过",
    Standing.UNREADABLE: "读不出",
}

Order = tuple[bytes | int, ...]

_NUMBER = re.compile(r"([0-9]{1,18})")
_WRITTEN = re.compile(r"(?<=第)[〇零一二两三四五六七八九十百]+")
_DIGITS = {one: at for at, one in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}


@lru_cache(maxsize=1 << 16)
def name_order(name: str) -> Order:
    """What names, and files called after them, are sorted by: 第2局 before 第10局, 第二中学 before 第十中学.

    GB 18030 has the 3,755 usual characters in the order of their pinyin, which is what spreadsheets here sort
    by; the rarer ones stand by their radicals.
    """
    plain = _WRITTEN.sub(_counted, unicodedata.normalize("NFKC", name)).casefold()
    parts = _NUMBER.split(plain)  # words and numbers in turn, so that like is compared with like
    return tuple(int(part) if at % 2 else _sound(part) for at, part in enumerate(parts))


def _sound(words: str) -> bytes:
    return words.encode("gb18030", "replace")


def _counted(found: re.Match[str]) -> str:
    """A number in characters as digits: 一百零三 is 103."""
    whole, digit = 0, 0
    for character in found[0]:
        if character in _UNITS:
            whole, digit = whole + (digit or 1) * _UNITS[character], 0
        else:
            digit = digit * 10 + _DIGITS[character]  # 二〇 is 20
    return str(whole + digit)
