"""A figure that is being typed, as a piece of what is half-written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from report_desk.core.form.edition import Address
from report_desk.core.report.model import Anchor, AnchorKind
from report_desk.desk.unfinished import Kind, Scrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from report_desk.core.form.edition import Cell
    from report_desk.desk.pages.tables.page import TablePage


class Pages(Protocol):
    """The pages on screen, as far as a figure needs them."""

    page: str

    @property
    def shown(self) -> QWidget:
        """The page on screen."""
        ...

    @property
    def table(self) -> TablePage | None:
        """The page on screen, where it is a table's."""
        ...

    @property
    def cells(self) -> Mapping[Address, Cell]:
        """Every cell of the form."""
        ...

    def commit(self) -> bool:
        """Take over what is being typed."""
        ...

    def go_to_cell(self, address: str) -> None:
        """Show a cell."""
        ...


class TypedFigure:
    """What stands in the open editor of the table on screen."""

    def __init__(self, workspace: Pages) -> None:
        self._workspace = workspace

    def scrap(self) -> Scrap | None:
        """The text, where something was typed, and its cell."""
        table = self._workspace.table if self._workspace.page else None
        typed = None if table is None else table.view.delegate.typed
        if typed is None:
            return None
        return Scrap(Kind.CELL, typed[1], Anchor(AnchorKind.CELL, cell=typed[0]))

    def finish(self) -> bool:
        """Take the figure over, where it can be one."""
        return self._workspace.commit()

    def drop(self) -> None:
        """Close the editor; what stood in the cell stays."""
        table = self._workspace.table if self._workspace.page else None
        if table is not None:
            table.view.delegate.give_up()

    def show_writing(self) -> None:
        """Back to the table: its editor keeps the keyboard by itself."""
        self._workspace.shown.setFocus()

    def resume(self, scrap: Scrap) -> bool:
        """The editor again, on its cell."""
        address = Address(scrap.anchor.cell)
        if address not in self._workspace.cells:
            return False
        self._workspace.go_to_cell(address)
        table = self._workspace.table
        return table is not None and table.view.go_on_typing(address, scrap.words)
