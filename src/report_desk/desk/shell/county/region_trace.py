"""A region's report with where its numbers come from, as a worker hands it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from report_desk.core.consolidation.trace import Trace
    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.report.model import Report


class Region(Struct, frozen=True):
    """The report, its edition, and its numbers traced in a folder."""

    form: ReportFormat
    report: Report
    trace: Trace
