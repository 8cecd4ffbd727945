"""The closed vocabulary of the checks, and one run of all of them over a report."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.checks import added_up, equations, figures, review, stated, text
from report_desk.core.checks.findings import Finding, strongest_first
from report_desk.core.checks.locating import suspects
from report_desk.core.form.edition import Check
from report_desk.core.report.model import Explanation, State, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from report_desk.core.checks.context import Context
    from report_desk.core.form.edition import Level, ReportFormat

RULES: Mapping[str, Callable[[Check, Context], Iterator[Finding]]] = {
    **dict.fromkeys(equations.COMPARISONS, equations.compare),
    "valid": figures.valid,
    "filled": figures.filled,
    "swing": figures.swing,
    "both_positive": figures.both_positive,
    "section_filled": text.section_filled,
    "format_fits_year": text.format_fits_year,
    "same_text": text.same_text,
    "no_longer_than": text.no_longer_than,
    "matches": text.matches,
    "captures_year": text.captures_year,
    "names_year": text.names_year,
    "names_organ": text.names_organ,
    "announces_sections": text.announces_sections,
    "approval_holds": review.approval_holds,
    "whole_region": added_up.whole_region,
    "printable": text.printable,
    "mentioned": text.mentioned,
    "stated": stated.stated,
}
"""What each word of the vocabulary does; `form.vocabulary` says what the entry of each looks like."""


TEXT_ONLY = frozenset(
    {
        "section_filled",
        "format_fits_year",
        "same_text",
        "no_longer_than",
        "matches",
        "captures_year",
        "names_year",
        "names_organ",
        "announces_sections",
        "printable",
    }
)
"""The rules that look at no figure of this year."""


class Result(Struct, frozen=True):
    """What a part of a check found, beside the values that it read: as long as these stand, so does it."""

    read: tuple[object, ...]
    findings: tuple[Finding, ...]


Results = Mapping[Check, Result]


@lru_cache(maxsize=8)
def parts(form: ReportFormat) -> tuple[Check, ...]:
    """The checks of an edition in its order; one that reads several texts as one for each of them."""
    return tuple(
        replace(check, fields=(name,)) if len(check.fields) > 1 else check
        for check in form.checks
        for name in (check.fields if len(check.fields) > 1 else ("",))
    )


def results(context: Context, earlier: Results, only: Level | None = None) -> Results:
    """What every check found (``only`` of one level); an earlier run's answer where that still holds."""
    found: dict[Check, Result] = {}
    for part in parts(context.form):
        if only is None or part.level is only:
            read, known = _read(part, context), earlier.get(part)
            if known is None or known.read != read:
                is_asked = context.report.year >= part.since
                known = Result(read, tuple(RULES[part.rule](part, context)) if is_asked else ())
            found[part] = known
    return found


def _read(check: Check, context: Context) -> tuple[object, ...]:
    """Every value that a check may look at."""
    report = context.report
    if check.rule == "approval_holds":
        return (report,) if report.state is State.APPROVED else (report.state,)
    if check.rule == "whole_region":
        return (report.consolidation,)
    texts = [(context.sections.get(name, ""), report.details.get(name, "")) for name in check.fields]
    if check.rule in TEXT_ONLY:
        return (report.year, report.organ, report.previous, *texts)
    numbers = (
        context.numbers,
        context.last,
        report.figures,
        report.declared,
        report.details.get("level", ""),
    )
    return (report.year, *numbers, *texts)


def found_once(context: Context) -> Iterator[Finding]:
    """What every check finds, for who looks at a report a single time: nothing is kept for a later run."""
    for check in context.form.checks:
        if context.report.year >= check.since:
            yield from RULES[check.rule](check, context)


def run(context: Context, found: Results) -> tuple[Finding, ...]:
    """The findings of all these checks, strongest first, marked explained where a 说明 stands for one.

    A 说明 that the reviewer questioned no longer counts.
    """
    known = (finding for one in found.values() for finding in one.findings)
    return judged(context, suspects.name_suspects(known, context))


def judged(context: Context, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as `run` gives them; who only counts them locates no cell at fault."""
    explained = {_key(note) for note in context.report.explanations if note.verdict is not Verdict.QUESTIONED}
    return strongest_first(
        replace(finding, explained=True) if _finding_key(finding) in explained else finding
        for finding in found
    )


def explanation_for(finding: Finding, explanations: tuple[Explanation, ...]) -> Explanation | None:
    """The 说明 that stands for a finding; one written for other numbers has expired and is none."""
    return next((item for item in reversed(explanations) if _key(item) == _finding_key(finding)), None)


def expired_explanation(finding: Finding, explanations: tuple[Explanation, ...]) -> Explanation | None:
    """The newest 说明 of the same finding that was written for other numbers; None where there is none."""
    wanted = _finding_key(finding)
    return next(
        (item for item in reversed(explanations) if _key(item)[:2] == wanted[:2] and _key(item) != wanted),
        None,
    )


def _key(explanation: Explanation) -> tuple[str, frozenset[str], str]:
    return explanation.rule, frozenset(explanation.cells), explanation.values


def _finding_key(finding: Finding) -> tuple[str, frozenset[str], str]:
    return finding.rule, frozenset(finding.cells), finding.values
