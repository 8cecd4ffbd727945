"""A report as typed and remarked: the ground state, immutable, with nothing that can be computed.

Totals, findings and the printed page are derived from it (`sheet`, `printout`). These structs are the one
description of the saved file as well: a field that is added here is read, written, held to its bounds and in
the published schema (`record.annotations`, `record.tables`). A field without a default is one that a file
must have. Times are ISO 8601 strings with a zone, names are what people typed.

Annotations are values here, not texts (no ``from __future__ import annotations``): every start asks for
them, and need not compile them first.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct, field

from report_desk.core import limits
from report_desk.core.form.edition import Address
from report_desk.core.form.kinds import Figure
from report_desk.core.report.fields import (
    Cell,
    Details,
    Documents,
    Figures,
    Id,
    Line,
    Natural,
    Note,
    Prose,
    Quote,
    Rare,
    ResolvedSections,
    Snapshot,
    Spread,
    Suggested,
    TableFigures,
    Time,
    Word,
    Year,
    about,
)
from report_desk.core.report.sources import Consolidation
from report_desk.core.strict_reader import JsonValue

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


class Revision(Struct, frozen=True, gc=False):
    """Which save this is: its number and id, its parents (two after a merge) and known ancestors."""

    number: Annotated[Natural, about("How many saves led here.")] = 0
    id: Annotated[Id, about("Id of this save.")] = ""
    parents: Annotated[
        tuple[Id, ...],
        Meta(max_length=limits.MOST_PARENTS),
        about("Revision ids this one was made from; two after a merge."),
    ] = ()
    ancestors: Annotated[
        tuple[Id, ...],
        Meta(max_length=limits.MOST_ANCESTORS),
        about("Earlier revision ids, newest first, capped."),
    ] = ()


class PreviousYear(Struct, frozen=True):
    """Last year's report as far as this year's checks need it, wherever the file goes.

    ``figures`` are the typed ones, ``sections`` the prose as printed, numbers resolved.
    """

    report_id: Id
    revision_id: Id
    format: Id
    year: Year
    figures: Figures
    sections: Annotated[ResolvedSections, about("Prose with its numbers resolved.")]
    extra: Extra = field(default_factory=dict)


class Explanation(Struct, frozen=True):
    """A 说明 for one finding; it holds as long as ``values`` (a hash of the finding's figures) does."""

    rule: Id
    cells: Annotated[tuple[Cell, ...], Meta(max_length=limits.MOST_CELLS)]
    values: Annotated[Id, about("Hash of the finding's numbers; the explanation expires when they change.")]
    text: Note
    by: Line
    at: Time
    verdict: Verdict = Verdict.OPEN
    extra: Extra = field(default_factory=dict)


class Anchor(Struct, frozen=True):
    """The place a remark or suggestion points at.

    A sentence is found again by its raw text (``quote``) and its start in the section (``place``).
    """

    kind: AnchorKind
    section: Id = ""
    cell: Annotated[str, Meta(max_length=limits.LONGEST_ADDRESS)] = ""
    quote: Annotated[Quote, about("The sentence, raw.")] = ""
    place: Annotated[Natural, about("Its start in the raw section.")] = 0
    extra: Extra = field(default_factory=dict)


class Entry(Struct, frozen=True):
    """One contribution to a thread."""

    by: Line
    at: Time
    text: Word
    extra: Extra = field(default_factory=dict)


class Remark(Struct, frozen=True):
    """A 批注: a thread about one place, open until somebody closes it."""

    id: Id
    anchor: Anchor
    entries: Annotated[tuple[Entry, ...], Meta(max_length=limits.MOST_ENTRIES)]
    closed_by: Line = ""
    closed_at: Id = ""
    extra: Extra = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether the thread still waits for somebody."""
        return not self.closed_by


class Suggestion(Struct, frozen=True):
    """A reviewer's correction of a figure or a sentence, to take or refuse.

    ``before`` and ``after`` are a figure, or raw text; ``None`` is a blank.
    """

    id: Id
    anchor: Anchor
    before: Suggested
    after: Suggested
    by: Line
    at: Time
    decision: Decision = Decision.OPEN
    decided_by: Line = ""
    decided_at: Id = ""
    extra: Extra = field(default_factory=dict)


class Event(Struct, frozen=True):
    """A hand-over, return, approval, reopening or merge.

    ``revision`` is the number of the save that first holds it, ``snapshot`` what was handed over.
    """

    kind: EventKind
    by: Line
    at: Time
    revision: Natural
    fingerprint: Annotated[Id, about("定稿指纹 at that time.")]
    reason: Note = ""
    snapshot: Annotated[Snapshot, about("The record handed over, zlib and base64.")] = ""
    extra: Extra = field(default_factory=dict)


class SectionDocument(Struct, frozen=True):
    """One of ``Report.sections`` as it is stored."""

    id: Annotated[Id, about("preface overview disclosure_note requests_note remedies_note problems other")]
    text: Annotated[
        Prose,
        about(
            "Prose, paragraphs separated by newlines. ⟦table.row.column⟧ stands for a cell's number, "
            "⟦a.b.c+d.e.f⟧ for the sum of cells; a blank reads 〔未填〕. The brackets ⟦ ⟧ have no other use."
        ),
    ]
    extra: Extra = field(default_factory=dict)


class TableDocument(Struct, frozen=True):
    """What ``Report.figures`` and ``Report.declared`` hold of one table of the form, as it is stored."""

    table: Id
    values: Annotated[TableFigures, about("Typed figures by row.column; a blank is absent.")]
    declared: Annotated[
        TableFigures, about("Totals as an imported report printed them, kept while they differ.")
    ] = field(default_factory=dict)
    extra: Extra = field(default_factory=dict)


class Report(Struct, frozen=True):
    """One organ's report for one year.

    ``sections`` hold raw prose (with tokens) by prose id, ``figures`` the typed values by address,
    ``declared`` the totals as an imported report printed them. ``unknown`` keeps, by place in the
    file, the fields of newer or foreign programs. The defaults are for who makes a report: of a file, all
    fields that stand in no table of their own are required.
    """

    id: Annotated[Id, about("Report id, the same in every copy and revision; a UUID.")]
    format: Annotated[Id, about("Edition of the form: 2019, 2021.")]
    year: Annotated[Year, about("Year reported on.")]
    organ: Annotated[Line, about("机关全称.")]
    details: Annotated[
        Details,
        about(
            "Cover and contact page: address postcode phone fax email website contact_office signed_on level."
        ),
    ] = field(default_factory=dict)
    sections: Annotated[
        Mapping[str, str],
        Documents(SectionDocument, limits.MOST_SECTIONS),
        about("One document for each prose section."),
    ] = field(default_factory=dict)
    figures: Annotated[
        Mapping[Address, Figure],
        Documents(TableDocument, limits.MOST_TABLES),
        about("One document for each statutory table."),
    ] = field(default_factory=dict)
    declared: Annotated[Mapping[Address, Figure], Documents(TableDocument, limits.MOST_TABLES)] = field(
        default_factory=dict
    )
    previous: Annotated[
        PreviousYear | None, about("At most one: last year's report as this year's checks need it.")
    ] = None
    explanations: Annotated[
        tuple[Explanation, ...],
        Meta(max_length=limits.MOST_EXPLANATIONS),
        about("说明, each for one finding."),
    ] = ()
    remarks: Annotated[
        tuple[Remark, ...], Meta(max_length=limits.MOST_REMARKS), about("批注, each a thread.")
    ] = ()
    suggestions: Annotated[
        tuple[Suggestion, ...],
        Meta(max_length=limits.MOST_SUGGESTIONS),
        about("A reviewer's corrections, to take or refuse."),
    ] = ()
    history: Annotated[
        tuple[Event, ...],
        Meta(max_length=limits.MOST_EVENTS),
        about("Hand-overs, returns, approvals, reopenings, merges."),
    ] = ()
    consolidation: Annotated[
        Consolidation | None,
        Rare(),
        about("At most one, of a region's report: which reports its figures are the sums of."),
    ] = None
    state: State = State.DRAFT
    revision: Annotated[Revision, Spread({"number": "revision", "id": "revision_id"})] = Revision()
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
