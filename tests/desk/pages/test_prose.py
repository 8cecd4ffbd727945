"""Running text: typing, pasting, bound numbers, one history."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea

from report_desk import resources
from report_desk.core.edits.apply import SetFigure, SetFigures, SetText, ZeroBlanks, apply
from report_desk.core.edits.new_report import new_report
from report_desk.core.form.edition import Address
from report_desk.core.report.model import PreviousYear
from report_desk.core.sheet import evaluate
from report_desk.desk.document import Document, Place
from report_desk.desk.pages.cover.page import CoverPage
from report_desk.desk.pages.prose.cleaning import OWN_TYPE, clean, pasted
from report_desk.desk.pages.prose.numbers import ranked
from report_desk.desk.pages.prose.page import ProsePage
from report_desk.desk.pages.prose.raw import raw_of, replace_raw
from report_desk.desk.pages.prose.search.searching import hits, replaced
from report_desk.intake.markup import read_markup
from tests.desk.hands import CONTROL, SHIFT, Key, copy_elsewhere, press, type_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.sheet import Sheet
    from report_desk.desk.theme.look import Look
    from tests.desk.scene import Scene

NEW = Address("requests.new.individual")
TOTAL = Address("requests.new.total")
BOUND = f"收到⟦{NEW}⟧件，共⟦{TOTAL}⟧件。"


@pytest.fixture
def page(document: Document, look: Look, qtbot: QtBot) -> ProsePage:
    section = next(one for one in document.sheet.form.sections if one.id == "overview")
    made = ProsePage(document, section, look, read_markup)
    qtbot.addWidget(made)
    made.resize(900, 500)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.focus_first()
    return made


def set_text(document: Document, raw: str) -> None:
    document.submit(SetText("overview", raw), "输入")


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "一段。",
        "一段。\n二段。\n",
        BOUND,
        f"⟦{NEW}⟧",
        f"⟦{NEW}+{TOTAL}⟧⟦{NEW}⟧",
        f"𠮷野家𠮷\n𠮷⟦{NEW}⟧𠮷。",
    ],
)
def test_raw_text_and_document_are_each_others_mirror(raw: str, qtbot: QtBot) -> None:  # noqa: ARG001
    document = QTextDocument()
    replace_raw(document, "先有一段。\n后有一段。", document.begin().charFormat())
    replace_raw(document, raw, document.begin().charFormat())
    assert raw_of(document) == raw


def test_typing_reaches_the_document_and_undoes_in_bursts(page: ProsePage, document: Document) -> None:
    set_text(document, "")
    type_text("ab")
    press(Key.Key_Return)
    type_text("公开")
    assert document.sheet.prose("overview") == "ab\n公开"
    document.undo()
    assert document.sheet.prose("overview") == "ab"
    document.undo()
    assert document.sheet.prose("overview") == ""
    document.redo()
    document.redo()
    assert page.editor.raw == "ab\n公开"


def test_a_shifted_return_is_a_paragraph_like_any_other(page: ProsePage, document: Document) -> None:
    set_text(document, "")
    type_text("a")
    press(Key.Key_Return, modifier=SHIFT)
    type_text("b")
    assert page.editor.raw == "a\nb"


def test_typed_token_brackets_stay_brackets(page: ProsePage, document: Document) -> None:
    set_text(document, "")
    type_text("⟦a.b.c⟧")
    assert document.sheet.report.sections["overview"] == "〔a.b.c〕"
    assert page.editor.toPlainText() == "⟦a.b.c⟧"


def test_a_bound_number_follows_its_cell_and_survives_undo(page: ProsePage, document: Document) -> None:
    set_text(document, "收到件。")
    page.editor.select_raw(2, 2)
    page.editor.bind((NEW,))
    assert document.sheet.report.sections["overview"] == f"收到⟦{NEW}⟧件。"
    document.submit(SetFigure(NEW, 41), "填数")
    assert document.sheet.prose("overview") == "收到41件。"
    document.undo()
    document.undo()
    assert page.editor.raw == "收到件。"
    document.redo()
    assert page.editor.raw == f"收到⟦{NEW}⟧件。"


def test_a_copy_carries_plain_digits_outside_and_bound_numbers_inside(
    page: ProsePage, document: Document
) -> None:
    document.submit(SetFigure(NEW, 41), "填数")
    set_text(document, f"收到⟦{NEW}⟧件。")
    press(Key.Key_A, Key.Key_C, modifier=CONTROL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "收到41件。"
    assert mime.hasFormat(OWN_TYPE)
    press(Key.Key_Delete)
    press(Key.Key_V, modifier=CONTROL)
    press(Key.Key_V, modifier=CONTROL)
    assert page.editor.raw == f"收到⟦{NEW}⟧件。" * 2


def test_deleting_a_bound_number_takes_it_whole(page: ProsePage, document: Document) -> None:
    set_text(document, f"收到⟦{NEW}⟧件。")
    page.editor.select(3, 3)
    press(Key.Key_Backspace)
    assert page.editor.raw == "收到件。"


def test_the_at_sign_offers_cells_in_words(page: ProsePage, document: Document) -> None:
    set_text(document, "收到")
    page.editor.select(2, 2)
    type_text("@")
    picker = page._picker
    assert picker.isVisible()
    picker.search.setText("本年新收 自然人")
    picker._choose()
    assert document.sheet.report.sections["overview"] == f"收到⟦{NEW}⟧"


def committed(page: ProsePage, text: str) -> None:
    """What an input method does with a text that it has made ready."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(page.editor, event)


@pytest.mark.parametrize("sign", ["@", "＠"])
def test_an_at_sign_from_an_input_method_offers_cells_too(
    page: ProsePage, document: Document, sign: str
) -> None:
    set_text(document, "")
    committed(page, f"收到{sign}")
    assert page._picker.isVisible()
    assert page.editor.raw == "收到"
    page._picker.search.setText("本年新收 自然人")
    page._picker._choose()
    assert document.sheet.report.sections["overview"] == f"收到⟦{NEW}⟧"


def test_what_an_input_method_commits_is_typed(page: ProsePage, document: Document) -> None:
    set_text(document, "")
    committed(page, "政府信息")
    assert not page._picker.isVisible()
    assert page.editor.raw == "政府信息"


def test_sums_are_bound_cell_by_cell(page: ProsePage, document: Document) -> None:
    set_text(document, "")
    page._pick()
    page._picker.search.setText("行政复议 总计")
    page._picker._add()
    page._picker.search.setText("未经复议直接起诉 总计")
    page._picker._choose()
    assert page.editor.raw == "⟦remedies.review.total+remedies.suit_direct.total⟧"
    assert document.sheet.prose("overview") == "0"


def test_a_plain_at_sign_can_still_be_typed(page: ProsePage, document: Document) -> None:
    set_text(document, "wlj")
    page.editor.select(3, 3)
    type_text("@")
    press(Key.Key_Escape)
    assert page.editor.raw == "wlj@"


def test_totals_come_first_among_cells_that_match(form: ReportFormat) -> None:
    found = ranked(form.cells.values(), ["予以公开"])
    assert found[0].address == "requests.granted.total"
    assert len(found) == 7


def test_the_outline_of_five_headings_is_offered_until_one_of_them_stands(
    page: ProsePage, document: Document
) -> None:
    set_text(document, "全")
    assert page._skeleton.isVisible()
    page._skeleton.click()
    assert page.editor.raw.startswith("全\n（一）主动公开。\n")
    assert page.editor.raw.endswith("\n（五）监督保障。")
    document.settle()
    assert not page._skeleton.isVisible()
    document.undo()
    document.settle()
    assert page._skeleton.isVisible()


def test_a_usual_sentence_brings_its_numbers_bound(page: ProsePage, document: Document) -> None:
    set_text(document, "")
    page._sentences.click()
    (menu,) = page.findChildren(QMenu)
    offered = [action.text() for action in menu.actions()]
    assert offered[2] == "本年新收政府信息公开申请0件，上年结转0件；本年办结0件，结转下年0件。"
    menu.actions()[2].trigger()
    menu.close()
    assert "⟦requests.new.total⟧件" in page.editor.raw
    document.submit(SetFigure(Address("requests.new.individual"), 4), "填数")
    assert "新收政府信息公开申请4件" in document.sheet.prose("overview")


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_usual_sentence_agrees_with_the_tables(edition: str) -> None:
    """No check has anything against a report that says nothing else."""
    form = next(one for one in resources.formats() if one.id == edition)
    sheet = apply(evaluate(form, new_report(form, "r", "某局", form.first_year)), ZeroBlanks()).sheet
    for section in form.sections:
        for raw in section.sentences:
            after = apply(sheet, SetText(section.id, raw)).sheet
            stated = [one for one in after.findings if one.quote]
            assert not stated, raw
            assert "〔未填〕" not in after.prose(section.id)


def test_last_years_paragraphs_are_taken_over_one_by_one(followed: Sheet, look: Look, qtbot: QtBot) -> None:
    assert followed.report.previous is not None
    previous = replace(followed.report.previous, sections={"overview": "第一段。\n第二段。"})
    document = Document(evaluate(followed.form, replace(followed.report, previous=previous)), Place())
    section = next(one for one in document.sheet.form.sections if one.id == "overview")
    page = ProsePage(document, section, look, read_markup)
    qtbot.addWidget(page)
    page.show()
    page.show_last_year(shown=True)
    set_text(document, "今年。")
    page.beside._copy.click()
    assert page.editor.raw == "今年。\n第一段。"
    page.beside._copy.click()
    assert page.editor.raw == "今年。\n第一段。\n第二段。"
    document.undo()
    assert page.editor.raw == "今年。\n第一段。"
    page.show_filling(shown=False)
    assert not page.beside._copy.isVisible()


def test_what_cannot_stand_in_prose_does_not_vanish_without_a_word(page: ProsePage) -> None:
    said: list[str] = []
    page.told.connect(said.append)
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    before = page.editor.raw
    page.editor.insertFromMimeData(picture)
    assert page.editor.raw == before
    assert said[-1] == "图片不能放进年报的文字里，没有粘贴图片。"
    table = QMimeData()
    table.setText("甲\t1")
    table.setHtml("<TABLE><tr><td>甲</td><td>1</td></tr></TABLE>")
    page.editor.insertFromMimeData(table)
    assert said[-1].startswith("表格放成了文字")


def test_the_count_warns_above_the_guidance(page: ProsePage, document: Document) -> None:
    assert page._count.text() == "12 字 / 建议 1000 字内"
    set_text(document, "公" * 1001)
    assert page._count.text() == "1001 字 / 建议 1000 字内"
    assert page._count.property("role") == "over"


WORD = """<html><head><style>p{margin:0}</style><title>x</title></head><body>
<p class=MsoNormal>&nbsp;&nbsp;（一）主动公开。<b>全年</b>公开\n257条。</p><p></p>
<ul><li>第一</li><li>第二</li></ul>
<table><tr><td>甲</td><td>乙</td></tr></table><script>alert(1)</script></body></html>"""


def test_html_becomes_its_paragraphs() -> None:
    assert clean("\n".join(read_markup(WORD).lines)) == "（一）主动公开。全年公开 257条。\n第一\n第二\n甲 乙"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("一行", "一行"),
        ("  缩进\r\n\r\n　　再一段  ", "缩进\n再一段"),
        ("零\u200b宽\ufeff符\u202e号", "零宽符号"),
        ("⟦requests.new.total⟧", "〔requests.new.total〕"),
        ("软\x0b换行", "软\n换行"),
        ("a\u00a0\t b", "a b"),
    ],
)
def test_pasted_text_is_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_an_html_only_clipboard_does_not_vanish(page: ProsePage, document: Document) -> None:
    set_text(document, "")
    copy_elsewhere(html="<p>一段</p><p>二段</p>")
    assert pasted(QGuiApplication.clipboard().mimeData(), read_markup) == "一段\n二段"
    press(Key.Key_V, modifier=CONTROL)
    assert page.editor.raw == "一段\n二段"
    document.undo()
    assert page.editor.raw == ""


def test_a_hostile_paste_is_only_text(page: ProsePage, document: Document) -> None:
    set_text(document, "")
    copy_elsewhere(text="<img src=file:///etc/passwd><b>x</b>")
    press(Key.Key_V, modifier=CONTROL)
    assert page.editor.raw == "<img src=file:///etc/passwd><b>x</b>"
    assert page.editor.toPlainText() == page.editor.raw


def test_last_years_text_stands_beside_with_its_share(zeros: Sheet, look: Look, qtbot: QtBot) -> None:
    before = {"overview": "去年的话。不变的话。"}
    previous = PreviousYear("last", "r", "2021", 2024, {}, before)
    report = apply(zeros, SetText("overview", "今年的话。不变的话。")).sheet.report
    document = Document(evaluate(zeros.form, replace(report, previous=previous)), Place())
    section = next(one for one in zeros.form.sections if one.id == "overview")
    page = ProsePage(document, section, look, read_markup)
    qtbot.addWidget(page)
    page.show()
    page.show_last_year(shown=True)
    assert page.beside.isVisible()
    assert "50%" in page.beside._share.text()
    assert page.beside._text.toPlainText() == "去年的话。不变的话。"


def test_find_looks_through_all_sections_but_never_into_a_token(zeros: Sheet) -> None:
    sheet = apply(zeros, SetText("overview", f"new⟦{NEW}⟧new")).sheet
    assert [(hit.section, hit.start) for hit in hits(sheet, "new")] == [("overview", 0), ("overview", 28)]
    assert [hit.section for hit in hits(sheet, "2025年已按")] == ["problems", "other"]
    assert not hits(sheet, "")


def test_replace_everywhere_is_one_gesture(document: Document) -> None:
    found = hits(document.sheet, "按要求")
    document.submit(replaced(document.sheet, found, "⟦全部⟧"), "全部替换")
    assert document.sheet.report.sections["problems"] == "2025年已〔全部〕完成。"
    assert document.history.count() == 1
    document.undo()
    assert document.sheet.prose("problems") == "2025年已按要求完成。"


def test_an_input_method_composes_into_prose(page: ProsePage, document: Document) -> None:
    set_text(document, "")
    QApplication.sendEvent(page.editor, QInputMethodEvent("gong'kai", []))
    assert document.sheet.report.sections["overview"] == ""
    composed = QInputMethodEvent()
    composed.setCommitString("公开")
    QApplication.sendEvent(page.editor, composed)
    assert document.sheet.report.sections["overview"] == "公开"


def test_a_sum_of_numbers_ends_with_what_was_added_to_it(page: ProsePage, document: Document) -> None:
    document.submit(SetFigures({NEW: 26, Address("requests.new.business"): 34}), "填数")
    set_text(document, "")
    type_text("@")
    picker = page._picker
    wanted = picker.search.placeholderText()
    type_text("本年新收")
    QTest.keyClick(picker.search, Key.Key_Return, SHIFT)  # the total
    assert "已选 1 格，合计 60：" in picker.search.placeholderText()
    QTest.keyClick(picker.search, Key.Key_Down)
    QTest.keyClick(picker.search, Key.Key_Up)
    picker.search.setText("本年新收 自然人")
    QTest.keyClick(picker.search, Key.Key_Return, SHIFT)
    assert "已选 2 格，合计 86：" in picker.search.placeholderText()
    QTest.keyClick(picker.search, Key.Key_Return)
    assert document.sheet.report.sections["overview"] == f"⟦{TOTAL}+{NEW}⟧"
    type_text("@")
    assert picker.search.placeholderText() == wanted
    QTest.keyClick(picker.search, Key.Key_Escape)


@pytest.mark.parametrize("seed", range(12))
def test_editor_and_report_never_drift_apart(page: ProsePage, document: Document, seed: int) -> None:
    chance = random.Random(seed)
    states: list[str] = []
    for _ in range(120):
        units = page.editor._units
        places = [place for place in range(len(units) + 1) if place == len(units) or units[place]]
        first, last = sorted(chance.choices(places, k=2))
        page.editor.select(first, last if chance.random() < 0.4 else first)
        match chance.randrange(8):
            case 0 | 1:
                type_text(chance.choice(["a", "公开", "。", "𠮷", "1"]))
            case 2:
                press(chance.choice([Key.Key_Return, Key.Key_Backspace, Key.Key_Delete]))
            case 3:
                page.editor.bind(chance.choice([(NEW,), (NEW, TOTAL)]))
            case 4:
                page.editor.insert(chance.choice(["甲\n乙\n丙", BOUND, "", "𠮷⟦requests.new.total⟧"]))
            case 5:
                document.submit(SetFigure(NEW, chance.randrange(100)), "填数")
            case 6:
                document.undo()
            case _:
                document.redo()
        stored = document.sheet.report.sections["overview"]
        assert page.editor.raw == stored
        assert raw_of(page.editor.document()) == stored
        states.append(stored)
    while document.history.canUndo():
        document.undo()
    assert page.editor.raw == "2025年已按要求完成。"
    assert len(set(states)) > 20


def test_a_bound_number_says_where_it_comes_from_and_leads_there(scene: Scene, zeros: Sheet) -> None:
    scene.open(apply(zeros, SetText("overview", BOUND)).sheet)
    page = scene.go("overview")
    assert isinstance(page, ProsePage)
    QApplication.processEvents()
    cursor = page.editor.textCursor()
    cursor.setPosition(2)
    at = page.editor.cursorRect(cursor).center() + QPoint(8, 0)
    QTest.mouseDClick(page.editor.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert scene.report.workspace.page == "requests_note"
    assert scene.table("requests_note").view.current == NEW


def test_the_status_bar_counts_the_section_on_screen(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    scene.go("overview")
    assert scene.window.status.page_words == "本节 12 字"
    scene.go("cover")
    assert scene.window.status.page_words == ""


def test_the_page_follows_the_caret_of_the_preface(scene: Scene, zeros: Sheet, qtbot: QtBot) -> None:
    """The cover page is longer than a small window, and its text is the last thing on it."""
    scene.open(zeros)
    page = scene.go("cover")
    assert isinstance(page, CoverPage)
    scene.window.resize(1000, 560)
    page.preface.setFocus()
    scroll = page.findChild(QScrollArea)
    assert scroll is not None
    sight = scroll.viewport()

    def shown() -> bool:
        caret = page.preface.cursorRect()
        top, bottom = (
            page.preface.viewport().mapTo(sight, at).y() for at in (caret.topLeft(), caret.bottomLeft())
        )
        return 0 <= top < bottom < sight.height()

    press(Key.Key_End, modifier=CONTROL)
    qtbot.waitUntil(shown)
    press(Key.Key_Home, modifier=CONTROL)
    qtbot.waitUntil(shown)


def test_the_last_place_that_is_replaced_says_so(scene: Scene, zeros: Sheet) -> None:
    scene.open(apply(zeros, SetText("problems", "甲乙")).sheet)
    scene.trigger("find")
    bar = scene.report.workspace.search
    bar.text.setText("甲")
    bar.other.setText("丙")
    bar.replace()
    assert bar._count.text() == "都替换了"
    bar.step(1)
    assert bar._count.text() == "没有找到"
    assert scene.report.document.sheet.report.sections["problems"] == "丙乙"


def test_an_empty_text_begins_where_a_written_one_does(page: ProsePage, document: Document) -> None:
    for width in (1300, 700):
        set_text(document, "字")
        page.resize(width, 500)
        QApplication.processEvents()
        written = page.editor.cursorRect(QTextCursor(page.editor.document())).left()
        page.resize(900, 500)
        set_text(document, "")
        QApplication.processEvents()
        page.resize(width, 500)
        QApplication.processEvents()
        assert page.editor.cursorRect().left() == written
