"""The findings panel: what is on top, what a link does, a 说明 and its age."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from report_desk.core.checks.findings import Finding
from report_desk.core.edits.apply import Declare, SetFigure, SetFigures, SetText, Together, apply
from report_desk.core.form.edition import Address, Level
from report_desk.desk.document import Document, Place
from report_desk.desk.findings.fixes import FixKind, fixes, suspicion
from report_desk.desk.findings.panel import FindingsPanel
from report_desk.desk.findings.rows import FLOOD, lines
from tests.desk.hands import Key, press, type_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from report_desk.core.edits.apply import Edit
    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look
    from tests.desk.scene import Scene

NEW = Address("requests.new.individual")
GRANTED = Address("requests.granted.individual")


@pytest.fixture
def document(followed: Sheet, qapp: object) -> Document:  # noqa: ARG001 - an application must exist
    return Document(followed, Place())


@pytest.fixture
def panel(document: Document, services: Services, look: Look, qtbot: QtBot) -> FindingsPanel:
    made = FindingsPanel(document, services.settings, services.now, look)
    qtbot.addWidget(made)
    made.resize(900, 300)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def words_of(document: Document, finding: Finding) -> list[str]:
    return [fix.words for fix in fixes(document.sheet, finding)]


def slipped(sheet: Sheet, right: int, typed: int) -> Sheet:
    """Declared totals for one value, another one typed."""
    edits: tuple[Edit, ...] = (SetFigures({NEW: right, GRANTED: right}),)
    whole = apply(sheet, Together(edits)).sheet
    totals = {
        place: int(value)
        for place, value in whole.totals.items()
        if value is not None and "requests" in place
    }
    return apply(whole, Together((Declare(totals), SetFigure(GRANTED, typed)))).sheet


def test_the_strongest_comes_first_and_explained_ones_last(panel: FindingsPanel, document: Document) -> None:
    document.submit(SetText("other", ""), "输入")
    levels = [line.finding.level for line in panel.model.lines]
    assert levels == sorted(levels, key=list(Level).index)
    assert levels[0] is Level.MUST_FIX
    assert panel._counts.text().startswith("1 处必须改 · 1 处须说明")


def test_a_flood_of_one_rule_is_folded(panel: FindingsPanel, document: Document) -> None:
    columns = ("individual", "business", "research", "nonprofit", "legal", "other")
    document.submit(SetFigures({Address(f"requests.new.{name}"): 9 for name in columns}), "填数")
    shown = [line for line in panel.model.lines if line.finding.rule == "requests-balance"]
    assert len(shown) == FLOOD
    assert shown[-1].hidden == 3
    panel.model.toggle_fold(shown[-1])
    assert sum(line.finding.rule == "requests-balance" for line in panel.model.lines) == 7


def test_findings_below_the_flood_are_all_shown(zeros: Sheet) -> None:
    one = Finding("rule", Level.NOTICE, "", "", "", "overview", "")
    assert len(lines([replace(one, values=str(n)) for n in range(FLOOD)], frozenset())) == FLOOD
    assert zeros.findings == ()


@pytest.mark.parametrize(
    ("right", "typed", "how"),
    [(41, 14, "数字颠倒"), (41, 410, "多了一个 0"), (410, 41, "少了一个 0"), (41, 44, "填错")],
)
def test_the_suspect_is_named_with_the_value_that_mends(
    zeros: Sheet,
    right: int,
    typed: int,
    how: str,
    qtbot: QtBot,  # noqa: ARG001 - sentences are translated
) -> None:
    sheet = slipped(zeros, right, typed)
    finding = sheet.findings[0]
    assert (
        suspicion(sheet, finding)
        == f"疑似「（一）予以公开，自然人」{how}：现在是 {typed}，改成 {right} 即全部平衡。"
    )
    (mend,) = [fix for fix in fixes(sheet, finding) if fix.words == f"改成 {right}"]
    assert mend.edit is not None
    assert not apply(sheet, mend.edit).sheet.findings


def test_what_last_year_says_stands_on_the_error_and_mends_it(
    followed: Sheet,
    qtbot: QtBot,  # noqa: ARG001 - sentences are translated
) -> None:
    """现在 3；去年报告结转 2；改成 2 即全部平衡: in a report that was typed."""
    assert not followed.report.declared
    carried, out = (Address(f"requests.{row}.individual") for row in ("carried_in", "carried_out"))
    assert followed.last is not None
    last = followed.last[out]
    assert isinstance(last, int)
    figures = {carried: last, NEW: 5, GRANTED: 5 + last, out: 0}
    whole = apply(followed, SetFigures(figures)).sheet
    assert not [finding for finding in whole.findings if finding.level in {Level.MUST_FIX, Level.EXPLAIN}]
    wrong = apply(whole, SetFigure(carried, last + 1)).sheet
    finding = wrong.findings[0]
    assert suspicion(wrong, finding) == (
        f"疑似「二、上年结转政府信息公开申请数量，自然人」填错：现在是 {last + 1}；"
        f"去年报告「四、结转下年度继续办理，自然人」是 {last}，改成 {last} 即全部平衡。"
    )
    mend = next(fix for fix in fixes(wrong, finding) if fix.words == f"改成 {last}")
    assert mend.edit is not None
    mended = apply(wrong, mend.edit).sheet
    assert not [found for found in mended.findings if found.level in {Level.MUST_FIX, Level.EXPLAIN}]


def test_a_witness_stands_on_an_error_that_names_nobody(
    followed: Sheet,
    qtbot: QtBot,  # noqa: ARG001 - sentences are translated
) -> None:
    finding = next(one for one in apply(followed, SetFigure(NEW, 9)).sheet.findings if one.witnesses)
    assert finding.level is Level.MUST_FIX
    assert suspicion(followed, finding).startswith("去年报告「四、结转下年度继续办理，自然人」是")
    assert finding.advice in suspicion(followed, finding)


def test_following_a_link_changes_one_thing_undoably(
    panel: FindingsPanel, zeros: Sheet, qtbot: QtBot
) -> None:
    document = panel._document
    document.submit(SetFigure(Address("requests.carried_in.individual"), None), "清空")
    finding = next(one for one in document.sheet.findings if one.rule == "blank-cell")
    assert words_of(document, finding) == ["去这一格", "空白补零"]
    with qtbot.waitSignal(panel.wanted):
        panel._follow(finding, fixes(document.sheet, finding)[1])
    assert document.sheet.report.figures[Address("requests.carried_in.individual")] == 0
    document.undo()
    assert Address("requests.carried_in.individual") not in document.sheet.report.figures
    assert zeros.findings == ()


def test_a_stated_number_can_be_bound_to_its_cells(panel: FindingsPanel, document: Document) -> None:
    document.submit(SetText("overview", "2025年收到政府信息公开申请48件。"), "输入")
    finding = next(one for one in document.sheet.findings if one.quote)
    assert "改用表中数字" in words_of(document, finding)
    bind = next(fix for fix in fixes(document.sheet, finding) if fix.words == "改用表中数字")
    panel._follow(finding, bind)
    assert document.sheet.report.sections["overview"] == "2025年收到政府信息公开申请⟦requests.new.total⟧件。"
    assert not [one for one in document.sheet.findings if one.quote]


def explain_now(panel: FindingsPanel, text: str, person: str) -> None:
    panel.step(1)
    panel.begin_explaining()
    form = panel.form
    assert form is not None
    form.text.setText(text)
    form.person.setText(person)
    form.write()


def test_an_explanation_is_written_in_place_and_signed(panel: FindingsPanel, document: Document) -> None:
    finding = next(one for one in document.sheet.findings if one.level is Level.EXPLAIN)
    assert words_of(document, finding)[-1] == "写说明…"
    explain_now(panel, "一件申请人撤回。", "经办")
    (explanation,) = document.sheet.report.explanations
    assert (explanation.rule, explanation.by, explanation.at[:10]) == ("carry-over", "经办", "2026-01-12")
    assert panel.model.second_line(document.sheet.findings[0]).startswith(
        "说明（经办，2026-01-12）：一件申请人撤回。"
    )
    assert "已说明" not in panel._counts.text()


def test_an_explanation_expires_when_a_number_changes(panel: FindingsPanel, document: Document) -> None:
    explain_now(panel, "一件申请人撤回。", "经办")
    explained = [document.sheet.findings[0].explained]
    document.submit(SetFigures({Address("requests.carried_in.individual"): 2, NEW: 5}), "填数")
    explained.append(document.sheet.findings[0].explained)
    document.undo()
    assert [*explained, document.sheet.findings[0].explained] == [True, False, True]


def test_the_words_of_an_expired_explanation_are_offered_again(
    panel: FindingsPanel, document: Document
) -> None:
    explain_now(panel, "一件申请人撤回。", "经办")
    document.submit(SetFigures({Address("requests.carried_in.individual"): 2, NEW: 5}), "填数")
    panel._follow(next(one for one in document.sheet.findings if one.rule == "carry-over"), None)
    panel.begin_explaining()
    assert panel.form is not None
    assert panel.form.text.text() == "一件申请人撤回。"
    assert "原来的说明不再算数" in "".join(label.text() for label in panel.form.findChildren(QLabel))
    assert not panel.form.is_begun, "nothing was written, so leaving asks nothing"
    panel.form.write()
    assert document.sheet.report.explanations[-1].text == "一件申请人撤回。"
    assert next(one for one in document.sheet.findings if one.rule == "carry-over").explained


def test_a_name_once_typed_is_known_the_next_time(panel: FindingsPanel, services: Services) -> None:
    explain_now(panel, "一件申请人撤回。", "经办")
    assert services.settings.preferences.person == "经办"


def test_a_name_is_asked_for_once(panel: FindingsPanel, document: Document) -> None:
    explain_now(panel, "一件申请人撤回。", "")
    assert not document.sheet.report.explanations
    form = panel.form
    assert form is not None
    assert form.person.isVisible()


def test_only_what_a_reason_can_close_is_explained(panel: FindingsPanel, document: Document) -> None:
    document.submit(SetText("other", ""), "输入")
    panel.step(1)
    panel.begin_explaining()
    assert panel.form is None


def test_enter_follows_and_the_keyboard_reaches_every_fix(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.model.index(0))
    with qtbot.waitSignal(panel.wanted) as caught:
        press(Key.Key_Return)
    assert caught.args is not None
    assert caught.args[0].rule == "carry-over"
    spoken = panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("须说明：「自然人」列上年结转 3 件")


def test_only_this_page_can_be_shown(panel: FindingsPanel, document: Document) -> None:
    document.submit(SetText("other", ""), "输入")
    panel.page_shown("other")
    panel.only_here.click()
    assert [line.finding.section for line in panel.model.lines] == ["other"]
    panel.page_shown("overview")
    assert panel._empty.text() == "本部分没有要改的。"


def test_what_one_fix_settles_is_one_line_with_the_fix(scene: Scene, zeros: Sheet) -> None:
    document = scene.open(slipped(zeros, 41, 14))
    findings = scene.report.workspace.findings
    with_fix = [one for one in document.sheet.findings if one.fix == {GRANTED: 41}]
    assert len(with_fix) > 2
    first, fold = findings.model.lines[:2]
    assert first.finding is with_fix[0]
    assert (fold.hidden, fold.is_consequence) == (len(with_fix) - 1, True)
    assert findings.model.index(1).data() == f"这样改好，另外 {len(with_fix) - 1} 处也就对了"
    findings.model.toggle_fold(fold)
    assert all(one in findings.model.findings for one in with_fix)
    fix = next(one for one in fixes(document.sheet, first.finding) if one.kind is FixKind.EDIT)
    assert fix.edit is not None
    document.submit(fix.edit, fix.words)
    document.settle()
    assert not any(one in with_fix for one in document.sheet.findings)


def test_f8_goes_on_from_where_one_is(scene: Scene, zeros: Sheet) -> None:
    figures = {Address(f"requests.new.{column}"): 5 for column in ("individual", "business", "research")}
    texts = (SetText("problems", ""), SetText("other", ""))
    scene.open(apply(zeros, Together((SetFigures(figures), *texts))).sheet)
    workspace = scene.report.workspace
    scene.go("problems")
    scene.trigger("next_finding")
    assert workspace.page == "problems"
    scene.trigger("next_finding")
    assert workspace.page == "other"
    page = scene.table("requests_note")
    page.view.reveal(GRANTED)
    scene.trigger("previous_finding")
    assert page.view.current == Address("requests.new.research")
    page.view.reveal(GRANTED)
    scene.trigger("next_finding")
    assert workspace.page == "problems"


def test_what_is_new_is_brought_into_sight(scene: Scene, zeros: Sheet) -> None:
    columns = ("individual", "business", "research", "nonprofit", "legal", "other")
    figures = {Address(f"requests.new.{name}"): 9 for name in columns[1:]}
    sheet = apply(zeros, Together((SetFigures(figures), SetText("overview", "全年收到申请7件。")))).sheet
    document = scene.open(sheet)
    findings = scene.report.workspace.findings
    bar = findings.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    document.submit(SetText("problems", ""), "输入")
    document.settle()
    fresh = next(one for one in findings.model.findings if one.section == "problems")
    shown = findings.list.visualRect(findings.model.index(findings.model.row_of(fresh)))
    assert findings.list.viewport().rect().contains(shown.center())


def test_the_panel_folds_to_a_line_that_says_where_f8_went(scene: Scene, zeros: Sheet) -> None:
    scene.open(slipped(zeros, 41, 14))
    scene.go("requests_note")
    QApplication.processEvents()
    findings, open_height = scene.report.workspace.findings, scene.report.workspace.findings.height()
    findings.fold.click()
    QApplication.processEvents()
    assert findings.height() < open_height / 2
    assert not findings.list.isVisible()
    scene.trigger("next_finding")
    assert findings.model.findings[0].sentence in findings._counts.text()
    findings.fold.click()
    QApplication.processEvents()
    assert findings.height() == open_height
    assert findings.list.isVisible()


def test_on_a_low_screen_the_findings_are_a_line_until_asked_for(scene: Scene, zeros: Sheet) -> None:
    scene.open(slipped(zeros, 41, 14))
    table = scene.table("requests_note")
    scene.window.resize(683, 384)
    QApplication.processEvents()
    findings = scene.report.workspace.findings
    assert findings.is_line
    assert table.view.viewport().height() > 3 * table.view.rowHeight(0)
    findings.fold.click()
    assert findings.list.isVisible()


def test_a_clean_report_says_so(zeros: Sheet, services: Services, look: Look, qtbot: QtBot) -> None:
    made = FindingsPanel(Document(zeros, Place()), services.settings, services.now, look)
    qtbot.addWidget(made)
    assert made.is_clear
    assert made._counts.text() == "没有要改的，可以导出了。"
    assert not made.only_here.isVisibleTo(made)
    assert fixes(zeros, Finding("r", Level.NOTICE, "", "", "", "overview", ""))[0].kind is FixKind.GO


def test_where_nothing_is_to_be_changed_the_page_has_the_room(scene: Scene, zeros: Sheet) -> None:
    document = scene.open(zeros)
    scene.go("requests_note")
    findings = scene.report.workspace.findings
    QApplication.processEvents()
    line, table = findings.height(), scene.page.height()
    assert findings.is_clear
    assert line < 60
    document.submit(SetFigures({NEW: 3}), "填写")
    QApplication.processEvents()
    assert findings.height() > 2 * line
    assert scene.page.height() < table
    scene.trigger("undo")
    QApplication.processEvents()
    assert (findings.height(), scene.page.height()) == (line, table)


def test_f6_stops_at_the_findings_only_where_there_are_some(scene: Scene, zeros: Sheet) -> None:
    document = scene.open(zeros)
    workspace = scene.report.workspace
    scene.go("requests_note")
    scene.trigger("next_pane")
    assert workspace.outline.hasFocus()
    document.submit(SetFigures({NEW: 3}), "填写")
    scene.page.focus_first()
    scene.trigger("next_pane")
    assert workspace.findings.list.hasFocus()
    assert [index.row() for index in workspace.findings.list.selectedIndexes()] == [0]
    scene.trigger("next_pane")
    assert workspace.outline.hasFocus()
    workspace.findings.only_here.click()
    scene.go("remedies_note")
    scene.trigger("next_pane")
    assert workspace.findings.only_here.hasFocus()


def test_f8_lights_the_fellow_cells_and_lands_on_the_suspect(scene: Scene, zeros: Sheet) -> None:
    scene.open(slipped(zeros, 41, 14))
    scene.trigger("next_finding")
    page = scene.table("requests_note")
    assert page.view.current == GRANTED
    assert NEW in page.view.figures.lit


def test_the_panel_follows_the_keyboard_within_the_same_step(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    scene.table("requests_note")
    type_text("4")
    press(Key.Key_Return)
    assert scene.report.workspace.findings.model.lines[0].finding.rule == "requests-balance"


def test_a_click_on_a_link_does_it_and_beside_it_goes_there(
    panel: FindingsPanel, zeros: Sheet, qtbot: QtBot
) -> None:
    document = panel._document
    document.submit(SetFigure(Address("requests.carried_in.individual"), None), "清空")
    index = panel.model.index(0)
    panel.list.setCurrentIndex(index)
    QApplication.processEvents()
    rect = panel.list.visualRect(index)
    (_, go), (_, zero) = panel._delegate._setting(panel.model.lines[0]).links
    with qtbot.waitSignal(panel.wanted):
        click(panel, go.translated(rect.topLeft()).center())
    with qtbot.waitSignal(panel.wanted):
        click(panel, zero.translated(rect.topLeft()).center())
    assert document.sheet.report.figures[Address("requests.carried_in.individual")] == 0
    assert zeros.findings == ()


def click(panel: FindingsPanel, at: QPoint) -> None:
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
