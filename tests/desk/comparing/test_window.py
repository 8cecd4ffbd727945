"""Comparing and merging in the window, over ports in memory."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QTableWidget

from report_desk.core.edits.apply import SetFigure, SetText
from report_desk.core.edits.review import Step
from report_desk.core.ports import ChangedOnDiskError, CopyKind, StoredCopy
from report_desk.core.report.model import Anchor, AnchorKind, EventKind, Report, Revision, State
from report_desk.desk.comparing.choosing import Pick
from report_desk.desk.comparing.compare_dialog import CompareDialog
from report_desk.desk.comparing.merge_dialog import MergeDialog
from report_desk.desk.places.words import cell_words
from report_desk.desk.recovery.dialog import Recovery, RecoveryDialog
from report_desk.desk.review.history import HistoryDialog
from report_desk.desk.review.steps.fingerprint_dialog import ProofDialog
from tests.desk.review.conftest import CELL, CLERK, GRANTED, LATER, SUPERVISOR, made, remark

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.core.sheet import Sheet
    from tests.desk.scene import Scene

PATH = PurePath("/报告/a.rdesk")
OTHER = PurePath("/报告/b.rdesk")


def revised(report: Report, name: str, *ancestors: str) -> Report:
    return replace(report, revision=Revision(len(ancestors) + 1, name, ancestors[:1], ancestors))


def look_at_comparisons(
    scene: Scene, then: Callable[[CompareDialog], None] = lambda _: None
) -> list[CompareDialog]:
    seen: list[CompareDialog] = []

    def look(dialog: CompareDialog) -> int:
        seen.append(dialog)
        then(dialog)
        return int(QDialog.DialogCode.Rejected)

    scene.monkeypatch.setattr(CompareDialog, "exec", look)
    return seen


def decide(scene: Scene, pick: Pick | None) -> list[MergeDialog]:
    """Answer the merge dialog; None is its cancel button."""
    seen: list[MergeDialog] = []

    def answer(dialog: MergeDialog) -> int:
        seen.append(dialog)
        if pick is None:
            return int(QDialog.DialogCode.Rejected)
        dialog.pick_all(pick)
        return int(QDialog.DialogCode.Accepted)

    scene.monkeypatch.setattr(MergeDialog, "exec", answer)
    return seen


def test_another_file_is_shown_beside(scene: Scene, zeros: Sheet) -> None:
    other = made(zeros, SetFigure(CELL, 5), SetText("other", "有。"))
    scene.store.files[OTHER] = other.report
    scene.open(zeros)
    scene.will_choose(OTHER)
    (dialog,) = _compared(scene)
    assert dialog.rows == [
        ("表三 · 一、本年新收政府信息公开申请数量 · 自然人", "5", "0"),
        ("六、其他事项", "「有。」", "「2025年已按要求完成。」"),
    ]
    assert dialog.words == "改了 1 个数字、1 处文字"


def _compared(scene: Scene) -> list[CompareDialog]:
    seen = look_at_comparisons(scene)
    scene.trigger("compare")
    return seen


def test_the_newest_state_that_differs_stands_at_the_left(scene: Scene, returned: Sheet) -> None:
    again = made(returned, SetFigure(CELL, 5), Step(EventKind.SUBMITTED, CLERK, LATER))
    scene.open(again)
    followed: list[object] = []

    def go(dialog: CompareDialog) -> None:
        assert dialog.rows[0][1:] == ("1", "5")
        dialog._follow()
        followed.append(scene.report.workspace.page)

    look_at_comparisons(scene, go)
    scene.trigger("compare")
    assert followed == ["requests_note"]


def test_two_different_reports_say_so(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[OTHER] = replace(zeros.report, id="another")
    scene.open(zeros)
    scene.will_choose(OTHER)
    (dialog,) = _compared(scene)
    assert dialog.words == "这是两份不同的报告。没有不同。"


def test_the_history_is_a_list_that_leads_to_a_comparison(scene: Scene, returned: Sheet) -> None:
    scene.open(made(returned, SetFigure(CELL, 5)))
    seen = look_at_comparisons(scene)
    rows: list[list[str]] = []

    def look(dialog: HistoryDialog) -> int:
        table = dialog.table
        for row in range(table.rowCount()):
            items = [table.item(row, column) for column in range(table.columnCount())]
            rows.append([item.text() for item in items if item is not None])
        table.selectRow(1)
        dialog._wish()
        return 1

    scene.monkeypatch.setattr(HistoryDialog, "exec", look)
    scene.trigger("history")
    fingerprint = returned.fingerprint
    assert rows == [
        ["退回修改", SUPERVISOR, "2026-01-11 09:00", "1", fingerprint, "数字不符"],
        ["交给上级", CLERK, "2026-01-10 09:00", "1", fingerprint, ""],
    ]
    assert seen[0].rows[0][1:] == ("1", "5")


def test_the_help_says_what_a_fingerprint_cannot_prove(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    texts: list[str] = []

    def look(dialog: ProofDialog) -> int:
        texts.extend(label.text() for label in dialog.findChildren(QLabel))
        return 1

    scene.monkeypatch.setattr(ProofDialog, "exec", look)
    scene.trigger("proof")
    assert zeros.fingerprint in texts
    assert any("不能证明是谁同意的" in text for text in texts)


def test_a_file_changed_on_disk_is_compared_then_merged(scene: Scene, zeros: Sheet) -> None:
    base = revised(zeros.report, "r1")
    scene.store.files[PATH] = base
    scene.window.open(PATH)
    scene.report.document.submit(SetFigure(CELL, 3), "填数")
    theirs = revised(made(zeros, SetFigure(CELL, 4), SetFigure(GRANTED, 6)).report, "r2", "r1")
    scene.store.files[PATH] = theirs
    scene.store.kept.append(StoredCopy(CopyKind.BACKUP, PurePath("/backups/1"), PATH, 1_768_000_000.0, base))
    seen = look_at_comparisons(scene)
    dialogs = decide(scene, Pick.THEIRS)
    scene.will_answer("比较", "合并")
    scene.trigger("save")
    scene.qtbot.waitUntil(lambda: bool(dialogs))
    assert [row[1:] for row in seen[0].rows] == [("4", "3"), ("6", "0")]
    assert len(dialogs[0].choices) == 1
    document = scene.report.document
    assert (document.sheet.report.figures[CELL], document.sheet.report.figures[GRANTED]) == (4, 6)
    assert document.is_dirty
    assert scene.store.files[PATH] == theirs
    scene.save()
    saved = scene.store.files[PATH]
    assert saved.figures[GRANTED] == 6
    assert saved.history[-1].kind is EventKind.MERGED
    assert "另一份是「3」" in saved.remarks[0].entries[0].text


def test_what_changed_on_disk_after_the_merge_is_asked_about_again(scene: Scene, zeros: Sheet) -> None:
    base = revised(zeros.report, "r1")
    scene.store.files[PATH] = base
    scene.window.open(PATH)
    scene.report.document.submit(SetFigure(CELL, 3), "填数")
    theirs = revised(made(zeros, SetFigure(GRANTED, 6)).report, "r2", "r1")
    scene.store.kept.append(StoredCopy(CopyKind.BACKUP, PurePath("/backups/1"), PATH, 1_768_000_000.0, base))
    scene.store.files[PATH] = theirs
    dialogs = decide(scene, Pick.MINE)
    scene.will_answer("合并")
    scene.trigger("save")
    scene.qtbot.waitUntil(lambda: bool(dialogs))
    third = replace(theirs, organ="第三家")
    scene.store.files[PATH] = third
    scene.will_answer("先不存")
    with scene.qtbot.waitSignal(scene.report.saving.refused):
        scene.trigger("save")
    scene.qtbot.waitUntil(lambda: not scene.answers)
    assert scene.store.files[PATH] == third


def test_a_merge_lists_what_it_takes_by_itself_an_approval_included(scene: Scene, zeros: Sheet) -> None:
    base = revised(zeros.report, "r1")
    theirs = made(
        replace(zeros, report=base),
        SetFigure(GRANTED, 6),
        SetText("other", "有。"),
        remark("whole", Anchor(AnchorKind.WHOLE)),
        Step(EventKind.SUBMITTED, CLERK, LATER),
    )
    theirs = replace(theirs, report=replace(theirs.report, state=State.APPROVED))
    scene.store.files[OTHER] = revised(theirs.report, "t2", "r1")
    scene.store.files[PATH] = base
    scene.window.open(PATH)
    scene.report.document.submit(SetFigure(CELL, 3), "填数")
    dialogs = decide(scene, None)
    scene.will_choose(OTHER)
    scene.trigger("merge")
    places = {place: (before, after) for place, before, after in dialogs[0].taken}
    assert places["状态"] == ("草稿", "已定稿")
    assert places[cell_words(zeros, GRANTED)] == ("0", "6")
    assert places["六、其他事项 ·「有。」"] == ("2025年已按要求完成。", "有。")
    assert places["批注"] == ("空白", f"{SUPERVISOR}：请核实。")
    assert len(places) == 5
    words = dialogs[0].findChildren(QTableWidget)[0].item(0, 0)
    assert words is not None
    assert words.text() in places


def test_a_merge_that_is_left_changes_nothing(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[OTHER] = revised(made(zeros, SetFigure(CELL, 4)).report, "t2", "r1")
    document = scene.open(replace(zeros, report=revised(zeros.report, "r1")))
    decide(scene, None)
    scene.will_choose(OTHER)
    scene.trigger("merge")
    assert scene.report.document is document
    assert not document.is_dirty


def test_an_unknown_original_is_asked_for(scene: Scene, zeros: Sheet) -> None:
    mine = revised(made(zeros, SetFigure(CELL, 3)).report, "m2", "r1")
    theirs = revised(made(zeros, SetFigure(GRANTED, 4)).report, "t2", "r1")
    scene.store.files[OTHER] = theirs
    scene.open(replace(zeros, report=mine))
    scene.report.document.submit(SetText("other", "有。"), "输入")
    dialogs = decide(scene, Pick.MINE)
    scene.will_choose(OTHER)
    scene.will_answer("取消")
    scene.trigger("merge")
    assert not dialogs
    scene.will_answer("不用原稿")
    scene.trigger("merge")
    assert len(dialogs[0].choices) >= 2
    scene.will_answer("取消")
    assert scene.report.document.sheet.report.figures[CELL] == 3


def test_two_programs_have_one_file_open_and_nothing_of_either_is_lost(scene: Scene, zeros: Sheet) -> None:
    """A saves; B, who opened what A opened, merges: the original is what both opened, no backup is needed."""
    base = revised(zeros.report, "r1")
    scene.store.files[PATH] = base
    scene.window.open(PATH)
    scene.report.document.submit(SetFigure(CELL, 3), "填数")
    scene.store.files[PATH] = revised(made(zeros, SetFigure(GRANTED, 6)).report, "a2", "r1")
    dialogs = decide(scene, Pick.MINE)
    scene.will_answer("合并")
    scene.trigger("save")
    scene.qtbot.waitUntil(lambda: bool(dialogs))
    assert not dialogs[0].choices  # neither changed what the other did
    merged = scene.report.document.sheet.report
    assert (merged.figures[CELL], merged.figures[GRANTED]) == (3, 6)
    # A goes on and saves once more, before B has saved: what was merged in is the original now
    again = made(replace(zeros, report=scene.store.files[PATH]), SetFigure(GRANTED, 7)).report
    scene.store.files[PATH] = revised(again, "a3", "a2", "r1")
    scene.will_answer("合并")
    scene.trigger("save")
    scene.qtbot.waitUntil(lambda: len(dialogs) > 1)
    assert not dialogs[1].choices
    merged = scene.report.document.sheet.report
    assert (merged.figures[CELL], merged.figures[GRANTED]) == (3, 7)
    scene.save()


def test_what_was_saved_last_is_the_original_of_what_comes_later(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[PATH] = revised(zeros.report, "m0")
    scene.window.open(PATH)
    scene.report.document.submit(SetFigure(CELL, 3), "填数")
    scene.save()
    saved = scene.store.files[PATH]
    scene.report.document.submit(SetFigure(CELL, 5), "填数")
    changed = made(replace(zeros, report=saved), SetFigure(GRANTED, 6)).report
    scene.store.files[OTHER] = revised(changed, "t3", saved.revision.id, "m0")
    dialogs = decide(scene, Pick.MINE)
    scene.will_choose(OTHER)
    scene.trigger("merge")
    assert not dialogs[0].choices
    merged = scene.report.document.sheet.report
    assert (merged.figures[CELL], merged.figures[GRANTED]) == (5, 6)


def test_a_sibling_is_refused_as_the_original(scene: Scene, zeros: Sheet) -> None:
    """最终版(1) and 最终版(2): neither is the other's original; the true one is."""
    base = revised(zeros.report, "r1")
    mine = revised(made(zeros, SetFigure(CELL, 3)).report, "m2", "r1")
    theirs = revised(made(zeros, SetFigure(GRANTED, 4)).report, "t2", "r1")
    scene.store.files[PATH] = mine
    scene.window.open(PATH)
    dialogs = decide(scene, Pick.MINE)
    for wrong in (theirs, mine, revised(zeros.report, "x2", "r1"), replace(base, id="another")):
        chosen = iter([OTHER, PurePath("/报告/c.rdesk")])
        scene.store.files[OTHER], scene.store.files[PurePath("/报告/c.rdesk")] = theirs, wrong
        scene.monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, it=chosen: (str(next(it)), ""))
        scene.will_answer("选原稿文件…", "知道了")
        scene.trigger("merge")
        assert scene.asked[-1].startswith("这不是两份共同的原稿")
        assert not dialogs
    chosen = iter([OTHER, PurePath("/报告/c.rdesk")])
    scene.store.files[PurePath("/报告/c.rdesk")] = base
    scene.monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(next(chosen)), ""))
    scene.will_answer("选原稿文件…")
    scene.trigger("merge")
    assert not dialogs[0].choices
    merged = scene.report.document.sheet.report
    assert (merged.figures[CELL], merged.figures[GRANTED]) == (3, 4)


def test_an_older_copy_needs_no_merge_and_another_report_has_none(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[OTHER] = revised(zeros.report, "r1")
    scene.open(replace(zeros, report=revised(zeros.report, "r2", "r1")))
    scene.will_choose(OTHER)
    scene.will_answer("知道了", "知道了")
    scene.trigger("merge")
    scene.store.files[OTHER] = replace(zeros.report, id="another")
    scene.trigger("merge")
    assert scene.asked[0].startswith("不用合并：对方这一份比现在的旧")
    assert scene.asked[1].startswith("这两个文件不是同一份报告")


def test_a_conflict_must_be_decided_before_the_merge(scene: Scene, zeros: Sheet) -> None:
    base = revised(zeros.report, "r1")
    scene.store.files[OTHER] = revised(made(zeros, SetFigure(CELL, 4)).report, "t2", "r1")
    scene.open(replace(zeros, report=base))
    mine = made(zeros, SetFigure(CELL, 3)).report
    scene.window.forget_report()
    scene.open(replace(zeros, report=revised(mine, "m2", "r1")))
    enabled: list[bool] = []

    def look(dialog: MergeDialog) -> int:
        enabled.append(dialog._accept.isEnabled())
        dialog.choices[0].choose(Pick.MINE)
        enabled.append(dialog._accept.isEnabled())
        return int(QDialog.DialogCode.Rejected)

    scene.monkeypatch.setattr(MergeDialog, "exec", look)
    scene.will_choose(OTHER)
    scene.will_answer("不用原稿")
    scene.trigger("merge")
    assert enabled == [False, True]


def test_a_damaged_or_gone_file_offers_neither_comparison_nor_merge(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[PATH] = zeros.report
    scene.window.open(PATH)
    scene.report.document.submit(SetFigure(CELL, 3), "填数")
    scene.store.fails = ChangedOnDiskError("文件损坏了。", None, "raw:")
    offered: list[list[str]] = []

    def answer(
        _window: object, _text: str, _detail: str, answers: dict[str, object], escape: object
    ) -> object:
        offered.append(list(answers))
        return escape

    scene.monkeypatch.setattr("report_desk.desk.files.refusals.ask", answer)
    scene.trigger("save")
    scene.qtbot.waitUntil(lambda: bool(offered))
    assert offered == [["另存一份…", "覆盖它", "先不存"]]  # something that is no report stands there
    del scene.store.files[PATH]
    scene.trigger("save")
    scene.qtbot.waitUntil(lambda: len(offered) > 1)
    assert offered[1] == ["存回原处", "另存一份…", "先不存"]


def test_a_backup_is_listed_with_what_changed_and_compared(scene: Scene, returned: Sheet) -> None:
    scene.store.files[PATH] = made(returned, SetFigure(CELL, 5)).report
    copy = StoredCopy(CopyKind.BACKUP, PurePath("/backups/1"), PATH, 1_768_000_000.0, returned.report)
    scene.store.kept.append(copy)
    scene.window.open(PATH)
    seen = look_at_comparisons(scene)
    rows: list[list[str]] = []

    def look(dialog: RecoveryDialog) -> int:
        table = dialog._table
        items = [table.item(0, column) for column in range(table.columnCount())]
        rows.append([item.text() for item in items if item is not None])
        assert dialog._open.text() == "恢复成这一份"
        dialog._compare.click()
        dialog.decision = Recovery.LEAVE
        return int(QDialog.DialogCode.Accepted)

    scene.monkeypatch.setattr(RecoveryDialog, "exec", look)
    scene.window.recover()
    assert rows == [
        [
            "2026-01-10 07:06",
            "备份 · 修订 0",
            "示例区文化和旅游局 2025 · 退回修改 · a.rdesk",
            SUPERVISOR,
            "没有要改的",
            "改了 1 个数字",
        ]
    ]
    assert [row[1:] for row in seen[0].rows] == [("1", "5")]
