"""Something about an imported report that a person should look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from report_desk.core.form.edition import Address
    from report_desk.intake.cell_reading import CellState
    from report_desk.intake.document import Source


class Doubt(Struct, frozen=True):
    """A sentence for the user, and what it is about.

    ``where`` is the id of a table, row, cell, section or detail, or ``organ`` or ``year``. ``cells`` are
    the addresses in question, none where it is about words; ``state`` says how they were found.
    ``text`` stands in the document, word for word, at ``source``.
    """

    where: str
    sentence: str
    cells: tuple[Address, ...] = ()
    state: CellState | None = None
    text: str = ""
    source: Source | None = None

    @property
    def shown_source(self) -> str:
        """The place in the document and what stands there, in words; empty where nothing does."""
        place = self.source.words if self.source else ""
        text = f"「{self.text}」" if self.text else ""
        return f"{place}{text}"
