"""A report with everything that follows from it: totals, findings, prose with its numbers."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.checks import runner
from report_desk.core.checks.context import Context
from report_desk.core.form.edition import Level
from report_desk.core.form.kinds import display
from report_desk.core.report import fingerprint, tokens
from report_desk.core.report.totals import Number, Numbers, numbers, plain, total

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.checks.findings import Finding
    from report_desk.core.form.edition import Address, ReportFormat
    from report_desk.core.report.model import Report


class Sheet(Context, frozen=True, eq=False, dict=True):
    """A report and all that is derived from it, each when it is first asked for; never stored."""

    @cached_property
    def earlier(self) -> runner.Results:
        """What the checks found in the sheet that this one was made of, to be reused where it still holds."""
        return {}

    @cached_property
    def results(self) -> runner.Results:
        """What each check found."""
        return runner.results(self, self.earlier)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What every check found, strongest first."""
        return runner.run(self, self.results)

    @cached_property
    def unlocated(self) -> tuple[Finding, ...]:
        """The findings without the cells at fault, for who only counts them, once."""
        return runner.judged(self, runner.found_once(self))

    @cached_property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that must be fixed, without the work of the other checks."""
        if "findings" in self.__dict__:
            return tuple(finding for finding in self.findings if finding.level is Level.MUST_FIX)
        return runner.run(self, runner.results(self, self.earlier, Level.MUST_FIX))

    def saying(self, report: Report) -> Sheet:
        """The sheet of a report that differs in what is remarked alone: what was derived still holds."""
        fresh = replace(self, report=report)
        fresh.__dict__.update(self.__dict__)
        if report.state is not self.report.state:
            for derived in ("results", "findings", "unlocated", "errors"):
                fresh.__dict__.pop(derived, None)  # whether an approval holds is one of them
        return fresh

    def shown(self, address: Address) -> str:
        """A cell as it shows and prints: typed digits, a computed total, or nothing."""
        if self.form.cells[address].is_total:
            value = self.numbers[address]
            return "" if value is None else plain(value)
        return display(self.report.figures.get(address))

    def prose(self, section: str) -> str:
        """A section's text as it reads, bound numbers resolved."""
        return self.sections.get(section, "")

    def resolved(self, raw: str) -> str:
        """Any raw text as it reads in this report."""
        return _resolved(raw, self.form, self.report, self.numbers)

    @cached_property
    def totals(self) -> Mapping[Address, Number | None]:
        """Every computed cell; ``None`` where an addend is missing."""
        return {cell.address: self.numbers[cell.address] for cell in self.form.computed}

    @cached_property
    def printed(self) -> fingerprint.Content:
        """What prints, as the plain values that the fingerprint is made of."""
        return fingerprint.content(self.form, self.report, self.sections, self.totals)

    @cached_property
    def fingerprint(self) -> str:
        """The 定稿指纹: what prints, and nothing else."""
        return fingerprint.of(self.printed)

    def bears(self, code: str) -> bool:
        """Whether a canonical fingerprint, of 130 or of 80 bits, is this report's."""
        return code == self.fingerprint or fingerprint.bears(self.printed, self.report, code)


def evaluate(form: ReportFormat, report: Report) -> Sheet:
    """Compute the numbers of a report and put them into its prose."""
    known = numbers(form, report.figures)
    last = None if report.previous is None else numbers(form, report.previous.figures)
    resolved = {name: _resolved(text, form, report, known) for name, text in report.sections.items()}
    return Sheet(form, report, known, last, resolved)


def evaluate_after(before: Sheet, report: Report) -> Sheet:
    """The same for another state of a sheet's report: what follows from nothing that changed is kept."""
    form, old = before.form, before.report
    is_same = old.figures == report.figures
    known = before.numbers if is_same else numbers(form, report.figures)
    last = before.last
    if report.previous is not old.previous:
        last = None if report.previous is None else numbers(form, report.previous.figures)
    resolved = {
        name: before.sections[name]
        if is_same and text == old.sections.get(name)
        else _resolved(text, form, report, known)
        for name, text in report.sections.items()
    }
    after = Sheet(form, report, known, last, resolved)
    after.__dict__["earlier"] = before.__dict__.get("results", before.earlier)
    return after


def _resolved(raw: str, form: ReportFormat, report: Report, known: Numbers) -> str:
    @cache
    def shown(cells: tuple[Address, ...]) -> str:
        if len(cells) == 1 and cells[0] in form.cells and not form.cells[cells[0]].is_total:
            return display(report.figures.get(cells[0])) or tokens.UNFILLED
        value = total(known.get(cell) for cell in cells)
        return tokens.UNFILLED if value is None else plain(value)

    return tokens.resolve(raw, shown)
