"""One report file of a folder, in a line: what the board shows of it and what a sum takes from it.

And who holds it right now, which is no part of that line: it changes without the file.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.edits.review import approval_is_broken
from report_desk.core.form.edition import Level
from report_desk.core.form.kinds import Figure, number
from report_desk.core.report.model import Decision, EventKind, Revision, State

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet


class Standing(StrEnum):
    """How far an organ's report is, as the office sees it."""

    MISSING = "missing"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    APPROVED = "approved"
    CHANGED_AFTER_APPROVAL = "changed_after_approval"
    UNREADABLE = "unreadable"


class Holder(Struct, frozen=True, gc=False):
    """A program that has a report open or is saving it: on which computer, for whom where that is known."""

    person: str
    computer: str
    is_saving: bool = False

    @property
    def sentence(self) -> str:
        """Who holds it, in words."""
        if self.is_saving:
            return f"电脑「{self.computer}」正在保存"
        if not self.person:
            return f"正在电脑「{self.computer}」上打开"
        return f"正由 {self.person} 在电脑「{self.computer}」打开"


class Entry(Struct, frozen=True, gc=False):
    """What is known of one file.

    ``file`` is its name in the folder. Of a file that could not be read, only ``file`` and ``sentence``
    (why) are known, and perhaps its ``organ``. ``values`` are the typed figures in the order of the
    edition's typed cells, None where one is blank; ``unbalanced`` counts the printed totals that differ from
    what they should add up. ``is_sum``: it was itself added up from others, as a region's report is.
    ``must_fix`` and ``explain`` are open findings, ``threads`` open remarks and suggestions; ``last_hand``
    took the last step, ``last_at``.
    """

    file: str
    sentence: str = ""
    report: str = ""
    organ: str = ""
    year: int = 0
    edition: str = ""
    standing: Standing = Standing.UNREADABLE
    must_fix: int = 0
    explain: int = 0
    threads: int = 0
    fingerprint: str = ""
    last_hand: str = ""
    last_at: str = ""
    unbalanced: int = 0
    is_sum: bool = False
    revision: Revision = Revision()
    values: tuple[Figure | None, ...] = ()
    is_refusing: bool = False

    @property
    def is_readable(self) -> bool:
        """Whether there is a report in the file."""
        return self.standing is not Standing.UNREADABLE


def unreadable(file: str, sentence: str, organ: str = "", *, is_refusing: bool = False) -> Entry:
    """A file in which no report could be read, and why; whose it was, where that can still be read."""
    return Entry(file, sentence, organ=organ, is_refusing=is_refusing)


def entry(file: str, sheet: Sheet) -> Entry:
    """The line of one report."""
    report = sheet.report
    counts = dict.fromkeys(Level, 0)
    for finding in sheet.unlocated:
        if not finding.explained:
            counts[finding.level] += 1
    last = report.history[-1] if report.history else None
    threads = sum(remark.is_open for remark in report.remarks)
    return Entry(
        file=file,
        report=report.id,
        organ=report.organ,
        year=report.year,
        edition=report.format,
        standing=standing(sheet),
        must_fix=counts[Level.MUST_FIX],
        explain=counts[Level.EXPLAIN],
        threads=threads + sum(item.decision is Decision.OPEN for item in report.suggestions),
        fingerprint=sheet.fingerprint,
        last_hand=last.by if last else "",
        last_at=last.at if last else "",
        unbalanced=sum(
            sheet.numbers.get(address) != number(sheet.form.cells[address].kind, figure)
            for address, figure in report.declared.items()
        ),
        is_sum=report.consolidation is not None,
        revision=report.revision,
        values=tuple(map(report.figures.get, sheet.form.typed_addresses)),
    )


def standing(sheet: Sheet) -> Standing:
    """How far a report is, by its state, its steps, and whether what was approved still stands there."""
    report = sheet.report
    match report.state:
        case State.APPROVED:
            return Standing.CHANGED_AFTER_APPROVAL if approval_is_broken(sheet) else Standing.APPROVED
        case State.RETURNED:
            return Standing.RETURNED
        case State.SUBMITTED:
            came_back = any(event.kind is EventKind.RETURNED for event in report.history)
            return Standing.RESUBMITTED if came_back else Standing.SUBMITTED
        case _:
            return Standing.DRAFT
