"""The lines of the findings panel: strongest first, a flood of one rule folded into a line of its own."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.form.edition import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from report_desk.core.checks.findings import Finding

FLOOD = 4
"""So many findings of one rule in one place are shown; the rest is folded."""
Key = tuple[str, str]


class Line(Struct, frozen=True):
    """One line: a finding, or the fold that stands for ``hidden`` more of its kind."""

    finding: Finding
    hidden: int = 0
    is_open_fold: bool = False

    @property
    def is_fold(self) -> bool:
        """Whether the line folds others away, or folds them again."""
        return self.hidden > 0


def lines(findings: Iterable[Finding], unfolded: frozenset[Key]) -> tuple[Line, ...]:
    """The clerk's findings as lines; those of the reviewer's level are left out."""
    mine = [finding for finding in findings if finding.level is not Level.REVIEWER]
    ordered = sorted(mine, key=lambda finding: finding.explained)
    result: list[Line] = []
    for key, group in groupby(ordered, key=_key):
        members = list(group)
        is_flood = len(members) > FLOOD
        is_open = key in unfolded
        shown = members if not is_flood or is_open else members[: FLOOD - 1]
        result += [Line(finding) for finding in shown]
        if is_flood:
            result.append(Line(members[0], len(members) - FLOOD + 1, is_open))
    return tuple(result)


def key_of(line: Line) -> Key:
    """What a fold is remembered by."""
    return _key(line.finding)


def _key(finding: Finding) -> Key:
    return finding.rule, finding.section
