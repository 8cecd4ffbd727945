"""Documents made for tests: the tables of an edition as rows of cells, and pages and files around them.

The figures are invented from a seed. A table is a list of rows, a row a list of cells, as in HTML:
what a cell spans is said by the cell, and nothing forces the spans to agree.
"""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.form.grid import Role, grid
from report_desk.core.form.kinds import KindName

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from report_desk.core.form.edition import ReportFormat, Table
    from report_desk.core.form.kinds import Figure

ORGAN = "示例市示例局"


class MadeCell(Struct):
    """A cell: its text and spans; ``address`` where it holds a figure; whether it is a row's label."""

    text: str
    across: int = 1
    down: int = 1
    address: str = ""
    is_label: bool = False


Rows = list[list[MadeCell]]


def figures_of(form: ReportFormat, chance: random.Random) -> dict[str, Figure]:
    """Invented figures for every cell; the totals are the sums of theirs."""
    found: dict[str, Figure] = {}
    for cell in form.typed:
        number = chance.choice((0, 0, chance.randrange(10), chance.randrange(5000)))
        match cell.kind:
            case KindName.MONEY:
                found[cell.address] = f"{number}.{chance.randrange(1, 9999):04}"
            case KindName.TEXT:
                found[cell.address] = f"{number}.{chance.randrange(10)}万元"
            case KindName.SIGNED_COUNT:
                found[cell.address] = number - 20
            case _:
                found[cell.address] = number
    for cell in form.computed:
        found[cell.address] = sum(int(found[addend]) for addend in cell.addends)
    return found


def rows_of(table: Table, figures: Mapping[str, Figure]) -> Rows:
    """A table as it prints, with its spans."""
    places = grid(table)
    rows: Rows = [[] for _ in range(places.lines)]
    for place in places.places:
        text = str(figures.get(place.address, "")) if place.address else place.text
        is_label = place.role in {Role.LABEL, Role.CORNER} or (place.role is Role.HEAD and place.column == 0)
        cell = MadeCell(text, place.column_span, place.line_span, place.address or "", is_label)
        rows[place.line].append(cell)
    return rows


def table_html(rows: Rows) -> str:
    """Rows as an HTML table."""
    lines = []
    for row in rows:
        cells = []
        for cell in row:
            spans = f" colspan={cell.across}" if cell.across > 1 else ""
            spans += f" rowspan={cell.down}" if cell.down > 1 else ""
            cells.append(f"<td{spans}><p>{escape(cell.text)}</p></td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>"


def page(  # noqa: PLR0913 - each part of a page that a test may want otherwise
    form: ReportFormat,
    tables: Sequence[str],
    *,
    title: str = f"<h1>{ORGAN}</h1><h1>{{year}}年政府信息公开工作年度报告</h1>",
    heads: Sequence[str] = (),
    preface: str = f"根据条例第五十条，现公布{ORGAN}政府信息公开工作年度报告。",
    below: str = "",
) -> bytes:
    """A saved page with the tables of an edition, in their sections."""
    year = form.last_year or form.first_year + 3
    given = iter(tables)
    parts = [f"<html><body>{title.format(year=year)}<p>{preface}</p>"]
    for head, section in zip(
        heads or [section.heading for section in form.sections], form.sections, strict=True
    ):
        parts.append(f"<h2>{head}</h2>")
        parts.append(next(given) if section.table else f"<p>这里写{section.short}。</p>")
    return "".join((*parts, below, "</body></html>")).encode()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph_xml(text: str) -> str:
    """A paragraph of a Word document."""
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def table_xml(rows: Rows) -> str:
    """Rows as a table of a Word document: cells that are covered from above stand there and say so."""
    covered: dict[tuple[int, int], int] = {}
    lines = []
    for number, row in enumerate(rows):
        cells, column = [], 0
        for cell in [*row, None]:
            while (number, column) in covered:
                across = covered[number, column]
                cells.append(_cell_xml("", across, "<w:vMerge/>"))
                column += across
            if cell is None:
                break
            merge = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
            cells.append(_cell_xml(cell.text, cell.across, merge))
            covered.update({(number + down, column): cell.across for down in range(1, cell.down)})
            column += cell.across
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def _cell_xml(text: str, across: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{paragraph_xml(text)}</w:tc>"


def docx(body: str, **parts: str) -> bytes:
    """A Word document of so many elements; further parts of its package by name, ``_`` for ``.``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            package.writestr(f"word/{name.replace('_', '.')}", text)
    return stream.getvalue()


def report_docx(form: ReportFormat, tables: Sequence[Rows], organ: str = ORGAN, year: int = 0) -> bytes:
    """A whole report as a Word document."""
    year = year or form.last_year or form.first_year + 3
    given = iter(tables)
    parts = [paragraph_xml(organ), paragraph_xml(f"{year}年政府信息公开工作年度报告")]
    for section in form.sections:
        parts.append(paragraph_xml(section.heading))
        parts.append(table_xml(next(given)) if section.table else paragraph_xml(f"这里写{section.short}。"))
    return docx("".join(parts))
