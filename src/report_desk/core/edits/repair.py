"""What a finding offers to put right in one step; a person decides, nothing is applied by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_desk.core.edits.apply import AcceptTotals, SetFigures, SetText
from report_desk.core.form.edition import Source
from report_desk.core.report.tokens import token_text

if TYPE_CHECKING:
    from report_desk.core.checks.findings import Finding
    from report_desk.core.sheet import Sheet

_LAST_NUMBER = re.compile(r"\d[\d,，]{0,20}+(?=\D{0,64}$)")


def number_place(sheet: Sheet, finding: Finding) -> tuple[int, int] | None:
    """Where the stated number of a finding stands in the section's raw text; ``None`` if it is bound."""
    raw = sheet.report.sections.get(finding.section, "")
    start = raw.find(finding.quote) if finding.quote else -1
    number = _LAST_NUMBER.search(finding.quote)
    if start < 0 or number is None:
        return None
    return start + number.start(), start + number.end()


def bind_number(sheet: Sheet, finding: Finding) -> SetText | None:
    """改用表中数字: bind the stated number to the cells it speaks of."""
    place = number_place(sheet, finding)
    if place is None:
        return None
    raw = sheet.report.sections[finding.section]
    return SetText(finding.section, raw[: place[0]] + token_text(finding.cells) + raw[place[1] :])


def use_remedy(finding: Finding) -> SetFigures | None:
    """Set the suspect cell, or the two that stand in each other's place, so that every sum holds."""
    return SetFigures(finding.fix) if finding.fix else None


def accept_computed(sheet: Sheet, finding: Finding) -> AcceptTotals | None:
    """Accept the computed total in place of the declared one that the finding is about.

    A balance that is broken stays so, whatever totals were declared.
    """
    checks = [check for check in sheet.form.checks if check.id == finding.rule]
    sources = {term.source for check in checks for term in (*check.left, *check.right)}
    declared = tuple(cell for cell in finding.cells[:1] if cell in sheet.report.declared)
    return AcceptTotals(declared) if declared and Source.DECLARED in sources else None
