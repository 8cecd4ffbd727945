"""The first letters of a name's syllables, as people type them to find it: 区财政局 → qczj."""

from __future__ import annotations

import json
import os
import re
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NO_PHRASES = "PYPINYIN_NO_PHRASES"
"""What pypinyin is told by, so that it leaves its phrases to us."""
PIECE = 1 << 16
"""Characters that are read at a time."""
_BETWEEN = re.compile(r"\]\s*,\s*(?=\"\w)")
"""Where a phrase ends and the next begins."""
_loading = Lock()


@lru_cache(maxsize=1 << 16)
def initials(name: str) -> str:
    """The first letters of a name's syllables, in the reading that its words have: 重庆 → cq."""
    return "".join(_letters()(name)).lower()


@cache
def _letters() -> Callable[[str], list[str]]:
    """What knows the letters; called on a worker, as the first lines of a board are made."""
    with _loading:
        return _loaded()


def _loaded() -> Callable[[str], list[str]]:
    """Pypinyin with its phrases, read in pieces.

    In one piece they would keep every other thread waiting for a tenth of a second, the window's too.
    """
    from importlib.resources import files  # noqa: PLC0415 - on a worker

    os.environ[_NO_PHRASES] = "1"
    try:
        from pypinyin import Style, lazy_pinyin, load_phrases_dict  # noqa: PLC0415 - on a worker
    finally:
        del os.environ[_NO_PHRASES]
    known = _phrases(files("pypinyin").joinpath("phrases_dict.json").read_text("utf-8"))
    load_phrases_dict(known)  # type: ignore[arg-type] # it reads the tuples as it would lists
    return lambda name: lazy_pinyin(name, style=Style.FIRST_LETTER)


def _phrases(table: str) -> dict[str, list[tuple[str, ...]]]:
    """The readings of the syllables of each phrase.

    Those that are the same are one tuple: a search for garbage would look through two hundred thousand lists.
    """
    known: dict[str, list[tuple[str, ...]]] = {}
    once: dict[tuple[str, ...], tuple[str, ...]] = {}
    for some in pieces(table):
        for phrase, readings in json.loads(some).items():
            known[phrase] = [once.setdefault(one, one) for one in map(tuple, readings)]
    return known


def pieces(table: str) -> Iterator[str]:
    """A JSON object of lists of lists as several, with or without blanks between their parts."""
    begun = table.index("{") + 1
    while (found := _BETWEEN.search(table, begun + PIECE)) is not None:
        yield f"{{{table[begun : found.start() + 1]}}}"
        begun = found.end()
    yield f"{{{table[begun:]}"
