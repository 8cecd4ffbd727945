"""Pasted text → a report: real documents, and what is missing in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from report_desk import resources
from report_desk.core.form.edition import Level
from report_desk.core.report.totals import numbers
from report_desk.core.sheet import evaluate
from report_desk.intake.document import NotAReportError
from report_desk.intake.importing import import_document
from report_desk.intake.readers.text import decoded, read_text
from report_desk.intake.tables.run_together import cut_by_sums

if TYPE_CHECKING:
    from report_desk.core.checks.findings import Finding
    from report_desk.intake.imported import Imported

HEAD = "示例局2024年政府信息公开工作年度报告\n引言。\n一、总体情况\n甲。\n"
TAIL = "五、存在的主要问题及改进情况\n乙。\n六、其他需要报告的事项\n无。\n"
TABLES = "三、收到和处理政府信息公开申请情况\n{}\n四、政府信息公开行政复议、行政诉讼情况\n{}\n"


def read(text: str) -> Imported:
    return import_document(read_text(text), resources.formats())


def doubts_at(found: Imported, where: str) -> list[str]:
    return [doubt.sentence for doubt in found.doubts if doubt.where == where]


@pytest.fixture
def seed(shared: Path) -> Imported:
    return read(decoded((shared / "seed" / "zhangdian-2020.txt").read_bytes()))


def test_the_seed_gives_its_title_and_contact(seed: Imported) -> None:
    assert (seed.organ, seed.year, seed.form.id) == ("淄博市张店区融媒体中心", 2020, "2019")
    assert seed.details == {"address": "张店区和平路 3 号", "postcode": "255000", "phone": "0533-2880386"}


def test_the_seed_gives_all_prose_verbatim(seed: Imported, shared: Path) -> None:
    text = (shared / "seed" / "zhangdian-2020.txt").read_text("utf-8")
    for section, count in {"preface": 1, "overview": 7, "problems": 2, "other": 1}.items():
        paragraphs = seed.sections[section].split("\n")
        assert len(paragraphs) == count
        for paragraph in paragraphs:
            assert paragraph.replace("努力探索", "努力\n\n探索") in text
    assert "努力探索信息公开的新路子" in seed.sections["problems"]
    assert set(seed.sections) == {"preface", "overview", "problems", "other"}


def test_the_seed_gives_every_figure_that_stands_there_and_no_other(seed: Imported) -> None:
    assert len(seed.figures) == 3 + 21 * 6 + 12
    assert len(seed.declared) == 21 + 7 + 3
    assert set(seed.figures.values()) == set(seed.declared.values()) == {0}
    assert not any(place.startswith("requests.new.") for place in seed.figures)
    assert not any(place.startswith("disclosure.normative.") for place in seed.figures)


def test_the_seed_leaves_exactly_these_doubts(seed: Imported) -> None:
    assert "没有找到「三、收到和处理政府信息公开申请情况」这一节的标题。" in doubts_at(seed, "requests")
    (garbled,) = doubts_at(seed, "requests.deny_law_forbids")
    assert "就法制于政收" in garbled
    (missing,) = doubts_at(seed, "disclosure")
    for row in ("规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费", "政府集中采购"):
        assert row in missing
    assert any("一、本年新收" in sentence for sentence in doubts_at(seed, "requests"))
    assert len(seed.doubts) == 4


def city_text(separator: str) -> str:
    """The published figures of a real city as a table copied from a page, columns so separated."""
    data = json.loads((Path(__file__).parents[1] / "data" / "huaian-2024.json").read_text("utf-8"))
    form = resources.format_by_id("2021")
    values = {**data["figures"], **data["declared"]}
    lines = []
    for table in form.tables[1:]:
        lines.append(form.section_of_table(table.id).heading)
        rows = dict.fromkeys(cell.row for cell in table.cells)
        if table.id == "remedies":
            lines.append(separator.join(str(values[cell.address]) for cell in table.cells))
            continue
        for row in rows:
            cells = [cell for cell in table.cells if cell.row == row]
            labels = [*cells[0].row_labels[1:-1], cells[0].row_labels[-1]]
            lines.append(separator.join([*labels, *(str(values[cell.address]) for cell in cells)]))
    return HEAD + "\n".join(lines) + "\n" + TAIL


@pytest.mark.parametrize("separator", ["\t", "  ", " ", " | "])
def test_the_tables_of_a_city_are_read_whatever_separates_their_columns(separator: str) -> None:
    found = read(city_text(separator))
    data = json.loads((Path(__file__).parents[1] / "data" / "huaian-2024.json").read_text("utf-8"))
    expected = {
        place: figure for place, figure in data["figures"].items() if not place.startswith("disclosure.")
    }
    assert found.figures == expected
    assert found.declared == data["declared"]


def errors(found: Imported) -> list[Finding]:
    sheet = evaluate(found.form, found.report("r"))
    return [finding for finding in sheet.findings if finding.level is Level.MUST_FIX and finding.difference]


def test_an_imported_city_balances() -> None:
    found = read(city_text("\t"))
    assert errors(found) == []
    assert numbers(found.form, found.figures)["requests.total.total"] == 3050  # type: ignore[index]


def test_a_group_printed_as_one_row_goes_to_its_last_row() -> None:
    found = read(HEAD + TABLES.format("（六）其他处理\t1\t0\t0\t0\t0\t0\t1", "") + TAIL)
    assert found.figures["requests.other_misc.individual"] == 1  # type: ignore[index]
    assert "记入「3.其他」" in doubts_at(found, "requests.other_misc")[0]


def test_a_slash_is_kept_and_said_and_a_blank_stays_blank() -> None:
    found = read(HEAD + TABLES.format("一、本年新收政府信息公开申请数量\t/\t\t0\t0\t0\t0\t/", "") + TAIL)
    assert found.figures["requests.new.individual"] == "/"  # type: ignore[index]
    assert "requests.new.business" not in found.figures
    assert "requests.new.total" not in found.declared
    assert "没有就填 0" in doubts_at(found, "requests.new.individual")[0]


def test_a_row_with_a_wrong_number_of_values_is_left_out_and_said() -> None:
    found = read(HEAD + TABLES.format("一、本年新收政府信息公开申请数量 1 2 3", "1 2 3") + TAIL)
    assert found.figures == {}
    assert "有 3 个数，应有 7 个" in doubts_at(found, "requests.new")[0]


def test_an_unknown_row_is_said() -> None:
    found = read(HEAD + TABLES.format("九、说不清的一行\t1\t0\t0\t0\t0\t0\t1", "") + TAIL)
    assert any("九、说不清的一行" in sentence for sentence in doubts_at(found, "requests"))


def test_a_paragraph_after_a_table_is_its_note() -> None:
    found = read(HEAD + TABLES.format("说明：本年申请集中在文物保护方面，已经分类处理。", "") + TAIL)
    assert found.sections["requests_note"] == "说明：本年申请集中在文物保护方面，已经分类处理。"


def test_the_organ_may_stand_on_lines_of_its_own() -> None:
    text = "- 1 -\n某某市\n示例局\n2024 年政府信息公开工作年度报告\n一、总体情况\n甲\n" + TAIL
    assert read(text).organ == "某某市示例局"


def test_wrapped_lines_are_joined_by_their_indent_or_their_end() -> None:
    indented = read(HEAD.replace("甲。", "  第一句。\n第二句。\n  第二段，\n接着写。\n  - 3 -") + TAIL)
    assert indented.sections["overview"] == "第一句。第二句。\n第二段，接着写。"
    open_ended = read(HEAD.replace("甲。", "发布 open\ndata 信息\n（一）新段") + TAIL)
    assert open_ended.sections["overview"] == "发布 open data 信息\n（一）新段"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "找不到标题"),
        ("随便一篇文章。\n没有标题。", "找不到标题"),
        ("示例局2024年政府信息公开工作年度报告\n没有各节", "找不到「一、总体情况」"),
        ("示例局2010年政府信息公开工作年度报告\n一、总体情况", "2010"),
    ],
)
def test_what_is_no_report_is_refused(text: str, says: str) -> None:
    with pytest.raises(NotAReportError, match=says):
        read(text)


def test_sections_without_text_are_said() -> None:
    found = read(HEAD + TAIL.replace("乙。", ""))
    assert doubts_at(found, "problems") == ["「五、存在的主要问题及改进情况」没有文字。"]


def test_the_encodings_of_chinese_programs_are_read() -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert decoded("示例局㛃".encode(encoding)) == "示例局㛃"
    with pytest.raises(NotAReportError):
        decoded(b"\x80\xff\xff\x00")


def test_figures_run_together_are_cut_by_their_sums_and_doubted_one_by_one() -> None:
    found = read(city_text(""))
    data = json.loads((Path(__file__).parents[1] / "data" / "huaian-2024.json").read_text("utf-8"))
    values = {**data["figures"], **data["declared"]}
    taken = {**found.figures, **found.declared}
    assert len(taken) > 0.85 * (len(values) - 10)
    assert all(values[place] == figure for place, figure in taken.items())
    doubted = {cell for doubt in found.doubts for cell in doubt.cells}
    assert set(taken) <= doubted


@pytest.mark.parametrize(
    ("digits", "groups", "count", "cut"),
    [
        ("0000000", 1, 7, ("0", "0", "0", "0", "0", "0", "0")),
        ("3001530061" + "43119", 1, 7, ("3001", "53", "0", "0", "61", "4", "3119")),
        ("1112" + "10", 1, 5, None),
        ("99999", 1, 5, None),
        ("11213", 1, 3, None),
        ("1" * 80, 2, 5, None),
    ],
)
def test_digits_are_cut_only_where_there_is_one_way(
    digits: str, groups: int, count: int, cut: tuple[str, ...] | None
) -> None:
    assert cut_by_sums(digits, groups, count) == cut


def test_one_cell_a_line_is_read_where_the_counts_agree_and_doubted_row_by_row() -> None:
    found = read(city_text("\n"))
    data = json.loads((Path(__file__).parents[1] / "data" / "huaian-2024.json").read_text("utf-8"))
    values = {**data["figures"], **data["declared"]}
    taken = {**found.figures, **found.declared}
    assert len(taken) > 0.85 * (len(values) - 10)
    assert all(values[place] == figure for place, figure in taken.items())
    assert set(taken) <= {cell for doubt in found.doubts for cell in doubt.cells}


def test_figures_in_a_line_without_their_label_are_doubted_row_by_row() -> None:
    lines = "1.属于国家秘密\n1 0 0 0 0 0 1\n2.其他法律行政法规禁止公开\n6 4001 0 2000 0 7 6014"
    found = read(HEAD + TABLES.format(lines, "") + TAIL)
    assert found.figures["requests.deny_law_forbids.business"] == 4001  # type: ignore[index]
    (doubt,) = doubts_at(found, "requests.deny_law_forbids")
    assert "不在同一行" in doubt


def test_a_line_of_figures_that_is_no_row_names_its_neighbours() -> None:
    lines = "1.属于国家秘密 1 0 0 0 0 0 1\n23 45\n2.其他法律行政法规禁止公开 6 1 0 2 0 7 16"
    found = read(HEAD + TABLES.format(lines, "") + TAIL)
    named = {cell for doubt in found.doubts if "认不出" in doubt.sentence for cell in doubt.cells}
    assert {"requests.deny_state_secret.legal", "requests.deny_law_forbids.legal"} <= named
