"""What `show` and `check` print: the keys are a contract."""

from __future__ import annotations

from msgspec.structs import replace

from report_desk.core.edits.apply import Declare, SetFigure, SetText, apply
from report_desk.core.form.edition import Address
from report_desk.core.output.json_listing import findings_listing, report_listing
from report_desk.core.report.model import Anchor, AnchorKind, Entry, Explanation, PreviousYear, Remark
from report_desk.core.sheet import Sheet, evaluate

LISTED = [
    "id",
    "format",
    "year",
    "organ",
    "state",
    "revision",
    "fingerprint",
    "approval",
    "approved_fingerprint",
    "history",
    "details",
    "sections",
    "raw_sections",
    "figures",
    "totals",
    "declared",
    "previous",
    "explanations",
    "remarks",
]
FOUND = [
    "rule",
    "level",
    "cells",
    "previous_cells",
    "left",
    "right",
    "difference",
    "sentence",
    "suspect",
    "remedy",
    "witnesses",
    "explained",
]


def test_a_report_lists_under_the_agreed_keys(zeros: Sheet) -> None:
    sheet = apply(zeros, SetText("overview", "收⟦requests.new.total⟧件")).sheet
    sheet = apply(sheet, SetFigure(Address("remedies.review.other"), None)).sheet
    sheet = apply(sheet, Declare({Address("requests.new.total"): 0})).sheet
    listing = report_listing(sheet)
    assert list(listing) == LISTED
    assert listing["previous"] is None
    sections, raw, figures, totals = (
        listing[key] for key in ("sections", "raw_sections", "figures", "totals")
    )
    assert isinstance(sections, dict)
    assert isinstance(raw, dict)
    assert isinstance(figures, dict)
    assert isinstance(totals, dict)
    assert (sections["overview"], raw["overview"]) == ("收0件", "收⟦requests.new.total⟧件")
    assert sections["preface"] == ""
    assert "remedies.review.other" not in figures
    assert "remedies.review.total" not in totals
    assert figures["disclosure.fees.amount"] == "0"
    assert totals["requests.new.total"] == 0
    assert listing["declared"] == {"requests.new.total": 0}


def test_what_travels_with_a_report_is_listed_too(zeros: Sheet) -> None:
    report = replace(
        zeros.report,
        previous=PreviousYear("p", "1", "2021", 2020, {}, {}),
        explanations=(Explanation("carry-over", (Address("a.b.c"),), "v", "因为", "甲", "t"),),
        remarks=(Remark("m", Anchor(AnchorKind.WHOLE), (Entry("乙", "t", "好"),)),),
    )
    listing = report_listing(evaluate(zeros.form, report))
    for key in ("previous", "explanations", "remarks"):
        assert listing[key]


def test_findings_list_both_sides_as_json_numbers(zeros: Sheet) -> None:
    sheet = apply(zeros, SetFigure(Address("requests.new.individual"), 1)).sheet
    sheet = apply(sheet, SetFigure(Address("disclosure.fees.amount"), "1000000.50")).sheet
    listed = findings_listing(sheet.findings)["findings"]
    assert isinstance(listed, list)
    first, last = listed
    assert isinstance(first, dict)
    assert isinstance(last, dict)
    assert list(first) == (
        [
            "rule",
            "level",
            "cells",
            "previous_cells",
            "left",
            "right",
            "difference",
            "sentence",
            "suspect",
            "remedy",
            "witnesses",
            "explained",
        ]
    )
    assert (first["left"], first["right"], first["difference"], first["explained"]) == (1, 0, 1, False)
    assert (last["rule"], last["left"]) == ("fee-in-yuan", "1000000.50")
