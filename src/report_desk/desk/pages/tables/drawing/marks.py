"""Which cells of a table a finding is about, and how strongly each is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.checks.findings import LEVELS
from report_desk.core.form.edition import Level

if TYPE_CHECKING:
    from report_desk.core.checks.findings import Finding
    from report_desk.core.form.edition import Address
    from report_desk.core.sheet import Sheet


class Mark(Struct, frozen=True):
    """The strongest finding on a cell; ``is_suspect`` where the cell alone must be at fault."""

    level: Level
    is_suspect: bool


def marks(sheet: Sheet, table: str) -> dict[Address, Mark]:
    """A mark for every filled cell that takes part in an open finding of its table.

    A blank cell bears none: it shows by being blank.
    """
    found: dict[Address, Mark] = {}
    for finding in sheet.findings:
        if finding.explained or finding.quote or finding.level is Level.REVIEWER:
            continue
        for address in _at_fault(finding):
            cell = sheet.form.cells.get(address)
            if (
                cell is None
                or cell.table != table
                or (sheet.numbers.get(address) is None and not sheet.shown(address))
            ):
                continue
            mark = Mark(finding.level, _is_culprit(finding, address))
            if address not in found or _weight(mark) > _weight(found[address]):
                found[address] = mark
    return found


def _at_fault(finding: Finding) -> tuple[Address, ...]:
    return (*finding.fix, *finding.cells)


def _is_culprit(finding: Finding, address: Address) -> bool:
    return address in finding.fix or (not finding.fix and len(finding.cells) == 1)


def _weight(mark: Mark) -> tuple[int, bool]:
    return -LEVELS.index(mark.level), mark.is_suspect
