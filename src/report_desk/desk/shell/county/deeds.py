"""What the office does with a folder: receive, chase, send, return, approve, add up. Each is listed first."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog

from report_desk.core.consolidation.entry import Standing
from report_desk.core.consolidation.roster import also_called
from report_desk.core.report.file_names import usable
from report_desk.core.report.model import EventKind
from report_desk.desk.document import Document, Place
from report_desk.desk.files.queue import Queue
from report_desk.desk.files.save_dialog import place_to_save
from report_desk.desk.files.watching.notice import Told
from report_desk.desk.shell.county import batch
from report_desk.desk.shell.county.batch import Result, Wanted
from report_desk.desk.shell.county.dialogs import ListDialog, Listing, match_words, tell_results
from report_desk.desk.shell.county.mailing import Mailing
from report_desk.desk.shell.county.receiving import Office, Receiving
from report_desk.desk.shell.county.region.keeping import keep_annex
from report_desk.desk.shell.county.region.papers import Held
from report_desk.desk.shell.county.region.tracing import chosen_region, last_regions, traced
from report_desk.desk.shell.county.work.running import Runner
from report_desk.desk.widgets.questions import accepted, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from report_desk.core.consolidation.entry import Entry
    from report_desk.core.consolidation.roster import Member
    from report_desk.desk.frame import Frame
    from report_desk.desk.shell.county.board.lines import Line, Shown
    from report_desk.desk.shell.county.region.adding import Region as NewRegion
    from report_desk.desk.shell.county.region.region import Region
    from report_desk.desk.shell.county.view import FolderView
    from report_desk.desk.shell.session.session import Session

_RETURNABLE = frozenset({Standing.SUBMITTED, Standing.RESUBMITTED})


class Deeds(QObject):
    """``again`` has the room look at its folder anew."""

    def __init__(
        self, folder: PurePath, frame: Frame, session: Session, view: FolderView, again: Callable[[], None]
    ) -> None:
        super().__init__(frame.window)
        self._folder, self._frame, self._session = folder, frame, session
        self._view, self._again = view, again
        self.runner = Runner(frame, view.progress)
        self.runner.told.connect(session.told)
        self._work = self.runner.start
        self._kept: list[PurePath] = []
        self._mailing = Mailing(folder, frame, self.runner, self._say_results)
        self._receiving = Receiving(
            Office(folder, frame, session, self.runner, again, self._show_sources, self._open, self._match)
        )

    def do(self, name: str) -> None:
        """Do what a button stands for."""
        shown = self._view.shown
        if shown is None or self._frame.services.folders is None:
            return
        if self.runner.is_busy:
            self._frame.window.statusBar().showMessage(self.tr("上一件还在做，请稍候。"), 4000)
            return
        deeds: dict[str, Callable[[Shown], None]] = {
            "receive": self._receiving.ask_for_files,
            "roster": self._roster,
            "chase": self._mailing.chase,
            "problems": self._problems,
            "send": self._mailing.send,
            "return_found": self._return_found,
            "approve_clean": self._approve_clean,
            "consolidate": self._consolidate,
            "sources": self._ask_for_region,
            "across": self._across,
            "merge_rivals": lambda _: self._merge_rivals(),
        }
        deeds[name](shown)

    # ------------------------------------------------------------------ 收件

    def receive(self, paths: Sequence[PurePath]) -> None:
        """Look at what arrives, show what becomes of each file, and take what is wanted.

        What comes before the folder has been seen, or while something else is being done, is kept
        until then: whoever let go of it need not do so twice.
        """
        shown = self._view.shown
        if self._frame.services.folders is None:
            return
        if shown is None or self.runner.is_busy:
            self._kept += [path for path in paths if path not in self._kept]
            self._frame.window.statusBar().showMessage(self.tr("前一件做完，就看拖进来的文件。"), 4000)
            return
        self._receiving.receive(paths, shown)

    def receive_kept(self) -> None:
        """The folder has been seen, or something is done: what was kept has its turn, once no dialog asks."""
        is_free = not self.runner.is_busy and QApplication.activeModalWidget() is None
        if self._kept and self._view.shown is not None and is_free:
            paths, self._kept = self._kept, []
            self.receive(paths)

    def end(self) -> None:
        """The room is left. What was dropped and not looked at lies where it lay, and that is said."""
        self.runner.end()
        if self._kept:
            words = self.tr("拖进来的 {count} 项还没有看，没有收；请回到文件夹再拖一次。")
            self._session.told.emit(words.format(count=len(self._kept)))

    # ------------------------------------------------------------------ lists

    def _roster(self, shown: Shown) -> None:
        from report_desk.desk.shell.county.roster.dialog import RosterDialog  # noqa: PLC0415 - once a year

        folders = self._frame.services.folders
        assert folders is not None
        proposed = sorted({one.organ for one in shown.seen.entries if one.is_readable and not one.is_sum})
        dialog = RosterDialog(shown.seen.roster, proposed, folders, self._frame.look, self._frame.window)
        if accepted(dialog):
            self._keep_roster(dialog.members, shown.seen.roster)

    def _keep_roster(
        self,
        members: Sequence[Member],
        before: Sequence[Member],
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Keep the list, beside what another office has done to it meanwhile."""
        folders = self._frame.services.folders
        assert folders is not None

        def kept(told: tuple[str, ...]) -> None:
            self._again()
            if told:
                tell(self._frame.window, "\n".join(told))
            then()

        self._work(lambda: folders.keep_roster(self._folder, members, before), kept)

    def _problems(self, shown: Shown) -> None:
        """What is wrong with files of the folder, those of no organ too."""
        rows = [(one.file, one.sentence) for one in shown.board.problems]
        says = self.tr("有问题的文件都在这里，一个也没有动。")
        heads = (self.tr("文件"), self.tr("什么问题"))
        other = match_words() if shown.board.unknown else ""
        listing = Listing(self.tr("有问题的文件"), says, heads, rows, other=other)
        dialog = ListDialog(listing, self._frame.look, self._frame.window)
        accepted(dialog)
        if dialog.is_other:
            self._match(shown.board.unknown, shown, lambda _: None)

    def _match(self, files: Sequence[Entry], shown: Shown, then: Callable[[Shown], object]) -> None:
        """Ask whose the files are, keep that with who must report, and go on with it."""
        from report_desk.desk.shell.county.matching import MatchDialog  # noqa: PLC0415 - rarely used

        dialog = MatchDialog(files, shown.board, self._frame.look, self._frame.window)
        if accepted(dialog) and dialog.matched:
            before = shown.seen.roster
            members = also_called(before, dialog.matched)
            known = replace(shown, seen=replace(shown.seen, roster=members))
            self._keep_roster(members, before, lambda: then(known))

    # ------------------------------------------------------------------ batches

    def _approve_clean(self, shown: Shown) -> None:
        lines = list(shown.clean)
        says = self.tr("这些都没有必须改、须说明和没了结的批注。同意以后记下各自的定稿指纹。")
        self._take(EventKind.APPROVED, lines, self.tr("同意定稿"), says, self.tr("定稿了"))

    def _return_found(self, _: Shown) -> None:
        lines = [line for line in self._view.table.chosen if _may_return(line)]
        says = self.tr("每一处必须改、须说明写成一条批注，再退回。选中几份就只退那几份，不选就是现在看到的。")
        self._take(EventKind.RETURNED, lines, self.tr("退回修改"), says, self.tr("退回了"))

    def _take(self, kind: EventKind, lines: Sequence[Line], verb: str, says: str, done: str) -> None:
        """A step on many reports, after a list of them."""
        if not lines:
            tell(self._frame.window, self.tr("没有可以{verb}的。").format(verb=verb))
            return
        services = self._frame.services
        heads = (self.tr("单位"), self.tr("文件"), self.tr("必须改"), self.tr("须说明"), self.tr("批注"))
        rows = [
            (line.row.member.organ, one.file, str(one.must_fix), str(one.explain), str(one.threads))
            for line in lines
            if (one := line.entry) is not None
        ]
        count = self.tr("{verb} {count} 份").format(verb=verb, count=len(rows))
        preferences = services.settings.preferences
        listing = Listing(verb, says, heads, rows, count)
        dialog = ListDialog(listing, self._frame.look, self._frame.window, preferences.person)
        if not accepted(dialog):
            return
        person = dialog.person.text().strip()
        services.settings.choose(replace(services.settings.preferences, person=person))
        wanted = Wanted(kind, person, services.now().isoformat(timespec="seconds"), services.new_id)
        tell_far = self.runner.steps()
        self._work(
            lambda: batch.take_all(services, self._folder, lines, wanted, tell_far),
            partial(self._say_results, done),
            self.tr("正在{verb}…").format(verb=verb),
        )

    def _say_results(self, done: str, results: list[Result]) -> None:
        self._again()
        tell_results(results, done, self._frame.look, self._frame.window)

    # ------------------------------------------------------------------ the region, and two of one organ

    def _consolidate(self, shown: Shown) -> None:
        from report_desk.desk.shell.county.region.adding import RegionDialog  # noqa: PLC0415 - once a year

        services = self._frame.services
        try:
            form = services.form_for_year(shown.board.year)
        except LookupError as error:
            tell(self._frame.window, str(error.args[0]))
            return
        regions = last_regions(shown.seen.entries, shown.board.year)
        last = self._folder / regions[0].file if len(regions) == 1 else None
        organ = regions[0].organ if last is not None else ""
        dialog = RegionDialog(shown.board, form, organ, self._frame.look, self._frame.window, last)
        if not accepted(dialog):
            return
        self._work(partial(dialog.wish.consolidated, services), self._begin_region)

    def _begin_region(self, region: NewRegion | str) -> None:
        """Show the region's report, which is a new one; or say why there is none."""
        from report_desk.desk.shell.county.region.adding import in_words  # noqa: PLC0415 - as above

        if isinstance(region, str):
            tell(self._frame.window, region)
            return
        words = in_words(region.whole.made)
        if region.whole.blank:
            blank = self.tr("有 {count} 格因为有单位没填而没有合计。").format(count=len(region.whole.blank))
            words = f"{words}\n{blank}"
        self._session.queue = Queue(self._folder, ())  # closing it leads back here
        begun = Document(region.sheet, Place(folder=self._folder), is_safe=False)
        self._session.began.emit(begun, Told(words))

    def _ask_for_region(self, shown: Shown) -> None:
        """底稿: which report of a region is to be opened to its organs."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._frame.window,
            self.tr("底稿：选本地区的报告，或者它的 PDF"),
            str(self._session.region or self._folder),
            self.tr("年报文件、PDF (*.rdesk *.pdf);;所有文件 (*)"),
        )
        if chosen:
            self._hold_region(PurePath(chosen), shown)

    def _hold_region(self, path: PurePath, shown: Shown) -> None:
        """Hold a region's report, or a PDF of it, against the folder."""
        services = self._frame.services
        self._work(lambda: chosen_region(services, path, self._folder, shown.seen), self._show_sources)

    def _show_sources(self, found: Region | str) -> None:
        from report_desk.desk.shell.county.region.sources import SourcesDialog  # noqa: PLC0415 - rarely used

        shown = self._view.shown
        if isinstance(found, str) or shown is None or found.path is None:
            tell(self._frame.window, str(found))
            return
        self._session.region = found.path
        person = self._frame.services.settings.preferences.person
        dialog = SourcesDialog(found, self._frame.look, self._frame.window, person)
        accepted(dialog)
        if dialog.correction is not None:
            services, at = self._frame.services, self._frame.services.now().isoformat(timespec="seconds")
            chosen, wish = Held(found.path), dialog.correction
            self._work(
                partial(traced, services, chosen, self._folder, shown.seen, wish, at), self._show_sources
            )
        elif dialog.wanted is not None:
            self._open(dialog.wanted.file, dialog.wanted.organ, dialog.place)
        elif dialog.paper is not None:
            self._hold_region(dialog.paper, shown)
        elif dialog.exports:
            self._export_annex(found, dialog.exports)

    def _open(self, file: str, organ: str = "", cell: str = "") -> None:
        """Open an organ's report, at the number that it gave; from there the way leads back to the board."""
        path, line = self._folder / file, self._view.table.current
        stood = "" if line is None else line.row.member.organ
        self._session.queue, self._session.board_organ = Queue(self._folder, (path,)), organ or stood
        if not self._frame.open_at(path, cell):
            self._session.queue = None

    def _export_annex(self, found: Region, kind: str) -> None:
        """Keep the annex as a file of a kind, ``.xlsx`` or ``.pdf``."""
        proposed = self._folder / f"{usable(found.report.organ)}{found.report.year}年汇总底稿{kind}"
        words = self.tr("PDF 文件 (*.pdf)") if kind == ".pdf" else self.tr("Excel 工作簿 (*.xlsx)")
        path = place_to_save(self._frame.window, self.tr("底稿存成文件"), proposed, words)
        services = self._frame.services
        if path is None:
            return

        done = self.tr("底稿已存到 {path}").format(path=path)
        self._work(partial(keep_annex, services, path, found), lambda _: self._session.told.emit(done))

    def _across(self, shown: Shown) -> None:
        """横向比较: the figures of all organs side by side, and what they wrote."""
        from report_desk.desk.shell.county.across.dialog import AcrossDialog  # noqa: PLC0415 - rarely used

        if not shown.board.year or self._frame.services.comparing is None:
            tell(self._frame.window, self.tr("还没有报告可以比较。"))
            return
        dialog = AcrossDialog(self._folder, shown, self._frame, self._frame.window)
        accepted(dialog)
        if dialog.wanted:
            self._open(dialog.wanted)

    def _merge_rivals(self) -> None:
        """Open the report that counts; the other one is merged into it from there."""
        line = self._view.table.current
        if line is not None and line.entry is not None and line.row.rivals:
            other = line.row.rivals[0].file
            if self._frame.open(self._folder / line.entry.file):
                words = self.tr("另一份是「{name}」：用菜单「送审 · 合并…」选它，两边的改动都会留下。")
                tell(self._frame.window, words.format(name=other))


def _may_return(line: Line) -> bool:
    one = line.entry
    return (
        line.row.standing in _RETURNABLE
        and one is not None
        and bool(one.must_fix or one.explain or one.threads)
    )
