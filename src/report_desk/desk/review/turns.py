"""What passes between clerk and supervisor, as one part of an open report."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from report_desk.core.edits.review import NEXT
from report_desk.core.ports import CopyKind
from report_desk.core.report.file_names import usable
from report_desk.core.report.model import State as ReportState
from report_desk.desk.comparing.actions import Comparing
from report_desk.desk.comparing.states import State
from report_desk.desk.document import Document, Place
from report_desk.desk.files.folders import folder_for
from report_desk.desk.files.save_dialog import place_to_save
from report_desk.desk.files.watching.notice import Told
from report_desk.desk.review.bar import steps
from report_desk.desk.review.navigation import go_to
from report_desk.desk.review.panel import WIDTH
from report_desk.desk.review.reviewing import Review
from report_desk.desk.review.steps.taking import STEPS, Steps
from report_desk.desk.review.threads.cards import Deed
from report_desk.desk.review.ways.way import Way
from report_desk.desk.unfinished import taken_from
from report_desk.desk.widgets.questions import accepted, tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.core.ports import ExpectedError, StoredCopy
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet
    from report_desk.desk.files.saving import Saving
    from report_desk.desk.files.watching.notice import Noticed
    from report_desk.desk.frame import Frame
    from report_desk.desk.pages.header import Header
    from report_desk.desk.pages.workspace import Workspace

PAUSE = 120
"""Milliseconds after the last change before the fingerprint is worked out anew."""


class Turns(QObject):
    """``told`` and ``edition`` carry words for the status bar.

    ``replaced`` carries a document that takes this one's place, and what is Told with it.
    """

    told = Signal(str)
    edition = Signal(str)
    replaced = Signal(object, object)

    def __init__(
        self, document: Document, frame: Frame, saving: Saving, workspace: Workspace, header: Header
    ) -> None:
        super().__init__(frame.window)
        services, look, window = frame.services, frame.look, frame.window
        self._document = document
        self._services = services
        self._background = frame.background
        self._workspace = workspace
        self._header = header
        self._actions = frame.actions
        self._look = look
        self._window = window
        self._seen = ""
        self.noticed: Noticed | None = None
        self.steps = Steps(document, services, saving, frame.background, look, window)
        self.review = Review(document, workspace, self.steps, frame)
        self.comparing = Comparing(document, services, look, window)
        workspace.put_beside(self.review.panel, WIDTH)
        self._edition_due = QTimer(self)
        self._edition_due.setSingleShot(True)
        self._edition_due.setInterval(PAUSE)
        self._edition_due.timeout.connect(self._tell_edition)
        self._connect(saving)

    def _connect(self, saving: Saving) -> None:
        self.review.told.connect(self.told)
        self.review.turned.connect(self._turned)
        self.review.panel_wanted.connect(self._open_panel)
        self._document.changed.connect(lambda _: self._edition_due.start())
        self.comparing.followed.connect(lambda anchor: go_to(self._workspace, self._document.sheet, anchor))
        self.comparing.merged.connect(self._merged)
        saving.compare_wanted.connect(self._compare_with_disk)
        saving.merge_wanted.connect(self._merge_with_disk)

    # ------------------------------------------------------------------ what the open report asks for

    def begin(self) -> None:
        """Show whose turn it is."""
        self._actions["remarks"].setChecked(self.review.has_begun)
        self._turned()
        self.review.begin()

    def end(self) -> None:
        """Let go of everything."""
        for part in (self.steps, self.review, self.comparing, self):
            part.deleteLater()

    def verbs(self) -> dict[str, Callable[[], object]]:
        """What each action of the review does."""
        review = self.review
        return {
            "remarks": self._show,
            "add_remark": partial(self._in_review, review.begin_remark),
            "answer_remark": partial(self._in_review, partial(review.do_current, Deed.ANSWER)),
            "close_remark": partial(self._in_review, partial(review.do_current, Deed.CLOSE)),
            "next_remark": partial(self._in_review, partial(review.step_thread, 1)),
            "previous_remark": partial(self._in_review, partial(review.step_thread, -1)),
            "next_change": partial(self._in_review, partial(review.step_change, 1)),
            "previous_change": partial(self._in_review, partial(review.step_change, -1)),
            "compare": self._once_committed(self.comparing.compare),
            "merge": self._once_committed(self.comparing.merge_file),
            "history": self._once_committed(self._show_history),
            "review_sheet": self._once_committed(self._export_review),
            "proof": self._show_proof,
            **{name: self._once_committed(partial(self.steps.take, name)) for name in STEPS},
        }

    # ------------------------------------------------------------------ inside

    def _turned(self) -> None:
        """State or way changed: the foremost steps follow."""
        state = self._document.sheet.report.state
        self._header.lead(steps(state, self.review.way))
        for name, kind in STEPS.items():
            if name == "take_in":
                continue  # whoever settles its doubts knows when it may be
            self._actions[name].setEnabled(state in NEXT[kind][0])
        self._tell_edition()
        self._show()

    def _tell_edition(self) -> None:
        """The edition of the form; beyond filling, the fingerprint of what would print now."""
        sheet = self._document.sheet
        words = self.tr("{format} 格式").format(format=sheet.form.id)
        if self.review.way is not Way.FILL or sheet.report.state is ReportState.APPROVED:
            words += self.tr(" · 指纹 {fingerprint}").format(fingerprint=sheet.fingerprint)
        self.edition.emit(words)

    def check_paper(self, path: PurePath) -> None:
        """Hold a PDF against the report."""
        if self._workspace.commit():
            self._show_proof(path)

    def _in_review(self, verb: Callable[[], object]) -> None:
        if self._workspace.commit():
            self._open_panel()
            verb()

    def _open_panel(self) -> None:
        self._actions["remarks"].setChecked(True)
        self._show()

    def _once_committed(self, verb: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            if self._workspace.commit():
                verb()

        return run

    def _show(self) -> None:
        is_shown = self._actions["remarks"].isChecked()
        self.review.panel.setVisible(is_shown)
        self.review.bar.setVisible(is_shown or self.review.has_begun)

    def _show_history(self) -> None:
        from report_desk.desk.review.history import HistoryDialog  # noqa: PLC0415 - rarely used

        zone = self._services.now().tzinfo
        dialog = HistoryDialog(self._document.sheet, zone, self._look, self._window)
        dialog.compare_wanted.connect(lambda event: self.comparing.compare(event=event))
        accepted(dialog)

    def _show_proof(self, paper: PurePath | None = None) -> None:
        from report_desk.desk.review.steps.fingerprint_dialog import ProofDialog  # noqa: PLC0415 - rarely used

        sheet = self._document.snapshot()
        dialog = ProofDialog(sheet, self._services, self._background, self._look, self._window)
        if paper is not None:
            dialog.check_paper(paper)
        accepted(dialog)

    def _export_review(self) -> None:
        """The 审核意见单: ask for a place, publish and write it off the window's thread."""
        from report_desk.core.output.review_sheet import review_sheet  # noqa: PLC0415 - rarely used

        report = self._document.sheet.report
        place = self._document.place
        folder = folder_for(self._services.settings.preferences, place, is_written=True)
        proposed = PurePath(folder) / f"{usable(report.organ)}{report.year}年审核意见单.pdf"
        words = self.tr("PDF 文件 (*.pdf)")
        path = place_to_save(self._window, self.tr("导出审核意见单"), proposed, words)
        if path is None:
            return
        sheet = self._document.snapshot()

        def work() -> PurePath:
            self._services.write_file(path, self._services.publish(review_sheet(sheet)).data)
            return path

        self._background.start(work, self._exported, self._failed)

    def _exported(self, path: PurePath) -> None:
        self.told.emit(self.tr("已导出到 {path}").format(path=path))

    def _failed(self, error: ExpectedError) -> None:
        tell(self._window, str(error))

    def compare_what_was_noticed(self) -> None:
        """Hold what was noticed against the open report; without that, any other file."""
        if self.noticed is None:
            self._once_committed(self.comparing.compare)()
        else:
            self._compare_with(self.noticed.report, self.noticed.name)

    def merge_what_was_noticed(self) -> None:
        """Merge what was noticed into the open report; without that, any other file."""
        if self.noticed is None:
            self._once_committed(self.comparing.merge_file)()
        elif self.noticed.digest:
            self._merge_with_disk(self.noticed.report, self.noticed.digest)
        else:
            self._once_committed(partial(self.comparing.merge, self.noticed.report))()

    def _compare_with_disk(self, theirs: Report) -> None:
        self._compare_with(theirs, self.tr("盘上那一份"))

    def _compare_with(self, theirs: Report, name: str) -> None:
        sheet = self._sheet(theirs)
        if sheet is not None:
            self.comparing.compare(State(name, sheet))

    def _merge_with_disk(self, theirs: Report, digest: str) -> None:
        self._seen = digest
        self.comparing.merge(theirs)
        self._seen = ""

    def _merged(self, sheet: Sheet, theirs: Report) -> None:
        """The merged report takes the place of the open one; what stands on disk was seen."""
        place = self._document.place
        if self._seen:
            place = Place(place.path, self._seen)
        words = self.tr("已合并，请核对后保存。两份原来的内容都还在（盘上和备份里）。")
        drawn_from = self._document.drawn_from
        originals = (*self._document.originals, theirs)
        document = Document(sheet, place, is_safe=False, drawn_from=drawn_from, originals=originals)
        document.unfinished.left = self._document.unfinished.scraps
        self.replaced.emit(document, Told(words))

    def compare_copy(self, copy: StoredCopy) -> None:
        """Hold a backup or draft against the report as it is now."""
        sheet = self._sheet(taken_from(copy.report)[0])
        if sheet is not None:
            at = datetime.fromtimestamp(copy.saved_at, self._services.now().tzinfo)
            name = self.tr("草稿") if copy.kind is CopyKind.DRAFT else self.tr("备份")
            self.comparing.compare(State(f"{name} {at:%Y-%m-%d %H:%M}", sheet))

    def _sheet(self, report: Report) -> Sheet | None:
        from report_desk.desk.files.opening import sheet_of  # noqa: PLC0415 - rarely used

        return sheet_of(self._services, report, self._window)
