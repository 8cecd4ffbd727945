"""The recent files on the start page, as they are painted."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from report_desk.core.ports import RecentFile
from report_desk.desk.shell.start.recent import Entry, RecentList

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


def test_two_files_of_one_folder_are_told_apart(look: Look, qtbot: QtBot) -> None:
    files = [
        RecentFile(PurePath("/很长的一个文件夹" * 5, name), "示例区文化和旅游局", 2025, 1_768_000_000.0)
        for name in ("甲.rdesk", "乙.rdesk")
    ]
    shown = RecentList(tuple(Entry(file, None) for file in files), datetime(2026, 1, 1, tzinfo=UTC), look)
    qtbot.addWidget(shown)
    pictures = []
    for row, file in enumerate(files):
        index = shown.model().index(row, 0)
        assert index.data(Qt.ItemDataRole.ToolTipRole) == str(file.path)
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, 900, 40)  # type: ignore[attr-defined]
        image = QImage(900, 40, QImage.Format.Format_RGB32)
        image.fill(0)
        with QPainter(image) as painter:
            shown.itemDelegate().paint(painter, option, index)
        pictures.append(image)
    assert pictures[0] != pictures[1]
