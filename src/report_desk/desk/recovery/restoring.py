"""Which copies may take the place of what the open report holds; any other opens as a document of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.ports import CopyKind

if TYPE_CHECKING:
    from report_desk.core.ports import StoredCopy
    from report_desk.core.report.model import Report


def goes_into(copy: StoredCopy, now: Report) -> bool:
    """Whether a copy may be restored into the open report, which carries its newest revision.

    Whoever restores an older state into a newer one goes back on purpose, and what he saves follows from
    the newer one. A draft that was typed on another save than the open one is no older state but work
    beside it: restored, it would pass for having what was saved in between, and a merge would drop that.
    """
    is_alike = (copy.report.id, copy.report.format) == (now.id, now.format)
    return is_alike and (copy.kind is CopyKind.BACKUP or copy.report.revision == now.revision)
