"""Two states of a report side by side: figures, sentences, details of the cover, and the review.

Totals follow from figures and are not compared. A sentence is the same when it reads the same,
however its numbers are bound; a bound number that changes with its cell is no change of the prose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.report import prose
from report_desk.core.report.model import AnchorKind
from report_desk.core.versions.alignment import blocks
from report_desk.core.versions.differences import Difference, review_differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from report_desk.core.form.edition import Address
    from report_desk.core.form.kinds import Figure
    from report_desk.core.report.model import Anchor, Report
    from report_desk.core.sheet import Sheet
    from report_desk.core.strict_reader import JsonValue


class FigureChange(Struct, frozen=True):
    """One cell, before and after; ``None`` is a blank."""

    cell: Address
    a: Figure | None
    b: Figure | None


class SentenceChange(Struct, frozen=True):
    """One sentence, before and after, as it reads; ``None`` where it is only on the other side.

    ``place`` is where it starts in b's raw text (for a removed one: where it would stand).
    """

    a: str | None
    b: str | None
    place: int


class SectionChanges(Struct, frozen=True):
    """The changed sentences of one section, in its order."""

    section: str
    changes: tuple[SentenceChange, ...]


class DetailChange(Struct, frozen=True):
    """One field of the cover page, or ``organ``, ``year`` or ``format``."""

    detail: str
    a: str
    b: str


class Comparison(Struct, frozen=True):
    """Everything that differs; ``review`` is what was said and decided, and the state it led to."""

    figures: tuple[FigureChange, ...]
    sections: tuple[SectionChanges, ...]
    details: tuple[DetailChange, ...]
    review: tuple[Difference, ...] = ()

    @property
    def content(self) -> Comparison:
        """What differs in the report itself, without its review."""
        return replace(self, review=())

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.figures or self.sections or self.details or self.review)

    @property
    def count(self) -> int:
        """How many things differ."""
        sentences = sum(len(section.changes) for section in self.sections)
        return len(self.figures) + sentences + len(self.details) + len(self.review)


def compare(a: Sheet, b: Sheet) -> Comparison:
    """What became of a in b."""
    sections = (
        SectionChanges(name, tuple(_sentences(a, b, name)))
        for name in dict.fromkeys((*b.form.prose_ids, *a.report.sections, *b.report.sections))
    )
    return Comparison(
        figures=tuple(_figures(a, b)),
        sections=tuple(section for section in sections if section.changes),
        details=tuple(_details(a.report, b.report)),
        review=tuple(review_differences(a.report, b.report)),
    )


def _figures(a: Sheet, b: Sheet) -> Iterator[FigureChange]:
    order = dict.fromkeys((*b.form.cells, *a.report.figures, *b.report.figures))
    for cell in order:
        before, after = a.report.figures.get(cell), b.report.figures.get(cell)
        if before != after:
            yield FigureChange(cell, before, after)


def _details(a: Report, b: Report) -> Iterator[DetailChange]:
    for name in ("organ", "year", "format"):
        before, after = str(getattr(a, name)), str(getattr(b, name))
        if before != after:
            yield DetailChange(name, before, after)
    for name in dict.fromkeys((*a.details, *b.details)):
        if a.details.get(name, "") != b.details.get(name, ""):
            yield DetailChange(name, a.details.get(name, ""), b.details.get(name, ""))


def _sentences(a: Sheet, b: Sheet, section: str) -> Iterator[SentenceChange]:
    raw_b = b.report.sections.get(section, "")
    before = [text for _, text in prose.sentences(a.report.sections.get(section, ""))]
    placed = prose.sentences(raw_b)
    after = [text for _, text in placed]
    if before == after:
        return
    a1 = b1 = 0
    for block in blocks([text.strip() for text in before], [text.strip() for text in after]):
        a2, b2 = block.a, block.b
        for offset in range(max(a2 - a1, b2 - b1)):
            old = a.resolved(before[a1 + offset]).strip() if a1 + offset < a2 else None
            new = b.resolved(after[b1 + offset]).strip() if b1 + offset < b2 else None
            index = b1 + offset
            place = placed[index][0] if index < len(placed) else len(raw_b)
            if old != new:
                yield SentenceChange(old, new, place)
        a1, b1 = a2 + block.size, b2 + block.size


def listing(comparison: Comparison) -> Mapping[str, JsonValue]:
    """A comparison as JSON values."""
    return {
        "figures": [{"cell": change.cell, "a": change.a, "b": change.b} for change in comparison.figures],
        "sections": [
            {
                "section": section.section,
                "changes": [{"a": change.a, "b": change.b} for change in section.changes],
            }
            for section in comparison.sections
        ],
        "details": [{"detail": change.detail, "a": change.a, "b": change.b} for change in comparison.details],
        "review": [
            {**place_listing(change.anchor), "part": change.part, "a": change.before, "b": change.after}
            for change in comparison.review
        ],
    }


def place_listing(anchor: Anchor) -> Mapping[str, JsonValue]:
    """A place as JSON values: ``cell``, else ``section``; empty for the whole report."""
    if anchor.kind is AnchorKind.CELL:
        return {"cell": anchor.cell}
    return {"section": anchor.section} if anchor.section else {}
