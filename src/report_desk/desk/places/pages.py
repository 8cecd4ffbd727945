"""The pages of a report in the window: which there are, how far each is, which findings are its."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.form.edition import Address, Level
from report_desk.core.report.model import AnchorKind, Decision

if TYPE_CHECKING:
    from report_desk.core.checks.findings import Finding
    from report_desk.core.form.edition import Section
    from report_desk.core.report.model import Anchor
    from report_desk.core.sheet import Sheet

COVER = "cover"
"""The page of organ, details and preface; the other pages bear the prose ids of their sections."""


class Progress(StrEnum):
    """How far a page is."""

    EMPTY = "empty"
    BEGUN = "begun"
    COMPLETE = "complete"


class PageState(Struct, frozen=True):
    """What the outline shows of one page."""

    page: str
    progress: Progress
    must_fix: int
    explain: int
    notice: int
    remarks: int = 0


def pages(sheet: Sheet) -> tuple[str, ...]:
    """The pages in order, the cover first."""
    return (COVER, *(section.id for section in sheet.form.sections))


def section_of(sheet: Sheet, page: str) -> Section:
    """The section a page shows; KeyError for the cover."""
    return next(section for section in sheet.form.sections if section.id == page)


def short_name(sheet: Sheet, page: str) -> str:
    """``三、申请办理`` as the outline has it."""
    return sheet.form.cover_name if page == COVER else section_of(sheet, page).name


def page_of(sheet: Sheet, finding: Finding) -> str:
    """The page to go to for a finding."""
    known = {section.id for section in sheet.form.sections}
    return finding.section if finding.section in known else COVER


def states(sheet: Sheet) -> tuple[PageState, ...]:
    """Every page's progress and its open findings."""
    counts = {page: dict.fromkeys(Level, 0) for page in pages(sheet)}
    waiting = _waiting(sheet)
    for finding in sheet.findings:
        if not finding.explained:
            counts[page_of(sheet, finding)][finding.level] += 1
    return tuple(
        PageState(
            page,
            _progress(sheet, page, has_errors=counts[page][Level.MUST_FIX] > 0),
            counts[page][Level.MUST_FIX],
            counts[page][Level.EXPLAIN],
            counts[page][Level.NOTICE],
            waiting[page],
        )
        for page in counts
    )


def page_of_anchor(sheet: Sheet, anchor: Anchor) -> str:
    """The page an anchor is on; the cover for the whole and for what is in no section."""
    if anchor.kind is AnchorKind.CELL:
        cell = sheet.form.cells.get(Address(anchor.cell))
        tables = {section.table: section.id for section in sheet.form.sections if section.table}
        return COVER if cell is None else tables[cell.table]
    return anchor.section if anchor.section in pages(sheet) else COVER


def _waiting(sheet: Sheet) -> Counter[str]:
    """How many remarks and suggestions wait on each page."""
    anchors = [remark.anchor for remark in sheet.report.remarks if remark.is_open]
    anchors += [item.anchor for item in sheet.report.suggestions if item.decision is Decision.OPEN]
    return Counter(page_of_anchor(sheet, anchor) for anchor in anchors)


def _progress(sheet: Sheet, page: str, *, has_errors: bool) -> Progress:
    if page == COVER:
        return _cover_progress(sheet)
    section = section_of(sheet, page)
    if section.table:
        typed = [cell.address for cell in sheet.form.table(section.table).cells if not cell.is_total]
        filled = sum(1 for address in typed if address in sheet.report.figures)
        if not filled:
            return Progress.EMPTY
        return Progress.BEGUN if has_errors or filled < len(typed) else Progress.COMPLETE
    lines = {line.strip() for line in sheet.report.sections.get(page, "").splitlines() if line.strip()}
    if not lines:
        return Progress.EMPTY
    return Progress.BEGUN if has_errors or lines & set(section.skeleton) else Progress.COMPLETE


def _cover_progress(sheet: Sheet) -> Progress:
    wanted = [one.id for one in sheet.form.details if one.in_preface and not one.may_be_blank]
    filled = [name for name in wanted if sheet.report.details.get(name)]
    if not filled:
        return Progress.EMPTY
    return Progress.COMPLETE if len(filled) == len(wanted) else Progress.BEGUN
