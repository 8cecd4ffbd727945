"""The reports that are looked through one after the other: those that were shown when one was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from report_desk.desk.language import tr
from report_desk.desk.widgets.labels import note
from report_desk.desk.widgets.short_label import ShortLabel

if TYPE_CHECKING:
    from pathlib import PurePath

    from report_desk.desk.actions import Actions

BESIDE = {"next_report": 1, "previous_report": -1}
"""The actions that go through it, and how far each goes."""


class Queue(Struct, frozen=True):
    """The files of a folder in the order of the board, or documents that are to be read into it.

    ``said`` is what was done to the last one, ``current`` the one that is open; a document stays where it
    lies, so that the report read out of it gets a file of another name.
    """

    folder: PurePath
    files: tuple[PurePath, ...]
    said: str = ""
    current: PurePath | None = None

    def at(self, path: PurePath | None) -> int:
        """The place of a file, counted from 0; -1 where it is none of them."""
        return next((at for at, one in enumerate(self.files) if one == path), -1)

    def beside(self, path: PurePath | None, by: int) -> PurePath | None:
        """The file so many places on; None beyond the ends."""
        at = self.at(path)
        wanted = at + by
        return self.files[wanted] if at >= 0 and 0 <= wanted < len(self.files) else None


class QueueBar(QFrame):
    """Over an open report of the queue: where in it one is, and the ways on."""

    def __init__(self, queue: Queue, path: PurePath, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 10, 3)
        words = tr("{folder} · 第 {at} 份，共 {count} 份")
        row.addWidget(
            ShortLabel(words.format(folder=queue.folder.name, at=queue.at(path) + 1, count=len(queue.files)))
        )
        if queue.said:
            row.addSpacing(14)
            row.addWidget(note(queue.said))
        row.addStretch(1)
        for name in ("previous_report", "next_report", "board"):
            action = actions[name]
            button = QPushButton(action.text())
            button.setProperty("role", "link")
            button.setToolTip(action.toolTip())
            button.setEnabled(name not in BESIDE or queue.beside(path, BESIDE[name]) is not None)
            button.clicked.connect(action.trigger)
            row.addWidget(button)
