"""The window of the handbook: contents at the left, a search above the text, and a PDF of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from report_desk.desk.help.reader import Reader
from report_desk.desk.theme.fitting import fit
from report_desk.desk.widgets.labels import note

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from report_desk.desk.theme.look import Look

_SIZE = (1060, 700)
_CONTENTS = 230


class HandbookWindow(QWidget):
    """A window of its own beside the report. ``paper_wanted`` asks for the handbook as a PDF."""

    paper_wanted = Signal()

    def __init__(self, markdown: str, folder: Path, look: Look) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("手册 — 年报台"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.reader = Reader(markdown, folder, look)
        self.contents = QListWidget()
        self.contents.setObjectName("handbook-contents")
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.setAccessibleName(self.tr("目录"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("在手册里查找，回车看下一处"))
        self.search.setAccessibleName(self.tr("查找"))
        self.search.setClearButtonEnabled(True)
        self._count = note("")
        self._paper = QPushButton(self.tr("存成 PDF…"))
        self._arrange(look)
        self._list_contents()
        self._connect()
        self.resize(look.measures.scaled(_SIZE[0]), look.measures.scaled(_SIZE[1]))
        self.search.setFocus()

    def open_at(self, words: str) -> None:
        """Show the first place that says so, a heading before anything else; else the beginning."""
        self.show()
        self.raise_()
        self.activateWindow()
        heading = next((place for _, name, place in self.reader.headings if name == words), None)
        if heading is not None:
            self.reader.go_to(heading)
        elif words:
            self.reader.moveCursor(QTextCursor.MoveOperation.Start)
            self.reader.find_next(words)

    def _arrange(self, look: Look) -> None:
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self._count)
        top.addWidget(self._paper)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.setChildrenCollapsible(False)
        self._across.addWidget(self.contents)
        self._across.addWidget(self.reader)
        wide = look.measures.scaled(_CONTENTS)
        self._across.setSizes([wide, look.measures.scaled(_SIZE[0]) - wide])
        column = QVBoxLayout(self)
        fit(self, look, lambda now: column.setContentsMargins(now.margin, now.gap, now.margin, now.gap))
        column.addLayout(top)
        column.addWidget(self._across, 1)

    def _list_contents(self) -> None:
        for level, name, place in self.reader.headings:
            item = QListWidgetItem("　" * (level - 1) + name)
            item.setData(Qt.ItemDataRole.UserRole, place)
            self.contents.addItem(item)

    def _connect(self) -> None:
        self.contents.itemClicked.connect(self._go_to)
        self.contents.itemActivated.connect(self._go_to)
        self.reader.heading_shown.connect(self.contents.setCurrentRow)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(lambda: self.reader.find_next(self.search.text()))
        self._paper.clicked.connect(self.paper_wanted)
        for key in (QKeySequence.StandardKey.Find, QKeySequence("F3")):
            QShortcut(QKeySequence(key), self, self._find)

    def _find(self) -> None:
        """Ctrl+F begins a search, F3 goes on with it."""
        if self.search.text():
            self.reader.find_next(self.search.text())
        self.search.setFocus()
        self.search.selectAll()

    def _search(self, words: str) -> None:
        found = self.reader.mark(words)
        self._count.setText(self.tr("{count} 处").format(count=found) if words else "")
        if found:
            self.reader.moveCursor(QTextCursor.MoveOperation.Start)
            self.reader.find_next(words)

    def _go_to(self, item: QListWidgetItem) -> None:
        self.reader.go_to(item.data(Qt.ItemDataRole.UserRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
