"""收件: what arrives is listed, with what becomes of each file; then it is taken, or looked through."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from report_desk.core.consolidation.receiving import Incoming, Known, plan
from report_desk.desk.files.endings import PATTERNS
from report_desk.desk.files.queue import Queue
from report_desk.desk.importing.documents import is_document
from report_desk.desk.shell.county import batch
from report_desk.desk.shell.county.dialogs import ListDialog, Listing, match_words, tell_results
from report_desk.desk.shell.county.documents import LISTING, Arrived, read_documents
from report_desk.desk.shell.county.region.papers import dropped_region
from report_desk.desk.shell.county.region.tracing import traced
from report_desk.desk.widgets.questions import accepted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from report_desk.core.consolidation.entry import Entry
    from report_desk.core.folder_ports import ReportFolders
    from report_desk.desk.frame import Frame
    from report_desk.desk.shell.county.batch import Result
    from report_desk.desk.shell.county.board.lines import Shown
    from report_desk.desk.shell.county.region.region import Region
    from report_desk.desk.shell.county.work.running import Runner
    from report_desk.desk.shell.session.session import Session


class Office(Struct, frozen=True):
    """Where what arrives goes, and what of the room it needs: ``again`` has it look at its folder anew.

    ``region`` shows the region's own report, which was dropped to be held against the folder. ``opens``
    opens a file, and tells the person where that fails. ``match`` asks whose files of unknown organs are, and
    goes on with the board that knows.
    """

    folder: PurePath
    frame: Frame
    session: Session
    runner: Runner
    again: Callable[[], None]
    region: Callable[[Region | str], None]
    opens: Callable[[str], None]
    match: Callable[[Sequence[Entry], Shown, Callable[[Shown], object]], None]


class Receiving(QObject):
    """One at a time, as the runner has it."""

    def __init__(self, office: Office) -> None:
        super().__init__(office.frame.window)
        self._office, self._frame = office, office.frame

    def ask_for_files(self, shown: Shown) -> None:
        """Ask which files have arrived."""
        kinds = self.tr("年报文件、Word、Excel、PDF、网页 ({patterns});;所有文件 (*)")
        chosen, _ = QFileDialog.getOpenFileNames(
            self._frame.window,
            self.tr("收件：选收到的文件，可以一次选许多"),
            "",
            kinds.format(patterns=f"*.rdesk {PATTERNS}"),
        )
        if chosen:
            self.receive([PurePath(one) for one in chosen], shown)

    def receive(self, paths: Sequence[PurePath], shown: Shown) -> None:
        """Look at what arrives, show what becomes of each file, and take what is wanted."""
        services, folders, runner = self._frame.services, self._frame.services.folders, self._office.runner
        if folders is None:
            return
        tell_far = runner.steps()

        def look() -> Arrived | Region | str:
            region = dropped_region(services, paths[0], self._office.folder, shown.seen)
            if region is not None and len(paths) == 1:
                return traced(services, region, self._office.folder, shown.seen)
            listed = folders.arriving(paths, lambda far: tell_far(LISTING * far))
            found = read_documents(services, listed, tell_far)
            seen = shown.seen
            files = plan(seen.roster, seen.entries, shown.board.year, found.arriving, found.doubts)
            lines = (one for _, one in found.arriving)
            return Arrived(files, found.kept, Known(seen.roster, seen.entries, shown.board.year, lines))

        runner.start(look, partial(self._preview, folders, paths, shown), self.tr("正在看收到的文件…"))

    def _preview(
        self, folders: ReportFolders, paths: Sequence[PurePath], shown: Shown, found: Arrived | Region | str
    ) -> None:
        if not isinstance(found, Arrived):
            self._office.region(found)  # the region's own report was dropped: it is held against the folder
            return
        listing = self._listed(found)
        dialog = ListDialog(listing, self._frame.look, self._frame.window)
        is_accepted = accepted(dialog)
        if dialog.is_other:
            self._office.match(found.unknown, shown, partial(self.receive, paths))
            return
        if not is_accepted or not listing.verb:
            return
        if not found.taken:
            self._look_through(found.asked or found.files)
            return
        tell_far = self._office.runner.steps()
        self._office.runner.start(
            lambda: batch.receive_all(folders, self._office.folder, found, tell_far),
            partial(self._received, found.asked),
            self.tr("正在收下…"),
        )

    def _listed(self, found: Arrived) -> Listing:
        """What becomes of each file. A document that comes alone can be opened even if it is not taken."""
        order = sorted(found.files, key=lambda one: (not one.is_taken, not one.is_asked))
        taken, asked = len(found.taken), len(found.asked)
        left = len(found.files) - taken - asked
        says = self.tr("收 {taken} 份，不收 {left} 份。原来的文件不动，已有的不覆盖。")
        if asked:
            says = self.tr("收 {taken} 份，核对 {asked} 份，不收 {left} 份。原来的文件不动，已有的不覆盖。")
        heads = (self.tr("收不收"), self.tr("单位"), self.tr("年度"), self.tr("文件"))
        return Listing(
            self.tr("收件"),
            says.format(taken=taken, asked=asked, left=left),
            (*heads, self.tr("拿不准"), self.tr("为什么")),
            [self._row(one) for one in order],
            self._verb(found),
            match_words() if found.unknown else "",
        )

    def _row(self, one: Incoming) -> tuple[str, ...]:
        verb = self.tr("核对") if one.is_asked else self.tr("收") if one.is_taken else self.tr("不收")
        year = str(one.entry.year) if one.entry.year else ""
        doubts = "" if one.doubts is None else str(one.doubts)
        return verb, one.entry.organ, year, PurePath(one.source).name, doubts, one.sentence

    def _verb(self, found: Arrived) -> str:
        taken, asked = len(found.taken), len(found.asked)
        if taken and asked:
            return self.tr("收下 {taken} 份，再核对 {asked} 份…").format(taken=taken, asked=asked)
        if taken:
            return self.tr("收下 {count} 份").format(count=taken)
        is_document_alone = len(found.files) == 1 and is_document(PurePath(found.files[0].source))
        if is_document_alone:
            return self.tr("读进来…")
        return self.tr("逐份核对 {count} 份…").format(count=asked) if asked else ""

    def _received(self, asked: Sequence[Incoming], results: list[Result]) -> None:
        self._office.again()
        failed = [one for one in results if one.sentence]
        if failed:
            tell_results(results, self.tr("收下了"), self._frame.look, self._frame.window)
        else:
            words = self.tr("收下 {count} 份。").format(count=len(results))
            self._office.session.told.emit(words)
        if asked:
            self._look_through(asked)

    def _look_through(self, asked: Sequence[Incoming]) -> None:
        """Open the first one beside its original; from there the next one, and in the end the board."""
        if len(asked) == 1:
            self._office.opens(asked[0].source)
            return
        files = tuple(PurePath(one.source) for one in asked)
        self._office.session.queue = Queue(self._office.folder, files)
        if not self._frame.open(files[0]):
            self._office.session.queue = None
