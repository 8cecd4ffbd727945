"""Text from Word, the web and PDFs, cleaned to paragraphs of plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_desk.core.report import tokens

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from report_desk.core.ports import ReadMarkup

OWN_TYPE = "application/x-report-desk-prose"
"""The clipboard type under which the program keeps raw prose for itself, numbers still bound."""
LARGEST_TEXT = 2_000_000
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\ufffc]")
_LOST = re.compile(r"<(img|table)\b")
_BLANKS = re.compile(r"[ \t\f\v]+")


def pasted(mime: QMimeData, read_markup: ReadMarkup) -> str:
    """What a paste brings as raw prose; an HTML-only clipboard does not vanish."""
    if mime.hasFormat(OWN_TYPE):
        return bytes(mime.data(OWN_TYPE).data()).decode("utf-8", "replace")
    text = mime.text() if mime.hasText() else ""
    if not text.strip() and mime.hasHtml():
        text = "\n".join(read_markup(mime.html()[:LARGEST_TEXT]).lines)
    return clean(text)


def left_out(mime: QMimeData) -> frozenset[str]:
    """What of a clipboard cannot stand in prose: ``img`` and ``table`` where it has pictures and tables."""
    if mime.hasFormat(OWN_TYPE):
        return frozenset()
    found = set(_LOST.findall(mime.html()[:LARGEST_TEXT].lower())) if mime.hasHtml() else set()
    return frozenset(found | {"img"} if mime.hasImage() else found)


def clean(text: str) -> str:
    """Plain paragraphs: no indents, no blank lines, no invisible characters, no brackets of a token."""
    plain = _INVISIBLE.sub("", text[:LARGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n"))
    plain = plain.replace("\u00a0", " ").replace("\u2028", "\n").replace("\u2029", "\n").replace("\x0b", "\n")
    kept = "".join(character for character in plain if character in "\n\t\u3000" or character.isprintable())
    lines = [_BLANKS.sub(" ", line).strip(" \t\u3000") for line in kept.split("\n")]
    is_many = len(lines) > 1
    return tokens.plain_typed("\n".join(line for line in lines if line) if is_many else lines[0])
