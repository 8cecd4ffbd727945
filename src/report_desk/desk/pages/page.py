"""A page of the form on screen, as the workspace uses it: the cover, a table or prose."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from report_desk.core.checks.findings import Finding
    from report_desk.core.edits.apply import Outcome
    from report_desk.core.form.edition import Address


class Text(Protocol):
    """An editor of raw prose, as far as every page needs it."""

    @property
    def selected_line(self) -> str:
        """What is selected, within one paragraph."""

    def select_raw(self, start: int, end: int) -> None:
        """Select a stretch of the raw text."""


class Page(QWidget):
    """One section, or the cover: each kind answers what is abstract here, and leaves what it does not have.

    ``told`` carries what the page says in the status bar.
    """

    told = Signal(str)

    @property
    @abstractmethod
    def text(self) -> Text:
        """The editor of its prose: preface, note below a table, or the section."""

    @property
    def selected_text(self) -> str:
        """What is selected in its prose, within one paragraph."""
        return self.text.selected_line

    @property
    def topic(self) -> str:
        """Words that the handbook may have on the place one is at; empty: its beginning."""
        return ""

    @abstractmethod
    def commit(self) -> bool:
        """Take over what is being typed; False where it cannot be a value and the keyboard stays there."""

    @abstractmethod
    def reveal(self, finding: Finding | None, address: Address | None = None) -> None:
        """Go to the place of a finding, or to a cell."""

    def reveal_text(self, start: int, end: int) -> None:
        """Select a stretch of the raw text of its prose."""
        self.text.select_raw(start, end)

    def reveal_change(self, outcome: Outcome) -> None:
        """After undo and redo: go to what changed, where it may be out of sight."""

    def show_last_year(self, *, shown: bool) -> None:
        """Show last year beside this year, where the page has both."""

    @abstractmethod
    def show_filling(self, *, shown: bool) -> None:
        """Show or hide what only a person who fills needs."""

    def show_definition(self) -> None:
        """Shift+F1: what the row is for, in a table."""

    def zero_blanks(self) -> bool:
        """空白补零; False where the page has no table."""
        return False

    @abstractmethod
    def tell(self) -> None:
        """Say anew what the status bar shows of this page."""

    @abstractmethod
    def focus_first(self) -> None:
        """Give the keyboard to where work begins."""
