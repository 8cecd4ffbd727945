"""Every way to change a report: one pure door, so that all that can happen to it is listed here.

An edit is a value; `apply` gives the new sheet and says which cells and sections it changed. The
review's edits are in `review`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from report_desk.core.edits.review import AddRemark, AnswerRemark, CloseRemark, ReviewEdit, Suggest, reviewed
from report_desk.core.form.kinds import Figure, zero
from report_desk.core.report import tokens
from report_desk.core.report.preface import followed
from report_desk.core.sheet import Sheet, evaluate_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from report_desk.core.form.edition import Address
    from report_desk.core.report.model import Explanation, PreviousYear, Report

Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")


class SetFigure(Struct, frozen=True):
    """Type one figure; ``None`` blanks the cell."""

    address: Address
    figure: Figure | None


class SetFigures(Struct, frozen=True):
    """Set many figures in one gesture: a paste, a fill-down, Delete over a selection."""

    figures: Mapping[Address, Figure | None]


class SetText(Struct, frozen=True):
    """Replace a section's raw text."""

    section: str
    text: str


class SetDetail(Struct, frozen=True):
    """Set one field of the cover and contact page; empty clears it."""

    detail: str
    text: str


class SetOrgan(Struct, frozen=True):
    """Rename the organ."""

    organ: str


class Declare(Struct, frozen=True):
    """Keep totals as a printed report states them; ``None`` forgets one."""

    totals: Mapping[Address, Figure | None]


class AcceptTotals(Struct, frozen=True):
    """Accept the computed totals in place of these declared ones."""

    totals: tuple[Address, ...]


class ZeroBlanks(Struct, frozen=True):
    """空白补零: put 0 into every blank count and money cell among these; all cells where empty."""

    cells: tuple[Address, ...] = ()


class Explain(Struct, frozen=True):
    """Write a 说明; one with an empty text takes it back."""

    explanation: Explanation


class TakeOver(Struct, frozen=True):
    """承接去年: last year's report, and what follows from it for fields that are still blank."""

    previous: PreviousYear
    details: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[Address, Figure] = field(default_factory=dict)


class Together(Struct, frozen=True):
    """Several edits as one gesture, in their order: a paste that also states totals, replace everywhere."""

    edits: tuple[Edit, ...]


class Restore(Struct, frozen=True):
    """Put the content of another state of this report (a backup, a draft) in its place, undoably.

    State and history never go back by it: who restores what stood before an approval has changed an approved
    report, and it says so.
    """

    report: Report


FillingEdit = (
    SetFigure
    | SetFigures
    | SetText
    | SetDetail
    | SetOrgan
    | Declare
    | AcceptTotals
    | ZeroBlanks
    | Explain
    | TakeOver
    | Restore
    | Together
)
Edit = FillingEdit | ReviewEdit
_SPOKEN = (AddRemark, AnswerRemark, CloseRemark, Suggest)
"""The edits that only say something: nothing is derived from what they change."""


class Outcome(Struct, frozen=True):
    """What an edit came to: the new sheet, the cells that look different, the sections changed.

    ``sections`` holds prose ids, and ``cover`` for organ and details.
    """

    sheet: Sheet
    cells: frozenset[Address]
    sections: frozenset[str]


def apply(sheet: Sheet, edit: Edit) -> Outcome:
    """Carry out an edit. KeyError for a cell the form does not have, or a computed one."""
    report = _changed(sheet, edit)
    if isinstance(edit, _SPOKEN):
        return Outcome(sheet.saying(report), frozenset(), frozenset())
    return outcome(sheet, evaluate_after(sheet, report))


def became(sheet: Sheet, report: Report) -> Outcome:
    """A sheet's report as another state of it: one that an undo goes back to, or a step that was saved."""
    said = (report.remarks, report.suggestions, report.history, report.state, report.revision)
    names = ("remarks", "suggestions", "history", "state", "revision")
    if replace(sheet.report, **dict(zip(names, said, strict=True))) == report:
        return Outcome(sheet.saying(report), frozenset(), frozenset())
    return outcome(sheet, evaluate_after(sheet, report))


def outcome(before: Sheet, after: Sheet) -> Outcome:
    """What differs between two states of one report: an edit's, an undo's, a restore's."""
    cells = _changed_cells(before, after)
    names = {*before.report.sections, *after.report.sections}
    sections = {
        name
        for name in names
        if before.report.sections.get(name) != after.report.sections.get(name)
        or _binds(after.report.sections.get(name, ""), cells)
    }
    if (before.report.organ, before.report.details) != (after.report.organ, after.report.details):
        sections.add("cover")
    return Outcome(after, cells, frozenset(sections))


def _changed_cells(before: Sheet, after: Sheet) -> frozenset[Address]:
    old, new = before.report, after.report
    if before.form is after.form and (old.figures, old.declared) == (new.figures, new.declared):
        return frozenset()
    return frozenset(
        address
        for address in after.form.cells
        if old.figures.get(address) != new.figures.get(address)
        or before.numbers.get(address) != after.numbers.get(address)
        or old.declared.get(address) != new.declared.get(address)
    )


def _binds(raw: str, cells: frozenset[Address]) -> bool:
    """Whether one of the cells stands as a number in a text."""
    return bool(cells) and any(not cells.isdisjoint(token.cells) for token in tokens.tokens(raw))


def _changed(sheet: Sheet, edit: Edit) -> Report:
    return reviewed(sheet, edit) if isinstance(edit, ReviewEdit) else _filled(sheet, edit)


def _filled(sheet: Sheet, edit: FillingEdit) -> Report:  # noqa: C901, PLR0911, PLR0912 - one line for each edit
    report = sheet.report
    match edit:
        case SetFigure(address, figure):
            return replace(report, figures=_with_figures(sheet, {address: figure}))
        case SetFigures(figures):
            return replace(report, figures=_with_figures(sheet, figures))
        case SetText(section, text):
            return replace(report, sections={**report.sections, section: text})
        case SetDetail(detail, text):
            changed = replace(report, details=_with(report.details, {detail: text or None}))
            return followed(sheet.form, report, changed)
        case SetOrgan(organ):
            return followed(sheet.form, report, replace(report, organ=organ))
        case Declare(totals):
            return replace(report, declared=_with(report.declared, totals))
        case AcceptTotals(totals):
            return replace(report, declared=_with(report.declared, dict.fromkeys(totals)))
        case ZeroBlanks(cells):
            return replace(report, figures=_with_figures(sheet, _zeros(sheet, cells)))
        case Explain(explanation):
            return replace(report, explanations=_explained(report.explanations, explanation))
        case TakeOver():
            return _taken_over(sheet, edit)
        case Restore(content):
            return _restored(report, content)
        case Together(edits):
            return _all_edited(sheet, edits)
        case _ as unreachable:
            assert_never(unreachable)


def _all_edited(sheet: Sheet, edits: Iterable[Edit]) -> Report:
    for edit in edits:
        sheet = evaluate_after(sheet, _changed(sheet, edit))  # each part sees what the ones before it came to
    return sheet.report


def _restored(report: Report, content: Report) -> Report:
    """The content of another state; the steps taken since it stay taken, unless it knows of more."""
    knows_more = content.history[: len(report.history)] == report.history
    steps = content if knows_more else report
    return replace(content, id=report.id, revision=report.revision, state=steps.state, history=steps.history)


def _with(before: Mapping[Key, Value], changes: Mapping[Key, Value | None]) -> dict[Key, Value]:
    """A mapping with some values set, and those set to ``None`` gone."""
    merged = {**before, **changes}
    return {key: value for key, value in merged.items() if value is not None}


def _with_figures(sheet: Sheet, changes: Mapping[Address, Figure | None]) -> dict[Address, Figure]:
    for address in changes:
        if sheet.form.cells[address].is_total:
            raise KeyError(address)
    return _with(sheet.report.figures, changes)


def _zeros(sheet: Sheet, cells: Iterable[Address]) -> dict[Address, Figure | None]:
    wanted = [sheet.form.cells[address] for address in cells] or sheet.form.typed
    return {
        cell.address: zero(cell.kind)
        for cell in wanted
        if not cell.is_total and cell.address not in sheet.report.figures
    }


def _explained(before: tuple[Explanation, ...], new: Explanation) -> tuple[Explanation, ...]:
    others = tuple(item for item in before if (item.rule, set(item.cells)) != (new.rule, set(new.cells)))
    return (*others, new) if new.text.strip() else others


def _taken_over(sheet: Sheet, edit: TakeOver) -> Report:
    report = sheet.report
    blank_details = {name: text for name, text in edit.details.items() if not report.details.get(name)}
    blank_figures = {
        address: figure for address, figure in edit.figures.items() if address not in report.figures
    }
    changed = replace(
        report,
        previous=edit.previous,
        details={**report.details, **blank_details},
        figures=_with_figures(sheet, blank_figures),
    )
    return followed(sheet.form, report, changed)
