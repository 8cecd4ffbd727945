"""A room: what the window shows, of which it knows no more than this."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from PySide6.QtWidgets import QWidget

    from report_desk.core.form.edition import ReportFormat


class Room(Protocol):
    """The start page or an open report; one at a time.

    A room connects the window's actions to what it does with them when it begins, and lets go of them when
    it ends.
    """

    @property
    def view(self) -> QWidget:
        """What stands in the window."""

    def begin(self) -> None:
        """It is on screen now: name the window, enable the actions, take the keyboard."""

    def leave(self, then: Callable[[], object]) -> None:
        """Make sure that nothing is lost, ask where that is not clear, then go on; perhaps never."""

    def end(self) -> None:
        """Let go of everything; its work is safe or given up."""

    def has(self, path: PurePath) -> bool:
        """Whether a file is open here."""

    def take(self, path: PurePath) -> bool:
        """Use a file that was dropped on the window; False where it is to be opened instead."""

    @property
    def topic(self) -> tuple[ReportFormat, str]:
        """The edition that help is wanted for, and the words to open the handbook at."""

    def recover(self) -> None:
        """找回: drafts and backups, of what is open here or of everything."""

    def refresh(self) -> None:
        """Settings, recent files or the disk may have changed."""
