"""Writing in a thread: a small sheet of text with its button, a name where none is known yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from report_desk.core.limits import LONGEST_ENTRY, LONGEST_LINE
from report_desk.desk.review.threads.correction import Correction
from report_desk.desk.review.threads.phrases import PhraseButton
from report_desk.desk.theme.fitting import fit
from report_desk.desk.widgets.bounded import bound
from report_desk.desk.widgets.choice import Choice
from report_desk.desk.widgets.labels import note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from report_desk.core.report.model import Anchor
    from report_desk.desk.document import Document
    from report_desk.desk.settings import Settings
    from report_desk.desk.theme.look import Look


class EntryForm(QFrame):
    """``written`` says that there is something to keep; ``given_up`` that there is not.

    ``left`` says that the keyboard is to go elsewhere and what was written stays.
    """

    written = Signal()
    left = Signal()
    given_up = Signal()

    def __init__(self, hint: str, verb: str, settings: Settings, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        person = settings.preferences.person
        self.text = QPlainTextEdit()
        bound(self.text, LONGEST_ENTRY)
        self.text.setPlaceholderText(hint)
        self.text.setAccessibleName(hint)
        self.text.setTabChangesFocus(True)
        fit(self, look, lambda measures: self.text.setFixedHeight(measures.scaled(66)))
        self.person = QLineEdit(person)
        self.person.setMaxLength(LONGEST_LINE)
        self.person.setPlaceholderText(self.tr("您的姓名，只问一次"))
        self.person.setAccessibleName(self.tr("您的姓名"))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 2, 0, 0)
        fit(self, look, lambda measures: self.column.setSpacing(measures.scaled(6)))
        for part in (self.text, self.person):
            self.column.addWidget(part)
        self.person.setVisible(
            not person
        )  # not before it stands in the form: it would be a window of its own
        self.phrases = PhraseButton(self.text, settings, self)
        self.column.addLayout(self._buttons(verb))
        self.setFocusProxy(self.text)

    def _buttons(self, verb: str) -> QHBoxLayout:
        save = QPushButton(verb)
        save.setProperty("role", "primary")
        save.setToolTip(self.tr("Ctrl+Enter"))
        leave = QPushButton(self.tr("取消"))
        buttons = QHBoxLayout()
        buttons.addWidget(save)
        buttons.addWidget(leave)
        buttons.addStretch(1)
        buttons.addWidget(self.phrases)
        save.clicked.connect(self.write)
        leave.clicked.connect(self.given_up)
        return buttons

    @property
    def words(self) -> str:
        """What was written."""
        return self.text.toPlainText().strip()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not self.words

    def go_on(self) -> None:
        """Put the keyboard where something is still to be written: the words, or the name."""
        is_nameless = not self.is_empty and not self.person.text().strip()
        (self.person if is_nameless else self.text).setFocus()

    def write(self) -> None:
        """Keep it, unless something is missing: then the keyboard goes there."""
        if self.is_empty:
            self.text.setFocus()
        elif not self.person.text().strip():
            self.person.setFocus()
        else:
            self.written.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            (self.given_up if self.is_empty else self.left).emit()  # a key drops nothing: 取消 does
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.write()  # the text keeps a bare Return for itself
        else:
            super().keyPressEvent(event)


class RemarkForm(EntryForm):
    """A new remark: about which place, and in 改稿 what should stand there instead."""

    def __init__(
        self,
        document: Document,
        places: Sequence[tuple[str, Anchor]],
        settings: Settings,
        look: Look,
        *,
        corrects: bool,
    ) -> None:
        super().__init__(self.tr("写批注"), self.tr("记下"), settings, look)
        self.setProperty("role", "remark")
        self.setProperty("current", "yes")
        self._anchors = [anchor for _, anchor in places]
        self.place = Choice(self.tr("批注的地方"), [words for words, _ in places])
        self.correction = Correction(document, look)
        self._hint = note(self.tr("改成（留给经办采纳）"))
        self.column.setContentsMargins(12, 10, 12, 10)
        self.column.insertWidget(0, self.place)
        self.column.insertWidget(1, self._hint)
        self.column.insertWidget(2, self.correction)
        self._corrects = corrects
        self.place.currentIndexChanged.connect(self._show_correction)
        self._show_correction()

    @property
    def anchor(self) -> Anchor:
        """The place chosen."""
        return self._anchors[self.place.currentIndex()]

    @property
    def is_empty(self) -> bool:
        """A correction needs no words beside it."""
        return not self.words and not self.correction.is_changed

    def _show_correction(self) -> None:
        is_possible = self._corrects and self.correction.show_place(self.anchor)
        self.correction.setVisible(is_possible)
        self._hint.setVisible(is_possible)
