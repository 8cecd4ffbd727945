"""reportlab's text object with runs of glyphs that the composer has placed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.textobject import PDFTextObject

from report_desk.publish.geometry import rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reportlab.pdfgen.canvas import Canvas

    from report_desk.publish.fonts.setting import Run
    from report_desk.publish.fonts.typeface import Typeface
    from report_desk.publish.placed import TextLine

_WHOLE = 100


@lru_cache(maxsize=1024)
def _kern(points: float, size: float) -> str:
    """Points taken away after a glyph as ``TJ`` wants them: in 1/1000 em."""
    written: str = fp_str(rounded(points * 1000 / size))
    return written


class _Choice(NamedTuple):
    """A font of one size in a text object: how it is chosen, how it writes a text, what it shows so far."""

    name: str
    operator: str
    format: Callable[[str], str]
    shown: set[str]


class GlyphText(PDFTextObject):  # type: ignore[misc]  # reportlab has no types
    """A text object on a canvas of an `ArchiveDocument`, with the marks of tagged content inside it."""

    def __init__(self, canvas: Canvas, x: float, y: float, direction: str | None) -> None:
        super().__init__(canvas, x, y, direction)
        self._chosen: _Choice | None = None
        self._choices: dict[tuple[Typeface, float], _Choice] = {}
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
        code, size = self._code, line.size
        for run in line.runs:
            choice = self._choices.get((run.face, size)) or self._new_choice(run.face, size)
            if choice is not self._chosen:
                self._chosen = choice
                self._fontname, self._fontsize = choice.name, size
                code.append(choice.operator)
            choice.shown.update(run.text)
            shown = _operator(run, size, choice.format)
            if run.stands_for:
                real = run.stands_for.encode("utf-16-be").hex()
                code += (f"/Span <</ActualText<feff{real}>>> BDC", shown, "EMC")
            else:
                code.append(shown)
        if line.scale != 1:
            self.setHorizScale(_WHOLE)

    def _new_choice(self, face: Typeface, size: float) -> _Choice:
        """Choose a face and a size by reportlab; every later time it is done as reportlab did it then."""
        name = self._doc.font_name(face)
        self._setFont(name, size)
        choice = _Choice(name, self._code.pop(), getFont(name).formatForPdf, self._doc.shown[name])
        self._choices[face, size] = choice
        return choice

    def _formatText(self, text: str) -> str:  # noqa: N802 - reportlab's name
        """What reportlab's own ways of showing a text (``textOut``, ``textLine``) write."""
        self._doc.shown[self._fontname].update(text)
        written: str = super()._formatText(text)
        return written


def _operator(run: Run, size: float, format_: Callable[[str], str]) -> str:
    """``Tj``, or ``TJ`` where the space after some characters is taken away, in 1/1000 em."""
    text = run.text
    if not run.squeezes:
        return f"({format_(text)}) Tj"
    parts, start = [], 0
    for at, points in run.squeezes:
        parts.append(f"({format_(text[start : at + 1])}){_kern(points, size)}")
        start = at + 1
    if start < len(text):
        parts.append(f"({format_(text[start:])})")
    return f"[{''.join(parts)}] TJ"
