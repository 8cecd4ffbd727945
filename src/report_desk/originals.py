"""What the window shows of a document beside the report that was read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.form import kinds
from report_desk.core.ports import DocumentDoubt, Original, OriginalCell, OriginalPlace, ReadDocument
from report_desk.intake.document import FileKind, Grid, PageBox
from report_desk.intake.prose.sections import UNPLACED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from report_desk.api import ImportedReport
    from report_desk.core.form.edition import Address
    from report_desk.intake.cell_reading import CellReading
    from report_desk.intake.document import Source
    from report_desk.intake.imported import Imported

Spot = tuple[int, int, int]
"""Table, row and column, each counted from 0."""


def read_document(imported: ImportedReport, name: str, data: bytes) -> ReadDocument:
    """An import as the window takes it; ``data`` are the bytes of the document, ``name`` its name."""
    report, found = imported.sheet.report, imported.found
    if found is None:
        return ReadDocument(report, is_own=imported.is_own)
    return ReadDocument(
        report,
        tuple(_doubts(found)),
        original=_original(found, name, data),
        unreadable=frozenset(_unreadable(found)),
    )


def _doubts(found: Imported) -> Iterator[DocumentDoubt]:
    """The doubts; those about prose that found no section bring it along."""
    passages = iter(found.unplaced)
    for doubt in found.doubts:
        passage = next(passages, None) if doubt.where == UNPLACED else None
        text = "" if passage is None else "\n".join(filter(None, (passage.heading, passage.text)))
        yield DocumentDoubt(doubt.sentence, doubt.where, doubt.cells, doubt.shown_source, text)


def _unreadable(found: Imported) -> Iterator[Address]:
    for address, reading in found.cells.items():
        kind = found.form.cells[address].kind
        is_value = reading.figure is None or kinds.is_valid(kind, reading.figure)
        if not is_value or (reading.figure is None and (reading.text or reading.reason)):
            yield address


def _original(found: Imported, name: str, data: bytes) -> Original:
    grids = [block for block in found.document.blocks if isinstance(block, Grid)]
    spots: dict[Source, Spot] = {
        cell.source: (table, cell.row, cell.column) for table, grid in enumerate(grids) for cell in grid.cells
    }
    return Original(
        name=name,
        pdf=data if found.document.kind is FileKind.PDF else b"",
        tables=tuple(
            tuple(
                OriginalCell(cell.row, cell.column, cell.row_span, cell.column_span, cell.text)
                for cell in grid.cells
            )
            for grid in grids
        ),
        places=_places(found.cells, spots),
    )


def _places(
    cells: Mapping[Address, CellReading], spots: Mapping[Source, Spot]
) -> dict[Address, OriginalPlace]:
    places = {}
    for address, reading in cells.items():
        source = reading.source
        if isinstance(source, PageBox):
            box = (source.left, source.top, source.right, source.bottom)
            places[address] = OriginalPlace(source.words, reading.text, source.page, box)
        elif source is not None:
            table, row, column = spots.get(source, (-1, 0, 0))
            places[address] = OriginalPlace(source.words, reading.text, table=table, row=row, column=column)
    return places
