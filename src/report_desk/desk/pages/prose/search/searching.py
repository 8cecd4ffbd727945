"""Find and replace over all prose of a report, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.edits.apply import SetText, Together
from report_desk.core.report import tokens

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet


class Hit(Struct, frozen=True):
    """Where a text was found: the section's prose id, and start and end in its raw text."""

    section: str
    start: int
    end: int


def hits(sheet: Sheet, wanted: str) -> tuple[Hit, ...]:
    """Every place of a text in the order of the report; inside of a bound number nothing is found."""
    found: list[Hit] = []
    for section in sheet.form.prose_ids if wanted else ():
        raw = sheet.report.sections.get(section, "")
        bound = [(token.start, token.end) for token in tokens.tokens(raw)]
        at = raw.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            if all(end <= first or at >= last for first, last in bound):
                found.append(Hit(section, at, end))
            at = raw.find(wanted, end)
    return tuple(found)


def following(sheet: Sheet, found: tuple[Hit, ...], here: Hit | None, direction: int) -> Hit | None:
    """The next hit after a place (or the one before it), round and round; the first where there is none."""
    if not found:
        return None
    order = sheet.form.prose_ids
    if here is None:
        return found[0] if direction > 0 else found[-1]
    edge = (order.index(here.section), here.end if direction > 0 else here.start)
    placed = [((order.index(hit.section), hit.start), hit) for hit in found]
    if direction > 0:
        return next((hit for place, hit in placed if place >= edge), found[0])
    return next((hit for place, hit in reversed(placed) if place < edge), found[-1])


def replaced(sheet: Sheet, chosen: tuple[Hit, ...], text: str) -> Together:
    """The edit that puts a text into every place that was found, as one gesture."""
    plain = tokens.plain_typed(text)
    edits = []
    for section in dict.fromkeys(hit.section for hit in chosen):
        raw = sheet.report.sections.get(section, "")
        for hit in sorted((hit for hit in chosen if hit.section == section), key=lambda hit: -hit.start):
            raw = raw[: hit.start] + plain + raw[hit.end :]
        edits.append(SetText(section, raw))
    return Together(tuple(edits))
