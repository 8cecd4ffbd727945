"""A report as it prints: headings, paragraphs and tables as plain values.

Every exporter and the preview translate this form; none of them reads the report itself, so what
the window shows, what is printed and what is exported cannot differ.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from report_desk.core.form.grid import Grid, Role, grid
from report_desk.core.record import published
from report_desk.core.report import prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from report_desk.core.consolidation.across.chart import Chart
    from report_desk.core.form.edition import Address
    from report_desk.core.sheet import Sheet


class PageNumbers(StrEnum):
    """Where the page number stands: outer edge as GB/T 9704 has it, or centred."""

    OUTER = "outer"
    CENTRED = "centred"


class PrintOptions(Struct, frozen=True):
    """What the person who prints may choose; ``bundled_fonts``: none of the computer's own faces."""

    draft: bool = False
    page_numbers: PageNumbers = PageNumbers.OUTER
    cover: bool = False
    signature: bool = False
    fingerprint: bool = False
    bundled_fonts: bool = False


def options_of(stated: published.Options) -> PrintOptions:
    """How a published record says that it was printed; what it does not say is as usual.

    Raises ValueError where an option is none that this program knows.
    """
    return msgspec.convert(stated, PrintOptions, strict=True)


class Heading(Struct, frozen=True):
    """A section heading (level 1: 一、); it stays with what follows."""

    text: str
    section: str


class Paragraph(Struct, frozen=True):
    """One paragraph of prose, numbers resolved, no markup of any kind.

    ``section`` is the prose id it comes from. A paragraph beginning （一） has its opening sentence
    set as a level 2 heading; 1. and （1） are levels 3 and 4 (GB/T 9704-2012, 7.3.3). ``is_flush`` begins at
    the margin, as who a letter is to does (7.3.2).
    """

    text: str
    section: str
    is_flush: bool = False


class TableBlock(Struct, frozen=True):
    """A statutory table: its grid, and the text to print in each figure by address."""

    table: str
    name: str
    grid: Grid
    values: Mapping[Address, str]


class Picture(Struct, frozen=True):
    """A picture as PNG (8 bits a colour, or a palette; neither transparent nor interlaced), whole on a page.

    It stands below the paragraph before it, ``width`` millimetres wide (at most the measure, and no higher
    than a page); ``alternative`` says to those who do not see it what it shows.
    """

    png: bytes
    alternative: str
    section: str
    width: float = 156.0


class ChartBlock(Struct, frozen=True):
    """A chart, whole on a page and as wide as the measure."""

    chart: Chart
    section: str


Block = Heading | Paragraph | TableBlock | Picture | ChartBlock


class Printout(Struct, frozen=True):
    """A whole report, ready to be set.

    ``title`` is broken at its sense unit: the organ, then the year and 政府信息公开工作年度报告.
    ``record`` holds what prints as data (`published`), for exporters that carry it along.
    """

    title: tuple[str, ...]
    organ: str
    year: int
    blocks: tuple[Block, ...]
    options: PrintOptions
    fingerprint: str
    signed_on: str = ""
    record: bytes = b""


def printout(sheet: Sheet, options: PrintOptions = PrintOptions()) -> Printout:
    """A report as it prints: preface, then each section with its table or prose."""
    report = sheet.report
    words = {"organ": report.organ, "year": str(report.year)}
    return Printout(
        title=tuple(line.format_map(words) for line in sheet.form.title),
        organ=report.organ,
        year=report.year,
        blocks=tuple(_blocks(sheet)),
        options=options,
        fingerprint=sheet.fingerprint,
        signed_on=report.details.get("signed_on", ""),
        record=published.write(sheet, asdict(options)),
    )


def _blocks(sheet: Sheet) -> Iterator[Block]:
    yield from _prose(sheet, "preface")
    for section in sheet.form.sections:
        yield Heading(section.heading, section.id)
        if section.table:
            yield _table(sheet, section.table)
        yield from _prose(sheet, section.id)


def _prose(sheet: Sheet, section: str) -> Iterator[Paragraph]:
    for text in prose.paragraphs(sheet.prose(section)):
        yield Paragraph(text, section)


def _table(sheet: Sheet, table_id: str) -> TableBlock:
    table = sheet.form.table(table_id)
    drawn = grid(table)
    figures = (place.address for place in drawn.places if place.role is Role.FIGURE and place.address)
    return TableBlock(table_id, table.name, drawn, {address: sheet.shown(address) for address in figures})
