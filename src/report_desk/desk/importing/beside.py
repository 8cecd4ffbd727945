"""Confirming an import: the original beside the form, and its doubts, for as long as the report is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from report_desk.core.form.edition import Address
from report_desk.desk.importing.documents import anchor_of
from report_desk.desk.places.words import place_words
from report_desk.desk.review.navigation import go_to
from report_desk.desk.widgets.dropping import passage_in
from report_desk.desk.widgets.questions import accepted, ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

    from report_desk.core.ports import Original, ReadDocument
    from report_desk.core.report.model import Anchor
    from report_desk.desk.document import Document
    from report_desk.desk.files.watching.notice import Told
    from report_desk.desk.frame import Frame
    from report_desk.desk.importing.passages import Passages
    from report_desk.desk.pages.workspace import Workspace

WIDTH = 470
"""Pixels of the original beside the form, at the usual zoom."""
_NAMED, _LONGEST = 3, 30
"""Doubts that are named in the status bar, and the characters of a passage there."""


class Confirming(QObject):
    """Ties the document that a report was read from to the report. ``told`` is for the status bar."""

    told = Signal(str)

    def __init__(
        self, document: Document, told: Told, frame: Frame, workspace: Workspace, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._frame = frame
        self._workspace = workspace
        self._is_at_findings = False
        self._was_asked = False
        self._passages: Passages | None = None
        self._has_original = False
        self.bars: tuple[QWidget, ...] = ()
        found = told.found
        if found is not None and found.doubts:
            self._doubt(found, is_of_board=document.place.folder is not None and told.source is not None)
        if found is not None and found.original is not None:
            self._show_original(found.original)

    def begin(self) -> None:
        """The report is on screen, and its actions are on: those for doubts are, as far as there are any."""
        if self.bars:
            self.bar.follow()
            return
        from report_desk.desk.importing.doubt_bar import DECISIONS  # noqa: PLC0415 - as below

        for name in (*DECISIONS, "take_all", "take_in"):
            self._frame.actions[name].setEnabled(False)

    def verbs(self) -> dict[str, Callable[[], None]]:
        """What the actions for doubts do, by their names."""
        return {
            "take_original": self.take,
            "correct_doubt": self.correct,
            "leave_out": self.leave_out,
            "take_all": self.take_all,
            "next_finding": lambda: self.step(1),
            "previous_finding": lambda: self.step(-1),
        }

    def show_doubts(self) -> None:
        """List what is still doubtful."""
        from report_desk.desk.importing.doubts_dialog import DoubtsDialog  # noqa: PLC0415 - when first wanted

        doubts = [self.settling.doubts[number] for number in self.settling.left]
        dialog = DoubtsDialog(doubts, self._document.sheet, self._frame.look, self._frame.window)
        dialog.followed.connect(self._go_to)
        accepted(dialog)

    def may_leave(self) -> bool:
        """Say once that prose has no place yet, before the report goes out of sight."""
        count = len(self.settling.unplaced) if self.bars else 0
        if not count or self._was_asked:
            return True
        self._was_asked = True
        return ask(
            self._frame.window,
            self.tr("原件里还有 {count} 段文字没有放进任何一节。").format(count=count),
            self.tr("它们不在年报里，关了就要重新打开原件才看得到。"),
            {self.tr("回去放"): False, self.tr("不要了"): True},
            escape=False,
        )

    # ------------------------------------------------------------------ the doubts

    def step(self, direction: int) -> None:
        """F8 and Shift+F8: the doubts that are left, then the findings, and around."""
        findings = self._workspace.findings
        left = self.settling.left if self.bars else ()
        if not left or (self._is_at_findings and findings.can_step(direction)):
            self._workspace.step_finding(direction)
            return
        ahead = [number for number in left if (number - self.bar.at) * direction > 0]
        if self._is_at_findings or self.bar.at < 0:
            ahead = list(left)
        self._is_at_findings = False
        if not ahead and findings.has_any:
            self._is_at_findings = True
            findings.forget_current()
            self.bar.show_doubt(-1)
            findings.step(direction)
        else:
            ordered = (ahead or list(left))[::direction]
            self._show(ordered[0])

    def take(self) -> None:
        """就用原件 for the doubt that is shown, and on to the next."""
        self._decide(self.settling.can_take, self.settling.take)

    def leave_out(self) -> None:
        """不取 for the doubt that is shown, and on to the next."""
        self._decide(self.settling.can_leave_out, self.settling.leave_out)

    def correct(self) -> None:
        """改为: the caret in the first cell nobody has looked at, or in the words that are in doubt."""
        number = self.bar.at
        parts = self.settling.open_parts(number) if number in self.settling.left else ()
        if not parts:
            return
        self.settling.correcting = number
        if self.settling.doubts[number].passage:
            if self._passages is not None:
                self.pane.show()
                self._passages.begin()
            return
        table = self._workspace.table
        at = str(table.view.current) if table is not None else ""
        self._show(number, at if at in parts else parts[0])
        table = self._workspace.table
        if parts[0] and table is not None:
            table.begin_typing()
        elif not parts[0]:
            self._workspace.shown.focus_first()

    def take_all(self) -> None:
        """全部照原件; what stays is named."""
        before = len(self.settling.left)
        left = self.settling.take_all()
        if not left:
            self.bar.show_doubt(-1)
            self.told.emit(self.tr("{count} 处都照原件取了。").format(count=before))
            return
        sheet, doubts = self._document.sheet, self.settling.doubts
        names = self.tr("、").join(
            doubts[number].passage.split("\n")[0][:_LONGEST] or place_words(sheet, anchor_of(doubts[number]))
            for number in left[:_NAMED]
        )
        words = self.tr("照原件取了 {done} 处；还有 {left} 处原件写的不是数，或者没有去处：{names}")
        self._show(left[0])
        self.told.emit(words.format(done=before - len(left), left=len(left), names=names))

    def _doubt(self, found: ReadDocument, *, is_of_board: bool) -> None:
        from report_desk.desk.importing.doubt_bar import DoubtBar  # noqa: PLC0415 - when first wanted
        from report_desk.desk.importing.settling import Settling  # noqa: PLC0415 - as above

        self.settling = Settling(self._document, found, self)
        self.bar = DoubtBar(self.settling, self._document, self._frame.actions, self._frame.look)
        self.bar.is_of_board = is_of_board
        self.bars = (self.bar,)
        self._left = self.settling.left
        self._workspace.cell_reached.connect(self._reach)
        self._workspace.outline.dropped.connect(self._drop)
        self._document.revisited.connect(lambda _: self._came_back())
        self.settling.changed.connect(self._remember)

    def _decide(self, may: Callable[[int], bool], does: Callable[[int], None]) -> None:
        number = self.bar.at
        if number in self.settling.left and may(number):
            does(number)
        if number in self.settling.left:
            self.bar.follow()
            return
        left = self.settling.left
        following = next((one for one in left if one > number), left[0] if left else -1)
        if following >= 0:
            self._show(following)
        else:
            self.bar.show_doubt(-1)

    def _show(self, number: int, part: str = "") -> None:
        doubt = self.settling.doubts[number]
        self.settling.correcting = -1 if number != self.settling.correcting else number
        self.bar.show_doubt(number)
        if doubt.passage:
            if self._passages is not None:
                self.pane.show()
                self._passages.choose(number)
        else:
            part = part or next(iter(self.settling.open_parts(number)), "")
            self._go_to(anchor_of(doubt, Address(part) if part else None))
            if part and self._has_original:
                self.pane.show_place(part)  # of the same cell nobody is told twice that it is reached
        self.bar.show_doubt(number)  # going there may have shown another about the same cell

    def _reach(self, address: str) -> None:
        """The keyboard is at a cell: show the doubt about it, where there is one."""
        about = [number for number in self.settling.left if address in self.settling.open_parts(number)]
        if about and self.bar.at not in about:
            self._is_at_findings = False
            self.bar.show_doubt(about[0])

    def _remember(self) -> None:
        self._before, self._left = self._left, self.settling.left

    def _came_back(self) -> None:
        """An undo has brought doubts back: show the first of them."""
        back = [number for number in self._left if number not in self._before]
        if back:
            self._is_at_findings = False
            self.bar.show_doubt(back[0])

    def _drop(self, page: str, mime: QMimeData) -> None:
        """A passage was dragged onto a line of the outline."""
        number = passage_in(mime)
        known = [section.id for section in self._document.sheet.form.sections]
        if number in self.settling.unplaced and page in known:
            if self.settling.place(number, page):
                self._workspace.show_page(page)
            else:
                self.told.emit(self.tr("这一节放不下这么多字，没有放进去。"))

    # ------------------------------------------------------------------ the original

    def _show_original(self, original: Original) -> None:
        from report_desk.desk.importing.original_pane import OriginalPane  # noqa: PLC0415 - when first wanted

        self._has_original = True
        self.pane = OriginalPane(original, self._frame.reckoning, self._frame.look)
        if self.bars and self.settling.unplaced:
            self._list_passages()
        self._workspace.put_beside(self.pane, WIDTH)
        self._workspace.cell_reached.connect(self.pane.show_place)
        self.pane.wanted.connect(self._workspace.go_to_cell)

    def _list_passages(self) -> None:
        from report_desk.desk.importing.passages import Passages  # noqa: PLC0415 - when first wanted

        passages = Passages(self.settling, self._document.sheet.form.sections, self._frame.look)
        self._passages = passages
        self.pane.put_below(passages)
        passages.wanted.connect(self.bar.show_doubt)
        passages.refused.connect(self.told)
        self._workspace.page_shown.connect(passages.propose)

    def _go_to(self, anchor: Anchor) -> None:
        go_to(self._workspace, self._document.sheet, anchor)
