"""Which save goes back to which: an original of two copies is an ancestor of both, by the chain of saves.

A chain is known back to the last 200 saves. A report that this program never saved has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report_desk.core.report.model import Revision


def goes_back_to(copy: Revision, older: Revision) -> bool:
    """Whether a copy was made of an older state, or is that state with or without later changes."""
    return bool(older.id) and older.id in chain(copy)


def chain(revision: Revision) -> tuple[str, ...]:
    """The ids of a save and of all that it is known to go back to, the newest first."""
    known = (revision.id, *revision.parents, *revision.ancestors)
    return tuple(dict.fromkeys(name for name in known if name))


def common_ancestor(mine: Revision, theirs: Revision) -> str | None:
    """The newest revision that both go back to; ``None`` if not known."""
    known = set(chain(theirs))
    return next((name for name in chain(mine) if name in known), None)


def may_be_original(base: Revision, mine: Revision, theirs: Revision) -> bool:
    """Whether both copies go back to a base.

    Where none of the three was ever saved by this program nothing tells, and who names the base is believed.
    """
    if not (chain(base) or chain(mine) or chain(theirs)):
        return True
    return goes_back_to(mine, base) and goes_back_to(theirs, base)
