"""A report as typed and remarked: the ground state, immutable, with nothing that can be computed.

Totals, findings and the printed page are derived from it (`sheet`, `printout`); how it is written
down is in `record`. Times are ISO 8601 strings with a zone, names are what people typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from report_desk.core.strict_reader import JsonValue

if TYPE_CHECKING:
    from report_desk.core.form.edition import Address
    from report_desk.core.form.kinds import Figure

Extra = Mapping[str, JsonValue]
"""What a document holds beyond the fields we know: kept, so that a save drops nothing."""


class State(StrEnum):
    """Where a report stands between clerk and supervisor."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    REOPENED = "reopened"


class Verdict(StrEnum):
    """What the reviewer says of an explanation."""

    OPEN = "open"
    ACCEPTED = "accepted"
    QUESTIONED = "questioned"


class Decision(StrEnum):
    """What the clerk says of a suggestion."""

    OPEN = "open"
    TAKEN = "taken"
    REFUSED = "refused"


class EventKind(StrEnum):
    """What can happen to a report as a whole."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    REOPENED = "reopened"
    MERGED = "merged"


class AnchorKind(StrEnum):
    """What a remark is about."""

    WHOLE = "whole"
    SECTION = "section"
    SENTENCE = "sentence"
    CELL = "cell"


class Revision(Struct, frozen=True):
    """Which save this is: its number and id, its parents (two after a merge) and known ancestors."""

    number: int = 0
    id: str = ""
    parents: tuple[str, ...] = ()
    ancestors: tuple[str, ...] = ()


class PreviousYear(Struct, frozen=True):
    """Last year's report as far as this year's checks need it, wherever the file goes.

    ``figures`` are the typed ones, ``sections`` the prose as printed, numbers resolved.
    """

    report_id: str
    revision_id: str
    format: str
    year: int
    figures: Mapping[Address, Figure]
    sections: Mapping[str, str]
    extra: Extra = field(default_factory=dict)


class Explanation(Struct, frozen=True):
    """A 说明 for one finding; it holds as long as ``values`` (a hash of the finding's figures) does."""

    rule: str
    cells: tuple[Address, ...]
    values: str
    text: str
    by: str
    at: str
    verdict: Verdict = Verdict.OPEN
    extra: Extra = field(default_factory=dict)


class Anchor(Struct, frozen=True):
    """The place a remark or suggestion points at.

    A sentence is found again by its raw text (``quote``) and its start in the section (``place``).
    """

    kind: AnchorKind
    section: str = ""
    cell: str = ""
    quote: str = ""
    place: int = 0
    extra: Extra = field(default_factory=dict)


class Entry(Struct, frozen=True):
    """One contribution to a thread."""

    by: str
    at: str
    text: str
    extra: Extra = field(default_factory=dict)


class Remark(Struct, frozen=True):
    """A 批注: a thread about one place, open until somebody closes it."""

    id: str
    anchor: Anchor
    entries: tuple[Entry, ...]
    closed_by: str = ""
    closed_at: str = ""
    extra: Extra = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether the thread still waits for somebody."""
        return not self.closed_by


class Suggestion(Struct, frozen=True):
    """A reviewer's correction of a figure or a sentence, to take or refuse.

    ``before`` and ``after`` are a figure, or raw text; ``None`` is a blank.
    """

    id: str
    anchor: Anchor
    before: Figure | None
    after: Figure | None
    by: str
    at: str
    decision: Decision = Decision.OPEN
    decided_by: str = ""
    decided_at: str = ""
    extra: Extra = field(default_factory=dict)


class Event(Struct, frozen=True):
    """A hand-over, return, approval, reopening or merge.

    ``revision`` is the number of the save that first holds it, ``snapshot`` what was handed over.
    """

    kind: EventKind
    by: str
    at: str
    revision: int
    fingerprint: str
    reason: str = ""
    snapshot: str = ""
    extra: Extra = field(default_factory=dict)


class Report(Struct, frozen=True):
    """One organ's report for one year.

    ``sections`` hold raw prose (with tokens) by prose id, ``figures`` the typed values by address,
    ``declared`` the totals as an imported report printed them. ``unknown`` keeps, by place in the
    file, the fields of newer or foreign programs.
    """

    id: str
    format: str
    year: int
    organ: str
    details: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[Address, Figure] = field(default_factory=dict)
    declared: Mapping[Address, Figure] = field(default_factory=dict)
    previous: PreviousYear | None = None
    explanations: tuple[Explanation, ...] = ()
    remarks: tuple[Remark, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    history: tuple[Event, ...] = ()
    state: State = State.DRAFT
    revision: Revision = Revision()
    unknown: Mapping[str, Extra] = field(default_factory=dict)


def are_one_report(mine: Report, theirs: Report, base: Report | None = None) -> bool:
    """Whether two copies are of one report: the id alone does not tell, for a copied template has it too.

    An organ is renamed, or a year put right, on one side: with the ``base`` that both follow from, they are
    two reports only where both sides have changed it, and not to the same. Without one, organ and year must
    agree.
    """
    if mine.id != theirs.id or (base is not None and base.id != mine.id):
        return False
    ours, others = (mine.organ, mine.year), (theirs.organ, theirs.year)
    if base is None:
        return ours == others
    sides = zip((base.organ, base.year), ours, others, strict=True)
    return all(left == right or was in {left, right} for was, left, right in sides)
