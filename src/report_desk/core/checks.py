"""The closed vocabulary of the checks, and one run of all of them over a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core import equations, figure_checks, locating, review_checks, stated_figures, text_checks
from report_desk.core.findings import Finding, strongest_first
from report_desk.core.report import Explanation, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from report_desk.core.context import Context
    from report_desk.core.format import Check, Level

RULES: Mapping[str, Callable[[Check, Context], Iterator[Finding]]] = {
    **dict.fromkeys(equations.COMPARISONS, equations.compare),
    "valid": figure_checks.valid,
    "filled": figure_checks.filled,
    "swing": figure_checks.swing,
    "section_filled": text_checks.section_filled,
    "format_fits_year": text_checks.format_fits_year,
    "same_text": text_checks.same_text,
    "no_longer_than": text_checks.no_longer_than,
    "matches": text_checks.matches,
    "captures_year": text_checks.captures_year,
    "names_year": text_checks.names_year,
    "names_organ": text_checks.names_organ,
    "announces_sections": text_checks.announces_sections,
    "approval_holds": review_checks.approval_holds,
    "printable": text_checks.printable,
    "mentioned": text_checks.mentioned,
    "stated": stated_figures.stated,
}
"""What each word of the vocabulary does; `check_reader` refuses any other word."""


def run(context: Context, only: Level | None = None) -> tuple[Finding, ...]:
    """Every finding (``only`` of one level), strongest first, marked explained where a 说明 stands for it.

    A 说明 that the reviewer questioned no longer counts.
    """
    asked = [check for check in context.form.checks if only is None or check.level is only]
    found = [finding for check in asked for finding in RULES[check.rule](check, context)]
    located = locating.name_suspects(found, context)
    explained = {_key(note) for note in context.report.explanations if note.verdict is not Verdict.QUESTIONED}
    return strongest_first(
        replace(finding, explained=True) if _finding_key(finding) in explained else finding
        for finding in located
    )


def explanation_for(finding: Finding, explanations: tuple[Explanation, ...]) -> Explanation | None:
    """The 说明 that stands for a finding; one written for other numbers has expired and is none."""
    return next((item for item in reversed(explanations) if _key(item) == _finding_key(finding)), None)


def _key(explanation: Explanation) -> tuple[str, frozenset[str], str]:
    return explanation.rule, frozenset(explanation.cells), explanation.values


def _finding_key(finding: Finding) -> tuple[str, frozenset[str], str]:
    return finding.rule, frozenset(finding.cells), finding.values
