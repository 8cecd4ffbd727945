"""The point of it all: an edition of the form that nobody has seen works without a line of Python."""

from __future__ import annotations

import copy
import tomllib
from typing import Any

from report_desk import resources
from report_desk.core.edits.apply import Declare, SetFigure, SetText, ZeroBlanks, apply
from report_desk.core.edits.new_report import new_report
from report_desk.core.form.edition import Address, ReportFormat
from report_desk.core.form.grid import grid
from report_desk.core.form.reading.edition_reader import read_format
from report_desk.core.output.printout import TableBlock, printout
from report_desk.core.sheet import evaluate


def third_format() -> ReportFormat:
    """The edition of 2021 with a row more, a column renamed, and a table less."""
    mapping: dict[str, Any] = copy.deepcopy(
        tomllib.loads(resources.path("formats/2021.toml").read_text("utf-8"))
    )
    mapping.update(id="2031", first_year=2031)
    disclosure, requests, _ = mapping["tables"]
    mapping["tables"] = [disclosure, requests]
    mapping["sections"] = [section for section in mapping["sections"] if section.get("table") != "remedies"]
    for section in mapping["sections"]:
        section.pop("sentences", None)  # which speak of what is gone
    mapping["checks"] = [
        check
        for check in mapping["checks"]
        if "remedies." not in str(check) and check.get("table") != "remedies"
    ]
    columns = requests["bands"][0]["columns"][0]["columns"]
    columns[0]["label"] = "个人"
    results = requests["bands"][0]["rows"][2]["rows"]
    results.insert(
        2,
        {
            "id": "delayed",
            "label": "（三之一）暂缓公开",
            "definition": "新设的一类结果。",
            "source": "新条例",
        },
    )
    for check in mapping["checks"]:
        check["fields"] = [name for name in check.get("fields", []) if name != "remedies_note"]
        if not check["fields"]:
            del check["fields"]
        for key in ("passing", "failing"):
            check[key].pop("year", None)
    return read_format(mapping)


def test_it_works_in_the_form_the_checks_and_the_printout() -> None:
    form = third_format()
    sheet = apply(evaluate(form, new_report(form, "r", "示例局", 2031)), ZeroBlanks()).sheet
    for section in ("overview", "problems", "other"):
        sheet = apply(sheet, SetText(section, "2031年，已完成。")).sheet
    sheet = apply(sheet, SetText("preface", sheet.prose("preface").replace("六部分", "五部分"))).sheet
    assert sheet.findings == ()
    sheet = apply(sheet, SetFigure(Address("requests.new.individual"), 2)).sheet
    sheet = apply(
        sheet, Declare({Address("requests.delayed.total"): 2, Address("requests.total.individual"): 2})
    ).sheet
    balance = next(finding for finding in sheet.findings if finding.rule == "requests-balance")
    assert "「个人」列不平" in balance.sentence
    assert (balance.suspect, balance.remedy) == (Address("requests.delayed.individual"), 2)
    mended = apply(sheet, SetFigure(Address("requests.delayed.individual"), 2)).sheet
    assert mended.findings == ()
    assert grid(form.table("requests")).lines == 29
    tables = [block for block in printout(mended).blocks if isinstance(block, TableBlock)]
    assert [block.table for block in tables] == ["disclosure", "requests"]
    assert tables[1].values[Address("requests.total.total")] == "2"
