"""The status bar: saved or not, the edition, what the page says, the zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QStatusBar

from report_desk.desk.widgets.labels import label

if TYPE_CHECKING:
    from datetime import datetime


class Status(QStatusBar):
    """Four places; each says one thing."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._saved = label()
        self._edition = label()
        self._page = label()
        self._zoom = label()
        for part in (self._saved, self._edition, self._page):
            self.addWidget(part)
        self.addPermanentWidget(self._zoom)

    @property
    def saved_words(self) -> str:
        """What stands at the left."""
        return self._saved.text()

    @property
    def page_words(self) -> str:
        """What the page told."""
        return self._page.text()

    def show_saved(self, words: str) -> None:
        """Say whether everything is safe."""
        self._set(self._saved, words)

    def show_edition(self, words: str) -> None:
        """Say which edition of the form this is."""
        self._set(self._edition, words)

    def show_page(self, words: str) -> None:
        """Say what the page has to say."""
        self._set(self._page, words)

    def show_zoom(self, zoom: float) -> None:
        """Say how large everything is."""
        self._set(self._zoom, f"{round(zoom * 100)}%")

    def _set(self, part: QLabel, words: str) -> None:
        if part.text() != words:
            part.setText(words)


def clock(moment: datetime) -> str:
    """``10:32``."""
    return f"{moment:%H:%M}"
