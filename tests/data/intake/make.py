"""Makes the documents beside it: `python -m tests.data.intake.make`. The figures are invented.

One report in each kind of file that the program reads, and what stands in it as ``figures.json``. The
PDF has its tables cut by pages, with their heads once more, and a number that its cell has wrapped.
"""

from __future__ import annotations

import io
import json
import random
from pathlib import Path
from typing import Any

import openpyxl
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from report_desk import resources
from tests.intake.making import ORGAN, Rows, figures_of, page, report_docx, rows_of, table_html
from tests.intake.old_office import Sheet, doc, xls

HERE = Path(__file__).parent
FORM = resources.format_by_id("2021")
FACE = "song"
PREFACE = (
    f"根据条例第五十条，现公布{ORGAN}2024年政府信息公开工作年度报告（地址：示例路 1 号，邮编：100000）。"
)
TITLE = [ORGAN, "2024年政府信息公开工作年度报告"]


def blocks(tables: list[Rows]) -> list[str | Rows]:
    """The report as paragraphs and tables."""
    given = iter(tables)
    found: list[str | Rows] = [*TITLE, PREFACE]
    for section in FORM.sections:
        found.append(section.heading)
        found.append(next(given) if section.table else f"这里写{section.short}。")
    return found


def placed(rows: Rows) -> list[tuple[int, int, int, int, str]]:
    """Row, column, rows and columns spanned, and text of every cell."""
    covered: set[tuple[int, int]] = set()
    found = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in covered:
                column += 1
            found.append((number, column, cell.down, cell.across, cell.text))
            covered |= {(number + d, column + a) for d in range(cell.down) for a in range(cell.across)}
            column += cell.across
    return found


def workbook(tables: list[Rows]) -> bytes:
    """The report as a workbook: its words on a sheet, each table on one of its own."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "年度报告"
    for number, text in enumerate((one for one in blocks(tables) if isinstance(one, str)), 1):
        sheet.cell(number, 1, text)
    for name, rows in zip(("表二", "表三", "表四"), tables, strict=True):
        sheet = book.create_sheet(name)
        for row, column, down, across, text in placed(rows):
            sheet.cell(row + 1, column + 1, float(text) if text.replace(".", "", 1).isdigit() else text)
            if down * across > 1:
                sheet.merge_cells(None, row + 1, column + 1, row + down, column + across)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def old_workbook(tables: list[Rows]) -> bytes:
    """The same in the old format."""
    words = [one for one in blocks(tables) if isinstance(one, str)]
    sheets: list[Sheet] = [("年度报告", [(row, 0, text) for row, text in enumerate(words)], [])]
    for name, rows in zip(("表二", "表三", "表四"), tables, strict=True):
        cells = [
            (row, column, float(text) if text.replace(".", "", 1).isdigit() else text)
            for row, column, _, _, text in placed(rows)
        ]
        merges = [
            (row, row + down - 1, column, column + across - 1)
            for row, column, down, across, _ in placed(rows)
            if down * across > 1
        ]
        sheets.append((name, list(cells), merges))
    return xls(sheets)


def pdf(tables: list[Rows]) -> bytes:
    """The report on small pages, so that its tables are cut, with their heads repeated."""
    pdfmetrics.registerFont(TTFont(FACE, str(next(resources.path("fonts").rglob("*ong*.ttf")))))
    style = ParagraphStyle("text", fontName=FACE, fontSize=9, leading=12, wordWrap="CJK")
    story = [
        Paragraph(block, style) if isinstance(block, str) else _pdf_table(block, style)
        for block in blocks(tables)
    ]
    stream = io.BytesIO()
    width, _ = A4
    SimpleDocTemplate(stream, pagesize=(width, 200 * mm), margin=20 * mm, invariant=1).build(story)
    return stream.getvalue()


def _pdf_table(rows: Rows, style: ParagraphStyle) -> Table:
    cells = placed(rows)
    width = max(column + across for _, column, _, across, _ in cells)
    data: list[list[Any]] = [[""] * width for _ in rows]
    spans: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), FACE, 9)]
    heads = next((i for i, row in enumerate(rows) if any(cell.address for cell in row)), 0)
    for row, column, down, across, text in cells:
        data[row][column] = Paragraph(text, style)
        if down == 1 or row < heads:  # a label over several rows would keep the table whole
            spans.append(("SPAN", (column, row), (column + across - 1, row + down - 1)))
    sizes = {4: [45, 40, 40, 40], 10: [14, 28, 50] + [18] * 7}.get(width, [11] * width)
    scale = 165 / sum(sizes)
    return Table(
        data,
        colWidths=[size * scale * mm for size in sizes],
        repeatRows=heads if len(rows) > 20 else 0,
        style=spans,
    )


def text(tables: list[Rows]) -> bytes:
    """The report as it is pasted from Word: cells apart by tabs."""
    lines = []
    for block in blocks(tables):
        if isinstance(block, str):
            lines.append(block)
        else:
            lines += ["\t".join(cell.text for cell in row) for row in block]
    return "\n".join(lines).encode()


def main() -> None:
    """Write all files."""
    figures = figures_of(FORM, random.Random(2024))
    figures["disclosure.penalty.decisions"] = 398575812
    tables = [rows_of(table, figures) for table in FORM.tables]
    made = {
        "report.html": page(FORM, [table_html(rows) for rows in tables], preface=PREFACE),
        "report.docx": report_docx(FORM, tables),
        "report.doc": doc(blocks(tables)),
        "report.xlsx": workbook(tables),
        "report.xls": old_workbook(tables),
        "report.pdf": pdf(tables),
        "report.txt": text(tables),
        "figures.json": json.dumps({"figures": figures}, ensure_ascii=False, indent=0).encode(),
    }
    for name, data in made.items():
        (HERE / name).write_bytes(data)


if __name__ == "__main__":
    main()
