"""What the window calls a state, a step and a part of a report; the core's names are what prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.consolidation.entry import Standing
from report_desk.core.report.model import EventKind, State
from report_desk.core.versions.differences import Part
from report_desk.desk.language import tr

if TYPE_CHECKING:
    from report_desk.core.consolidation.entry import Holder


def state_name(state: State) -> str:
    """A state as everybody calls it."""
    return {
        State.DRAFT: tr("草稿"),
        State.SUBMITTED: tr("已送审"),
        State.RETURNED: tr("退回修改"),
        State.APPROVED: tr("已定稿"),
        State.REOPENED: tr("更正中"),
    }[state]


def standing_name(standing: Standing) -> str:
    """How far an organ's report is, as its folder shows it."""
    return {
        Standing.MISSING: tr("未交"),
        Standing.DRAFT: tr("未送审"),
        Standing.SUBMITTED: tr("已交"),
        Standing.RETURNED: tr("退回"),
        Standing.RESUBMITTED: tr("再交"),
        Standing.APPROVED: tr("定稿"),
        Standing.CHANGED_AFTER_APPROVAL: tr("定稿后改过"),
        Standing.UNREADABLE: tr("读不出"),
    }[standing]


def holder_words(holder: Holder) -> str:
    """Who holds a report, and where."""
    person, computer = holder.person, holder.computer
    if holder.is_saving:
        return tr("电脑「{computer}」正在保存").format(computer=computer)
    if not person:
        return tr("正在电脑「{computer}」上打开").format(computer=computer)
    return tr("正由 {person} 在电脑「{computer}」打开").format(person=person, computer=computer)


def step_name(kind: EventKind) -> str:
    """What was done between clerk and supervisor."""
    return {
        EventKind.SUBMITTED: tr("交给上级"),
        EventKind.RETURNED: tr("退回修改"),
        EventKind.APPROVED: tr("同意定稿"),
        EventKind.REOPENED: tr("更正"),
        EventKind.MERGED: tr("合并", "was done"),
    }[kind]


def part_name(part: Part) -> str:
    """A part of a report that can differ."""
    return {
        Part.FIGURE: tr("数字"),
        Part.DECLARED: tr("纸上的总计"),
        Part.TEXT: tr("文字"),
        Part.ORGAN: tr("机关名称"),
        Part.DETAIL: tr("封面内容"),
        Part.REMARK: tr("批注"),
        Part.SUGGESTION: tr("建议"),
        Part.EXPLANATION: tr("说明"),
        Part.VERDICT: tr("对说明的审核"),
        Part.EVENT: tr("历次记录"),
        Part.STATE: tr("状态"),
        Part.PREVIOUS: tr("去年的报告"),
        Part.CORRECTION: tr("对汇总数的订正"),
        Part.SOURCES: tr("汇总的来源"),
        Part.UNKNOWN: tr("本程序不认识的内容"),
    }[part]
