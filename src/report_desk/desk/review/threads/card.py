"""One card of the review's panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from report_desk.desk.language import tr
from report_desk.desk.review.threads.cards import LONGEST_SAID
from report_desk.desk.theme.fitting import fit
from report_desk.desk.widgets.labels import breakable, in_order, label, paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from report_desk.desk.review.threads.cards import Card, Said
    from report_desk.desk.review.threads.entry import EntryForm
    from report_desk.desk.theme.look import Look


class CardView(QFrame):
    """Shows a card. ``chosen`` says that a person went to it, ``done`` carries the deed of a link."""

    chosen = Signal()
    done = Signal(object)

    def __init__(self, card: Card, look: Look, parent: QWidget) -> None:
        super().__init__(parent)  # at once: what changes its parent is styled all over again
        self.card = card
        self.form: EntryForm | None = None
        self.setProperty("role", "remark")
        self.setProperty("current", "no")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._head = paragraph("", "note")
        self._status = label("", "status")
        self._status.setProperty("tone", card.tone)
        self._said: list[QLabel] = []
        self._links: list[QPushButton] = []
        self._foot = QHBoxLayout()
        self._foot.setSpacing(10)
        self._foot.addWidget(self._status)
        self._foot.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 9, 12, 9)
        fit(self, look, lambda measures: self._column.setSpacing(measures.scaled(4)))
        self._column.addWidget(self._head)
        self._column.addLayout(self._foot)
        self.show_card(card)

    def show_card(self, card: Card) -> None:
        """Show another state of the card: what is the same stays as it is, a sheet being written too."""
        before, self.card = self.card, card
        self._column.setEnabled(False)  # or it is laid out for every part shown or hidden
        self.setAccessibleName(spoken(card))
        self._head.setText(breakable(in_order(card.head)))
        if card.said != before.said or not self._said:
            self._show_said(card.said)
        self._status.setText(card.status)
        _show(self._status, is_shown=bool(card.status))
        if card.tone != before.tone:
            self._status.setProperty("tone", card.tone)
            self._status.style().polish(self._status)
        if (card.deeds, card.head) != (before.deeds, before.head) or not self._links:
            self._show_links(card)
        self._column.setEnabled(True)
        if self.isVisible():
            self._column.activate()  # so that who lays out the cards asks for heights that hold

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

    def _show_said(self, said: tuple[Said, ...]) -> None:
        """A label each, which is of one kind for good."""
        kinds = [("answer" if item.by else "") for item in said]
        kept = 0
        while kept < min(len(kinds), len(self._said)) and _role(self._said[kept]) == kinds[kept]:
            kept += 1
        for old in self._said[kept:]:
            old.hide()
            self._column.removeWidget(old)
            old.deleteLater()
        del self._said[kept:]
        for number, item in enumerate(said):
            if number >= kept:
                self._said.append(paragraph("", kinds[number]))
                self._column.insertWidget(number + 1, self._said[number])
                _show(self._said[number], is_shown=True)
            self._said[number].setText(_words(item))

    def _show_links(self, card: Card) -> None:
        while len(self._links) < len(card.deeds):
            self._links.append(self._link(len(self._links)))
            self._foot.insertWidget(len(self._links), self._links[-1])
        for number, link in enumerate(self._links):
            _show(link, is_shown=number < len(card.deeds))
            if number < len(card.deeds):
                words = card.deeds[number][1]
                link.setText(words)
                link.setAccessibleName(tr("{name}：{text}").format(name=words, text=card.head))

    def _link(self, number: int) -> QPushButton:
        link = QPushButton(self)
        link.setProperty("role", "link")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(lambda: self.done.emit(self.card.deeds[number][0]))
        return link


def spoken(card: Card) -> str:
    """A card as one sentence."""
    said = [_signed(item.by, item.text) for item in card.said]
    return tr("，").join(part for part in (card.head, *said, card.status) if part)


def _show(part: QWidget, *, is_shown: bool) -> None:
    """Qt counts every showing as one, also of what is shown."""
    if part.isHidden() is is_shown:
        part.setVisible(is_shown)


def _role(said: QLabel) -> str:
    return str(said.property("role") or "")


def _words(said: Said) -> str:
    text = in_order(said.text)
    if len(text) > LONGEST_SAID:
        text = text[:LONGEST_SAID] + tr("……（以下 {count} 字略去）").format(count=len(text) - LONGEST_SAID)
    return breakable(_signed(in_order(said.by), text))


def _signed(by: str, text: str) -> str:
    return tr("{name}：{text}").format(name=by, text=text) if by else text
