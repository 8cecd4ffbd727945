"""The printed grid: spans derived from nesting, as the law's form has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from report_desk import resources
from report_desk.core.form.grid import Place, Role, grid

if TYPE_CHECKING:
    from report_desk.core.form.edition import ReportFormat, Table

TABLES = [
    pytest.param(table, id=f"{form.id}-{table.id}") for form in resources.formats() for table in form.tables
]


def place(table: Table, text: str, nth: int = 0) -> Place:
    return [place for place in grid(table).places if place.text == text][nth]


@pytest.mark.parametrize("table", TABLES)
def test_every_grid_is_covered_exactly_once(table: Table) -> None:
    drawn = grid(table)
    covered = [
        (place.line + down, place.column + right)
        for place in drawn.places
        for down in range(place.line_span)
        for right in range(place.column_span)
    ]
    assert len(covered) == len(set(covered)) == drawn.lines * drawn.columns
    figures = [place.address for place in drawn.places if place.address is not None]
    assert sorted(figures) == sorted(cell.address for cell in table.cells)


def test_the_spans_of_the_requests_table(form: ReportFormat, old_form: ReportFormat) -> None:
    table = form.table("requests")
    drawn = grid(table)
    assert (drawn.lines, drawn.columns, drawn.label_columns, drawn.head_lines) == (28, 10, 3, 3)
    corner = drawn.places[0]
    assert (corner.role, corner.line_span, corner.column_span) == (Role.CORNER, 3, 3)
    assert place(table, "申请人情况").column_span == 7
    assert place(table, "法人或其他组织").column_span == 5
    assert place(table, "自然人").line_span == place(table, "总计").line_span == 2
    assert place(table, "一、本年新收政府信息公开申请数量").column_span == 3
    assert place(table, "三、本年度办理结果").line_span == 22
    assert place(old_form.table("requests"), "三、本年度办理结果").line_span == 20
    assert place(table, "（一）予以公开").column_span == 2
    assert place(table, "（三）不予公开").line_span == 8
    assert place(table, "（六）其他处理").line_span == 3
    assert place(old_form.table("requests"), "（六）其他处理").column_span == 2


def test_the_spans_of_the_disclosure_table(form: ReportFormat, old_form: ReportFormat) -> None:
    table = form.table("disclosure")
    assert (grid(table).lines, grid(table).columns, grid(table).head_lines) == (14, 4, 0)
    assert place(table, "第二十条第（五）项").column_span == 4
    assert place(table, "本年处理决定数量").column_span == 3
    old = old_form.table("disclosure")
    assert place(old, "本年增/减", 2).column_span == 2
    assert place(old, "采购总金额").column_span == 2


def test_the_spans_of_the_remedies_table(form: ReportFormat) -> None:
    table = form.table("remedies")
    assert (grid(table).lines, grid(table).columns, grid(table).label_columns) == (4, 15, 0)
    assert place(table, "行政复议").column_span == 5
    assert place(table, "行政诉讼").column_span == 10
    assert place(table, "未经复议直接起诉").column_span == 5
    assert place(table, "结果维持", 0).line_span == 2
    assert place(table, "结果维持", 1).line_span == 1
