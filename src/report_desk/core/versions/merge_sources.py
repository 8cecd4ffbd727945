"""What a region's report was added up from, merged: the corrections of a cell go with its figure.

A correction and the figure that it went into are one decision. Taking one side's figure with the other's
correction would leave a sum that nothing explains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.versions.differences import corrections_by_cell, figure_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.form.edition import Address
    from report_desk.core.report.model import Report
    from report_desk.core.report.sources import Consolidation, Correction
    from report_desk.core.versions.merge_review import Sides

Corrections = tuple["Correction", ...]
NONE: Corrections = ()


def corrected_apart(sides: Sides) -> tuple[Address, ...]:
    """The cells whose corrections both sides have changed, or that one corrected and the other changed."""
    before, ours, others = (corrections_by_cell(side) for side in sides)
    found = []
    for cell in dict.fromkeys((*ours, *others, *before)):
        was, mine, theirs = (side.get(cell, NONE) for side in (before, ours, others))
        figures = [side.figures.get(cell) for side in sides]
        is_changed_twice = figures[1] != figures[0] and figures[2] not in figures[:2]
        if mine != theirs and (was not in (mine, theirs) or is_changed_twice):
            found.append(cell)
    return tuple(found)


def merged_corrections(sides: Sides, apart: tuple[Address, ...]) -> dict[Address, Corrections]:
    """The corrections of each cell; mine where they were corrected ``apart``."""
    before, ours, others = (corrections_by_cell(side) for side in sides)
    merged = {}
    for cell in dict.fromkeys((*ours, *others)):
        was, mine, theirs = (side.get(cell, NONE) for side in (before, ours, others))
        merged[cell] = theirs if mine == was and cell not in apart else mine
    return merged


def sources(report: Report) -> Mapping[str, Consolidation]:
    """What a report was added up from but for its corrections, under a name; empty where it was not."""
    made = report.consolidation
    return {} if made is None else {"sources": replace(made, corrections=())}


def corrected_words(report: Report, cell: Address) -> str:
    """``19（-1，某人：两局合发）``: a figure with the corrections that went into it."""
    return figure_words(report.figures.get(cell), corrections_by_cell(report).get(cell, NONE))


def with_corrections(
    made: Consolidation | None, mine: Report, merged: Mapping[Address, Corrections]
) -> Consolidation | None:
    """Sources with their corrections: mine in my order, then those of the cells that were taken."""
    if made is None:
        return None
    ours = corrections_by_cell(mine)
    kept = {cell for cell, corrections in merged.items() if ours.get(cell, NONE) == corrections}
    standing = () if mine.consolidation is None else mine.consolidation.corrections
    taken = (one for cell, corrections in merged.items() if cell not in kept for one in corrections)
    return replace(made, corrections=(*(one for one in standing if one.cell in kept), *taken))


def with_theirs(report: Report, cell: Address, theirs: Report) -> Report:
    """A merged report with their figure in a cell, and with the corrections that they made of it."""
    figures = {place: figure for place, figure in report.figures.items() if place != cell}
    if cell in theirs.figures:
        figures[cell] = theirs.figures[cell]
    merged = {**corrections_by_cell(report), cell: corrections_by_cell(theirs).get(cell, NONE)}
    made = with_corrections(report.consolidation, report, merged)
    return replace(report, figures=figures, consolidation=made)
