"""催报函 and 退回函: to whom, about what, by whom; a letter without an office is not signed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from report_desk.core.consolidation.roster import Member
from report_desk.core.edits.apply import apply
from report_desk.core.edits.review import AddRemark
from report_desk.core.output.letters import Office, chasing, returning
from report_desk.core.output.printout import Paragraph, Printout
from report_desk.core.report.model import Anchor, AnchorKind, Entry, Remark

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet

OFFICE = Office("示例区人民政府办公室", date(2025, 2, 3))


def said(letter: Printout) -> list[str]:
    assert all(isinstance(block, Paragraph) for block in letter.blocks)
    return [block.text for block in letter.blocks if isinstance(block, Paragraph)]


def test_who_is_late_is_told_by_how_much(zeros: Sheet) -> None:
    letter = chasing(zeros.form, 2024, Member("区图书馆", due="2025-01-25"), 9, OFFICE)
    assert "".join(letter.title) == "关于报送2024年度政府信息公开工作年度报告的催报函"
    assert said(letter)[0] == "区图书馆："
    assert "应报日期是2025-01-25，已经逾期9天。" in said(letter)[1]
    assert (letter.organ, letter.signed_on, letter.options.signature) == (
        OFFICE.name,
        "2025-02-03",
        True,
    )
    early = chasing(zeros.form, 2024, Member("区图书馆"), 0, Office("", OFFICE.today))
    assert said(early)[1].endswith("还没有收到。请按时报送。")
    assert (early.organ, early.signed_on, early.options.signature) == ("区图书馆", "", False)


def test_what_is_to_be_changed_is_listed(zeros: Sheet) -> None:
    remark = Remark("m", Anchor(AnchorKind.WHOLE), (Entry("审核人", "2025-01-20", "请核对台账。"),))
    sheet = apply(zeros, AddRemark(remark)).sheet
    letter = returning(sheet, "甲局_退回.rdesk", OFFICE)
    text = said(letter)
    assert "附件“甲局_退回.rdesk”" in text[2]
    assert text[-1] == "1.审核人：请核对台账。"
    assert len(said(returning(zeros, "甲局_退回.rdesk", OFFICE))) == 3
    assert letter.record == b""
