"""A region's report traced by a worker, and saved with a correction where one is wished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.consolidation.corrections import correct
from report_desk.core.consolidation.trace import NotAddedUpError, trace
from report_desk.core.form.kinds import NotAValueError
from report_desk.desk.shell.county.region.region import Region

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePath

    from report_desk.core.consolidation.entry import Entry
    from report_desk.desk.services import Services
    from report_desk.desk.shell.county.region.region import Wish


def traced(
    services: Services, path: PurePath, entries: Sequence[Entry], wish: Wish | None, at: str
) -> Region | str:
    """The numbers of a region's report, or a sentence that says why there are none. Raises ExpectedError."""
    opened = services.store.open(path)
    report, digest = opened.report, opened.digest
    form = services.form_by_id(report.format)
    try:
        if wish is not None:
            after = correct(form, report, wish.cell, wish.amount, wish.reason, wish.by, at)
            saved = services.store.save(after, path, expected_digest=digest)
            services.store.back_up(path)
            report, digest = saved.report, saved.digest
        return Region(form, report, trace(form, report, entries), path, digest)
    except (NotAddedUpError, NotAValueError) as error:
        return str(error)
