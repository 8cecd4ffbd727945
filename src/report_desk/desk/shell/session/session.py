"""What the window does with files: new, open, take over, recover, close; one report at a time."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from report_desk.core.edits import new_report
from report_desk.core.edits.apply import apply
from report_desk.core.form.edition import Level
from report_desk.core.ports import CopyKind, ExpectedError
from report_desk.core.sheet import evaluate
from report_desk.desk.document import Document, Place
from report_desk.desk.files.endings import PATTERNS
from report_desk.desk.files.folders import folder_for
from report_desk.desk.files.opening import Opened, open_file, sheet_of
from report_desk.desk.files.watching.notice import Told
from report_desk.desk.importing.documents import (
    Scan,
    is_document,
    read_document,
    told_of,
    told_of_scan,
)
from report_desk.desk.importing.last_year import read_last_year
from report_desk.desk.recovery.restoring import goes_into
from report_desk.desk.settings import Standing
from report_desk.desk.unfinished import taken_from
from report_desk.desk.widgets.questions import accepted, ask, tell

if TYPE_CHECKING:
    from report_desk.core.ports import ReadDocument, StoredCopy
    from report_desk.desk.files.queue import Queue
    from report_desk.desk.services import Services
    from report_desk.desk.shell.ahead import Ahead
    from report_desk.desk.theme.look import Look


class Session(QObject):
    """Decides which document the window shows; ``began`` carries it, and what is Told with it.

    ``compare_wanted`` carries a copy to hold against the open report, ``folder_wanted`` the folder to show,
    ``told`` words for the status bar. ``queue`` are the reports that are looked through one after the other,
    ``board_organ`` is where one stood on their board, ``region`` the region's report that was opened to its
    organs last.
    """

    began = Signal(object, object)
    compare_wanted = Signal(object)
    folder_wanted = Signal(object)
    told = Signal(str)

    def __init__(self, services: Services, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._look = look
        self._window = window
        self._held: PurePath | None = None
        self.queue: Queue | None = None
        self.board_organ = ""
        self.region: PurePath | None = None
        self._ahead: Ahead | None = None

    # ------------------------------------------------------------------ beginnings

    def new(self, scan: Scan | None = None) -> None:
        """Ask for organ and year, and begin; beside the pages of a scan where there is one."""
        from report_desk.desk.files.new_dialog import NewReportDialog, same_organ  # noqa: PLC0415 - after the first paint

        dialog = NewReportDialog(self._services, self._look, self._window)
        if not accepted(dialog):
            return
        wanted = dialog.beginning()
        known = same_organ(self._services.store.recent(), wanted.organ, wanted.year)
        if known is not None and not self._is_wanted_beside(known, wanted.organ, wanted.year):
            return
        form = self._services.form_for_year(wanted.year)
        report = new_report.new_report(form, self._services.new_id(), wanted.organ, wanted.year)
        sheet = evaluate(form, report)
        if wanted.last_year is not None:
            last = read_last_year(self._services, wanted.last_year, self._window)
            if last is not None:
                sheet = apply(sheet, new_report.takeover(sheet, last)).sheet
        told = Told() if scan is None else told_of_scan(scan, sheet.report)
        told = replace(told, shows_last_year=sheet.report.previous is not None)
        self.began.emit(Document(sheet, Place()), told)

    def paste(self) -> None:
        """粘贴整份: begin with the report on the clipboard; a file that was copied is opened."""
        from report_desk.desk.importing.copied import (  # noqa: PLC0415 - not needed for first paint
            copied_file,
            name_of_copy,
            read_copied,
        )

        mime = QGuiApplication.clipboard().mimeData()
        path = copied_file(mime)
        if path is not None:
            self.open(path)
            return
        found = read_copied(self._services, mime, self._window)
        if found is not None:
            self._begin_with(found, name_of_copy())

    def _is_wanted_beside(self, known: PurePath, organ: str, year: int) -> bool:
        """Whether another report of that organ and year is wanted; opens the known one where that is."""
        answer = ask(
            self._window,
            self.tr("「{organ}」{year} 年的报告已经有一份：{name}。").format(
                organ=organ, year=year, name=known.name
            ),
            self.tr("接着填那一份，还是另外新建一份？"),
            {self.tr("打开那一份"): "open", self.tr("另外新建"): "new", self.tr("取消"): ""},
            escape="",
        )
        if answer == "open":
            self.open(known)
        return answer == "new"

    def ask_for_file(self) -> None:
        """Ask which file to open."""
        folder = folder_for(self._services.settings.preferences)
        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("打开报告"),
            folder,
            self.tr("年报文件、Word、Excel、PDF、网页 ({patterns});;所有文件 (*)").format(
                patterns=f"*.rdesk {PATTERNS}"
            ),
        )
        if chosen:
            self.open(PurePath(chosen))

    def open(self, path: PurePath, cell: str = "") -> bool:
        """Open a file, a report at a cell; False after the person was told why not."""
        if is_document(path):
            return self._open_document(path)
        if not self._may_open(path):
            return False
        opened = open_file(self._services, path, self._window)
        if opened is None:
            return False
        self._begin(opened, cell)
        return True

    def ask_for_folder(self) -> None:
        """Ask which folder of reports to show; its room is made ready meanwhile."""
        self.make_ready()
        chosen = QFileDialog.getExistingDirectory(
            self._window, self.tr("打开收年报的文件夹"), folder_for(self._services.settings.preferences)
        )
        if chosen:
            self.board_organ, self.region = "", None
            self.folder_wanted.emit(PurePath(chosen))

    def make_ready(self) -> None:
        """Import the room of a folder while nothing else happens."""
        from report_desk.desk.shell.ahead import Ahead  # noqa: PLC0415 - after the first paint

        if self._ahead is None:
            self._ahead = Ahead(self)
        self._ahead.begin()

    def take_over(self, document: Document) -> None:
        """承接去年: ask for last year's file, and take over what is still blank."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("选择 {year} 年的报告").format(year=document.sheet.report.year - 1),
            self._folder(document),
            self.tr("去年的报告，什么文件都行 ({patterns});;所有文件 (*)").format(
                patterns=f"*.rdesk {PATTERNS}"
            ),
        )
        if not chosen:
            return
        last = read_last_year(self._services, PurePath(chosen), self._window)
        if last is None or not self._is_last_year(document, last.report.organ, last.report.year):
            return
        document.submit(new_report.takeover(document.sheet, last), self.tr("承接去年"))

    def recover(self, document: Document | None) -> None:
        """找回: show drafts and backups; an older state of the open report comes back undoably.

        Anything else opens as a document of its own, whose saves and merges know what it holds.
        """
        from report_desk.desk.recovery.dialog import Recovery, RecoveryDialog  # noqa: PLC0415 - rarely used

        copies = self._copies(document)
        now = document.snapshot() if document is not None else None
        dialog = RecoveryDialog(self._services, copies, now, self._look, self._window)
        dialog.compare_wanted.connect(self.compare_wanted)
        if not accepted(dialog) or dialog.decision is Recovery.LEAVE:
            return
        copy = dialog.copy
        if dialog.decision is Recovery.DISCARD:
            self._discard(copy)
        elif document is not None and goes_into(copy, document.snapshot().report):
            document.restore(copy, self.tr("找回"))
        else:
            self._open_copy(copy)

    def draft_words(self) -> str:
        """What to say on the start page of drafts that a crash left; empty where there are none."""
        drafts = [draft for draft in self._left_drafts() if not draft.computer]
        if not drafts:
            return ""
        newest = drafts[0].report
        words = self.tr("上次意外退出时留下 {count} 份草稿（{organ} {year}）。")
        return words.format(count=len(drafts), organ=newest.organ, year=newest.year)

    # ------------------------------------------------------------------ endings

    def hold(self, path: PurePath | None) -> None:
        """Claim the file of the open report (none while it has none), and give up the one before."""
        if self._held is not None and self._held != path:
            self._services.claims.release(self._held)
        self._held = path
        if path is not None:
            self._services.claims.claim(path)

    def remember(self, document: Document) -> None:
        """Keep how a report stands for the start page, and its organ for the next one."""
        path = document.place.path
        if path is None:
            return
        open_ones = [finding for finding in document.sheet.findings if not finding.explained]
        standing = Standing(
            document.sheet.report.state,
            sum(1 for finding in open_ones if finding.level is Level.MUST_FIX),
            sum(1 for finding in open_ones if finding.level is Level.EXPLAIN),
        )
        self._services.settings.remember(str(path), standing)

    def may_lose(self, document: Document) -> str:
        """Ask about unsaved work: ``save``, ``lose`` or ``stay``."""
        if not document.is_dirty:
            return "lose"
        report = document.sheet.report
        name = self.tr("{organ} {year} 年报告").format(organ=report.organ, year=report.year)
        return ask(
            self._window,
            self.tr("「{name}」还有没保存的修改。").format(name=name),
            self.tr("现在保存吗？"),
            {self.tr("保存"): "save", self.tr("不保存"): "lose", self.tr("取消"): "stay"},
            escape="stay",
        )

    # ------------------------------------------------------------------ inside

    def _begin(self, opened: Opened, cell: str) -> None:
        is_on_disk = opened.place.path is not None  # what comes after damage has no file of its own yet
        told = replace(opened.told, cell=cell)
        self.began.emit(Document(opened.sheet, opened.place, is_safe=is_on_disk), told)

    def _open_document(self, path: PurePath) -> bool:
        """Begin with what a document holds; False after the person was told why not."""
        found = read_document(self._services, path, self._window, may_be_scan=True)
        if isinstance(found, Scan):
            self.new(found)
            return True
        return found is not None and self._begin_with(found, path.name, path)

    def _begin_with(self, found: ReadDocument, name: str, source: PurePath | None = None) -> bool:
        """Begin a new report with what was found; False where its edition is not known."""
        report = replace(found.report, id=self._services.new_id())
        sheet = sheet_of(self._services, report, self._window)
        if sheet is None:
            return False
        place = Place(folder=None if self.queue is None else self.queue.folder)
        told = replace(told_of(found, name), source=source)
        self.began.emit(Document(sheet, place, is_safe=False), told)
        return True

    def _may_open(self, path: PurePath) -> bool:
        """Whether no other window has the file, or the person wants it all the same."""
        if self._services.claims.claim(path):
            if path != self._held:
                self._services.claims.release(path)  # claimed once it is shown
            return True
        return ask(
            self._window,
            self.tr("「{name}」已经在另一个窗口打开。").format(name=path.name),
            self.tr("两边都改，后保存的一边会收到提醒，不会悄悄覆盖。"),
            {self.tr("不打开"): False, self.tr("仍然打开"): True},
            escape=False,
        )

    def _discard(self, draft: StoredCopy) -> None:
        """Forget a draft; that of another computer once the person says so again."""
        if draft.computer and not ask(
            self._window,
            self.tr("这份草稿是电脑「{name}」留的，那边可能还开着。").format(name=draft.computer),
            self.tr("去掉以后，那边没有保存的内容万一丢了就找不回来。"),
            {self.tr("留着"): False, self.tr("仍然去掉"): True},
            escape=False,
        ):
            return
        try:
            self._services.store.discard_left_draft(draft)
        except ExpectedError as error:
            tell(self._window, str(error))

    def _open_copy(self, copy: StoredCopy) -> None:
        report, scraps = taken_from(copy.report)
        sheet = sheet_of(self._services, report, self._window)
        if sheet is None:
            return
        document = Document(sheet, self._place_of(copy), is_safe=False, drawn_from=(copy,))
        document.unfinished.left = scraps
        self.began.emit(document, Told(self.tr("已恢复，请核对后保存。")))

    def _place_of(self, copy: StoredCopy) -> Place:
        """Where a copy is saved, and what was seen there: what others have saved since, nobody has.

        A backup of something else than stands there now has seen nothing there: what came after it may
        be one's own.
        """
        if copy.of is None:
            return Place()
        has_seen = copy.kind is CopyKind.DRAFT or self._services.store.digest_on_disk(copy.of) == copy.seen
        return Place(copy.of, copy.seen if has_seen else None)

    def _copies(self, document: Document | None) -> list[StoredCopy]:
        found = self._left_drafts()
        path = document.place.path if document is not None else None
        try:
            paths = [path] if path is not None else [file.path for file in self._services.store.recent()]
            for known in paths:
                found += [copy for copy in self._services.store.copies(known) if copy.kind is CopyKind.BACKUP]
        except ExpectedError as error:
            tell(self._window, str(error))
        return list({copy.path: copy for copy in found}.values())  # one report may lie in two files

    def _left_drafts(self) -> list[StoredCopy]:
        try:
            return list(self._services.store.left_drafts())
        except ExpectedError:
            return []

    def _is_last_year(self, document: Document, organ: str, year: int) -> bool:
        """Whether to go on: at once with last year's report of this organ, else when the person says so."""
        report = document.sheet.report
        if (organ, year) == (report.organ, report.year - 1):
            return True
        return ask(
            self._window,
            self.tr("选的是「{organ}」{year} 年的报告。").format(organ=organ, year=year),
            self.tr("本报告是「{organ}」{year} 年的。仍然承接吗？").format(
                organ=report.organ, year=report.year
            ),
            {self.tr("仍然承接"): True, self.tr("不承接"): False},
            escape=False,
        )

    def _folder(self, document: Document) -> str:
        return folder_for(self._services.settings.preferences, document.place)
