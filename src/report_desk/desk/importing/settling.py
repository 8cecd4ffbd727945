"""What becomes of the doubts of a document: taken as it is there, corrected or left out, one gesture each.

A doubt about several cells is settled cell by cell; nothing here has a window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from report_desk.core.edits.apply import (
    Declare,
    SetDetail,
    SetFigure,
    SetFigures,
    SetOrgan,
    SetText,
    Together,
)
from report_desk.core.form.edition import Address
from report_desk.core.limits import LONGEST_PROSE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from report_desk.core.edits.apply import Edit
    from report_desk.core.ports import DocumentDoubt, ReadDocument
    from report_desk.desk.document import Document, Tick

WHOLE = ""
"""The only part of a doubt that is about no cell to type into."""
_NOTHING = Together(())


class Settling(QObject):
    """The doubts of a report out of a document, by their number; those with a ``passage`` are for prose.

    What is settled is a tick of the open document, so that undo brings the doubt back. ``changed`` says that
    it may have become another.
    """

    changed = Signal()

    def __init__(self, document: Document, found: ReadDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._unreadable = found.unreadable
        self._read = dict(document.sheet.report.figures)
        self.doubts = found.doubts
        self.correcting = -1
        document.ticker = self._ticked_by
        document.changed.connect(lambda _: self.changed.emit())

    @property
    def left(self) -> tuple[int, ...]:
        """The doubts that are still to be looked at, in the order of the document."""
        return tuple(number for number in range(len(self.doubts)) if self.open_parts(number))

    @property
    def unplaced(self) -> tuple[int, ...]:
        """Those of them that are prose without a place."""
        return tuple(number for number in self.left if self.doubts[number].passage)

    def open_parts(self, number: int) -> tuple[str, ...]:
        """The cells of a doubt that nobody has looked at; one empty name where it is about none."""
        ticks = self._document.ticks
        if self.doubts[number].passage:
            return () if any(tick[0] == number for tick in ticks) else (WHOLE,)
        return tuple(part for part in self._parts(number) if (number, part) not in ticks)

    def placed_in(self, number: int) -> str | None:
        """The section that a passage was put into, empty where it was left out; None while it is here."""
        return next((place for ticked, place in self._document.ticks if ticked == number), None)

    # ------------------------------------------------------------------ what a person decides

    def can_take(self, number: int) -> bool:
        """Whether the document has something to take: a value, a blank, or words that are here already."""
        return not self.doubts[number].passage and bool(self._readable(number))

    def can_leave_out(self, number: int) -> bool:
        """Whether there is anything that can be left out."""
        doubt = self.doubts[number]
        return bool(doubt.passage or self._document.sheet.report.sections.get(self._section(doubt))) or any(
            self.open_parts(number)
        )

    def take(self, number: int) -> None:
        """就用原件: what the document has, as it was read."""
        parts = self._readable(number)
        self._document.submit(
            self._as_read(parts), self.tr("就用原件"), ticks=[(number, part) for part in parts]
        )

    def leave_out(self, number: int) -> None:
        """不取: the cells stay blank, the section without the doubtful text, the passage without a place."""
        doubt = self.doubts[number]
        parts = self.open_parts(number)
        cells = {Address(part): None for part in parts if part}
        ticks = {(number, part) for part in parts} | set(self._of_cells(cells))
        section = self._section(doubt)
        edits: list[Edit] = [SetFigures(cells), Declare(dict.fromkeys(self._stated(doubt)))] if cells else []
        if not cells and not doubt.passage and self._document.sheet.report.sections.get(section):
            edits = [SetText(section, "")]
        self._document.submit(Together(tuple(edits)), self.tr("不取"), ticks=ticks)

    def take_all(self) -> tuple[int, ...]:
        """全部照原件: all that is a value there, in one gesture; gives the doubts that remain."""
        taken = [
            (number, part)
            for number in self.left
            if not self.doubts[number].passage
            for part in self._readable(number)
        ]
        if taken:
            parts = tuple(part for _, part in taken)
            self._document.submit(self._as_read(parts), self.tr("全部照原件"), ticks=taken)
        return self.left

    def place(self, number: int, section: str) -> bool:
        """Put a passage at the end of a section; False where that holds no more."""
        before = self._document.sheet.report.sections.get(section, "")
        text = "\n".join(filter(None, (before, self.doubts[number].passage)))
        if len(text) > LONGEST_PROSE:
            return False
        self._document.submit(SetText(section, text), self.tr("放入文字"), ticks=[(number, section)])
        return True

    # ------------------------------------------------------------------ inside

    def _parts(self, number: int) -> tuple[str, ...]:
        cells = self._document.sheet.form.cells
        typed = tuple(str(cell) for cell in self.doubts[number].cells if not cells[cell].is_total)
        return typed or (WHOLE,)

    def _readable(self, number: int) -> tuple[str, ...]:
        return tuple(part for part in self.open_parts(number) if part not in self._unreadable)

    def _as_read(self, parts: Iterable[str]) -> Edit:
        cells = [Address(part) for part in parts if part]
        return SetFigures({cell: self._read.get(cell) for cell in cells}) if cells else _NOTHING

    def _stated(self, doubt: DocumentDoubt) -> Iterator[Address]:
        declared = self._document.sheet.report.declared
        return (cell for cell in doubt.cells if cell in declared)

    def _section(self, doubt: DocumentDoubt) -> str:
        """The prose id of a doubt about words; empty where it is about something else."""
        sections = self._document.sheet.form.sections
        return next((one.id for one in sections if doubt.where and doubt.where in {one.id, one.table}), "")

    def _ticked_by(self, edit: Edit) -> Iterator[Tick]:
        """What a person's own edit settles: all doubts about a cell it fills, and the one being corrected."""
        match edit:
            case SetFigure(address, _):
                yield from self._of_cells((address,))
            case SetFigures(figures):
                yield from self._of_cells(figures)
            case SetText(section, text):
                yield from self._placed_by(section, text)
                yield from self._corrected(section)
            case SetDetail(detail, _):
                yield from self._corrected(detail)
            case SetOrgan(_):
                yield from self._corrected("organ")
            case Together(edits):
                for one in edits:
                    yield from self._ticked_by(one)

    def _of_cells(self, cells: Iterable[Address]) -> Iterator[Tick]:
        wanted = set(map(str, cells))
        for number in range(len(self.doubts)):
            yield from ((number, part) for part in self._parts(number) if part in wanted)

    def _corrected(self, where: str) -> Iterator[Tick]:
        if self.correcting >= 0:
            doubt = self.doubts[self.correcting]
            if not doubt.passage and not doubt.cells and where in {self._section(doubt), doubt.where}:
                yield self.correcting, WHOLE

    def _placed_by(self, section: str, text: str) -> Iterator[Tick]:
        """The passages that an edit has brought into a section, dragged there or pasted."""
        before = _bare(self._document.sheet.report.sections.get(section, ""))
        after = _bare(text)
        for number in self.unplaced:
            words = _bare(self.doubts[number].passage)
            if words in after and words not in before:
                yield number, section


def _bare(text: str) -> str:
    return "".join(text.split())
