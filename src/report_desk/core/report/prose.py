"""Prose as text: its paragraphs and sentences, and how much of it is unchanged from last year."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBERED = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_NAMED = re.compile(r"[^，。；：:\s]{1,20}(?:[：:]|(?=[ \u3000]{1,4}\S))")
_LONGEST_HEADING = 60
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]|[^。！？；\n]+")


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a section, without the blank lines and indents people type."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def sentences(text: str) -> tuple[tuple[int, str], ...]:
    """Every sentence with its start in the text, in order; blank ones are left out."""
    found = [(one.start(), one.group()) for one in _SENTENCE.finditer(text)]
    return tuple([(start, sentence) for start, sentence in found if not sentence.isspace()])


def length(text: str) -> int:
    """How many characters a reader would count: blanks are none."""
    return len(_bare(text))


def _bare(text: str) -> str:
    return "".join(text.split())


def unchanged(text: str, before: str) -> tuple[tuple[int, str], ...]:
    """The sentences that stood in last year's text word for word."""
    known = _known(before)
    return tuple((start, sentence) for start, sentence in sentences(text) if _bare(sentence) in known)


@lru_cache(maxsize=16)
def _known(before: str) -> frozenset[str]:
    """The sentences of last year's text, which does not change while this year's is written."""
    return frozenset(_bare(sentence) for _, sentence in sentences(before))


@lru_cache(maxsize=16)
def unchanged_percent(text: str, before: str) -> int:
    """The share of a text that stood in last year's, in whole percent of its characters."""
    whole = length(text)
    same = sum(length(sentence) for _, sentence in unchanged(text, before))
    return 100 * same // whole if whole else 0


def subheading_end(text: str) -> int:
    """Where the level 2 heading ends that a paragraph opens with; 0 where it opens with none.

    A heading is （一） or (一) and what follows up to a colon or a blank behind a short name, else up to the
    first full stop. A list that runs on (（一）…；（二）…) and a very long first sentence are no headings.
    (GB/T 9704-2012, 7.3.3)
    """
    number = _NUMBERED.match(text)
    if number is None:
        return 0
    named = _NAMED.match(text, number.end())
    if named is not None and named.end() < len(text):
        return named.end()
    stop = text.find("。")
    end = stop + 1 if stop >= 0 else len(text)
    return 0 if end > _LONGEST_HEADING or "；" in text[:end] else end
