from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from report_desk.core.ports import OpenedReport, UnreadableFileError
from report_desk.desk.files.notice import Offer

if TYPE_CHECKING:
    import pytest

    from report_desk.core.sheet import Sheet
    from tests.desk.scene import Scene

PATH = PurePath("/报告/a.rdesk")
OLDER = "这一份比您昨天用过的「a.rdesk」早 3 次保存。"


def open_with(scene: Scene, sheet: Sheet, monkeypatch: pytest.MonkeyPatch, **said: str) -> None:
    opened = OpenedReport(sheet.report, PATH, "digest", **said)
    monkeypatch.setattr(scene.store, "open", lambda _: opened)
    scene.window.open(PATH)


def test_an_older_copy_says_so_until_it_is_dismissed(
    scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_with(scene, zeros, monkeypatch, notice=OLDER)
    notice = scene.report.notice
    assert notice.isVisible()
    assert notice.words == OLDER
    scene.go("overview")
    assert notice.isVisible()
    notice.say("")
    assert not notice.isVisible()


def test_a_notice_leads_to_the_merge(scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    open_with(scene, zeros, monkeypatch, notice=OLDER)

    def refuse(path: PurePath) -> OpenedReport:
        raise UnreadableFileError(f"打不开「{path.name}」。")

    monkeypatch.setattr(scene.store, "open", refuse)
    scene.will_choose(PurePath("/报告/b.rdesk"))
    scene.will_answer("知道了")
    scene.report.notice.wanted.emit(Offer.MERGE)
    assert scene.asked == ["打不开「b.rdesk」。"]


def test_a_read_only_file_is_told_in_the_status_bar_alone(
    scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_with(scene, zeros, monkeypatch, read_only="这个文件是只读的。")
    assert not scene.report.notice.isVisible()
    assert scene.window.status.page_words == "这个文件是只读的。"


def test_a_damaged_file_that_stays_closed_is_not_offered_to_be_forgotten(scene: Scene, zeros: Sheet) -> None:
    scene.store.files[PATH] = zeros.report
    scene.store.open(PATH)
    scene.store.damaged[PATH] = UnreadableFileError("「a.rdesk」不是完好的年报文件。")
    scene.will_answer("知道了")
    scene.window.open(PATH)
    assert len(scene.asked) == 1
    assert scene.store.recent()
