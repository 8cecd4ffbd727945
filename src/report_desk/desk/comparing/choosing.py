"""Conflicts of a merge decided one by one: what the report is after each choice, with its trail."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from report_desk.core.findings import values_hash
from report_desk.core.format import Address
from report_desk.core.report import AnchorKind, Entry, Event, EventKind, Remark
from report_desk.core.snapshot import snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from report_desk.core.merging import Conflict, Merge
    from report_desk.core.report import Report

Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")


class Pick(StrEnum):
    """Whose words stand."""

    MINE = "mine"
    THEIRS = "theirs"


def can_pick(sides: tuple[Report, Report, Report], conflict: Conflict) -> bool:
    """Whether theirs can be put in place of mine; else mine stays and theirs is kept as a remark."""
    return conflict.anchor.kind is AnchorKind.SENTENCE or bool(_homes(sides, conflict))


def chosen(
    merged: Merge, sides: tuple[Report, Report, Report], picks: Sequence[Pick], by: str, at: str
) -> Report:
    """The merged report with every conflict decided; ``sides`` are base, mine and theirs.

    Each decision leaves a closed remark that names the other words; what could not be picked leaves an
    open one.
    """
    report = merged.report
    decided = list(zip(merged.conflicts, picks, strict=True))
    for place, (conflict, pick) in reversed(list(enumerate(decided))):  # earlier places in a text stay true
        if pick is Pick.THEIRS:
            alike = merged.conflicts[:place].count(conflict)
            report = _with_theirs(report, _homes(sides, conflict)[alike : alike + 1], conflict)
    remarks = tuple(_trail(sides, conflict, pick, by, at) for conflict, pick in decided)
    return replace(report, remarks=(*report.remarks, *remarks))


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
        unknown={},
    )


def _homes(sides: tuple[Report, Report, Report], conflict: Conflict) -> tuple[str, ...]:
    """The parts of the report that a conflict can be about, by the values that stand there.

    Several where the same happened to more than one: as many conflicts are equal then, in this order.
    """
    wanted = (conflict.base, conflict.mine, conflict.theirs)
    if conflict.anchor.kind is AnchorKind.CELL:
        cell = Address(conflict.anchor.cell)
        figures = tuple(side.figures.get(cell) for side in sides)
        declared = tuple(side.declared.get(cell) for side in sides)
        known = {"figures": figures, "declared": declared}
        return tuple(name for name, values in known.items() if values == wanted)
    covers = [{"organ": side.organ, **side.details} for side in sides]
    names = dict.fromkeys(name for cover in (covers[1], covers[2], covers[0]) for name in cover)
    return tuple(name for name in names if tuple(cover.get(name) for cover in covers) == wanted)


def _with_theirs(report: Report, homes: tuple[str, ...], conflict: Conflict) -> Report:
    anchor, theirs = conflict.anchor, conflict.theirs
    if anchor.kind is AnchorKind.SENTENCE:
        raw = report.sections.get(anchor.section, "")
        end = anchor.place + len(str(conflict.mine or ""))
        text = raw[: anchor.place] + str(theirs or "") + raw[end:]
        return replace(report, sections={**report.sections, anchor.section: text})
    match homes:
        case ("figures",):
            return replace(report, figures=_set(report.figures, Address(anchor.cell), theirs))
        case ("declared",):
            return replace(report, declared=_set(report.declared, Address(anchor.cell), theirs))
        case ("organ",):
            return replace(report, organ=str(theirs or ""))
        case (detail,):
            words = None if theirs is None else str(theirs)
            return replace(report, details=_set(report.details, detail, words))
        case _:
            return report


def _trail(sides: tuple[Report, Report, Report], conflict: Conflict, pick: Pick, by: str, at: str) -> Remark:
    base, mine, theirs = (_shown(value) for value in (conflict.base, conflict.mine, conflict.theirs))
    is_decided = can_pick(sides, conflict)
    used, other = ("对方的", mine) if pick is Pick.THEIRS and is_decided else ("我的", theirs)
    text = f"合并：用了{used}；另一份是{other}，共同的原稿是{base}。"
    name = f"merge-{values_hash((conflict.anchor, conflict.base, conflict.mine, conflict.theirs))}"
    closed = (by, at) if is_decided else ("", "")
    return Remark(name, conflict.anchor, (Entry(by, at, text),), *closed)


def _shown(value: float | str | None) -> str:
    return "空白" if value in {None, ""} else f"「{value}」"


def _set(before: Mapping[Key, Value], key: Key, value: Value | None) -> dict[Key, Value]:
    others = {name: standing for name, standing in before.items() if name != key}
    return others if value is None else {**others, key: value}
