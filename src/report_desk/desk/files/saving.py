"""Saving: durably when a person says so; a crash draft, silently, a few seconds behind the keyboard."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from report_desk.core.edits.review import NotNowError
from report_desk.core.ports import ChangedOnDiskError, CopyKind
from report_desk.desk.document import Place
from report_desk.desk.files.folders import folder_for
from report_desk.desk.files.names import proposed_name
from report_desk.desk.files.refusals import Refusal, after_refusal
from report_desk.desk.files.save_dialog import place_to_save
from report_desk.desk.places.names import step_name
from report_desk.desk.unfinished import kept_in
from report_desk.desk.widgets.questions import tell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from report_desk.core.edits.review import Step
    from report_desk.core.ports import ExpectedError, SavedReport
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet
    from report_desk.desk.background.jobs import Background
    from report_desk.desk.document import Document
    from report_desk.desk.services import Services

DRAFT_DELAY = 3000
"""Milliseconds from the first unsaved change to its crash draft; later changes do not put it off."""


class Saving(QObject):
    """Saves one document in the background, one save after the other; its crash drafts go to ``drafting``.

    A step of the review is saved with what it changes before it shows: ``stepped`` carries it and the
    SavedReport, ``not_stepped`` a step that was not saved and so has not happened.
    ``saved`` carries the SavedReport that is on disk, ``draft_kept`` says that a crash draft is; ``warned``
    carries what went wrong beside a save that stands, or once why no crash draft can be kept.
    ``compare_wanted`` carries the report that stands on disk in place of ours, ``merge_wanted`` its digest
    as well.
    """

    saved = Signal(object)
    stepped = Signal(object, object)
    not_stepped = Signal(object)
    warned = Signal(str)
    draft_kept = Signal()
    refused = Signal()
    compare_wanted = Signal(object)
    merge_wanted = Signal(object, object)

    def __init__(
        self,
        document: Document,
        services: Services,
        background: Background,
        drafting: Background,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document = document
        self._services = services
        self._background = background
        self._drafting = drafting
        self._window = window
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(DRAFT_DELAY)
        self._is_over = False
        self._under_way: set[PurePath] = set()
        self._is_wanted_again = False
        self._step: Step | None = None
        self._keeps_drafts = True
        self._draft.timeout.connect(self._keep_draft)
        document.changed.connect(lambda _: self.keep_draft_soon())
        document.unfinished.changed.connect(self.keep_draft_soon)

    @property
    def is_under_way(self) -> bool:
        """Whether a save has begun whose end is not known yet."""
        return bool(self._under_way)

    def save(self) -> bool:
        """Ctrl+S. False where there was no place to save to and none was chosen.

        While a save is under way, what has changed since is saved right after it.
        """
        if self.is_under_way:
            self._is_wanted_again = True
            return True
        place = self._document.place
        if place.path is None or place.read_only:
            return self.save_as()
        self._start(place.path, place.digest)
        return True

    def save_step(self, step: Step, *, asks: bool = True) -> bool:
        """Take a step by saving it; False where it cannot be taken now, or no place was chosen to save to.

        Unless it ``asks``, a report without a file gets one in the folder that it belongs to.
        While a save is under way the step waits for it. Raises NotNowError for a step that is out of turn.
        """
        self._document.stepped(step)  # which says at once where it is out of turn
        self._step = step
        folder = self._document.place.folder
        if self._document.place.path is None and folder is not None and not asks and not self.is_under_way:
            self._start(folder / proposed_name(self._wanted().report), None)
            return True
        if self.save():
            return True
        self._give_up_step()
        return False

    @property
    def is_stepping(self) -> bool:
        """Whether a step has been asked for that is not on disk yet."""
        return self._step is not None

    def save_as(self) -> bool:
        """Ask for another place and save there; False where none was chosen."""
        path = self._ask_for_path()
        if path is None:
            return False
        if path in self._under_way:
            self._is_wanted_again = True
            return True
        is_same = path == self._document.place.path
        expected = self._document.place.digest if is_same else self._services.store.digest_on_disk(path)
        self._start(path, expected)
        return True

    def keep_draft_soon(self) -> None:
        """Keep a crash draft of what is unsaved, a moment from now."""
        if self._has_work and not self._draft.isActive():
            self._draft.start()

    def keep_draft_now(self) -> None:
        """Keep a crash draft at once: its report is left while its save hangs."""
        self._draft.stop()
        self._keep_draft()

    @property
    def _has_work(self) -> bool:
        """Whether there is anything that no file holds, half-written things included."""
        return self._document.is_dirty or bool(self._document.unfinished.scraps)

    def discard_draft(self) -> None:
        """The person let the changes go: so does the draft."""
        self._draft.stop()
        report_id = self._document.sheet.report.id
        self._drafting.start(
            lambda: self._services.store.discard_draft(report_id), lambda _: None, lambda _: None
        )

    def end(self) -> None:
        """The report is closed: a save that is still on its way and fails can only be told."""
        self._is_over = True
        self._draft.stop()
        self.deleteLater()

    # ------------------------------------------------------------------ inside

    def _start(self, path: PurePath, expected: str | None, *, break_lock: bool = False) -> None:
        step, store = self._step, self._services.store
        try:
            after = self._wanted()
        except NotNowError as error:  # what was done while it waited for another save
            self._give_up_step()
            tell(self._window, str(error))
            return
        state, report = self._document.sheet.report, after.report
        state = replace(state, state=report.state, history=report.history)

        def work() -> SavedReport:
            return store.save(report, path, expected_digest=expected, break_lock=break_lock)

        self._under_way.add(path)
        self._background.start(
            work,
            lambda saved: self._done(state, saved, path, step),
            lambda error: self._refused(error, path, expected),
            lambda: self._under_way.discard(path),
        )
        self._background.start(lambda: store.back_up(path), self._warn, lambda _: None)

    def _wanted(self) -> Sheet:
        """What is to be saved: the report, after the step that was asked for where one was."""
        return self._document.snapshot() if self._step is None else self._document.stepped(self._step)

    def _done(self, state: Report, saved: SavedReport, path: PurePath, step: Step | None) -> None:
        if step is not None:
            self._step = None
        self._document.saved(state, saved, path, "" if step is None else step_name(step.kind))
        if not self._document.is_dirty:
            self.discard_draft()
            self._discard_left()
        self.keep_draft_soon()  # what was typed meanwhile was typed on this save
        is_wanted_again, self._is_wanted_again = self._is_wanted_again, False
        if is_wanted_again and (self._document.is_dirty or self.is_stepping):
            self.save()
        if step is not None:
            self.stepped.emit(step, saved)
        self.saved.emit(saved)
        self._warn(saved.warning)

    def _give_up_step(self) -> None:
        step, self._step = self._step, None
        if step is not None:
            self._document.give_up_step()
            self.not_stepped.emit(step)

    def _discard_left(self) -> None:
        """What came of the drafts that a crash left is saved; another computer's may still be typed on."""
        store = self._services.store
        for copy in self._document.drawn_from:
            if copy.kind is CopyKind.DRAFT and not copy.computer:
                self._drafting.start(partial(store.discard_left_draft, copy), lambda _: None, lambda _: None)

    def _warn(self, warning: str) -> None:
        if warning:
            self.warned.emit(warning)

    def _refused(self, error: ExpectedError, path: PurePath, expected: str | None) -> None:
        if self._is_over:
            tell(self._window, str(error))
            return
        self._is_wanted_again = False
        self.refused.emit()
        answer = after_refusal(self._window, error)
        while answer is Refusal.COMPARE and isinstance(error, ChangedOnDiskError):
            self.compare_wanted.emit(error.theirs)
            answer = after_refusal(self._window, error)
        if not self._goes_on(answer, error, path, expected):
            self._give_up_step()

    def _goes_on(self, answer: Refusal, error: ExpectedError, path: PurePath, expected: str | None) -> bool:
        """Save in another way, as a person has answered; False where nothing is saved now."""
        match answer:
            case Refusal.MERGE if isinstance(error, ChangedOnDiskError):
                self._give_up_step()  # it is for the merged report to take
                self.merge_wanted.emit(error.theirs, error.digest)
                return False
            case Refusal.ELSEWHERE:
                return self.save_as()
            case Refusal.OVERWRITE if isinstance(error, ChangedOnDiskError):
                self._start(path, error.digest)  # refused again where yet another was saved meanwhile
            case Refusal.PUT_BACK:
                self._start(path, None)  # as well, where a file has come back
            case Refusal.BREAK_LOCK:
                self._start(path, expected, break_lock=True)
            case _:
                return False
        return True

    def _ask_for_path(self) -> PurePath | None:
        place = self._document.place
        is_ours = place.path is not None and not place.read_only
        folder = folder_for(self._services.settings.preferences, place, is_written=True)
        name = place.path.name if place.path and is_ours else proposed_name(self._wanted().report)
        words = self.tr("年报文件 (*.rdesk)")
        return place_to_save(self._window, self.tr("保存报告"), PurePath(folder) / name, words)

    def _keep_draft(self) -> None:
        if not self._has_work:
            return
        report = kept_in(self._document.snapshot().report, self._document.unfinished.scraps)
        place = self._document.place
        if place.read_only:
            place = Place()  # recovered, it must not be saved there either
        self._drafting.start(
            lambda: self._services.store.keep_draft(report, place.path, place.digest),
            lambda _: self._draft_kept(),
            self._draft_not_kept,
        )

    def _draft_kept(self) -> None:
        self._keeps_drafts = True
        self.draft_kept.emit()

    def _draft_not_kept(self, error: ExpectedError) -> None:
        if self._keeps_drafts and not self._is_over:
            self._keeps_drafts = False
            self._warn(str(error))
