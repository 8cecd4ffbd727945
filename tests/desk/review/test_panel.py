"""The panel of the review: what stays as it is while the cards change, and where the keyboard goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from report_desk.core.edits.review import AnswerRemark, CloseRemark
from report_desk.core.report.model import Entry
from report_desk.desk.review.ways.way import Way
from tests.desk.hands import type_text
from tests.desk.review.conftest import AT, CLERK, SUPERVISOR

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet
    from report_desk.desk.review.panel import ReviewPanel
    from report_desk.desk.review.threads.card import CardView
    from tests.desk.scene import Scene

LINE = 20
"""Pixels of a line of text and what stands around it, at the least."""


def opened(scene: Scene, sheet: Sheet, way: Way = Way.REMARK) -> ReviewPanel:
    """The panel of a report whose threads are looked at by the supervisor."""
    scene.open(sheet)
    review = scene.report.turns.review
    review.choose_way(way)
    QApplication.processEvents()
    return review.panel


def seen(view: CardView, kind: type[QLabel | QPushButton]) -> list[str]:
    return [part.text() for part in view.findChildren(kind) if part.isVisible()]


def test_a_card_takes_on_every_state_of_its_thread(scene: Scene, returned: Sheet) -> None:
    panel = opened(scene, returned)
    view = panel.view("remark:cell")
    document = scene.report.document
    assert seen(view, QPushButton) == ["了结", "补充"]
    document.submit(AnswerRemark("cell", Entry(CLERK, AT, "已改。")), "答复")
    QApplication.processEvents()
    assert panel.view("remark:cell") is view
    assert seen(view, QPushButton) == ["了结", "继续追问"]
    assert f"{CLERK}：已改。" in seen(view, QLabel)
    document.submit(CloseRemark("cell", SUPERVISOR, AT), "了结")
    QApplication.processEvents()
    assert seen(view, QPushButton) == ["再提"]
    assert "已了结" in seen(view, QLabel)
    document.undo()
    document.undo()
    QApplication.processEvents()
    assert seen(view, QPushButton) == ["了结", "补充"]
    assert f"{CLERK}：已改。" not in seen(view, QLabel)


def test_every_card_has_the_height_it_needs(scene: Scene, returned: Sheet) -> None:
    panel = opened(scene, returned)
    for number in range(3):
        scene.report.document.submit(AnswerRemark("cell", Entry(CLERK, AT, "已改。" * 9 * number)), "答复")
        QApplication.processEvents()
        views = [panel.view(card.key) for card in panel.cards]
        assert [view.height() for view in views] == [view.heightForWidth(view.width()) for view in views]
        tops = [view.geometry().top() for view in views]
        assert tops == sorted(tops)


def test_what_is_being_written_survives_a_change_of_its_own_thread(scene: Scene, returned: Sheet) -> None:
    panel = opened(scene, returned)
    scene.report.turns.review.step_thread(1)
    card = panel.current
    assert card is not None
    scene.trigger("answer_remark")
    type_text("正在写")
    name = card.key.partition(":")[2]
    scene.report.document.submit(AnswerRemark(name, Entry(CLERK, AT, "已改。")), "答复")
    QApplication.processEvents()
    form = panel.view(card.key).form
    assert form is not None
    assert (form.words, form.isVisible()) == ("正在写", True)


def test_the_keyboard_stays_with_the_open_threads(scene: Scene, returned: Sheet) -> None:
    panel = opened(scene, returned)
    first, second = (panel.view(card.key) for card in panel.cards[:2])
    link = next(part for part in first.findChildren(QPushButton) if part.text() == "了结")
    link.setFocus()
    link.click()
    QApplication.processEvents()
    assert first.card.is_open is False
    assert QApplication.focusWidget() is second


@pytest.mark.parametrize("way", Way)
def test_the_form_for_the_first_remark_is_there_to_write_into(scene: Scene, zeros: Sheet, way: Way) -> None:
    """The panel has no card yet: what is typed must be seen, in every way of working."""
    shown = opened(scene, zeros, way)
    scene.trigger("add_remark")
    QApplication.processEvents()
    form = shown.new
    assert form is not None
    for part in (form, form.text, form.place):
        assert part.visibleRegion().boundingRect() == part.rect()
        assert part.height() > LINE
    assert form.text.hasFocus()
    assert not [
        other for other in QApplication.topLevelWidgets() if other.isVisible() and other is not scene.window
    ]
    type_text("qing")
    assert form.words == "qing"
