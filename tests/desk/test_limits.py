"""The editors stop where the reader would refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QToolTip

from report_desk.core.edits.apply import SetText
from report_desk.core.limits import LONGEST_LINE, LONGEST_PROSE
from report_desk.desk.pages.cover.page import CoverPage
from report_desk.desk.pages.prose.page import ProsePage
from report_desk.desk.widgets.bounded import bound
from report_desk.intake.markup import read_markup
from tests.desk.hands import type_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from report_desk.desk.document import Document
    from report_desk.desk.theme.look import Look


def test_a_section_takes_no_more_than_a_file_may_hold(document: Document, look: Look, qtbot: QtBot) -> None:
    section = next(one for one in document.sheet.form.sections if one.id == "overview")
    page = ProsePage(document, section, look, read_markup)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.focus_first()
    full = "字" * LONGEST_PROSE
    document.submit(SetText("overview", full[1:]), "输入")
    type_text("甲")
    assert len(document.sheet.report.sections["overview"]) == LONGEST_PROSE
    standing = document.sheet.report.sections["overview"]
    type_text("乙")
    qtbot.waitUntil(lambda: page.editor.raw == standing)
    QGuiApplication.clipboard().setText("丙丁")
    page.editor.paste()
    qtbot.waitUntil(lambda: page.editor.raw == standing)
    assert document.sheet.report.sections["overview"] == standing
    assert f"最多 {LONGEST_PROSE} 字" in QToolTip.text()


def test_every_line_of_the_cover_is_bounded(document: Document, look: Look, qtbot: QtBot) -> None:
    page = CoverPage(document, look, read_markup)
    qtbot.addWidget(page)
    fields = page.findChildren(QLineEdit)
    assert len(fields) > 8
    assert {field.maxLength() for field in fields} == {LONGEST_LINE}


def test_a_field_of_several_lines_keeps_the_beginning(qtbot: QtBot) -> None:
    field = QPlainTextEdit()
    qtbot.addWidget(field)
    bound(field, 5)
    field.setPlainText("一二三四五六七")
    assert field.toPlainText() == "一二三四五"
    assert field.textCursor().atEnd()
