"""Blocks of cells to and from the clipboard: tab-separated text, HTML tables of Excel, WPS and Word."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from msgspec import Struct, field
from PySide6.QtCore import QMimeData

from report_desk.core.form.grid import Place, Role
from report_desk.desk.widgets.markup import MarkupReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from report_desk.core.form.edition import Address
    from report_desk.core.form.grid import Grid
    from report_desk.core.sheet import Sheet

LARGEST_BLOCK = 4000
"""Cells; a form has some two hundred, and a hostile clipboard may have millions."""
LARGEST_TEXT = 400_000
Block = tuple[tuple[str, ...], ...]
"""Rows of texts, all of one length; what a merged cell covers is empty."""
_WIDEST_SPAN = 60
_SPAN = re.compile(r"[0-9]{1,4}")
"""The digits of a span that count: more are wider than any span, and Python refuses to read 4,301."""


def block_from(mime: QMimeData) -> Block:
    """The table on the clipboard: the HTML one where there is one, since it knows merged cells."""
    if mime.hasHtml() and "<t" in mime.html()[:LARGEST_TEXT].lower():
        block = block_from_html(mime.html())
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


def block_from_html(html: str) -> Block:
    """The first table with cells in an HTML fragment, row and column spans unfolded."""
    reader = _TableReader()
    reader.feed(html[:LARGEST_TEXT])
    return _rectangle(reader.rows())


def _rectangle(rows: list[list[str]]) -> Block:
    width = max((len(row) for row in rows), default=0)
    if not width or width * len(rows) > LARGEST_BLOCK:
        return ()
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


class _Cell(Struct):
    across: int
    down: int
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


class _TableReader(MarkupReader):
    """Collects the cells of the outermost first table; text outside of cells is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._table: list[list[_Cell]] = []
        self._cell: _Cell | None = None
        self._depth = 0
        self._is_done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._is_done:
            return
        given = dict(attrs)
        if tag == "table":
            self._depth += 1
        elif tag == "tr" and self._depth == 1:
            self._table.append([])
            self._cell = None
        elif tag in {"td", "th"} and self._depth == 1 and self._table:
            self._cell = _Cell(_span(given.get("colspan")), _span(given.get("rowspan")))
            self._table[-1].append(self._cell)
        elif tag in {"br", "p", "div"} and self._cell is not None:
            self._cell.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._depth:
            self._depth -= 1
            self._is_done = self._depth == 0 and bool(self._table)
        elif tag in {"td", "th", "tr"} and self._depth == 1:
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._is_done:
            self._cell.words.append(data)

    def rows(self) -> list[list[str]]:
        taken: dict[tuple[int, int], str] = {}
        for line, cells in enumerate(self._table):
            column = 0
            for cell in cells:
                while (line, column) in taken:
                    column += 1
                for down in range(cell.down):
                    for across in range(cell.across):
                        taken[line + down, column + across] = "" if down or across else cell.text
                if len(taken) > LARGEST_BLOCK:
                    return []
        height = len(self._table)
        width = 1 + max((column for _, column in taken), default=-1)
        if height * width > LARGEST_BLOCK:
            return []
        return [[taken.get((line, column), "") for column in range(width)] for line in range(height)]


def _span(text: str | None) -> int:
    """How many cells one covers; as for a browser, what does not begin with a number covers itself."""
    found = _SPAN.match((text or "").strip().lstrip("0"))
    return min(_WIDEST_SPAN, int(found[0])) if found else 1


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
