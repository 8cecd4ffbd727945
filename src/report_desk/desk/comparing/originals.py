"""The common original of two copies, found in what their histories and backups still hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.edits.review import NEXT
from report_desk.core.record.snapshot import UnreadableSnapshotError, unfolded
from report_desk.core.versions.ancestry import goes_back_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from report_desk.core.report.model import Report


def original(mine: Report, theirs: Report, kept: Iterable[Report]) -> Report | None:
    """The newest state that both go back to; None where none of its content is left anywhere.

    ``kept`` are saved states, each with its very revision: as opened or saved by this window, and backups.
    """
    saved = [
        (2 * state.revision.number, state)
        for state in kept
        if goes_back_to(mine.revision, state.revision) and goes_back_to(theirs.revision, state.revision)
    ]
    # an event's snapshot lacks what else that very save may hold
    handed = [(2 * number - 1, state) for number, state in _handed(mine, theirs)]
    newest = max((*saved, *handed), key=lambda item: item[0], default=None)
    return None if newest is None else newest[1]


def _handed(mine: Report, theirs: Report) -> Iterator[tuple[int, Report]]:
    """The states at the events that stand in both histories, whole again."""
    for at, event in enumerate(mine.history):
        if not event.snapshot or event not in theirs.history:
            continue
        try:
            then = unfolded(event.snapshot)
        except UnreadableSnapshotError:
            continue
        state = NEXT[event.kind][1] if event.kind in NEXT else then.state
        yield event.revision, replace(then, state=state, history=mine.history[: at + 1])
