"""What an organ is called in the name of a file: as every file system takes it, whatever it is called."""

from __future__ import annotations

import re
from hashlib import sha256

from report_desk.core.report.characters import visible

MOST_BYTES = 160
"""Of the 255 that a name may have (in UTF-8, on Linux); the longest that follows the organ takes some 80."""
_UNUSABLE = re.compile(r'[\\/:*?"<>|\n\t]')
_ELLIPSIS = "…"
_TELLING = 4
"""Hexadecimal digits that tell two long names apart which begin alike."""


def usable(text: str) -> str:
    """A text without the characters that some file system refuses, and no longer than a name may be.

    Empty where nothing is left of it. A long one ends in an ellipsis and four digits of its digest.
    """
    plain = _UNUSABLE.sub("", visible(text)).strip(". \u3000")
    whole = plain.encode("utf-8", "replace")
    if len(whole) <= MOST_BYTES:
        return plain
    told = f"{_ELLIPSIS}{sha256(whole).hexdigest()[:_TELLING]}"
    return whole[: MOST_BYTES - len(told.encode())].decode("utf-8", "ignore") + told
