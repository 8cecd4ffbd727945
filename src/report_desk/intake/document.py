"""The neutral document: what every reader gives, whatever kind of file it has read.

A document is its paragraphs and its tables (grids) in reading order. Each of them knows where it
stands in the file, so that a person can be shown the place.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class FileKind(StrEnum):
    """Which kind of file a document came from."""

    DOCX = "docx"
    DOC = "doc"
    PDF = "pdf"
    XLSX = "xlsx"
    XLS = "xls"
    HTML = "html"
    TEXT = "text"


class PageBox(Struct, frozen=True, tag=True):
    """A place on a page of a PDF: the page, counted from 1, and a box in mm from its top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def words(self) -> str:
        """The place as a clerk would say it."""
        return f"第 {self.page} 页"


class ElementPath(Struct, frozen=True, tag=True):
    """A place in a file of elements (DOCX, DOC, HTML): paragraph or table, counted from 1, and row and cell.

    ``row`` and ``cell`` are 0 outside of tables.
    """

    block: int
    table: int = 0
    row: int = 0
    cell: int = 0

    @property
    def words(self) -> str:
        """The place as a clerk would say it."""
        if self.table:
            return f"第 {self.table} 张表第 {self.row} 行第 {self.cell} 格"
        return f"第 {self.block} 段"


class SheetCell(Struct, frozen=True, tag=True):
    """A cell of a workbook: the name of its sheet, and its own, such as ``B7``."""

    sheet: str
    cell: str

    @property
    def words(self) -> str:
        """The place as a clerk would say it."""
        return f"工作表「{self.sheet}」{self.cell}"


class TextLine(Struct, frozen=True, tag=True):
    """A line of a plain text, counted from 1."""

    line: int

    @property
    def words(self) -> str:
        """The place as a clerk would say it."""
        return f"第 {self.line} 行"


Source = PageBox | ElementPath | SheetCell | TextLine
"""Where something stands in the file it was read from."""


class CellFlaw(StrEnum):
    """Why the text of a cell may not be what a reader of the document sees there."""

    NONE = ""
    FORMULA = "formula"  # a formula of a workbook without the value it last had: the text is empty
    JOINED = "joined"  # the text was put together from pieces on several lines or pages
    APART = "apart"  # a line of values without a label of its own: that of the line above it was taken
    CUT = "cut"  # the text was cut out of figures that a copy had run together, by their sum
    MIXED = "mixed"  # the box holds more than one text, side by side: which is the figure is unknown


class GridCell(Struct, frozen=True):
    """One cell of a table: its top left corner (counted from 0), how far it spans, what it says.

    ``text`` has its line breaks; whoever compares labels ignores them.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    source: Source
    flaw: CellFlaw = CellFlaw.NONE

    @property
    def right(self) -> int:
        """The first column right of the cell."""
        return self.column + self.column_span


class Grid(Struct, frozen=True):
    """A table: its cells from top to bottom, each line from left to right.

    Spans may disagree with each other, as they do in real files: nothing here promises a rectangle.
    """

    cells: tuple[GridCell, ...]


class Paragraph(Struct, frozen=True):
    """A paragraph, or a line of a file that knows lines only; ``text`` has no line breaks."""

    text: str
    source: Source


Block = Paragraph | Grid


class Document(Struct, frozen=True):
    """A file as it was read. ``notices`` are sentences for the user on what was left out of it.

    ``has_lines`` where a paragraph is only a line, and what belongs together is still to be joined.
    """

    kind: FileKind
    blocks: tuple[Block, ...]
    notices: tuple[str, ...] = ()
    has_lines: bool = False


class NotAReportError(ValueError):
    """The file is no annual report that can be read; the message is a sentence for the user."""


class ScannedError(NotAReportError):
    """The file is a PDF of pictures: it has pages to look at, and no text that can be read."""
