"""The documents in `tests/data/intake`, one of each kind of file, and what must be read from each."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from report_desk import resources
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


def _framed(*rows: list[str], width: float = 30) -> bytes:
    """A page with a title, a heading and one table of narrow cells, whose texts may be wider than these."""
    stream = io.BytesIO()
    sheet = Canvas(stream, pagesize=(500, 400))
    pdfmetrics.registerFont(TTFont("song", str(resources.path("fonts/song.ttf"))))
    sheet.setFont("song", 9)
    sheet.drawString(40, 370, f"{ORGAN}2024年政府信息公开工作年度报告")
    sheet.drawString(40, 350, "二、主动公开政府信息情况")
    edges = [40, 140, *(140 + width * number for number in range(1, len(rows[0])))]
    for number, row in enumerate(rows):
        for left, text in zip(edges, row, strict=False):
            sheet.drawString(left + 3, 326 - 20 * number, text)
    sheet.grid(edges, [340 - 20 * number for number in range(len(rows) + 1)])
    sheet.save()
    return stream.getvalue()


HEAD = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]


def test_a_number_that_runs_into_the_next_cell_is_declined_and_not_cut() -> None:
    good = read(_framed(HEAD, ["规章", "12", "3", "45"], width=70))
    assert good.figures["disclosure.rules.in_force"] == 45  # type: ignore[index]
    found = read(_framed(HEAD, ["规章", "123456789", "", "45"], width=30))
    assert not {"disclosure.rules.issued", "disclosure.rules.repealed"} & set(found.figures)
    assert [doubt for doubt in found.doubts if "disclosure.rules.issued" in doubt.cells]
