"""Two descendants of one report → one report: nothing that either side did is lost.

What only one side changed is taken. What both changed differently is a conflict: mine stays, and
theirs goes into the list of conflicts, and from there into a remark. Remarks, explanations,
suggestions and history are merged too.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from report_desk.core.findings import values_hash
from report_desk.core.limits import MOST_ANCESTORS
from report_desk.core.report import (
    Anchor,
    AnchorKind,
    Entry,
    Event,
    Explanation,
    PreviousYear,
    Remark,
    Report,
    Revision,
    State,
    Suggestion,
)
from report_desk.core.text_merging import merge_text

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Words = int | str | None


class Conflict(Struct, frozen=True):
    """Something both sides changed, as a figure or in words; ``None`` where there is nothing."""

    anchor: Anchor
    base: Words
    mine: Words
    theirs: Words


class Merge(Struct, frozen=True):
    """The merged report, what is left to decide, and the places where something of theirs was taken."""

    report: Report
    conflicts: tuple[Conflict, ...]
    taken: tuple[Anchor, ...]


class _Account(Struct):
    """What a merge comes across on its way."""

    conflicts: list[Conflict] = field(default_factory=list)
    taken: list[Anchor] = field(default_factory=list)

    def settle(
        self,
        sides: tuple[Mapping[Key, Value], Mapping[Key, Value], Mapping[Key, Value]],
        anchor: Callable[[Key], Anchor],
        words: Callable[[Value], Words],
    ) -> dict[Key, Value]:
        """Merge mappings key by key; mine stays where both changed one differently."""
        base, mine, theirs = sides
        merged: dict[Key, Value] = {}
        for key in dict.fromkeys((*mine, *theirs, *base)):
            before, ours, other = base.get(key), mine.get(key), theirs.get(key)
            kept = ours
            if ours == before and other != before:
                kept = other
                self.taken.append(anchor(key))
            elif other not in (before, ours):
                said = [None if value is None else words(value) for value in (before, ours, other)]
                self.conflicts.append(Conflict(anchor(key), *said))
            if kept is not None:
                merged[key] = kept
        return merged


def merge(base: Report, mine: Report, theirs: Report) -> Merge:
    """Merge three ways; the result's revision has both sides as parents and no id of its own yet."""
    account = _Account()
    sides = (base, mine, theirs)
    cover = account.settle(_each(sides, _cover), _at_cover, _itself)
    merged = replace(
        mine,
        organ=cover.pop("organ", ""),
        details=cover,
        figures=account.settle(_each(sides, lambda report: report.figures), _at_cell, _itself),
        declared=account.settle(_each(sides, lambda report: report.declared), _at_cell, _itself),
        sections=_sections(account, base, mine, theirs),
        remarks=_remarks(base, mine, theirs),
        suggestions=tuple(account.settle(_each(sides, _suggestions), _at_suggestion, _decided).values()),
        explanations=tuple(account.settle(_each(sides, _explanations), _at_explanation, _said).values()),
        history=tuple(account.settle(_each(sides, _events), _at_cover, _happened).values()),
        previous=account.settle(_each(sides, _previous), _at_cover, _year).get("previous"),
        state=account.settle(_each(sides, _state), _at_cover, _itself)["state"],
        unknown=account.settle(_each(sides, lambda report: report.unknown), _at_cover, str),
        revision=_revision(mine.revision, theirs.revision),
    )
    return Merge(merged, tuple(account.conflicts), tuple(account.taken))


def with_conflicts_remarked(merged: Merge, by: str, at: str) -> Report:
    """The merged report, the other side of each conflict kept as a remark of its own."""
    remarks = tuple(_remark(conflict, by, at) for conflict in merged.conflicts)
    return replace(merged.report, remarks=(*merged.report.remarks, *remarks))


def _each(
    sides: tuple[Report, Report, Report], part: Callable[[Report], Mapping[Key, Value]]
) -> tuple[Mapping[Key, Value], Mapping[Key, Value], Mapping[Key, Value]]:
    base, mine, theirs = sides
    return part(base), part(mine), part(theirs)


def _cover(report: Report) -> Mapping[str, str]:
    return {"organ": report.organ, **report.details}


def _suggestions(report: Report) -> Mapping[str, Suggestion]:
    return {suggestion.id: suggestion for suggestion in report.suggestions}


def _explanations(report: Report) -> Mapping[tuple[str, ...], Explanation]:
    return {(note.rule, *note.cells): note for note in report.explanations}


def _events(report: Report) -> Mapping[tuple[str, str, str, int], Event]:
    return {(event.kind, event.by, event.at, event.revision): event for event in report.history}


def _previous(report: Report) -> Mapping[str, PreviousYear]:
    return {} if report.previous is None else {"previous": report.previous}


def _state(report: Report) -> Mapping[str, State]:
    return {"state": report.state}


def _at_cell(cell: str) -> Anchor:
    return Anchor(AnchorKind.CELL, cell=cell)


def _at_cover(_: object) -> Anchor:
    return Anchor(AnchorKind.SECTION, section="cover")


def _at_suggestion(_: str) -> Anchor:
    return Anchor(AnchorKind.WHOLE)


def _at_explanation(key: tuple[str, ...]) -> Anchor:
    return _at_cell(key[1]) if len(key) > 1 else Anchor(AnchorKind.WHOLE)


def _itself(value: Words) -> Words:
    return value


def _said(note: Explanation) -> Words:
    return note.text


def _decided(suggestion: Suggestion) -> Words:
    return f"{suggestion.before} → {suggestion.after}（{suggestion.decision}）"


def _happened(event: Event) -> Words:
    return f"{event.kind} {event.at}"


def _year(previous: PreviousYear) -> Words:
    return f"{previous.year} 年报告 {previous.revision_id}"


def _sections(account: _Account, base: Report, mine: Report, theirs: Report) -> dict[str, str]:
    """Every section sentence by sentence; one that a side does not have at all counts as empty."""
    merged: dict[str, str] = {}
    for name in dict.fromkeys((*mine.sections, *theirs.sections, *base.sections)):
        before, ours, other = (side.sections.get(name) for side in (base, mine, theirs))
        result = merge_text(before or "", ours or "", other or "")
        if result.took_theirs:
            account.taken.append(Anchor(AnchorKind.SECTION, section=name))
        for conflict in result.conflicts:
            anchor = Anchor(AnchorKind.SENTENCE, name, quote=conflict.mine, place=conflict.place)
            account.conflicts.append(Conflict(anchor, conflict.base, conflict.mine, conflict.theirs))
        gone = None in {ours, other} and not result.text
        if not gone:
            merged[name] = result.text
    return merged


def _remarks(base: Report, mine: Report, theirs: Report) -> tuple[Remark, ...]:
    before, ours, others = ({remark.id: remark for remark in side.remarks} for side in (base, mine, theirs))
    merged = []
    for name in dict.fromkeys((*ours, *others, *before)):
        old, here, there = before.get(name), ours.get(name), others.get(name)
        if there in (here, old):
            kept = here
        elif here is None or there is None or here == old:
            kept = there or here
        else:
            kept = _thread(here, there)
        if kept is not None:
            merged.append(kept)
    return tuple(merged)


def _thread(here: Remark, there: Remark) -> Remark:
    """One thread from two: every entry once, in the order of their times; closed if either is."""
    entries = {(entry.at, entry.by, entry.text): entry for entry in (*there.entries, *here.entries)}
    closed = here if here.closed_by else there
    return replace(
        here,
        entries=tuple(entry for _, entry in sorted(entries.items(), key=lambda item: item[0][0])),
        closed_by=closed.closed_by,
        closed_at=closed.closed_at,
        extra={**there.extra, **here.extra},
    )


def _remark(conflict: Conflict, by: str, at: str) -> Remark:
    def shown(value: Words) -> str:
        return "空白" if value in (None, "") else f"「{value}」"

    base, mine, theirs = shown(conflict.base), shown(conflict.mine), shown(conflict.theirs)
    text = f"合并：对方是{theirs}，这里保留{mine}，共同的原稿是{base}。"
    parts = (conflict.anchor, conflict.base, conflict.mine, conflict.theirs)
    return Remark(f"merge-{values_hash(parts)}", conflict.anchor, (Entry(by, at, text),))


def _revision(mine: Revision, theirs: Revision) -> Revision:
    chain: Iterable[str] = (mine.id, theirs.id, *mine.ancestors, *theirs.ancestors)
    ancestors = tuple(dict.fromkeys(name for name in chain if name))[:MOST_ANCESTORS]
    return Revision(max(mine.number, theirs.number), "", (mine.id, theirs.id), ancestors)
