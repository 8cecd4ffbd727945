"""A report while it is open: its document, its view, and the actions that work on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from report_desk.core.report.model import State
from report_desk.desk.document import Document, Place
from report_desk.desk.files.endings import PAPER
from report_desk.desk.files.opening import sheet_of
from report_desk.desk.files.saving import Saving
from report_desk.desk.files.watching.holding import Holding
from report_desk.desk.files.watching.notice import Notice, Offer, Told
from report_desk.desk.files.watching.on_disk import OnDisk
from report_desk.desk.files.watching.watcher import Watching
from report_desk.desk.importing.beside import Confirming
from report_desk.desk.output.exported import Exported
from report_desk.desk.output.exporting import Exporting
from report_desk.desk.pages.header import Header
from report_desk.desk.pages.tables.gestures.zeros import put_zeros
from report_desk.desk.pages.workspace import Workspace
from report_desk.desk.places.pages import COVER
from report_desk.desk.review.turns import Turns
from report_desk.desk.review.ways.way import Way
from report_desk.desk.shell.editing import VERBS, edit
from report_desk.desk.shell.session.leaving import Leaving
from report_desk.desk.shell.session.recent_menu import fill
from report_desk.desk.shell.status_bar import clock
from report_desk.desk.shell.undo import Undoing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from PySide6.QtCore import QMetaObject, SignalInstance

    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.ports import SavedReport
    from report_desk.desk.files.watching.notice import Noticed
    from report_desk.desk.frame import Frame
    from report_desk.desk.shell.session.session import Session
    from report_desk.desk.shell.status_bar import Status


class OpenReport(QObject):
    """Ties one document to the window for as long as it is open."""

    def __init__(  # noqa: PLR0913, PLR0917 - the document, and what it stands in
        self, document: Document, frame: Frame, session: Session, status: Status, told: Told, page: str
    ) -> None:
        super().__init__(frame.window)
        services, background, look = frame.services, frame.background, frame.look
        self.document = document
        document.setParent(self)
        self._services, self._frame = services, frame
        self._session, self._status = session, status
        self._told, self._first_page = told, page or COVER
        self._actions = frame.actions
        self._draft_words = ""
        self.saving = Saving(document, services, background, frame.drafting, frame.window)
        self.leaving = Leaving(document, frame, session, self.saving, status, self.save)
        self.exporting = Exporting(document, frame)
        self.workspace = Workspace(document, services, self.exporting, background, look)
        self.header = Header(frame.actions, look)
        self.undoing = Undoing(document, frame.actions, self)
        self.turns = Turns(document, frame, self.saving, self.workspace, self.header)
        self.confirming = Confirming(document, told, frame, self.workspace, self)
        self.notice = Notice(look)
        self.watching = Watching(document, services, background, frame.aside, self)
        self.on_disk = OnDisk(document, self.watching, self.notice, self)
        self.holding = Holding(services, frame.aside, self)
        self._asks_to_save = self.begins_at_finding = False
        self.exported = Exported(self.exporting, look)
        bars = (self.notice, self.exported.notice, *self.confirming.bars)
        self.view = self._stacked(self.header, self.turns.review.bar, *bars, self.workspace)
        self._connections: list[tuple[SignalInstance, QMetaObject.Connection]] = []
        self._connect()

    def _stacked(self, *parts: QWidget) -> QWidget:
        """The parts below each other, the last one taking the room."""
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in parts:
            column.addWidget(part, 1 if part is parts[-1] else 0)
        return view

    def begin(self) -> None:
        """Show the first page and the state of everything."""
        self._status.show()
        self._hold()
        self._actions.enable_for(has_report=True)
        self.confirming.begin()
        self.undoing.follow()
        self._show_panes()
        self.workspace.show_page(self._first_page)
        self.workspace.shown.focus_first()
        if self._told.cell in self.document.sheet.form.cells:  # another year's form may not have it
            self.workspace.go_to_cell(self._told.cell)
        self._name()
        self._tell_state()
        self.turns.begin()
        self._stand_at_first_finding()
        self.saving.keep_draft_soon()  # a recovered or merged report is unsaved work from the start
        self.turns.noticed = self._told.other
        self.notice.say(self._told.words, self._told.offers)
        self._asks_to_save = self.document.is_dirty
        self._know_organ()
        self.resume_left()

    def _show_panes(self) -> None:
        """Findings and preview as they were last; the findings always where something must be fixed."""
        preferences = self._services.settings.preferences
        for name, is_on in (
            ("preview", preferences.shows_preview),
            ("last_year", self._told.shows_last_year),
        ):
            self._actions[name].setChecked(is_on)
        is_wanted = self.turns.review.way is Way.FILL or bool(self.document.sheet.errors)
        self._actions["findings"].setChecked(preferences.shows_findings and is_wanted)
        self.workspace.show_findings(shown=preferences.shows_findings and is_wanted)
        self.workspace.show_preview(shown=preferences.shows_preview)
        self.workspace.show_last_year(shown=self._told.shows_last_year)

    def _stand_at_first_finding(self) -> None:
        """Where it was opened to be looked through, and something is to be put right or explained in it.

        A report that was returned stands at its first remark, one that was opened at a cell there.
        """
        sheet = self.document.sheet
        is_elsewhere = bool(self._told.cell) or sheet.report.state is State.RETURNED
        if self.begins_at_finding and not is_elsewhere and any(one.blocks_approval for one in sheet.findings):
            self.workspace.findings.step(1)

    def _know_organ(self) -> None:
        """The first report's organ is proposed for the next one."""
        preferences, organ = self._services.settings.preferences, self.document.sheet.report.organ
        if organ and not preferences.organ:
            self._services.settings.choose(replace(preferences, organ=organ))

    def _hold(self) -> None:
        self._session.hold(self.document.place.path)
        self.holding.hold(self.document.place.path, is_office=self._session.queue is not None)

    def resume_left(self) -> None:
        """Open again what a draft, or the report that this one took the place of, held half-written."""
        self.document.unfinished.resume(self.document.unfinished.left, self._frame.window)

    def has(self, path: PurePath) -> bool:
        """Whether this is the report of that file."""
        return self.document.place.path == path

    def take(self, path: PurePath) -> bool:
        """A PDF that is dropped here is held against this report."""
        if path.suffix.lower() == PAPER:
            self.turns.check_paper(path)
            return True
        return False

    @property
    def topic(self) -> tuple[ReportFormat, str]:
        """The edition of this report, and what the handbook may say of the place one is at."""
        return self.document.sheet.form, self.workspace.shown.topic

    def recover(self) -> None:
        """找回 for this report, in place; what it held half-written is opened again."""
        self._session.recover(self.document)
        self.resume_left()

    def end(self) -> None:
        """Let go of everything; the view goes with it."""
        self._session.hold(None)
        for signal, connection in self._connections:
            signal.disconnect(connection)
        self.undoing.end()
        self.watching.end()
        self.holding.end()
        self.view.deleteLater()
        self._frame.background.forget()
        self._frame.drafting.forget()
        self._frame.printing.forget()
        self._frame.reckoning.forget()
        self.saving.end()
        self.exporting.deleteLater()
        self.turns.end()
        self.leaving.deleteLater()
        self.deleteLater()

    def leave(self, then: Callable[[], object]) -> None:
        """Make sure nothing is lost, then go on; a save that was chosen comes first."""
        if not self.workspace.commit() or not self.document.unfinished.settle(self._frame.window):
            return
        if self.confirming.may_leave():
            self.leaving.leave(then)

    def save(self) -> bool:
        """Save; False where no place was chosen or a cell holds what cannot be a value."""
        return self.workspace.commit() and self.saving.save()

    def refresh(self) -> None:
        """Take new settings into account."""
        if self.workspace.preview is not None:
            self.workspace.preview.refresh()

    # ------------------------------------------------------------------ inside

    def _verbs(self) -> dict[str, Callable[[], object]]:
        work = self.workspace
        return {
            "save": self.save,
            "save_as": lambda: work.commit() and self.saving.save_as(),
            "take_over": self._once_committed(lambda: self._session.take_over(self.document)),
            "export": self._once_committed(self.exporting.export),
            "print": self._once_committed(self.exporting.print),
            "undo": self.undoing.undo,
            "redo": self.undoing.redo,
            "find": lambda: work.search.begin(work.shown.selected_text),
            **{verb: partial(edit, verb, work) for verb in VERBS},
            "replace": lambda: work.search.begin(work.shown.selected_text, replaces=True),
            "zero_blanks": self._zero_blanks,
            "definition": self._definition,
            "findings": self._toggle_panes,
            "preview": self._toggle_panes,
            "last_year": lambda: work.show_last_year(shown=self._actions["last_year"].isChecked()),
            "explain": self._once_committed(work.findings.begin_explaining),
            "next_page": lambda: work.step(1),
            "previous_page": lambda: work.step(-1),
            "next_pane": work.focus_next_pane,
            "menu": self.header.menu.showMenu,
            **{name: self._once_committed(verb) for name, verb in self.confirming.verbs().items()},
            **self.turns.verbs(),
        }

    def _once_committed(self, verb: Callable[[], object]) -> Callable[[], None]:
        """A verb that first takes over what is being typed, and waits where that cannot be a value."""

        def run() -> None:
            if self.workspace.commit():
                verb()

        return run

    def _connect(self) -> None:
        for name, does in self._verbs().items():
            signal = self._actions[name].triggered
            self._connections.append((signal, signal.connect(lambda _=False, run=does: run())))
        self.undoing.told.connect(self._status.show_page)
        self.document.changed.connect(lambda outcome: self._changed("cover" in outcome.sections))
        self.document.place_changed.connect(self._tell_state)
        self.document.place_changed.connect(self._hold)
        self.saving.saved.connect(self._saved)
        self.saving.warned.connect(self._status.show_page)
        self.saving.draft_kept.connect(self._draft_kept)
        self.exporting.chosen.connect(self.refresh)
        self.exporting.told.connect(self._status.show_page)
        self.workspace.told.connect(self._status.show_page)
        self.on_disk.noticed.connect(self._know_of_other)
        self.notice.wanted.connect(self._follow)
        recent = self.header.recent
        recent.aboutToShow.connect(partial(fill, recent, self._services.store, self._frame.open))
        self.turns.told.connect(self._status.show_page)
        self.confirming.told.connect(self._status.show_page)
        self.turns.edition.connect(self._status.show_edition)
        self.turns.replaced.connect(self._replace)
        session = self._session
        self._connections.append(
            (session.compare_wanted, session.compare_wanted.connect(self.turns.compare_copy))
        )
        self.workspace.last_year_wanted.connect(self._actions["take_over"].trigger)

    def _know_of_other(self, other: Noticed | None) -> None:
        self.turns.noticed = other

    def _follow(self, offer: Offer) -> None:
        deeds: dict[Offer, Callable[[], object]] = {
            Offer.COMPARE: self.turns.compare_what_was_noticed,
            Offer.MERGE: self.turns.merge_what_was_noticed,
            Offer.USE_DISK: self._use_disk,
            Offer.SAVE_COPY: self._once_committed(self.saving.save_as),
            Offer.RECOVER: self._once_committed(self._recover),
            Offer.DOUBTS: self._once_committed(self.confirming.show_doubts),
        }
        deeds[offer]()

    def _recover(self) -> None:
        """Show the drafts and backups; once one is in the report, there is nothing left to say of it."""
        before = self.document.sheet.report
        self.recover()
        if self.document.sheet.report != before:
            self.notice.say("")

    def _use_disk(self) -> None:
        """Show what stands on the disk instead; what is being typed is work too, and stays."""
        opened = self.on_disk.opened
        if opened is None or not self.workspace.commit() or self.document.is_dirty:
            return
        sheet = sheet_of(self._services, opened.report, self._frame.window)
        if sheet is not None:
            document = Document(sheet, Place.of(opened))
            document.unfinished.left = self.document.unfinished.scraps
            self._replace(document, Told())
            self._status.show_page(self.tr("已改用磁盘上的内容。"))

    def _replace(self, document: Document, told: Told) -> None:
        """Show a document that this one's work went into, where this one stood."""
        self._frame.replace(document, told, self.workspace.page)

    def _changed(self, is_cover: bool) -> None:  # noqa: FBT001 - a slot
        self._draft_words = ""
        self._tell_state()
        if is_cover:
            self._name()

    def _name(self) -> None:
        report = self.document.sheet.report
        self.header.name(report.organ, report.year)
        words = self.tr("{organ} {year} 年度报告[*] — 年报台")
        organ = report.organ.replace("[*]", "[*][*]")  # else Qt's own mark of an unsaved window
        self._frame.window.setWindowTitle(words.format(organ=organ, year=report.year))

    def _tell_state(self) -> None:
        is_dirty = self.document.is_dirty
        place = self.document.place
        self._frame.window.setWindowModified(is_dirty)
        self.notice.allow(Offer.USE_DISK, is_offered=self.on_disk.opened is not None and not is_dirty)
        if place.read_only and not is_dirty:
            words = self.tr("只读")
        elif is_dirty:
            words = (
                (self.tr("只读 · ") if place.read_only else "") + self.tr("未保存的修改") + self._draft_words
            )
        elif place.path is None:
            words = self.tr("还没有保存过")
        else:
            words = self.tr("已保存")
        self._status.show_saved(words)

    def _saved(self, _: SavedReport) -> None:
        self.on_disk.settled()
        if self._asks_to_save or Offer.SAVE_COPY in self.notice.offers:
            self.notice.say("")  # it was saved, or where it can be
        self._asks_to_save = False
        self._tell_state()
        self._session.remember(self.document)
        if not self.document.is_dirty:
            self._status.show_saved(self.tr("已保存 {time}").format(time=clock(self._services.now())))
        if (then := self.leaving.saved()) is not None:
            self.leaving.leave_saved(then, self.leave)

    def _draft_kept(self) -> None:
        self._draft_words = self.tr(" · 草稿已留存 {time}").format(time=clock(self._services.now()))
        self._tell_state()

    def _zero_blanks(self) -> None:
        if not self.workspace.zero_blanks() and (words := put_zeros(self.document)):
            self._status.show_page(words)

    def _definition(self) -> None:
        self.workspace.show_definition()

    def _toggle_panes(self) -> None:
        shows_findings = self._actions["findings"].isChecked()
        shows_preview = self._actions["preview"].isChecked()
        self.workspace.show_findings(shown=shows_findings)
        self.workspace.show_preview(shown=shows_preview)
        settings = self._services.settings
        settings.choose(
            replace(settings.preferences, shows_findings=shows_findings, shows_preview=shows_preview)
        )
