"""What an office says of a report: its open points, the remarks of a return, the message for a chat."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.consolidation.returning import (
    SEE_REMARKS,
    asked,
    message,
    open_points,
    reminder,
    returned,
)
from report_desk.core.consolidation.roster import Member
from report_desk.core.report.model import Anchor, AnchorKind, Entry, Remark, State
from report_desk.core.sheet import Sheet, evaluate
from tests import county

if TYPE_CHECKING:
    from report_desk.core.report.model import Report

AT = "2025-01-20T10:00:00+08:00"


def faulty() -> Sheet:
    """A report that does not balance, has a section left empty, and a date that it lacks."""
    figures = {cell.address: 7 for cell in county.FORM.typed if cell.address == "requests.new.individual"}
    report = county.submitted(county.report("甲局", figures))
    return evaluate(county.FORM, replace(report, sections={**report.sections, "problems": ""}, year=2030))


def test_each_finding_becomes_a_remark_at_its_place() -> None:
    sheet, numbers = faulty(), count(1)
    wanted = asked(sheet)
    after = returned(sheet, "审核人", AT, lambda: f"t{next(numbers)}").report
    assert after.state is State.RETURNED
    assert after.history[-1].reason == SEE_REMARKS
    assert [remark.entries[0].text for remark in after.remarks] == [one.sentence for one in wanted]
    kinds = {remark.anchor.kind for remark in after.remarks}
    assert {AnchorKind.CELL, AnchorKind.SECTION} <= kinds


def test_what_is_of_no_cell_and_no_section_is_of_the_whole() -> None:
    sheet = faulty()
    sheet.__dict__["findings"] = (replace(asked(sheet)[0], cells=(), section="cover"),)
    after = returned(sheet, "审核人", AT, lambda: "t").report
    assert after.remarks[0].anchor == Anchor(AnchorKind.WHOLE)


def test_open_points_are_findings_and_the_last_word_of_open_threads() -> None:
    sheet = faulty()
    thread = Remark("a", Anchor(AnchorKind.WHOLE), (Entry("审核", AT, "核一下"), Entry("经办", AT, "核过了")))
    closed = replace(thread, id="b", closed_by="审核")
    said = open_points(evaluate(sheet.form, replace(sheet.report, remarks=(thread, closed))))
    assert said[-1] == "经办：核过了"
    assert len(said) == len(asked(sheet)) + 1


def test_the_message_says_what_to_do_with_which_file() -> None:
    def said(report: Report) -> str:
        return message(evaluate(county.FORM, report), "旧.rdesk", "新.rdesk")

    back = returned(faulty(), "审核人", AT, lambda: "t").report
    assert "请打开附件「新.rdesk」修改（不要再用原来的「旧.rdesk」）" in said(back)
    assert f"还有 {len(back.remarks)} 条批注" in said(back)
    done = county.approved(county.report("甲局", {}))
    assert f"定稿指纹 {done.history[-1].fingerprint}" in said(done)
    assert said(county.report("甲局", {})) == "甲局：2024 年度政府信息公开年报已经看过。\n"


def test_who_has_sent_nothing_is_told_the_day() -> None:
    late = reminder(Member("乙局", due="2025-01-10"), 2024, 5)
    assert late.startswith("乙局：2024 年度政府信息公开年报还没有收到。应报日期是2025-01-10，已经逾期5天。")
    assert "请按时报送。" in reminder(Member("乙局"), 2024, 0)
