"""What every import gives: the parts of a report that were found, and the doubts that remain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from report_desk.core.form import kinds
from report_desk.core.report.model import PreviousYear, Report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.form.edition import Address, ReportFormat
    from report_desk.core.form.kinds import Figure
    from report_desk.intake.cell_reading import CellReading
    from report_desk.intake.document import Document, Source
    from report_desk.intake.doubt import Doubt
    from report_desk.intake.prose.sections import Passage


class Imported(Struct, frozen=True):
    """A report as found in a document; what is not in the document is not here either.

    ``cells`` has a reading for every cell of the form. Totals that the document prints are ``declared``,
    never taken for typed figures. ``unplaced`` is prose that belongs to no section; ``sources`` says
    where each section begins.
    """

    document: Document
    form: ReportFormat
    year: int
    organ: str
    cells: Mapping[Address, CellReading] = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    unplaced: tuple[Passage, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def figures(self) -> Mapping[Address, Figure]:
        """The typed figures that were taken."""
        return self._taken(totals=False)

    @property
    def declared(self) -> Mapping[Address, Figure]:
        """The totals as the document prints them."""
        return self._taken(totals=True)

    def _taken(self, *, totals: bool) -> dict[Address, Figure]:
        return {
            place: reading.figure
            for place, reading in self.cells.items()
            if reading.figure is not None
            and (cell := self.form.cells[place]).is_total is totals
            and (not totals or kinds.is_valid(cell.kind, reading.figure))
        }

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

    def previous_year(self, report_id: str) -> PreviousYear:
        """The found parts as last year's report, for the checks and the prose of this year's."""
        return PreviousYear(
            report_id=report_id,
            revision_id="",
            format=self.form.id,
            year=self.year,
            figures=self.figures,
            sections=self.sections,
        )
