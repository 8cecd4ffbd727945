"""Two reviews → one: every word of both, and nothing closed, opened or judged that somebody did not see.

* A thread is closed only by somebody who had read all that stands in it.
* A 存疑 stays on a 说明 that was rewritten meanwhile, a 认可 does not: it was given to other words.
* A suggestion and what it is about are decided together, as one side did it.
* History is what happened, in the order of time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.edits.review import moment, standing
from report_desk.core.form.edition import Address
from report_desk.core.report.model import AnchorKind, Decision, Verdict
from report_desk.core.versions.differences import (
    CLOSED,
    OPEN,
    VERDICT_NAMES,
    Conflict,
    Part,
    event_key,
    explanation_anchor,
    explanation_name,
    explanation_words,
    suggestion_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from report_desk.core.report.model import Event, Explanation, Remark, Report, Suggestion

Sides = tuple["Report", "Report", "Report"]
"""The common original, mine and theirs."""


# ---------------------------------------------------------------------- threads


def merged_remarks(sides: Sides, conflicts: list[Conflict]) -> tuple[Remark, ...]:
    """Every thread of either side; one that both continued has the entries of both."""
    before, ours, others = ({remark.id: remark for remark in side.remarks} for side in sides)
    merged = []
    for name in dict.fromkeys((*ours, *others, *before)):
        old, here, there = before.get(name), ours.get(name), others.get(name)
        if there in (here, old):
            kept = here
        elif here is None or there is None or here == old:
            kept = there or here
        else:
            kept = _thread(here, there)
            if kept.is_open and not (here.is_open and there.is_open):
                was, mine, theirs = (_closing(side, len(kept.entries)) for side in (old, here, there))
                conflicts.append(Conflict(Part.REMARK, name, kept.anchor, was, mine, theirs))
        if kept is not None:
            merged.append(kept)
    return tuple(merged)


def _closing(remark: Remark | None, entries: int) -> str | None:
    """How a thread stands on one side, and how much of it that side has not read."""
    if remark is None:
        return None
    if remark.is_open:
        return OPEN
    unread = entries - len(remark.entries)
    return f"{CLOSED}（{remark.closed_by} {remark.closed_at}" + (
        f"，有 {unread} 条没有看到）" if unread else "）"
    )


def _thread(here: Remark, there: Remark) -> Remark:
    """One thread from two: every entry once, in the order of time; closed by who had read them all."""
    entries = {(entry.at, entry.by, entry.text): entry for entry in (*there.entries, *here.entries)}
    whole = replace(
        here,
        entries=tuple(sorted(entries.values(), key=lambda entry: (moment(entry.at), entry.at))),
        closed_by="",
        closed_at="",
        extra={**there.extra, **here.extra},
    )
    for side in (here, there):
        if not side.is_open and len({(entry.at, entry.by, entry.text) for entry in side.entries}) == len(
            entries
        ):
            return replace(whole, closed_by=side.closed_by, closed_at=side.closed_at)
    return whole


# ---------------------------------------------------------------------- explanations


def merged_explanations(sides: Sides, conflicts: list[Conflict]) -> tuple[Explanation, ...]:
    """Every 说明 of either side: the words three ways, and what the reviewer says of them apart."""
    before, ours, others = ({_key(note): note for note in side.explanations} for side in sides)
    merged = (
        _explanation(before.get(key), ours.get(key), others.get(key), conflicts)
        for key in dict.fromkeys((*ours, *others, *before))
    )
    return tuple(note for note in merged if note is not None)


def _key(note: Explanation) -> tuple[str, ...]:
    return (note.rule, *sorted(note.cells))


def _explanation(
    old: Explanation | None, here: Explanation | None, there: Explanation | None, conflicts: list[Conflict]
) -> Explanation | None:
    words = _wording(old), _wording(here), _wording(there)
    kept = there if words[1] == words[0] else here
    some = next(note for note in (here, there, old) if note is not None)
    name, anchor = explanation_name(some), explanation_anchor(some)
    if words[2] not in {words[0], words[1]} and kept is not there:
        texts = [None if note is None else explanation_words(note) for note in (old, here, there)]
        conflicts.append(Conflict(Part.EXPLANATION, name, anchor, *texts))
    if kept is None:
        return None
    kept = replace(kept, verdict=_verdict(old, here, there, kept))
    if there is not None and there.verdict not in {kept.verdict, _verdict_of(old)}:
        verdicts = [VERDICT_NAMES[_verdict_of(note)] for note in (old, kept, there)]
        conflicts.append(Conflict(Part.VERDICT, name, anchor, *verdicts))
    return kept


def _verdict(
    old: Explanation | None, here: Explanation | None, there: Explanation | None, kept: Explanation
) -> Verdict:
    """The verdict on the words that were kept, by the sides that did anything since the original."""
    changed = [
        note
        for note in (here, there)
        if note is not None and (_wording(note), note.verdict) != (_wording(old), _verdict_of(old))
    ]
    verdicts = {note.verdict for note in changed} or {kept.verdict}
    if Verdict.QUESTIONED in verdicts:
        return Verdict.QUESTIONED
    accepted = Verdict.OPEN not in verdicts and all(_wording(note) == _wording(kept) for note in changed)
    return Verdict.ACCEPTED if accepted else Verdict.OPEN


def _wording(note: Explanation | None) -> tuple[str, ...] | None:
    return None if note is None else (note.text, note.values, note.by, note.at)


def _verdict_of(note: Explanation | None) -> Verdict:
    return Verdict.OPEN if note is None else note.verdict


# ---------------------------------------------------------------------- suggestions


class Contest(Struct, frozen=True):
    """A suggestion that cannot be as both sides have it: ``mine`` and ``theirs``, and as it ``was``."""

    was: Suggestion | None
    mine: Suggestion
    theirs: Suggestion

    @property
    def cell(self) -> Address | None:
        """The cell that it is about, if it is about a figure."""
        anchor = self.mine.anchor
        return Address(anchor.cell) if anchor.kind is AnchorKind.CELL else None


def contests(sides: Sides, sections: Mapping[str, str]) -> Iterator[Contest]:
    """The suggestions that both sides settled differently, or one took while the other overwrote their place.

    They are settled together with their figure or sentence, as one side did. ``sections`` are merged already.
    """
    before, ours, others = ({item.id: item for item in side.suggestions} for side in sides)
    for name, here in ours.items():
        was, there = before.get(name), others.get(name)
        if there is None or here.decision is there.decision:
            continue
        contest = Contest(was, here, there)
        is_settled = [_decided(item) != _decided(was) for item in (here, there)]
        if all(is_settled) or (any(is_settled) and _is_overwritten(contest, sides, sections)):
            yield contest


def _is_overwritten(contest: Contest, sides: Sides, sections: Mapping[str, str]) -> bool:
    """Whether what one side took is not what the merged report would hold."""
    if contest.cell is not None:
        was, here, there = (side.figures.get(contest.cell) for side in sides)
        return Decision.TAKEN in {contest.mine.decision, contest.theirs.decision} and (
            was != here and there not in {was, here}
        )
    section = contest.mine.anchor.section
    return any(
        item.decision is Decision.TAKEN
        and is_held(side.sections.get(section, ""), item)
        and not is_held(sections.get(section, ""), item)
        for side, item in zip(sides[1:], (contest.mine, contest.theirs), strict=True)
    )


def is_held(raw: str, suggestion: Suggestion) -> bool:
    """Whether a text holds what a suggestion proposed for it."""
    before, after, place = _texts(suggestion)
    return standing(raw, after, place) >= 0 if after else standing(raw, before, place) < 0


def settled(report: Report, contest: Contest, side: Report, item: Suggestion) -> Report | None:
    """A contested suggestion and its place as one side has them; ``None`` where the sentence is not found."""
    others = [item if other.id == item.id else other for other in report.suggestions]
    report = replace(report, suggestions=tuple(others))
    if contest.cell is not None:
        figures = {cell: figure for cell, figure in report.figures.items() if cell != contest.cell}
        figure = side.figures.get(contest.cell)
        return replace(report, figures=figures if figure is None else {**figures, contest.cell: figure})
    section, is_taken = item.anchor.section, item.decision is Decision.TAKEN
    raw = report.sections.get(section, "")
    if is_held(raw, item) is is_taken or is_held(side.sections.get(section, ""), item) is not is_taken:
        return report
    before, after, place = _texts(item)
    out, into = (before, after) if is_taken else (after, before)
    at = standing(raw, out, place)
    if not out or at < 0:
        return None
    return replace(report, sections={**report.sections, section: raw[:at] + into + raw[at + len(out) :]})


def merged_suggestions(sides: Sides, contested: Iterable[Contest]) -> tuple[Suggestion, ...]:
    """Every suggestion of either side, settled as one side did; as mine where it is contested."""
    before, ours, others = ({item.id: item for item in side.suggestions} for side in sides)
    names = {contest.mine.id for contest in contested}
    merged = []
    for name in dict.fromkeys((*ours, *others)):
        was, here, there = before.get(name), ours.get(name), others.get(name)
        if here is not None and there is not None:
            is_mine = name in names or there == was or (here != was and _decided(here) != _decided(was))
            merged.append(here if is_mine else there)
        else:  # on one side only: it is new, or a newer one took its place on the other
            only = next(item for item in (here, there) if item is not None)
            if _decided(only) != _decided(was):
                merged.append(only)
    return tuple(merged)


def contested_words(contest: Contest, sides: Sides) -> tuple[str | None, ...]:
    """A contested suggestion as the original, mine and theirs have it, the figure in front."""
    items = (contest.was, contest.mine, contest.theirs)
    if contest.cell is None:
        return tuple(None if item is None else suggestion_words(item) for item in items)
    figures = [side.figures.get(contest.cell, "空白") for side in sides]
    return tuple(
        None if item is None else f"{figure}（建议 {suggestion_words(item)}）"
        for item, figure in zip(items, figures, strict=True)
    )


def _texts(suggestion: Suggestion) -> tuple[str, str, int]:
    return str(suggestion.before or ""), str(suggestion.after or ""), suggestion.anchor.place


def _decided(item: Suggestion | None) -> tuple[str, ...] | None:
    return None if item is None else (item.decision, item.decided_by, item.decided_at)


# ---------------------------------------------------------------------- history


def merged_history(sides: Sides) -> tuple[Event, ...]:
    """What had happened before, and then everything that happened on either side, in the order of time."""
    base, mine, theirs = sides
    known = {event_key(event): event for event in base.history}
    new = {event_key(event): event for event in (*mine.history, *theirs.history)}
    since = [event for key, event in new.items() if key not in known]
    return (*base.history, *sorted(since, key=lambda event: (moment(event.at), event.revision)))
