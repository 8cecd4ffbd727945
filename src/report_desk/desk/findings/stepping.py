"""Which finding F8 goes to: on from where a person is, strongest level first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.checks.findings import LEVELS
from report_desk.desk.places.pages import page_of, pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.checks.findings import Finding
    from report_desk.core.form.edition import Address
    from report_desk.core.sheet import Sheet

Spot = tuple[int, int]
"""A page by its number, and in it a cell by its number in the form; -1 for the beginning of the page."""


def spot(sheet: Sheet, page: str, cell: Address | None) -> Spot:
    """A place in the order of the form."""
    order = {address: number for number, address in enumerate(sheet.form.cells)}
    return pages(sheet).index(page), -1 if cell is None else order.get(cell, -1)


def place_of(sheet: Sheet, finding: Finding) -> tuple[str, Address | None]:
    """Where one is taken for a finding: its page, and the cell at fault, else a typed one of its cells."""
    typed = [
        cell for cell in finding.cells if cell in sheet.form.cells and not sheet.form.cells[cell].is_total
    ]
    return page_of(sheet, finding), next(iter((*finding.fix, *typed, *finding.cells)), None)


def following(
    sheet: Sheet, findings: Sequence[Finding], last: Finding | None, here: Spot | None, direction: int
) -> Finding | None:
    """The next (1) or previous (-1) finding after ``here``, round and round; None where there is none.

    ``findings`` are in the order of the panel. As long as a person stays where the ``last`` one took them
    (None), its neighbour in that order follows. From anywhere else the way goes on to what follows ``here``
    in the order of the form: within the level of the last one and then to the next level, or, where none was
    visited or the last one is settled, round and round within the strongest level.
    """
    if not findings:
        return None
    spots = [spot(sheet, *place_of(sheet, finding)) for finding in findings]
    at = next((number for number, one in enumerate(findings) if one is last), -1)
    if here is None or (at >= 0 and spots[at] == here):
        return findings[(at + direction) % len(findings)] if at >= 0 else findings[min(0, direction)]
    ranks = [LEVELS.index(finding.level) for finding in findings]
    rank = ranks[max(at, 0)]
    keys = sorted(
        (ranks[number], spots[number], number)
        for number in range(len(findings))
        if at >= 0 or ranks[number] == rank
    )
    if direction > 0:
        return findings[next((key for key in keys if key[:2] >= (rank, here)), keys[0])[2]]
    return findings[next((key for key in reversed(keys) if key[:2] < (rank, here)), keys[-1])[2]]
