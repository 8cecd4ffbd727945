"""What the review says: who did what and when, how a thread stands, what a state is called."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from report_desk.core.report.model import State
from report_desk.desk.language import tr
from report_desk.desk.places.names import state_name

if TYPE_CHECKING:
    from datetime import tzinfo

    from report_desk.core.report.model import Event, Remark

CLERK, SUPERVISOR = "经办", "审核人"
"""Who signs without a name: it stands in the report, which is Chinese whatever the window speaks."""


def moment_words(at: str, zone: tzinfo | None) -> str:
    """``2026-01-18 16:02`` here; a time that cannot be read stays as it was written."""
    try:
        return f"{datetime.fromisoformat(at).astimezone(zone):%Y-%m-%d %H:%M}"
    except ValueError:
        return at[:16]


def is_answered(remark: Remark) -> bool:
    """Whether somebody else spoke last: then the thread waits for who began it."""
    return remark.entries[-1].by != remark.entries[0].by


def thread_words(remark: Remark) -> str:
    """How a thread stands."""
    if not remark.is_open:
        return tr("已了结")
    return tr("已答复，待审核") if is_answered(remark) else tr("待经办答复")


def state_tone(state: State) -> str:
    """The colour of a state's badge, by what it is for."""
    return {
        State.DRAFT: "notice",
        State.SUBMITTED: "accent_fill",
        State.RETURNED: "explain",
        State.APPROVED: "done",
        State.REOPENED: "explain",
    }[state]


def state_words(state: State) -> str:
    """A state as everybody calls it."""
    return state_name(state)


def event_words(event: Event, zone: tzinfo | None) -> str:
    """``经办人 2026-01-18 16:02``."""
    return f"{event.by} {moment_words(event.at, zone)}"
