"""Which edition of the form a document follows: its own words say so, whatever year it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.edits.new_report import format_for
from report_desk.intake.document import Document, Grid, NotAReportError
from report_desk.intake.matching.targets import labels_of
from report_desk.intake.prose.wording import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.form.edition import ReportFormat

_SHORTEST = 4
"""Characters of a label that says something about its edition."""


def choose_edition(document: Document, formats: Sequence[ReportFormat], year: int | None) -> ReportFormat:
    """The edition of which the document prints most labels that no other has; in doubt, that of its year.

    Raises NotAReportError where neither words nor year tell.
    """
    words = _words(document)
    scores = [sum(label in words for label in own) for own in _own_labels(formats)]
    best = max(scores, default=0)
    if best and scores.count(best) == 1:
        return formats[scores.index(best)]
    if year is None:
        return max(formats, key=lambda form: form.first_year)
    try:
        return format_for(year, formats)
    except LookupError as error:
        raise NotAReportError(str(error.args[0])) from None


def _own_labels(formats: Sequence[ReportFormat]) -> list[set[str]]:
    """For each edition the bare labels of its tables that are not part of any label of another."""
    printed = [{label for label in _printed(form) if len(label) >= _SHORTEST} for form in formats]
    return [
        {
            label
            for label in mine
            if not any(label in other for k, theirs in enumerate(printed) if k != index for other in theirs)
        }
        for index, mine in enumerate(printed)
    ]


def _printed(form: ReportFormat) -> set[str]:
    labels = labels_of(form)
    return {*labels.exact, *labels.columns, *labels.groups}


def _words(document: Document) -> set[str] | str:
    """What a label is looked for in: the cells of tables, or all the text where it knows no tables."""
    cells = {bare(cell.text) for block in document.blocks if isinstance(block, Grid) for cell in block.cells}
    if cells:
        return cells
    return "".join(bare(block.text) for block in document.blocks if not isinstance(block, Grid))
