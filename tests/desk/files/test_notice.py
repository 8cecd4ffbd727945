from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog

from report_desk.core.edits.apply import SetFigure, apply
from report_desk.core.form.edition import Address
from report_desk.core.ports import (
    CopyKind,
    DamagedFileError,
    OpenedReport,
    StoredCopy,
    UnreadableFileError,
)
from report_desk.core.report.model import Revision
from report_desk.desk.comparing.compare_dialog import CompareDialog
from report_desk.desk.comparing.merge_dialog import MergeDialog
from report_desk.desk.files.watching.notice import OF_A_COPY, Offer
from report_desk.desk.recovery.dialog import Recovery, RecoveryDialog

if TYPE_CHECKING:
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet
    from tests.desk.scene import Scene

CELL = Address("requests.new.individual")
PATH = PurePath("/报告/a.rdesk")
OLDER = "这一份比您昨天用过的「a.rdesk」早 3 次保存。"


def open_with(
    scene: Scene, sheet: Sheet, monkeypatch: pytest.MonkeyPatch, **said: str | bool | Report
) -> None:
    opened = replace(OpenedReport(sheet.report, PATH, "digest"), **said)
    monkeypatch.setattr(scene.store, "open", lambda _: opened)
    scene.window.open(PATH)


def test_an_older_copy_says_so_until_it_is_dismissed(
    scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_with(scene, zeros, monkeypatch, notice=OLDER)
    notice = scene.report.notice
    assert notice.isVisible()
    assert (notice.words, notice.offers) == (OLDER, OF_A_COPY)
    assert scene.window.status.page_words == ""  # once is enough
    scene.go("overview")
    assert notice.isVisible()
    notice.say("")
    assert not notice.isVisible()


def test_the_copy_that_a_notice_speaks_of_is_compared_and_merged_without_asking(
    scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = apply(zeros, SetFigure(CELL, 7)).sheet.report
    newer = replace(newer, revision=Revision(2, "newer", (zeros.report.revision.id,)))
    open_with(scene, zeros, monkeypatch, notice=OLDER, other=newer)
    rows: list[tuple[str, ...]] = []

    def look(dialog: CompareDialog) -> int:
        rows.extend(dialog.rows)
        return int(QDialog.DialogCode.Rejected)

    monkeypatch.setattr(CompareDialog, "exec", look)
    monkeypatch.setattr(MergeDialog, "exec", lambda _: int(QDialog.DialogCode.Accepted))
    scene.report.notice.wanted.emit(Offer.COMPARE)
    assert [row[1:] for row in rows] == [("7", "0")]
    scene.will_answer("不用原稿")
    scene.report.notice.wanted.emit(Offer.MERGE)
    assert scene.report.document.place.path == PATH
    assert scene.report.document.place.digest == "digest"  # of the file that is open, not of the other copy


def test_a_notice_leads_to_the_merge(scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    open_with(scene, zeros, monkeypatch, notice=OLDER)

    def refuse(path: PurePath) -> OpenedReport:
        raise UnreadableFileError(f"打不开「{path.name}」。")

    monkeypatch.setattr(scene.store, "open", refuse)
    scene.will_choose(PurePath("/报告/b.rdesk"))
    scene.will_answer("知道了")
    scene.report.notice.wanted.emit(Offer.MERGE)
    assert scene.asked == ["打不开「b.rdesk」。"]


READ_ONLY = "这个文件是只读的，修改后只能另存到别处。"


@pytest.mark.parametrize(
    ("notice", "offers"), [("", (Offer.SAVE_COPY,)), (OLDER, (*OF_A_COPY, Offer.SAVE_COPY))]
)
def test_a_read_only_file_says_so_once_and_leads_to_another_place(
    scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch, notice: str, offers: tuple[Offer, ...]
) -> None:
    open_with(scene, zeros, monkeypatch, read_only=READ_ONLY, notice=notice)
    bar, status = scene.report.notice, scene.window.status
    assert (bar.words, bar.offers) == (READ_ONLY + notice, offers)
    assert (status.saved_words, status.page_words) == ("只读", "")
    scene.report.document.submit(SetFigure(CELL, 3), "填数")
    assert status.saved_words == "只读 · 未保存的修改"
    scene.will_choose(PurePath("/别处/b.rdesk"))
    with scene.qtbot.waitSignal(scene.report.saving.saved):
        bar.wanted.emit(Offer.SAVE_COPY)
    assert scene.store.files[PurePath("/别处/b.rdesk")].figures[CELL] == 3
    assert not bar.isVisible()


def test_a_draft_that_a_crash_left_is_found_from_its_notice(
    scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = apply(zeros, SetFigure(CELL, 9)).sheet.report
    for name, report in (("/1", replace(changed, id="another")), ("/2", changed)):
        scene.store.left.append(StoredCopy(CopyKind.DRAFT, PurePath(name), PATH, 1_768_000_000.0, report))
    open_with(scene, zeros, monkeypatch, notice="上次意外退出时留下了草稿。", has_draft=True)
    decisions = [Recovery.LEAVE, Recovery.OPEN]

    def decide(dialog: RecoveryDialog) -> int:
        assert dialog.copy.report == changed
        dialog.decision = decisions.pop(0)
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(RecoveryDialog, "exec", decide)
    notice = scene.report.notice
    assert notice.offers == (Offer.RECOVER,)
    notice.wanted.emit(Offer.RECOVER)
    assert notice.isVisible()
    notice.wanted.emit(Offer.RECOVER)
    assert scene.report.document.sheet.report.figures[CELL] == 9
    assert not notice.isVisible()


def test_a_backup_is_compared_with_what_the_damaged_file_still_holds(scene: Scene, zeros: Sheet) -> None:
    backup = PurePath("/备份/1")
    scene.store.files[backup] = zeros.report
    salvaged = apply(zeros, SetFigure(CELL, 4)).sheet.report
    scene.store.damaged[PATH] = DamagedFileError("「a.rdesk」坏了。", salvaged, backup)
    seen: list[tuple[str, ...]] = []

    def look(dialog: CompareDialog) -> int:
        seen.extend(dialog.rows)
        assert dialog._sides[0].currentText() == "坏文件里还能读出的"
        return int(QDialog.DialogCode.Rejected)

    scene.monkeypatch.setattr(CompareDialog, "exec", look)
    scene.will_answer("打开最近的备份")
    scene.window.open(PATH)
    notice = scene.report.notice
    assert notice.words == "这是「a.rdesk」的备份，请核对后另存。"
    assert notice.offers == (Offer.COMPARE, Offer.SAVE_COPY)
    notice.wanted.emit(Offer.COMPARE)
    assert [row[1:] for row in seen] == [("4", "0")]


@pytest.mark.parametrize("answer", ["打开最近的备份", "打开还能读出的部分"])
def test_with_nothing_to_compare_a_copy_is_only_saved(scene: Scene, zeros: Sheet, answer: str) -> None:
    backup = PurePath("/备份/1")
    scene.store.files[backup] = zeros.report
    is_backup = answer.endswith("备份")
    scene.store.damaged[PATH] = DamagedFileError(
        "「a.rdesk」坏了。", None if is_backup else zeros.report, backup if is_backup else None
    )
    scene.will_answer(answer)
    scene.window.open(PATH)
    assert scene.report.notice.offers == (Offer.SAVE_COPY,)


def test_a_damaged_file_that_stays_closed_is_not_offered_to_be_forgotten(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[PATH] = zeros.report
    scene.store.open(PATH)
    scene.store.damaged[PATH] = UnreadableFileError("「a.rdesk」不是完好的年报文件。")
    scene.will_answer("知道了")
    scene.window.open(PATH)
    assert len(scene.asked) == 1
    assert scene.store.recent()


def test_a_recent_file_that_is_gone_is_one_question(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[PATH] = zeros.report
    scene.store.open(PATH)
    del scene.store.files[PATH]
    scene.will_answer("留着", "从最近的报告里拿掉")
    scene.window.open(PATH)
    assert len(scene.asked) == 1
    assert scene.store.recent()
    scene.window.open(PATH)
    assert len(scene.asked) == 2
    assert not scene.store.recent()
