"""The format files: complete, verbatim, and refused with every mistake named."""

from __future__ import annotations

import copy
import tomllib
from typing import Any

import pytest

from report_desk import resources
from report_desk.core.form.edition import Address, ReportFormat, SectionKind
from report_desk.core.form.reading.edition_reader import FormatMistakesError, read_format


def mapping() -> dict[str, Any]:
    return tomllib.loads(resources.path("formats/2021.toml").read_text("utf-8"))


def test_the_edition_of_2021_has_every_cell_of_the_form(form: ReportFormat) -> None:
    assert [len(table.cells) for table in form.tables] == [10, 175, 15]
    assert len(form.typed) == 10 + 24 * 6 + 12
    assert form.applies_to(2021)
    assert form.applies_to(2030)
    assert not form.applies_to(2020)
    assert form.table("requests").by_address[Address("requests.new.total")].addends == tuple(
        f"requests.new.{name}"
        for name in ("individual", "business", "research", "nonprofit", "legal", "other")
    )
    assert len(form.cells[Address("requests.total.legal")].addends) == 21
    assert form.cells[Address("requests.carried_in.other")].takes_over == "requests.carried_out.other"
    with pytest.raises(KeyError):
        form.table("nothing")
    with pytest.raises(KeyError):
        form.section_of_table("nothing")


def test_the_edition_of_2019_has_every_cell_of_the_form(old_form: ReportFormat) -> None:
    assert [len(table.cells) for table in old_form.tables] == [22, 23 * 7, 15]
    assert "requests.other_handling.total" in old_form.cells
    assert not old_form.applies_to(2021)


def test_every_row_has_its_definition_and_the_definition_its_source(
    form: ReportFormat, old_form: ReportFormat
) -> None:
    for edition in (form, old_form):
        assert all(cell.definition and cell.source for cell in edition.cells.values())
        assert "一审、二审" not in "".join(cell.definition for cell in edition.cells.values())


def test_sections_carry_the_statutory_headings(form: ReportFormat) -> None:
    assert [section.heading for section in form.sections] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert [section.kind for section in form.sections][:2] == [SectionKind.PROSE, SectionKind.TABLE]


def spoilt() -> dict[str, Any]:
    """A format file with a mistake of every sort."""
    wrong = copy.deepcopy(mapping())
    wrong["first_year"] = "2021"
    wrong["titel"] = "x"
    wrong["title"] = []
    sections, tables, checks = wrong["sections"], wrong["tables"], wrong["checks"]
    sections[0]["limit"] = True
    checks[0]["level"] = ""
    sections[1]["table"] = "nowhere"
    tables[0]["id"] = "Bad Id"
    tables[0]["bands"][0]["columns"][0]["kind"] = "weight"
    tables[1]["bands"][0]["rows"][0]["id"] = "carried_in"
    tables[2]["bands"].append({"columns": [], "rows": "none"})
    tables.append({"id": "empty", "name": "空表", "bands": []})
    checks[0]["left"] = ["nobody", "not a term"]
    checks[0]["over"] = ["nobody"]
    checks[1]["table"] = "nowhere"
    checks[2]["left"] = []
    checks[3]["rule"] = "eval"
    checks[4]["failing"] = {"figures": {"a.b.c": 1, "remedies.review.upheld": 1.5}, "odd": 1}
    checks[5]["id"] = "blank-section"
    del checks[5]["passing"]
    checks[6]["pattern"] = "("
    checks[6]["fields"] = [1]
    checks[7]["extra"] = 1
    checks[-1]["accepts"] = []
    checks[-2]["accepts"] = ["a.b.c"]
    return wrong


def test_every_mistake_is_reported_with_its_path_in_one_go() -> None:
    with pytest.raises(FormatMistakesError) as caught:
        read_format(spoilt())
    paths = {mistake.path for mistake in caught.value.mistakes}
    assert paths >= {
        "first_year",
        "titel",
        "title",
        "sections[1].table",
        "sections[0].limit",
        "tables[0].id",
        "tables[0].bands[0].columns[0].kind",
        "tables[1].bands[0].rows[1].id",
        "tables[2].bands[1]",
        "tables[3].id",
        "tables[2].bands[1].columns",
        "tables[2].bands[1].rows",
        "tables[3].bands",
        "checks[6].id",
        "checks[0].left",
        "checks[0].over",
        "checks[1].table",
        "checks[2].left",
        "checks[3].rule",
        "checks[4].failing.figures.a.b.c",
        "checks[4].failing.figures.remedies.review.upheld",
        "checks[4].failing.odd",
        "checks[5].passing",
        "checks[6].pattern",
        "checks[6].fields",
        "checks[7].extra",
        f"checks[{len(mapping()['checks']) - 1}].accepts",
        f"checks[{len(mapping()['checks']) - 2}].accepts",
    }
    assert "tables[0].id：「Bad Id」" in str(caught.value)


def test_what_is_no_mapping_at_all_is_a_mistake_too() -> None:
    with pytest.raises(FormatMistakesError) as caught:
        read_format({"sections": [1], "details": [{"id": "x", "label": 2, "prints": "yes"}]})
    paths = {mistake.path for mistake in caught.value.mistakes}
    assert {"id", "preface", "sections[0]", "details[0].label", "details[0].prints"} <= paths


def test_a_definition_without_a_source_and_a_pattern_without_bounds_are_mistakes() -> None:
    wrong = copy.deepcopy(mapping())
    del wrong["tables"][1]["bands"][0]["rows"][0]["source"]
    stated = next(i for i, check in enumerate(wrong["checks"]) if check["rule"] == "stated")
    wrong["checks"][stated]["pattern"] = r"(?:\s|，)*(?P<number>\d+)件"
    both = next(i for i, check in enumerate(wrong["checks"]) if check["rule"] == "both_positive")
    wrong["checks"][both]["accepts"] = wrong["checks"][both]["accepts"][:1]
    with pytest.raises(FormatMistakesError) as caught:
        read_format(wrong)
    said = {mistake.path: mistake.sentence for mistake in caught.value.mistakes}
    assert said["tables[1].bands[0].rows[0].source"] == "缺少这一项"
    assert "重复要有上限" in said[f"checks[{stated}].pattern"]
    assert said[f"checks[{both}].accepts"] == "应为两个和"
    wrong["checks"][stated]["pattern"] = "(?:a|b|ab){0,9}(?:a|b){0,9}"
    with pytest.raises(FormatMistakesError, match="最坏时在一处要试"):
        read_format(wrong)
