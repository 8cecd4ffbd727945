"""The stretches of a paragraph: its subheading, its text, the addresses in it that a reader can follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from report_desk.core.report.prose import subheading_end
from report_desk.publish.fonts.setting import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

SUBHEADING = "H"
"""The kind of a span that is a heading below whatever heading stands above it."""
TEXT, PART, LINK = "P", "Span", "Link"
"""A whole text; where it holds addresses, the parts between them and they themselves."""
_ADDRESS = re.compile(
    r"https?://[!-~]{1,400}(?<![.,;:!?)\]}'\"])|[\w.+-]{1,64}+@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}", re.ASCII
)


class Span(NamedTuple):
    """A stretch of a paragraph in one role, tagged with one structure type (or ``SUBHEADING``)."""

    role: Role
    start: int
    end: int
    kind: str


def roles_of(text: str) -> tuple[Span, ...]:
    """The faces of a paragraph: its opening sentence as a level 2 heading where it begins （一）."""
    end = subheading_end(text)
    head = (Span(Role.SUBHEADING, 0, end, SUBHEADING),) if end else ()
    return (*head, *_body(text, end)) if end < len(text) else head or (Span(Role.BODY, 0, 0, TEXT),)


def address_of(text: str) -> str:
    """Where an address in a text leads to."""
    return text if "://" in text else f"mailto:{text}"


def _body(text: str, start: int) -> Iterator[Span]:
    found = list(_ADDRESS.finditer(text, start)) if "@" in text or "://" in text else []
    if not found:
        yield Span(Role.BODY, start, len(text), TEXT)
        return
    for match in found:
        if start < match.start():
            yield Span(Role.BODY, start, match.start(), PART)
        yield Span(Role.BODY, *match.span(), LINK)
        start = match.end()
    if start < len(text):
        yield Span(Role.BODY, start, len(text), PART)
