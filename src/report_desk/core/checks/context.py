"""Everything a check may look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.report.model import Report
    from report_desk.core.report.totals import Numbers


class Context(Struct, frozen=True):
    """A report with its numbers; ``last`` holds last year's, ``None`` where they are not known.

    ``sections`` is the prose as it prints, numbers resolved.
    """

    form: ReportFormat
    report: Report
    numbers: Numbers
    last: Numbers | None
    sections: dict[str, str]
