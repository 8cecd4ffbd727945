"""Statutory tables: whole where they fit, their head repeated where they cannot, labels well broken."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from msgspec.structs import replace

from report_desk import resources
from report_desk.core.form.edition import Band, Column, Orientation, Row, Table
from report_desk.core.form.grid import Role as PlaceRole
from report_desk.core.form.grid import grid
from report_desk.core.output.printout import Heading, TableBlock
from report_desk.publish.fonts.faces import choose_faces
from report_desk.publish.fonts.setting import Role, Setting
from report_desk.publish.geometry import SMALLEST_SIZE, TEXT_HEIGHT, TEXT_WIDTH
from report_desk.publish.pdf.export import publish_pdf
from report_desk.publish.tables.labels import break_label
from report_desk.publish.tables.layout import TableLayout, lay_out
from tests.publish import probe
from tests.publish.printouts import printout_with

FORMATS = ("2019", "2021")
UNBROKEN = resources.format_by_id("2021").tables[0].unbroken


def setting_for(table: Table) -> Setting:
    text = "".join(place.text for place in grid(table).places)
    return choose_faces([(Role.TABLE, text + "0123456789")]).settings[Role.TABLE]


def layout_of(table: Table, digits: int) -> TableLayout:
    drawn = grid(table)
    widest = [digits * 0.56] * (drawn.columns - drawn.label_columns)
    layout = lay_out(drawn, setting_for(table), widest, TEXT_HEIGHT - 30)
    assert layout is not None
    return layout


TABLES = [
    pytest.param(table, id=f"{name}-{table.id}")
    for name in FORMATS
    for table in resources.format_by_id(name).tables
]


@pytest.mark.parametrize("digits", [1, 4, 6, 8])
@pytest.mark.parametrize("table", TABLES)
def test_table_stands_on_one_page_with_no_lonely_character(table: Table, digits: int) -> None:
    layout = layout_of(table, digits)
    assert layout.size >= SMALLEST_SIZE
    assert layout.edges[-1] == pytest.approx(TEXT_WIDTH)
    assert list(layout.edges) == sorted(layout.edges)
    for cell in layout.cells:
        assert "".join(cell.lines) == cell.place.text
        assert len(cell.place.text) < 2 or all(len(line) > 1 for line in cell.lines), cell.lines


@pytest.mark.parametrize("table", TABLES)
def test_ordinary_figures_leave_every_label_at_a_unit_of_sense(table: Table) -> None:
    assert layout_of(table, 4).faults == 0


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("社会公益组织", 2, ("社会", "公益", "组织")),
        ("（三）不予公开", 3, ("（三）", "不予", "公开")),
        ("结果维持", 2, ("结果", "维持")),
        ("总计", 5, ("总计",)),
        ("3.危及“三安全一稳定”", 8, ("3.危及", "“三安全一稳定”")),
    ],
)
def test_label_breaks_at_units_of_sense(text: str, room: int, lines: tuple[str, ...]) -> None:
    assert break_label(text, (1.0,) * len(text), room, UNBROKEN) == (lines, 0.0)


def test_label_with_no_way_to_break_says_so() -> None:
    lines, fault = break_label("（三）", (1.0,) * 3, 2, UNBROKEN)
    assert lines == ("（三）",)
    assert fault > 0


def long_table(rows: int) -> TableBlock:
    columns = (Column("甲项", "a"), Column("乙项", "b"))
    band = Band(
        "",
        "事项",
        columns,
        tuple(Row(f"第{number}类行政管理服务事项", f"r{number}") for number in range(rows)),
    )
    drawn = grid(Table("made_up", "虚构的表", Orientation.DOWN, (band,), ()))
    values = {place.address: str(place.line) for place in drawn.places if place.address is not None}
    return TableBlock("made_up", "虚构的表", drawn, values)


def test_table_that_no_page_holds_goes_on_under_its_head() -> None:
    block = long_table(100)
    printed = replace(printout_with(), blocks=(Heading("二、虚构的表", "made_up"), block))
    data = publish_pdf(printed).data
    pages = ["".join(glyph.text for glyph in page) for page in probe.glyphs_of(data)]
    heads = [text.count("甲项") for text in pages]
    assert sum(heads) >= 3
    assert max(heads) == 1
    shown = "".join(pages)
    assert all(f"第{number}类行政管理服务事项" in shown for number in range(100))
    with pikepdf.open(BytesIO(data)) as document:
        assert sum(kid.S == "/Table" for kid in document.Root.StructTreeRoot.K.K) == sum(heads)


def test_made_up_format_prints_without_a_line_of_code() -> None:
    block = long_table(7)
    published = publish_pdf(replace(printout_with(), blocks=(Heading("二、虚构的表", "made_up"), block)))
    assert published.pages == 1
    figures = [place for place in block.grid.places if place.role is PlaceRole.FIGURE]
    text = "".join(
        glyph.text for page in probe.glyphs_of(published.data) for glyph in page if glyph.size < 16
    )
    assert all(block.values[place.address] in text for place in figures if place.address is not None)
