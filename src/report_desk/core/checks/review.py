"""Checks that look at the review: whether what was approved is what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.checks.findings import Finding, values_hash, worded
from report_desk.core.report import fingerprint
from report_desk.core.report.model import EventKind, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.checks.context import Context
    from report_desk.core.form.edition import Check
    from report_desk.core.report.model import Event, Report

COVER = "cover"


def approval(report: Report) -> Event | None:
    """The approval that stands, if the report is approved and says by whom."""
    if report.state is not State.APPROVED:
        return None
    return next((event for event in reversed(report.history) if event.kind is EventKind.APPROVED), None)


def approval_holds(check: Check, context: Context) -> Iterator[Finding]:
    """An approved report that prints differently from what was approved, or that nobody approved.

    ``{left}`` is the code of what was approved (empty where no approval is recorded), ``{right}`` that of
    what would print now.
    """
    report = context.report
    if report.state is not State.APPROVED:
        return
    totals = {cell.address: context.numbers[cell.address] for cell in context.form.computed}
    printed = fingerprint.content(context.form, report, context.sections, totals)
    event = approval(report)
    stated = "" if event is None else event.fingerprint
    if stated and fingerprint.bears(printed, report, stated):
        return
    now = fingerprint.of(printed)
    yield Finding(
        rule=check.id,
        level=check.level,
        sentence=worded(check.sentence, {"left": stated or "没有记录", "right": now}),
        advice=check.advice,
        basis=check.basis,
        section=COVER,
        values=values_hash((stated, now)),
        left=stated or None,
        right=now,
    )
