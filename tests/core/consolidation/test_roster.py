"""Who must report, as offices keep such lists; whose a file is; and two who change the list at once."""

from __future__ import annotations

import io
from time import process_time
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_desk.core.consolidation.board import ProblemKind, board
from report_desk.core.consolidation.entry import Entry, Standing
from report_desk.core.consolidation.receiving import Fate, plan
from report_desk.core.consolidation.roster import (
    Listed,
    Member,
    Names,
    from_rows,
    joined,
    name_key,
    read_text,
    said_twice,
)
from report_desk.core.report.model import Revision
from report_desk.rosters import read_roster

if TYPE_CHECKING:
    from collections.abc import Sequence

A, B, C = Member("甲局", phone="1"), Member("乙局", phone="2"), Member("丙局", phone="3")


def a_file(organ: str, file: str = "") -> Entry:
    return Entry(
        file or f"{organ}.rdesk",
        report=f"r-{organ}",
        organ=organ,
        year=2024,
        edition="2021",
        standing=Standing.SUBMITTED,
        fingerprint=organ,
        revision=Revision(1, f"s-{organ}"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_file_of_any_program_with_a_title_columns_in_any_order_and_a_sum(encoding: str) -> None:
    head = "示例区应报单位名单,,\r\n序号,联系电话,单 位 名 称\r\n"
    text = f"{head}1,620001,甲局\r\n,,\r\n2,620002,乙　局\r\n合计,,2 家\r\n"
    found = read_roster(text.encode(encoding))
    assert found == Listed((Member("甲局", phone="620001"), Member("乙　局", phone="620002")))


@pytest.mark.parametrize("title", ["示例区2025年应报单位名单", "应报单位", "单位"])
def test_a_workbook_with_a_merged_title_above_its_heads(title: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.merge_cells("A1:D1")
    sheet["A1"] = title
    for row in (
        ["序号", "联系人", "单位全称", "曾用名"],
        [1, "张三", "甲局", "老甲局"],
        [],
        [2, "", "乙局", ""],
    ):
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    assert read_roster(data.getvalue()).members == (
        Member("甲局", contact="张三", also="老甲局"),
        Member("乙局"),
    )


@pytest.mark.parametrize(
    ("rows", "organs"),
    [
        ([["应报单位名单（42家）"], ["甲局"], ["乙局"]], ["甲局", "乙局"]),
        ([["620001", "甲局"], ["", "乙局"]], ["甲局", "乙局"]),
        ([["2026-01-31", "", "甲局"], ["2026年1月31日", "", "乙局"]], ["甲局", "乙局"]),
        ([["地名委员会"], ["机关事务局"], ["名录编辑部"]], ["地名委员会", "机关事务局", "名录编辑部"]),
        ([["简称", "电话"], ["甲", "1"]], ["简称", "甲"]),
    ],
)
def test_a_list_without_heads(rows: Sequence[Sequence[str]], organs: list[str]) -> None:
    assert [one.organ for one in from_rows(rows)] == organs


def test_an_organ_that_is_listed_twice_counts_once_and_is_told_once() -> None:
    found = read_text("甲局\n甲 局\n乙局（中心）\n甲局\n乙局(中心)\n")
    assert [one.organ for one in found.members] == ["甲局", "乙局（中心）"]
    assert said_twice(found.twice) == "「甲 局」、「乙局(中心)」列了不止一次，只算一次。"
    assert said_twice(tuple("甲乙丙丁")).startswith("「甲」、「乙」、「丙」等 4 个")
    kept = board([A, Member("甲　局"), Member("甲局"), B], [a_file("甲局")], 2024)
    assert [row.member for row in kept.rows] == [A, B]
    assert [(one.file, one.kind) for one in kept.problems] == [("", ProblemKind.LISTED_TWICE)]
    assert "甲" in kept.problems[0].sentence


@pytest.mark.parametrize(
    ("listed", "named"),
    [
        ("区财政局（本级）", "区财政局"),
        ("区财政局", "区财政局(机关)"),
        ("区财政局 （局本级）", "区财政局"),
        ("区财政局（国资办）", "区财政局(国资办)"),
        ("Ａ区　财政局", "A区财政局"),
    ],
)
def test_names_that_differ_in_spaces_brackets_or_an_ending_are_one_organ(listed: str, named: str) -> None:
    found = board([Member(listed), B], [a_file(named)], 2024)
    assert found.unknown == ()
    assert found.rows[0].entry is not None
    (arrival,) = plan([Member(listed), B], [], 2024, [("x", a_file(named))])
    assert arrival.fate is Fate.NEW


def test_an_ending_tells_apart_where_both_are_listed_and_an_unclear_name_is_nobodys() -> None:
    both = [Member("区财政局"), Member("区财政局（本级）")]
    found = board(both, [a_file("区财政局"), a_file("区财政局(本级)")], 2024)
    assert [row.entry.organ for row in found.rows if row.entry] == ["区财政局", "区财政局(本级)"]
    two = [Member("东区水务局", short="水务局"), Member("西区水务局", short="水务局")]
    assert [one.organ for one in board(two, [a_file("水务局")], 2024).unknown] == ["水务局"]
    assert Names(two).key("水务局") == "水务局"


def test_a_renamed_organ_is_found_by_the_name_that_its_file_bears() -> None:
    renamed = Member("区数据局", also="区大数据中心、区政务数据办")
    files = [a_file("区大数据中心"), a_file("区不知道局")]
    found = board([renamed, B], files, 2024)
    assert found.rows[0].entry is not None
    assert [one.organ for one in found.unknown] == ["区不知道局"]
    newer = Entry(
        "n.rdesk",
        report=files[0].report,
        organ="区数据局",
        year=2024,
        edition="2021",
        standing=Standing.SUBMITTED,
        fingerprint="n",
        revision=Revision(2, "n", (files[0].revision.id,)),
    )
    (arrival,) = plan([renamed, B], files, 2024, [("x", newer)])
    assert (arrival.fate, arrival.replaces) == (Fate.NEWER, "区大数据中心.rdesk")
    other = [Member("区数据局", also="乙局"), B]
    assert Names(other).key("乙局") == name_key("乙局")  # its own name is stronger than one that was given


def test_ten_thousand_lines_take_no_longer_than_ten_times_a_thousand() -> None:
    def seconds(count: int) -> float:
        text = "单位名称\t电话\n" + "\n".join(f"示例县第{at}局（本级）\t{at}" for at in range(count))
        begun = process_time()
        found = read_text(text)
        names = Names(found.members)
        assert (
            len(
                {names.key(f"示例县第{at}局") for at in range(count)}
                & {name_key(one.organ) for one in found.members}
            )
            == count
        )
        return process_time() - begun

    fewer = min(seconds(1000) for _ in range(3))
    assert min(seconds(10_000) for _ in range(3)) < 25 * fewer + 0.2


# ---------------------------------------------------------------------- two who change it at once


def test_what_another_office_has_kept_meanwhile_stays() -> None:
    mine, theirs = [A, Member("乙局", phone="22"), Member("丁局")], [A, B, C, Member("戊局")]
    kept, told = joined([A, B, C], mine, theirs)
    assert kept == (A, Member("乙局", phone="22"), Member("戊局"), Member("丁局"))
    assert told == ("另一个人刚才也改了应报单位，两边的改动都在。",)
    assert joined([A, B], [B, A, C], [A, B]) == ((B, A, C), ())
    assert joined([A], [A, B], [A, B]) == ((A, B), ())


def test_both_change_one_organ() -> None:
    mine = Member("甲局", contact="张三", phone="11", also="老甲局")
    theirs = Member("甲局", contact="李四", phone="1", due="2026-01-31", also="甲办")
    kept, told = joined([A], [mine], [theirs])
    assert kept == (Member("甲局", contact="李四", phone="11", due="2026-01-31", also="甲办、老甲局"),)
    assert told[1:] == ("「甲局」的联系人另一个人刚才存成「李四」，您的「张三」没有存。",)
    kept, told = joined([A, B], [B], [Member("甲局", phone="9"), B])
    assert kept == (Member("甲局", phone="9"), B)
    assert "没有删" in told[1]
    kept, told = joined([A, B], [Member("甲局", phone="9"), B], [B])
    assert kept == (B,)
    assert "「甲局」另一个人刚才删了" in told[1]


_lists = st.dictionaries(st.sampled_from("甲乙丙丁"), st.sampled_from("123"))


@given(_lists, _lists, _lists)
def test_nothing_that_one_of_them_changed_alone_is_lost(
    before: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    def members(known: dict[str, str]) -> list[Member]:
        return [Member(organ, phone=phone) for organ, phone in known.items()]

    kept, told = joined(members(before), members(mine), members(theirs))
    found = {one.organ: one.phone for one in kept}
    for organ in "甲乙丙丁":
        old, new, there = before.get(organ), mine.get(organ), theirs.get(organ)
        if new == old:
            assert found.get(organ) == there
        elif there == old:
            assert found.get(organ) == new
        elif new != there:
            assert found.get(organ) == there
            assert found.get(organ) == new or any(f"「{organ}」" in words for words in told)
    assert len(found) == len(kept)
