"""The lines of the findings panel: strongest first; what one fix settles, and a flood of one rule, folded."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.form.edition import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from report_desk.core.checks.findings import Finding

FLOOD = 4
"""So many findings of one rule in one place are shown; the rest is folded."""
Key = tuple[str, ...]


class Line(Struct, frozen=True):
    """One line: a finding, or the fold that stands for ``hidden`` more.

    ``key`` is what a fold is remembered by; ``is_consequence`` says that the fix of ``finding`` settles those
    behind the fold too, else they are more of its kind.
    """

    finding: Finding
    hidden: int = 0
    is_open_fold: bool = False
    key: Key = ()
    is_consequence: bool = False

    @property
    def is_fold(self) -> bool:
        """Whether the line folds others away, or folds them again."""
        return self.hidden > 0


def lines(findings: Iterable[Finding], unfolded: frozenset[Key]) -> tuple[Line, ...]:
    """The clerk's findings as lines; those of the reviewer's level are left out."""
    mine = [finding for finding in findings if finding.level is not Level.REVIEWER]
    ordered = sorted(mine, key=lambda finding: finding.explained)
    result: list[Line] = []
    followers = _followers(ordered)
    behind = {id(finding) for found in followers.values() for finding in found}
    for key, group in groupby((one for one in ordered if id(one) not in behind), key=_kind):
        members = list(group)
        is_flood = len(members) > FLOOD
        shown = members if not is_flood or key in unfolded else members[: FLOOD - 1]
        for finding in shown:
            result += _with_followers(finding, followers.get(id(finding), []), unfolded)
        if is_flood:
            result.append(Line(members[0], len(members) - FLOOD + 1, key in unfolded, key))
    return tuple(result)


def _with_followers(finding: Finding, followers: list[Finding], unfolded: frozenset[Key]) -> Iterator[Line]:
    yield Line(finding)
    if followers:
        key = _fix(finding)
        is_open = key in unfolded
        if is_open:
            yield from (Line(follower) for follower in followers)
        yield Line(finding, len(followers), is_open, key, is_consequence=True)


def _followers(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    """By the identity of the first finding of each fix: the others that the same fix settles."""
    leaders: dict[Key, Finding] = {}
    followers: dict[int, list[Finding]] = {}
    for finding in findings:
        if not finding.fix or finding.explained:
            continue
        leader = leaders.setdefault(_fix(finding), finding)
        if leader is not finding:
            followers.setdefault(id(leader), []).append(finding)
    return followers


def _fix(finding: Finding) -> Key:
    return tuple(f"{address}={value}" for address, value in sorted(finding.fix.items()))


def _kind(finding: Finding) -> Key:
    return finding.rule, finding.section
