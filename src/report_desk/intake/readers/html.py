"""HTML (saved pages, the clipboard of Word, WPS, Excel and browsers) → the neutral document.

Only what a reader of the page sees: no scripts, no styles, nothing that is hidden. Tables that hold
tables are there for the layout, and only their content counts.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from report_desk.intake.document import (
    Block,
    CellFlaw,
    Document,
    ElementPath,
    FileKind,
    NotAReportError,
    Paragraph,
)
from report_desk.intake.readers.text import decoded
from report_desk.intake.tables.grid_building import GridBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

LARGEST_PAGE = 16_000_000
"""Characters; pages saved by Word reach one million."""
MOST_BLOCKS = 20_000
DEEPEST = 200
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_UNSEEN = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "title",
        "select",
        "option",
        "textarea",
        "button",
        "iframe",
        "object",
        "svg",
        "del",
        "rt",
        "rp",
    }
)
_BREAKING = frozenset(
    {
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "nav",
        "main",
        "center",
        "dl",
        "dt",
        "dd",
        "hr",
        "pre",
        "form",
        "blockquote",
        "body",
        "html",
        "aside",
        "figure",
        "address",
        "fieldset",
        "caption",
        "tr",
        "td",
        "th",
    }
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_WRAPPED = re.compile(r"(?<=[^\x00-\xff])[ \t]*[\r\n][ \t\r\n]*(?=[^\x00-\xff])")
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_NUMBER = re.compile(r"[0-9]{1,6}")
"""The digits of a span that count: more are wider than any span, and Python refuses to read 4,301."""
_STRUCK = frozenset({"s", "strike"})


def read_html(data: bytes) -> Document:
    """Read a saved page. Raises NotAReportError where it is too large or no page at all."""
    return read_html_text(_text(data))


def read_html_text(text: str) -> Document:
    """Read a page or a fragment that is text already, such as the clipboard's. Raises as above."""
    if len(text) > LARGEST_PAGE:
        raise NotAReportError("网页太大，不会是年报。")
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(_without_declaration(text), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotAReportError("网页损坏，读不出来；请在浏览器里重新保存一份。") from error
    blocks = _Blocks()
    if root is not None:
        blocks.read(root, 0)
        blocks.end_paragraph()
    return Document(FileKind.HTML, tuple(blocks.found))


def _text(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = declared[1].decode("ascii").lower()
        try:
            return data.decode("gb18030" if name in {"gb2312", "gbk"} else name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data)


def _without_declaration(text: str) -> str:
    """The parser refuses a text that states an encoding: it is text already."""
    return re.sub(r"^\ufeff?\s*<\?xml[^>]{0,200}>", "", text).replace("\0", "")


class _Blocks:
    """Gathers paragraphs and tables in reading order."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._pieces: list[str] = []
        self._paragraphs = 0
        self._tables = 0

    def read(self, element: _Element, depth: int) -> None:
        """Gather what an element shows, and the text behind each of its children."""
        self._refuse_hostile(depth)
        self._pieces.append(element.text or "")
        for child in element:
            tag = _tag(child)
            if tag == "table" and not _is_hidden(child):
                self.end_paragraph()
                self._table(child, depth + 1)
            elif tag and tag not in _UNSEEN and not _is_hidden(child):
                if tag in _BREAKING:
                    self.end_paragraph()
                self.read(child, depth + 1)
                if tag in _BREAKING:
                    self.end_paragraph()
            self._pieces.append(child.tail or "")

    def end_paragraph(self) -> None:
        """What was gathered so far is a paragraph, if it says anything."""
        text = _collapsed("".join(self._pieces)).strip()
        self._pieces = []
        if text:
            self._paragraphs += 1
            self.found.append(Paragraph(text, ElementPath(self._paragraphs)))

    def _table(self, table: _Element, depth: int) -> None:
        self._refuse_hostile(depth)
        self._tables += 1
        number = self._tables
        builder, has_cells = GridBuilder(), False
        for index, row in enumerate(_rows(table)):
            builder.next_row()
            cells = [cell for cell in row if _tag(cell) in {"td", "th"} and not _is_hidden(cell)]
            if any(_holds_table(cell) for cell in cells):
                if has_cells:
                    self.found.append(builder.grid())
                builder, has_cells = GridBuilder(), False
                for cell in cells:
                    self.read(cell, depth + 1)
                    self.end_paragraph()
                continue
            for position, cell in enumerate(cells):
                has_cells = True
                text, flaw = _cell_text(cell)
                source = ElementPath(self._paragraphs, number, index + 1, position + 1)
                across, down = _span(cell, "colspan"), _span(cell, "rowspan")
                builder.add(text, source, across=across, down=down, flaw=flaw)
        if has_cells:
            self.found.append(builder.grid())

    def _refuse_hostile(self, depth: int) -> None:
        if depth > DEEPEST or len(self.found) > MOST_BLOCKS:
            raise NotAReportError("网页的结构太复杂，不会是年报。")


def _tag(element: _Element) -> str:
    tag: object = element.tag
    return tag.lower().rpartition("}")[2] if isinstance(tag, str) else ""  # a comment has a function


def _holds_table(cell: _Element) -> bool:
    """Whether a table stands in a cell; one of a single cell is only a frame around its text."""
    return any(len(list(islice(table.iter("td", "th"), 2))) > 1 for table in cell.iter("table"))


def _is_hidden(element: _Element) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        tag = _tag(child)
        if tag == "tr" and not _is_hidden(child):
            yield child
        elif tag in {"tbody", "thead", "tfoot", "form"}:
            yield from (row for row in child if _tag(row) == "tr" and not _is_hidden(row))


def _span(cell: _Element, name: str) -> int:
    """How many columns or rows one covers; as for a browser, what begins with no number covers itself."""
    found = _NUMBER.match((cell.get(name) or "").strip().lstrip("0"))
    return int(found[0]) if found else 1


def _cell_text(cell: _Element) -> tuple[str, CellFlaw]:
    pieces = list(_pieces(cell, 0))
    lines = (_collapsed(line).strip() for line in "".join(pieces).split("\x0b"))
    is_struck = any(_tag(inside) in _STRUCK for inside in cell.iter())
    return "\n".join(line for line in lines if line), CellFlaw.MIXED if is_struck else CellFlaw.NONE


def _pieces(element: _Element, depth: int) -> Iterator[str]:
    """The text of a cell; a vertical tab stands for every line break that shows."""
    if depth > DEEPEST:
        raise NotAReportError("网页的结构太复杂，不会是年报。")
    yield element.text or ""
    for child in element:
        tag = _tag(child)
        if tag and tag not in _UNSEEN and not _is_hidden(child):
            inside = "".join(_pieces(child, depth + 1))
            if tag == "sup" and inside.strip():  # the mark of a note, and no part of a figure
                inside = f"（{inside.strip()}）"
            yield f"\x0b{inside}\x0b" if tag in _BREAKING else inside
        yield child.tail or ""


def _collapsed(text: str) -> str:
    """Blanks as a browser shows them; none where only the source breaks a line between ideographs."""
    return _BLANKS.sub(" ", _WRAPPED.sub("", text))
