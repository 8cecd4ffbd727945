"""Tables of a test drawn as a PDF with ruling lines, as an office program prints them.

A cell goes to the first place of its line that no cell above has taken, as in HTML and in Word; what the
cells of a line do not fill stays bare paper. A table stands on one page, however high that must be.
"""

from __future__ import annotations

import io
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from report_desk import resources
from tests.intake.making import ORGAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.form.edition import ReportFormat
    from tests.intake.making import Rows

FACE, SIZE, LEADING, EDGE, PAPER = "song", 8.0, 11.0, 40.0, 842.0


class Box(Struct, frozen=True):
    """A cell in its table's matrix: where it begins, what it spans, what it says."""

    row: int
    column: int
    down: int
    across: int
    text: str


def boxes(rows: Rows) -> list[Box]:
    """Where each cell of a table goes."""
    taken: set[tuple[int, int]] = set()
    found: list[Box] = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            box = Box(row, column, min(cell.down, len(rows) - row), cell.across, cell.text)
            taken |= {(row + r, column + c) for r in range(box.down) for c in range(box.across)}
            found.append(box)
    return found


def wrapped(text: str, width: float) -> list[str]:
    """A text in lines no wider than so many points, cut between any two characters."""
    lines = [""]
    for sign in text:
        if sign == "\n" or pdfmetrics.stringWidth(lines[-1] + sign, FACE, SIZE) > width:
            lines.append("")
        lines[-1] += sign.strip("\n")
    return lines


def drawn(form: ReportFormat, tables: Sequence[Rows]) -> bytes:
    """A report of an edition as a PDF: title, headings, prose, and each table on a page."""
    pdfmetrics.registerFont(TTFont(FACE, str(resources.path("fonts/song.ttf"))))
    stream = io.BytesIO()
    sheet = Canvas(stream, pagesize=(PAPER, PAPER), invariant=1)
    year = form.last_year or form.first_year + 3
    given = iter(tables)
    said = [f"{ORGAN}{year}年政府信息公开工作年度报告"]
    for section in form.sections:
        said.append(section.heading)
        if section.table:
            _page(sheet, said, next(given))
            said = []
        else:
            said.append(f"这里写{section.short}。")
    _page(sheet, said, [])
    sheet.save()
    return stream.getvalue()


def _page(sheet: Canvas, said: Sequence[str], rows: Rows) -> None:
    """One page: some lines of text, and a table below them."""
    cells = boxes(rows)
    count = max((box.column + box.across for box in cells), default=1)
    first = 90.0 if count > 5 else 180.0  # labels are wider than figures
    edges = [
        EDGE,
        *accumulate([first] * min(2, count - 1) + [55.0] * (count - min(2, count - 1)), initial=EDGE),
    ][1:]
    texts = [wrapped(box.text, edges[box.column + box.across] - edges[box.column] - 6) for box in cells]
    heights = [LEADING + 4] * len(rows)
    for box, lines in zip(cells, texts, strict=True):
        if box.down == 1:
            heights[box.row] = max(heights[box.row], LEADING * len(lines) + 4)
    top = EDGE + 20 * len(said)
    tops = list(accumulate(heights, initial=top))
    height = max(PAPER, tops[-1] + EDGE)
    sheet.setPageSize((max(PAPER, edges[-1] + EDGE), height))
    sheet.setFont(FACE, 10)
    for number, line in enumerate(said):
        sheet.drawString(EDGE, height - EDGE - 20 * number, line)
    sheet.setFont(FACE, SIZE)
    for box, lines in zip(cells, texts, strict=True):
        left, right = edges[box.column], edges[box.column + box.across]
        upper, lower = tops[box.row], tops[box.row + box.down]
        sheet.rect(left, height - lower, right - left, lower - upper)
        for number, line in enumerate(lines):
            sheet.drawString(left + 3, height - upper - SIZE - 2 - LEADING * number, line)
    sheet.showPage()
