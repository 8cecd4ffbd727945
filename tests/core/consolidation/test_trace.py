"""Where a region's numbers come from, what was corrected by hand, and how all that is stored."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from report_desk import resources
from report_desk.core.checks.edition import examples
from report_desk.core.consolidation import sums
from report_desk.core.consolidation.annex import annex
from report_desk.core.consolidation.board import board
from report_desk.core.consolidation.corrections import amount_in, correct, corrected_by
from report_desk.core.consolidation.entry import Entry, Standing, entry, unreadable
from report_desk.core.consolidation.roster import Member
from report_desk.core.consolidation.sums import TooManyOrgansError, consolidate
from report_desk.core.consolidation.trace import NotAddedUpError, trace
from report_desk.core.form.edition import Address
from report_desk.core.form.kinds import KindName, NotAValueError
from report_desk.core.output.figure_table import long_table, wide_table
from report_desk.core.record import codec
from report_desk.core.report.model import Report, State
from report_desk.core.report.sources import Correction
from report_desk.core.sheet import evaluate
from tests import county

FORM = county.FORM
NEW = Address("requests.new.individual")
TOTAL = Address("requests.new.total")
MONEY = next(cell.address for cell in FORM.typed if cell.kind is KindName.MONEY)


def line(report: Report) -> Entry:
    return entry(f"{report.organ}.rdesk", evaluate(FORM, report))


@pytest.fixture
def reports() -> list[Report]:
    return [county.approved(county.report(f"第{at}局", part)) for at, part in enumerate(county.split(3, 4))]


def region(reports: list[Report], members: list[str] | None = None, **changes: object) -> Report:
    found = board([Member(name) for name in members or []], map(line, reports), county.YEAR)
    return replace(consolidate(found, FORM, "region", "示例区").report, **changes)


def again(report: Report, figures: dict[Address, int]) -> Report:
    return county.approved(replace(report, figures={**report.figures, **figures}, history=()))


def test_a_region_is_stored_and_read_back_with_its_sources(reports: list[Report]) -> None:
    made = region(reports, ["第0局", "缺席局"])
    back = codec.read(codec.write(made)).report
    assert back == made
    assert back.consolidation is not None
    assert back.consolidation.expected == 2
    assert back.consolidation.missing == ("缺席局",)
    assert {one.reason for one in back.consolidation.left_out} == {"不在应报单位里"}


def test_an_ordinary_report_has_no_table_for_sources(reports: list[Report]) -> None:
    assert "consolidation" not in codec.to_record(reports[0])
    assert "consolidation" in codec.to_record(region(reports))


def test_sources_are_no_part_of_what_prints(reports: list[Report]) -> None:
    made = region(reports)
    assert evaluate(FORM, made).fingerprint == evaluate(FORM, replace(made, consolidation=None)).fingerprint


def test_the_same_folder_gives_the_same(reports: list[Report]) -> None:
    found = trace(FORM, region(reports), map(line, reports))
    assert found.is_same
    assert (
        found.cells[TOTAL].sum
        == found.cells[TOTAL].stated
        == evaluate(FORM, county.report("区", county.city_figures())).numbers[TOTAL]
    )
    assert [share.organ for share in found.cells[NEW].parts] == ["第0局", "第1局", "第2局", "第3局"]


def test_one_changed_report_is_named_with_what_it_changes(reports: list[Report]) -> None:
    made = region(reports)
    reports[2] = again(reports[2], {NEW: 100_000})
    (changed,) = trace(FORM, made, map(line, reports)).changed
    assert (changed.organ, changed.file) == ("第2局", "第2局.rdesk")
    assert FORM.cells[NEW].words in changed.sentence


def test_two_changed_reports_are_both_named(reports: list[Report]) -> None:
    made = region(reports)
    reports[1:3] = [again(one, {NEW: 100_000}) for one in reports[1:3]]
    assert [one.organ for one in trace(FORM, made, map(line, reports)).changed] == ["第1局", "第2局"]


def test_a_report_that_is_gone_or_reopened_is_named(reports: list[Report]) -> None:
    made = region(reports)
    reports[3] = replace(reports[3], state=State.REOPENED)
    sentences = [one.sentence for one in trace(FORM, made, map(line, reports[1:])).changed]
    assert "现在文件夹里没有了" in sentences[0]
    assert "现在还是草稿" in sentences[1]


def test_what_comes_late_is_named_only_where_it_was_to_come(reports: list[Report]) -> None:
    names = [one.organ for one in reports]
    made = region(reports[:3], names)
    stranger = county.approved(county.report("别处", {}))
    (changed,) = trace(FORM, made, map(line, [*reports, stranger])).changed
    assert changed.organ == "第3局"
    assert "汇总时没有算进去" in changed.sentence


def test_many_figures_that_differ_are_counted(reports: list[Report]) -> None:
    made = region(reports)
    figures = {cell.address: 7 for cell in FORM.typed if cell.kind is KindName.COUNT}
    (changed,) = trace(FORM, replace(made, figures={**made.figures, **figures}), map(line, reports)).changed
    assert changed.organ == "示例区"
    assert "另有" in changed.sentence


def test_a_number_without_a_sum_is_named(reports: list[Report]) -> None:
    figures = {place: value for place, value in reports[0].figures.items() if place != NEW}
    reports[0] = county.approved(replace(reports[0], figures=figures, history=()))
    made = region(reports)
    assert NEW not in made.figures
    assert trace(FORM, made, map(line, reports)).is_same
    typed = replace(made, figures={**made.figures, NEW: 5})
    (changed,) = trace(FORM, typed, map(line, reports)).changed
    assert "报告里是 5，现在合起来是 空" in changed.sentence


def renamed(report: Report, organ: str) -> Report:
    return county.approved(replace(report, organ=organ, history=()))


RENAMED = [Member("第1分局", also="第1局"), Member("第2局", short="二局")]


@pytest.mark.parametrize("members", [[], ["第0局", "第1局", "第2局", "第3局"]])
@pytest.mark.parametrize(("at", "organ"), [(1, "第1分局"), (2, "二局")])
def test_an_organ_is_found_by_another_name_that_the_roster_knows(
    reports: list[Report], members: list[str], at: int, organ: str
) -> None:
    made = region(reports, members)
    later = [renamed(one, organ) if number == at else one for number, one in enumerate(reports)]
    found = trace(FORM, made, map(line, later), RENAMED)
    (changed,) = found.changed
    assert (changed.organ, changed.file) == (f"第{at}局", f"{organ}.rdesk")
    assert f"现在的名称是「{organ}」" in changed.sentence
    assert found.cells[NEW].sum == made.figures[NEW]
    assert found.states[f"第{at}局"] == "定稿"
    unheard = trace(FORM, made, map(line, later)).changed
    assert len(unheard) == (1 if members else 2), "without the roster it is gone, and another one is there"


@pytest.mark.parametrize("name", ["第1分局", "第1总局"])  # before and behind the other one
def test_two_names_that_were_both_added_up_stay_two(reports: list[Report], name: str) -> None:
    made = region(reports)
    assert trace(FORM, made, map(line, reports), [Member("第1局", also="第2局")]).is_same
    stranger = county.approved(county.report(name, reports[0].figures))
    now = map(line, [*reports, stranger])
    (changed,) = trace(FORM, made, now, [Member("第1局", also=name)]).changed
    assert changed.organ == name, "a second report of an organ is none of those that were added up"


def test_what_was_not_added_up_has_no_sources(reports: list[Report]) -> None:
    with pytest.raises(NotAddedUpError, match="不是汇总得出的"):
        trace(FORM, reports[0], [])


@pytest.mark.parametrize(("cell", "amount"), [(NEW, "-1"), (NEW, "+2"), (MONEY, "0.5"), (MONEY, "-0.25")])
def test_a_correction_goes_into_the_figure_and_is_traced(
    reports: list[Report], cell: Address, amount: str
) -> None:
    before = region(reports)
    after = correct(FORM, before, cell, amount, "两个单位联合制发，只计一件", "汇总人", "2025-03-01")
    found = trace(FORM, after, map(line, reports))
    assert found.is_same
    traced = found.cells[cell]
    assert traced.sum is not None
    assert traced.stated == traced.sum + traced.corrections
    assert f"{traced.corrections:+f}".rstrip("0").rstrip(".") == f"{float(amount):+g}"
    assert codec.read(codec.write(after)).report == after
    if cell == NEW:
        assert found.cells[TOTAL].corrections == int(amount)


@pytest.mark.parametrize(
    ("cell", "amount", "reason", "by"),
    [
        (TOTAL, "1", "因", "人"),
        (Address("no.such.cell"), "1", "因", "人"),
        (NEW, "1", " ", "人"),
        (NEW, "1", "因", ""),
        (NEW, "一", "因", "人"),
        (NEW, "1.5", "因", "人"),
        (NEW, "0", "因", "人"),
        (NEW, "-999999999", "因", "人"),
        (NEW, "9" * 40, "因", "人"),
        (NEW, "1", "因" * 10_001, "人"),
        (MONEY, "-", "因", "人"),
        (MONEY, "1e5", "因", "人"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    reports: list[Report], cell: Address, amount: str, reason: str, by: str
) -> None:
    with pytest.raises(NotAValueError):
        correct(FORM, region(reports), cell, amount, reason, by, "2025-03-01")


def test_amounts_that_are_no_numbers_add_nothing(reports: list[Report]) -> None:
    made = region(reports).consolidation
    assert made is not None
    assert amount_in("无") is None
    odd = Correction(NEW, "无", "因", "人", "2025")
    assert corrected_by(replace(made, corrections=(odd, Correction(NEW, 2, "因", "人", "2025")))) == {NEW: 2}


def test_a_region_counts_only_where_it_is_to_report(reports: list[Report]) -> None:
    lines = [*map(line, reports), line(region(reports))]
    assert "示例区" not in [row.member.organ for row in board([], lines).rows]
    assert [row.entry is None for row in board([Member("示例区")], lines, county.YEAR).rows] == [False]


def test_a_file_that_cannot_be_read_stands_for_its_organ() -> None:
    broken = [
        unreadable("甲局_2024_送审_修订3.rdesk", "坏了"),
        unreadable("x.rdesk", "坏了", "乙局"),
        unreadable("丙.rdesk", "坏了"),
        unreadable("丁局.docx", "不是"),
        unreadable("谁.rdesk", "坏了"),
    ]
    members = [Member("甲局"), Member("乙局"), Member("丙局", short="丙"), Member("丁局")]
    found = board(members, broken, county.YEAR)
    states = [Standing.UNREADABLE] * 3 + [Standing.MISSING]
    assert [row.standing for row in found.rows] == states
    assert found.missing == ("丁局",)


def test_more_organs_than_a_report_can_name_are_refused(
    reports: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sums, "MOST_ORGANS", 3)
    with pytest.raises(TooManyOrgansError, match="分批"):
        region(reports)


def test_tables_of_figures_leave_out_what_is_unreadable(reports: list[Report]) -> None:
    lines = [*map(line, reports[:2]), unreadable("坏.rdesk", "坏了")]
    forms = {FORM.id: FORM}
    rows = list(long_table(lines, forms).rows)
    assert len(rows) == 2 * len(FORM.cells)
    wide = wide_table(lines, forms)
    assert len(list(wide.rows)) == 2
    assert [column.name for column in wide.columns][4:] == [str(place) for place in FORM.cells]


def test_a_text_has_no_sum_to_trace() -> None:
    form = resources.format_by_id("2019")
    report = replace(examples.complete(form), id="r", organ="甲局", year=2019)
    one = replace(entry("甲局.rdesk", evaluate(form, report)), standing=Standing.APPROVED)
    made = consolidate(board([], [one]), form, "region", "区").report
    texts = {cell.address for cell in form.typed if cell.kind is KindName.TEXT}
    assert texts
    found = trace(form, made, [one])
    assert found.is_same
    assert not texts & set(found.cells)


def test_what_cannot_be_read_is_left_out_as_such() -> None:
    found = board([Member("甲局")], [unreadable("甲局.rdesk", "坏了")], county.YEAR)
    made, taken = sums.sources(found, FORM)
    assert (taken, [one.reason for one in made.left_out]) == ((), ["读不出来"])


def test_the_annex_names_every_source_and_every_share(reports: list[Report]) -> None:
    made = region(reports[:3], [one.organ for one in reports])
    made = correct(FORM, made, NEW, "-1", "重复", "汇总人", "2025-03-01")
    sources, sums_, shares, corrections, changes = annex(FORM, made, trace(FORM, made, map(line, reports)))
    assert [row[2] for row in sources.rows] == ["算进"] * 3 + ["没有交来"]
    assert len(sums_.rows) == len(FORM.cells)
    row = next(row for row in sums_.rows if row[0] == NEW)
    whole, by_hand, stated = (int(str(value)) for value in row[2:])
    assert whole + by_hand == stated + int(reports[3].figures[NEW])
    assert [row[0] for row in shares.rows] == ["第0局", "第1局", "第2局", "第3局"]
    assert corrections.rows[0][2:5] == (-1, "重复", "汇总人")
    assert changes.rows[0][0] == "第3局"
    assert annex(FORM, reports[0], trace(FORM, made, [])) == ()
    assert annex(FORM, made, trace(FORM, made, []))[2].rows == ()
