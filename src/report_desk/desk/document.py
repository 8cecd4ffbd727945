"""The report in the window: one sheet, one way to change it, one history, one signal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakMethod

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from report_desk.core.edits.apply import Edit, Outcome, Restore, apply, became
from report_desk.desk.unfinished import Unfinished, taken_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import PurePath

    from report_desk.core.edits.review import Step
    from report_desk.core.ports import OpenedReport, SavedReport, StoredCopy
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet

MOST_ORIGINALS = 20
"""Saved states of an open report that are kept for a merge; they share what did not change."""
PAUSE = 100
"""Milliseconds after the last key before what follows from the text is worked out."""
MOST_CHANGES = 400
"""Gestures that can be undone; older ones stay done, so that a long day does not fill the memory."""


class Place(Struct, frozen=True):
    """Where on disk a report lives, and what that file held when it was last seen.

    ``read_only`` is empty, or the sentence that says why it cannot be saved there. ``folder`` is where a
    report belongs that has no file yet, where that is known.
    """

    path: PurePath | None = None
    digest: str | None = None
    read_only: str = ""
    folder: PurePath | None = None

    @staticmethod
    def of(opened: OpenedReport) -> Place:
        """The place of a report that was just opened."""
        return Place(opened.path, opened.digest, opened.read_only)


Tick = tuple[int, str]
"""Something beside the report that a person has dealt with: the how-manieth, and which part of it."""


class _Moment(Struct, frozen=True):
    """What undo and redo go back to: the report as it was, the copies that it came of, and the ticks."""

    report: Report
    drawn_from: tuple[StoredCopy, ...]
    ticks: frozenset[Tick]


class _Change(QUndoCommand):
    """One gesture: the moment before and after. Changes with the same ``joins`` become one.

    Reports share everything that did not change; what is derived from them is derived anew. The document that
    the change is one of is held weakly: it owns its history, and a cycle of both would be taken apart by
    Python and by Qt, each of its own.
    """

    def __init__(
        self, name: str, joins: str, moments: tuple[_Moment, _Moment], revisit: Callable[[_Moment], None]
    ) -> None:
        super().__init__(name)
        self.before, self.after = moments
        self._joins = joins
        self._revisit = WeakMethod(revisit)
        self._is_new = True

    def id(self) -> int:
        return 1 if self._joins else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Change) or other._joins != self._joins:  # noqa: SLF001 - its own kind
            return False
        self.after = other.after
        return True

    def anew(self, revisit: Callable[[_Moment], None]) -> _Change:
        """The same change, for a history that begins anew."""
        return _Change(self.text(), self._joins, (self.before, self.after), revisit)

    def undo(self) -> None:
        self._show(self.before)

    def redo(self) -> None:
        if not self._is_new:
            self._show(self.after)
        self._is_new = False

    def _show(self, moment: _Moment) -> None:
        revisit = self._revisit()
        if revisit is not None:
            revisit(moment)


class Document(QObject):
    """A report being edited; with ``is_safe`` off it begins as unsaved work (recovered, salvaged).

    ``drawn_from`` are the copies it begins with the content of. ``originals`` are saved states, each with its
    very revision, that the report goes back to: as it was opened, saved or merged in.
    ``changed`` carries the Outcome of every edit, undo and redo, at once: nothing typed waits for anything.
    ``settled`` follows it, for all that is derived from the whole report (findings, marks, counts): at once
    after a gesture that stands alone, and once for many keys of one gesture, when they pause. Whoever needs
    derived things to act on asks the sheet, which is always that of now; `settle` has the views show it.
    ``revisited`` follows for undo and redo, so that the window can go there; ``place_changed`` says
    that path, saved state or the right to save changed. Every edit, undo and redo passes the ``gate``,
    which may put another edit in its place (a suggestion for a figure); where it gives None, nothing
    changes and ``refused`` says so.

    ``ticks`` is what has been dealt with of that which came with the report (the doubts of a document), a
    part of each gesture, so that undo brings it back; ``ticker`` says what a person's edit ticks off.

    A step of the review is a barrier: it is taken only once it is on disk (`stepped`, then `saved`), and no
    undo or redo crosses it. ``barrier`` is the name of the last one; empty where there was none.
    """

    changed = Signal(object)
    settled = Signal()
    refused = Signal()
    revisited = Signal(object)
    place_changed = Signal()

    def __init__(
        self,
        sheet: Sheet,
        place: Place,
        *,
        is_safe: bool = True,
        drawn_from: tuple[StoredCopy, ...] = (),
        originals: tuple[Report, ...] = (),
    ) -> None:
        super().__init__()
        self._sheet = sheet
        self._place = place
        self._revision = sheet.report.revision
        self._safe = sheet.report if is_safe else None
        self._drawn_from = drawn_from
        self.originals = (*originals, sheet.report) if is_safe else originals
        self._ticks: frozenset[Tick] = frozenset()
        self.gate: Callable[[Edit], Edit | None] = _open_gate
        self.ticker: Callable[[Edit], Iterable[Tick]] = _no_ticks
        self._floor = 0
        self.barrier = ""
        self.unfinished = Unfinished(self)
        self.history = QUndoStack(self)
        self.history.setUndoLimit(MOST_CHANGES)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.settled)

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
        return self._drawn_from

    @property
    def ticks(self) -> frozenset[Tick]:
        """What has been dealt with beside the report."""
        return self._ticks

    def restore(self, copy: StoredCopy, name: str) -> None:
        """Put the content of a copy of this report in its place, as one undoable gesture called ``name``.

        What was half-written beside it is ``unfinished.left``, for the window to open again.
        """
        report, scraps = taken_from(copy.report)
        self._submit(Restore(report), name, "", (copy,), self._ticks)
        self.unfinished.left += scraps

    def submit(self, edit: Edit, name: str, joins: str = "", ticks: Iterable[Tick] | None = None) -> Outcome:
        """Carry out an edit as one undoable gesture called ``name``.

        Consecutive edits with the same non-empty ``joins`` undo together. An edit that changes nothing leaves
        no trace. ``ticks`` are ticked off with it, else what the ``ticker`` says.
        """
        ticked = self._ticks.union(self.ticker(edit) if ticks is None else ticks)
        return self._submit(edit, name, joins, self._drawn_from, ticked)

    def settle(self) -> None:
        """Have shown at once what follows from the last keys, where that has not been done yet."""
        if self._pause.isActive():
            self._pause.stop()
            self.settled.emit()

    def undo(self) -> bool:
        """Take the last gesture back; False where the gate does not let it, or there is none."""
        at = self.history.index() - 1
        if at < self._floor or not self._may_become(_change(self.history, at).before):
            return False
        self.history.undo()
        return True

    def redo(self) -> bool:
        """Do once more what was undone last; False where the gate does not let it, or nothing was."""
        at = self.history.index()
        if at >= self.history.count() or not self._may_become(_change(self.history, at).after):
            return False
        self.history.redo()
        return True

    def stepped(self, step: Step) -> Sheet:
        """What the report would be after a step, to save it so; it is not taken before that is done.

        Until then, or until it is given up, nothing done before it is undone. Raises NotNowError where it
        cannot be taken now.
        """
        after = apply(self.snapshot(), step).sheet
        self._floor = self.history.index()
        return after

    def give_up_step(self) -> None:
        """The step was not saved: it has not happened."""
        self._floor = 0

    def snapshot(self) -> Sheet:
        """The sheet to save, print or export: an immutable value that a worker may hold.

        It carries the newest revision: which save this is belongs to the file, not to the history of
        edits, so undoing never takes it back.
        """
        return replace(self._sheet, report=replace(self._sheet.report, revision=self._revision))

    def saved(self, snapshot: Report, saved: SavedReport, path: PurePath, step: str = "") -> None:
        """Take note that ``snapshot`` is on disk; edits made meanwhile stay unsaved.

        ``step`` is the name of the step that the snapshot is more than what was saved: it is taken now.
        """
        self._safe = snapshot
        self._revision = saved.report.revision
        self.originals = (*self.originals, saved.report)[-MOST_ORIGINALS:]
        self._place = Place(path, saved.digest)
        if step:
            self._take(snapshot, step)
        self.place_changed.emit()

    def moved(self, place: Place) -> None:
        """Take note that the file on disk is another, or may no longer be written."""
        self._place = place
        self.place_changed.emit()

    # ------------------------------------------------------------------ inside

    def _submit(
        self,
        edit: Edit,
        name: str,
        joins: str,
        drawn_from: tuple[StoredCopy, ...],
        ticks: frozenset[Tick],
    ) -> Outcome:
        before = self._sheet if self._sheet.report.revision == self._revision else self.snapshot()
        passed = self.gate(edit)
        if passed is None:
            self.refused.emit()
            return Outcome(before, frozenset(), frozenset())
        result = apply(before, passed)
        if result.sheet.report == before.report and ticks == self._ticks:
            return result
        moments = (
            _Moment(before.report, self._drawn_from, self._ticks),
            _Moment(result.sheet.report, drawn_from, ticks),
        )
        self._sheet, self._drawn_from, self._ticks = result.sheet, drawn_from, ticks
        self.history.push(_Change(name, joins, moments, self._revisit))
        self._tell(result, settles=not joins)
        return result

    def _tell(self, result: Outcome, *, settles: bool = True) -> None:
        self.changed.emit(result)
        if settles:
            self._pause.stop()
            self.settled.emit()
        else:
            self._pause.start()

    def _may_become(self, moment: _Moment) -> bool:
        """Undo and redo change what an edit changes: they pass the same gate, whole or not at all."""
        wanted = Restore(moment.report)
        is_open = self.gate(wanted) is wanted
        if not is_open:
            self.refused.emit()
        return is_open

    def _take(self, taken: Report, step: str) -> None:
        """The step is on disk: it shows, what came before it can no longer be undone."""
        now = self._sheet.report
        kept = range(self._floor, self.history.index())
        later = [_change(self.history, at).anew(self._revisit) for at in kept]
        self.history.clear()
        self._floor = 0
        for change in later:
            self.history.push(change)
        self.barrier = step
        result = became(self._sheet, replace(now, state=taken.state, history=taken.history))
        self._sheet = result.sheet
        self._tell(result)

    def _revisit(self, moment: _Moment) -> None:
        """Show a moment's content; state and history go on by steps alone."""
        now = self._sheet.report
        result = became(self._sheet, replace(moment.report, state=now.state, history=now.history))
        self._sheet, self._drawn_from, self._ticks = result.sheet, moment.drawn_from, moment.ticks
        self._tell(result)
        self.revisited.emit(result)


def _change(history: QUndoStack, at: int) -> _Change:
    command = history.command(at)
    assert isinstance(command, _Change)
    return command


def _no_ticks(_: Edit) -> tuple[Tick, ...]:
    return ()


def _open_gate(edit: Edit) -> Edit:
    return edit
