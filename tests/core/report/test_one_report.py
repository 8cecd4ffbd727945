"""What is one report: a copied template has the id of what it was copied from."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from report_desk.core.report.model import Report, are_one_report

TEMPLATE = Report("id", "2021", 2025, "模板")


def of(organ: str, year: int = 2025) -> Report:
    return replace(TEMPLATE, organ=organ, year=year)


@pytest.mark.parametrize(
    ("mine", "theirs", "is_one"),
    [
        (of("甲局"), of("乙局"), False),
        (of("甲局"), of("甲局"), True),
        (of("模板"), of("甲局"), True),
        (of("甲局"), of("模板"), True),
        (of("甲局", 2024), of("甲局", 2026), False),
        (of("模板", 2024), of("甲局"), True),
        (of("甲局"), replace(of("甲局"), id="another"), False),
    ],
)
def test_two_that_were_both_renamed_are_two_reports(mine: Report, theirs: Report, *, is_one: bool) -> None:
    assert are_one_report(mine, theirs, TEMPLATE) == is_one


def test_a_base_of_another_report_is_none() -> None:
    assert not are_one_report(of("甲局"), of("甲局"), replace(TEMPLATE, id="another"))


def test_without_a_base_organ_and_year_must_agree() -> None:
    assert are_one_report(of("甲局"), of("甲局"))
    assert not are_one_report(of("甲局"), of("模板"))
    assert not are_one_report(of("甲局"), of("甲局", 2024))
