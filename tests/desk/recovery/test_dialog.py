"""找回: what the list says of each copy, and what can be decided about it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QLabel

from report_desk.core.edits.apply import Declare, SetFigure, SetText, apply
from report_desk.core.form.edition import Address
from report_desk.core.ports import CopyKind, StoredCopy
from report_desk.core.report.model import Anchor, AnchorKind, Entry, Event, EventKind, Remark, State
from report_desk.desk.recovery.dialog import Recovery, RecoveryDialog, checked, difference
from tests.desk.review.conftest import CELL, made

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look

PATH = PurePath("/报告/a.rdesk")


def copy(kind: CopyKind, report: Report, ago: float) -> StoredCopy:
    return StoredCopy(kind, PurePath(f"/{kind}"), PATH, 1_768_000_000.0 - ago, report)


@pytest.fixture
def dialog(zeros: Sheet, services: Services, look: Look, qtbot: QtBot) -> RecoveryDialog:
    """A draft of the open report, a backup of it, and a backup of another one in an unknown edition."""
    changed = made(zeros, SetFigure(CELL, 3), SetText("other", "有。")).report
    foreign = replace(zeros.report, id="other", format="1999")
    copies = [
        copy(CopyKind.DRAFT, changed, 0),
        copy(CopyKind.BACKUP, zeros.report, 60),
        copy(CopyKind.BACKUP, foreign, 3600),
    ]
    made_dialog = RecoveryDialog(services, copies, zeros, look, None)  # type: ignore[arg-type]
    qtbot.addWidget(made_dialog)
    made_dialog.show()
    return made_dialog


def row(dialog: RecoveryDialog, number: int) -> list[str]:
    items = [dialog._table.item(number, column) for column in range(dialog._table.columnCount())]
    return [item.text() for item in items if item is not None]


def test_each_copy_says_when_what_and_how_it_differs(dialog: RecoveryDialog) -> None:
    assert row(dialog, 0)[:2] == ["2026-01-10 07:06", "草稿 · 修订 0"]
    assert row(dialog, 0)[2] == "示例区文化和旅游局 2025 · a.rdesk"
    assert row(dialog, 0)[4:] == ["1 处必须改", "改了 1 个数字、1 处文字"]
    assert row(dialog, 1)[4:] == ["没有要改的", "相同"]
    assert row(dialog, 2)[4:] == ["", ""]


@pytest.mark.parametrize(
    ("state", "of", "words"),
    [
        (State.DRAFT, None, "示例区文化和旅游局 2025"),
        (State.SUBMITTED, PATH, "示例区文化和旅游局 2025 · 已送审 · a.rdesk"),
    ],
)
def test_a_state_is_told_once_the_report_is_handed_over(  # noqa: PLR0913, PLR0917 - what a dialog needs
    zeros: Sheet,
    services: Services,
    look: Look,
    qtbot: QtBot,
    state: State,
    of: PurePath | None,
    words: str,
) -> None:
    kept = replace(copy(CopyKind.BACKUP, replace(zeros.report, state=state), 0), of=of)
    shown = RecoveryDialog(services, [kept], None, look, None)  # type: ignore[arg-type]
    qtbot.addWidget(shown)
    assert row(shown, 0)[2] == words


def test_a_copy_names_who_worked_on_it_last(
    zeros: Sheet, services: Services, look: Look, qtbot: QtBot
) -> None:
    """A draft of this computer its own user, whoever sent the report back before."""
    services.settings.choose(replace(services.settings.preferences, person="经办"))
    remark = Remark("m", Anchor(AnchorKind.WHOLE), (Entry("审核", "2026-01-18T16:02:00+08:00", "核实"),))
    event = Event(EventKind.SUBMITTED, "经办", "2026-01-17T16:02:00+08:00", 1, "")
    remarked = replace(zeros.report, remarks=(remark,), history=(event,))
    copies = [
        copy(CopyKind.DRAFT, remarked, 0),
        replace(copy(CopyKind.DRAFT, remarked, 0), computer="PC-2"),
        copy(CopyKind.BACKUP, remarked, 60),
        copy(CopyKind.BACKUP, zeros.report, 60),
    ]
    shown = RecoveryDialog(services, copies, None, look, None)  # type: ignore[arg-type]
    qtbot.addWidget(shown)
    assert [row(shown, number)[3] for number in range(4)] == ["经办", "审核", "审核", ""]


def test_a_draft_of_another_computer_says_whose_it_is(
    zeros: Sheet, services: Services, look: Look, qtbot: QtBot
) -> None:
    there = replace(copy(CopyKind.DRAFT, zeros.report, 0), computer="PC-2")
    shown = RecoveryDialog(services, [there], None, look, None)  # type: ignore[arg-type]
    qtbot.addWidget(shown)
    assert row(shown, 0)[1] == "草稿 · 修订 0 · 电脑「PC-2」"


def test_the_list_begins_at_the_open_report(
    zeros: Sheet, services: Services, look: Look, qtbot: QtBot
) -> None:
    other = copy(CopyKind.DRAFT, replace(zeros.report, id="other"), 0)
    mine = copy(CopyKind.DRAFT, zeros.report, 60)
    shown = RecoveryDialog(services, [other, mine], zeros, look, None)  # type: ignore[arg-type]
    qtbot.addWidget(shown)
    assert shown.copy == mine


def test_only_a_draft_can_be_dropped_and_only_the_open_report_compared(dialog: RecoveryDialog) -> None:
    seen = []
    for number in range(3):
        dialog._table.selectRow(number)
        seen.append((dialog._discard.isVisible(), dialog._compare.isVisible(), dialog._open.text()))
    assert seen == [
        (True, True, "恢复成这一份"),
        (False, True, "恢复成这一份"),
        (False, False, "打开这一份"),
    ]


@pytest.mark.parametrize(("button", "decision"), [("_open", Recovery.OPEN), ("_discard", Recovery.DISCARD)])
def test_a_button_decides_about_the_chosen_copy(
    dialog: RecoveryDialog, button: str, decision: Recovery
) -> None:
    dialog._table.selectRow(0)
    getattr(dialog, button).click()
    assert dialog.decision is decision
    assert dialog.copy.kind is CopyKind.DRAFT


def test_comparing_leaves_the_list_open(dialog: RecoveryDialog, qtbot: QtBot) -> None:
    dialog._table.selectRow(1)
    with qtbot.waitSignal(dialog.compare_wanted) as wish:
        dialog._compare.click()
    assert wish.args == [dialog.copy]
    assert dialog.isVisible()


def test_the_words_of_findings_and_differences(zeros: Sheet, followed: Sheet) -> None:
    assert checked(zeros) == "没有要改的"
    assert checked(followed).endswith("处须说明")
    assert not difference(zeros, None)
    assert not difference(zeros, replace(zeros, report=replace(zeros.report, id="x")))


def test_undoing_is_promised_only_where_there_is_something_to_return_to(
    dialog: RecoveryDialog, zeros: Sheet, services: Services, look: Look, qtbot: QtBot
) -> None:
    alone = RecoveryDialog(services, [copy(CopyKind.BACKUP, zeros.report, 0)], None, look, None)  # type: ignore[arg-type]
    qtbot.addWidget(alone)
    for shown, promises in ((dialog, True), (alone, False)):
        words = "".join(label.text() for label in shown.findChildren(QLabel))
        assert ("可以撤销" in words) is promises
        assert "再保存才写到盘上；这里的都还在。" in words


def test_what_is_no_review_is_not_called_one(zeros: Sheet) -> None:
    total = Address("requests.new.total")
    assert difference(zeros, apply(zeros, Declare({total: 1})).sheet) == "改了 1 处其他内容"
