"""Tables of words in dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableWidget

from report_desk.desk.widgets.word_table import LONGEST, dress, fill

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from report_desk.desk.theme.look import Look


def test_lines_are_as_high_as_their_words(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001 - the font
    table = QTableWidget(0, 2)
    qtbot.addWidget(table)
    dress(table, ["谁", "原因"], 1)
    fill(table, [("经办人", "上年结转请核实。"), ("审核人", "很长的原因。" * 40), ("经办人", "字" * 3000)])
    table.resize(400, 600)
    table.show()
    QApplication.processEvents()
    one, many = table.rowHeight(0), table.rowHeight(1)
    assert many > 4 * one
    table.resize(1300, 600)
    QApplication.processEvents()
    assert table.rowHeight(0) == one
    assert table.rowHeight(1) < many
    cut = table.item(2, 1)
    assert cut is not None
    assert len(cut.text()) == LONGEST
    assert table.horizontalHeader().defaultAlignment() & Qt.AlignmentFlag.AlignLeft
