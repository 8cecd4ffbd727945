"""Comparing and merging for an open report: which states there are to choose, and what a merge leads to."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from report_desk.core.ports import CopyKind, ExpectedError
from report_desk.core.record.snapshot import UnreadableSnapshotError, unfolded
from report_desk.core.report.model import are_one_report
from report_desk.core.sheet import evaluate
from report_desk.core.versions.ancestry import goes_back_to, may_be_original
from report_desk.desk.comparing.states import State
from report_desk.desk.files.folders import folder_for
from report_desk.desk.files.opening import sheet_of
from report_desk.desk.language import tr
from report_desk.desk.places.names import step_name
from report_desk.desk.places.words import shortened
from report_desk.desk.widgets.questions import accepted, ask, tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_desk.core.report.model import Event, Report
    from report_desk.core.sheet import Sheet
    from report_desk.desk.document import Document
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look


class Comparing(QObject):
    """``followed`` carries a place that a person wants to see, ``merged`` a merge and its other side."""

    followed = Signal(object)
    merged = Signal(object, object)

    def __init__(self, document: Document, services: Services, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._services = services
        self._look = look
        self._window = window

    def compare(self, other: State | None = None, event: Event | None = None) -> None:
        """Show the open report beside another state: a given one, an event's, else a chosen one."""
        from report_desk.desk.comparing.compare_dialog import CompareDialog  # noqa: PLC0415 - when first wanted

        now = State(self.tr("现在这一份"), self._document.sheet)
        states = [*self._events(), now] if other is None else [other, now]
        names = [state.name for state in states]
        named = _name(event) if event is not None else ""
        left = names.index(named) if named in names else _newest_other(states)
        dialog = CompareDialog(
            states, (max(left, 0), len(states) - 1), self._read, self._folder(), self._look, self._window
        )
        dialog.followed.connect(self.followed)
        if len(states) == 1:
            path = self._ask(self.tr("和哪个文件比较"))
            if path is None:
                return
            dialog.add_file(0, path)
        accepted(dialog)

    def merge_file(self) -> None:
        """Ask for the other copy and merge it in."""
        path = self._ask(self.tr("合并哪个文件"))
        theirs = None if path is None else self._read(path)
        if theirs is not None:
            self.merge(theirs.report)

    def merge(self, theirs: Report) -> None:
        """Merge another copy of the open report, its conflicts chosen one by one."""
        from report_desk.core.versions.merge import merge  # noqa: PLC0415 - merging is rare
        from report_desk.desk.comparing.choosing import chosen, with_event  # noqa: PLC0415
        from report_desk.desk.comparing.merge_dialog import MergeDialog  # noqa: PLC0415

        mine = self._document.snapshot().report
        if self._says_why_not(mine, theirs):
            return
        base = self._base(mine, theirs)
        if base is None or self._are_two(mine, theirs, base):
            return
        sides = (base, mine, theirs)
        found = merge(*sides)
        dialog = MergeDialog(found, sides, self._document.sheet, self._look, self._window)
        if not accepted(dialog):
            return
        by = self._services.settings.preferences.person or "合并"
        at = self._services.now().isoformat(timespec="seconds")
        report = chosen(found, sides, dialog.picks, by, at)
        sheet = evaluate(self._document.sheet.form, report)
        report = with_event(report, by, at, sheet.fingerprint)
        self.merged.emit(evaluate(sheet.form, report), theirs)

    # ------------------------------------------------------------------ inside

    def _events(self) -> Iterator[State]:
        for event in self._document.sheet.report.history:
            if not event.snapshot:
                continue
            try:
                then = unfolded(event.snapshot)
                sheet = evaluate(self._services.form_by_id(then.format), then)
            except (UnreadableSnapshotError, LookupError):
                continue
            yield State(_name(event), sheet)

    def _says_why_not(self, mine: Report, theirs: Report) -> bool:
        if mine.id != theirs.id or (mine.format, mine.year) != (theirs.format, theirs.year):
            tell(
                self._window,
                self.tr("这两个文件不是同一份报告，不能合并。"),
                self.tr("合并只用于从同一份报告分头改出来的两个文件；不同的报告可以「比较」。"),
            )
            return True
        is_older = goes_back_to(mine.revision, theirs.revision)
        if is_older:
            tell(
                self._window,
                self.tr("不用合并：对方这一份比现在的旧，里面的改动都已在这里。"),
                self.tr("要看差在哪里，用「比较」。"),
            )
        return is_older

    def _are_two(self, mine: Report, theirs: Report, base: Report) -> bool:
        """Say so where two organs have made their reports from one file."""
        is_one = are_one_report(mine, theirs, base)
        if not is_one:
            tell(
                self._window,
                self.tr("这两个文件不是同一份报告，不能合并。"),
                self.tr("它们由同一个文件改成，机关或年度不同：{mine}，{theirs}。").format(
                    mine=f"{mine.organ} {mine.year}", theirs=f"{theirs.organ} {theirs.year}"
                ),
            )
        return not is_one

    def _base(self, mine: Report, theirs: Report) -> Report | None:
        """The common original: found, asked for, or none (then everything that differs is a conflict)."""
        from report_desk.desk.comparing.choosing import without_ancestor  # noqa: PLC0415
        from report_desk.desk.comparing.originals import original  # noqa: PLC0415 - merging is rare

        found = original(mine, theirs, self._kept())
        if found is not None:
            return found
        answer = ask(
            self._window,
            self.tr("找不到两份共同的原稿。"),
            self.tr("选出分头改之前的那个文件，合并就只问两边都改过的地方；没有原稿，凡是不同的都要选。"),
            {self.tr("选原稿文件…"): "choose", self.tr("不用原稿"): "without", self.tr("取消"): ""},
            escape="",
        )
        match answer:
            case "choose":
                path = self._ask(self.tr("共同的原稿"))
                sheet = None if path is None else self._read(path)
                return None if sheet is None else self._true_original(sheet.report, mine, theirs)
            case "without":
                return without_ancestor(mine)
            case _:
                return None

    def _true_original(self, base: Report, mine: Report, theirs: Report) -> Report | None:
        """A file that was chosen as the original, if it is one: with any other, work would be lost."""
        is_original = base.id == mine.id and may_be_original(base.revision, mine.revision, theirs.revision)
        if not is_original:
            tell(
                self._window,
                self.tr("这不是两份共同的原稿，不能用它合并。"),
                self.tr(
                    "原稿是分头改之前保存过的那一份；两份中改过的任何一份都不是。没有它就选「不用原稿」。"
                ),
            )
        return base if is_original else None

    def _kept(self) -> list[Report]:
        """The saved states of this report that are at hand: as opened and saved here, and backups."""
        path = self._document.place.path
        saved = list(self._document.originals)
        try:
            copies = () if path is None else self._services.store.copies(path)
        except ExpectedError:
            return saved
        return [*saved, *(copy.report for copy in copies if copy.kind is CopyKind.BACKUP)]

    def _read(self, path: PurePath) -> Sheet | None:
        try:
            opened = self._services.store.open(path)
        except ExpectedError as error:
            tell(self._window, str(error))
            return None
        return sheet_of(self._services, opened.report, self._window)

    def _ask(self, title: str) -> PurePath | None:
        chosen_path, _ = QFileDialog.getOpenFileName(
            self._window, title, self._folder(), self.tr("年报文件 (*.rdesk)")
        )
        return PurePath(chosen_path) if chosen_path else None

    def _folder(self) -> str:
        return folder_for(self._services.settings.preferences, self._document.place)


def _newest_other(states: Sequence[State]) -> int:
    """The newest state whose content differs from the last one's; the one before it where none does."""
    from report_desk.core.versions.comparison import compare  # noqa: PLC0415 - when first wanted

    now = states[-1].sheet
    at = [place for place, state in enumerate(states[:-1]) if not compare(state.sheet, now).content.is_same]
    return at[-1] if at else len(states) - 2


def _name(event: Event) -> str:
    words = tr("{step} · {by} {day}（修订 {revision}）")
    return words.format(
        step=step_name(event.kind), by=shortened(event.by), day=event.at[:10], revision=event.revision
    )
