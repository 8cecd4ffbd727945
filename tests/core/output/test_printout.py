"""What prints, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.edits.apply import SetFigure, SetText, apply
from report_desk.core.form.edition import Address
from report_desk.core.output.printout import (
    Heading,
    Paragraph,
    PrintOptions,
    TableBlock,
    options_of,
    printout,
)
from report_desk.core.record import published

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet


def test_a_report_prints_in_the_order_of_the_form(zeros: Sheet) -> None:
    sheet = apply(zeros, SetText("preface", "引言。")).sheet
    sheet = apply(sheet, SetText("requests_note", "说明一。\n说明二。")).sheet
    sheet = apply(sheet, SetFigure(Address("remedies.review.other"), None)).sheet
    printed = printout(sheet, PrintOptions(draft=True))
    assert printed.title == ("示例区文化和旅游局", "2021年政府信息公开工作年度报告")
    assert printed.options.draft
    assert printed.fingerprint == sheet.fingerprint
    carried = published.read(printed.record)
    assert carried.fingerprint == sheet.fingerprint
    assert options_of(carried.options) == printed.options
    assert printed.blocks[0] == Paragraph("引言。", "preface")
    order = [
        block.text[:2]
        if isinstance(block, Heading)
        else block.table
        if isinstance(block, TableBlock)
        else "·"
        for block in printed.blocks
    ]
    assert order == [
        "·",
        "一、",
        "·",
        "二、",
        "disclosure",
        "三、",
        "requests",
        "·",
        "·",
        "四、",
        "remedies",
        "五、",
        "·",
        "六、",
        "·",
    ]
    remedies = next(
        block for block in printed.blocks if isinstance(block, TableBlock) and block.table == "remedies"
    )
    assert remedies.values[Address("remedies.review.upheld")] == "0"
    assert remedies.values[Address("remedies.review.other")] == ""
    assert remedies.values[Address("remedies.review.total")] == ""
    assert remedies.values[Address("remedies.suit_direct.total")] == "0"
