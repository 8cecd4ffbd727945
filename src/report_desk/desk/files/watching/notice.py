"""What there is to know of the open file: an older copy, saved by somebody else, gone, or just exported."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from report_desk.desk.theme.fitting import fit
from report_desk.desk.widgets.labels import breakable, in_order, paragraph

if TYPE_CHECKING:
    from pathlib import PurePath

    from report_desk.core.ports import ReadDocument
    from report_desk.core.report.model import Report
    from report_desk.desk.theme.look import Look

_LONGEST = 300


class Offer(Enum):
    """What can be done about it."""

    COMPARE = "compare"
    MERGE = "merge"
    USE_DISK = "use_disk"
    SAVE_COPY = "save_copy"
    RECOVER = "recover"
    DOUBTS = "doubts"
    OPEN_EXPORTED = "open_exported"
    OPEN_FOLDER = "open_folder"
    PRINT = "print"


OF_A_COPY = (Offer.COMPARE, Offer.MERGE)


class Noticed(Struct, frozen=True):
    """Another state of the open report; with its digest where it stands in the open report's own place."""

    report: Report
    name: str
    digest: str = ""


class Told(Struct, frozen=True):
    """What is said of a report as it comes into the window, and what can be done about it.

    ``other`` is what 比较 and 合并 are about, by its name; without one they ask for a file. ``found`` is what
    the report came out of, where that was a document from outside. ``shows_last_year`` where the person has
    just chosen last year's report, and wants to see it. ``cell`` is where they want to stand, by its address.
    ``source`` is the document that was opened.
    """

    words: str = ""
    offers: tuple[Offer, ...] = ()
    other: Noticed | None = None
    found: ReadDocument | None = None
    shows_last_year: bool = False
    cell: str = ""
    source: PurePath | None = None


class Notice(QFrame):
    """A sentence that stays until it is dismissed; ``wanted`` carries the Offer that follows it up."""

    wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._said = ""
        self._words = paragraph("")
        row = QHBoxLayout(self)
        fit(self, look, lambda measures: row.setContentsMargins(measures.margin, 6, 14, 6))
        fit(self, look, lambda measures: row.setSpacing(measures.gap))
        row.addWidget(self._words, 1)
        self._links = {offer: self._link(words) for offer, words in self._offers().items()}
        for offer, link in self._links.items():
            link.clicked.connect(lambda _=False, wish=offer: self.wanted.emit(wish))
            row.addWidget(link)
        dismiss = self._link(self.tr("知道了"))
        dismiss.clicked.connect(self.hide)
        row.addWidget(dismiss)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._said

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What it offers."""
        return tuple(offer for offer, link in self._links.items() if not link.isHidden())

    def say(self, words: str, offers: tuple[Offer, ...] = ()) -> None:
        """Show a sentence; an empty one hides the bar."""
        self._said = words[:_LONGEST]
        self._words.setText(breakable(in_order(self._said)))
        self.setAccessibleName(self._said)
        for offer, link in self._links.items():
            link.setVisible(offer in offers)
        self.setVisible(bool(words))

    def allow(self, offer: Offer, *, is_offered: bool) -> None:
        """Offer something from now on, or no more."""
        self._links[offer].setVisible(is_offered)

    def _offers(self) -> dict[Offer, str]:
        return {
            Offer.COMPARE: self.tr("比较"),
            Offer.MERGE: self.tr("合并"),
            Offer.USE_DISK: self.tr("改用磁盘上的"),
            Offer.SAVE_COPY: self.tr("另存一份…"),
            Offer.RECOVER: self.tr("找回"),
            Offer.DOUBTS: self.tr("看拿不准的地方"),
            Offer.OPEN_EXPORTED: self.tr("打开"),
            Offer.OPEN_FOLDER: self.tr("打开所在文件夹"),
            Offer.PRINT: self.tr("打印…"),
        }

    def _link(self, words: str) -> QPushButton:
        link = QPushButton(words)
        link.setProperty("role", "link")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        return link
