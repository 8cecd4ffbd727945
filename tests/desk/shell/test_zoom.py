"""Zooming leaves the window as if it had been opened at that zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFormLayout,
    QGridLayout,
    QLayout,
    QRadioButton,
    QScrollBar,
    QSplitter,
    QStyle,
    QWidget,
)

from report_desk.desk.pages.cover.page import CoverPage
from report_desk.desk.places.pages import pages
from report_desk.desk.theme.fitting import give_room
from tests.desk.rooms import start_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from report_desk.core.sheet import Sheet
    from report_desk.desk.theme.look import Look
    from tests.desk.scene import Scene


def lengths(root: QWidget) -> Iterator[str]:
    """Every margin, spacing, handle and fixed size below a widget, in the order of its children.

    Scroll bars and the corner between them come last: Qt moves them among the children when they first show.
    """
    around: list[str] = []
    for layout in root.findChildren(QLayout):
        margins, owner = layout.contentsMargins(), layout.parentWidget()
        sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
        yield f"{type(owner).__name__} {type(layout).__name__} {sides} {spacings(layout)}"
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QSplitter):
            yield f"handle {widget.handleWidth()}"
        if not widget.objectName().startswith("qt_"):  # Qt's own, around scroll bars
            words = f"{type(widget).__name__} {widget.minimumHeight()} {widget.maximumWidth()}"
            if type(widget) in {QScrollBar, QAbstractButton}:
                around.append(words)
            else:
                yield words
    yield from sorted(around)


def spacings(layout: QLayout) -> tuple[int, ...]:
    if isinstance(layout, QFormLayout | QGridLayout):
        return layout.horizontalSpacing(), layout.verticalSpacing()
    return (layout.spacing(),)


def look_at_everything(scene: Scene, sheet: Sheet) -> None:
    scene.open(sheet)
    for switch in ("preview", "remarks"):
        if not scene.window.actions_by_name[switch].isChecked():
            scene.trigger(switch)
    for page in pages(sheet):
        scene.go(page)
    scene.qtbot.waitUntil(lambda: not scene.window.background.is_busy)
    QApplication.processEvents()


@pytest.mark.parametrize("zoom", [0.8, 1.5])
def test_lengths_follow_at_once(scene: Scene, zeros: Sheet, zoom: float) -> None:
    look = scene.window._look
    look_at_everything(scene, zeros)
    before = list(lengths(scene.report.view))
    look.zoom_to(zoom)
    QApplication.processEvents()
    zoomed = list(lengths(scene.report.view))
    scene.window.forget_report()
    look_at_everything(scene, zeros)
    opened = list(lengths(scene.report.view))
    assert zoomed != before
    assert zoomed == opened


def test_the_start_page_follows_too(scene: Scene) -> None:
    def shown() -> list[str]:
        return list(lengths(start_page(scene.window)))

    def settled() -> list[str]:
        """What is shown once nothing moves any more: a new page is given its size by an event."""
        seen: list[list[str]] = [[]]

        def stands_still() -> bool:
            seen.append(shown())
            return seen[-1] == seen[-2]

        scene.qtbot.waitUntil(stands_still)
        return seen[-1]

    before = settled()
    scene.window._look.zoom_to(1.5)
    scene.qtbot.waitUntil(lambda: shown() != before)
    zoomed = settled()
    scene.window.show_start()
    assert settled() == zoomed


def test_the_circle_of_a_choice_grows_as_everything_does(qtbot: QtBot, look: Look) -> None:
    button = QRadioButton("我的")
    qtbot.addWidget(button)
    sizes = []
    for zoom in (1.0, 1.5, 2.0):
        look.zoom_to(zoom)
        button.ensurePolished()
        part = QStyle.PixelMetric.PM_ExclusiveIndicatorWidth
        sizes.append(button.style().pixelMetric(part, None, button))
    assert sizes == [16, 22, 30]


def test_a_dialog_stays_on_the_screen_at_every_zoom(qtbot: QtBot, look: Look) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    over, alone = QDialog(window), QDialog()
    qtbot.addWidget(alone)
    look.zoom_to(2.0)
    room = window.screen().availableSize()
    for dialog in (over, alone):
        give_room(dialog, look, 300, 200)
        assert dialog.size() == QSize(600, 400).boundedTo(room)
        give_room(dialog, look, 2000, 2000)
        assert dialog.size() == room


def test_no_line_of_the_cover_is_cut_off(scene: Scene, zeros: Sheet) -> None:
    scene.open(zeros)
    page = scene.go("cover")
    assert isinstance(page, CoverPage)
    scene.window.resize(900, 700)
    scene.window._look.zoom_to(2.0)
    QApplication.processEvents()
    words = page._previous
    assert words.height() >= words.heightForWidth(words.width()) > 2 * words.fontMetrics().height()
