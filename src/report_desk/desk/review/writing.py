"""Writing in the review's panel: a new remark with its correction, and the answer below a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from report_desk.core.edits.review import AddRemark, AnswerRemark, Suggest
from report_desk.core.form.kinds import NotAValueError
from report_desk.core.report.model import Entry, Remark
from report_desk.desk.places.words import place_words
from report_desk.desk.unfinished import Kind, Scrap
from report_desk.desk.widgets.questions import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from report_desk.core.edits.review import ReviewEdit
    from report_desk.core.form.kinds import Figure
    from report_desk.core.report.model import Anchor, Suggestion
    from report_desk.desk.document import Document
    from report_desk.desk.review.panel import ReviewPanel
    from report_desk.desk.review.threads.card import CardView
    from report_desk.desk.review.threads.cards import Card
    from report_desk.desk.review.threads.entry import EntryForm, RemarkForm
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look

Places = tuple[tuple[str, "Anchor"], ...]


class Writing(QObject):
    """Opens the sheets and makes edits of them, one of each kind at a time.

    ``panel_wanted`` says that somebody is to write in the panel, ``closed`` that a sheet is gone, ``left``
    that the keyboard leaves it half-written; ``told`` carries a sentence. ``suggested`` makes a suggestion of
    a place, what stands there and what should.
    """

    panel_wanted = Signal()
    closed = Signal()
    left = Signal()
    told = Signal(str)
    suggested: Callable[[Anchor, Figure | None, Figure | None], Suggestion]

    def __init__(
        self, document: Document, services: Services, panel: ReviewPanel, look: Look, window: QWidget
    ) -> None:
        super().__init__(panel)
        self._document = document
        self._services = services
        self.panel = panel
        self._look = look
        self._window = window
        self._new_remark, self._answer = NewRemark(self), Answer(self)
        document.unfinished.add(Kind.REMARK, self._new_remark)
        document.unfinished.add(Kind.ANSWER, self._answer)

    def begin_remark(self, places: Places, text: str, *, corrects: bool) -> None:
        """A sheet for a new remark about one of these places, unless one is half-written."""
        if self._new_remark.scrap() is None:
            self._open_remark(places, text, corrects=corrects)
        else:
            self._go_back_to(self._new_remark)

    def resume_remark(self, scrap: Scrap) -> None:
        """Go on with a remark that was half-written."""
        here = ((place_words(self._document.sheet, scrap.anchor), scrap.anchor),)
        form = self._open_remark(here, scrap.words, corrects=scrap.correction is not None)
        if scrap.correction is not None:
            form.correction.take_up(scrap.correction)

    def drop_remark(self) -> None:
        """Take the sheet for a new remark away."""
        self.panel.drop_remark()
        self.closed.emit()

    def begin_answer(self, card: Card) -> None:
        """A sheet below a thread, unless one is half-written below any."""
        if self._answer.scrap() is None:
            self.resume_answer(card, "")
        else:
            self._go_back_to(self._answer)

    def resume_answer(self, card: Card, words: str) -> None:
        """Write below a thread, going on from these words."""
        from report_desk.desk.review.threads.entry import EntryForm  # noqa: PLC0415 - with the first answer

        form = EntryForm(self.tr("写答复"), self.tr("记下"), self._services.settings, self._look)
        view = self.panel.view(card.key)
        form.given_up.connect(lambda: self.drop_answer(view))
        form.left.connect(self._leave)
        form.written.connect(lambda: self._write_answer(card, form))
        form.text.setPlainText(words)
        form.text.textChanged.connect(self._document.unfinished.changed)
        self.panel_wanted.emit()
        self.panel.begin_answer(card.key, form)

    def drop_answer(self, view: CardView) -> None:
        """Take the sheet below a thread away."""
        view.close_form()
        self.closed.emit()

    # ------------------------------------------------------------------ inside

    @property
    def _person(self) -> str:
        return self._services.settings.preferences.person

    def _go_back_to(self, piece: NewRemark | Answer) -> None:
        """One thing after the other: what is half-written stays."""
        piece.show_writing()
        self.told.emit(self.tr("先把这一条写完：记下，或者取消。"))

    def _leave(self) -> None:
        self.left.emit()
        self.told.emit(self.tr("还没有记下，写的都留着：要丢掉就按「取消」。"))

    def _open_remark(self, places: Places, text: str, *, corrects: bool) -> RemarkForm:
        from report_desk.desk.review.threads.entry import RemarkForm  # noqa: PLC0415 - with the first remark

        form = RemarkForm(self._document, places, self._services.settings, self._look, corrects=corrects)
        form.text.setPlainText(text)
        form.given_up.connect(self.drop_remark)
        form.left.connect(self._leave)
        form.written.connect(lambda: self._write_remark(form))
        for field in (form.text, form.correction):
            field.textChanged.connect(self._document.unfinished.changed)
        self.panel_wanted.emit()
        self.panel.begin_remark(form)
        return form

    def _write_remark(self, form: RemarkForm) -> None:
        self._introduce(form)
        edits: list[ReviewEdit] = []
        if form.words:
            edits.append(AddRemark(self._remark(form.anchor, form.words)))
        if form.correction.is_changed:
            try:
                after = form.correction.after
            except NotAValueError as error:
                tell(self._window, str(error))
                return
            edits.append(Suggest(self.suggested(form.anchor, form.correction.before, after)))
        self.drop_remark()
        for edit in edits:
            self._document.submit(edit, self.tr("批注"))

    def _write_answer(self, card: Card, form: EntryForm) -> None:
        self._introduce(form)
        words, name = form.words, card.key.partition(":")[2]
        self.drop_answer(self.panel.view(card.key))
        if any(remark.id == name for remark in self._document.sheet.report.remarks):
            entry = Entry(self._person, self._now(), words)
            self._document.submit(AnswerRemark(name, entry), self.tr("答复批注"))
        else:  # the thread was undone meanwhile
            self._document.submit(AddRemark(self._remark(card.anchor, words)), self.tr("批注"))
        self.panel.select(card.key)

    def _remark(self, anchor: Anchor, words: str) -> Remark:
        return Remark(self._services.new_id(), anchor, (Entry(self._person, self._now(), words),))

    def _introduce(self, form: EntryForm) -> None:
        """Remember the name, so that it is asked once."""
        name, settings = form.person.text().strip(), self._services.settings
        if name != settings.preferences.person:
            settings.choose(replace(settings.preferences, person=name))

    def _now(self) -> str:
        return self._services.now().isoformat(timespec="seconds")


class NewRemark:
    """The sheet for a new remark, with the correction in it."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing

    def scrap(self) -> Scrap | None:
        """The words, the place chosen, and the correction where one was written."""
        form = self._writing.panel.new
        if form is None or form.is_empty:
            return None
        correction = form.correction.raw if form.correction.is_changed else None
        return Scrap(Kind.REMARK, form.words, form.anchor, correction=correction)

    def finish(self) -> bool:
        """Write it down, where a name and a value that can be one are there."""
        form = self._writing.panel.new
        if form is not None:
            form.write()
        return self._writing.panel.new is None

    def drop(self) -> None:
        """Take the sheet away."""
        if self._writing.panel.new is not None:
            self._writing.drop_remark()

    def show_writing(self) -> None:
        """Back to the sheet."""
        self._writing.panel_wanted.emit()
        form = self._writing.panel.new
        if form is not None:
            form.go_on()

    def resume(self, scrap: Scrap) -> bool:
        """The sheet as it was."""
        self._writing.resume_remark(scrap)
        return True


class Answer:
    """The sheet below a thread."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing

    def scrap(self) -> Scrap | None:
        """The words and the thread."""
        view = self._writing.panel.answering
        if view is None or view.form is None or view.form.is_empty:
            return None
        return Scrap(Kind.ANSWER, view.form.words, view.card.anchor, view.card.key)

    def finish(self) -> bool:
        """Write it down, where a name is there."""
        view = self._writing.panel.answering
        if view is not None and view.form is not None:
            view.form.write()
        return self._writing.panel.answering is None

    def drop(self) -> None:
        """Take the sheet away."""
        view = self._writing.panel.answering
        if view is not None:
            self._writing.drop_answer(view)

    def show_writing(self) -> None:
        """Back to the sheet."""
        self._writing.panel_wanted.emit()
        view = self._writing.panel.answering
        if view is not None and view.form is not None:
            self._writing.panel.select(view.card.key)
            view.form.go_on()

    def resume(self, scrap: Scrap) -> bool:
        """Below its thread; where that is gone, as a remark about the same place."""
        card = next((card for card in self._writing.panel.cards if card.key == scrap.key), None)
        if card is None:
            self._writing.resume_remark(scrap)
        else:
            self._writing.resume_answer(card, scrap.words)
        return True
