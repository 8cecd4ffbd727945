"""One difference between two states of a report, by its part; and everything in which two reviews differ.

A comparison and a merge both speak of parts: a figure, a sentence, a remark, the state. What a merge took
by itself is what differs between mine and the merged report, so nothing that it changed goes unlisted.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.edits.review import STATE_NAMES, STEP_NAMES, is_withdrawn
from report_desk.core.form.edition import Address
from report_desk.core.report.model import Anchor, AnchorKind, Decision, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from report_desk.core.form.kinds import Figure
    from report_desk.core.report.model import (
        Entry,
        Event,
        Explanation,
        PreviousYear,
        Remark,
        Report,
        Suggestion,
    )
    from report_desk.core.report.sources import Consolidation, Correction

Name = TypeVar("Name", bound=str)
VERDICT_NAMES = {Verdict.OPEN: "待审核", Verdict.ACCEPTED: "认可", Verdict.QUESTIONED: "存疑"}
OPEN, CLOSED = "未了", "已了结"
COVER = Anchor(AnchorKind.SECTION, section="cover")
WHOLE = Anchor(AnchorKind.WHOLE)


class Part(StrEnum):
    """The parts of a report that can differ, in the order in which they are told."""

    ORGAN = "organ"
    DETAIL = "detail"
    FIGURE = "figure"
    DECLARED = "declared"
    TEXT = "text"
    REMARK = "remark"
    SUGGESTION = "suggestion"
    EXPLANATION = "explanation"
    VERDICT = "verdict"
    EVENT = "event"
    STATE = "state"
    PREVIOUS = "previous"
    CORRECTION = "correction"
    SOURCES = "sources"
    UNKNOWN = "unknown"


PART_NAMES = {
    Part.FIGURE: "数字",
    Part.DECLARED: "纸上的总计",
    Part.TEXT: "文字",
    Part.ORGAN: "机关名称",
    Part.DETAIL: "封面内容",
    Part.REMARK: "批注",
    Part.SUGGESTION: "建议",
    Part.EXPLANATION: "说明",
    Part.VERDICT: "对说明的审核",
    Part.EVENT: "历次记录",
    Part.STATE: "状态",
    Part.PREVIOUS: "去年的报告",
    Part.CORRECTION: "对汇总数的订正",
    Part.SOURCES: "汇总的来源",
    Part.UNKNOWN: "本程序不认识的内容",
}


class Difference(Struct, frozen=True):
    """What became of one thing, as a figure or in words; ``None`` where it is not there.

    ``name`` is its key within the part: an address, a section, a detail, an id, a rule.
    """

    part: Part
    name: str
    anchor: Anchor
    before: Figure | None
    after: Figure | None


class Conflict(Struct, frozen=True):
    """Something both sides changed, as a figure or in words; ``None`` where there is nothing.

    ``name`` is its key within the part: an address, a section, a detail, an id, a rule.
    """

    part: Part
    name: str
    anchor: Anchor
    base: Figure | None
    mine: Figure | None
    theirs: Figure | None


def review_differences(a: Report, b: Report) -> Iterator[Difference]:
    """What became in b of all that is no content of a: its review, its state, last year, its sources."""
    yield from _named_differences(Part.DECLARED, a.declared, b.declared)
    yield from _remark_differences(a, b)
    yield from _suggestion_differences(a, b)
    yield from _explanation_differences(a, b)
    yield from _event_differences(a, b)
    if a.state is not b.state:
        yield Difference(Part.STATE, "state", WHOLE, STATE_NAMES[a.state], STATE_NAMES[b.state])
    if a.previous != b.previous:
        words = [None if year is None else previous_words(year) for year in (a.previous, b.previous)]
        yield Difference(Part.PREVIOUS, "previous", WHOLE, *words)
    yield from _source_differences(a, b)
    yield from _named_differences(Part.UNKNOWN, a.unknown, b.unknown)


def closing_words(remark: Remark) -> str:
    """``未了`` or ``已了结（某人）``."""
    return OPEN if remark.is_open else f"{CLOSED}（{remark.closed_by}）"


def entry_words(entry: Entry) -> str:
    """``某人：请核实``."""
    return f"{entry.by}：{entry.text}"


def suggestion_words(suggestion: Suggestion) -> str:
    """``18 → 21（已采纳）``; a text as it is stored."""

    def shown(value: Figure | None) -> str:
        return "空白" if value in {None, ""} else str(value)

    return f"{shown(suggestion.before)} → {shown(suggestion.after)}（{decision_words(suggestion)}）"


def decision_words(suggestion: Suggestion) -> str:
    """What became of a suggestion."""
    if is_withdrawn(suggestion):
        return "已撤回"
    return {Decision.OPEN: "待取舍", Decision.TAKEN: "已采纳", Decision.REFUSED: "未采纳"}[
        suggestion.decision
    ]


def event_words(event: Event) -> str:
    """``同意定稿 · 某人 2026-01-18 16:02（修订 3）``, with the reason where there is one."""
    reason = f"：{event.reason}" if event.reason else ""
    return f"{STEP_NAMES[event.kind]} · {event.by} {_minute(event.at)}（修订 {event.revision}）{reason}"


def previous_words(previous: PreviousYear) -> str:
    """``2024 年报告``, with the save that it was taken from."""
    return f"{previous.year} 年报告（{previous.revision_id}）"


def corrections_by_cell(report: Report) -> dict[Address, tuple[Correction, ...]]:
    """The corrections of each cell of a region's report, in their order."""
    found: dict[Address, tuple[Correction, ...]] = {}
    for one in () if report.consolidation is None else report.consolidation.corrections:
        cell = Address(one.cell)
        found[cell] = (*found.get(cell, ()), one)
    return found


def correction_words(corrections: Iterable[Correction]) -> str:
    """``-1，某人：两局合发``, one after the other."""
    return "；".join(f"{one.amount}，{one.by}：{one.reason}" for one in corrections)


def figure_words(figure: Figure | None, corrections: tuple[Correction, ...]) -> str:
    """A figure of a region's report with what was corrected in it."""
    plain = "空白" if figure is None else str(figure)
    return f"{plain}（{correction_words(corrections)}）" if corrections else plain


def source_words(made: Consolidation) -> str:
    """``12 份报告（另有 1 份没有算进去，2 个单位没交）``."""
    return (
        f"{len(made.parts)} 份报告（另有 {len(made.left_out)} 份没有算进去，{len(made.missing)} 个单位没交）"
    )


def explanation_words(note: Explanation) -> str:
    """``因机构改革（某人 2026-01-18 16:02）``."""
    return f"{note.text}（{note.by} {_minute(note.at)}）"


def explanation_name(note: Explanation) -> str:
    """The rule and the cells that a 说明 is for."""
    return ":".join((note.rule, *note.cells))


def explanation_anchor(note: Explanation) -> Anchor:
    """The first cell that a 说明 is about."""
    return Anchor(AnchorKind.CELL, cell=note.cells[0]) if note.cells else WHOLE


def event_key(event: Event) -> tuple[str, str, str, int, str]:
    """What makes two events one: the same step, by the same person, of the same content."""
    return event.kind, event.by, event.at, event.revision, event.fingerprint


def _minute(at: str) -> str:
    """A time as its writer's clock showed it, to the minute."""
    return at[:16].replace("T", " ")


def _event_differences(a: Report, b: Report) -> Iterator[Difference]:
    before, after = ({event_key(event): event for event in side.history} for side in (a, b))
    for key, event in before.items():
        if key not in after:
            yield Difference(Part.EVENT, event.kind, WHOLE, event_words(event), None)
    for key, event in after.items():
        if key not in before:
            yield Difference(Part.EVENT, event.kind, WHOLE, None, event_words(event))


def _named_differences(
    part: Part, before: Mapping[Name, object], after: Mapping[Name, object]
) -> Iterator[Difference]:
    """What differs in values under a name: an address has its cell, all else the whole report."""
    for name in dict.fromkeys((*after, *before)):
        if before.get(name) != after.get(name):
            is_cell = part is Part.DECLARED
            anchor = Anchor(AnchorKind.CELL, cell=name) if is_cell else WHOLE
            yield Difference(part, name, anchor, *(_plain(side.get(name)) for side in (before, after)))


def _plain(value: object) -> Figure | None:
    return value if value is None or isinstance(value, (int, str)) else str(value)


def _source_differences(a: Report, b: Report) -> Iterator[Difference]:
    before, after = (corrections_by_cell(side) for side in (a, b))
    for cell in dict.fromkeys((*after, *before)):
        if before.get(cell) != after.get(cell):
            words = [correction_words(side[cell]) if cell in side else None for side in (before, after)]
            yield Difference(Part.CORRECTION, cell, Anchor(AnchorKind.CELL, cell=cell), *words)
    made = [
        None if side.consolidation is None else replace(side.consolidation, corrections=()) for side in (a, b)
    ]
    if made[0] != made[1]:
        words = [None if one is None else source_words(one) for one in made]
        yield Difference(Part.SOURCES, "sources", WHOLE, *words)


def _remark_differences(a: Report, b: Report) -> Iterator[Difference]:
    before, after = ({remark.id: remark for remark in side.remarks} for side in (a, b))
    for name in dict.fromkeys((*after, *before)):
        old, new = before.get(name), after.get(name)
        anchor = _anchor(new, old)
        said = [{} if remark is None else _entries(remark) for remark in (old, new)]
        for key in dict.fromkeys((*said[0], *said[1])):
            words = [entry_words(entries[key]) if key in entries else None for entries in said]
            if None in words:
                yield Difference(Part.REMARK, name, anchor, *words)
        closings = [OPEN if remark is None else closing_words(remark) for remark in (old, new)]
        if closings[0] != closings[1]:
            yield Difference(Part.REMARK, name, anchor, *closings)


def _suggestion_differences(a: Report, b: Report) -> Iterator[Difference]:
    before, after = ({item.id: item for item in side.suggestions} for side in (a, b))
    for name in dict.fromkeys((*after, *before)):
        old, new = before.get(name), after.get(name)
        words = [None if item is None else suggestion_words(item) for item in (old, new)]
        if words[0] != words[1]:
            yield Difference(Part.SUGGESTION, name, _anchor(new, old), *words)


def _explanation_differences(a: Report, b: Report) -> Iterator[Difference]:
    before, after = ({explanation_name(note): note for note in side.explanations} for side in (a, b))
    for name in dict.fromkeys((*after, *before)):
        old, new = before.get(name), after.get(name)
        anchor = next(explanation_anchor(note) for note in (new, old) if note is not None)
        texts = [None if note is None else explanation_words(note) for note in (old, new)]
        if texts[0] != texts[1]:
            yield Difference(Part.EXPLANATION, name, anchor, *texts)
        verdicts = [Verdict.OPEN if note is None else note.verdict for note in (old, new)]
        if verdicts[0] != verdicts[1]:
            yield Difference(Part.VERDICT, name, anchor, *(VERDICT_NAMES[verdict] for verdict in verdicts))


def _entries(remark: Remark) -> dict[tuple[str, str, str], Entry]:
    return {(entry.at, entry.by, entry.text): entry for entry in remark.entries}


def _anchor(new: Remark | Suggestion | None, old: Remark | Suggestion | None) -> Anchor:
    return next(item.anchor for item in (new, old) if item is not None)
