"""A choice in a narrow place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QStyleOptionComboBox

from report_desk.desk.widgets.choice import Choice
from tests.faults.markup import taken_for_markup

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from report_desk.desk.theme.look import Look

LONG = "一、总体情况 ·「全年通过区政府网站公开信息257条，其中政策解读12件」"


@pytest.mark.parametrize(("width", "is_whole"), [(200, False), (700, True)])
def test_a_choice_says_that_it_goes_on(qtbot: QtBot, look: Look, width: int, is_whole: bool) -> None:  # noqa: ARG001, FBT001
    box = Choice("批注的地方", [LONG, "全文"])
    qtbot.addWidget(box)
    box.resize(width, 30)
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    shown = option.currentText  # type: ignore[attr-defined]
    assert (shown == LONG) is is_whole
    assert shown.endswith("…") is not is_whole
    assert (box.currentText(), box.toolTip(), box.accessibleName()) == (LONG, LONG, "批注的地方")
    box.setCurrentIndex(1)
    assert box.toolTip() == "全文"


def test_the_words_of_a_file_are_no_markup_in_the_hint(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    box = Choice("与哪一份比较", ["<b>送审</b> & <img src='x'>", "全文 < 一半"])
    qtbot.addWidget(box)
    assert box.toolTip() == "<p>&lt;b&gt;送审&lt;/b&gt; &amp; &lt;img src=&#x27;x&#x27;&gt;</p>"
    assert taken_for_markup([box]) == []
    box.setCurrentIndex(1)
    assert box.toolTip() == "全文 < 一半"
