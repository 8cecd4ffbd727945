"""The review by script: steps, comparison, merging, paper against file."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pikepdf
import pytest
from msgspec.structs import replace

from report_desk.core.record import codec
from report_desk.core.report.fingerprint import typed
from tests.cli.conftest import Run, figures

if TYPE_CHECKING:
    from pathlib import Path


def filled(run: Run, source: Path, name: str, values: dict[str, object]) -> Path:
    """A copy of a report with some figures changed."""
    path = source.with_name(name)
    shutil.copy(source, path)
    assert run("fill", path, "--figures", figures(path.parent, values)).code == 0
    return path


def test_a_report_goes_to_the_supervisor_and_comes_back_approved(
    tmp_path: Path, sample: Path, run: Run
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    handed = run("submit", sample, "--by", "经办", "--to", stick)
    assert handed.code == 0
    (copy,) = stick.iterdir()
    assert copy.name == "示例区文化和旅游局_2025_送审_修订2.rdesk"
    assert run("show", copy, "--json").json() == run("show", sample, "--json").json()
    assert run("submit", sample, "--by", "经办").code == 2
    assert run("return", copy, "--by", "审核", "--reason", "核实上年结转").code == 0
    assert run("show", copy, "--json").json()["state"] == "returned"
    assert run("submit", copy, "--by", "经办", "--to", stick / "nowhere").code == 2
    assert run("submit", copy, "--by", "经办").code == 0
    approved = run("approve", copy, "--by", "审核")
    assert approved.code == 0
    code = approved.out.split()[-1]
    assert typed(code) == code == run("show", copy, "--json").json()["fingerprint"]
    assert run("reopen", copy, "--by", "经办", "--reason", " ").code == 2
    assert run("reopen", copy, "--by", "经办", "--reason", "年份写错").code == 0


@pytest.mark.parametrize(
    ("place", "anchor"),
    [
        ("requests.new.individual", {"cell": "requests.new.individual"}),
        ("problems", {"section": "problems"}),
        ("公开为常态", {"section": "overview", "quote": "公开为常态"}),
    ],
)
def test_a_remark_is_written_where_it_says(
    sample: Path, run: Run, place: str, anchor: dict[str, str]
) -> None:
    done = run("remark", sample, "--at", place, "--text", "请核实", "--by", "审核")
    assert done.code == 0
    (thread,) = run("remarks", sample, "--json").json()["remarks"]
    assert thread["id"] == done.out.strip()
    assert {name: thread["anchor"][name] for name in anchor} == anchor
    assert thread["entries"][0]["text"] == "请核实"


@pytest.mark.parametrize(("place", "text"), [("没有这句话", "x"), ("overview", " "), (" ", "x")])
def test_a_remark_without_a_place_or_words_is_none(sample: Path, run: Run, place: str, text: str) -> None:
    before = sample.read_bytes()
    assert run("remark", sample, "--at", place, "--text", text, "--by", "审核").code == 2
    assert sample.read_bytes() == before


def test_show_tells_every_step_and_what_was_approved(sample: Path, run: Run) -> None:
    assert run("show", sample, "--json").json()["approved_fingerprint"] is None
    run("submit", sample, "--by", "经办")
    run("approve", sample, "--by", "审核", "--reason", "同意")
    shown = run("show", sample, "--json").json()
    assert [(step["action"], step["by"], step["reason"]) for step in shown["history"]] == [
        ("submitted", "经办", ""),
        ("approved", "审核", "同意"),
    ]
    assert shown["approved_fingerprint"] == shown["fingerprint"] == shown["history"][-1]["fingerprint"]
    run("reopen", sample, "--by", "经办", "--reason", "年份")
    assert run("show", sample, "--json").json()["approved_fingerprint"] is None


def test_open_remarks_are_reason_enough_to_return(sample: Path, run: Run) -> None:
    mine = filled(run, sample, "m.rdesk", {"requests.new.individual": 42})
    theirs = filled(run, sample, "t.rdesk", {"requests.new.individual": 43})
    out = sample.with_name("o.rdesk")
    run("merge", sample, mine, theirs, "-o", out)
    run("submit", out, "--by", "经办")
    assert run("return", out, "--by", "审核").code == 0
    run("submit", sample, "--by", "经办")
    refused = run("return", sample, "--by", "审核")
    assert (refused.code, "要写明原因" in refused.err) == (2, True)


def test_only_what_was_looked_at_is_approved(sample: Path, run: Run) -> None:
    code = run("show", sample, "--json").json()["fingerprint"]
    changed = filled(run, sample, "c.rdesk", {"remedies.review.upheld": 1})
    refused = run("approve", changed, "--by", "审核", "--expect", code)
    assert (refused.code, "不是看过的那一份" in refused.err) == (1, True)
    assert run("show", changed, "--json").json()["state"] == "draft"
    assert run("approve", sample, "--by", "审核", "--expect", "7F3A").code == 2
    assert run("approve", sample, "--by", "审核", "--expect", code.lower()).code == 0


def test_what_was_changed_after_approval_is_told_everywhere(sample: Path, run: Run) -> None:
    run("approve", sample, "--by", "审核")
    approval = run("show", sample, "--json").json()["approval"]
    assert (approval["by"], approval["holds"]) == ("审核", True)
    assert run("check", sample).code == 0
    changed = filled(run, sample, "c.rdesk", {"requests.new.individual": 1})
    shown = run("show", changed, "--json").json()
    assert (shown["approval"]["holds"], shown["approval"]["fingerprint"]) == (False, approval["fingerprint"])
    found = run("check", changed, "--json")
    assert (found.code, "approval-holds" in {finding["rule"] for finding in found.json()["findings"]}) == (
        1,
        True,
    )
    assert run("export", changed, "-o", changed.with_suffix(".pdf")).code == 1


def test_who_fills_may_approve_without_handing_over(sample: Path, run: Run) -> None:
    assert run("approve", sample, "--by", "负责人").code == 0
    assert run("approve", sample, "--by", "负责人").code == 2
    assert run("reopen", sample, "--by", "负责人").code == 2


def test_approval_is_refused_while_something_is_open(sample: Path, run: Run) -> None:
    wrong = filled(run, sample, "错.rdesk", {"requests.new.individual": 42})
    said = run("submit", wrong, "--by", "经办")
    assert "还有 1 处没有解决" in said.out
    before = wrong.read_bytes()
    refused = run("approve", wrong, "--by", "审核")
    assert (refused.code, "列不平" in refused.err) == (1, True)
    assert wrong.read_bytes() == before
    assert run("approve", wrong, "--by", "  ").code == 2


def test_compare_lists_what_differs(sample: Path, run: Run) -> None:
    assert run("compare", sample, sample).out == "没有不同。\n"
    other = filled(run, sample, "b.rdesk", {"requests.new.individual": 42})
    told = run("compare", sample, other, "--json")
    assert told.code == 1
    assert told.json() == {
        "figures": [{"cell": "requests.new.individual", "a": 41, "b": 42}],
        "sections": [],
        "details": [],
        "review": [],
    }
    text = other.with_name("o.txt")
    text.write_text("无。", "utf-8")
    run("fill", other, "--section", f"other={text}", "--details", _details(other))
    said = run("compare", sample, other).out
    assert "表三「一、本年新收政府信息公开申请数量，自然人」：41 → 42" in said
    assert "fax：（空白） → 1" in said
    assert "other：" in said


def _details(beside: Path) -> Path:
    path = beside.with_name("details.json")
    path.write_text('{"fax": "1"}', "utf-8")
    return path


def test_merge_takes_what_it_can_and_remarks_the_rest(sample: Path, run: Run) -> None:
    mine = filled(run, sample, "m.rdesk", {"requests.new.individual": 42})
    theirs = filled(run, sample, "t.rdesk", {"requests.new.individual": 43, "requests.new.legal": 3})
    out = sample.with_name("o.rdesk")
    merged = run("merge", sample, mine, theirs, "-o", out, "--json")
    assert merged.code == 1
    assert merged.json() == {
        "conflicts": [
            {"cell": "requests.new.individual", "part": "figure", "base": 41, "mine": 42, "theirs": 43}
        ],
        "taken": [{"cell": "requests.new.legal", "part": "figure", "before": 2, "after": 3}],
    }
    shown = run("show", out, "--json").json()
    assert (shown["figures"]["requests.new.individual"], shown["figures"]["requests.new.legal"]) == (42, 3)
    (remark,) = run("remarks", out, "--json").json()["remarks"]
    assert "对方是「43」" in remark["entries"][0]["text"]
    assert "未了  requests.new.individual" in run("remarks", out).out
    clean = run("merge", sample, mine, sample, "-o", sample.with_name("p.rdesk"))
    assert (clean.code, "冲突 0 处" in clean.out) == (0, True)


def test_an_original_that_is_no_ancestor_is_refused(sample: Path, run: Run) -> None:
    """In the wrong order what one side did would count as undone by the other."""
    mine = filled(run, sample, "m.rdesk", {"requests.new.individual": 42})
    theirs = filled(run, sample, "t.rdesk", {"requests.new.individual": 43})
    out = sample.with_name("o.rdesk")
    for wrong in ((mine, sample, theirs), (theirs, mine, sample), (mine, mine, theirs), (theirs, mine, mine)):
        refused = run("merge", *wrong, "-o", out)
        assert (refused.code, "不是" in refused.err, "BASE MINE THEIRS" in refused.err) == (2, True, True)
        assert not out.exists()
    assert run("merge", sample, mine, theirs, "-o", out).code == 1


def test_different_reports_are_not_merged(tmp_path: Path, sample: Path, run: Run) -> None:
    other = tmp_path / "别.rdesk"
    run("new", other, "--organ", "别的局", "--year", 2025)
    assert run("merge", sample, sample, other, "-o", tmp_path / "o.rdesk").code == 2


def test_paper_is_verified_against_its_file(tmp_path: Path, sample: Path, run: Run) -> None:
    pdf = tmp_path / "o.pdf"
    run("export", sample, "-o", pdf)
    proven = run("verify", pdf, sample)
    assert (proven.code, "数据一致" in proven.out, "页面一致" in proven.out) == (0, True, True)
    assert "数据一致" in run("verify", sample, sample).out
    code = run("show", sample, "--json").json()["fingerprint"]
    typed = run("verify", "定稿指纹：" + code.lower().replace("-", "—"), sample)
    assert (typed.code, "指纹一致" in typed.out, "没有核对" in typed.out) == (0, True, True)
    changed = filled(run, sample, "c.rdesk", {"requests.new.individual": 42})
    differs = run("verify", pdf, changed)
    assert (differs.code, "有 2 处不同" in differs.err) == (
        1,
        True,
    )  # the cell, and the sentence that quotes it
    assert run("verify", code, changed).code == 1


@pytest.mark.parametrize("paper", ["no-such.pdf", "7F3A-91C2"])
def test_what_is_neither_paper_nor_code_is_said(sample: Path, run: Run, paper: str) -> None:
    assert run("verify", paper, sample).code == 2


def test_a_foreign_pdf_has_no_fingerprint(tmp_path: Path, sample: Path, run: Run) -> None:
    foreign = tmp_path / "f.pdf"
    foreign.write_bytes(b"%PDF-1.4\n%%EOF")
    refused = run("verify", foreign, sample)
    assert (refused.code, "不是本程序导出的" in refused.err) == (2, True)


def test_a_page_that_was_changed_is_found_whatever_the_file_says_of_itself(
    tmp_path: Path, sample: Path, run: Run
) -> None:
    """A foreign PDF with our comment appended, and ours with a digit changed."""
    pdf, forged = tmp_path / "o.pdf", tmp_path / "f.pdf"
    run("export", sample, "-o", pdf)
    code = run("show", sample, "--json").json()["fingerprint"]
    with pikepdf.new() as foreign:
        foreign.add_blank_page()
        foreign.save(forged)
    forged.write_bytes(forged.read_bytes() + f"\n%<desk:fingerprint>{code}</desk:fingerprint>".encode())
    assert run("verify", forged, sample).code == 2
    with pikepdf.open(pdf) as ours:
        page = ours.pages[2]
        content = page.Contents.read_bytes()
        digits = list(dict.fromkeys(re.findall(rb"\([^\\()]{2}\) Tj", content)))
        assert len(digits) > 1
        page.Contents = ours.make_stream(content.replace(digits[0], digits[1], 1))
        ours.save(forged)
    found = run("verify", forged, sample)
    assert (found.code, "数据一致" in found.err, "页面不一致：第 3 页" in found.err) == (1, True, True)


def test_the_review_sheet_is_exported(tmp_path: Path, sample: Path, run: Run) -> None:
    run("submit", sample, "--by", "经办")
    pdf = tmp_path / "意见单.pdf"
    assert run("export", sample, "-o", pdf, "--review-sheet").code == 0
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert run("import", pdf, "-o", tmp_path / "x.rdesk").code == 2
    listing = run("export", sample, "-o", tmp_path / "意见单.json", "--review-sheet")
    assert (listing.code, ".pdf" in listing.err, ".json 结尾" in listing.err) == (2, True, False)


def test_two_reports_made_from_one_template_are_not_merged(sample: Path, run: Run) -> None:
    """A name put right on one side is no other report."""
    report = codec.read(sample.read_bytes()).report
    for name in ("甲局", "乙局"):
        sample.with_name(f"{name}.rdesk").write_bytes(codec.write(replace(report, organ=name)))
    mine, theirs, out = (sample.with_name(f"{name}.rdesk") for name in ("甲局", "乙局", "合并"))
    refused = run("merge", sample, mine, theirs, "-o", out)
    assert (refused.code, "不是同一份报告" in refused.err, out.exists()) == (2, True, False)
    assert run("merge", sample, sample, theirs, "-o", out).code == 0
    assert run("show", out, "--json").json()["organ"] == "乙局"
