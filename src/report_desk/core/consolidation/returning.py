"""What an office says of a report that it looked at: what is open, as sentences, remarks, or a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.edits.apply import apply
from report_desk.core.edits.review import AddRemark, Step
from report_desk.core.form.edition import Level
from report_desk.core.report.model import Anchor, AnchorKind, Entry, EventKind, Remark

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.core.checks.findings import Finding
    from report_desk.core.consolidation.roster import Member
    from report_desk.core.sheet import Sheet

_ASKED = frozenset({Level.MUST_FIX, Level.EXPLAIN})
SEE_REMARKS = "见批注"
"""The reason of a return whose reasons are its remarks."""
MESSAGE = "发给对方的话.txt"


def asked(sheet: Sheet) -> list[Finding]:
    """The findings that a return asks about: nobody has explained them."""
    return [finding for finding in sheet.findings if finding.level in _ASKED and not finding.explained]


def open_points(sheet: Sheet) -> list[str]:
    """What is open in a report: findings, then the last word of each thread."""
    found = [finding.sentence for finding in asked(sheet)]
    last = [remark.entries[-1] for remark in sheet.report.remarks if remark.is_open and remark.entries]
    return [*found, *(f"{entry.by}：{entry.text}" for entry in last)]


def returned(sheet: Sheet, person: str, at: str, new_id: Callable[[], str]) -> Sheet:
    """A report that is returned, each finding that it asks about as a thread at its place.

    Raises NotNowError where it cannot be returned now.
    """
    for finding in asked(sheet):
        thread = Remark(new_id(), _anchor(sheet, finding), (Entry(person, at, finding.sentence),))
        sheet = apply(sheet, AddRemark(thread)).sheet
    return apply(sheet, Step(EventKind.RETURNED, person, at, SEE_REMARKS)).sheet


def _anchor(sheet: Sheet, finding: Finding) -> Anchor:
    """The cell at fault or the first one, else the section, else the whole."""
    if finding.cells:
        return Anchor(AnchorKind.CELL, cell=finding.suspect or finding.cells[0])
    if finding.section in sheet.form.prose_ids:
        return Anchor(AnchorKind.SECTION, section=finding.section)
    return Anchor(AnchorKind.WHOLE)


def when_due(member: Member, late: int) -> str:
    """The day on which an organ was to report, and how long ago that is."""
    due = f"应报日期是{member.due}，" if member.due else ""
    return f"{due}已经逾期{late}天。" if late > 0 else f"{due}请按时报送。"


def reminder(member: Member, year: int, late: int) -> str:
    """What to say in a chat to an organ that has sent nothing."""
    return (
        f"{member.organ}：{year} 年度政府信息公开年报还没有收到。{when_due(member, late)}"
        "已经发过的请说一声是哪天、发给谁的。\n"
    )


def message(sheet: Sheet, was: str, name: str) -> str:
    """What to say in a chat when a report is sent back as the file ``name``, which had been ``was``."""
    report = sheet.report
    last = report.history[-1] if report.history else None
    threads = sum(remark.is_open for remark in report.remarks)
    said = [f"{report.organ}：{report.year} 年度政府信息公开年报已经看过。"]
    if last is not None and last.kind is EventKind.RETURNED:
        said.append(f"请打开附件「{name}」修改（不要再用原来的「{was}」），逐条看批注后再交。")
    elif last is not None and last.kind is EventKind.APPROVED:
        said.append(f"已经定稿，定稿指纹 {last.fingerprint}，请用附件「{name}」公布。")
    said += [f"还有 {threads} 条批注等答复。"] if threads else []
    said += [f"· {finding.sentence}" for finding in asked(sheet)]
    return "\n".join(said) + "\n"
