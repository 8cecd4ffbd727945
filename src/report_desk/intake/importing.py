"""A file from outside → the report in it. This is the door of the room: windows and verbs come in here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.limits import LONGEST_LINE
from report_desk.intake.cell_reading import CellReading, CellState
from report_desk.intake.document import Document, FileKind, Grid, NotAReportError, Paragraph
from report_desk.intake.doubt import Doubt
from report_desk.intake.edition import choose_edition
from report_desk.intake.evidence import sums_that_differ
from report_desk.intake.imported import Imported
from report_desk.intake.matching.harvest import Harvest, harvest
from report_desk.intake.prose.outline import Outline, cut, first_heading
from report_desk.intake.prose.page_chrome import without_page_chrome
from report_desk.intake.prose.sections import read_details, read_prose
from report_desk.intake.prose.title import Title, find_title
from report_desk.intake.recognition import read_file
from report_desk.intake.tables.layout_tables import without_layout_tables
from report_desk.intake.tables.text_tables import with_tables_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from report_desk.core.form.edition import Address, ReportFormat
    from report_desk.intake.document import Block

_NOT_THERE = CellReading(None, CellState.NOT_FOUND)
_MOST_CONTENTS = 12
"""Lines of a table of contents above the title."""
_MOST_TITLE_BLOCKS = 400
"""Before the first heading, where a title is looked for; saved web pages have menus first."""


def import_file(data: bytes, formats: Iterable[ReportFormat]) -> Imported:
    """Read a file of any kind that the program knows, told by its content.

    Raises NotAReportError, with a sentence for the user, where it cannot be read or is no report.
    """
    return import_document(read_file(data), formats)


def import_document(document: Document, formats: Iterable[ReportFormat]) -> Imported:
    """Understand a document that was read: which edition, whose report, its figures and its prose.

    Raises NotAReportError where it is no report.
    """
    editions = tuple(formats)
    document = replace(document, blocks=without_layout_tables(document.blocks))
    title = _title(document, editions)
    form = choose_edition(document, editions, title.year)
    has_tables = any(isinstance(block, Grid) for block in document.blocks)
    outline = _outline(document, title, form, has_tables=has_tables)
    grids, homes = _grids(outline, document.blocks[: title.end])
    found = harvest(grids, form, homes, needs_heads=has_tables)
    year = _year(title, has_headings=bool(outline.parts), has_cells=bool(found.cells))
    prose = read_prose(outline, form, has_lines=document.has_lines)
    return Imported(
        document=document,
        form=form,
        year=year,
        organ=title.organ[:LONGEST_LINE],
        cells={place: found.cells.get(place, _NOT_THERE) for place in form.cells},
        details=read_details(form, prose.sections.values()),
        sections=prose.sections,
        sources=prose.sources,
        unplaced=tuple(prose.unplaced),
        doubts=(*title.doubts, *_doubts(document, form, year, found), *prose.doubts),
    )


def _doubts(document: Document, form: ReportFormat, year: int, found: Harvest) -> Iterator[Doubt]:
    taken = sum(reading.figure is not None for reading in found.cells.values())
    if document.kind is FileKind.TEXT and taken * 4 < 3 * len(form.cells):
        sentence = (
            "表格的数大多没有读到；如果是从 PDF 或网页里复制的，请直接打开这个 PDF，或把网页另存为文件再读。"
        )
        yield Doubt("document", sentence)
    yield from _edition_doubts(form, year)
    yield from (Doubt("document", notice) for notice in document.notices)
    yield from found.doubts
    yield from _absent(form, found.cells)
    yield from sums_that_differ(form, found.cells)


def _outline(document: Document, title: Title, form: ReportFormat, *, has_tables: bool) -> Outline:
    outline = cut(document.blocks, title.end, form)
    if document.has_lines and not has_tables:
        return with_tables_of_text(outline, form)
    return without_page_chrome(outline) if document.kind is FileKind.HTML else outline


def _title(document: Document, editions: Sequence[ReportFormat]) -> Title:
    """The title stands before the first heading; where there is no heading, anywhere near the beginning."""
    texts = [block.text if isinstance(block, Paragraph) else "" for block in document.blocks]
    sections = [section for form in editions for section in form.sections]
    within = min(first_heading(texts, sections), _MOST_TITLE_BLOCKS)
    found = find_title(texts, within)
    if found.end or within == min(len(texts), _MOST_TITLE_BLOCKS):
        return found
    late = find_title(texts, min(len(texts), within + _MOST_CONTENTS))  # a table of contents comes first
    return late if late.end else found


def _grids(outline: Outline, before: Sequence[Block]) -> tuple[list[Grid], list[str]]:
    """All tables, wherever they stand, and for each the id of the table that its section should hold."""
    parts: list[tuple[str, Sequence[Block]]] = [("", before), ("", outline.preface)]
    parts += [
        (next((section.table for section in part.sections if section.table), ""), part.blocks)
        for part in outline.parts
    ]
    found = [(block, home) for home, blocks in parts for block in blocks if isinstance(block, Grid)]
    return [grid for grid, _ in found], [home for _, home in found]


def _year(title: Title, *, has_headings: bool, has_cells: bool) -> int:
    """The year of the report. Raises NotAReportError where there is none, or nothing of a report at all."""
    if not has_headings and not has_cells:
        if title.year is None:
            raise NotAReportError("找不到标题：应有「某机关某年政府信息公开工作年度报告」一行。")
        raise NotAReportError("找不到「一、总体情况」等各节标题，也找不到格式里的表，不像一份年度报告。")
    if title.year is None:
        raise NotAReportError(
            "找不到标题，也找不到统计期限，不知道是哪一年的报告，像是一份空白的格式；"
            "请先在文件里写上「某机关某年政府信息公开工作年度报告」再读。"
        )
    return title.year


def _edition_doubts(form: ReportFormat, year: int) -> Iterator[Doubt]:
    if not form.applies_to(year):
        yield Doubt("year", f"这是 {year} 年的报告，用的却是{form.issued_as}的格式；各数按原件的格式读入。")


def _absent(form: ReportFormat, cells: Mapping[Address, CellReading]) -> Iterator[Doubt]:
    """One doubt a table for the rows that are not in the document, one for its cells that are blank there."""
    for table in form.tables:
        lost = [cell for cell in table.cells if cell.address not in cells]
        blank = [
            cell
            for cell in table.cells
            if cell.address in cells
            and cells[cell.address].figure is None
            and not cells[cell.address].text
            and not cells[cell.address].reason
        ]
        if len(lost) == len(table.cells):
            places = tuple(cell.address for cell in lost)
            yield Doubt(table.id, f"没有找到{table.name}的数字，整张表留空。", places, CellState.NOT_FOUND)
        elif lost:
            rows = "、".join(dict.fromkeys(cell.row_labels[-1] for cell in lost))
            places = tuple(cell.address for cell in lost)
            yield Doubt(table.id, f"{table.name}没有找到这些行，留空：{rows}。", places, CellState.NOT_FOUND)
        if blank:
            places = tuple(cell.address for cell in blank)
            sentence = f"{table.name}有 {len(blank)} 格在原件里是空白，照样留空，没有当作 0。"
            yield Doubt(table.id, sentence, places, CellState.NOT_FOUND, "", cells[blank[0].address].source)
