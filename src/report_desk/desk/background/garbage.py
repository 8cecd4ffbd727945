"""Garbage is collected on the window's thread alone.

Python looks for cycles on whichever thread has just made one object too many. A dialog that was caught in a
cycle would end on a worker then, and Qt objects may only end on the thread they live on: the program ended
without a word, in the middle of an export.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 500
"""Milliseconds between two looks; a look costs nothing where there is nothing to do."""


class Garbage(QObject):
    """Collects by Python's own thresholds for as long as it lives; the usual way is off from then on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(counts) if count > most]
        if due:
            gc.collect(due[-1])
