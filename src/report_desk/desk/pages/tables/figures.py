"""How each figure of a table looks right now: its value, its marks, what lies over it and beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.form import kinds
from report_desk.desk.pages.tables.drawing.painting import Figure
from report_desk.desk.pages.tables.words import last_year

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.form.edition import Address
    from report_desk.desk.pages.tables.model import TableModel


class Figures:
    """What the window lays over the figures of a table.

    ``lit`` cells belong to what is being looked at, ``remarked`` ones have a remark, ``ghosts`` are what a
    paste would put there.
    """

    def __init__(self, model: TableModel) -> None:
        self._model = model
        self.lit: frozenset[Address] = frozenset()
        self.remarked: frozenset[Address] = frozenset()
        self.ghosts: Mapping[Address, str] = {}
        self.shows_last_year = False

    def at(self, address: Address, *, is_selected: bool) -> Figure:
        """The look of one cell."""
        sheet, cell = self._model.document.sheet, self._model.table.by_address[address]
        paper = sheet.report.declared.get(address)
        return Figure(
            text=self._model.text_at(self._model.steps.spots[address]),
            is_total=cell.is_total,
            is_right=self._model.is_right,
            mark=self._model.marks.get(address),
            is_selected=is_selected,
            is_lit=address in self.lit,
            is_remarked=address in self.remarked,
            ghost=self.ghosts.get(address),
            beside=last_year(sheet, address) if self.shows_last_year else "",
            paper="" if paper is None else kinds.display(paper),
            agrees=paper is None or kinds.number(cell.kind, paper) == sheet.numbers.get(address),
        )
