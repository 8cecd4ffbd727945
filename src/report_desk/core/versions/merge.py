"""Two descendants of one report → one report: nothing that either side did is lost.

What only one side changed is taken. What both changed differently is a conflict: mine stays, and
theirs goes into the list of conflicts, and from there into a remark. Remarks, explanations,
suggestions, history and the sources of a region's report are merged too.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from report_desk.core.checks.findings import values_hash
from report_desk.core.edits.review import STATE_NAMES
from report_desk.core.limits import MOST_ANCESTORS
from report_desk.core.report.model import Anchor, AnchorKind, Entry, Remark, Report, Revision
from report_desk.core.versions.differences import (
    COVER,
    WHOLE,
    Conflict,
    Difference,
    Part,
    previous_words,
    review_differences,
    source_words,
)
from report_desk.core.versions.merge_review import (
    Contest,
    Sides,
    contested_words,
    contests,
    merged_explanations,
    merged_history,
    merged_remarks,
    merged_suggestions,
    settled,
)
from report_desk.core.versions.merge_sources import (
    corrected_apart,
    corrected_words,
    merged_corrections,
    sources,
    with_corrections,
)
from report_desk.core.versions.merge_text import merge_text

if TYPE_CHECKING:
    from report_desk.core.form.edition import Address
    from report_desk.core.report.sources import Consolidation

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Said = TypeVar("Said", Conflict, Difference)
Words = int | str | None
_COMPARED = frozenset({Part.DECLARED, Part.STATE, Part.PREVIOUS, Part.SOURCES, Part.UNKNOWN})
"""The parts that are told by what differs between mine and the merged report."""


class Merge(Struct, frozen=True):
    """The merged report, what is left to decide, and what became of mine by itself.

    ``contests`` are the suggestions among the conflicts, which are decided with what they are about.
    """

    report: Report
    conflicts: tuple[Conflict, ...]
    taken: tuple[Difference, ...]
    contests: tuple[Contest, ...] = ()


class _Account(Struct):
    """What a merge comes across on its way."""

    conflicts: list[Conflict] = field(default_factory=list)
    taken: list[Difference] = field(default_factory=list)

    def settle(
        self,
        part: Part,
        sides: tuple[Mapping[Key, Value], Mapping[Key, Value], Mapping[Key, Value]],
        anchor: Callable[[Key], Anchor],
        words: Callable[[Value], Words],
        contested: Iterable[Key] = (),
    ) -> dict[Key, Value]:
        """Merge mappings key by key; mine stays where both changed one differently.

        What is ``contested`` stays mine without a word: it is spoken of elsewhere.
        """
        base, mine, theirs = sides
        merged: dict[Key, Value] = {}
        apart = frozenset(contested)
        for key in dict.fromkeys((*mine, *theirs, *base)):
            before, ours, other = base.get(key), mine.get(key), theirs.get(key)
            kept = ours
            said = [None if value is None else words(value) for value in (before, ours, other)]
            if key in apart or other in (before, ours):
                pass
            elif ours == before:
                kept = other
                self.taken.append(Difference(part, str(key), anchor(key), said[1], said[2]))
            else:
                self.conflicts.append(Conflict(part, str(key), anchor(key), *said))
            if kept is not None:
                merged[key] = kept
        return merged


def merge(base: Report, mine: Report, theirs: Report) -> Merge:
    """Merge three ways; the result's revision has both sides as parents and no id of its own yet."""
    account = _Account()
    sides = (base, mine, theirs)
    sections = _sections(account, sides)
    contested = tuple(contests(sides, sections))
    apart = corrected_apart(sides)
    merged = replace(
        _content(account, sides, (*(contest.cell for contest in contested if contest.cell), *apart)),
        consolidation=_consolidation(account, sides, apart),
        sections=sections,
        remarks=merged_remarks(sides, account.conflicts),
        suggestions=merged_suggestions(sides, contested),
        explanations=merged_explanations(sides, account.conflicts),
        history=merged_history(sides),
        revision=_revision(mine.revision, theirs.revision),
    )
    for contest in contested:
        words = contested_words(contest, sides)
        account.conflicts.append(Conflict(Part.SUGGESTION, contest.mine.id, contest.mine.anchor, *words))
        merged = settled(merged, contest, mine, contest.mine) or merged
    content = [item for item in account.taken if item.part not in _COMPARED]
    taken = (*content, *review_differences(mine, merged))
    return Merge(merged, _in_order(account.conflicts), _in_order(taken), contested)


def _consolidation(account: _Account, sides: Sides, apart: tuple[Address, ...]) -> Consolidation | None:
    """What the figures are the sums of; a correction made apart is one conflict with its figure."""
    for cell in apart:
        words = [corrected_words(side, cell) for side in sides]
        account.conflicts.append(Conflict(Part.CORRECTION, cell, _at_cell(cell), *words))
    made = account.settle(Part.SOURCES, _each(sides, sources), _at_whole, source_words)
    return with_corrections(made.get("sources"), sides[1], merged_corrections(sides, apart))


def _content(account: _Account, sides: Sides, cells: Iterable[Address]) -> Report:
    """Mine, with everything merged that is a value under a name; the figures of ``cells`` stay mine."""
    settle = account.settle
    organ = _each(sides, lambda side: {"organ": side.organ})
    figures = _each(sides, lambda side: side.figures)
    declared = _each(sides, lambda side: side.declared)
    previous = _each(sides, lambda side: {} if side.previous is None else {"previous": side.previous})
    state = _each(sides, lambda side: {"state": side.state})
    return replace(
        sides[1],
        organ=settle(Part.ORGAN, organ, _at_cover, _itself)["organ"],
        details=settle(Part.DETAIL, _each(sides, lambda side: side.details), _at_cover, _itself),
        figures=settle(Part.FIGURE, figures, _at_cell, _itself, cells),
        declared=settle(Part.DECLARED, declared, _at_cell, _itself),
        previous=settle(Part.PREVIOUS, previous, _at_whole, previous_words).get("previous"),
        state=settle(Part.STATE, state, _at_whole, lambda value: STATE_NAMES[value])["state"],
        unknown=settle(Part.UNKNOWN, _each(sides, lambda side: side.unknown), _at_whole, str),
    )


def _in_order(said: Iterable[Said]) -> tuple[Said, ...]:
    """By the parts of the report; within a part as they were found."""
    order = list(Part)
    return tuple(sorted(said, key=lambda item: order.index(item.part)))


def with_conflicts_remarked(merged: Merge, by: str, at: str) -> Report:
    """The merged report, the other side of each conflict kept in a remark."""
    return with_remarks(merged.report, [_remark(conflict, by, at) for conflict in merged.conflicts])


def with_remarks(report: Report, remarks: Iterable[Remark]) -> Report:
    """A report with what a merge remarks: what an earlier merge said already is not said again.

    A remark with the id of one that stands there goes on with that thread.
    """
    threads = {remark.id: remark for remark in report.remarks}
    for remark in remarks:
        known = threads.get(remark.id, replace(remark, entries=()))
        said = {entry.text for entry in known.entries}
        new = tuple(entry for entry in remark.entries if entry.text not in said)
        if new:
            closing = {"closed_by": remark.closed_by, "closed_at": remark.closed_at}
            threads[remark.id] = replace(known, entries=(*known.entries, *new), **closing)
    return replace(report, remarks=tuple(threads.values()))


def remark_id(conflict: Conflict) -> str:
    """The thread that keeps a conflict: its own where it is about one, else one for this very conflict."""
    if conflict.part is Part.REMARK:
        return conflict.name
    parts = (conflict.part, conflict.name, conflict.anchor, conflict.base, conflict.mine, conflict.theirs)
    return f"merge-{values_hash(parts)}"


def _each(
    sides: Sides, part: Callable[[Report], Mapping[Key, Value]]
) -> tuple[Mapping[Key, Value], Mapping[Key, Value], Mapping[Key, Value]]:
    base, mine, theirs = sides
    return part(base), part(mine), part(theirs)


def _at_cell(cell: str) -> Anchor:
    return Anchor(AnchorKind.CELL, cell=cell)


def _at_cover(_: object) -> Anchor:
    return COVER


def _at_whole(_: object) -> Anchor:
    return WHOLE


def _itself(value: Words) -> Words:
    return value


def _sections(account: _Account, sides: Sides) -> dict[str, str]:
    """Every section sentence by sentence; one that a side does not have at all counts as empty."""
    base, mine, theirs = (side.sections for side in sides)
    merged: dict[str, str] = {}
    for name in dict.fromkeys((*mine, *theirs, *base)):
        before, ours, other = (side.get(name) for side in (base, mine, theirs))
        result = merge_text(before or "", ours or "", other or "")
        for taken in result.taken:
            anchor = Anchor(AnchorKind.SENTENCE, name, quote=taken.theirs, place=taken.place)
            account.taken.append(
                Difference(Part.TEXT, name, anchor, taken.base or None, taken.theirs or None)
            )
        for conflict in result.conflicts:
            anchor = Anchor(AnchorKind.SENTENCE, name, quote=conflict.mine, place=conflict.place)
            account.conflicts.append(
                Conflict(Part.TEXT, name, anchor, conflict.base, conflict.mine, conflict.theirs)
            )
        gone = None in {ours, other} and not result.text
        if not gone:
            merged[name] = result.text
    return merged


def _remark(conflict: Conflict, by: str, at: str) -> Remark:
    base, mine, theirs = (shown(value) for value in (conflict.base, conflict.mine, conflict.theirs))
    text = f"合并：对方是{theirs}，这里保留{mine}，共同的原稿是{base}。"
    if conflict.part is Part.REMARK:
        text = thread_text(conflict)
    return Remark(remark_id(conflict), conflict.anchor, (Entry(by, at, text),))


def thread_text(conflict: Conflict) -> str:
    """What a merge adds to a thread that only one side had closed."""
    mine, theirs = shown(conflict.mine), shown(conflict.theirs)
    return f"合并：这条批注一边是{mine}，另一边是{theirs}；了结的人没有看到全部，所以还开着。"


def shown(value: Words) -> str:
    """A side of a conflict in a sentence."""
    return "空白" if value in (None, "") else f"「{value}」"


def _revision(mine: Revision, theirs: Revision) -> Revision:
    chain: Iterable[str] = (mine.id, theirs.id, *mine.ancestors, *theirs.ancestors)
    ancestors = tuple(dict.fromkeys(name for name in chain if name))[:MOST_ANCESTORS]
    return Revision(max(mine.number, theirs.number), "", (mine.id, theirs.id), ancestors)
