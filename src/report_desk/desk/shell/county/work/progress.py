"""How far something is that takes a while, in words and as a bar, and the way to give it up."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from report_desk.core.ports import GivenUpError
from report_desk.desk.language import tr
from report_desk.desk.widgets.labels import note

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.desk.background.jobs import Background

PATIENCE = 500
"""Milliseconds that nobody is told of."""


class Stop:
    """What a person presses and a worker asks: from then on, telling how far it is ends the work."""

    def __init__(self, background: Background, tell: Callable[[float], None]) -> None:
        self._pressed = Event()
        self._report = background.progress(tell)

    def press(self) -> None:
        """Let the work end at the next step."""
        self._pressed.set()

    def tell(self, far: float) -> None:
        """Called by the work, after each step. Raises GivenUpError."""
        self._report(far)
        if self._pressed.is_set():
            raise GivenUpError(tr("已取消。"))


class Progress(QWidget):
    """A line with words, a bar and 取消, there once something has taken half a second; ``given_up``."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = note("")
        self.words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.bar.setAccessibleName(self.tr("做到哪里"))
        self.cancel = QPushButton(self.tr("取消"))
        self.cancel.setProperty("role", "link")
        self.cancel.clicked.connect(self._give_up)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self.show)
        kept = self.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # what is below must not jump
        self.setSizePolicy(kept)
        self.hide()

    def begin(self, words: str) -> None:
        """Something begins that may take a while."""
        self.words.setText(words)
        self.bar.setValue(0)
        self.cancel.setEnabled(True)
        self._patience.start()

    def tell(self, far: float) -> None:
        """How far it is, from 0 to 1."""
        self.bar.setValue(round(100 * far))

    def end(self) -> None:
        """It is over."""
        self._patience.stop()
        self.hide()

    def _give_up(self) -> None:
        self.cancel.setEnabled(False)
        self.words.setText(self.tr("正在停下…"))
        self.given_up.emit()
