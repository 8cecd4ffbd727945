"""What a person may want next is imported while the window waits for him, a piece a turn of its loop.

The room of a folder is fifty modules: all at once, as it is entered, they would hold the window still.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTableView

if TYPE_CHECKING:
    from collections.abc import Sequence

_DESK, _COUNTY = "report_desk.desk", "report_desk.desk.shell.county"
_CORE, _SUMS = "report_desk.core", "report_desk.core.consolidation"
PIECES = (
    f"{_DESK}.widgets.short_label",
    f"{_DESK}.files.queue",
    f"{_SUMS}.returning",
    f"{_CORE}.output.letters",
    f"{_CORE}.output.review_sheet",
    f"{_COUNTY}.batch",
    f"{_SUMS}.board",
    f"{_COUNTY}.board.initials",
    f"{_COUNTY}.board.lines",
    f"{_DESK}.files.save_dialog",
    f"{_DESK}.widgets.word_table",
    f"{_COUNTY}.dialogs",
    f"{_COUNTY}.mailing",
    f"{_SUMS}.receiving",
    f"{_COUNTY}.documents",
    "difflib",
    f"{_CORE}.versions.comparison",
    f"{_DESK}.places.pages",
    f"{_DESK}.comparing.changes",
    f"{_COUNTY}.region.papers",
    f"{_SUMS}.across.histories",
    f"{_SUMS}.across.carrying",
    f"{_SUMS}.corrections",
    f"{_SUMS}.trace",
    f"{_COUNTY}.region.tracing",
    f"{_COUNTY}.receiving",
    f"{_SUMS}.annex",
    f"{_CORE}.output.annex_sheet",
    f"{_COUNTY}.region.keeping",
    f"{_COUNTY}.work.progress",
    f"{_COUNTY}.work.running",
    f"{_COUNTY}.deeds",
    f"{_DESK}.pages.header",
    f"{_COUNTY}.board.filters",
    f"{_COUNTY}.board.badges",
    f"{_COUNTY}.board.table",
    f"{_COUNTY}.view",
    f"{_COUNTY}.work.watching",
    f"{_COUNTY}.room",
    "PySide6.QtSvg",
)
"""What the room of a folder is made of, in an order in which each brings next to nothing along."""
_BETWEEN = 4
"""Milliseconds between two pieces, in which the window does whatever it is asked."""


class Ahead(QObject):
    """Imports the room of a folder in pieces, once it is told to begin."""

    def __init__(self, parent: QObject, pieces: Sequence[str] = PIECES) -> None:
        super().__init__(parent)
        self._has_begun = False
        self._left = list(reversed(pieces))
        self._turn = QTimer(self, interval=_BETWEEN)
        self._turn.timeout.connect(self._take)

    def begin(self) -> None:
        """From the next turn on; once is enough, however often it is told."""
        if not self._has_begun:
            self._has_begun = True
            self._turn.start()

    def _take(self) -> None:
        if self._left:
            import_module(self._left.pop())
        else:
            self._turn.stop()
            _meet_viewports()


def _meet_viewports() -> None:
    """The first viewport that is asked for has PySide make every class of a widget there is."""
    QTableView().viewport()
