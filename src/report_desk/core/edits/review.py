"""Clerk and supervisor on one report: remarks, suggestions, and the steps from hand-over to approval.

Each is an edit like any other (`edits.apply` carries it out), so it is undone, saved and merged like
any other. Who and when are part of the edit: the core has no clock.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.checks.review import approval
from report_desk.core.form.edition import Address
from report_desk.core.record.snapshot import UnreadableSnapshotError, snapshot, unfolded
from report_desk.core.report.file_names import usable
from report_desk.core.report.model import (
    Anchor,
    AnchorKind,
    Decision,
    Entry,
    Event,
    EventKind,
    Remark,
    Report,
    State,
    Suggestion,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from report_desk.core.checks.findings import Finding
    from report_desk.core.form.kinds import Figure
    from report_desk.core.sheet import Sheet


class NotNowError(ValueError):
    """The step is not possible now; the message is a sentence for the user."""


class StillOpenError(NotNowError):
    """Approval must wait for these findings."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"还不能定稿：有 {len(findings)} 处没有解决，第一处：{findings[0].sentence}")
        self.findings = findings


class AddRemark(Struct, frozen=True):
    """Begin a thread."""

    remark: Remark


class AnswerRemark(Struct, frozen=True):
    """Add to a thread; an answer to a closed one opens it again."""

    remark: str
    entry: Entry


class CloseRemark(Struct, frozen=True):
    """Close a thread (了结)."""

    remark: str
    by: str
    at: str


class Suggest(Struct, frozen=True):
    """Keep a correction as a suggestion (改稿方式); a newer one for the same place replaces it."""

    suggestion: Suggestion


class Decide(Struct, frozen=True):
    """Take or refuse a suggestion; taking one puts it into the report."""

    suggestion: str
    decision: Decision
    by: str
    at: str


class JudgeExplanation(Struct, frozen=True):
    """Accept or question the 说明 of a finding."""

    rule: str
    cells: tuple[Address, ...]
    verdict: Verdict


class Step(Struct, frozen=True):
    """Hand over, return, approve or reopen a report; returning and reopening need a reason."""

    kind: EventKind
    by: str
    at: str
    reason: str = ""


ReviewEdit = AddRemark | AnswerRemark | CloseRemark | Suggest | Decide | JudgeExplanation | Step

NEXT: Mapping[EventKind, tuple[frozenset[State], State]] = {
    EventKind.SUBMITTED: (frozenset({State.DRAFT, State.RETURNED, State.REOPENED}), State.SUBMITTED),
    EventKind.RETURNED: (frozenset({State.SUBMITTED}), State.RETURNED),
    EventKind.APPROVED: (frozenset(State) - {State.APPROVED}, State.APPROVED),
    EventKind.REOPENED: (frozenset({State.APPROVED}), State.REOPENED),
}
"""For each step: the states it may be taken from, and the state it leads to.

An organ in which one person fills and approves need not hand over to itself.
"""
STATE_NAMES = {
    State.DRAFT: "草稿",
    State.SUBMITTED: "已送审",
    State.RETURNED: "退回修改",
    State.APPROVED: "已定稿",
    State.REOPENED: "更正中",
}
STEP_NAMES = {
    EventKind.SUBMITTED: "交给上级",
    EventKind.RETURNED: "退回修改",
    EventKind.APPROVED: "同意定稿",
    EventKind.REOPENED: "更正",
    EventKind.MERGED: "合并",
}
_ON_ITS_WAY = {
    State.DRAFT: "草稿",
    State.SUBMITTED: "送审",
    State.RETURNED: "退回",
    State.APPROVED: "定稿",
    State.REOPENED: "更正",
}
_NEED_REASON = frozenset({EventKind.RETURNED, EventKind.REOPENED})


def reviewed(sheet: Sheet, edit: ReviewEdit) -> Report:  # noqa: PLR0911 - one line for each edit
    """The report after one step of the review.

    Raises KeyError for an unknown remark or suggestion, NotNowError for a step out of turn.
    """
    report = sheet.report
    match edit:
        case AddRemark(remark):
            return replace(report, remarks=(*report.remarks, remark))
        case AnswerRemark(name, entry):
            return _with_remark(
                report,
                name,
                lambda remark: replace(remark, entries=(*remark.entries, entry), closed_by="", closed_at=""),
            )
        case CloseRemark(name, by, at):
            return _with_remark(report, name, lambda remark: replace(remark, closed_by=by, closed_at=at))
        case Suggest(suggestion):
            others = (item for item in report.suggestions if not _same_place(item, suggestion))
            return replace(report, suggestions=(*others, suggestion))
        case Decide():
            return _decided(sheet, edit)
        case JudgeExplanation(rule, cells, verdict):
            return _judged(report, rule, cells, verdict)
        case Step():
            return _stepped(sheet, edit)
        case _ as unreachable:
            assert_never(unreachable)


def handover_name(report: Report) -> str:
    """The telling name of the copy that goes to the other desk: 机关_年份_送审_修订N.rdesk, by its state."""
    organ, step = usable(report.organ) or "年报", _ON_ITS_WAY[report.state]
    return f"{organ}_{report.year}_{step}_修订{report.revision.number}.rdesk"


def standing(raw: str, quote: str, place: int) -> int:
    """Where a quote stands in a raw text now, nearest to where it stood; -1 where it was reworded."""
    if not quote or raw.startswith(quote, place):
        return place if quote else -1
    before, after = raw.rfind(quote, 0, place + len(quote)), raw.find(quote, place)
    if before < 0 or after < 0:
        return max(before, after)
    return before if place - before <= after - place else after


def is_withdrawn(suggestion: Suggestion) -> bool:
    """Whether a suggestion was withdrawn by its author, which counts as no decision."""
    return suggestion.decision is Decision.REFUSED and suggestion.decided_by == suggestion.by


def blocking(sheet: Sheet) -> tuple[Finding, ...]:
    """The findings that approval must wait for."""
    return tuple(finding for finding in sheet.findings if finding.blocks_approval)


def approval_is_broken(sheet: Sheet) -> bool:
    """Whether an approved report prints differently from what was approved, or nobody approved it."""
    if sheet.report.state is not State.APPROVED:
        return False
    event = approval(sheet.report)
    return event is None or not sheet.bears(event.fingerprint)


def last_hand(report: Report) -> str:
    """Who signed anything in a report last, a step, a remark, a correction or a 说明; empty where nobody has.

    What bears a time that cannot be read, as a file from elsewhere may, counts as the oldest.
    """
    signed = [(event.at, event.by) for event in report.history]
    signed += [(note.at, note.by) for note in report.explanations]
    for remark in report.remarks:
        signed += [(entry.at, entry.by) for entry in remark.entries]
        signed.append((remark.closed_at, remark.closed_by))
    for suggestion in report.suggestions:
        signed.append((suggestion.at, suggestion.by))
        signed.append((suggestion.decided_at, suggestion.decided_by))
    return max(((moment(at), by) for at, by in signed if by), default=(0.0, ""))[1]


def moment(at: str) -> float:
    """A time as seconds since 1970; one that cannot be read, as in a file from elsewhere, comes first."""
    try:
        return datetime.fromisoformat(at).timestamp()
    except (ValueError, OverflowError, OSError):
        return float("-inf")


def last_handed(report: Report, *kinds: EventKind) -> Report | None:
    """The report as it was at the newest of such events; ``None`` where no snapshot of it can be read."""
    for event in reversed(report.history):
        if event.kind in kinds and event.snapshot:
            try:
                return unfolded(event.snapshot)
            except UnreadableSnapshotError:
                return None
    return None


def _with_remark(report: Report, name: str, changed: Callable[[Remark], Remark]) -> Report:
    if all(remark.id != name for remark in report.remarks):
        raise KeyError(name)
    remarks = tuple(changed(remark) if remark.id == name else remark for remark in report.remarks)
    return replace(report, remarks=remarks)


def _same_place(old: Suggestion, new: Suggestion) -> bool:
    return old.decision is Decision.OPEN and replace(old.anchor, extra=new.anchor.extra) == new.anchor


def _decided(sheet: Sheet, edit: Decide) -> Report:
    report = sheet.report
    found = {item.id: item for item in report.suggestions}
    suggestion = found[edit.suggestion]
    if edit.decision is Decision.TAKEN:
        report = _taken(sheet, suggestion)
    settled = replace(suggestion, decision=edit.decision, decided_by=edit.by, decided_at=edit.at)
    suggestions = tuple(settled if item.id == edit.suggestion else item for item in report.suggestions)
    return replace(report, suggestions=suggestions)


def _taken(sheet: Sheet, suggestion: Suggestion) -> Report:
    report, anchor = sheet.report, suggestion.anchor
    if anchor.kind is AnchorKind.CELL:
        return replace(report, figures=_figures(sheet, Address(anchor.cell), suggestion.after))
    before, after = str(suggestion.before or ""), str(suggestion.after or "")
    raw = report.sections.get(anchor.section, "")
    place = standing(raw, before, anchor.place)
    if place < 0:
        raise NotNowError("这句话已经改过，找不到原来的文字；请自己改好再了结。")
    end = place + len(before)
    moved = _moved(report, anchor.section, end, len(after) - len(before))
    return replace(moved, sections={**report.sections, anchor.section: raw[:place] + after + raw[end:]})


def _moved(report: Report, section: str, end: int, by: int) -> Report:
    """The report with what points at sentences behind ``end`` moved along."""

    def anchored(anchor: Anchor) -> Anchor:
        is_behind = anchor.kind is AnchorKind.SENTENCE and anchor.section == section and anchor.place >= end
        return replace(anchor, place=anchor.place + by) if is_behind else anchor

    return replace(
        report,
        remarks=tuple(replace(item, anchor=anchored(item.anchor)) for item in report.remarks),
        suggestions=tuple(replace(item, anchor=anchored(item.anchor)) for item in report.suggestions),
    )


def _figures(sheet: Sheet, cell: Address, figure: Figure | None) -> dict[Address, Figure]:
    if cell not in sheet.form.cells or sheet.form.cells[cell].is_total:
        raise NotNowError("这一格由程序计算，不能直接改：请改它的各项，再把这条建议记为不采纳。")
    others = {place: value for place, value in sheet.report.figures.items() if place != cell}
    return others if figure is None else {**others, cell: figure}


def _judged(report: Report, rule: str, cells: tuple[Address, ...], verdict: Verdict) -> Report:
    explanations = tuple(
        replace(note, verdict=verdict) if (note.rule, set(note.cells)) == (rule, set(cells)) else note
        for note in report.explanations
    )
    return replace(report, explanations=explanations)


def _stepped(sheet: Sheet, step: Step) -> Report:
    report = sheet.report
    allowed, state = NEXT[step.kind]
    if report.state not in allowed:
        raise NotNowError(f"现在是「{STATE_NAMES[report.state]}」，不能{STEP_NAMES[step.kind]}。")
    if step.kind in _NEED_REASON and not step.reason.strip():
        raise NotNowError(f"{STEP_NAMES[step.kind]}要写明原因。")
    if step.kind is EventKind.APPROVED and (open_findings := blocking(sheet)):
        raise StillOpenError(open_findings)
    event = Event(
        kind=step.kind,
        by=step.by,
        at=step.at,
        revision=report.revision.number + 1,
        fingerprint=sheet.fingerprint,
        reason=step.reason.strip(),
        snapshot=snapshot(report),
    )
    return replace(report, state=state, history=(*report.history, event))
