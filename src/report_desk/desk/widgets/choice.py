"""A choice in a narrow place: what does not fit ends in dots, where Qt cuts through a character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStyle

from report_desk.desk.widgets.labels import hint
from report_desk.desk.widgets.style_options import elide
from report_desk.desk.widgets.wheel import SteadyBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionComboBox


class Choice(SteadyBox):
    """As wide as its place; the list that opens shows the words whole, and so does a hint."""

    def __init__(self, name: str, items: list[str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.currentTextChanged.connect(lambda words: self.setToolTip(hint(words)))
        self.addItems(items)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width()
        elide(option, self.fontMetrics(), room - 2)
