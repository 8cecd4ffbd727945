"""The report in the window: one sheet, one way to change it, one history, one signal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from report_desk.core.edits import Edit, Outcome, Restore, apply, outcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from report_desk.core.ports import OpenedReport, SavedReport, StoredCopy
    from report_desk.core.report import Report
    from report_desk.core.sheet import Sheet

    Sheets = tuple[Sheet, Sheet]
    Revisit = Callable[[Sheet, Sheet], None]


class Place(Struct, frozen=True):
    """Where on disk a report lives, and what that file held when it was last seen.

    ``read_only`` is empty, or the sentence that says why it cannot be saved there.
    """

    path: PurePath | None = None
    digest: str | None = None
    read_only: str = ""

    @staticmethod
    def of(opened: OpenedReport) -> Place:
        """The place of a report that was just opened."""
        return Place(opened.path, opened.digest, opened.read_only)


class _Change(QUndoCommand):
    """One gesture: the sheet before and after. Changes with the same ``joins`` become one."""

    def __init__(self, name: str, joins: str, sheets: Sheets, revisit: Revisit) -> None:
        super().__init__(name)
        self._before, self._after = sheets
        self._joins = joins
        self._revisit = revisit
        self._is_new = True

    def id(self) -> int:
        return 1 if self._joins else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Change) or other._joins != self._joins:  # noqa: SLF001 - its own kind
            return False
        self._after = other._after  # noqa: SLF001
        return True

    def undo(self) -> None:
        self._revisit(self._after, self._before)

    def redo(self) -> None:
        if not self._is_new:
            self._revisit(self._before, self._after)
        self._is_new = False


class Document(QObject):
    """A report being edited; with ``is_safe`` off it begins as unsaved work (recovered, salvaged).

    ``drawn_from`` are the copies it begins with the content of.
    ``changed`` carries the Outcome of every edit, undo and redo; ``revisited`` follows it for undo
    and redo, so that the window can go there; ``place_changed`` says that path, saved state or
    the right to save changed. Every edit passes the ``gate``, which may put another in its place (a
    suggestion for a figure); where it gives None, nothing changes and ``refused`` says so.
    """

    changed = Signal(object)
    refused = Signal()
    revisited = Signal(object)
    place_changed = Signal()

    def __init__(
        self, sheet: Sheet, place: Place, *, is_safe: bool = True, drawn_from: tuple[StoredCopy, ...] = ()
    ) -> None:
        super().__init__()
        self._sheet = sheet
        self._place = place
        self._revision = sheet.report.revision
        self._safe = sheet.report if is_safe else None
        self._drawn = [(0, drawn_from)]
        self.gate: Callable[[Edit], Edit | None] = _open_gate
        self.history = QUndoStack(self)

    @property
    def sheet(self) -> Sheet:
        """The report with everything derived from it, as it stands now."""
        return self._sheet

    @property
    def place(self) -> Place:
        """Where the report lives on disk."""
        return self._place

    @property
    def is_dirty(self) -> bool:
        """Whether closing now would lose something a person did."""
        if self._safe is None:
            return True
        return replace(self._sheet.report, revision=self._safe.revision) != self._safe

    @property
    def drawn_from(self) -> tuple[StoredCopy, ...]:
        """The copies that the present state came of; none whose restoring was undone or that gave way."""
        return next(copies for at, copies in reversed(self._drawn) if at <= self.history.index())

    def restore(self, copy: StoredCopy, name: str) -> None:
        """Put the content of a copy of this report in its place, as one undoable gesture called ``name``."""
        self.submit(Restore(copy.report), name)
        report = self._sheet.report
        if replace(copy.report, revision=report.revision) == report:
            self._drawn.append((self.history.index(), (copy,)))

    def submit(self, edit: Edit, name: str, joins: str = "") -> Outcome:
        """Carry out an edit as one undoable gesture called ``name``.

        Consecutive edits with the same non-empty ``joins`` undo together. An edit that changes
        nothing leaves no trace.
        """
        before = self._sheet if self._sheet.report.revision == self._revision else self.snapshot()
        passed = self.gate(edit)
        if passed is None:
            self.refused.emit()
            return Outcome(before, frozenset(), frozenset())
        result = apply(before, passed)
        if result.sheet.report == before.report:
            return result
        self._sheet = result.sheet
        self._drawn = [drawn for drawn in self._drawn if drawn[0] <= self.history.index()]
        self.history.push(_Change(name, joins, (before, result.sheet), self._revisit))
        self.changed.emit(result)
        return result

    def snapshot(self) -> Sheet:
        """The sheet to save, print or export: an immutable value that a worker may hold.

        It carries the newest revision: which save this is belongs to the file, not to the history of
        edits, so undoing never takes it back.
        """
        return replace(self._sheet, report=replace(self._sheet.report, revision=self._revision))

    def saved(self, snapshot: Report, saved: SavedReport, path: PurePath) -> None:
        """Take note that ``snapshot`` is on disk; edits made meanwhile stay unsaved."""
        self._safe = snapshot
        self._revision = saved.report.revision
        self._place = Place(path, saved.digest)
        self.place_changed.emit()

    def moved(self, place: Place) -> None:
        """Take note that the file on disk is another, or may no longer be written."""
        self._place = place
        self.place_changed.emit()

    def _revisit(self, before: Sheet, after: Sheet) -> None:
        self._sheet = after
        result = outcome(before, after)
        self.changed.emit(result)
        self.revisited.emit(result)


def _open_gate(edit: Edit) -> Edit:
    return edit
