"""Lengths that follow the zoom at once: margins, spacings and fixed sizes, which no style sheet reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog, QLayout, QWidget

    from report_desk.desk.theme.look import Look
    from report_desk.desk.theme.measures import Measures


class _Fitting(QObject):
    """Lives and goes with what it fits; so does its connection."""

    def __init__(self, owner: QObject, look: Look, set_lengths: Callable[[Measures], object]) -> None:
        super().__init__(owner)
        self._look = look
        self._set_lengths = set_lengths
        look.changed.connect(self.again)
        self.again()

    def again(self) -> None:
        """Set the lengths for the measures in force."""
        self._set_lengths(self._look.measures)


def fit(owner: QObject, look: Look, set_lengths: Callable[[Measures], object]) -> None:
    """Set lengths now and at every change of the look, as long as ``owner`` lives."""
    _Fitting(owner, look, set_lengths)


def give_room(dialog: QDialog, look: Look, width: int, height: int) -> None:
    """So large at the usual zoom; at a larger one no larger, with its frame, than the screen."""
    over = (dialog.parentWidget() or dialog).window()
    room = over.screen().availableSize() - (over.frameGeometry().size() - over.size())
    if over is not dialog:
        room = room.expandedTo(over.size())
    dialog.resize(QSize(look.measures.scaled(width), look.measures.scaled(height)).boundedTo(room))


def fit_page(page: QWidget, column: QLayout, look: Look, spacing: int = 6) -> None:
    """The margins around a page of the window, and so many pixels between its parts."""

    def set_lengths(measures: Measures) -> None:
        side = measures.margin
        column.setContentsMargins(side, measures.scaled(14), side, measures.scaled(10))
        column.setSpacing(measures.scaled(spacing))

    fit(page, look, set_lengths)
