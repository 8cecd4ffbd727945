"""The handbook: whole, searchable, opened at the place one is at, and printable."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument

from report_desk import resources
from report_desk.core.output.printout import Heading, Picture
from report_desk.desk.actions import KNOWN
from report_desk.desk.help.handbook import handbook
from report_desk.desk.help.paper import printed
from report_desk.desk.help.window import HandbookWindow
from report_desk.publish.pdf.export import publish_pdf

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.sheet import Sheet
    from report_desk.desk.theme.look import Look
    from tests.desk.scene import Scene

FOLDER = resources.path("handbook")


@pytest.fixture
def book(form: ReportFormat, look: Look, qtbot: QtBot) -> HandbookWindow:
    made = HandbookWindow(handbook(FOLDER, form), FOLDER, look)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_has_every_chapter_and_every_key(book: HandbookWindow) -> None:
    chapters = [name for level, name, _ in book.reader.headings if level == 1]
    assert chapters == ["十分钟填完", "填报口径", "常见错误", "审核", "找回", "汇总", "按键"]
    text = book.reader.toPlainText()
    assert all(words.key in text for words in KNOWN.values() if words.key)
    assert book.contents.count() == len(book.reader.headings)


def test_every_picture_is_there_and_no_wider_than_the_text(book: HandbookWindow) -> None:
    named = re.findall(r"!\[[^\]]+\]\(images/([\w-]+\.png)\)", handbook(FOLDER, book_form(book)))
    assert len(named) > 5
    for name in named:
        picture = book.reader.loadResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(f"images/{name}")
        )
        assert isinstance(picture, QImage)
        assert 0 < picture.width() <= book.reader.viewport().width() * picture.devicePixelRatio()


def book_form(book: HandbookWindow) -> ReportFormat:
    assert book.isVisible()
    return resources.format_by_id("2021")


def test_a_key_that_is_named_is_one_of_the_program(form: ReportFormat) -> None:
    """What the written chapters say of keys is what the keys do."""
    written = "".join(file.read_text("utf-8") for file in sorted(FOLDER.glob("*.md")))
    known = {words.key for words in KNOWN.values()}
    named = set(re.findall(r"\b(?:Ctrl|Shift)\+[\w+]+|\bF\d{1,2}\b", written))
    assert named
    assert named <= known, form.id


def test_a_search_marks_every_place_and_goes_round(book: HandbookWindow) -> None:
    book.search.setText("补零")
    count = len(book.reader.extraSelections())
    assert count > 2
    assert book._count.text() == f"{count} 处"
    places = set()
    for _ in range(count + 1):
        places.add(book.reader.textCursor().position())
        assert book.reader.find_next("补零")
    assert len(places) == count
    book.search.setText("没有这个词")
    assert book._count.text() == "0 处"
    book.search.clear()
    assert not book.reader.extraSelections()


def test_f1_opens_it_at_what_one_is_doing(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    page = scene.table("requests_note")
    page.view.reveal(page.model.table.cells[0].address)
    scene.trigger("handbook")
    shown = scene.window.handbook
    assert shown is not None
    assert shown.view is not None
    first = shown.view
    assert first.isVisible()
    assert first.reader.textCursor().selectedText() == "一、本年新收政府信息公开申请数量"
    scene.go("problems")
    scene.trigger("handbook")
    assert shown.view is first, "one handbook a window"
    top = first.reader.cursorForPosition(first.reader.viewport().rect().center()).position()
    part = next(place for _, name, place in first.reader.headings if name == "写三节文字")
    assert part <= top
    scene.trigger("keys")
    shown.close()


def test_from_the_start_page_it_opens_at_its_beginning(scene: Scene) -> None:
    scene.window.show_start()
    scene.trigger("handbook")
    shown = scene.window.handbook
    assert shown is not None
    assert shown.view is not None
    assert shown.view.reader.verticalScrollBar().value() == 0
    shown.close()


def test_its_pages_are_those_of_a_report(book: HandbookWindow) -> None:
    paper = printed(book.reader.document(), 2026).read(FOLDER / "images")
    shown = [block for block in paper.blocks if isinstance(block, Picture)]
    assert [block.alternative for block in shown][:3] == ["开始页", "表三", "第一部分"]
    assert len(shown) == len(list((FOLDER / "images").glob("*.png")))
    heads = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert heads[0] == "一、十分钟填完"
    assert heads[-1] == "七、按键"
    made = publish_pdf(paper)
    assert made.data.startswith(b"%PDF-")
    assert made.pages > 10


def test_it_is_written_where_one_says(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    scene.trigger("handbook")
    shown = scene.window.handbook
    assert shown is not None
    assert shown.view is not None
    scene.will_choose(PurePath("/out/手册.pdf"))
    with scene.qtbot.waitSignal(shown.told):
        shown.view._paper.click()
    assert PurePath("/out/手册.pdf") in scene.written
    assert scene.press.printed[-1].title == ("年报台", "填报手册")
    shown.close()
