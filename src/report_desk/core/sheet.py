"""A report with everything that follows from it: totals, findings, prose with its numbers."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core import checks, fingerprint, tokens
from report_desk.core.calculation import Number, Numbers, numbers, plain, total
from report_desk.core.context import Context
from report_desk.core.kinds import display

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.findings import Finding
    from report_desk.core.format import Address, ReportFormat
    from report_desk.core.report import Report


class Sheet(Struct, frozen=True, eq=False, dict=True):
    """A report and all that is derived from it, evaluated together; never stored.

    ``last`` are last year's numbers, ``None`` where the report does not know them.
    """

    form: ReportFormat
    report: Report
    numbers: Numbers
    findings: tuple[Finding, ...]
    last: Numbers | None = None

    def shown(self, address: Address) -> str:
        """A cell as it shows and prints: typed digits, a computed total, or nothing."""
        if self.form.cells[address].is_total:
            value = self.numbers[address]
            return "" if value is None else plain(value)
        return display(self.report.figures.get(address))

    def prose(self, section: str) -> str:
        """A section's text as it reads, bound numbers resolved."""
        return self.resolved(self.report.sections.get(section, ""))

    def resolved(self, raw: str) -> str:
        """Any raw text as it reads in this report."""
        return _resolved(raw, self.form, self.report, self.numbers)

    @cached_property
    def totals(self) -> Mapping[Address, Number | None]:
        """Every computed cell; ``None`` where an addend is missing."""
        return {cell.address: self.numbers[cell.address] for cell in self.form.computed}

    @cached_property
    def fingerprint(self) -> str:
        """The 定稿指纹: what prints, and nothing else."""
        sections = {name: self.prose(name) for name in self.report.sections}
        return fingerprint.of(fingerprint.content(self.form, self.report, sections, self.totals))


def evaluate(form: ReportFormat, report: Report) -> Sheet:
    """Compute totals and findings of a report; about a millisecond for the largest."""
    known = numbers(form, report.figures)
    last = None if report.previous is None else numbers(form, report.previous.figures)
    resolved = {name: _resolved(text, form, report, known) for name, text in report.sections.items()}
    context = Context(form, report, known, last, resolved)
    return Sheet(form, report, known, checks.run(context), last)


def _resolved(raw: str, form: ReportFormat, report: Report, known: Numbers) -> str:
    def shown(cells: tuple[Address, ...]) -> str:
        if len(cells) == 1 and cells[0] in form.cells and not form.cells[cells[0]].is_total:
            return display(report.figures.get(cells[0])) or tokens.UNFILLED
        value = total(known.get(cell) for cell in cells)
        return tokens.UNFILLED if value is None else plain(value)

    return tokens.resolve(raw, shown)
