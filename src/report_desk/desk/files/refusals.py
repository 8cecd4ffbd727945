"""When a save is refused: the reason in calm words, and what can be done."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from report_desk.core.ports import ChangedOnDiskError, ExpectedError, LockedError
from report_desk.desk.language import tr
from report_desk.desk.widgets.questions import ask

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Refusal(StrEnum):
    """What the person chose after a refused save."""

    ELSEWHERE = "elsewhere"
    COMPARE = "compare"
    MERGE = "merge"
    OVERWRITE = "overwrite"
    PUT_BACK = "put_back"
    BREAK_LOCK = "break_lock"
    LEAVE = "leave"


def after_refusal(window: QWidget, error: ExpectedError) -> Refusal:
    """Say why nothing was saved and ask what to do; the report stays open and unsaved."""
    answers: dict[str, Refusal] = {}
    detail = tr("报告还开着，什么都没有丢。")
    match error:
        case ChangedOnDiskError(digest=None):
            answers[tr("存回原处")] = Refusal.PUT_BACK
            answers[tr("另存一份…")] = Refusal.ELSEWHERE
            detail = tr("报告还开着，什么都没有丢。原处现在没有这个文件，存回去不会换掉任何东西。")
        case ChangedOnDiskError(theirs=theirs):
            if theirs is not None:
                answers[tr("比较")] = Refusal.COMPARE
                answers[tr("合并")] = Refusal.MERGE
            answers[tr("另存一份…")] = Refusal.ELSEWHERE
            answers[tr("覆盖它")] = Refusal.OVERWRITE
            detail = tr("合并和另存都不丢内容；覆盖会换掉别人保存的内容，只能从备份里找回。")
        case LockedError(may_break=True):
            answers[tr("另存一份…")] = Refusal.ELSEWHERE
            answers[tr("解除占用再保存")] = Refusal.BREAK_LOCK
        case _:
            answers[tr("另存一份…")] = Refusal.ELSEWHERE
    answers[tr("先不存")] = Refusal.LEAVE
    return ask(window, str(error), detail, answers, escape=Refusal.LEAVE)
