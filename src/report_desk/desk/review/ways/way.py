"""Two ways of working, proposed by the report's state and the person's name, and never a lock."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.edits.apply import Restore, SetFigure, SetFigures, Together
from report_desk.core.edits.review import ReviewEdit, Suggest
from report_desk.core.report.model import Anchor, AnchorKind, EventKind, Revision, State, Suggestion, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from report_desk.core.edits.apply import Edit
    from report_desk.core.form.edition import Address
    from report_desk.core.form.kinds import Figure
    from report_desk.core.report.model import Event, Report
    from report_desk.core.sheet import Sheet


class Way(StrEnum):
    """经办 fills; 审核 remarks, or corrects in suggestions (改稿)."""

    FILL = "fill"
    REMARK = "remark"
    CORRECT = "correct"


def proposed_way(report: Report, person: str) -> Way:
    """The way to begin with: who handed a report over waits, anyone else reviews it."""
    match report.state:
        case State.SUBMITTED:
            return Way.FILL if _was(report, person, EventKind.SUBMITTED) else Way.REMARK
        case State.RETURNED | State.APPROVED:
            return Way.REMARK if _was(report, person, EventKind.RETURNED, EventKind.APPROVED) else Way.FILL
        case State.DRAFT | State.REOPENED:
            return Way.FILL


def last_event(report: Report, *kinds: EventKind) -> Event | None:
    """The newest event of these kinds."""
    return next((event for event in reversed(report.history) if event.kind in kinds), None)


def through(
    sheet: Sheet,
    edit: Edit,
    way: Way,
    suggested: Callable[[Anchor, Figure | None, Figure | None], Suggestion],
) -> Edit | None:
    """What becomes of an edit in a way of working: itself, suggestions in its place, or nothing."""
    if way is Way.FILL or isinstance(edit, ReviewEdit) or _restores_a_review(sheet.report, edit):
        return edit
    if way is Way.REMARK:
        return None
    match edit:
        case SetFigure(address, figure):
            wanted: Mapping[Address, Figure | None] = {address: figure}
        case SetFigures(figures):
            wanted = figures
        case Together(edits):
            return _all_through(sheet, edits, way, suggested)
        case _:
            return None
    changed = {cell: figure for cell, figure in wanted.items() if sheet.report.figures.get(cell) != figure}
    return Together(
        tuple(
            Suggest(suggested(Anchor(AnchorKind.CELL, cell=cell), sheet.report.figures.get(cell), figure))
            for cell, figure in changed.items()
        )
    )


def _restores_a_review(report: Report, edit: Edit) -> bool:
    """Whether an edit brings another state back that differs only by what a review may do."""
    return isinstance(edit, Restore) and _without_review(edit.report) == _without_review(report)


def _without_review(report: Report) -> Report:
    """What is filled in, and no more: what was said of it, judged and handed over is gone."""
    return replace(
        report,
        remarks=(),
        suggestions=(),
        history=(),
        explanations=tuple(replace(note, verdict=Verdict.OPEN) for note in report.explanations),
        state=State.DRAFT,
        revision=Revision(),
    )


def _all_through(
    sheet: Sheet,
    edits: tuple[Edit, ...],
    way: Way,
    suggested: Callable[[Anchor, Figure | None, Figure | None], Suggestion],
) -> Edit | None:
    passed = [through(sheet, edit, way, suggested) for edit in edits]
    kept = tuple(edit for edit in passed if edit is not None)
    return Together(kept) if len(kept) == len(edits) else None


def _was(report: Report, person: str, *kinds: EventKind) -> bool:
    event = last_event(report, *kinds)
    return bool(person) and event is not None and event.by == person
