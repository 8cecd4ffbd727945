"""A report on its way between clerk and supervisor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from report_desk.core.edits.apply import SetFigures, SetText, apply
from report_desk.core.edits.review import AddRemark, CloseRemark, Step
from report_desk.core.form.edition import Address
from report_desk.core.report.model import Anchor, AnchorKind, Entry, EventKind, Remark

if TYPE_CHECKING:
    from report_desk.core.edits.apply import Edit
    from report_desk.core.sheet import Sheet

CELL = Address("requests.new.individual")
GRANTED = Address("requests.granted.individual")
AT = "2026-01-10T09:00:00+08:00"
LATER = "2026-01-11T09:00:00+08:00"
CLERK, SUPERVISOR = "经办人", "审核人"


def made(sheet: Sheet, *edits: Edit) -> Sheet:
    for edit in edits:
        sheet = apply(sheet, edit).sheet
    return sheet


def remark(name: str, anchor: Anchor, text: str = "请核实。", by: str = SUPERVISOR) -> AddRemark:
    return AddRemark(Remark(name, anchor, (Entry(by, AT, text),)))


@pytest.fixture
def submitted(zeros: Sheet) -> Sheet:
    """Handed over by the clerk; nothing to fix."""
    text = SetText("overview", "全年主动公开信息。申请均已办结。")
    return made(zeros, text, SetFigures({CELL: 1, GRANTED: 1}), Step(EventKind.SUBMITTED, CLERK, AT))


@pytest.fixture
def returned(submitted: Sheet) -> Sheet:
    """Returned with remarks on a section, a sentence, a cell, and the whole, which is closed."""
    quote = "申请均已办结。"
    place = submitted.report.sections["overview"].index(quote)
    return made(
        submitted,
        remark("section", Anchor(AnchorKind.SECTION, "problems")),
        remark("cell", Anchor(AnchorKind.CELL, cell=CELL)),
        remark("sentence", Anchor(AnchorKind.SENTENCE, "overview", quote=quote, place=place)),
        remark("whole", Anchor(AnchorKind.WHOLE)),
        CloseRemark("whole", SUPERVISOR, AT),
        Step(EventKind.RETURNED, SUPERVISOR, LATER, "数字不符"),
    )
