"""reportlab's text object with runs of glyphs that the composer has placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.textobject import PDFTextObject

from report_desk.publish.geometry import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlab.pdfgen.canvas import Canvas

    from report_desk.publish.fonts.setting import Run
    from report_desk.publish.placed import TextLine

_WHOLE = 100


class GlyphText(PDFTextObject):  # type: ignore[misc]  # reportlab has no types
    """A text object on a canvas of an `ArchiveDocument`, with the marks of tagged content inside it."""

    def __init__(self, canvas: Canvas, x: float, y: float, direction: str | None) -> None:
        super().__init__(canvas, x, y, direction)
        self._chosen: tuple[str, float] | None = None
        self._spread: float | None = None

    def show(self, opening: str, lines: Iterable[TextLine]) -> None:
        """Show the lines of one piece where they were placed; ``opening`` is the operator that marks it."""
        self._code.append(opening)
        for line in lines:
            self._show_line(line)
        self._code.append("EMC")

    def _show_line(self, line: TextLine) -> None:
        self.setTextOrigin(line.left, line.baseline)
        if line.spread != self._spread:
            self._spread = line.spread
            self.setCharSpace(line.spread)
        if line.scale != 1:
            self.setHorizScale(rounded(line.scale * _WHOLE))
        for run in line.runs:
            self._show_run(run, line.size)
        if line.scale != 1:
            self.setHorizScale(_WHOLE)

    def _show_run(self, run: Run, size: float) -> None:
        """Show one run; a machine reads what it stands for (ActualText)."""
        name = self._doc.font_name(run.face)
        if self._chosen != (name, size):
            self._chosen = (name, size)
            self._setFont(name, size)
        if run.stands_for:
            real = run.stands_for.encode("utf-16-be").hex()
            self._code.append(f"/Span <</ActualText<feff{real}>>> BDC")
        self._code.append(self._operator(run, size))
        if run.stands_for:
            self._code.append("EMC")

    def _operator(self, run: Run, size: float) -> str:
        """``Tj``, or ``TJ`` where the space after some characters is taken away, in 1/1000 em."""
        if not run.squeezes:
            return f"({self._codes(run.text)}) Tj"
        parts, start = [], 0
        for at, points in run.squeezes:
            parts.append(f"({self._codes(run.text[start : at + 1])}){fp_str(rounded(points * 1000 / size))}")
            start = at + 1
        if start < len(run.text):
            parts.append(f"({self._codes(run.text[start:])})")
        return f"[{''.join(parts)}] TJ"

    def _codes(self, text: str) -> str:
        """The codes of a text in the chosen font; the document notes what the font has to show."""
        self._doc.shown[self._fontname].update(text)
        codes: str = getFont(self._fontname).formatForPdf(text)
        return codes

    def _formatText(self, text: str) -> str:  # noqa: N802 - reportlab's name
        """What reportlab's own ways of showing a text (``textOut``, ``textLine``) write."""
        self._doc.shown[self._fontname].update(text)
        written: str = super()._formatText(text)
        return written
