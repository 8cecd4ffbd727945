"""What the window proposes to call a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.report.file_names import usable
from report_desk.core.report.model import State

if TYPE_CHECKING:
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet


def proposed_name(report: Report) -> str:
    """〈机关〉_〈年份〉.rdesk; one on its way between clerk and supervisor tells its state and revision."""
    name = f"{usable(report.organ)}_{report.year}"
    step = {State.RETURNED: "退回", State.APPROVED: "定稿"}.get(report.state)
    return f"{name}_{step}_修订{report.revision.number + 1}.rdesk" if step else f"{name}.rdesk"


def export_name(sheet: Sheet, *, is_draft: bool) -> str:
    """〈机关〉〈年份〉年政府信息公开工作年度报告.pdf."""
    draft = "（草稿）" if is_draft else ""
    return f"{usable(sheet.report.organ)}{sheet.report.year}年{usable(sheet.form.name)}{draft}.pdf"
