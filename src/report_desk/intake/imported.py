"""What every import gives: the parts of a report that were found, and the doubts that remain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from report_desk.core.report.model import Report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.form.edition import Address, ReportFormat
    from report_desk.core.form.kinds import Figure


class Doubt(Struct, frozen=True):
    """Something a person should look at; ``where`` is a table, section, cell or detail id."""

    where: str
    sentence: str


class Imported(Struct, frozen=True):
    """A report as found in a document; what is not in the document is not here either.

    Totals that the document prints are ``declared``, never taken for typed figures.
    """

    form: ReportFormat
    year: int
    organ: str
    details: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[Address, Figure] = field(default_factory=dict)
    declared: Mapping[Address, Figure] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    def report(self, report_id: str) -> Report:
        """The found parts as a new report."""
        return Report(
            id=report_id,
            format=self.form.id,
            year=self.year,
            organ=self.organ,
            details=self.details,
            sections=self.sections,
            figures=self.figures,
            declared=self.declared,
        )


class NotAReportError(ValueError):
    """The document is no annual report that can be read; the message is a sentence for the user."""
