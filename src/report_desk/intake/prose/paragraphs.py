"""Lines of prose → paragraphs, joined where a page or a line broke them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FINISHED = ("。", "！", "？", "；", "：", "…", "”", "）", ".", "!", "?", ":", ";", "》")
_BEGINS_ANEW = re.compile(
    r"[(（][一二三四五六七八九十\d]{1,4}+[)）]|[一二三四五六七八九十]{1,3}+、|\d{1,4}+[.、．]"
)
PAGE_NUMBER = re.compile(r"[-—–－]?\s{0,8}+\d{1,3}\s{0,8}+[-—–－]?|第\s{0,8}+\d{1,6}+\s{0,8}+页.*")


def paragraphs(lines: Iterable[str]) -> tuple[str, ...]:
    """Join what belongs together; the words stay as they are.

    A line goes on in the next unless it ends a sentence or the next begins a numbered paragraph.
    Where first lines are indented, a line that is not goes on too. Lone page numbers are left out.
    """
    joined: list[str] = []
    kept = list(lines)
    indented = any(line[:1].isspace() for line in kept)
    for line in kept:
        words = line.strip()
        if not words or PAGE_NUMBER.fullmatch(words):
            continue
        unfinished = joined and not joined[-1].endswith(_FINISHED)
        goes_on = joined and (unfinished or (indented and not line[0].isspace()))
        if goes_on and not _BEGINS_ANEW.match(words):
            joined[-1] = _glued(joined[-1], words)
        else:
            joined.append(words)
    return tuple(joined)


def _glued(before: str, after: str) -> str:
    latin = before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()
    return f"{before} {after}" if latin else before + after
