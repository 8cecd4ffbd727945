"""Prose of a document that found no section: a list to place from, by hand or by dragging, ticked off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from report_desk.desk.widgets.choice import Choice
from report_desk.desk.widgets.dropping import PASSAGE
from report_desk.desk.widgets.labels import hint, in_order, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.form.edition import Section
    from report_desk.desk.importing.settling import Settling
    from report_desk.desk.theme.look import Look

_NUMBER = Qt.ItemDataRole.UserRole
_TEXT = int(_NUMBER) + 1
_SHOWN = 90
"""Characters of a passage that the list shows."""
_LINES = 6
"""Lines of passages that are seen at once."""


class _List(QListWidget):
    """Passages that can be dragged, as text and by their number."""

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        mime = QMimeData()
        if items:
            mime.setText(str(items[0].data(_TEXT)))
            mime.setData(PASSAGE, str(items[0].data(_NUMBER)).encode())
        return mime


class Passages(QWidget):
    """``wanted`` carries the number of a chosen passage, ``refused`` the reason why one was not placed."""

    wanted = Signal(int)
    refused = Signal(str)

    def __init__(self, settling: Settling, sections: Sequence[Section], look: Look) -> None:
        super().__init__()
        self._settling = settling
        self._names = {
            one.id: one.heading + (self.tr("（表后说明）") if one.table else "") for one in sections
        }
        self._numbers = [n for n, doubt in enumerate(settling.doubts) if doubt.passage]
        self._look = look
        self.count = label("", "group")
        self.list = _List()
        self.section = Choice(self.tr("放进哪一节"), list(self._names.values()))
        self.put = QPushButton(self.tr("放进去"))
        self._arrange()
        self._fill()
        settling.changed.connect(self._fill)

    @property
    def chosen(self) -> int:
        """The number of the chosen passage; -1 for none."""
        row = self.list.currentRow()
        return self._numbers[row] if row >= 0 else -1

    def choose(self, number: int) -> None:
        """Choose a passage."""
        if number in self._numbers:
            self.list.setCurrentRow(self._numbers.index(number))

    def begin(self) -> None:
        """Put the keyboard where the section is chosen."""
        self.show()
        self.section.setFocus()

    def propose(self, page: str) -> None:
        """The section that is on screen is the one that is meant, most likely."""
        at = self.section.findData(page)
        if at >= 0 and not self.section.hasFocus():
            self.section.setCurrentIndex(at)

    # ------------------------------------------------------------------ inside

    def _put(self) -> None:
        number = self.chosen
        if number in self._settling.unplaced and not self._settling.place(
            number, str(self.section.currentData())
        ):
            self.refused.emit(self.tr("这一节放不下这么多字，没有放进去。"))

    def _fill(self) -> None:
        """Every passage, what was dealt with ticked off."""
        before = self.list.currentRow()
        blocked = self.list.blockSignals(True)  # noqa: FBT003 - Qt's
        self.list.clear()
        for number in self._numbers:
            self.list.addItem(self._item(number))
        self.list.setCurrentRow(max(0, before))
        self.list.blockSignals(blocked)
        lines = min(_LINES, 2 * len(self._numbers))
        self.list.setFixedHeight(lines * self.list.fontMetrics().lineSpacing() + 2 * self._look.measures.gap)
        left = len(self._settling.unplaced)
        words = self.tr("没找到去处的文字：还有 {count} 段").format(count=left)
        self.count.setText(words if left else self.tr("没找到去处的文字都放好了"))
        self._allow()

    def _item(self, number: int) -> QListWidgetItem:
        passage = self._settling.doubts[number].passage
        place = self._settling.placed_in(number)
        shown = in_order(" ".join(passage.split()))[:_SHOWN]
        if place is not None:
            where = self._names.get(place, self.tr("不要"))
            shown = self.tr("✓ {where}：{words}").format(where=where, words=shown)
        item = QListWidgetItem(shown)
        item.setData(_NUMBER, number)
        item.setData(_TEXT, passage)
        item.setToolTip(hint(passage[:2000]))
        if place is not None:
            item.setForeground(self._look.colour("faint"))
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDragEnabled)
        return item

    def _allow(self) -> None:
        is_left = self.chosen in self._settling.unplaced
        self.put.setEnabled(is_left)
        self.section.setEnabled(bool(self._settling.unplaced))

    def _chose(self) -> None:
        self._allow()
        self.wanted.emit(self.chosen)

    def _arrange(self) -> None:
        self.list.setAccessibleName(self.tr("没找到去处的文字"))
        self.list.setWordWrap(True)
        self.list.setDragEnabled(True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setToolTip(self.tr("可以拖到左边的一节上，或者拖进正文里"))
        self.list.currentRowChanged.connect(lambda _: self._chose())
        for at, section in enumerate(self._names):
            self.section.setItemData(at, section)
        self.put.clicked.connect(self._put)
        row = QHBoxLayout()
        row.addWidget(self.section, 1)
        row.addWidget(self.put)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.count)
        column.addWidget(self.list)
        column.addLayout(row)
