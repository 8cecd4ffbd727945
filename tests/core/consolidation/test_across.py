"""Looking across: figures over organs and years, what stands out and why, prose that is alike, charts."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk import resources
from report_desk.core.checks.edition import examples
from report_desk.core.consolidation.across.across import Across, look_across
from report_desk.core.consolidation.across.carrying import ALL, Carrying, carried_over
from report_desk.core.consolidation.across.chart import (
    MOST_BARS,
    ON_A_PAGE,
    Bar,
    Chart,
    chart_of_organs,
    chart_of_years,
    pages,
)
from report_desk.core.consolidation.across.histories import histories, value_of
from report_desk.core.consolidation.across.likeness import SHORTEST, alike, common, normalised, sketch
from report_desk.core.consolidation.across.spread import Spot, Spread, spread
from report_desk.core.consolidation.across.study import Study, study
from report_desk.core.consolidation.annex import annex
from report_desk.core.consolidation.board import board
from report_desk.core.consolidation.corrections import correct
from report_desk.core.consolidation.entry import Entry, entry, unreadable
from report_desk.core.consolidation.roster import Member
from report_desk.core.consolidation.sums import consolidate, with_last
from report_desk.core.consolidation.trace import trace
from report_desk.core.form.edition import Address
from report_desk.core.form.kinds import KindName
from report_desk.core.output.across_sheet import across_sheet, group_words, summary
from report_desk.core.output.annex_sheet import MOST_PRINTED, annex_sheet
from report_desk.core.output.printout import ChartBlock, Heading, Paragraph, TableBlock
from report_desk.core.report.model import PreviousYear, Report
from report_desk.core.sheet import evaluate
from tests import county

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from report_desk.core.form.kinds import Figure

FORM = county.FORM
FORMS = {FORM.id: FORM}
NEW = Address("requests.new.individual")
TOTAL = Address("requests.new.total")
GRANTED = Address("requests.granted.individual")
IN, OUT = Address("requests.carried_in.individual"), Address("requests.carried_out.individual")
MONEY = next(cell.address for cell in FORM.typed if cell.kind is KindName.MONEY)
ZEROS: Mapping[Address, Figure] = {
    cell.address: "0" if cell.kind is KindName.MONEY else 0 for cell in FORM.typed
}


def file_of(report: Report) -> str:
    return f"{report.organ}{report.year}.rdesk"


def line(report: Report) -> Entry:
    return entry(file_of(report), evaluate(FORM, report))


def studied(report: Report) -> Study:
    return study(file_of(report), FORM, report)


def looked(reports: Sequence[Report], members: Sequence[str] = ()) -> Across:
    lines = [line(one) for one in reports]
    found = board([Member(name) for name in members], lines, county.YEAR)
    return look_across(found, lines, [studied(one) for one in reports], FORM, FORMS)


def organ(at: int, figures: Mapping[Address, Figure], **changes: object) -> Report:
    return county.submitted(county.report(f"第{at}局", {**ZEROS, **figures}, **changes))


def kept(figures: Mapping[Address, Figure], year: int = county.YEAR - 1) -> PreviousYear:
    return PreviousYear("p", "1", FORM.id, year, {**ZEROS, **figures}, {})


def reasons(values: Sequence[int | str], place: Address = NEW) -> dict[int, str]:
    """Why each of these values stands out, by where it stands among them."""
    across = looked([organ(at, {place: value}) for at, value in enumerate(values)])
    found = across.spread(place)
    return {int(spot.organ[1:-1]): "；".join(spot.why) for spot in found.standing_out}


@pytest.fixture
def neighbours() -> Across:
    return looked(county.neighbours())


# ---------------------------------------------------------------------- what stands out


def test_a_value_far_from_its_neighbours_stands_out_with_the_reason() -> None:
    values = [10, 12, 14, 9, 11, 13, 15, 10, 12, 300]
    found = reasons(values)
    assert list(found) == [9]
    assert "比别的单位多得多" in found[9]
    assert "排在中间的是 12" in found[9]
    assert "一半在 10 到 14 之间" in found[9]
    assert "约为中间数的 25 倍" in found[9]


def test_one_far_below_stands_out_as_well() -> None:
    found = reasons([200, 230, 210, 190, 250, 220, 205, 240, 3])
    assert list(found) == [8]
    assert "比别的单位少得多" in found[8]
    assert "约为中间数的 1/70" in found[8]


def test_one_huge_value_hides_no_other() -> None:
    assert set(reasons([10, 12, 14, 9, 11, 13, 15, 10, 12, 200, 90_000])) == {9, 10}


def test_what_differs_as_organs_do_does_not_stand_out() -> None:
    assert reasons([5, 9, 14, 30, 22, 41, 8, 17, 60, 75]) == {}
    assert reasons([100, 101, 99, 100, 102, 98, 100, 101, 118]) == {}
    assert reasons([1, 1, 1, 1, 1, 1, 1, 1, 1, 8]) == {}


def test_where_most_are_the_same_the_mean_deviation_tells() -> None:
    assert set(reasons([20] * 12 + [900])) == {12}


def test_among_a_few_organs_nothing_is_usual() -> None:
    assert reasons([1, 2, 3, 4, 5, 6, 9000]) == {}


def test_a_zero_where_nearly_all_have_some_and_the_only_one_that_has_any() -> None:
    zero = reasons([30, 25, 28, 33, 31, 27, 29, 26, 30, 32, 0])
    assert zero == {10: "11 个单位里 10 个都有，这里是 0"}
    only = reasons([0] * 9 + [40])
    assert only == {9: "10 个单位里只有 1 个有这一项"}
    assert reasons([0] * 9 + [4]) == {}
    assert reasons([0] * 12) == {}


def test_money_is_compared_exactly_and_a_blank_is_nothing() -> None:
    found = reasons(["1.5", "2.25", "1.75", "2", "1.8", "2.1", "1.9", "2.2", "800.5"], MONEY)
    assert list(found) == [8]
    assert "800.5" in found[8]
    figures = {place: value for place, value in ZEROS.items() if place != NEW}
    blank = county.submitted(county.report("空局", figures))
    across = looked(
        [
            *(organ(at, {NEW: 20 + at}) for at in range(9)),
            replace(blank, figures={place: value for place, value in blank.figures.items() if place != NEW}),
        ]
    )
    spot = across.spread(NEW).spots[-1]
    assert (spot.organ, spot.value, spot.why) == ("空局", None, ())


def test_a_swing_against_ones_own_last_year_is_the_editions_own_check() -> None:
    change = [
        organ(at, {NEW: value, GRANTED: value}, previous=kept({NEW: 10, GRANTED: 10}))
        for at, value in enumerate((51, 50))
    ]
    found = looked(change).spread(NEW)
    assert [spot.why for spot in found.spots] == [("和自己去年比变化大：去年 10，今年 51",), ()]
    assert "swing" in {finding.rule for finding in evaluate(FORM, change[0]).findings if NEW in finding.cells}
    plain = replace(FORM, checks=())
    lines = [line(one) for one in change]
    organs = histories(board([], lines), lines, map(studied, change), FORMS)
    again = spread(plain, organs, 2024, NEW)
    assert [bool(spot.why) for spot in again.spots] == [True, False]


def test_ones_own_middle_over_the_years_tells_where_last_year_does_not() -> None:
    years = [organ(0, {NEW: value}, year=year) for year, value in ((2021, 10), (2022, 11), (2023, 12))]
    last = organ(0, {NEW: 30}, year=2024, previous=kept({NEW: 12}))
    assert looked([*years, last]).spread(NEW).standing_out == ()
    last = organ(0, {NEW: 58}, year=2024, previous=kept({NEW: 12}))
    (spot,) = looked([*years, last]).spread(NEW).spots
    assert spot.earlier == (12, 11, 10)
    assert spot.why == ("和自己以前比变化大：前 3 年排在中间的是 11，今年 58",)


def test_the_numbers_with_most_that_stands_out_are_counted(neighbours: Across) -> None:
    best = max(neighbours.striking, key=lambda place: neighbours.striking[place])
    assert best == NEW
    assert neighbours.striking[NEW] == len(neighbours.spread(NEW).standing_out) == 5
    assert neighbours.striking[MONEY] == 0
    assert set(neighbours.striking) == {
        place for place, cell in FORM.cells.items() if cell.kind is not KindName.TEXT
    }


# ---------------------------------------------------------------------- years


def test_a_year_is_taken_from_its_own_report_and_else_from_what_the_next_one_keeps() -> None:
    reports = [
        organ(0, {NEW: 7}, previous=kept({NEW: 99})),
        organ(0, {NEW: 5}, year=2023, previous=kept({NEW: 3}, 2022)),
        organ(1, {NEW: 8}),
    ]
    lines = [line(one) for one in reports] + [unreadable("坏.rdesk", "坏了", "第1局")]
    found = histories(board([], lines, 2024), lines, map(studied, reports), FORMS)
    assert [one.organ for one in found] == ["第0局", "第1局"]
    values = [value_of(found[0], year, TOTAL) for year in (2024, 2023, 2022, 2021)]
    assert values == [7, 5, 3, None]
    assert value_of(found[1], 2024, Address("no.such.cell")) is None
    with_roster = histories(board([Member("第0局"), Member("缺席局")], lines, 2024), lines, (), FORMS)
    assert [sorted(one.years) for one in with_roster] == [[2023, 2024]]


def test_reports_of_an_older_edition_keep_their_place_in_the_years() -> None:
    old = resources.format_by_id("2019")
    base = examples.complete(old)
    past = replace(base, organ="第0局", year=2020, figures={**base.figures, NEW: 4})
    lines = [line(organ(0, {NEW: 6})), entry("旧.rdesk", evaluate(old, past))]
    (one,) = histories(board([], lines, 2024), lines, (), {**FORMS, "2019": old})
    assert value_of(one, 2020, NEW) == 4


# ---------------------------------------------------------------------- prose


def text(seed: int, length: int = 400) -> str:
    return "".join(random.Random(seed).choices("公开工作平台解读回应监督保障制度办理申请信息", k=length))


def test_copies_are_found_though_numbers_names_and_a_sentence_differ() -> None:
    first = text(1)
    copy = f"{first[:200]}第1局今年收到12件。{first[200:]}"
    share = common(sketch(normalised(first, "第0局")), sketch(normalised(copy, "第1局")))
    assert 0.85 < share < 1
    assert common(sketch(first), sketch(first)) == 1
    assert common(sketch(first), sketch(text(2))) < 0.2
    assert normalised("第1局：收到 ⟦requests.new.total⟧ 件，和 15 件。", "第1局") == "收到0件和0件"
    assert normalised("收到 15 件", "") == "收到0件"
    assert common(b"", b"") == 0


def test_organs_that_wrote_the_same_are_one_group_in_the_order_of_the_board() -> None:
    reports = [organ(at, {}) for at in range(7)]
    for at in (1, 3, 6):
        sections = {**reports[at].sections, "problems": f"{text(5)}我局共 {at} 次。"}
        reports[at] = replace(reports[at], sections=sections)
    across = looked(reports)
    (group,) = across.alike
    assert group.section == "problems"
    assert [one.organ for one in group.passages] == ["第1局", "第3局", "第6局"]
    assert group.passages[0].share == 1
    assert all(one.share > 0.95 for one in group.passages)
    assert "第3局" in group_words(across, group)
    assert group.is_usual
    assert "多半是统一的写法" in group_words(across, group)


def test_unusual_wording_comes_before_what_everyone_writes() -> None:
    sections = [("other", f"{at}", f"{at}", sketch(text(9))) for at in range(6)]
    sections += [("problems", f"{at}", f"{at}", sketch(text(at // 2))) for at in range(4)]
    found = alike(sections)
    assert [(one.section, len(one.passages)) for one in found] == [
        ("problems", 2),
        ("problems", 2),
        ("other", 6),
    ]


def test_a_short_section_is_no_copy() -> None:
    short = organ(0, {}, sections={"problems": "无。", "overview": "字" * (SHORTEST - 1)})
    assert studied(short).sketches == ()
    assert studied(short).previous == ()
    long = organ(0, {}, sections={"problems": text(1), "overview": "无。"})
    assert [name for name, _ in studied(long).sketches] == ["problems"]
    assert common(sketch("\ud800" + text(1)), sketch(text(1))) > 0.9


def test_ten_thousand_texts_take_seconds_however_alike_they_are() -> None:
    started = time.perf_counter()
    made = [sketch(text(seed, 1200)) for seed in range(40)]
    once = time.perf_counter() - started
    assert once < 2
    same = [("problems", str(at), str(at), made[at % 40]) for at in range(10_000)]
    started = time.perf_counter()
    found = alike(same)
    assert time.perf_counter() - started < 10
    assert sorted(len(one.passages) for one in found) == [250] * 40


# ---------------------------------------------------------------------- charts


def test_a_chart_has_each_organ_with_last_year_beside_it(neighbours: Across) -> None:
    chart = neighbours.chart(neighbours.spread(NEW))
    assert chart.series == ("2024年", "2023年")
    assert chart.unit == "件"
    assert chart.title.startswith("表三 一、本年新收")
    assert len(chart.bars) == 40
    assert [bar.values[0] for bar in chart.bars] == sorted(
        (bar.values[0] for bar in chart.bars), reverse=True
    )  # type: ignore[type-var]
    assert (chart.bars[0].values[0], chart.largest, chart.smallest) == (412, 412, 0)
    assert sum(bar.is_loud for bar in chart.bars) == 5
    assert "示例区自然资源和规划局 412、21（突出）" in chart.alternative
    parts = pages(chart)
    assert [len(part.bars) for part in parts] == [ON_A_PAGE, 40 - ON_A_PAGE]
    assert {part.largest for part in parts} == {412}
    assert parts[1].title.endswith("（续）")


def spots(count: int, loud: int) -> Spread:
    made: list[Spot] = [
        Spot(f"局{at}", f"{at}", count - at, (), ("多",) if at >= count - loud else ()) for at in range(count)
    ]
    return Spread(NEW, (2024,), tuple(made), 1, 1, 1, (1,))


def test_a_province_keeps_what_stands_out_and_says_how_many_are_not_drawn() -> None:
    chart = chart_of_organs("数", "件", spots(1000, 3))
    assert len(chart.bars) == MOST_BARS
    assert [bar.label for bar in chart.bars[-3:]] == ["局997", "局998", "局999"]
    assert "另有 880 个单位没有画出" in chart.alternative
    assert chart.series == ("2024年",)
    assert [part.note for part in pages(chart, 100)] == ["", chart.note]
    assert pages(replace(chart, bars=())) == (replace(chart, bars=()),)


def test_years_are_bars_too(neighbours: Across) -> None:
    found = neighbours.spread(NEW)
    chart = neighbours.chart_of_sums(found)
    assert [(bar.label, bar.values) for bar in chart.bars] == [
        ("2024年", (found.sums[0],)),
        ("2023年", (found.sums[1],)),
    ]
    one = neighbours.chart_of_one(NEW, "示例区自然资源和规划局2024.rdesk")
    assert [bar.values for bar in one.bars] == [(412,), (21,)]
    below = chart_of_years("差", "件", (2024, 2023), (-5, None))
    assert (below.smallest, below.largest) == (-5, 0)
    assert "未填" in below.alternative


def test_a_bar_and_a_chart_are_values() -> None:
    assert Chart("", "", ("",), (Bar("甲", (1,)),), 1) == Chart("", "", ("",), (Bar("甲", (1,)),), 1)


# ---------------------------------------------------------------------- on paper


def words_of(blocks: Sequence[object]) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Heading | Paragraph))


def test_the_comparison_prints_its_chart_its_reasons_and_the_copies(neighbours: Across) -> None:
    printed = across_sheet(neighbours, NEW, "收件")
    assert "".join(printed.title) == "收件2024年度政府信息公开年报横向比较"
    charts = [block.chart for block in printed.blocks if isinstance(block, ChartBlock)]
    assert [len(chart.bars) for chart in charts] == [22, 18, 2]
    said = words_of(printed.blocks)
    assert "40 个单位，填了的 40 个，合计 1455 件" in said
    assert "1. 示例区自然资源和规划局：比别的单位多得多" in said
    assert "「五、存在的主要问题及改进情况」" in said
    assert "表三 （一）予以公开，自然人：" in said
    assert "表三 （一）予以公开，总计：" not in said
    assert "表三 （七）总计，自然人：" not in said


def test_a_calm_folder_says_so() -> None:
    across = looked([organ(at, {}) for at in range(3)])
    said = words_of(across_sheet(across, NEW, "收件").blocks)
    assert said.count("没有突出的。") == 1
    assert "没有雷同的。" in said
    assert "没有。" in said
    assert summary(across, across.spread(NEW)) == "3 个单位，填了的 3 个，合计 0 件。"
    empty = looked([])
    assert empty.spread(NEW).sums == (None,)
    assert empty.spread(NEW).years == (county.YEAR,)


def test_many_loud_numbers_are_counted(monkeypatch: pytest.MonkeyPatch, neighbours: Across) -> None:
    monkeypatch.setattr("report_desk.core.output.across_sheet._MOST_NAMED", 1)
    said = words_of(across_sheet(neighbours, TOTAL, "收件").blocks)
    assert "个数里有突出的，在窗口里看" in said
    assert "；另有 3 个。" in said
    assert "等 3 个单位。" in said


# ---------------------------------------------------------------------- last year, both ways


def carried(
    organs: Sequence[Report], region_last: Mapping[Address, Figure] | None
) -> tuple[Report, Carrying]:
    lines = [line(one) for one in organs]
    found = board([], lines, county.YEAR)
    states = {row.standing for row in found.rows}
    whole = consolidate(found, FORM, "region", "示例区", states)
    if region_last is not None:
        last = evaluate(FORM, county.report("示例区", {**ZEROS, **region_last}, year=county.YEAR - 1))
        whole = with_last(whole, FORM, last)
    return whole.report, carried_over(FORM, FORMS, whole.report, [], lines, map(studied, organs))


def test_the_organ_that_took_over_another_number_is_named() -> None:
    organs = [
        organ(0, {IN: 3}, previous=kept({OUT: 3})),
        organ(1, {IN: 2}, previous=kept({OUT: 5})),
        organ(2, {IN: 1}),
    ]
    region, found = carried(organs, {OUT: 9})
    assert [(one.organ, one.last, one.now) for one in found.wrong] == [("第1局", 5, 2)]
    assert found.unknown == ("第2局",)
    assert [(one.organ, one.last, one.now) for one in found.region] == [(ALL, 8, 6), ("示例区", 9, 6)]
    balanced = replace(region, figures={**region.figures, OUT: 6})
    carried_rule = [one for one in evaluate(FORM, balanced).findings if one.rule == "carry-over"]
    assert [(one.left, one.right) for one in carried_rule] == [(6, 9)]


def test_what_does_not_agree_is_printed_and_the_unknown_are_named() -> None:
    organs = [organ(0, {IN: 2}, previous=kept({OUT: 5})), organ(1, {IN: 1})]
    region, found = carried(organs, None)
    sheet = evaluate(FORM, region)
    printed = annex_sheet(sheet, trace(FORM, region, map(line, organs)), found)
    said = words_of(printed.blocks)
    assert "1. 第0局，表三 二、上年结转政府信息公开申请数量，自然人：去年结转下年 5，今年上年结转 2。" in said
    assert "各单位合计，表三" in said
    assert (
        "示例区，表三 二、上年结转政府信息公开申请数量，自然人：去年结转下年 不知道，今年上年结转 3。" in said
    )
    assert "不知道去年结转的 1 个：第1局。" in said


def test_what_agrees_both_ways_is_said_to() -> None:
    organs = [organ(at, {IN: 3, NEW: at}, previous=kept({OUT: 3})) for at in range(2)]
    region, found = carried(organs, {OUT: 6})
    assert (found.wrong, found.unknown, found.region) == ((), (), ())
    lines = [line(one) for one in organs]
    sheet = evaluate(FORM, region)
    said = words_of(annex_sheet(sheet, trace(FORM, region, lines), found).blocks)
    assert "各单位和本地区的上年结转，与各自去年的结转下年一致。" in said


def test_organs_whose_sum_is_not_the_regions_of_last_year_are_told() -> None:
    organs = [organ(at, {IN: 3}, previous=kept({OUT: 3})) for at in range(2)]
    region, found = carried(organs, {OUT: 7})
    assert [(one.organ, one.last, one.now) for one in found.region] == [(ALL, 6, 6), ("示例区", 7, 6)]
    _, without = carried(organs, None)
    assert without.region == ()
    made = trace(FORM, region, [line(one) for one in organs])
    table = annex(FORM, region, made, found)[-1]
    assert table.name == "上年结转"
    assert [row[0] for row in table.rows] == [ALL, "示例区"]


def test_last_years_report_of_another_year_is_refused() -> None:
    whole = consolidate(board([], [line(organ(0, {}))]), FORM, "region", "示例区")
    with pytest.raises(ValueError, match="要用 2023 年的"):
        with_last(whole, FORM, evaluate(FORM, county.report("示例区", {}, year=2020)))


# ---------------------------------------------------------------------- the annex on paper


def test_the_annex_prints_sources_missing_shares_corrections_and_changes() -> None:
    organs = [county.approved(organ(at, {NEW: at, MONEY: "1.5"})) for at in range(3)]
    late = organ(3, {NEW: 9})
    lines = [line(one) for one in (*organs, late)]
    members = [Member(name) for name in ("第0局", "第1局", "第2局", "第3局", "缺席局")]
    region = consolidate(board(members, lines, county.YEAR), FORM, "region", "示例区").report
    region = correct(FORM, region, NEW, "-1", "两个单位联合制发", "汇总人", "2025-03-01")
    region = correct(FORM, region, MONEY, "0.5", "更正", "汇总人", "2025-03-02")
    sheet = evaluate(FORM, region)
    printed = annex_sheet(sheet, trace(FORM, region, lines))
    said = words_of(printed.blocks)
    assert "应报 5 个单位，算进 3 份报告" in said
    assert "没有交来的 1 个：缺席局。" in said
    assert "没有算进「第3局」（第3局2024.rdesk）：送审了，还没有定稿。" in said
    assert "是同样的数" in said
    assert "：-1。两个单位联合制发（汇总人，2025-03-01）。" in said
    assert "五、上年结转" not in said
    sources, *tables = [block for block in printed.blocks if isinstance(block, TableBlock)]
    assert "第2局" in [place.text for place in sources.grid.places]
    assert sheet.fingerprint == printed.fingerprint
    values = [value for table in tables for value in table.values.values()]
    assert {"1.5", "4.5", "5.0", "-1"} <= set(values)
    changed = [county.approved(organ(0, {NEW: 5})), *organs[1:]]
    gone = trace(FORM, region, map(line, changed))
    assert "汇总以后的变化 1：「第0局」" in words_of(annex_sheet(sheet, gone).blocks)


def test_an_annex_of_nothing_and_of_a_province() -> None:
    region = consolidate(board([Member("甲局")], [], county.YEAR), FORM, "region", "示例区").report
    said = words_of(annex_sheet(evaluate(FORM, region), trace(FORM, region, [])).blocks)
    assert "没有算进任何报告。" in said
    assert "没有订正。" in said
    ordinary = organ(0, {})
    assert annex_sheet(evaluate(FORM, ordinary), trace(FORM, region, [])).blocks == ()
    many = [county.approved(organ(0, {NEW: 1}))]
    first = line(many[0])
    lines = [
        replace(first, organ=f"第{at}局", file=f"{at}.rdesk", report=f"{at}")
        for at in range(MOST_PRINTED + 1)
    ]
    whole = consolidate(board([], lines), FORM, "region", "示例区").report
    said = words_of(annex_sheet(evaluate(FORM, whole), trace(FORM, whole, lines)).blocks)
    full = {cell.address: "1" if cell.kind is KindName.MONEY else 1 for cell in FORM.typed}
    one = county.approved(organ(0, full))
    region = consolidate(board([], [line(one)]), FORM, "region", "示例区").report
    told = words_of(annex_sheet(evaluate(FORM, region), trace(FORM, region, [line(one)])).blocks)
    assert "各单位都是 0" not in told
    assert "301 个单位的数印不下，都在 Excel 底稿里。" in said
