"""The documents in `tests/data/intake`, one of each kind of file, and what must be read from each."""

from __future__ import annotations

import pytest

from report_desk.intake.cell_reading import CellState
from report_desk.intake.document import ElementPath, PageBox, SheetCell, TextLine
from tests.intake.making import ORGAN
from tests.intake.measuring import DATA, measure, read, truth_of

CORPUS = DATA / "intake"
SOURCES = {
    "docx": ElementPath,
    "doc": ElementPath,
    "html": ElementPath,
    "xlsx": SheetCell,
    "xls": SheetCell,
    "pdf": PageBox,
    "txt": TextLine,
}


@pytest.mark.parametrize("ending", SOURCES)
def test_every_figure_is_read_and_knows_where_it_stood(ending: str) -> None:
    truth = truth_of(CORPUS / "figures.json")
    found = read((CORPUS / f"report.{ending}").read_bytes())
    measured = measure(found, truth)
    assert (measured.right, measured.wrong) == (len(truth), ())
    assert {type(reading.source) for reading in found.cells.values()} == {SOURCES[ending]}
    assert (found.organ, found.year) == (ORGAN, 2024)
    assert found.sections["problems"] == "这里写问题与改进。"
    assert all(doubt.state is CellState.SPLIT for doubt in found.doubts)
    assert bool(found.doubts) == (ending == "pdf")


def test_a_number_that_its_cell_has_wrapped_is_joined_and_doubted() -> None:
    found = read((CORPUS / "report.pdf").read_bytes())
    split = [place for place, reading in found.cells.items() if reading.state is CellState.SPLIT]
    assert split
    assert {cell for doubt in found.doubts for cell in doubt.cells} == set(split)


def test_places_on_a_page_are_millimetres_from_its_top_left() -> None:
    found = read((CORPUS / "report.pdf").read_bytes())
    source = found.cells["disclosure.rules.issued"].source  # type: ignore[index]
    assert isinstance(source, PageBox)
    assert source.page == 1
    assert 20 < source.left < source.right < 210
    assert 20 < source.top < source.bottom < 180
