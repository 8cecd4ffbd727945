"""Blocks of cells to and from the clipboard: tab-separated text, HTML tables of Excel, WPS and Word."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from report_desk.core.form.grid import Place, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from report_desk.core.form.edition import Address
    from report_desk.core.form.grid import Grid
    from report_desk.core.ports import Block, ReadMarkup
    from report_desk.core.sheet import Sheet

LARGEST_BLOCK = 4000
"""Cells; a form has some two hundred, and a hostile clipboard may have millions."""
LARGEST_TEXT = 400_000


def block_from(mime: QMimeData, read_markup: ReadMarkup) -> Block:
    """The table on the clipboard: the HTML one where there is one, since it knows merged cells."""
    if mime.hasHtml() and "<t" in (html := mime.html()[:LARGEST_TEXT]).lower():
        block = read_markup(html).table
        if block:
            return block
    return block_from_text(mime.text())


def block_from_text(text: str) -> Block:
    """Tab-separated rows; quoted cells with line breaks, as Excel writes them, stay one cell."""
    rows = [re.split(r"\t", line) for line in _lines(text[:LARGEST_TEXT])]
    return _rectangle([[_unquoted(cell) for cell in row] for row in rows])


def _lines(text: str) -> list[str]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    quoted = re.sub(r'(?:(?<=^)|(?<=[\t\n]))"((?:[^"]|"")*)"(?=[\t\n]|$)', _one_line, plain)
    return quoted.removesuffix("\n").split("\n")


def _one_line(found: re.Match[str]) -> str:
    return found.group(1).replace('""', '"').replace("\n", " ").replace("\t", " ")


def _unquoted(cell: str) -> str:
    return " ".join(cell.split())


def _rectangle(rows: list[list[str]]) -> Block:
    width = max((len(row) for row in rows), default=0)
    if not width or width * len(rows) > LARGEST_BLOCK:
        return ()
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def mime_of(sheet: Sheet, grid: Grid, chosen: Iterable[Address]) -> QMimeData:
    """The rectangle around the chosen cells as text and as an HTML table with its spans."""
    wanted = set(chosen)
    figures = [place for place in grid.places if place.role is Role.FIGURE and place.address in wanted]
    mime = QMimeData()
    lines = sorted({place.line for place in figures})
    text = "\r\n".join(
        "\t".join(_padded(sheet, place) for place in figures if place.line == line) for line in lines
    )
    rows = "".join(
        f"<tr>{''.join(_cell(sheet, place) for place in figures if place.line == line)}</tr>"
        for line in lines
    )
    mime.setText(text)
    mime.setHtml(f"<table border='1'>{rows}</table>")
    return mime


def mime_of_table(sheet: Sheet, grid: Grid) -> QMimeData:
    """A whole table with its heads and labels, for Word and Excel."""
    rows = []
    texts = []
    for line in range(grid.lines):
        places = [place for place in grid.places if place.line == line]
        rows.append(f"<tr>{''.join(_cell(sheet, place) for place in places)}</tr>")
        texts.append("\t".join(_padded(sheet, place) for place in places))
    mime = QMimeData()
    mime.setText("\r\n".join(texts))
    mime.setHtml(f"<table border='1'>{''.join(rows)}</table>")
    return mime


def _shown(sheet: Sheet, place: Place) -> str:
    return sheet.shown(place.address) if place.address else place.text


def _padded(sheet: Sheet, place: Place) -> str:
    return _shown(sheet, place) + "\t" * (place.column_span - 1)


def _cell(sheet: Sheet, place: Place) -> str:
    spans = f" colspan='{place.column_span}'" if place.column_span > 1 else ""
    spans += f" rowspan='{place.line_span}'" if place.line_span > 1 else ""
    return f"<td{spans}>{escape(_shown(sheet, place))}</td>"
