"""The review of an open report: ties bar, panel, marks and steps to the document and the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from report_desk.core.edits.review import (
    CloseRemark,
    Decide,
    JudgeExplanation,
    NotNowError,
)
from report_desk.core.report.model import Anchor, Decision, State, Suggestion, Verdict
from report_desk.desk.places.words import finding_key
from report_desk.desk.review.bar import TurnBar, turn
from report_desk.desk.review.changes_since import Reviewed, Since, base_event
from report_desk.desk.review.navigation import go_to, mark_page, places_here
from report_desk.desk.review.panel import ReviewPanel
from report_desk.desk.review.threads.cards import Card, Deed, Group, cards
from report_desk.desk.review.ways.read_only import set_way
from report_desk.desk.review.ways.way import Way, proposed_way, through
from report_desk.desk.review.words import CLERK, SUPERVISOR
from report_desk.desk.review.writing import Writing
from report_desk.desk.widgets.questions import accepted, tell

if TYPE_CHECKING:
    from report_desk.core.checks.findings import Finding
    from report_desk.core.edits.apply import Edit
    from report_desk.core.edits.review import ReviewEdit
    from report_desk.core.form.kinds import Figure
    from report_desk.core.report.model import EventKind
    from report_desk.desk.background.jobs import Job
    from report_desk.desk.document import Document
    from report_desk.desk.frame import Frame
    from report_desk.desk.pages.workspace import Workspace
    from report_desk.desk.review.steps.taking import Steps


class Review(QObject):
    """One report's review. ``turned`` says that state or way changed, ``told`` carries a sentence.

    ``panel_wanted`` says that somebody is to write in the panel.
    """

    turned = Signal()
    panel_wanted = Signal()
    told = Signal(str)

    def __init__(self, document: Document, workspace: Workspace, steps: Steps, frame: Frame) -> None:
        super().__init__(frame.window)
        services, look, window = frame.services, frame.look, frame.window
        self._document = document
        self._services = services
        self._workspace = workspace
        self._look = look
        self._window = window
        self._reckoning = frame.reckoning
        self._comparing: Job[Since | None] | None = None
        self._reviewed = Reviewed(services.form_by_id)
        self._since: Since | None = None
        self._step = -1
        self._shown: tuple[object, ...] = ()
        self.way = proposed_way(document.sheet.report, self.person)
        self._state = document.sheet.report.state
        self.bar = TurnBar(look)
        self.panel = ReviewPanel(look)
        self.writing = Writing(document, services, self.panel, look, window)
        self.writing.suggested = self._suggestion
        document.gate = self._through
        self._connect(steps)
        self._refresh()

    def _connect(self, steps: Steps) -> None:
        self._document.settled.connect(self._follow)
        self._document.refused.connect(self._say_why_refused)
        self._workspace.page_shown.connect(lambda _: self._dress_page())
        self._look.changed.connect(self._dress_page)
        self.bar.way_chosen.connect(self.choose_way)
        self.bar.changes_wanted.connect(lambda: self.step_change(1))
        self.panel.chosen.connect(self._go)
        self.panel.done.connect(self._do)
        self.panel.remark_wanted.connect(self.begin_remark)
        self.panel.step_wanted.connect(self.step_change)
        self.writing.panel_wanted.connect(self.panel_wanted)
        self.writing.told.connect(self.told)
        self.writing.closed.connect(self._show_again)
        self.writing.left.connect(self._back_to_page)
        steps.taken.connect(self._after_step)
        steps.told.connect(self.told)

    # ------------------------------------------------------------------ what the window asks for

    @property
    def person(self) -> str:
        """The name of who sits here; empty until it was asked."""
        return self._services.settings.preferences.person

    @property
    def has_begun(self) -> bool:
        """Whether there is anything for the panel and the bar to show."""
        report = self._document.sheet.report
        return bool(report.history or report.remarks or report.suggestions) or self.way is not Way.FILL

    def begin(self) -> None:
        """Open as whose turn it is wants it: what was returned, or came back, at its first open thread."""
        self._dress_page()
        state = self._document.sheet.report.state
        is_back = state is State.SUBMITTED and any(card.is_open for card in self._threads())
        if state is State.RETURNED or is_back:
            self.step_thread(1)

    def choose_way(self, way: Way) -> None:
        """Work in another way from now on."""
        if not self._workspace.commit():
            self._refresh()
            return
        self.way = way
        self._refresh()
        self._dress_page()
        self.turned.emit()
        self.told.emit(self._what_it_means())

    def begin_remark(self) -> None:
        """Write a remark about where the person is."""
        if not self._workspace.commit():
            return
        self._begin_remark(places_here(self._workspace, self._document.sheet))

    def step_thread(self, direction: int) -> None:
        """Go to the next or previous open thread."""
        waiting = [card for card in self._threads() if card.is_open]
        if not waiting:
            self.told.emit(self.tr("批注都已了结。"))
            return
        current = self.panel.current
        at = waiting.index(current) + direction if current in waiting else (0 if direction > 0 else -1)
        card = waiting[at % len(waiting)]
        self.panel.select(card.key)
        self._go(card)

    def _threads(self) -> list[Card]:
        return [card for card in self.panel.cards if card.group is Group.THREADS]

    def do_current(self, deed: Deed) -> None:
        """Do to the current thread what one of its links does; where there is none, go to the next one."""
        card = self.panel.current
        if card is None:
            self.step_thread(1)
        elif deed in {known for known, _ in card.deeds}:
            self._do(card, deed)

    def step_change(self, direction: int) -> None:
        """F7 and Shift+F7: go to the next or previous change since the last review."""
        if self._since is None or not self._since.changes:
            self.told.emit(self.tr("没有上次审核以来的改动。"))
            return
        count = len(self._since.changes)
        self._step = (
            (self._step + direction) % count if self._step >= 0 else (0 if direction > 0 else count - 1)
        )
        go_to(self._workspace, self._document.sheet, self._since.changes[self._step].anchor)
        self.panel.show_changes(self._since, self._step)

    # ------------------------------------------------------------------ edits on their way

    def _through(self, edit: Edit) -> Edit | None:
        passed = through(self._document.sheet, edit, self.way, self._suggestion)
        if passed is not None and passed is not edit:
            self.told.emit(self.tr("已记成改稿建议，由经办采纳；表里的数没有动。"))
        return passed

    def _suggestion(self, anchor: Anchor, before: Figure | None, after: Figure | None) -> Suggestion:
        by = self.person or SUPERVISOR
        return Suggestion(self._services.new_id(), anchor, before, after, by, self._now())

    def _say_why_refused(self) -> None:
        words = self.tr("现在只批注，不改数。要改，请在上面换成「改稿」或「填报」。")
        if self.way is Way.CORRECT:
            words = self.tr("这一项不能记成建议。要直接改，请在上面换成「填报」。")
        self.told.emit(words)

    def _what_it_means(self) -> str:
        return {
            Way.FILL: self.tr("填报：直接改数改字。"),
            Way.REMARK: self.tr("只批注：选中格子或句子，按「＋ 批注」。"),
            Way.CORRECT: self.tr("改稿：直接改数；改文字先选中句子，再按「＋ 批注」。都留作建议。"),
        }[self.way]

    # ------------------------------------------------------------------ what links do

    def _go(self, card: Card) -> None:
        finding = self._finding(card)
        if finding is not None:
            self._workspace.go_to(finding)
        else:
            go_to(self._workspace, self._document.sheet, card.anchor)

    def _do(self, card: Card, deed: Deed) -> None:
        match deed:
            case Deed.ANSWER:
                self.writing.begin_answer(card)
            case Deed.CLOSE:
                self._submit(CloseRemark(_id(card), self._signed(), self._now()), self.tr("了结批注"))
            case Deed.TAKE:
                self._decide(card, Decision.TAKEN, self.tr("采纳"))
            case Deed.REFUSE:
                self._decide(card, Decision.REFUSED, self.tr("不采纳"))
            case Deed.READ:
                self._read(card)
            case Deed.WITHDRAW:
                self._decide(card, Decision.REFUSED, self.tr("撤回建议"))
            case Deed.ACCEPT:
                self._judge(card, Verdict.ACCEPTED)
            case Deed.QUESTION:
                self._judge(card, Verdict.QUESTIONED)
            case Deed.REMARK:
                self._go(card)
                self._begin_remark(((card.head, card.anchor),), card.said[0].text)

    def _read(self, card: Card) -> None:
        from report_desk.desk.review.threads.thread_dialog import WholeDialog  # noqa: PLC0415 - rarely used

        accepted(WholeDialog(card, self._look, self._window))

    def _decide(self, card: Card, decision: Decision, name: str) -> None:
        self._submit(Decide(_id(card), decision, self._signed(), self._now()), name)

    def _judge(self, card: Card, verdict: Verdict) -> None:
        finding = self._finding(card)
        if finding is not None:
            self._submit(JudgeExplanation(finding.rule, finding.cells, verdict), self.tr("审核说明"))

    def _begin_remark(self, places: tuple[tuple[str, Anchor], ...], text: str = "") -> None:
        self.writing.begin_remark(places, text, corrects=self.way is Way.CORRECT)

    def _show_again(self) -> None:
        """A sheet is gone: the cards take its room, the keyboard goes back to the page."""
        self._shown = ()
        self._refresh()
        self._workspace.shown.focus_first()

    def _back_to_page(self) -> None:
        self._workspace.shown.focus_first()

    def _submit(self, edit: ReviewEdit, name: str) -> None:
        try:
            self._document.submit(edit, name)
        except NotNowError as error:
            tell(self._window, str(error))

    # ------------------------------------------------------------------ inside

    def _follow(self) -> None:
        state = self._document.sheet.report.state
        has_turned, self._state = state is not self._state, state
        self._refresh()
        self._mark()
        if has_turned:
            self.turned.emit()

    def _after_step(self, kind: EventKind) -> None:
        self.way = proposed_way(self._document.sheet.report, self.person)
        self._refresh()
        self._dress_page()
        self.turned.emit()

    def _refresh(self) -> None:
        sheet = self._document.sheet
        report = sheet.report
        self._compare()
        state = (report.remarks, report.suggestions, report.explanations, report.figures, sheet.findings)
        shown = (*state, self.way, self.person)
        if shown != self._shown:  # typing prose changes none of it
            self._shown = shown
            self.panel.show_cards(cards(sheet, self.way, self.person), self._hint())
        self._show_since()

    def _compare(self) -> None:
        """Have a worker find what differs since the last review; what it said last stands until then."""
        if self._comparing is not None:
            self._comparing.give_up()
        sheet, way, reviewed = self._document.snapshot(), self.way, self._reviewed
        if reviewed.is_known(sheet.report, way):
            self._keep(reviewed.since(sheet, way))
            return
        if self._since is not None and self._since.event is not base_event(sheet.report, way):
            self._keep(None)
        self._comparing = self._reckoning.start(
            lambda: reviewed.since(sheet, way), self._found, lambda error: self.told.emit(str(error))
        )

    def _found(self, since: Since | None) -> None:
        self._keep(since)
        self._show_since()

    def _keep(self, since: Since | None) -> None:
        if since != self._since:
            self._since, self._step = since, -1

    def _show_since(self) -> None:
        since, zone = self._since, self._services.now().tzinfo
        counts = since.counts if since and since.changes else ""
        words = turn(self._document.sheet, self.way, zone, counts)
        self.bar.show_turn(words, self.way)
        self.panel.show_changes(since, self._step)

    def _hint(self) -> str:
        return self.tr("选中格子或句子，按「＋ 批注」写给对方。批注跟着文件走，不打印，也不影响定稿指纹。")

    def _dress_page(self) -> None:
        if self._workspace.page:
            set_way(self._workspace, self.way)
            self._mark()

    def _mark(self) -> None:
        if self._workspace.page:
            colour = self._look.colour("explain_soft")
            mark_page(self._workspace, self._document.sheet.report, colour)

    def _signed(self) -> str:
        return self.person or (CLERK if self.way is Way.FILL else SUPERVISOR)

    def _finding(self, card: Card) -> Finding | None:
        if card.group is Group.THREADS:
            return None
        key = card.key.partition(":")[2]
        return next((found for found in self._document.sheet.findings if finding_key(found) == key), None)

    def _now(self) -> str:
        return self._services.now().isoformat(timespec="seconds")


def _id(card: Card) -> str:
    return card.key.partition(":")[2]
