"""What became of a report since it was last reviewed, as places to go through one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.edits.review import last_handed
from report_desk.core.report.model import EventKind, State
from report_desk.core.sheet import evaluate
from report_desk.desk.language import tr
from report_desk.desk.review.ways.way import Way, last_event

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.report.model import Event, Report
    from report_desk.core.sheet import Sheet
    from report_desk.desk.comparing.changes import Change


class Since(Struct, frozen=True):
    """Everything that differs from the state at an event."""

    event: Event
    changes: tuple[Change, ...]
    counts: str

    @property
    def words(self) -> str:
        """The count in a sentence."""
        names = {
            EventKind.SUBMITTED: tr("交给上级时"),
            EventKind.RETURNED: tr("上次退回"),
            EventKind.APPROVED: tr("定稿"),
        }
        then = names.get(self.event.kind, tr("上次"))
        words = tr("与{then}（修订 {revision}）相比：{counts}")
        return words.format(then=then, revision=self.event.revision, counts=self.counts)

    def step_words(self, at: int) -> str:
        """One change and its number."""
        change = self.changes[at]
        words = tr("{at}/{count}  {place}：{before} → {after}")
        return words.format(
            at=at + 1,
            count=len(self.changes),
            place=change.place,
            before=change.before,
            after=change.after,
        )


class Reviewed:
    """Remembers the states to compare with, each unfolded only when another event of its kind is the one.

    Comparing 75 KB of changed prose takes longer than a frame: ``since`` is for a worker, always the same
    one, and ``is_known`` says on the window's thread whether it would have anything to do.
    """

    def __init__(self, form_by_id: Callable[[str], ReportFormat]) -> None:
        self._form_by_id = form_by_id
        self._bases: dict[EventKind, tuple[Event, Sheet | None]] = {}
        self._known: tuple[Report, Since] | None = None

    def is_known(self, report: Report, way: Way) -> bool:
        """Whether nothing has to be compared to say what differs."""
        event, known = base_event(report, way), self._known
        return event is None or (known is not None and _holds(known, event, report))

    def since(self, sheet: Sheet, way: Way) -> Since | None:
        """What differs now; None where nothing was reviewed yet or that state cannot be read."""
        event = base_event(sheet.report, way)
        if event is None:
            return None
        known = self._known
        if known is not None and _holds(known, event, sheet.report):
            return known[1]
        base = self._base(sheet.report, event)
        if base is None:
            return None
        found = self._found(event, base, sheet)
        self._known = sheet.report, found
        return found

    def _base(self, report: Report, event: Event) -> Sheet | None:
        """The state at an event; changing the way of working changes between two of them."""
        kept = self._bases.get(event.kind)
        if kept is None or kept[0] is not event:
            kept = self._bases[event.kind] = event, self._sheet_at(report, event)
        return kept[1]

    def _found(self, event: Event, base: Sheet, sheet: Sheet) -> Since:
        from report_desk.core.versions.comparison import compare  # noqa: PLC0415 - only where a review has been
        from report_desk.desk.comparing.changes import changes, counted  # noqa: PLC0415

        found = compare(base, sheet).content
        return Since(event, tuple(changes(found, sheet)), counted(found))

    def _sheet_at(self, report: Report, event: Event) -> Sheet | None:
        then = last_handed(report, event.kind)
        try:
            return None if then is None else evaluate(self._form_by_id(then.format), then)
        except LookupError:
            return None


def _holds(known: tuple[Report, Since], event: Event, report: Report) -> bool:
    return known[1].event is event and _prints_alike(known[0], report)


def _prints_alike(a: Report, b: Report) -> bool:
    """Whether nothing that is compared differs; most edits of a review leave those very values in place."""
    return (a.figures, a.sections, a.details, a.organ, a.year, a.format) == (
        b.figures,
        b.sections,
        b.details,
        b.organ,
        b.year,
        b.format,
    )


def base_event(report: Report, way: Way) -> Event | None:
    """The event whose state a report is compared with."""
    if report.state is State.APPROVED:
        return last_event(report, EventKind.APPROVED)
    if report.state is State.SUBMITTED and way is Way.FILL:
        return last_event(report, EventKind.SUBMITTED)
    return last_event(report, EventKind.RETURNED, EventKind.APPROVED)
