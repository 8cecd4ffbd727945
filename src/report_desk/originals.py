"""What the window shows of a document beside the report that was read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.ports import DocumentDoubt, Original, OriginalCell, OriginalPlace, ReadDocument
from report_desk.intake.document import FileKind, Grid, PageBox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.api import ImportedReport
    from report_desk.core.form.edition import Address
    from report_desk.intake.cell_reading import CellReading
    from report_desk.intake.document import Source
    from report_desk.intake.imported import Imported

Spot = tuple[int, int, int]
"""Table, row and column, each counted from 0."""


def read_document(imported: ImportedReport, name: str, data: bytes) -> ReadDocument:
    """An import as the window takes it; ``data`` are the bytes of the document, ``name`` its name."""
    doubts = tuple(
        DocumentDoubt(doubt.sentence, doubt.where, doubt.cells, doubt.shown_source)
        for doubt in imported.doubts
    )
    found = imported.found
    original = None if found is None else _original(found, name, data)
    return ReadDocument(imported.sheet.report, doubts, imported.is_own, original)


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
