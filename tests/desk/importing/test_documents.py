"""Documents from outside in the window: opened, dropped, taken over from; what is doubtful is shown."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog

from report_desk.core.form.edition import Address
from report_desk.core.ports import DocumentDoubt, ReadDocument
from report_desk.desk.files.endings import ENDINGS
from report_desk.desk.files.new_dialog import NewReportDialog
from report_desk.desk.files.watching.notice import Offer
from report_desk.desk.importing.doubts_dialog import DoubtsDialog
from report_desk.desk.shell.start.room import StartRoom
from report_desk.desk.shell.window import WELCOME
from tests.desk.memory import ONE_PAGE

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet
    from tests.desk.memory import MemoryPapers
    from tests.desk.scene import Scene

WORD = PurePath("/下载/2024年报.docx")
SCAN = PurePath("/下载/2024年报.pdf")
CELL = Address("requests.new.individual")
DOUBT = DocumentDoubt("按 3 读，注里的没有取。", "requests", (CELL,), "表格 2 第 3 行「3（其中1件）」")
PROSE = DocumentDoubt("这一段不知道属于哪一节。", "overview", source="第 4 段「其他」")


@pytest.fixture
def word(papers: MemoryPapers, zeros: Sheet) -> ReadDocument:
    found = ReadDocument(replace(zeros.report, id="", figures={CELL: 3}), (DOUBT, PROSE))
    papers.documents[WORD] = found
    return found


def test_a_document_opens_as_unsaved_work_and_says_what_is_doubtful(scene: Scene, word: ReadDocument) -> None:
    assert scene.window.open(WORD)
    document = scene.report.document
    assert document.sheet.report == replace(word.report, id=document.sheet.report.id)
    assert document.place.path is None
    assert document.is_dirty
    notice = scene.report.notice
    assert "读入 1 个数" in notice.words
    assert "有 2 处拿不准" in notice.words
    assert notice.offers == (Offer.DOUBTS,)


def test_each_doubt_is_shown_with_the_original_and_leads_to_its_place(
    scene: Scene, word: ReadDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert word.doubts
    scene.window.open(WORD)
    seen: list[DoubtsDialog] = []

    def look(dialog: DoubtsDialog) -> int:
        seen.append(dialog)
        dialog._follow()
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(DoubtsDialog, "exec", look)
    scene.report.notice.wanted.emit(Offer.DOUBTS)
    assert seen[0].rows == [
        ("表三 · 一、本年新收政府信息公开申请数量 · 自然人", DOUBT.sentence, DOUBT.source),
        ("一、总体情况", PROSE.sentence, PROSE.source),
    ]
    assert scene.report.workspace.page == "requests_note"


def test_a_document_without_doubts_offers_none(
    scene: Scene, papers: MemoryPapers, word: ReadDocument
) -> None:
    papers.documents[WORD] = replace(word, doubts=())
    scene.window.open(WORD)
    assert scene.report.notice.offers == ()
    assert "请核对后保存" in scene.report.notice.words


def test_a_document_that_cannot_be_read_says_why_and_leaves_what_is_open(scene: Scene, zeros: Sheet) -> None:
    document = scene.open(zeros)
    scene.will_answer("知道了")
    assert not scene.window.open(PurePath("/下载/照片.docx"))
    assert scene.report.document is document
    assert scene.asked


def test_every_kind_may_be_dropped_and_is_offered_by_the_dialogs(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    filters: list[str] = []

    def asked(*given: str) -> tuple[str, str]:
        filters.append(given[-1])
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", asked)
    scene.window.ask_for_file()
    assert set(ENDINGS) < set(WELCOME)
    assert all(f"*{ending}" in filters[0] for ending in WELCOME)


@pytest.mark.parametrize(("answer", "taken"), [("照样承接", 7), ("先不承接", None)])
def test_last_year_may_be_any_document_and_what_is_doubtful_is_asked_about(
    scene: Scene, papers: MemoryPapers, zeros: Sheet, answer: str, taken: int | None
) -> None:
    carried = Address("requests.carried_out.individual")
    last = replace(zeros.report, id="", year=zeros.report.year - 1, figures={carried: 7})
    papers.documents[WORD] = ReadDocument(last, (DOUBT,))
    scene.open(replace(zeros, report=replace(zeros.report, figures={})))
    scene.will_choose(WORD)
    scene.will_answer(answer)
    scene.trigger("take_over")
    found = scene.report.document.sheet.report.figures.get(Address("requests.carried_in.individual"))
    assert found == taken


def test_a_new_report_begins_from_last_years_word_file(
    scene: Scene, papers: MemoryPapers, zeros: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = Address("requests.carried_out.individual")
    last = replace(zeros.report, id="", year=2024, figures={carried: 7}, details={"phone": "123"})
    papers.documents[WORD] = ReadDocument(last)
    scene.will_choose(WORD)

    def answer(dialog: NewReportDialog) -> int:
        dialog.organ.setText(last.organ)
        dialog.year.setValue(2025)
        dialog._choose.click()
        assert WORD.name in dialog._file.text()
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(NewReportDialog, "exec", answer)
    scene.window.new()
    report = scene.report.document.sheet.report
    assert report.figures[Address("requests.carried_in.individual")] == 7
    assert report.details["phone"] == "123"
    assert scene.window.actions_by_name["last_year"].isChecked()
    assert report.previous is not None


def test_a_scan_is_filled_in_beside_its_pages(
    scene: Scene, papers: MemoryPapers, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers.scans[SCAN] = ONE_PAGE

    def answer(dialog: NewReportDialog) -> int:
        dialog.organ.setText("示例局")
        dialog.year.setValue(2024)
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(NewReportDialog, "exec", answer)
    scene.will_answer("先不填")
    assert not scene.window.open(SCAN)
    scene.will_answer("对着填…")
    assert scene.window.open(SCAN)
    report = scene.report.document.sheet.report
    assert (report.organ, report.year, report.figures) == ("示例局", 2024, {})
    pane = scene.report.confirming.pane
    assert pane.isVisible()
    scene.qtbot.waitUntil(lambda: pane.page.sheet.width() > 500)
    assert "扫描件" in scene.report.notice.words
    scene.report.workspace.go_to_cell(CELL)
    assert "对着填" in pane.place.text()


def test_a_scan_is_no_last_year(scene: Scene, papers: MemoryPapers, zeros: Sheet) -> None:
    papers.scans[SCAN] = ONE_PAGE
    document = scene.open(zeros)
    scene.will_choose(SCAN)
    scene.will_answer("知道了")
    scene.trigger("take_over")
    assert document.sheet.report == zeros.report
    assert "扫描件" in scene.asked[-1]


def copied(html: str = "", text: str = "", path: str = "") -> None:
    mime = QMimeData()
    if html:
        mime.setHtml(html)
    if text:
        mime.setText(text)
    if path:
        mime.setUrls([QUrl.fromLocalFile(path)])
    QGuiApplication.clipboard().setMimeData(mime)


def test_a_copied_page_is_taken_whole_with_its_doubts(
    scene: Scene, papers: MemoryPapers, word: ReadDocument
) -> None:
    copied(html="<p>年报</p>", text="年报")
    papers.copied = {b"\xef\xbb\xbf" + "<p>年报</p>".encode(): word}
    start = scene.window.room
    assert isinstance(start, StartRoom)
    start.page.paste.click()
    assert scene.report.document.sheet.report.figures == word.report.figures
    assert "从「剪贴板」读入 1 个数" in scene.report.notice.words
    assert scene.report.confirming.settling.left == (0, 1)


def test_text_is_taken_where_the_copied_page_says_nothing(
    scene: Scene, papers: MemoryPapers, word: ReadDocument
) -> None:
    copied(html="<p></p>", text="年报")
    papers.copied = {b"\xef\xbb\xbf" + "年报".encode(): word}
    scene.trigger("paste_report")
    assert scene.report.document.sheet.report.figures == word.report.figures


@pytest.mark.parametrize(
    ("text", "says"), [("", "剪贴板里没有文字。"), ("一篇文章。", "剪贴板里没有一份年报。")]
)
def test_a_clipboard_without_a_report_says_so(scene: Scene, text: str, says: str) -> None:
    copied(text=text)
    scene.will_answer("知道了")
    scene.trigger("paste_report")
    assert scene.asked[0].startswith(says)


def test_a_copied_file_is_opened(scene: Scene, word: ReadDocument) -> None:
    copied(path=str(WORD))
    scene.trigger("paste_report")
    assert scene.report.document.sheet.report.figures == word.report.figures
