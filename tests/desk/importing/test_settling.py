"""The doubts of an import: F8 leads through them, one key settles each, undo brings it back."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from report_desk.core.edits.apply import SetDetail, SetFigure, SetOrgan, SetText
from report_desk.core.form.edition import Address
from report_desk.core.limits import LONGEST_PROSE
from report_desk.core.ports import DocumentDoubt, Original, OriginalPlace, ReadDocument
from report_desk.desk.importing.doubt_bar import DECISIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.edits.apply import Edit
    from report_desk.core.sheet import Sheet
    from report_desk.desk.importing.beside import Confirming
    from report_desk.desk.importing.passages import Passages
    from report_desk.desk.importing.settling import Settling
    from tests.desk.memory import MemoryPapers
    from tests.desk.scene import Scene

WORD = PurePath("/下载/2024年报.docx")
NEW, GRANTED = Address("requests.new.individual"), Address("requests.granted.individual")
CARRIED, TOTAL = Address("requests.carried_in.individual"), Address("requests.new.total")
RULES = Address("disclosure.rules.issued")
NOTED = DocumentDoubt("「22（其中修订16件）」取了括号前的数。", NEW, (NEW,))
ROW = DocumentDoubt("「上年结转」与格式的行名不全相同。", "requests.carried_in", (CARRIED, GRANTED))
WILD = DocumentDoubt("「约22」没有采用：不是数。", RULES, (RULES,))
HEADING = DocumentDoubt("标题认不清，按位置当作「五、」。", "problems")
LOST = DocumentDoubt("「五、信息处理费」没有放进去。", "prose", passage="五、信息处理费\n全年没有收费。")
PLACES = {NEW: OriginalPlace("第 1 张表", "22（其中修订16件）")}


def opened(scene: Scene, papers: MemoryPapers, sheet: Sheet, *doubts: DocumentDoubt) -> Confirming:
    figures = {NEW: 22, CARRIED: 3, GRANTED: 2}
    report = replace(sheet.report, id="", figures=figures, sections={"problems": "问题。", "other": "无。"})
    original = Original(WORD.name, b"", (), PLACES)
    papers.documents[WORD] = ReadDocument(
        report, doubts, original=original, unreadable=frozenset({RULES, TOTAL})
    )
    assert scene.window.open(WORD)
    return scene.report.confirming


def figures(scene: Scene) -> Mapping[Address, object]:
    return scene.report.document.sheet.report.figures


def left(confirming: Confirming) -> list[int]:
    return list(confirming.settling.left)


def shown(confirming: Confirming) -> tuple[int, str]:
    return confirming.bar.at, confirming.bar.count.text()


def test_f8_leads_through_the_doubts_and_then_the_findings(
    scene: Scene, papers: MemoryPapers, zeros: Sheet
) -> None:
    confirming = opened(scene, papers, zeros, NOTED, HEADING)
    seen: list[object] = []
    scene.report.workspace.findings.wanted.connect(seen.append)
    assert shown(confirming) == (-1, "拿不准：还有 2 处，共 2 处")
    scene.trigger("next_finding")
    assert shown(confirming)[0] == 0
    assert scene.report.workspace.page == "requests_note"
    assert NOTED.sentence in confirming.bar.reason.text().replace("\u200b", "")
    scene.trigger("next_finding")
    assert (confirming.bar.at, scene.report.workspace.page) == (1, "problems")
    assert not seen
    count = len(
        {id(line.finding) for line in scene.report.workspace.findings.model.lines if not line.is_fold}
    )
    assert count
    for _ in range(count):
        scene.trigger("next_finding")
    assert len(seen) == count
    scene.trigger("next_finding")
    assert confirming.bar.at == 0
    scene.trigger("previous_finding")
    assert len(seen) == count + 1
    for _ in range(count):
        scene.trigger("previous_finding")
    assert confirming.bar.at == 1


def test_a_report_without_doubts_has_neither_bar_nor_keys_for_them(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    assert scene.report.confirming.bars == ()
    assert not any(scene.window.actions_by_name[name].isEnabled() for name in (*DECISIONS, "take_all"))
    assert scene.report.confirming.may_leave()


def test_the_buttons_bear_their_keys_and_the_source_is_taken_with_one(
    scene: Scene, papers: MemoryPapers, zeros: Sheet
) -> None:
    confirming = opened(scene, papers, zeros, NOTED, HEADING)
    scene.trigger("next_finding")
    bar = confirming.bar
    assert [bar.buttons[name].text() for name in DECISIONS] == ["就用原件 F4", "改为 F2", "不取 F5"]
    assert (bar.back.text(), bar.on.text()) == ("上一处 Shift+F8", "下一处 F8")
    before = scene.report.document.sheet.report
    bar.buttons["take_original"].click()
    assert shown(confirming) == (1, "拿不准：还有 1 处，共 2 处")
    assert scene.report.document.sheet.report == before
    scene.trigger("take_original")
    assert shown(confirming) == (-1, "2 处拿不准都看过了")
    assert not any(scene.window.actions_by_name[name].isEnabled() for name in (*DECISIONS, "take_all"))
    scene.trigger("undo")
    assert shown(confirming) == (1, "拿不准：还有 1 处，共 2 处")
    scene.trigger("undo")
    assert shown(confirming) == (0, "拿不准：还有 2 处，共 2 处")
    scene.trigger("redo")
    assert "还有 1 处" in shown(confirming)[1]


def test_leaving_out_blanks_the_cell_and_undo_brings_value_and_doubt_back(
    scene: Scene, papers: MemoryPapers, zeros: Sheet
) -> None:
    confirming = opened(scene, papers, zeros, NOTED, ROW)
    scene.trigger("next_finding")
    scene.trigger("leave_out")
    assert NEW not in figures(scene)
    assert shown(confirming) == (1, "拿不准：还有 1 处，共 2 处")
    assert confirming.bar.rest.text() == "还有 2 格"
    scene.trigger("undo")
    assert figures(scene)[NEW] == 22
    assert shown(confirming) == (0, "拿不准：还有 2 处，共 2 处")


def test_correcting_puts_the_caret_into_the_cell_and_settles_when_it_commits(
    scene: Scene, papers: MemoryPapers, zeros: Sheet
) -> None:
    confirming = opened(scene, papers, zeros, NOTED, HEADING)
    scene.trigger("next_finding")
    scene.trigger("correct_doubt")
    table = scene.report.workspace.table
    assert table is not None
    editor = table.view.delegate.editor
    assert editor is not None
    assert "还有 2 处" in shown(confirming)[1]
    editor.selectAll()
    QTest.keyClicks(editor, "16")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert figures(scene)[NEW] == 16
    assert "还有 1 处" in shown(confirming)[1]
    scene.trigger("undo")
    assert (figures(scene)[NEW], shown(confirming)[1]) == (22, "拿不准：还有 2 处，共 2 处")


def test_typing_the_same_value_again_settles_too(scene: Scene, papers: MemoryPapers, zeros: Sheet) -> None:
    confirming = opened(scene, papers, zeros, NOTED)
    scene.report.document.submit(SetFigure(NEW, 22), "填数")
    assert left(confirming) == []
    scene.trigger("undo")
    assert left(confirming) == [0]


def test_a_doubt_about_a_row_is_settled_cell_by_cell_and_a_correction_stays(
    scene: Scene, papers: MemoryPapers, zeros: Sheet
) -> None:
    confirming = opened(scene, papers, zeros, ROW)
    scene.trigger("next_finding")
    scene.report.document.submit(SetFigure(GRANTED, 7), "填数")
    assert confirming.settling.open_parts(0) == (CARRIED,)
    scene.trigger("take_original")
    assert left(confirming) == []
    assert (figures(scene)[CARRIED], figures(scene)[GRANTED]) == (3, 7)


def test_the_caret_goes_to_the_cell_of_the_row_that_a_person_is_at(
    scene: Scene, papers: MemoryPapers, zeros: Sheet
) -> None:
    opened(scene, papers, zeros, ROW)
    scene.report.workspace.go_to_cell(GRANTED)
    scene.trigger("correct_doubt")
    table = scene.report.workspace.table
    assert table is not None
    assert table.view.current == GRANTED
    assert table.view.delegate.editor is not None


def test_what_is_no_value_cannot_be_taken_and_is_named_when_all_else_is(
    scene: Scene, papers: MemoryPapers, zeros: Sheet
) -> None:
    confirming = opened(scene, papers, zeros, NOTED, WILD, ROW, LOST)
    said: list[str] = []
    confirming.told.connect(said.append)
    assert [confirming.settling.can_take(number) for number in range(4)] == [True, False, True, False]
    scene.trigger("take_all")
    assert left(confirming) == [1, 3]
    assert shown(confirming) == (1, "拿不准：还有 2 处，共 4 处")
    assert "照原件取了 2 处；还有 2 处" in said[0]
    assert said[0].endswith("表二 · 规章 · 本年制发件数、五、信息处理费")
    assert not scene.window.actions_by_name["take_original"].isEnabled()
    scene.trigger("undo")
    assert left(confirming) == [0, 1, 2, 3]


def test_all_can_be_taken_where_all_are_values(scene: Scene, papers: MemoryPapers, zeros: Sheet) -> None:
    confirming = opened(scene, papers, zeros, NOTED, ROW, HEADING)
    said: list[str] = []
    confirming.told.connect(said.append)
    scene.trigger("take_all")
    assert (left(confirming), said) == ([], ["3 处都照原件取了。"])


def test_words_that_are_doubtful_are_corrected_where_they_stand_or_left_out(
    scene: Scene, papers: MemoryPapers, zeros: Sheet
) -> None:
    whose = DocumentDoubt("找不到标题，机关是从引言取的。", "organ")
    phone = DocumentDoubt("电话认不清。", "phone")
    confirming = opened(scene, papers, zeros, HEADING, whose, phone)
    document = scene.report.document
    document.submit(SetText("problems", "别的。"), "输入")
    assert left(confirming) == [0, 1, 2]  # nobody has said that this is the correction
    edits: list[Edit] = [SetText("problems", "好。"), SetOrgan("示例局"), SetDetail("phone", "1")]
    for number, edit in enumerate(edits):
        scene.trigger("next_finding")
        assert confirming.bar.at == number
        scene.trigger("correct_doubt")
        document.submit(edit, "输入")
        assert number not in confirming.settling.left
    scene.trigger("undo")
    assert left(confirming) == [2]
    assert not confirming.settling.can_leave_out(2)


def test_a_section_that_is_left_out_is_empty(scene: Scene, papers: MemoryPapers, zeros: Sheet) -> None:
    confirming = opened(scene, papers, zeros, HEADING)
    scene.trigger("next_finding")
    scene.trigger("leave_out")
    assert scene.report.document.sheet.report.sections["problems"] == ""
    assert left(confirming) == []
    scene.trigger("undo")
    assert scene.report.document.sheet.report.sections["problems"] == "问题。"


# ---------------------------------------------------------------------- prose without a place


@pytest.fixture
def lost(scene: Scene, papers: MemoryPapers, zeros: Sheet) -> Confirming:
    return opened(scene, papers, zeros, NOTED, LOST)


def list_of(confirming: Confirming) -> Passages:
    assert confirming._passages is not None
    return confirming._passages


def text_of(scene: Scene, section: str) -> str:
    return scene.report.document.sheet.report.sections.get(section, "")


def test_prose_without_a_place_is_listed_and_goes_to_the_end_of_a_section(
    scene: Scene, lost: Confirming
) -> None:
    passages = list_of(lost)
    assert passages.isVisible()
    assert passages.count.text() == "没找到去处的文字：还有 1 段"
    assert "全年没有收费" in passages.list.item(0).text()
    scene.report.workspace.show_page("problems")
    assert passages.section.currentData() == "problems"
    passages.section.setCurrentIndex(passages.section.findData("other"))
    passages.put.click()
    assert text_of(scene, "other") == "无。\n五、信息处理费\n全年没有收费。"
    assert passages.list.item(0).text().startswith("✓ ")
    assert passages.count.text() == "没找到去处的文字都放好了"
    assert left(lost) == [0]
    assert not passages.put.isEnabled()
    scene.trigger("undo")
    assert text_of(scene, "other") == "无。"
    assert left(lost) == [0, 1]
    assert not passages.list.item(0).text().startswith("✓")


def test_f8_reaches_it_f2_chooses_the_section_and_f5_leaves_it_out(scene: Scene, lost: Confirming) -> None:
    scene.trigger("next_finding")
    scene.trigger("next_finding")
    assert lost.bar.place.text() == "没有去处的文字"
    assert lost.bar.buttons["correct_doubt"].text() == "放进一节 F2"
    assert not lost.bar.buttons["take_original"].isEnabled()
    lost.pane.hide()
    scene.trigger("correct_doubt")
    assert list_of(lost).isVisible()
    focused = QApplication.focusWidget()
    assert focused is list_of(lost).section
    scene.trigger("leave_out")
    assert left(lost) == [0]
    assert list_of(lost).list.item(0).text().startswith("✓ 不要")


def drag(widget: QWidget, passages: Passages, at: QPointF) -> bool:
    mime = passages.list.mimeData([passages.list.item(0)])
    enter = QDragEnterEvent(
        at.toPoint(),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, enter)
    drop = QDropEvent(
        at, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, drop)
    return drop.isAccepted()


def test_it_can_be_dragged_onto_a_section_of_the_outline(scene: Scene, lost: Confirming) -> None:
    outline = scene.report.workspace.outline
    row = outline._pages.row_of("other")
    at = outline.visualRect(outline._pages.index(row)).center()
    assert drag(outline.viewport(), list_of(lost), QPointF(at))
    assert text_of(scene, "other").endswith("全年没有收费。")
    assert scene.report.workspace.page == "other"
    assert list(lost.settling.unplaced) == []


def test_dragged_into_the_text_it_is_ticked_off_as_well(scene: Scene, lost: Confirming) -> None:
    scene.report.workspace.show_page("other")
    _, editor = scene.report.workspace.prose
    editor.insertFromMimeData(list_of(lost).list.mimeData([list_of(lost).list.item(0)]))
    assert "全年没有收费" in text_of(scene, "other")
    assert lost.settling.placed_in(1) == "other"


def test_a_section_that_is_full_takes_no_more(scene: Scene, lost: Confirming) -> None:
    scene.report.document.submit(SetText("other", "满" * LONGEST_PROSE), "输入")
    said: list[str] = []
    lost.told.connect(said.append)
    passages = list_of(lost)
    passages.section.setCurrentIndex(passages.section.findData("other"))
    passages.put.click()
    assert said == ["这一节放不下这么多字，没有放进去。"]
    assert list(lost.settling.unplaced) == [1]


def test_closing_with_prose_without_a_place_is_said_once(scene: Scene, lost: Confirming) -> None:
    settling: Settling = lost.settling
    assert settling.unplaced
    scene.will_answer("回去放")
    scene.window.close_report()
    assert scene.report.confirming is lost
    assert "1 段文字没有放进任何一节" in scene.asked[-1]
    scene.will_answer("不保存")
    scene.window.close_report()
    assert len(scene.asked) == 2
    assert "没保存" in scene.asked[-1]
