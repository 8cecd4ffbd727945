"""Two states side by side: figures, sentences, details, and the review."""

from __future__ import annotations

from msgspec.structs import replace

from report_desk.core.edits.apply import SetDetail, SetFigure, SetOrgan, SetText, apply
from report_desk.core.edits.review import AddRemark, Step
from report_desk.core.form.edition import Address
from report_desk.core.report.model import Anchor, AnchorKind, Entry, EventKind, Remark
from report_desk.core.sheet import Sheet, evaluate
from report_desk.core.versions.comparison import DetailChange, FigureChange, SentenceChange, compare, listing

AT = "2026-01-10T09:00:00+08:00"
NEW = Address("requests.new.individual")


def test_the_same_report_does_not_differ(zeros: Sheet) -> None:
    found = compare(zeros, zeros)
    assert found.is_same
    assert found.count == 0


def test_figures_and_details_differ_one_by_one(zeros: Sheet) -> None:
    zeros = apply(zeros, SetDetail("fax", "2")).sheet
    other = apply(apply(zeros, SetFigure(NEW, None)).sheet, SetDetail("phone", "1")).sheet
    other = apply(other, SetOrgan("新局")).sheet
    unknown = replace(other.report, figures={**other.report.figures, Address("x.y.z"): 1})
    found = compare(zeros, evaluate(other.form, unknown))
    assert found.figures == (FigureChange(NEW, 0, None), FigureChange(Address("x.y.z"), None, 1))
    assert found.details == (
        DetailChange("organ", "示例区文化和旅游局", "新局"),
        DetailChange("phone", "", "1"),
    )
    assert found.count == 4


def test_prose_differs_by_the_sentence(zeros: Sheet) -> None:
    before = apply(zeros, SetText("overview", "甲。乙。丙。丁。")).sheet
    after = apply(zeros, SetText("overview", "甲。新乙。丙。丁。戊。")).sheet
    (section,) = compare(before, after).sections
    assert section.changes == (SentenceChange("乙。", "新乙。", 2), SentenceChange(None, "戊。", 9))
    (back,) = compare(after, before).sections
    assert back.changes[1] == SentenceChange("戊。", None, 8)


def test_binding_a_number_is_no_change_and_neither_is_its_cell(zeros: Sheet) -> None:
    typed = apply(zeros, SetText("overview", "收到0件。办结0件。")).sheet
    raw = "收到⟦requests.new.total⟧件。办结⟦requests.total.total⟧件。"
    bound = apply(zeros, SetText("overview", raw)).sheet
    assert compare(typed, bound).is_same
    counted = apply(bound, SetFigure(NEW, 3)).sheet
    assert compare(bound, counted).sections == ()


def test_a_comparison_lists_as_json(zeros: Sheet) -> None:
    other = apply(apply(zeros, SetFigure(NEW, 3)).sheet, SetText("overview", "新。")).sheet
    assert listing(compare(zeros, apply(other, SetDetail("fax", "2")).sheet)) == {
        "figures": [{"cell": NEW, "a": 0, "b": 3}],
        "sections": [{"section": "overview", "changes": [{"a": "已按要求完成。", "b": "新。"}]}],
        "details": [{"detail": "fax", "a": "", "b": "2"}],
        "review": [],
    }


def test_a_remark_and_a_step_are_differences(zeros: Sheet) -> None:
    anchor = Anchor(AnchorKind.CELL, cell=NEW)
    remarked = apply(zeros, AddRemark(Remark("m", anchor, (Entry("乙", AT, "请核实"),)))).sheet
    found = compare(zeros, apply(remarked, Step(EventKind.SUBMITTED, "甲", AT)).sheet)
    assert not found.is_same
    assert found.content.is_same
    assert found.count == 3
    event = "交给上级 · 甲 2026-01-10 09:00（修订 1）"
    assert listing(found)["review"] == [
        {"cell": NEW, "part": "remark", "a": None, "b": "乙：请核实"},
        {"part": "event", "a": None, "b": event},
        {"part": "state", "a": "草稿", "b": "已送审"},
    ]
    assert not listing(compare(zeros, zeros))["review"]
    back = compare(apply(zeros, Step(EventKind.SUBMITTED, "甲", AT)).sheet, zeros)
    assert [(change.before, change.after) for change in back.review] == [(event, None), ("已送审", "草稿")]
