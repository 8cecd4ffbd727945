"""A printout as PDF, a chart as a page: the doors of this package."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from report_desk.core.ports import PublishedPages
from report_desk.publish import charts
from report_desk.publish.fonts.faces import choose_faces
from report_desk.publish.fonts.setting import Role
from report_desk.publish.fonts.typeface import WORTH_PREPARING
from report_desk.publish.pages.composer import compose
from report_desk.publish.pages.items import texts_by_role
from report_desk.publish.pdf.canvas import TaggedCanvas
from report_desk.publish.pdf.writer import write_pdf

if TYPE_CHECKING:
    from report_desk.core.consolidation.across.chart import Chart, Inks
    from report_desk.core.output.printout import Printout

_OF_WINDOW = Role.HEADING
"""The face that the window is set in."""


def publish_pdf(printout: Printout) -> PublishedPages:
    """Set a printout as a tagged PDF/A-3a and PDF/UA-1 file with its record attached.

    A pure function: the same printout and the same installed fonts give the same bytes.
    """
    composed = compose(printout)
    data = write_pdf(composed.composition, printout)
    return PublishedPages(data, len(composed.composition.pages), composed.faces, composed.anchors)


def load_for_many(printout: Printout, count: int) -> None:
    """Load what ``count`` reports like this one need: faces, the glyphs of its texts, layouts of its tables.

    For a process that is about to be forked: its children begin with all of that.
    """
    publish_pdf(printout)
    if count > WORTH_PREPARING:
        faces = choose_faces(texts_by_role(printout), is_own_wanted=not printout.options.bundled_fonts)
        for face in {setting.faces[0] for setting in faces.settings.values()}:
            face.prepare()


def publish_chart(chart: Chart, inks: Inks, width: float, size: float) -> bytes:
    """A page for the window: ``width`` points wide, as high as the chart, its type ``size`` points large.

    It is drawn as on paper, but in the window's inks and face; it is no archive file.
    """
    from report_desk.publish.pdf.drawing import draw  # noqa: PLC0415 - reportlab.graphics takes long to import

    faces = choose_faces([(_OF_WINDOW, text) for text in charts.texts_of(chart)], is_own_wanted=False)
    drawing = draw(chart, inks, width, faces.settings[_OF_WINDOW], size)
    file = BytesIO()
    canvas = TaggedCanvas(file)
    canvas.setPageSize((drawing.width, drawing.height))
    canvas.draw_drawing(drawing, 0, 0)
    canvas.showPage()
    canvas.save()
    return file.getvalue()
