"""The panel of the review: threads with their answers, explanations, the reviewer's findings, the changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from report_desk.desk.language import tr
from report_desk.desk.review.threads.card import CardView
from report_desk.desk.review.threads.cards import Card, Deed, Group
from report_desk.desk.review.threads.column import Column
from report_desk.desk.theme.fitting import fit
from report_desk.desk.widgets.labels import label, paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from report_desk.desk.review.changes_since import Since
    from report_desk.desk.review.threads.entry import EntryForm, RemarkForm
    from report_desk.desk.theme.look import Look

WIDTH = 330
MOST_CARDS = 100
"""A year's review has some ten; a hostile file could ask for a hundred thousand."""


class ReviewPanel(QWidget):
    """Shows cards and the card that counts changes.

    ``chosen`` carries the card a person went to, ``done`` a card and the deed of its link,
    ``remark_wanted`` and ``step_wanted`` (with a direction) what the buttons ask for.
    """

    chosen = Signal(object)
    done = Signal(object, object)
    remark_wanted = Signal()
    step_wanted = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("review")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._look = look
        self._views: dict[str, CardView] = {}
        self._cards: tuple[Card, ...] = ()
        self._current = ""
        self._new: RemarkForm | None = None
        self._counts = label("", "group")
        self._add = QPushButton(self.tr("＋ 批注"))
        self._add.setToolTip(self.tr("对选中的格子、句子、本部分或全文写批注  Ctrl+Alt+M"))
        self._empty = paragraph("", "note")
        self._more = paragraph("", "note")
        self._heads: dict[Group, QLabel] = {}
        self._scroll = Column()
        self._list = self._scroll.cards
        self._changes = ChangesCard(look)
        self._arrange()
        self._add.clicked.connect(self.remark_wanted)
        self._changes.step_wanted.connect(self.step_wanted)

    def _arrange(self) -> None:
        self._add.setProperty("role", "link")
        self._add.setCursor(Qt.CursorShape.PointingHandCursor)
        top = QHBoxLayout()
        top.setContentsMargins(14, 0, 10, 0)
        top.addWidget(self._counts)
        top.addStretch(1)
        top.addWidget(self._add)
        self._list.setContentsMargins(14, 2, 10, 6)
        fit(self, self._look, lambda measures: self._list.setSpacing(measures.scaled(9)))
        self._list.addWidget(self._empty)
        for group in (Group.EXPLANATIONS, Group.REVIEWER):
            self._heads[group] = label("", "group")
            self._list.addWidget(self._heads[group])
        self._list.addWidget(self._more)
        column = QVBoxLayout(self)
        fit(self, self._look, lambda now: column.setContentsMargins(0, now.scaled(10), 0, now.scaled(12)))
        fit(self, self._look, lambda now: column.setSpacing(now.scaled(7)))
        column.addLayout(top)
        column.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 0, 10, 0)
        foot.addWidget(self._changes)
        column.addLayout(foot)

    # ------------------------------------------------------------------ what the review asks for

    @property
    def cards(self) -> tuple[Card, ...]:
        """What is shown, in its order."""
        return self._cards

    @property
    def current(self) -> Card | None:
        """The card the person is at."""
        return next((card for card in self._cards if card.key == self._current), None)

    @property
    def new(self) -> RemarkForm | None:
        """The remark being written, if one is."""
        return self._new

    def view(self, key: str) -> CardView:
        """The widget of a card."""
        return self._views[key]

    def show_cards(self, cards: tuple[Card, ...], empty: str) -> None:
        """Show these; only what differs is made anew, so that what is being written stays."""
        threads = [card for card in cards if card.group is Group.THREADS]
        hidden, cards = len(cards) - MOST_CARDS, cards[:MOST_CARDS]
        self._list.setEnabled(False)  # one pass when all is said, in place of one for every label
        self._take_over(cards)
        self._place()
        self._more.setText(self.tr("还有 {count} 条没有列出，了结前面的就会出来。").format(count=hidden))
        self._more.setVisible(hidden > 0)
        self._empty.setText(empty)
        self._empty.setVisible(bool(empty) and not threads and self._new is None)
        self._counts.setText(_counted(threads))
        self._mark_current()
        self._list.setEnabled(True)
        self._list.invalidate()

    def _take_over(self, cards: tuple[Card, ...]) -> None:
        """Bring the widgets up to the cards."""
        kept = {card.key for card in cards}
        for key in [key for key in self._views if key not in kept]:
            form = self._views[key].form
            if form is None or form.is_empty:  # a card that is gone stays while somebody writes below it
                self._drop(key)
        self._cards = cards
        for card in cards:
            view = self._views.get(card.key)
            if view is None:
                self._views[card.key] = self._made(card)
                self._views[card.key].show()  # Qt would do so later, and lay everything out for it
            elif view.card != card:
                if view.card.is_open is not card.is_open:
                    self._hand_on(view)
                    self._list.removeWidget(view)  # or every card below it would move, one by one
                view.show_card(card)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """F6 comes here: on to the card the person is at, or the first one."""
        view = self._views.get(self._current) or next(iter(self._views.values()), None)
        (view or self._add).setFocus(event.reason())

    def show_changes(self, since: Since | None, at: int) -> None:
        """Say what differs from the last reviewed state, and which of it is being looked at (-1: none)."""
        self._changes.show_since(since, at)

    def select(self, key: str) -> None:
        """Frame a card and bring it into sight."""
        self._current = key
        self._mark_current()
        view = self._views.get(key)
        if view is not None:
            QTimer.singleShot(0, view, lambda: self._scroll.ensureWidgetVisible(view, 0, 20))

    @property
    def answering(self) -> CardView | None:
        """The card below which somebody writes, if one is."""
        return next((view for view in self._views.values() if view.form is not None), None)

    def begin_remark(self, form: RemarkForm) -> None:
        """Show the sheet for a new remark on top."""
        self.drop_remark()
        self._new = form
        self._list.insertWidget(0, form)
        self._empty.hide()
        form.show()  # Qt would do so later, and what does not show takes no keyboard
        self._scroll.verticalScrollBar().setValue(0)
        form.setFocus()

    def drop_remark(self) -> None:
        """Take that sheet away again."""
        if self._new is not None:
            self._new.hide()
            self._list.removeWidget(self._new)
            self._new.deleteLater()
            self._new = None

    def begin_answer(self, key: str, form: EntryForm) -> None:
        """Show a sheet below a thread."""
        for view in self._views.values():
            view.close_form()
        self._views[key].open_form(form)
        self.select(key)

    # ------------------------------------------------------------------ inside

    def _made(self, card: Card) -> CardView:
        view = CardView(card, self._look, self._scroll.widget())
        view.chosen.connect(lambda: self._choose(view.card))
        view.done.connect(lambda deed: self._deed(view.card, deed))
        return view

    def _choose(self, card: Card) -> None:
        self.select(card.key)
        self.chosen.emit(card)

    def _deed(self, card: Card, deed: Deed) -> None:
        self.select(card.key)
        self.done.emit(card, deed)

    def _hand_on(self, view: CardView) -> None:
        """A card that is settled goes down to the others of its kind; the keyboard stays where it was."""
        if view.isAncestorOf(QApplication.focusWidget() or self):
            at = self._list.indexOf(view)
            below = (self._list.itemAt(place).widget() for place in range(at + 1, self._list.count()))
            next((other for other in below if isinstance(other, CardView)), view).setFocus()

    def _drop(self, key: str) -> None:
        view = self._views.pop(key, None)
        if view is not None:
            view.hide()
            self._list.removeWidget(view)
            view.deleteLater()

    def _place(self) -> None:
        """Put heads and cards in their order; Qt moves what already stands in the layout."""
        known = {card.key for card in self._cards}
        wanted: list[QWidget] = [] if self._new is None else [self._new]
        wanted += [view for key, view in self._views.items() if key not in known]
        wanted.append(self._empty)
        for group in Group:
            members = [card for card in self._cards if card.group is group]
            if group in self._heads:
                self._heads[group].setText(_group_words(group, members))
                self._heads[group].setVisible(bool(members))
                wanted.append(self._heads[group])
            wanted += [self._views[card.key] for card in members]
        for at, widget in enumerate(wanted):
            if self._list.indexOf(widget) != at:
                self._list.insertWidget(at, widget)

    def _mark_current(self) -> None:
        for key, view in self._views.items():
            view.show_current(is_current=key == self._current)


class ChangesCard(QFrame):
    """``与上次退回（修订 6）相比：改了 4 个数字、1 段文字`` with the way through them."""

    step_wanted = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self._words = paragraph("")
        self._next = self._link(1)
        self._previous = self._link(-1)
        self._previous.setText(self.tr("上一处"))
        links = QHBoxLayout()
        links.addWidget(self._next)
        links.addWidget(self._previous)
        links.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 8)
        fit(self, look, lambda measures: column.setSpacing(measures.scaled(4)))
        column.addWidget(self._words)
        column.addLayout(links)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def show_since(self, since: Since | None, at: int) -> None:
        """Show the count, or the change being looked at."""
        self.setVisible(since is not None)
        if since is None:
            return
        is_stepping = 0 <= at < len(since.changes)
        self._words.setText(since.step_words(at) if is_stepping else since.words)
        self._next.setVisible(bool(since.changes))
        self._next.setText(self.tr("下一处 F7") if is_stepping else self.tr("逐处看 F7"))
        self._previous.setVisible(is_stepping)

    def _link(self, direction: int) -> QPushButton:
        link = QPushButton()
        link.setProperty("role", "link")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(lambda: self.step_wanted.emit(direction))
        return link


def _counted(threads: list[Card]) -> str:
    if not threads:
        return tr("批注")
    still_open = sum(1 for card in threads if card.is_open)
    stands = tr("未了 {count}").format(count=still_open) if still_open else tr("都已了结")
    return tr("批注 {count} · {stands}").format(count=len(threads), stands=stands)


def _group_words(group: Group, members: list[Card]) -> str:
    if group is Group.REVIEWER:
        return tr("上级核 {count}").format(count=len(members))
    waiting = sum(1 for card in members if card.is_open)
    words = tr("说明 {count}").format(count=len(members))
    return words + (tr(" · 待认可 {count}").format(count=waiting) if waiting else "")
