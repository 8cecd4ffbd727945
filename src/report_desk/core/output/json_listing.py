"""A report and its findings as plain JSON values: what `show`, `check` and a JSON export print.

The keys are a contract with other programs; see ``docs/command-line.md``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from report_desk.core.checks.review import approval
from report_desk.core.edits.review import approval_is_broken
from report_desk.core.record.writer import written
from report_desk.core.report.model import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from report_desk.core.checks.findings import Finding, Side
    from report_desk.core.report.model import Event
    from report_desk.core.sheet import Sheet
    from report_desk.core.strict_reader import JsonValue


def report_listing(sheet: Sheet) -> dict[str, JsonValue]:
    """Everything of a report; blank cells and unknown totals are left out."""
    report = sheet.report
    names = dict.fromkeys((*sheet.form.prose_ids, *report.sections))
    totals = {place: value for place, value in sheet.totals.items() if value is not None}
    return {
        "id": report.id,
        "format": report.format,
        "year": report.year,
        "organ": report.organ,
        "state": report.state.value,
        "revision": report.revision.number,
        "fingerprint": sheet.fingerprint,
        "approval": _approval(sheet),
        "approved_fingerprint": _approved_fingerprint(sheet),
        "history": [_step(event) for event in report.history],
        "details": dict(report.details),
        "sections": {name: sheet.prose(name) for name in names},
        "raw_sections": {name: report.sections.get(name, "") for name in names},
        "figures": {str(place): figure for place, figure in report.figures.items()},
        "totals": {str(place): _side(value) for place, value in totals.items()},
        "declared": {str(place): figure for place, figure in report.declared.items()},
        "previous": None if report.previous is None else written(report.previous),
        "explanations": [written(item) for item in report.explanations],
        "remarks": [written(item) for item in report.remarks],
    }


def _step(event: Event) -> JsonValue:
    return {
        "action": event.kind.value,
        "by": event.by,
        "at": event.at,
        "reason": event.reason,
        "fingerprint": event.fingerprint,
    }


def _approved_fingerprint(sheet: Sheet) -> JsonValue:
    """The fingerprint of the content that was approved last, where the report still says that it is."""
    event = approval(sheet.report) if sheet.report.state is State.APPROVED else None
    return None if event is None else event.fingerprint


def _approval(sheet: Sheet) -> JsonValue:
    """Who approved what, and whether it still prints so; None unless the report says that it is approved."""
    if sheet.report.state is not State.APPROVED:
        return None
    event = approval(sheet.report)
    stated = {} if event is None else {"by": event.by, "at": event.at, "fingerprint": event.fingerprint}
    return {**stated, "holds": not approval_is_broken(sheet)}


def findings_listing(findings: Iterable[Finding]) -> dict[str, JsonValue]:
    """Every finding of a run, strongest first."""
    return {"findings": [_finding(finding) for finding in findings]}


def _finding(finding: Finding) -> dict[str, JsonValue]:
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "cells": list(finding.cells),
        "previous_cells": list(finding.previous_cells),
        "left": _side(finding.left),
        "right": _side(finding.right),
        "difference": _side(finding.difference),
        "sentence": finding.sentence,
        "suspect": finding.suspect,
        "remedy": finding.remedy,
        "witnesses": [
            {
                "source": witness.source.value,
                "place": witness.place,
                "number": _side(witness.number),
                "quote": witness.quote,
                "cells": list(witness.cells),
                "states": _side(witness.states),
                "now": _side(witness.now),
            }
            for witness in finding.witnesses
        ],
        "explained": finding.explained,
    }


def _side(value: Side) -> JsonValue:
    return f"{value:f}" if isinstance(value, Decimal) else value
