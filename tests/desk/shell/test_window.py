"""From the start page to a saved, reopened, exported report, over ports in memory."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QTableWidget

from report_desk.core.edits.apply import SetFigure, SetOrgan, SetText, apply
from report_desk.core.form.edition import Address
from report_desk.core.ports import (
    ChangedOnDiskError,
    CopyKind,
    DamagedFileError,
    LockedError,
    SaveFailedError,
    StoredCopy,
)
from report_desk.desk.files.claims import OpenFiles
from report_desk.desk.files.new_dialog import NewReportDialog
from report_desk.desk.pages.outline.list import OutlineModel
from report_desk.desk.recovery.dialog import Recovery, RecoveryDialog
from tests.desk.hands import CONTROL, Key, press, type_text
from tests.desk.rooms import open_report, start_page

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from report_desk.core.sheet import Sheet
    from tests.desk.memory import MemoryClaims
    from tests.desk.scene import Scene

CELL = Address("requests.new.individual")
PATH = PurePath("/报告/a.rdesk")
OTHER = PurePath("/报告/b.rdesk")


def test_a_new_report_takes_last_years_by_itself(
    scene: Scene, followed: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = replace(followed.report, year=2024, id="last")
    last = replace(last, figures={**last.figures, Address("requests.carried_out.business"): 2})
    scene.store.files[PATH] = last
    scene.store.open(PATH)
    scene.services.settings.choose(replace(scene.services.settings.preferences, organ=last.organ))
    seen: list[str] = []

    def accept(dialog: NewReportDialog) -> int:
        seen.append(str(dialog.beginning()))
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(NewReportDialog, "exec", accept)
    scene.window.new()
    report = scene.report.document.sheet.report
    assert (report.organ, report.year, report.format) == (last.organ, 2025, "2021")
    assert report.figures[Address("requests.carried_in.business")] == 2
    assert report.previous is not None
    assert seen


def test_saving_asks_for_a_place_once_and_says_when(scene: Scene, zeros: Sheet) -> None:
    document = scene.open(zeros)
    document.submit(SetFigure(CELL, 3), "填数")
    assert scene.window.isWindowModified()
    scene.will_choose(PATH)
    scene.save()
    assert scene.store.files[PATH].figures[CELL] == 3
    assert not scene.window.isWindowModified()
    assert scene.window.status.saved_words == "已保存 10:32"
    scene.will_choose(None)
    document.submit(SetFigure(CELL, 4), "填数")
    scene.save()
    assert scene.store.files[PATH].figures[CELL] == 4
    assert scene.store.files[PATH].revision.number == 2


def test_a_backup_that_fails_is_told_and_the_save_stands(scene: Scene, zeros: Sheet) -> None:
    document = scene.open(zeros)
    document.submit(SetFigure(CELL, 3), "填数")
    scene.will_choose(PATH)
    scene.store.backup_fails = "已经保存，但没有做成备份：磁盘已满。"
    with scene.qtbot.waitSignal(scene.report.saving.warned):
        scene.trigger("save")
    assert scene.window.status.page_words == "已经保存，但没有做成备份：磁盘已满。"
    assert scene.window.status.saved_words == "已保存 10:32"
    assert not scene.window.isWindowModified()


def test_leaving_a_file_dialog_saves_nothing(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros).submit(SetFigure(CELL, 3), "填数")
    scene.will_choose(None)
    scene.window.actions_by_name["save"].trigger()
    assert not scene.store.files
    assert scene.window.isWindowModified()


def test_closing_with_unsaved_work_asks_once(scene: Scene, zeros: Sheet, qtbot: QtBot) -> None:
    scene.open(zeros).submit(SetFigure(CELL, 3), "填数")
    scene.will_answer("取消")
    scene.window.close()
    assert scene.window.isVisible()
    assert open_report(scene.window) is not None
    scene.will_choose(PATH)
    scene.will_answer("保存")
    scene.window.close()
    qtbot.waitUntil(lambda: not scene.window.isVisible())
    assert scene.store.files[PATH].figures[CELL] == 3
    assert len(scene.asked) == 2
    assert not scene.store.drafts


def test_letting_changes_go_forgets_the_draft(scene: Scene, zeros: Sheet, qtbot: QtBot) -> None:
    document = scene.open(zeros)
    document.submit(SetFigure(CELL, 3), "填数")
    with qtbot.waitSignal(scene.report.saving.draft_kept, timeout=5000):
        pass
    assert scene.store.drafts["report"].figures[CELL] == 3
    assert "草稿已留存" in scene.window.status.saved_words
    scene.will_answer("不保存")
    scene.window.close_report()
    assert start_page(scene.window).isVisible()
    qtbot.waitUntil(lambda: not scene.store.drafts)


def test_a_file_changed_on_disk_is_not_overwritten_unasked(scene: Scene, zeros: Sheet, qtbot: QtBot) -> None:
    scene.store.files[PATH] = zeros.report
    scene.window.open(PATH)
    document = scene.report.document
    scene.store.files[PATH] = replace(zeros.report, organ="另一家")
    document.submit(SetFigure(CELL, 3), "填数")
    scene.will_answer("先不存")
    with qtbot.waitSignal(scene.report.saving.refused):
        scene.window.actions_by_name["save"].trigger()
    qtbot.waitUntil(lambda: len(scene.asked) == 1)
    assert scene.store.files[PATH].organ == "另一家"
    assert document.is_dirty
    scene.will_answer("覆盖它")
    scene.save()
    assert scene.store.files[PATH].figures[CELL] == 3


def test_a_file_that_is_gone_is_put_back(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[PATH] = zeros.report
    scene.window.open(PATH)
    del scene.store.files[PATH]
    scene.report.document.submit(SetFigure(CELL, 3), "填数")
    scene.will_answer("存回原处")
    scene.save()
    assert "覆盖" not in scene.asked[0]
    assert scene.store.files[PATH].figures[CELL] == 3


def test_a_file_that_came_back_meanwhile_is_not_overwritten(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[PATH] = zeros.report
    scene.window.open(PATH)
    del scene.store.files[PATH]
    scene.report.document.submit(SetFigure(CELL, 3), "填数")
    asked: list[list[str]] = []

    def answer(
        _window: object, _text: str, _detail: str, answers: dict[str, object], escape: object
    ) -> object:
        asked.append(list(answers))
        scene.store.files[PATH] = replace(zeros.report, organ="另一家")
        return answers.get("存回原处", escape)

    scene.monkeypatch.setattr("report_desk.desk.files.refusals.ask", answer)
    scene.trigger("save")
    scene.qtbot.waitUntil(lambda: len(asked) == 2)
    assert "覆盖它" in asked[1]
    assert scene.store.files[PATH].organ == "另一家"


@pytest.mark.parametrize(
    ("error", "answer"),
    [
        (SaveFailedError("磁盘满了，没有保存。"), "另存一份…"),
        (LockedError("别的程序正在保存。", may_break=True), "解除占用再保存"),
        (ChangedOnDiskError("在别处改过了。", None), "另存一份…"),
    ],
)
def test_a_refused_save_offers_a_way(scene: Scene, zeros: Sheet, error: SaveFailedError, answer: str) -> None:
    scene.store.files[PATH] = zeros.report
    scene.window.open(PATH)
    scene.report.document.submit(SetFigure(CELL, 3), "填数")
    scene.store.fails = error
    scene.will_choose(OTHER)
    scene.will_answer(answer)
    scene.save()
    assert str(error) in scene.asked[0]
    assert scene.store.files[OTHER if answer == "另存一份…" else PATH].figures[CELL] == 3


def test_a_missing_file_is_a_calm_sentence(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[PATH] = zeros.report
    scene.store.open(PATH)
    del scene.store.files[PATH]
    scene.window.show_start()
    scene.will_answer("从最近的报告里拿掉")
    scene.window.open(PATH)
    assert "没有「a.rdesk」" in scene.asked[0]
    assert not scene.store.recent()
    assert start_page(scene.window).recent is None


def test_a_damaged_file_offers_its_backup_as_unsaved_work(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[OTHER] = zeros.report
    scene.store.damaged[PATH] = DamagedFileError("「a.rdesk」坏了。", None, OTHER)
    scene.will_answer("打开最近的备份")
    scene.window.open(PATH)
    assert scene.report.document.place.path is None
    assert scene.report.document.is_dirty
    assert "备份" in scene.report.notice.words
    scene.will_answer("取消")
    assert not scene.window.close()


def test_a_read_only_file_opens_and_saves_elsewhere(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[PATH] = zeros.report
    scene.store.read_only = "这个文件在只读的盘上。"
    scene.window.open(PATH)
    assert "只读" in scene.window.status.saved_words
    assert scene.report.notice.words == scene.store.read_only
    scene.report.document.submit(SetFigure(CELL, 3), "填数")
    scene.will_choose(OTHER)
    scene.save()
    assert scene.store.files[OTHER].figures[CELL] == 3
    assert scene.report.document.place.path == OTHER


def test_a_draft_left_by_a_crash_comes_back_unsaved(
    scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = apply(zeros, SetFigure(CELL, 9)).sheet.report
    scene.store.files[PATH] = zeros.report
    seen = scene.store.digest_on_disk(PATH)
    draft = StoredCopy(CopyKind.DRAFT, PurePath("/drafts/1"), PATH, 1_768_000_000.0, changed, seen)
    scene.store.left.append(draft)
    scene.window.show_start()

    def decide(dialog: RecoveryDialog) -> int:
        dialog.decision = Recovery.OPEN
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(RecoveryDialog, "exec", decide)
    scene.window.recover()
    document = scene.report.document
    assert document.sheet.report.figures[CELL] == 9
    assert document.is_dirty
    assert document.place.path == PATH
    assert "请核对后保存" in scene.report.notice.words
    scene.save()
    assert not scene.report.notice.isVisible()


def test_an_older_state_of_the_open_report_comes_back_undoably(
    scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.store.files[PATH] = apply(zeros, SetFigure(CELL, 9)).sheet.report
    scene.store.kept.append(
        StoredCopy(CopyKind.BACKUP, PurePath("/backups/1"), PATH, 1_768_000_000.0, zeros.report)
    )
    scene.window.open(PATH)

    def decide(dialog: RecoveryDialog) -> int:
        dialog.decision = Recovery.OPEN
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(RecoveryDialog, "exec", decide)
    scene.window.recover()
    assert scene.report.document.sheet.report.figures[CELL] == 0
    scene.window.actions_by_name["undo"].trigger()
    assert scene.report.document.sheet.report.figures[CELL] == 9


def test_a_backup_of_two_files_that_hold_one_report_is_listed_once(
    scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (PATH, OTHER):
        scene.store.files[path] = zeros.report
        scene.store.open(path)
    kept = StoredCopy(CopyKind.BACKUP, PurePath("/backups/1"), PATH, 1_768_000_000.0, zeros.report)
    scene.store.kept.append(kept)
    listed: list[int] = []

    def look(dialog: RecoveryDialog) -> int:
        listed.append(dialog.findChildren(QTableWidget)[0].rowCount())
        return int(QDialog.DialogCode.Rejected)

    monkeypatch.setattr(RecoveryDialog, "exec", look)
    scene.window.recover()
    assert listed == [1]


def test_a_file_dragged_in_is_opened(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[PATH] = zeros.report
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(PATH))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    scene.window.dropEvent(event)
    assert scene.report.document.place.path == PATH


def test_a_clean_report_exports_under_its_official_name(scene: Scene, zeros: Sheet, qtbot: QtBot) -> None:
    scene.open(zeros)
    scene.will_print()
    with qtbot.waitSignal(scene.report.exporting.exported):
        scene.window.actions_by_name["export"].trigger()
    assert [path.name for path in scene.written] == ["示例区文化和旅游局2025年政府信息公开工作年度报告.pdf"]
    assert not scene.press.printed[-1].options.draft


def test_a_report_with_errors_exports_only_a_draft(scene: Scene, blank: Sheet, qtbot: QtBot) -> None:
    scene.open(blank)
    scene.will_print(leave=True)
    scene.window.actions_by_name["export"].trigger()
    assert not scene.press.printed
    assert "还有 6 处必须改，现在只能导出草稿" in scene.asked[-1]
    scene.will_print(PurePath("/out/x"))
    with qtbot.waitSignal(scene.report.exporting.exported):
        scene.window.actions_by_name["export"].trigger()
    assert list(scene.written) == [PurePath("/out/x.pdf")]
    assert scene.press.printed[-1].options.draft


def test_undo_goes_to_where_something_changed(scene: Scene, zeros: Sheet) -> None:
    document = scene.open(zeros)
    scene.report.workspace.show_page("requests_note")
    document.submit(SetFigure(CELL, 3), "填数")
    scene.report.workspace.show_page("overview")
    document.submit(SetText("other", "无。"), "输入")
    scene.window.actions_by_name["undo"].trigger()
    assert scene.report.workspace.page == "other"
    scene.window.actions_by_name["undo"].trigger()
    assert scene.report.workspace.page == "requests_note"


def test_f8_goes_from_finding_to_finding_round_and_round(scene: Scene, blank: Sheet) -> None:
    scene.open(blank)
    visited = []
    for _ in range(len(blank.findings) + 1):
        scene.window.actions_by_name["next_finding"].trigger()
        visited.append(scene.report.workspace.page)
    assert visited[0] == visited[-1]
    assert {"disclosure_note", "requests_note", "overview"} <= set(visited)


def test_a_cell_that_cannot_be_a_value_keeps_the_window_from_moving_on(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    scene.report.workspace.show_page("requests_note")
    scene.report.workspace.shown.focus_first()
    type_text("-1")
    scene.report.workspace.show_page("overview")
    assert scene.report.workspace.page == "requests_note"
    scene.window.actions_by_name["save"].trigger()
    assert not scene.store.files
    press(Key.Key_Escape)
    scene.report.workspace.show_page("overview")
    assert scene.report.workspace.page == "overview"


def test_the_outline_marks_the_page_that_stays(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    scene.go("requests_note")
    type_text("39a")
    outline = scene.report.workspace.outline
    model = outline.model()
    assert isinstance(model, OutlineModel)
    there = outline.visualRect(model.index(model.row_of("other"))).center()
    QTest.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, pos=there)
    here = model.row_of("requests_note")
    scene.qtbot.waitUntil(lambda: outline.currentIndex().row() == here)
    assert [index.row() for index in outline.selectedIndexes()] == [here]


def test_the_outline_counts_and_every_part_is_named(scene: Scene, blank: Sheet) -> None:
    scene.open(blank)
    model = scene.report.workspace.outline.model()
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert spoken[0] == "封面与联系方式，没有填"
    assert spoken[3] == "三、申请办理，没有填，1 处必须改"
    press(Key.Key_PageDown, modifier=CONTROL)
    assert scene.report.workspace.page == "overview"


def test_the_start_page_says_how_each_report_stood(scene: Scene, blank: Sheet) -> None:
    scene.open(blank)
    scene.will_choose(PATH)
    scene.save()
    scene.window.close_report()
    assert start_page(scene.window).recent is not None
    recent = start_page(scene.window).recent
    assert recent is not None
    words = recent.model().index(0, 0).data()
    assert words == "示例区文化和旅游局，2025 年，草稿，6 处必须改，/报告/a.rdesk"
    press(Key.Key_Tab)
    assert scene.store.recent()


def test_the_start_page_promises_what_the_dialog_will_propose(scene: Scene, zeros: Sheet) -> None:
    scene.services.settings.choose(replace(scene.services.settings.preferences, organ=zeros.report.organ))
    year = scene.services.now().year - 1
    for last_year, promise in ((None, "可选去年的报告来承接"), (year - 1, f"承接 {year - 1} 年结转")):
        if last_year is not None:
            scene.store.files[PATH] = replace(zeros.report, year=last_year)
            scene.store.open(PATH)
        scene.window.show_start()
        assert promise in start_page(scene.window).new.accessibleDescription()
        dialog = NewReportDialog(scene.services, scene.window._look, scene.window)
        assert (dialog.beginning().last_year == PATH) is (last_year is not None)
        dialog.deleteLater()


def test_a_file_open_in_another_window_is_asked_about(
    scene: Scene, zeros: Sheet, claims: MemoryClaims
) -> None:
    scene.store.files[PATH] = zeros.report
    claims.elsewhere.add(PATH)
    scene.will_answer("不打开")
    scene.window.open(PATH)
    assert open_report(scene.window) is None
    scene.will_answer("仍然打开")
    scene.window.open(PATH)
    assert scene.report.document.place.path == PATH


def test_a_file_is_claimed_as_long_as_it_is_open(scene: Scene, zeros: Sheet, claims: MemoryClaims) -> None:
    scene.store.files[PATH] = zeros.report
    scene.window.open(PATH)
    held = [set(claims.mine)]
    scene.will_choose(OTHER)
    with scene.qtbot.waitSignal(scene.report.saving.saved):
        scene.trigger("save_as")
    held.append(set(claims.mine))
    scene.window.close_report()
    assert [*held, claims.mine] == [{PATH}, {OTHER}, set()]


def test_two_programs_do_not_share_a_claim(tmp_path: Path) -> None:
    first, second = OpenFiles(str(tmp_path)), OpenFiles(str(tmp_path))
    answers = [first.claim(PATH), first.claim(PATH), second.claim(PATH), second.claim(OTHER)]
    first.release(PATH)
    assert [*answers, second.claim(PATH)] == [True, True, False, True, True]


def test_a_claim_left_behind_hinders_nobody_even_where_its_process_number_lives(tmp_path: Path) -> None:
    before = OpenFiles(str(tmp_path))
    before.claim(PATH)
    (file,) = tmp_path.iterdir()
    left = file.read_bytes()
    before.release(PATH)
    file.write_bytes(left)  # as after a power cut; the process with its number is this one
    assert OpenFiles(str(tmp_path)).claim(PATH)


def test_a_place_where_nothing_can_be_claimed_hinders_nobody() -> None:
    assert OpenFiles("/proc/nowhere").claim(PATH)


def test_no_label_anywhere_reads_markup(scene: Scene, followed: Sheet) -> None:
    hostile = "<img src=file:///etc/passwd><b>x</b>"
    scene.open(apply(followed, SetOrgan(hostile)).sheet)
    for page in ("overview", "disclosure_note", "requests_note", "problems", "cover"):
        scene.go(page)
    labels = scene.window.findChildren(QLabel)
    assert len(labels) > 20
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert any(hostile in label.accessibleName() for label in scene.report.header.findChildren(QLabel))


def test_the_program_says_what_it_is(scene: Scene) -> None:
    scene.will_answer("知道了")
    scene.trigger("about")
    assert scene.asked[0].startswith("年报台 0.")
    assert "LGPL" in scene.asked[0]


def test_cells_shown_by_undo_do_not_pile_up_as_a_selection(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    table = scene.table("requests_note")
    for row in ("new", "carried_in", "granted"):
        table.view.reveal(Address(f"requests.{row}.individual"))
        type_text("5")
        press(Key.Key_Return)
    for _ in range(3):
        press(Key.Key_Z, modifier=CONTROL)
    assert len(table.view.selected()) == 1
    press(Key.Key_Delete)
    blank = {
        address
        for address in zeros.report.figures
        if address not in scene.report.document.sheet.report.figures
    }
    assert blank == {Address("requests.new.individual")}


def test_ctrl_0_brings_the_usual_size_back_and_fills_nothing(scene: Scene, blank: Sheet) -> None:
    document = scene.open(blank)
    scene.trigger("larger")
    press(Key.Key_0, modifier=CONTROL)
    assert scene.window._look.measures.zoom == 1.0
    assert scene.services.settings.preferences.zoom == 1.0
    assert document.sheet.report == blank.report


def test_zeros_over_the_whole_report_say_what_they_did(scene: Scene, blank: Sheet) -> None:
    scene.open(blank)
    scene.trigger("zero_blanks")
    count = len(scene.report.document.sheet.report.figures)
    assert scene.window.status.page_words == f"已把 {count} 个空格填成 0，Ctrl+Z 撤销。"
