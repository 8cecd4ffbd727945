"""Conflicts of a merge decided one by one: what the report is after each choice, with its trail."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from report_desk.core.form.edition import Address
from report_desk.core.record.snapshot import snapshot
from report_desk.core.report.model import Entry, Event, EventKind, Remark
from report_desk.core.versions.differences import Part
from report_desk.core.versions.merge import remark_id, shown, thread_text, with_remarks
from report_desk.core.versions.merge_review import settled
from report_desk.core.versions.merge_sources import with_theirs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from report_desk.core.report.model import Report
    from report_desk.core.versions.differences import Conflict
    from report_desk.core.versions.merge import Merge
    from report_desk.core.versions.merge_review import Contest, Sides

Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")

_CONTENT = frozenset({Part.FIGURE, Part.DECLARED, Part.TEXT, Part.ORGAN, Part.DETAIL, Part.CORRECTION})
"""What can be chosen by itself."""


class Pick(StrEnum):
    """Whose words stand."""

    MINE = "mine"
    THEIRS = "theirs"


def can_pick(merged: Merge, sides: Sides, conflict: Conflict) -> bool:
    """Whether theirs can be put in place of mine; else mine stays and theirs is kept as a remark."""
    if conflict.part is Part.SUGGESTION:
        contest = _contest(merged, conflict)
        return settled(merged.report, contest, sides[2], contest.theirs) is not None
    return conflict.part in _CONTENT


def chosen(merged: Merge, sides: Sides, picks: Sequence[Pick], by: str, at: str) -> Report:
    """The merged report with every conflict decided; ``sides`` are base, mine and theirs.

    Each decision leaves a closed remark that names the other words; what could not be picked leaves an
    open one. A suggestion is decided last: its sentence may have been chosen before.
    """
    report = merged.report
    decided = list(zip(merged.conflicts, picks, strict=True))
    for conflict, pick in reversed(decided):  # earlier places in a text stay true
        if pick is Pick.THEIRS and conflict.part in _CONTENT:
            report = _with_theirs(report, conflict, sides[2])
    for conflict, pick in decided:
        if conflict.part is Part.SUGGESTION:
            contest = _contest(merged, conflict)
            side, item = (sides[2], contest.theirs) if pick is Pick.THEIRS else (sides[1], contest.mine)
            report = settled(report, contest, side, item) or report
    trail = [
        _trail(conflict, pick, by, at, is_decided=can_pick(merged, sides, conflict))
        for conflict, pick in decided
    ]
    return with_remarks(report, trail)


def with_event(report: Report, by: str, at: str, fingerprint: str) -> Report:
    """The merged report with the merge in its history."""
    event = Event(
        EventKind.MERGED, by, at, report.revision.number + 1, fingerprint, snapshot=snapshot(report)
    )
    return replace(report, history=(*report.history, event))


def without_ancestor(mine: Report) -> Report:
    """A base that knows nothing: with it everything that differs on both sides is a conflict."""
    return replace(
        mine,
        organ="",
        details={},
        figures={},
        declared={},
        sections={},
        previous=None,
        explanations=(),
        remarks=(),
        suggestions=(),
        history=(),
        consolidation=None,
        unknown={},
    )


def _contest(merged: Merge, conflict: Conflict) -> Contest:
    return next(contest for contest in merged.contests if contest.mine.id == conflict.name)


def _with_theirs(report: Report, conflict: Conflict, side: Report) -> Report:
    name, theirs = conflict.name, conflict.theirs
    match conflict.part:
        case Part.TEXT:
            place, raw = conflict.anchor.place, report.sections.get(name, "")
            text = raw[:place] + str(theirs or "") + raw[place + len(str(conflict.mine or "")) :]
            return replace(report, sections={**report.sections, name: text})
        case Part.FIGURE:
            return replace(report, figures=_set(report.figures, Address(name), theirs))
        case Part.DECLARED:
            return replace(report, declared=_set(report.declared, Address(name), theirs))
        case Part.CORRECTION:
            return with_theirs(report, Address(name), side)
        case Part.ORGAN:
            return replace(report, organ=str(theirs or ""))
        case _:
            words = None if theirs is None else str(theirs)
            return replace(report, details=_set(report.details, name, words))


def _trail(conflict: Conflict, pick: Pick, by: str, at: str, *, is_decided: bool) -> Remark:
    base, mine, theirs = (shown(value) for value in (conflict.base, conflict.mine, conflict.theirs))
    used, other = ("对方的", mine) if pick is Pick.THEIRS and is_decided else ("我的", theirs)
    text = f"合并：用了{used}；另一份是{other}，共同的原稿是{base}。"
    if conflict.part is Part.REMARK:
        text = thread_text(conflict)
    closed = (by, at) if is_decided else ("", "")
    return Remark(remark_id(conflict), conflict.anchor, (Entry(by, at, text),), *closed)


def _set(before: Mapping[Key, Value], key: Key, value: Value | None) -> dict[Key, Value]:
    others = {name: standing for name, standing in before.items() if name != key}
    return others if value is None else {**others, key: value}
