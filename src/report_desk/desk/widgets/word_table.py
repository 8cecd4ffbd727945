"""Tables of words in dialogs: read and chosen from, never typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidgetItem,
)

from report_desk.desk.widgets.style_options import rect_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
    from PySide6.QtWidgets import QTableWidget

LONGEST = 2000
"""Characters of a cell; a sentence has a hundred."""
_WIDEST = 18
"""Characters of a column that is as wide as its words; longer ones break, and the others stay in sight."""
_SIDES = 16
"""What the style sheet keeps free left and right of a cell's words together."""


_FIGURES = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Padded(QStyledItemDelegate):
    """Knows that the style sheet keeps room at both sides of a cell, which Qt forgets as it breaks lines.

    The columns of ``figures`` are set right, so that ones stand below ones.
    """

    def __init__(self, table: QTableWidget, figures: Sequence[int]) -> None:
        super().__init__(table)
        self._figures = frozenset(figures)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.column() in self._figures:
            option.displayAlignment = _FIGURES  # type: ignore[attr-defined]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        narrower = QStyleOptionViewItem(option)
        narrower.rect = rect_of(option).adjusted(0, 0, -_SIDES, 0)  # type: ignore[attr-defined]
        return super().sizeHint(narrower, index)


def dress(
    table: QTableWidget, headings: Sequence[str], wide: int | None = None, figures: Sequence[int] = ()
) -> None:
    """Headings over lines that are chosen whole; the ``wide`` column takes the room, or all alike do.

    ``figures`` are the columns that hold numbers.
    """
    table.setHorizontalHeaderLabels(list(headings))
    table.setItemDelegate(_Padded(table, figures))
    for head in map(table.horizontalHeaderItem, figures):
        if head is not None:
            head.setTextAlignment(_FIGURES)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.verticalHeader().setVisible(False)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setTabKeyNavigation(False)
    table.setTextElideMode(Qt.TextElideMode.ElideNone)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setMaximumSectionSize(_WIDEST * table.fontMetrics().horizontalAdvance("M"))
    modes = QHeaderView.ResizeMode
    for column in range(len(headings)):
        is_wide = wide is None or column == wide
        header.setSectionResizeMode(column, modes.Stretch if is_wide else modes.ResizeToContents)
    due = QTimer(table)  # a pass over the columns moves many of them
    due.setSingleShot(True)
    due.timeout.connect(table.resizeRowsToContents)
    header.sectionResized.connect(lambda *_: due.start(0))


def fill(table: QTableWidget, rows: Sequence[tuple[str, ...]]) -> None:
    """Put plain words into a table that nobody types in; it is measured once, not for every word."""
    table.setRowCount(len(rows))
    model = table.model()
    model.blockSignals(True)  # noqa: FBT003 - Qt's signature
    for row, words in enumerate(rows):
        for column, text in enumerate(words):
            item = QTableWidgetItem(text[:LONGEST])
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            table.setItem(row, column, item)
    model.blockSignals(False)  # noqa: FBT003
    if rows:
        model.dataChanged.emit(model.index(0, 0), model.index(len(rows) - 1, table.columnCount() - 1))
    table.resizeRowsToContents()
