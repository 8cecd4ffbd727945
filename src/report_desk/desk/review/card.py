"""One card of the review's panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from report_desk.desk.labels import breakable, label, paragraph
from report_desk.desk.theme.fitting import fit

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from report_desk.desk.review.cards import Card, Deed, Said
    from report_desk.desk.review.entry import EntryForm
    from report_desk.desk.theme.look import Look

_LONGEST = 1000
"""Characters of one contribution that a card shows; people write a sentence or two."""


class CardView(QFrame):
    """Shows a card. ``chosen`` says that a person went to it, ``done`` carries the deed of a link."""

    chosen = Signal()
    done = Signal(object)

    def __init__(self, card: Card, look: Look) -> None:
        super().__init__()
        self.card = card
        self.form: EntryForm | None = None
        self.setProperty("role", "remark")
        self.setProperty("current", "no")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(spoken(card))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 9, 12, 9)
        fit(self, look, lambda measures: self._column.setSpacing(measures.scaled(4)))
        self._column.addWidget(paragraph(breakable(card.head), "note"))
        for said in card.said:
            self._column.addWidget(_said(said))
        self._column.addLayout(self._foot(card))

    def show_current(self, *, is_current: bool) -> None:
        """Frame the card the person is at."""
        word = "yes" if is_current else "no"
        if self.property("current") != word:
            self.setProperty("current", word)
            self.style().polish(self)

    def open_form(self, form: EntryForm) -> None:
        """Let a person write below what was said."""
        self.close_form()
        self.form = form
        self._column.addWidget(form)
        form.setFocus()

    def close_form(self) -> None:
        """Take the sheet away again."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.form is None:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def _foot(self, card: Card) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(10)
        if card.status:
            status = label(card.status, "status")
            status.setProperty("tone", card.tone)
            foot.addWidget(status)
        for deed, words in card.deeds:
            foot.addWidget(self._link(deed, words))
        foot.addStretch(1)
        return foot

    def _link(self, deed: Deed, words: str) -> QPushButton:
        link = QPushButton(words)
        link.setProperty("role", "link")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.setAccessibleName(f"{words}：{self.card.head}")
        link.clicked.connect(lambda: self.done.emit(deed))
        return link


def spoken(card: Card) -> str:
    """A card as one sentence."""
    said = [f"{item.by}：{item.text}" if item.by else item.text for item in card.said]
    return "，".join(part for part in (card.head, *said, card.status) if part)


def _said(said: Said) -> QWidget:
    text = said.text
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}……（以下 {len(text) - _LONGEST} 字略去）"
    if not said.by:
        return paragraph(breakable(text))
    return paragraph(breakable(f"{said.by}：{text}"), "answer")
