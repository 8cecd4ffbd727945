"""Text from Word, the web and PDFs, cleaned to paragraphs of plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_desk.core.report import tokens
from report_desk.core.report.characters import visible

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from report_desk.core.ports import ReadMarkup

OWN_TYPE = "application/x-report-desk-prose"
"""The clipboard type under which the program keeps raw prose for itself, numbers still bound."""
LARGEST_TEXT = 2_000_000
_LINE_END = re.compile("\r\n?|[\x0b\u2028\u2029]")
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
    plain = visible(_LINE_END.sub("\n", text[:LARGEST_TEXT]))
    lines = [_BLANKS.sub(" ", line).strip(" \t\u3000") for line in plain.split("\n")]
    is_many = len(lines) > 1
    return tokens.plain_typed("\n".join(line for line in lines if line) if is_many else lines[0])
