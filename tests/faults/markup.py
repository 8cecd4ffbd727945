"""Whether anything on the screen takes the text of a file for markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import Qt as Text
from PySide6.QtGui import QTextDocument, QTextFormat
from PySide6.QtWidgets import QAbstractItemView, QLabel, QMessageBox, QTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_ITEMS = 400
OUR_OWN = re.compile(r"</?p>|<br>")
"""What the window itself puts around a text that it has escaped."""


def taken_for_markup(widgets: Iterable[QWidget]) -> list[str]:
    """What is wrong, by widget; empty where every text is shown as it stands."""
    return [f"{type(widget).__name__}: {found}" for widget in widgets for found in _wrong_in(widget)]


def _wrong_in(widget: QWidget) -> Iterator[str]:
    if _is_markup(widget.toolTip()):
        yield f"tool tip {widget.toolTip()[:60]!r}"
    match widget:
        case QMessageBox():
            if widget.textFormat() != Qt.TextFormat.PlainText:
                yield f"message {widget.text()[:60]!r}"
        case QLabel():
            if widget.textFormat() != Qt.TextFormat.PlainText and _is_rich(widget.text()):
                yield f"label {widget.text()[:60]!r}"
        case QTextEdit():
            yield from _rich_parts(widget.document())
        case QAbstractItemView() if widget.model() is not None:
            yield from _tips(widget.model())
        case _:
            pass


def _rich_parts(document: QTextDocument) -> Iterator[str]:
    """Tables, pictures and links in a document; our own chips are objects of another kind."""
    if document.rootFrame().childFrames():
        yield "a table or frame"
    for part in document.allFormats():
        if part.isImageFormat() or part.objectType() == QTextFormat.ObjectTypes.ImageObject.value:
            yield "a picture"
        if part.isCharFormat() and part.toCharFormat().anchorHref():
            yield "a link"


def _tips(model: QAbstractItemModel) -> Iterator[str]:
    waiting = [QModelIndex()]
    seen = 0
    while waiting and seen < MOST_ITEMS:
        parent = waiting.pop()
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
        for row in range(min(model.rowCount(parent), MOST_ITEMS)):
            for column in range(columns):
                seen += 1
                index = model.index(row, column, parent)
                tip = model.data(index, Qt.ItemDataRole.ToolTipRole)
                if isinstance(tip, str) and _is_markup(tip):
                    yield f"tool tip {tip[:60]!r}"
                if column == 0 and model.rowCount(index):
                    waiting.append(index)


def _is_markup(tip: str) -> bool:
    return _is_rich(tip) and "<" in OUR_OWN.sub("", tip)


def _is_rich(text: str) -> bool:
    return bool(Text.mightBeRichText(text))
