"""The chapters that an edition writes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from report_desk.core.output.handbook import definitions, mistakes, plain

if TYPE_CHECKING:
    from report_desk.core.form.edition import ReportFormat


@pytest.fixture(params=["2019", "2021"])
def edition(request: pytest.FixtureRequest, form: ReportFormat, old_form: ReportFormat) -> ReportFormat:
    return form if request.param == "2021" else old_form


def test_every_row_is_defined_once(edition: ReportFormat) -> None:
    said = definitions(edition)
    for table in edition.tables:
        for row in {(cell.row, cell.row_labels[-1], cell.definition) for cell in table.cells}:
            assert said.count(f"**{plain(row[1])}** {plain(row[2])}") >= 1, row


def test_every_kind_of_mistake_is_told(edition: ReportFormat) -> None:
    said = mistakes(edition)
    assert "{" not in said
    assert [line for line in said.splitlines() if line.startswith("## ")] == [
        "## 必须改",
        "## 须说明",
        "## 请留意",
        "## 上级核对",
    ]
    for check in edition.checks:
        assert plain(check.advice.partition("{")[0]) in said, check.id


def test_markup_in_a_text_is_text() -> None:
    assert plain("*甲*[乙](丙)") == r"\*甲\*\[乙\](丙)"
