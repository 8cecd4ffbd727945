"""Exporting: everything that can be printed can be chosen, is kept, and stands in the preview."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import fields, replace
from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel

from report_desk.core.edits.apply import SetDetail, apply
from report_desk.core.output.printout import PageNumbers, PrintOptions
from report_desk.core.ports import SaveFailedError
from report_desk.desk.document import Place
from report_desk.desk.files.folders import folder_for
from report_desk.desk.files.watching.notice import Offer
from report_desk.desk.output.export_dialog import ExportDialog
from report_desk.desk.output.fonts_used import FontsUsed
from report_desk.desk.preview.panel import PreviewPanel
from report_desk.desk.shell.settings_dialog import SettingsDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from report_desk.core.output.printout import Printout
    from report_desk.core.ports import PublishedPages
    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look
    from tests.desk.scene import Scene

OUT = PurePath("/out/x.pdf")
CHOICES: dict[str, Callable[[ExportDialog], None]] = {
    "cover": lambda dialog: dialog.cover.setChecked(True),
    "signature": lambda dialog: dialog.signature.setChecked(False),
    "fingerprint": lambda dialog: dialog.fingerprint.setChecked(True),
    "bundled_fonts": lambda dialog: dialog.fonts.setCurrentIndex(1),
    "page_numbers": lambda dialog: dialog.page_numbers.setCurrentIndex(1),
}


def export(scene: Scene, choose: Callable[[ExportDialog], None] | None = None) -> PrintOptions:
    scene.will_print(OUT, choose)
    with scene.qtbot.waitSignal(scene.report.exporting.exported):
        scene.trigger("export")
    return scene.press.printed[-1].options


@pytest.fixture
def dated(zeros: Sheet) -> Sheet:
    return apply(zeros, SetDetail("signed_on", "2026-01-20")).sheet


def test_everything_that_can_be_printed_can_be_chosen() -> None:
    assert {field.name for field in fields(PrintOptions)} == {*CHOICES, "draft"}


def test_a_date_that_was_asked_for_is_printed(scene: Scene, dated: Sheet) -> None:
    scene.open(dated)
    assert scene.report.exporting.preview_options().signature
    assert export(scene) == PrintOptions(signature=True)
    assert scene.press.printed[-1].signed_on == "2026-01-20"


def test_without_a_date_there_is_no_signature_and_it_says_why(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    assert export(scene, lambda dialog: dialog.signature.setChecked(True)) == PrintOptions()
    assert "落款日期还没有填" in scene.asked[-1]
    assert scene.services.settings.preferences.prints_signature, "the choice for a dated report stays"


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_is_kept_for_the_next_time_and_for_the_preview(
    scene: Scene, dated: Sheet, name: str
) -> None:
    scene.open(dated)
    usual = export(scene)
    chosen = export(scene, CHOICES[name])
    assert getattr(chosen, name) != getattr(usual, name)
    assert export(scene) == chosen
    assert scene.report.exporting.preview_options() == chosen


def test_after_an_export_the_pdf_can_be_opened_shown_and_printed(
    scene: Scene, dated: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def opens(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", opens)
    scene.open(dated)
    export(scene)
    notice = scene.report.exported.notice
    assert notice.isVisible()
    assert notice.words == f"已导出到 {OUT}"
    for offer in (Offer.OPEN_EXPORTED, Offer.OPEN_FOLDER):
        notice.wanted.emit(offer)
    assert opened == [str(OUT), str(OUT.parent)]
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    notice.wanted.emit(Offer.OPEN_EXPORTED)
    assert notice.words.startswith("这台电脑上没有程序能打开它。")
    asked = len(scene.asked)
    scene.will_print(leave=True)
    notice.wanted.emit(Offer.PRINT)
    assert "可以打印正式稿" in scene.asked[asked]


def test_dialogs_begin_beside_the_report_else_in_documents(services: Services) -> None:
    preferences = services.settings.preferences
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    stick = Place(PurePath("/stick/a.rdesk"), "digest", read_only="只读")
    assert folder_for(preferences) == documents
    assert folder_for(replace(preferences, folder="/usual")) == "/usual"
    assert folder_for(replace(preferences, folder="/usual"), Place(PurePath("/mine/a.rdesk"))) == "/mine"
    assert folder_for(preferences, stick) == "/stick"
    assert folder_for(preferences, stick, is_written=True) == documents


def test_the_pages_beside_the_choices_are_those_that_are_written(scene: Scene, dated: Sheet) -> None:
    seen: list[PrintOptions] = []

    def choose(dialog: ExportDialog) -> None:
        dialog.show()
        (preview,) = dialog.findChildren(PreviewPanel)
        scene.qtbot.waitUntil(lambda: bool(scene.press.printed))
        for choose_it in CHOICES.values():
            before = len(scene.press.printed)
            choose_it(dialog)
            scene.qtbot.waitUntil(lambda: len(scene.press.printed) > before)  # noqa: B023 - at once
            seen.append(scene.press.printed[-1].options)
        assert preview.isVisible()
        dialog.hide()

    scene.open(dated)
    assert export(scene, choose) == seen[-1]
    assert len(set(map(repr, seen))) == len(CHOICES)


def test_pages_that_are_drawn_for_a_dialog_that_is_gone_go_nowhere(scene: Scene, dated: Sheet) -> None:
    scene.open(dated)
    export(scene, lambda dialog: dialog.show())
    QApplication.processEvents()
    scene.report._frame.background.wait()
    QApplication.processEvents()
    assert scene.press.printed


def test_where_a_pdf_cannot_be_written_another_place_is_offered(scene: Scene, dated: Sheet) -> None:
    refused = [SaveFailedError("磁盘满了，没有写入。")]
    really = scene.services.write_file

    def write_file(path: PurePath, data: bytes) -> None:
        if refused:
            raise refused.pop()
        really(path, data)

    scene.window._services = replace(scene.services, write_file=write_file)
    scene.open(dated)
    scene.will_answer("换个地方…")
    export(scene)
    assert scene.asked[1].startswith("磁盘满了，没有写入。")
    assert OUT in scene.written


def test_leaving_it_keeps_nothing(scene: Scene, dated: Sheet) -> None:
    scene.open(dated)
    scene.will_print(None, CHOICES["cover"], leave=True)
    scene.trigger("export")
    assert not scene.press.printed
    assert not scene.services.settings.preferences.prints_cover


def test_what_is_still_open_is_said_before(
    dated: Sheet, services: Services, look: Look, scene: Scene
) -> None:
    wrong = apply(dated, SetDetail("signed_on", "𪚥日")).sheet
    dialog = ExportDialog(wrong, services.settings.preferences, OUT, look, scene.window)
    said = "".join(label.text() for label in dialog.findChildren(QLabel))
    assert "可以导出正式稿" in said
    assert "还有 1 处须说明没有写说明" in said
    dialog.deleteLater()


def test_characters_that_stand_as_a_mark_are_named(scene: Scene, dated: Sheet) -> None:
    press = scene.press

    def publish(printed: Printout) -> PublishedPages:
        return replace(press(printed), faces={"missing": "𪚥"})

    scene.window._services = replace(scene.services, publish=publish)
    scene.open(dated)
    scene.will_answer("知道了")
    export(scene)
    scene.qtbot.waitUntil(lambda: any("印不出来" in words and "𪚥" in words for words in scene.asked))
    assert PageNumbers.OUTER is scene.press.printed[-1].options.page_numbers


@pytest.fixture
def dialog(dated: Sheet, services: Services, look: Look, scene: Scene) -> Iterator[ExportDialog]:
    made = ExportDialog(dated, services.settings.preferences, OUT, look, scene.window)
    yield made
    made.deleteLater()


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("/a/b.pdf", "/a/b.pdf"),
        ("/a/b", "/a/b.pdf"),
        ("c", "/out/c.pdf"),
        ("  d.PDF ", "/out/d.PDF"),
        ("", None),
    ],
)
def test_a_name_stands_beside_what_was_proposed(dialog: ExportDialog, typed: str, path: str | None) -> None:
    dialog.place.setText(typed)
    assert dialog.path == (None if path is None else PurePath(path))
    dialog.accept()
    assert bool(dialog.result()) is (path is not None)


def test_what_stands_there_is_replaced_only_when_the_person_says_so(
    dated: Sheet, services: Services, look: Look, scene: Scene, tmp_path: Path
) -> None:
    (tmp_path / "x.pdf").write_bytes(b"old")
    dialog = ExportDialog(dated, services.settings.preferences, tmp_path / "x.pdf", look, scene.window)
    scene.will_answer("不换")
    dialog.accept()
    assert not dialog.result()
    scene.will_answer("换掉它")
    dialog.accept()
    assert dialog.result()
    dialog.deleteLater()


def test_paper_has_no_place(dated: Sheet, services: Services, look: Look, scene: Scene) -> None:
    dialog = ExportDialog(dated, services.settings.preferences, None, look, scene.window)
    assert dialog.windowTitle() == "打印报告"
    dialog.accept()
    assert (dialog.result(), dialog.path) == (1, None)
    dialog.deleteLater()


def test_the_settings_ask_for_the_place_of_page_numbers_in_the_same_words(
    dialog: ExportDialog, services: Services, look: Look, scene: Scene
) -> None:
    asked = SettingsDialog(services.settings.preferences, look, scene.window)
    one, other = dialog.page_numbers, asked.page_numbers
    assert one.accessibleName() == other.accessibleName() == "页码位置"
    assert [one.itemText(at) for at in range(one.count())] == [
        other.itemText(at) for at in range(other.count())
    ]
    assert [one.itemData(at) for at in range(one.count())] == list(PageNumbers)
    other.setCurrentIndex(1)
    assert asked.preferences.page_numbers is PageNumbers.CENTRED
    asked.deleteLater()


@pytest.mark.parametrize(
    ("faces", "is_bundled", "words"),
    [
        ({"fang": "Desk Fang"}, False, "本机没有能用的公文字体"),
        ({"fang": "Desk Fang"}, True, "在哪台电脑上印都一样"),
        ({"fang": "仿宋", "own": "仿宋"}, False, "用的是本机的字体：仿宋。"),
        ({"fang": "仿宋", "hei": "Desk Hei", "own": "仿宋"}, False, "本机的字体：仿宋；其余用程序自带的。"),
        (
            {"fang": "仿宋", "own": "仿宋", "lent": "㛃䶮"},
            False,
            "有 2 个字本机的公文字体里没有，换别的字体印：㛃、䶮",
        ),
        (
            {"fang": "仿宋", "missing": "𠙶" * 13},
            False,
            "有 13 个字哪种字体都没有，印成〓（可以装「年报台生僻字字库」）",
        ),
    ],
)
def test_the_fonts_used_are_told_in_words(
    scene: Scene, faces: dict[str, str], *, is_bundled: bool, words: str
) -> None:
    told = FontsUsed(lambda: is_bundled)
    scene.qtbot.addWidget(told)
    told.tell(faces)
    assert words in told.text()


def test_the_dialog_tells_the_fonts_of_the_pages_beside_it(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    dialog = scene.report.exporting.dialog(zeros, OUT)
    scene.qtbot.addWidget(dialog)
    dialog.show()
    scene.qtbot.waitUntil(lambda: "字体" in dialog.fonts_used.text())
