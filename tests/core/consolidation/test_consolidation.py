"""A folder of reports: who has reported, what is wrong, and what the figures add up to."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from report_desk.core.checks.edition import examples
from report_desk.core.consolidation.board import ProblemKind, board
from report_desk.core.consolidation.entry import Entry, Standing, entry, unreadable
from report_desk.core.consolidation.roster import Member, from_rows, from_text
from report_desk.core.consolidation.sums import added, consolidate
from report_desk.core.form.edition import Level
from report_desk.core.form.kinds import KindName, number
from report_desk.core.report.model import (
    Anchor,
    AnchorKind,
    Event,
    EventKind,
    Explanation,
    Remark,
    Revision,
    State,
)
from report_desk.core.report.model import Entry as Said
from report_desk.core.sheet import Sheet, evaluate
from tests.county import shares

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.form.edition import Address, ReportFormat
    from report_desk.core.form.kinds import Figure
    from report_desk.core.report.model import Report

ORGANS = 60
YEAR = 2024


def made(form: ReportFormat, organ: str, figures: Mapping[Address, Figure], **changes: object) -> Sheet:
    whole = examples.complete(form)
    report = replace(whole, id=organ, organ=organ, year=YEAR, figures={**whole.figures, **figures})
    return evaluate(form, replace(report, **changes))


def approved(sheet: Sheet) -> Sheet:
    event = Event(EventKind.APPROVED, "某科长", f"{YEAR + 1}-01-20T10:00:00+08:00", 1, sheet.fingerprint)
    return evaluate(sheet.form, replace(sheet.report, state=State.APPROVED, history=(event,)))


def line(form: ReportFormat, organ: str, file: str = "", **changes: object) -> Entry:
    return replace(entry(file or f"{organ}.rdesk", made(form, organ, {})), **changes)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_any_split_of_a_citys_figures_adds_up_to_them_exactly(city: Sheet, seed: int) -> None:
    form, chance = city.form, random.Random(seed)
    columns = []
    for cell in form.typed:
        value = number(cell.kind, city.report.figures[cell.address])
        assert value is not None
        parts = shares(chance, value, ORGANS)
        is_money = cell.kind is KindName.MONEY
        columns.append([f"{share:f}" if is_money else int(share) for share in parts])
    one = replace(line(form, "某局"), standing=Standing.APPROVED)
    entries = [
        replace(one, file=f"{at}.rdesk", organ=f"第{at}局", report=str(at), values=values)
        for at, values in enumerate(zip(*columns, strict=True))
    ]
    whole = consolidate(board([], entries), form, "region", "某市")
    assert whole.is_whole
    assert len(whole.made.parts) == ORGANS
    assert evaluate(form, whole.report).numbers == city.numbers


def test_a_blank_is_not_zero_in_a_sum(form: ReportFormat) -> None:
    first, second = form.typed[0].address, form.typed[1].address
    one = made(form, "甲局", {first: 3, second: 4})
    figures = {
        key: value for key, value in made(form, "乙局", {first: 5}).report.figures.items() if key != second
    }
    other = evaluate(form, replace(made(form, "乙局", {}).report, figures=figures))
    sums, blank = added(form, [entry("a", one), entry("b", other)])
    assert sums[first] == 8
    assert second not in sums
    assert blank == {second: ("乙局",)}


def test_a_text_is_never_added_up(old_form: ReportFormat) -> None:
    sums, _ = added(old_form, [entry("a", made(old_form, "甲局", {}))])
    texts = [cell.address for cell in old_form.typed if cell.kind is KindName.TEXT]
    assert texts
    assert not set(texts) & set(sums)


def test_nothing_adds_up_to_nothing(form: ReportFormat) -> None:
    assert added(form, []) == ({}, {})


@pytest.mark.parametrize(
    ("state", "steps", "standing"),
    [
        (State.DRAFT, (), Standing.DRAFT),
        (State.REOPENED, (), Standing.DRAFT),
        (State.SUBMITTED, (EventKind.SUBMITTED,), Standing.SUBMITTED),
        (State.RETURNED, (EventKind.SUBMITTED, EventKind.RETURNED), Standing.RETURNED),
        (
            State.SUBMITTED,
            (EventKind.SUBMITTED, EventKind.RETURNED, EventKind.SUBMITTED),
            Standing.RESUBMITTED,
        ),
        (State.APPROVED, (EventKind.APPROVED,), Standing.CHANGED_AFTER_APPROVAL),
    ],
)
def test_how_far_a_report_is(
    form: ReportFormat, state: State, steps: tuple[EventKind, ...], standing: Standing
) -> None:
    history = tuple(Event(kind, "某人", "2025-01-20", 1, "X") for kind in steps)
    found = entry("a.rdesk", made(form, "甲局", {}, state=state, history=history))
    assert found.standing is standing
    assert found.last_hand == ("某人" if steps else "")


def test_what_is_approved_and_stands_is_approved(form: ReportFormat) -> None:
    assert entry("a.rdesk", approved(made(form, "甲局", {}))).standing is Standing.APPROVED


def test_a_line_counts_what_is_open(form: ReportFormat) -> None:
    thread = Remark("t", Anchor(AnchorKind.WHOLE), (Said("某人", "2025-01-20", "看一下"),))
    address = next(cell.address for cell in form.computed)
    figures = {form.typed[0].address: 5}
    sheet = made(form, "甲局", figures, remarks=(thread,), declared={address: 77})
    found = entry("a.rdesk", sheet)
    assert found.threads == 1
    assert found.must_fix == sum(one.level is Level.MUST_FIX for one in sheet.findings) > 0
    assert found.unbalanced == 1
    assert found.values[0] == 5
    explained = next(one for one in sheet.findings if one.level is Level.MUST_FIX)
    note = Explanation(explained.rule, explained.cells, explained.values, "原因", "某人", "2025-01-20")
    after = entry("a.rdesk", evaluate(form, replace(sheet.report, explanations=(note,))))
    assert after.must_fix == found.must_fix - 1


def test_the_board_names_who_is_missing_and_every_file_that_is_wrong(form: ReportFormat) -> None:
    members = [Member(name) for name in ("甲局", "乙局", "丙局", "丁 局")]
    entries = [
        line(form, "甲局"),
        line(form, "丁局"),
        line(form, "戊局"),
        line(form, "乙局", year=YEAR - 1),
        line(form, "甲局", "甲局（旧）.rdesk", report="other"),
        line(form, "丁局", "丁局2.rdesk", unbalanced=2),
        unreadable("坏.rdesk", "「坏.rdesk」读不出来。"),
        unreadable("说明.docx", "「说明.docx」不是年报文件。"),
    ]
    found = board(members, entries, YEAR)
    assert found.missing == ("乙局", "丙局")
    assert found.counts[Standing.MISSING] == 2
    kinds = {problem.file: problem.kind for problem in found.problems}
    assert kinds == {
        "戊局.rdesk": ProblemKind.UNKNOWN_ORGAN,
        "乙局.rdesk": ProblemKind.WRONG_YEAR,
        "甲局.rdesk": ProblemKind.DOUBLE,
        "丁局2.rdesk": ProblemKind.UNBALANCED,
        "丁局.rdesk": ProblemKind.DOUBLE,
        "坏.rdesk": ProblemKind.DAMAGED,
        "说明.docx": ProblemKind.NOT_A_REPORT,
    }


def test_the_year_is_that_of_most_files(form: ReportFormat) -> None:
    assert board([], [line(form, "甲局"), line(form, "乙局", year=2020), line(form, "丙局")]).year == YEAR
    assert board([], [unreadable("坏.rdesk", "读不出来。")]).year == 0


@pytest.mark.parametrize(
    ("mine", "theirs", "report", "kind", "words"),
    [
        (Revision(1, "a"), Revision(2, "b", ("a",)), "r", ProblemKind.STALE, "较早的一份"),
        (Revision(2, "b", ("a",)), Revision(2, "c", ("a",)), "r", ProblemKind.DOUBLE, "可以合并"),
        (Revision(1, "a"), Revision(1, "a"), "r", ProblemKind.DOUBLE, "同一次保存"),
        (Revision(1, "a"), Revision(1, "b"), "s", ProblemKind.DOUBLE, "不是同一份报告"),
    ],
)
def test_of_two_files_of_an_organ_the_chain_of_saves_decides(  # noqa: PLR0913, PLR0917 - a case each
    form: ReportFormat, mine: Revision, theirs: Revision, report: str, kind: ProblemKind, words: str
) -> None:
    one = line(form, "甲局", "1.rdesk", report="r", revision=mine)
    other = line(form, "甲局", "2.rdesk", report=report, revision=theirs)
    found = board([], [other, one])
    (row,) = found.rows
    assert row.entry is other
    (problem,) = found.problems
    assert (problem.file, problem.kind) == ("1.rdesk", kind)
    assert words in problem.sentence


def test_what_is_left_out_of_a_sum_is_named_with_its_reason(form: ReportFormat) -> None:
    entries = [
        replace(line(form, "甲局"), standing=Standing.APPROVED),
        line(form, "乙局"),
        replace(line(form, "丙局"), edition="2019"),
        replace(line(form, "丁局", "1.rdesk"), standing=Standing.APPROVED, fingerprint="A"),
        replace(line(form, "丁局", "2.rdesk", report="s"), standing=Standing.APPROVED, fingerprint="B"),
        replace(line(form, "戊局", "3.rdesk"), standing=Standing.APPROVED, fingerprint="A"),
        replace(line(form, "戊局", "4.rdesk", report="s"), standing=Standing.APPROVED, fingerprint="A"),
    ]
    members = [Member(name) for name in ("甲局", "乙局", "丙局", "丁局", "戊局", "己局")]
    whole = consolidate(board(members, entries), form, "region", "某市")
    assert [part.organ for part in whole.made.parts] == ["甲局", "戊局"]
    assert {one.organ: one.reason for one in whole.made.left_out} == {
        "乙局": "还是草稿，没有送审",
        "丙局": "用的是 2019 版格式，汇总用 2021 版",
        "丁局": "和「1.rdesk」不一样，不知道该用哪一份",
    }
    assert whole.made.missing == ("己局",)
    assert not whole.is_whole
    every = consolidate(board(members, entries), form, "region", "某市", tuple(Standing))
    assert {part.organ for part in every.made.parts} == {"甲局", "乙局", "戊局"}


def test_a_file_that_cannot_be_read_is_left_out_by_name_and_never_in_silence(form: ReportFormat) -> None:
    """Nobody knows whose it is: its name tells. A spare copy of an organ that is added up is no loss."""
    usable = entry("甲局.rdesk", approved(made(form, "甲局", {})))
    broken = [unreadable("坏.rdesk", "读不出来。"), unreadable("甲局.rdesk", "读不出来。", "甲局")]
    whole = consolidate(board([], [usable, *broken], YEAR), form, "id", "示例市人民政府")
    assert [(one.organ, one.file, one.reason) for one in whole.made.left_out] == [
        ("坏", "坏.rdesk", "读不出来")
    ]
    assert not whole.is_whole


def test_a_roster_is_a_pasted_list_a_table_or_a_csv_file() -> None:
    plain = (Member("甲局"), Member("乙局"))
    assert from_text("甲局\n乙局\n\n甲 局\n") == plain
    assert from_text("1\t甲局\n2\t乙局\n") == plain
    assert from_text("\ufeff单位名称,联系人,电话\n甲局,张三,123\n乙局,,\n") == (
        Member("甲局", contact="张三", phone="123"),
        Member("乙局"),
    )
    assert from_rows([["序号", "应报单位：", "截止日期"], ["1", "甲局", "2026-01-31"], ["2", ""]]) == (
        Member("甲局", due="2026-01-31"),
    )
    assert from_text("  \n") == ()


def test_money_stays_exact(form: ReportFormat) -> None:
    cell = next(cell for cell in form.typed if cell.kind is KindName.MONEY)
    entries = [
        entry(f"{n}", made(form, f"第{n}局", {cell.address: value})) for n, value in enumerate(("0.1", "0.2"))
    ]
    sums, _ = added(form, entries)
    assert sums[cell.address] == "0.3"


def test_a_report_of_the_region_is_an_ordinary_draft(form: ReportFormat) -> None:
    whole = consolidate(
        board([], [replace(line(form, "甲局"), standing=Standing.APPROVED)]), form, "id", "某市"
    )
    report: Report = whole.report
    assert (report.id, report.organ, report.state, report.format) == ("id", "某市", State.DRAFT, form.id)


def test_what_was_sent_back_and_lies_in_its_organs_folder_is_no_double(form: ReportFormat) -> None:
    first = line(form, "甲局", "甲局/甲局_2024_退回_修订1.rdesk", revision=Revision(1, "r1"))
    now = replace(first, file="甲局.rdesk", revision=Revision(2, "r2", ("r1",), ("r1",)))
    copy = replace(now, file="甲局/甲局.rdesk")
    found = board([], [first, copy, now])
    assert (found.rows[0].entry, found.rows[0].rivals, found.problems) == (now, (), ())


def test_a_newer_report_in_its_organs_folder_counts(form: ReportFormat) -> None:
    old = line(form, "甲局", revision=Revision(1, "r1"))
    new = replace(old, file="甲局/改好.rdesk", revision=Revision(2, "r2", ("r1",), ("r1",)))
    found = board([], [old, new])
    assert found.rows[0].entry == new
    assert [(one.file, one.kind) for one in found.problems] == [("甲局.rdesk", ProblemKind.STALE)]


def test_a_parted_report_in_its_organs_folder_is_named(form: ReportFormat) -> None:
    one = line(form, "甲局", revision=Revision(2, "r2", ("r1",), ("r1",)))
    other = replace(one, file="甲局/甲局.rdesk", revision=Revision(2, "r3", ("r1",), ("r1",)))
    found = board([], [one, other])
    assert found.rows[0].rivals == (other,)
    assert [one.kind for one in found.problems] == [ProblemKind.DOUBLE]


def test_a_file_that_cannot_be_read_is_that_of_the_organ_whose_folder_it_lies_in() -> None:
    broken = unreadable("甲局/年报.rdesk", "读不出来")
    (row,) = board([Member("甲局")], [broken]).rows
    assert row.entry == broken
