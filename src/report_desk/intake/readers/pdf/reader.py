"""PDF with a text layer → the neutral document: lines of text, and tables from their ruling lines.

PDFium reads the file; it is not made for several threads at once.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.intake.document import (
    Block,
    Document,
    FileKind,
    NotAReportError,
    Paragraph,
    ScannedError,
)
from report_desk.intake.readers.pdf.characters import Character, TextLine, characters_of, lines_of, view_of
from report_desk.intake.readers.pdf.rulings import rulings_of
from report_desk.intake.readers.pdf.tables import Table, outside, page_box, tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pypdfium2

MOST_PAGES = 80
LONGEST_TIME = 30.0
"""Seconds for a whole file; a real one takes a tenth of one."""
_INDENT = 1.2
"""Heights of a line from which on it begins a paragraph."""
_MARGIN = 0.12
"""The part of a page at its top and bottom in which running heads and feet stand."""
_NUMBERS = re.compile(r"[\d\s—–-]+")
_READABLE = 0.7
"""The part of all characters that must be known, or the fonts say nothing of what they show."""
_SCANNED = (
    "这是扫描件，没有文字层；请向发文单位要原来的 Word、WPS 文件或直接导出的 PDF，或者对照图片手工填写。"
)
_UNKNOWN = "PDF 里的字没有编码，读出来是乱码；请用原来的 Word、WPS 文件，或者对照着手工填写。"


def read_pdf(data: bytes) -> Document:
    """Read a PDF. Raises NotAReportError where it is scanned, locked, damaged or hostile."""
    import pypdfium2  # noqa: PLC0415 - 50 ms

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise NotAReportError("PDF 加了密码；请用原来的程序去掉密码另存一份再试。") from error
        raise NotAReportError("PDF 损坏，打不开；请重新下载或向发文单位要一份。") from error
    try:
        return _read(document)
    except (pypdfium2.PdfiumError, ValueError, OverflowError) as error:
        if isinstance(error, NotAReportError):
            raise
        raise NotAReportError("PDF 损坏，读不出来；请重新下载或向发文单位要一份。") from error
    finally:
        document.close()


class _Page(Struct, frozen=True):
    """What stands on a page: its lines outside of tables, its tables, and how high it is."""

    number: int
    lines: tuple[TextLine, ...]
    tables: tuple[Table, ...]
    height: float


def _read(document: pypdfium2.PdfDocument) -> Document:
    if len(document) > MOST_PAGES:
        raise NotAReportError(f"PDF 有 {len(document)} 页，不会是年报；请把年报的几页另存成一个文件。")
    deadline = time.monotonic() + LONGEST_TIME
    pages: list[_Page] = []
    silent: list[int] = []
    shown = known = 0
    for number in range(1, len(document) + 1):
        if time.monotonic() > deadline:
            raise NotAReportError("PDF 太复杂，读了太久，没有读完；请用原来的 Word、WPS 文件。")
        page = document[number - 1]
        view = view_of(page)
        characters = [] if _is_invisible(page) else characters_of(page, view)
        if not characters and _has_pictures(page):
            silent.append(number)
        shown += len(characters)
        known += sum(map(_is_known, characters))
        tables = tables_of(rulings_of(page, view), characters, number)
        pages.append(_Page(number, tuple(lines_of(outside(characters, tables))), tuple(tables), view.height))
        page.close()
    if not shown:
        raise ScannedError(_SCANNED) if silent else NotAReportError("PDF 里没有文字，不像一份年报。")
    if known < _READABLE * shown:
        raise ScannedError(_UNKNOWN)
    notices = (f"第 {'、'.join(map(str, silent))} 页是图片，没有文字，没有读入。",) if silent else ()
    running = _running(pages)
    blocks = tuple(block for page in pages for block in _blocks(page, running))
    return Document(FileKind.PDF, blocks, notices, has_lines=True)


def _is_known(character: Character) -> bool:
    """Whether a character is one that people print, not a number in a font of its own."""
    code = ord(character.text[0])
    return code >= 0x20 and not 0xE000 <= code <= 0xF8FF and code != 0xFFFD and code < 0xF0000  # noqa: PLR2004


def _is_invisible(page: pypdfium2.PdfPage) -> bool:
    """Whether the text of a page is only there to be searched, behind a picture: what a machine guessed."""
    from pypdfium2 import raw  # noqa: PLC0415

    modes: list[int] = [
        raw.FPDFTextObj_GetTextRenderMode(text)
        for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4)
    ]
    return modes.count(raw.FPDF_TEXTRENDERMODE_INVISIBLE) * 2 > len(modes)


def _has_pictures(page: pypdfium2.PdfPage) -> bool:
    from pypdfium2 import raw  # noqa: PLC0415

    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)), None) is not None


def _running(pages: Sequence[_Page]) -> frozenset[str]:
    """What stands at the top or the bottom of most pages, but for its numbers: running heads and feet."""
    counts = Counter(
        words for page in pages for words in {_bare(line) for line in page.lines if _is_marginal(line, page)}
    )
    return frozenset(words for words, count in counts.items() if count > 1 and count * 2 > len(pages))


def _bare(line: TextLine) -> str:
    return _NUMBERS.sub("", line.text)


def _is_marginal(line: TextLine, page: _Page) -> bool:
    return not _MARGIN * page.height < line.box.middle < (1 - _MARGIN) * page.height


def _blocks(page: _Page, running: frozenset[str]) -> Iterator[Block]:
    """Lines and tables from top to bottom; a line that is set in begins with a blank."""
    lines = [line for line in page.lines if not (_is_marginal(line, page) and _bare(line) in running)]
    margin = _margin(lines)
    placed: list[tuple[float, Block]] = [(table.box.top, table.grid) for table in page.tables]
    for line in lines:
        box = line.box
        indent = "　　" if box.left - margin > _INDENT * (box.bottom - box.top) else ""
        placed.append((box.middle, Paragraph(indent + line.text, page_box(page.number, box))))
    yield from (block for _, block in sorted(placed, key=lambda one: one[0]))


def _margin(lines: Sequence[TextLine]) -> float:
    """Where most lines of a page begin."""
    starts = sorted(line.box.left for line in lines if len(line.characters) > 1)
    return starts[len(starts) // 4] if starts else 0.0
