"""DOCX (Word, WPS) → the neutral document: what a reader sees with all tracked changes accepted.

Inserted text is kept, deleted and hidden text is not; content controls, text boxes and tables inside
tables are looked into. Only the main story is read: no headers, no footers; footnotes are named.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from report_desk.intake.document import (
    Block,
    CellFlaw,
    Document,
    ElementPath,
    FileKind,
    NotAReportError,
    Paragraph,
)
from report_desk.intake.readers.word_text import MATH, MC, W, inline_text, is_on, kept, value_of
from report_desk.intake.readers.xml_parsing import parse_xml
from report_desk.intake.readers.zip_package import ZipPackage
from report_desk.intake.tables.grid_building import GridBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MOST_BLOCKS = 20_000
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_MATH = b"http://purl.oclc.org/ooxml/officeDocument/math"
_FOOTNOTE_WORDS = 40


def read_docx(data: bytes) -> Document:
    """Read a DOCX file. Raises NotAReportError where it is damaged, locked or hostile."""
    package = ZipPackage(data)
    main = package.read("word/document.xml")
    if main is None:
        raise NotAReportError("这个 Word 文件里没有正文；请用 Word 或 WPS 打开后另存一份再试。")
    body = parse_xml(_transitional(main)).find(f"{W}body")
    blocks = _Blocks()
    if body is not None:
        blocks.read(body)
    return Document(FileKind.DOCX, tuple(blocks.found), tuple(_footnotes(package)))


def _transitional(data: bytes) -> bytes:
    """The names of the strict variant of the standard as the common ones."""
    return data.replace(_STRICT, _TRANSITIONAL).replace(_STRICT_MATH, MATH[1:-1].encode())


def _footnotes(package: ZipPackage) -> Iterator[str]:
    for name, words in (("word/footnotes.xml", "脚注"), ("word/endnotes.xml", "尾注")):
        part = package.read(name)
        for note in parse_xml(_transitional(part)) if part else ():
            text = "".join(inline_text(paragraph) for paragraph in note.iter(f"{W}p")).strip()
            if text:
                yield f"{words}没有读入：「{text[:_FOOTNOTE_WORDS]}」。"


class _Blocks:
    """Gathers paragraphs and tables in reading order."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._paragraphs = 0
        self._tables = 0

    def read(self, parent: _Element) -> None:
        """Gather what stands in an element, through whatever wraps it."""
        for child in parent:
            if len(self.found) > MOST_BLOCKS:
                raise NotAReportError("文件内容太多，不会是年报。")
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif (inside := kept(child)) is not None:
                self.read(inside)

    def _paragraph(self, element: _Element) -> None:
        self._paragraphs += 1
        for line in inline_text(element).split("\n"):
            self.found.append(Paragraph(line, ElementPath(self._paragraphs)))
        for box in _text_boxes(element):
            self.read(box)

    def _table(self, element: _Element) -> None:
        """A table; rows that hold tables themselves are there for the layout: only their content counts."""
        self._tables += 1
        number = self._tables
        builder = GridBuilder()
        has_cells = False
        for index, row in enumerate(_rows(element)):
            builder.next_row()
            cells = list(_cells(row))
            if any(_holds_table(cell) for cell in cells):
                if has_cells:
                    self.found.append(builder.grid())
                builder, has_cells = GridBuilder(), False
                for cell in cells:
                    self.read(cell)
                continue
            has_cells = bool(cells) or has_cells
            _row(builder, row, cells, ElementPath(self._paragraphs, number, index + 1))
        if has_cells:
            self.found.append(builder.grid())


def _holds_table(cell: _Element) -> bool:
    """Whether a table stands in a cell; one of a single cell is only a frame around its text."""
    return any(len(list(islice(table.iter(f"{W}tc"), 2))) > 1 for table in cell.iter(f"{W}tbl"))


def _row(builder: GridBuilder, row: _Element, cells: list[_Element], place: ElementPath) -> None:
    builder.skip(_number(row.find(f"{W}trPr/{W}gridBefore"), 0))
    spans = [_number(cell.find(f"{W}tcPr/{W}gridSpan"), 1) for cell in cells]
    for index in range(len(cells) - 1, 0, -1):  # cells merged the old way: all but the first say so
        merge = cells[index].find(f"{W}tcPr/{W}hMerge")
        if merge is not None and value_of(merge) != "restart":
            spans[index - 1] += spans[index]
            spans[index] = 0
    for index, (cell, across) in enumerate(zip(cells, spans, strict=True)):
        if not across:
            continue
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and value_of(merge) != "restart"
        text, flaw = _cell_text(cell)
        if goes_on and not text.strip() and builder.extend_above(across):
            continue
        source = ElementPath(place.block, place.table, place.row, index + 1)
        if goes_on and text.strip():  # Word does not show it, WPS may
            flaw = CellFlaw.MIXED
        builder.add(text, source, across=across, flaw=flaw)


def _cell_text(cell: _Element) -> tuple[str, CellFlaw]:
    paragraphs = [inline_text(paragraph, in_cell=True) for paragraph in _paragraphs(cell)]
    flaw = (
        CellFlaw.MIXED
        if any(is_on(strike) for strike in cell.iter(f"{W}strike", f"{W}dstrike"))
        else CellFlaw.NONE
    )
    return "\n".join(text for text in paragraphs if text.strip()), flaw


def _paragraphs(parent: _Element) -> Iterator[_Element]:
    for child in parent:
        if child.tag == f"{W}p":
            yield child
            for box in _text_boxes(child):
                yield from _paragraphs(box)
        elif child.tag == f"{W}tbl":  # of a single cell: no more than a frame
            for cell in child.iter(f"{W}tc"):
                yield from _paragraphs(cell)
        elif (inside := kept(child)) is not None:
            yield from _paragraphs(inside)


def _text_boxes(paragraph: _Element) -> Iterator[_Element]:
    """The text boxes anchored in a paragraph, each once: not its copy for old programs."""
    for box in paragraph.iter(f"{W}txbxContent"):
        above = list(box.iterancestors(f"{MC}Fallback", f"{W}txbxContent", f"{W}p"))
        if next((e for e in above if e.tag == f"{W}p"), None) is paragraph and not any(
            e.tag == f"{MC}Fallback" for e in above
        ):
            yield box


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == f"{W}tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif (inside := kept(child)) is not None:
            yield from _rows(inside)


def _cells(row: _Element) -> Iterator[_Element]:
    for child in row:
        if child.tag == f"{W}tc":
            if child.find(f"{W}tcPr/{W}cellDel") is None:
                yield child
        elif (inside := kept(child)) is not None:
            yield from _cells(inside)


def _number(element: _Element | None, otherwise: int) -> int:
    text = value_of(element) if element is not None else ""
    return int(text[:6]) if text.isdecimal() else otherwise
