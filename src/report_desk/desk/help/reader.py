"""Shows the handbook: text with pictures as wide as there is room, and what is searched for marked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QImage, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QTextBrowser, QTextEdit

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.desk.theme.look import Look

_WIDEST = 760
"""Pixels of a picture at most: it is a picture of a window, and need not be one."""
_ROOM = 60
_ABOVE, _BELOW = {1: 30, 2: 18}, 8
_LETTERS = {1: 24, 2: 18}
Heading = tuple[int, str, int]
"""Level, words and place of a heading in the text."""


class Reader(QTextBrowser):
    """One long text. ``heading_shown`` carries the number of the heading on top."""

    heading_shown = Signal(int)

    def __init__(self, markdown: str, folder: Path, look: Look) -> None:
        super().__init__()
        self._look = look
        self._folder = folder
        self.setProperty("role", "paper")
        self.setOpenLinks(False)
        self.document().setBaseUrl(QUrl.fromLocalFile(f"{folder}/"))
        self.document().setDocumentMargin(20)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(look.font(look.measures.scaled(15)))
        self.document().setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownNoHTML)
        self._dress()
        self.headings = tuple(self._headings())
        self.verticalScrollBar().valueChanged.connect(lambda _: self._tell())
        look.changed.connect(self._dress)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the handbook, no wider than the text."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        picture = QImage(str(self._folder / "images" / QUrl(name).fileName()))
        width = min(_WIDEST, max(1, self.viewport().width() - _ROOM))
        ratio = self.devicePixelRatioF()
        if picture.width() > width * ratio:
            picture = picture.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(ratio)
        return picture

    def go_to(self, place: int) -> None:
        """Show a place of the text at the top."""
        cursor = self.textCursor()
        cursor.setPosition(place)
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(max(0, top - 12))

    def find_next(self, words: str, *, backwards: bool = False) -> bool:
        """Show the next place that says so, round and round; False where none does."""
        flag = QTextDocument.FindFlag.FindBackward if backwards else QTextDocument.FindFlag(0)
        if not self.find(words, flag):
            edge = QTextCursor.MoveOperation.End if backwards else QTextCursor.MoveOperation.Start
            self.moveCursor(edge)
            if not self.find(words, flag):
                return False
        bar = self.verticalScrollBar()
        bar.setValue(max(0, bar.value() + self.cursorRect().top() - self.viewport().height() // 3))
        return True

    def mark(self, words: str) -> int:
        """Mark every place that says so; how many there are."""
        marks: list[QTextEdit.ExtraSelection] = []
        cursor = QTextCursor(self.document())
        while words and not (cursor := self.document().find(words, cursor)).isNull():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor  # type: ignore[attr-defined]
            mark.format.setBackground(self._look.colour("explain_soft"))  # type: ignore[attr-defined]
            marks.append(mark)
        self.setExtraSelections(marks)
        return len(marks)

    def _headings(self) -> list[Heading]:
        found = []
        block = self.document().begin()
        while block.isValid():
            if level := block.blockFormat().headingLevel():
                found.append((level, block.text(), block.position()))
            block = block.next()
        return found

    def _tell(self) -> None:
        top = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        self.heading_shown.emit(sum(place <= top + 1 for _, _, place in self.headings) - 1)

    def _dress(self) -> None:
        """Sizes and distances, which Markdown does not know; the zoom changes them."""
        scaled = self._look.measures.scaled
        self.setFont(self._look.font(scaled(15)))
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            form = block.blockFormat()
            form.setTopMargin(scaled(_ABOVE.get(level, 0)))
            form.setBottomMargin(scaled(_BELOW if block.textList() is None else _BELOW // 2))
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)
            if level:
                letters = QTextCharFormat()
                letters.setProperty(QTextFormat.Property.FontPixelSize, scaled(_LETTERS.get(level, 15)))
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(letters)
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)
