"""The recent files on the start page, as they are painted."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from report_desk.core.ports import RecentFile
from report_desk.desk.start.recent import Entry, RecentList

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from report_desk.desk.theme.look import Look


def test_an_error_in_painting_leaves_the_painter_as_it_was(look: Look, qtbot: QtBot) -> None:
    """Qt ends the program at a painter that is done in another state than it began in."""
    file = RecentFile(PurePath("/报告/a.rdesk"), "示例区文化和旅游局", 2025, 1e300)
    shown = RecentList((Entry(file, None),), datetime(2026, 1, 1, tzinfo=UTC), look)
    qtbot.addWidget(shown)
    image = QImage(600, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setPen(QPen(look.colour("done"), 7))
    with pytest.raises((OverflowError, ValueError)):
        shown.itemDelegate().paint(painter, QStyleOptionViewItem(), shown.model().index(0, 0))
    assert painter.pen().width() == 7
    painter.end()
