"""The preview: the very pages of the export, fresh after a pause, a way to each section."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent

from report_desk.core.edits.apply import SetFigure
from report_desk.core.form.edition import Address
from report_desk.core.output.printout import PrintOptions, printout
from report_desk.desk.background.jobs import Background
from report_desk.desk.document import Document, Place
from report_desk.desk.preview.panel import PreviewPanel
from report_desk.desk.preview.rendering import draw_pages, page_sizes
from report_desk.publish.pdf.export import publish_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from report_desk.core.output.printout import Printout
    from report_desk.core.ports import PublishedPages
    from report_desk.core.sheet import Sheet
    from report_desk.desk.theme.look import Look
    from tests.desk.scene import Scene

CELL = Address("requests.new.individual")


@pytest.fixture
def document(zeros: Sheet, qapp: object) -> Document:  # noqa: ARG001 - an application must exist
    return Document(zeros, Place())


@pytest.fixture
def panel(document: Document, look: Look, qtbot: QtBot) -> Iterator[PreviewPanel]:
    background = Background()
    made = PreviewPanel(document, publish_pdf, background, PrintOptions, look)
    qtbot.addWidget(made)
    made.resize(380, 600)
    with qtbot.waitSignal(made.refreshed, timeout=10_000):
        made.show()
    yield made
    background.wait()


def test_it_shows_the_very_pages_of_the_export(panel: PreviewPanel, document: Document) -> None:
    exported = publish_pdf(printout(document.snapshot()))
    assert panel._data == exported.data
    assert panel._words.text() == f"第 1 页 / 共 {exported.pages} 页 · 与导出的 PDF 完全一致"


def test_it_is_fresh_soon_after_a_change_and_only_once(
    panel: PreviewPanel, document: Document, qtbot: QtBot
) -> None:
    published: list[bytes] = []

    def publish(printout: Printout) -> PublishedPages:
        published.append(printout.record)
        return publish_pdf(printout)

    panel._publish = publish
    for number in range(1, 4):
        document.submit(SetFigure(CELL, number), "填数")
    expected = publish_pdf(printout(document.snapshot())).data
    qtbot.waitUntil(lambda: panel._data == expected)
    assert len(published) == 1


def test_a_click_goes_to_the_section(panel: PreviewPanel, qtbot: QtBot) -> None:
    stack = panel.stack
    assert stack._stack is not None
    anchor = next(one for one in stack._stack.published.anchors if one.section == "overview")
    place = stack._rects()[anchor.page]
    down = round(place.top() + stack._pixels(anchor.top) + 4)
    with qtbot.waitSignal(panel.section_clicked) as caught:
        click(panel, place.left() + 60, down)
    assert caught.args == ["overview"]


def click(panel: PreviewPanel, across: int, down: int) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = QPointF(across, down)
    panel.stack.mouseReleaseEvent(QMouseEvent(QMouseEvent.Type.MouseButtonRelease, at, at, left, left, none))


def test_it_goes_where_the_form_goes(panel: PreviewPanel) -> None:
    panel.go_to("remedies_note")
    assert panel.stack.verticalScrollBar().value() > 0
    assert "第 1 页" not in panel._words.text()


def test_a_change_leaves_the_page_in_sight_and_its_number(
    panel: PreviewPanel, document: Document, qtbot: QtBot
) -> None:
    panel.go_to("remedies_note")
    words, before = panel._words.text(), panel._data
    document.submit(SetFigure(CELL, 7), "填数")
    qtbot.waitUntil(lambda: panel._data != before)
    assert panel._words.text() == words


def test_where_to_go_is_remembered_until_there_are_pages(
    document: Document, look: Look, qtbot: QtBot
) -> None:
    background = Background()
    panel = PreviewPanel(document, publish_pdf, background, PrintOptions, look)
    qtbot.addWidget(panel)
    panel.go_to("remedies_note")
    panel.resize(380, 600)
    with qtbot.waitSignal(panel.refreshed, timeout=10_000):
        panel.show()
    assert panel.stack.verticalScrollBar().value() > 0
    background.wait()


def test_it_zooms_within_bounds(panel: PreviewPanel) -> None:
    scale = panel.stack.scale
    wheel = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's
    )
    panel.stack.wheelEvent(wheel)
    assert panel.stack.scale > scale
    for _ in range(40):
        panel.stack.zoom_by(1.2)
    assert panel.stack.scale <= scale * 3.01


def test_pages_are_drawn_at_their_size(document: Document) -> None:
    data = publish_pdf(printout(document.snapshot())).data
    assert {(round(width), round(height)) for width, height in page_sizes(data)} == {(595, 842)}
    assert abs(draw_pages(data, [0], 2.0)[0].width() - 1190) <= 1
    assert draw_pages(data, [99], 1.0) == {}


def test_a_draft_says_so_and_a_clean_report_does_not(scene: Scene, blank: Sheet, zeros: Sheet) -> None:
    scene.open(blank)
    assert scene.report.exporting.preview_options().draft
    scene.open(zeros)
    assert not scene.report.exporting.preview_options().draft


def test_a_hidden_preview_costs_nothing(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros).submit(SetFigure(CELL, 3), "填数")
    assert not scene.window.findChildren(PreviewPanel)
    assert not scene.press.printed
    scene.trigger("preview")
    (preview,) = scene.window.findChildren(PreviewPanel)
    scene.qtbot.waitUntil(lambda: len(scene.press.printed) == 1)
    scene.trigger("preview")
    assert not preview.isVisible()


def test_pages_that_come_when_the_panel_is_gone_go_nowhere(
    document: Document, look: Look, qtbot: QtBot
) -> None:
    """Its window was closed over it; a worker was still setting them."""
    background = Background()
    made = PreviewPanel(document, publish_pdf, background, PrintOptions, look)
    made.show()
    qtbot.waitUntil(lambda: made.stack.scale > 0 and background.is_busy)
    shiboken6.delete(made)
    background.wait()
    assert not shiboken6.isValid(made)
