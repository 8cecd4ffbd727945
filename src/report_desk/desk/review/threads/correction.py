"""A field in which a reviewer says what should stand in a cell, or how a sentence should read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from report_desk.core.form import kinds
from report_desk.core.form.edition import Address
from report_desk.core.report.model import Anchor, AnchorKind
from report_desk.desk.pages.prose.chips import Chips
from report_desk.desk.pages.prose.raw import CHIP, raw_of, replace_raw

if TYPE_CHECKING:
    from report_desk.core.form.kinds import Figure
    from report_desk.desk.document import Document
    from report_desk.desk.theme.look import Look


class Correction(QTextEdit):
    """Holds raw text: a number bound to a cell stays bound when the sentence around it is corrected."""

    def __init__(self, document: Document, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "field")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("改成"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._heights = look.measures.scaled(34), look.measures.scaled(76)
        self._document = document
        self._anchor = Anchor(AnchorKind.WHOLE)
        self._chips = Chips(document, look, self)
        self.document().documentLayout().registerHandler(int(CHIP), self._chips)

    def show_place(self, anchor: Anchor) -> bool:
        """Show what stands at a place now; False where nothing of it can be corrected."""
        self._anchor = anchor
        if anchor.kind is AnchorKind.CELL:
            cell = self._document.sheet.form.cells[Address(anchor.cell)]
            if cell.is_total:
                return False
        elif anchor.kind is not AnchorKind.SENTENCE:
            return False
        self.setFixedHeight(self._heights[anchor.kind is AnchorKind.SENTENCE])
        replace_raw(self.document(), self._standing_text(), QTextCharFormat())
        return True

    @property
    def is_changed(self) -> bool:
        """Whether something else should stand there."""
        return not self.isHidden() and raw_of(self.document()) != self._standing_text()

    @property
    def raw(self) -> str:
        """What was written, as raw text."""
        return raw_of(self.document())

    def take_up(self, raw: str) -> None:
        """Show again what was written before."""
        replace_raw(self.document(), raw, QTextCharFormat())

    @property
    def before(self) -> Figure | None:
        """What stands there."""
        if self._anchor.kind is AnchorKind.CELL:
            return self._document.sheet.report.figures.get(Address(self._anchor.cell))
        return self._anchor.quote

    @property
    def after(self) -> Figure | None:
        """What should stand there. Raises NotAValueError where that cannot be a figure of the cell."""
        raw = raw_of(self.document())
        if self._anchor.kind is AnchorKind.CELL:
            cell = self._document.sheet.form.cells[Address(self._anchor.cell)]
            return kinds.parse(cell.kind, raw, cell.unit)
        return raw

    def _standing_text(self) -> str:
        return kinds.display(self.before)
