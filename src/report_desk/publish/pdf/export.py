"""A printout as PDF: the one door of this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.ports import PublishedPages
from report_desk.publish.pages.composer import compose
from report_desk.publish.pdf.writer import write_pdf

if TYPE_CHECKING:
    from report_desk.core.output.printout import Printout


def publish_pdf(printout: Printout) -> PublishedPages:
    """Set a printout as a tagged PDF/A-3a and PDF/UA-1 file with its record attached.

    A pure function: the same printout and the same installed fonts give the same bytes.
    """
    composed = compose(printout)
    data = write_pdf(composed.composition, printout)
    return PublishedPages(data, len(composed.composition.pages), composed.faces, composed.anchors)
