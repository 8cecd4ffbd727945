"""reportlab's canvas with marked content: every piece of a page has its tag, or is an artifact."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import groupby
from typing import IO, TYPE_CHECKING

from reportlab.lib.colors import toColor
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from report_desk.core.consolidation.across.chart import PAPER
from report_desk.publish.geometry import PAGE_HEIGHT, PAGE_WIDTH, rounded
from report_desk.publish.pdf.document import VERSION, ArchiveDocument
from report_desk.publish.pdf.text import GlyphText
from report_desk.publish.placed import Drawn, Frame, Picture, Rules, Shape, TextLine

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

    from report_desk.publish.placed import Link, Mark, Page, Piece, Tag

_LANGUAGE = "zh-CN"


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas for pages whose every piece is marked.

    ``marked`` lists for each page, counted from 0, the tags of its pieces: the index of a tag there is
    the number of its mark on the page. ``links`` lists the links with the number kept for the object of
    each, and the page.
    """

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(
            file,
            pagesize=(rounded(PAGE_WIDTH), rounded(PAGE_HEIGHT)),
            pageCompression=0,
            invariant=1,
            pdfVersion=VERSION,
        )
        self._doc = ArchiveDocument(_LANGUAGE)
        self.marked: defaultdict[int, list[Tag]] = defaultdict(list)
        self.links: list[tuple[Link, int, int]] = []

    @property
    def document(self) -> ArchiveDocument:
        """The document in the making."""
        return self._doc

    def _make_preamble(self) -> None:
        """Nothing before a page: reportlab would choose a font there, outside any marked content."""
        self._preamble = ""

    def beginText(self, x: float = 0, y: float = 0, direction: str | None = None) -> GlyphText:  # noqa: N802
        """A fresh text object."""
        return GlyphText(self, x, y, direction)

    def draw_page(self, page: Page) -> None:
        """Draw the pieces of a page and close it; texts that follow each other share a text object."""
        for is_text, pieces in groupby(page.pieces, key=_is_text):
            if is_text:
                text = self.beginText()
                for piece in pieces:
                    lines = [mark for mark in piece.marks if isinstance(mark, TextLine)]
                    text.show(self._opening(piece), lines)
                self.drawText(text)
            else:
                for piece in pieces:
                    self._code.append(self._opening(piece))
                    for mark in piece.marks:
                        self._draw(mark)
                    self._code.append("EMC")
        for link in page.links:
            number = self._doc.reserve()
            self.links.append((link, number, self.getPageNumber() - 1))
            self._annotationrefs.append(f"{number} 0 R")
        self.showPage()

    def draw_drawing(self, drawing: Drawing, x: float, y: float) -> None:
        """Draw a drawing of reportlab's graphics with its lower left corner at a point."""
        from reportlab.graphics import renderPDF  # noqa: PLC0415 - it takes long to import, and few pages have one

        renderPDF.draw(drawing, self, x, y)

    def setFillColor(self, aColor: object, alpha: float | None = None) -> None:  # noqa: N802, N803 - reportlab's names
        """A colour to fill with; a grey as a grey, which is what an archive file's pages hold."""
        colour = toColor(aColor)
        if colour.red == colour.green == colour.blue:
            self.setFillGray(colour.red, alpha)
        else:
            super().setFillColor(colour, alpha)

    def setStrokeColor(self, aColor: object, alpha: float | None = None) -> None:  # noqa: N802, N803 - as above
        """A colour to draw lines with, in the same way."""
        colour = toColor(aColor)
        if colour.red == colour.green == colour.blue:
            self.setStrokeGray(colour.red, alpha)
        else:
            super().setStrokeColor(colour, alpha)

    def _opening(self, piece: Piece) -> str:
        """The operator that opens a piece; a tag's piece gets the next number of the page."""
        if piece.tag is None:
            return f"/Artifact <</Type/{piece.artifact}>> BDC"
        tags = self.marked[self.getPageNumber() - 1]
        tags.append(piece.tag)
        return f"/{piece.tag.kind} <</MCID {len(tags) - 1}>> BDC"

    def _draw(self, mark: Mark) -> None:
        """Draw what is no text."""
        match mark:
            case Rules():
                self.setLineWidth(mark.weight)
                self.drawPath(_strokes(mark))
            case Frame():
                self.setLineWidth(mark.weight)
                self.rect(mark.left, mark.bottom, mark.width, mark.height)
            case Picture():
                name = self._doc.picture_name(mark.png)
                self._formsinuse.append(name)
                self.saveState()
                self.transform(mark.width, 0, 0, mark.height, mark.left, mark.bottom)
                self._code.append(f"/{self._doc.getXObjectName(name)} Do")
                self.restoreState()
            case Drawn():
                from report_desk.publish.pdf.drawing import draw  # noqa: PLC0415 - as above

                drawing = draw(mark.chart, PAPER, mark.width, mark.setting, mark.size)
                self.draw_drawing(drawing, mark.left, mark.bottom)
            case Shape():
                self.saveState()
                self.setFillGray(mark.grey)
                self.transform(*mark.matrix)
                self.drawPath(_outline(mark), stroke=0, fill=1, fillMode=FILL_NON_ZERO)
                self.restoreState()


def _is_text(piece: Piece) -> bool:
    return isinstance(piece.marks[0], TextLine)


@lru_cache(maxsize=64)
def _strokes(rules: Rules) -> PDFPathObject:
    """The rules of a table as reportlab draws them; kept, for most reports show the same tables."""
    path = PDFPathObject()
    for x, y, to_x, to_y in rules.strokes:
        path.moveTo(x, y)
        path.lineTo(to_x, to_y)
    return path


@lru_cache(maxsize=4)
def _outline(shape: Shape) -> PDFPathObject:
    """The outline of a shape; kept, for a draft shows the same one on every page."""
    path = PDFPathObject()
    draw = {"move": path.moveTo, "line": path.lineTo, "curve": path.curveTo, "close": path.close}
    for step, points in shape.steps:
        draw[step](*points)
    return path
