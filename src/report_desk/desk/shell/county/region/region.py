"""A region's report with where its numbers come from, as a worker hands it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import PurePath

    from report_desk.core.consolidation.across.carrying import Carrying
    from report_desk.core.consolidation.trace import Trace
    from report_desk.core.form.edition import Address, ReportFormat
    from report_desk.core.report.model import Report


class Region(Struct, frozen=True):
    """The report, its edition, its numbers traced in a folder; from which file, and what stood in it.

    ``carried`` is what does not agree with last year, of organs and of the region; None where nobody looked.
    """

    form: ReportFormat
    report: Report
    trace: Trace
    path: PurePath | None = None
    digest: str = ""
    carried: Carrying | None = None


class Wish(Struct, frozen=True):
    """A correction as a person typed it."""

    cell: Address
    amount: str
    reason: str
    by: str
