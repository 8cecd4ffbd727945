"""The order of organs that nobody has listed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_desk.core.consolidation.board import board
from report_desk.core.consolidation.entry import Entry, Standing
from report_desk.core.consolidation.roster import Member
from report_desk.core.consolidation.words import name_order


@pytest.mark.parametrize(
    "wanted",
    [
        ["第1局", "第2局", "第10局", "第11局", "第20局"],
        ["第２局", "第10局"],
        ["第一中学", "第二中学", "第十中学", "第十一中学", "第二十中学", "第一百零三中学", "第二〇八中学"],
        ["安监局", "财政局", "公安局", "教育局", "民政局", "住建局"],
        ["区财政局", "区财政局（本级）", "区教育局"],
        ["9.rdesk", "10.rdesk", "甲局/2.rdesk"],
    ],
)
def test_names_stand_as_a_person_looks_for_them(wanted: list[str]) -> None:
    assert sorted(sorted(wanted, reverse=True), key=name_order) == wanted


@given(st.lists(st.text()))
def test_any_names_can_be_sorted(names: list[str]) -> None:
    assert sorted(sorted(names, key=name_order)) == sorted(names)


def line(organ: str) -> Entry:
    return Entry(f"{organ}.rdesk", organ=organ, year=2024, report=organ, standing=Standing.SUBMITTED)


def test_a_board_without_a_roster_is_sorted_and_one_with_a_roster_is_as_listed() -> None:
    names = ["第10局", "第1局", "第11局", "第2局"]
    entries = [line(name) for name in names]
    assert [row.member.organ for row in board([], entries).rows] == ["第1局", "第2局", "第10局", "第11局"]
    assert [row.member.organ for row in board([Member(name) for name in names], entries).rows] == names


def test_an_organ_that_nobody_listed_is_spelled_as_in_the_file_that_counts() -> None:
    draft = Entry("1.rdesk", organ="区财政局(本级)", year=2024, report="a", standing=Standing.DRAFT)
    handed = Entry("2.rdesk", organ="区财政局（本级）", year=2024, report="b", standing=Standing.SUBMITTED)
    (row,) = board([], [draft, handed]).rows
    assert (row.member.organ, row.entry) == (handed.organ, handed)
    (row,) = board([Member(draft.organ)], [draft, handed]).rows
    assert row.member.organ == draft.organ
