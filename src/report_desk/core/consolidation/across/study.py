"""What comparing reports needs of each beside its line on the board: last year's figures, and its prose.

No prose is kept, only a sketch of each section: ten thousand reports fit into 20 MB.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.consolidation.across.likeness import SHORTEST, normalised, sketch

if TYPE_CHECKING:
    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.form.kinds import Figure
    from report_desk.core.report.model import Report


class Study(Struct, frozen=True):
    """What was read of one file, ``file`` being its name in the folder.

    ``previous`` are last year's typed figures as the report keeps them, in the order of its edition's typed
    cells, empty where it keeps none; ``sketches`` are those of its sections that are long enough to be
    compared, by their ids.
    """

    file: str
    previous_year: int = 0
    previous: tuple[Figure | None, ...] = ()
    sketches: tuple[tuple[str, bytes], ...] = ()


def study(file: str, form: ReportFormat, report: Report) -> Study:
    """What comparing needs of one report."""
    last = report.previous
    texts = (
        (section.id, normalised(report.sections.get(section.id, ""), report.organ))
        for section in form.sections
    )
    return Study(
        file,
        0 if last is None else last.year,
        () if last is None else tuple(last.figures.get(cell.address) for cell in form.typed),
        tuple((name, sketch(text)) for name, text in texts if len(text) >= SHORTEST),
    )
