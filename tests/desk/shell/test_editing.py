"""The 编辑 menu, the wheel with Ctrl, the title: what a window is expected to have."""

from __future__ import annotations

import sys
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, QProcess, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from report_desk.core.edits.apply import SetFigure, SetOrgan, apply
from report_desk.core.form.edition import Address
from report_desk.desk.actions import KNOWN
from report_desk.desk.files.new_dialog import Beginning, NewReportDialog
from report_desk.desk.pages.tables.page import TablePage
from tests.desk.hands import Key, copy_elsewhere, press, type_text
from tests.desk.rooms import open_report

if TYPE_CHECKING:
    import pytest
    from PySide6.QtWidgets import QWidget

    from report_desk.core.sheet import Sheet
    from tests.desk.scene import Scene

NEW = Address("requests.new.individual")
CARRIED = Address("requests.carried_in.individual")


def turn_wheel(widget: QWidget, by: int, modifiers: Qt.KeyboardModifier) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's
    )
    QApplication.sendEvent(widget, event)


def test_the_menu_does_to_a_table_what_its_keys_do(scene: Scene, zeros: Sheet) -> None:
    document = scene.open(apply(zeros, SetFigure(NEW, 7)).sheet)
    page = scene.table("requests_note")
    page.view.reveal(NEW)
    scene.trigger("cut")
    assert QGuiApplication.clipboard().text() == "7"
    assert NEW not in document.sheet.report.figures
    scene.trigger("paste")
    assert document.sheet.report.figures[NEW] == 7
    page.view.selecting.extend_to(page.model.steps.spots[CARRIED])
    scene.trigger("fill_down")
    assert document.sheet.report.figures[CARRIED] == 7
    scene.trigger("select_all")
    assert len(page.view.selected()) == len(page.model.table.cells)


def test_the_menu_does_to_a_text_what_its_keys_do(scene: Scene, zeros: Sheet) -> None:
    document = scene.open(zeros)
    scene.go("problems")
    before = document.sheet.report.sections["problems"]
    scene.trigger("select_all")
    scene.trigger("copy")
    assert QGuiApplication.clipboard().text() == before
    scene.trigger("cut")
    assert not document.sheet.report.sections["problems"]
    copy_elsewhere("新的一段。")
    scene.trigger("paste")
    assert document.sheet.prose("problems") == "新的一段。"


def test_a_key_of_the_menu_stays_with_what_has_the_keyboard(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    for name, words in KNOWN.items():
        if words.is_of_widget:
            action = scene.window.actions_by_name[name]
            assert action.shortcut().isEmpty()
            assert action.text().endswith(f"\t{words.key}")


def test_ctrl_h_begins_at_what_replaces(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    scene.go("problems")
    scene.trigger("replace")
    search = scene.report.workspace.search
    assert search.text.hasFocus()
    type_text("a")
    press(Key.Key_Tab)
    assert search.other.hasFocus(), "Tab goes from what is looked for to what replaces it"
    scene.go("problems")
    scene.trigger("replace")
    assert search.other.hasFocus()


def test_the_wheel_with_ctrl_zooms_over_every_page(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    look = scene.window._look
    for page in ("requests_note", "problems"):
        shown = scene.go(page)
        area = shown.view if isinstance(shown, TablePage) else shown.text
        assert isinstance(area, QAbstractScrollArea)
        before = look.measures.zoom
        turn_wheel(area.viewport(), 120, Qt.KeyboardModifier.ControlModifier)
        assert look.measures.zoom > before, page
        turn_wheel(area.viewport(), -120, Qt.KeyboardModifier.ControlModifier)
        assert look.measures.zoom == before, page
        turn_wheel(area.viewport(), -120, Qt.KeyboardModifier.NoModifier)
        assert look.measures.zoom == before, page


def test_the_menu_of_recent_files_opens_them(scene: Scene, zeros: Sheet) -> None:
    path = PurePath("/reports/另一份.rdesk")
    scene.store.files[path] = replace(zeros.report, organ="另一局&")
    scene.store.open(path)
    scene.open(zeros)
    menu = scene.report.header.recent
    menu.aboutToShow.emit()
    first = menu.actions()[0]
    assert first.text() == f"另一局&& {zeros.report.year} 年 — 另一份.rdesk"
    scene.will_answer("不保存")
    first.trigger()
    scene.qtbot.waitUntil(lambda: scene.report.document.sheet.report.organ == "另一局&")


def test_a_new_report_of_what_is_there_already_is_asked_about(
    scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = PurePath("/reports/已有.rdesk")
    scene.store.files[path] = zeros.report
    scene.store.open(path)
    wanted = Beginning(zeros.report.organ, zeros.report.year, None)
    monkeypatch.setattr(NewReportDialog, "exec", lambda _: NewReportDialog.DialogCode.Accepted)
    monkeypatch.setattr(NewReportDialog, "beginning", lambda _: wanted)
    scene.will_answer("打开那一份")
    scene.window.new()
    scene.qtbot.waitUntil(lambda: open_report(scene.window) is not None)
    assert "已经有一份：已有.rdesk" in scene.asked[-1]
    assert scene.report.document.place.path == path
    scene.will_answer("另外新建")
    scene.window.new()
    fresh = scene.report.document.place
    assert fresh.path is None
    scene.will_answer("取消")
    before = scene.report
    scene.window.new()
    assert scene.report is before


def test_another_window_is_another_program(
    scene: Scene, zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, list[str]]] = []

    def start(program: str, arguments: list[str]) -> tuple[bool, int]:
        started.append((program, arguments))
        return len(started) == 1, 1

    monkeypatch.setattr(QProcess, "startDetached", start)
    scene.open(zeros)
    scene.trigger("new_window")
    assert started == [(sys.executable, ["-m", "report_desk"])]
    scene.will_answer("知道了")
    scene.trigger("new_window")
    assert "没有打开新的窗口" in scene.asked[-1]


def test_qts_mark_of_an_unsaved_window_in_a_name_is_only_a_name(scene: Scene, zeros: Sheet) -> None:
    scene.open(apply(zeros, SetOrgan("某局[*]")).sheet)
    assert scene.window.windowTitle().startswith("某局[*][*] ")
