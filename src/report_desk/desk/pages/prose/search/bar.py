"""The bar to find and replace with: over the page, over all sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from report_desk.desk.pages.prose.search.searching import Hit, following, hits, replaced
from report_desk.desk.theme.fitting import fit
from report_desk.desk.widgets.labels import note

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from report_desk.desk.document import Document
    from report_desk.desk.theme.look import Look


class SearchBar(QFrame):
    """Finds as one types. ``wanted`` carries the Hit to go to; ``left`` says that the bar was closed."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, document: Document, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._document = document
        self._here: Hit | None = None
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("在各节文字里查找"))
        self.text.setAccessibleName(self.tr("查找"))
        self.other = QLineEdit()
        self.other.setPlaceholderText(self.tr("替换为"))
        self.other.setAccessibleName(self.tr("替换为"))
        self._count = note("")
        row = QHBoxLayout(self)
        fit(self, look, lambda measures: row.setContentsMargins(measures.margin, 6, measures.margin, 6))
        row.addWidget(self.text, 2)
        row.addWidget(self._count)
        self._button(self.tr("上一处"), lambda: self.step(-1))
        self._button(self.tr("下一处"), lambda: self.step(1))
        row.addWidget(self.other, 2)
        self._button(self.tr("替换"), self.replace)
        self._button(self.tr("全部替换"), self.replace_all)
        self._button(self.tr("关闭 Esc"), self.leave)
        QWidget.setTabOrder(self.text, self.other)
        self.text.textChanged.connect(lambda _: self._search())
        self.text.returnPressed.connect(lambda: self.step(1))
        self.other.returnPressed.connect(self.replace)
        document.settled.connect(self._tell)
        self.hide()

    def begin(self, text: str, *, replaces: bool = False) -> None:
        """Open, with a text to look for where one is selected; Ctrl+H begins at what replaces it."""
        self.show()
        if text:
            self.text.setText(text)
        field = self.other if replaces and self.text.text() else self.text
        field.setFocus()
        field.selectAll()
        self._tell()

    def step(self, direction: int) -> None:
        """Go to the next or previous place."""
        sheet = self._document.sheet
        found = hits(sheet, self.text.text())
        self._here = following(sheet, found, self._here, direction)
        self._tell()
        if self._here is not None:
            self.wanted.emit(self._here)

    def replace(self) -> None:
        """Replace the place that is shown, and go on."""
        sheet = self._document.sheet
        if self._here is None or self._here not in hits(sheet, self.text.text()):
            self.step(1)
            return
        edit = replaced(sheet, (self._here,), self.other.text())
        self._document.submit(edit, self.tr("替换"))
        self._here = Hit(self._here.section, self._here.start, self._here.start + len(self.other.text()))
        self.step(1)
        if not hits(self._document.sheet, self.text.text()):
            self._count.setText(self.tr("都替换了"))

    def replace_all(self) -> None:
        """Replace every place in all sections as one gesture."""
        sheet = self._document.sheet
        found = hits(sheet, self.text.text())
        if found:
            self._document.submit(replaced(sheet, found, self.other.text()), self.tr("全部替换"))
            self._count.setText(self.tr("替换了 {count} 处").format(count=len(found)))

    def leave(self) -> None:
        """Close."""
        self.hide()
        self._here = None
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _search(self) -> None:
        self._here = None
        self.step(1)

    def _tell(self) -> None:
        found = hits(self._document.sheet, self.text.text())
        if not self.text.text():
            self._count.setText("")
        elif not found:
            self._count.setText(self.tr("没有找到"))
        elif self._here in found:
            place = found.index(self._here) + 1
            self._count.setText(self.tr("第 {place} 处，共 {count} 处").format(place=place, count=len(found)))
        else:
            self._count.setText(self.tr("共 {count} 处").format(count=len(found)))

    def _button(self, words: str, does: Callable[[], object]) -> None:
        button = QPushButton(words)
        button.setProperty("role", "link")
        button.clicked.connect(lambda _=False: does())
        layout = self.layout()
        assert layout is not None
        layout.addWidget(button)
