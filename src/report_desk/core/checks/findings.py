"""What a check says of a report: both sides, the cells, and what to do, in the words of the form."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from report_desk.core.form.edition import Address, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from report_desk.core.checks.typos import Typo
    from report_desk.core.report.totals import Number

Side = int | Decimal | str | None
_PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)\}")
LEVELS = tuple(Level)
"""Strongest first, the order in which findings are shown."""


class WitnessSource(StrEnum):
    """Who besides the figures themselves says what they are."""

    LAST_YEAR = "last_year"
    PRINTED_TOTAL = "printed_total"
    PROSE = "prose"


class Witness(Struct, frozen=True):
    """What somebody else says of figures: ``cells``, added up, are ``states`` and not ``now``.

    ``place`` is where it is said (last year's cell, a total's address, a prose id), ``number`` the number
    that stands there, ``quote`` the phrase around it in prose.
    """

    source: WitnessSource
    cells: tuple[Address, ...]
    states: Number
    now: Number
    place: str
    number: Number
    quote: str = ""


class Finding(Struct, frozen=True):
    """One thing that is wrong or odd.

    ``cells`` are this year's, the total first; ``previous_cells`` last year's. ``section`` is where
    to go: the section's prose id, or the detail id of the cover page. ``values`` is a hash of the
    numbers involved: an explanation written for other numbers no longer counts. ``fix`` sets the cell
    (or the two cells that stand in each other's place) that alone are at fault, if the table can tell;
    ``typo`` says how that came about. ``witnesses`` contradict one of its cells, whatever other finding says
    so or is hidden. ``quote`` is the phrase that states a wrong number, as it reads.
    """

    rule: str
    level: Level
    sentence: str
    advice: str
    basis: str
    section: str
    values: str
    cells: tuple[Address, ...] = ()
    previous_cells: tuple[Address, ...] = ()
    left: Side = None
    right: Side = None
    difference: Number | None = None
    typo: Typo | None = None
    fix: Mapping[Address, int] = field(default_factory=dict)
    witnesses: tuple[Witness, ...] = ()
    quote: str = ""
    explained: bool = False

    @property
    def suspect(self) -> Address | None:
        """The one typed cell that is at fault, where it is exactly one."""
        return next(iter(self.fix)) if len(self.fix) == 1 else None

    @property
    def remedy(self) -> int | None:
        """The value that the suspect should have."""
        return None if self.suspect is None else self.fix[self.suspect]

    @property
    def blocks_approval(self) -> bool:
        """Whether 定稿 must wait: an error, or something unexplained that needs an explanation."""
        return self.level is Level.MUST_FIX or (self.level is Level.EXPLAIN and not self.explained)


def worded(sentence: str, words: Mapping[str, object]) -> str:
    """A sentence of the format file with its placeholders filled."""
    return _PLACEHOLDER.sub(lambda found: str(words.get(found.group(1), found.group())), sentence)


def values_hash(parts: Iterable[object]) -> str:
    """A short hash of the values a finding rests on."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def strongest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by level, in the order of the form within a level; what an error hides is left out."""
    kept = list(findings)
    in_error = {cell for finding in kept if finding.level is Level.MUST_FIX for cell in finding.cells}
    visible = [
        finding for finding in kept if finding.level is Level.MUST_FIX or in_error.isdisjoint(finding.cells)
    ]
    return tuple(sorted(visible, key=lambda finding: LEVELS.index(finding.level)))
