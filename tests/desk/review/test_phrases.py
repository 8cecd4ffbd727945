"""常用意见: inserted by a key, kept from what was written, changed in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from report_desk.core.limits import LONGEST_LINE, MOST_PHRASES
from report_desk.desk.settings import PHRASES, Preferences
from report_desk.desk.shell.settings_dialog import SettingsDialog
from tests.desk.hands import type_text

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet
    from report_desk.desk.review.threads.entry import EntryForm
    from report_desk.desk.settings import Settings
    from tests.desk.scene import Scene


def written(scene: Scene, sheet: Sheet) -> tuple[EntryForm, Settings]:
    """The sheet for a new remark, with the keyboard in it."""
    scene.open(sheet)
    scene.trigger("add_remark")
    QApplication.processEvents()
    form = scene.report.turns.review.panel.new
    assert form is not None
    assert form.text.hasFocus()
    return form, scene.report.turns.review._services.settings


def press(form: EntryForm, key: Qt.Key) -> None:
    QTest.keyClick(form.text, key, Qt.KeyboardModifier.AltModifier)


def test_a_key_inserts_a_phrase_where_the_caret_is(scene: Scene, zeros: Sheet) -> None:
    form, _ = written(scene, zeros)
    press(form, Qt.Key.Key_1)
    assert form.text.toPlainText() == PHRASES[0]
    press(form, Qt.Key.Key_2)
    assert form.text.toPlainText() == f"{PHRASES[0]}\n{PHRASES[1]}"
    press(form, Qt.Key.Key_9)
    assert form.text.toPlainText().count("\n") == 1
    form.text.undo()
    assert form.text.toPlainText() == PHRASES[0]
    type_text("另：")
    assert form.words == f"{PHRASES[0]}另："
    form.text.selectAll()
    press(form, Qt.Key.Key_3)
    assert form.text.toPlainText() == PHRASES[2]


def test_the_name_may_have_the_keyboard_while_a_phrase_is_inserted(scene: Scene, zeros: Sheet) -> None:
    form, _ = written(scene, zeros)
    form.person.setFocus()
    QTest.keyClick(form.person, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert (form.words, form.person.text()) == (PHRASES[0], "")
    assert form.text.hasFocus()


def test_what_was_written_is_kept_and_offered(scene: Scene, zeros: Sheet) -> None:
    form, settings = written(scene, zeros)
    type_text("请附上台账。")
    menu = form.phrases.phrases
    menu.aboutToShow.emit()
    shown = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert shown[: len(PHRASES)] == [f"{words}\tAlt+{at}" for at, words in enumerate(PHRASES, start=1)]
    keeps = next(action for action in menu.actions() if "记成" in action.text())
    keeps.trigger()
    keeps.trigger()
    assert settings.preferences.phrases == (*PHRASES, "请附上台账。")
    menu.aboutToShow.emit()
    action = next(action for action in menu.actions() if "附上" in action.text())
    form.text.clear()
    action.trigger()
    assert form.words == "请附上台账。"
    for at in range(MOST_PHRASES):
        form.text.setPlainText(f"第{at}句")
        form.phrases.keep()
    assert len(settings.preferences.phrases) == MOST_PHRASES
    assert settings.preferences.phrases[-1] == f"第{MOST_PHRASES - 1}句"


def test_phrases_are_changed_in_the_settings(scene: Scene) -> None:
    standing = Preferences()
    dialog = SettingsDialog(standing, scene.window._look, scene.window)
    assert dialog.preferences == standing
    dialog.phrases.setPlainText(f"  甲 \n\n甲\n乙&丙\n{'长' * 400}")
    assert dialog.preferences == replace(standing, phrases=("甲", "乙&丙", "长" * LONGEST_LINE))
    dialog.phrases.setPlainText("")
    assert dialog.preferences.phrases == ()
    dialog.deleteLater()
