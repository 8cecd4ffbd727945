"""Checks that look at what a region's report was added up from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.checks.findings import Finding, values_hash, worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.checks.context import Context
    from report_desk.core.form.edition import Check
    from report_desk.core.report.sources import Consolidation

COVER = "cover"
_FEW = 8
"""Organs that a sentence names; the annex has them all."""


def whole_region(check: Check, context: Context) -> Iterator[Finding]:
    """A sum in which organs are missing, or from which reports were left out; each is named.

    An explanation stands as long as these are the same. What was added up by nobody asks for nothing.
    """
    made = context.report.consolidation
    if made is None or not (made.missing or made.left_out):
        return
    left_out = [f"「{one.organ}」（{one.reason}）" for one in made.left_out]
    yield Finding(
        rule=check.id,
        level=check.level,
        sentence=worded(check.sentence, {"left": _said(made, left_out)}),
        advice=check.advice,
        basis=check.basis,
        section=COVER,
        values=values_hash((*made.missing, *left_out)),
        left=len(made.missing) + len(left_out),
    )


def _said(made: Consolidation, left_out: list[str]) -> str:
    missing = [f"「{organ}」" for organ in made.missing]
    said = [("没有交来", missing), ("没有算进", left_out)]
    return "；".join(f"{what} {len(names)} 个：{_named(names)}" for what, names in said if names)


def _named(names: list[str]) -> str:
    return "、".join(names[:_FEW]) + ("等" if names[_FEW:] else "")
