"""Leaving an open report: nothing is lost, a chosen save comes first, a dead disk is not waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from report_desk.desk.widgets.questions import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.desk.document import Document
    from report_desk.desk.files.saving import Saving
    from report_desk.desk.frame import Frame
    from report_desk.desk.shell.session.session import Session
    from report_desk.desk.shell.status_bar import Status


class Leaving(QObject):
    """What happens between the wish to leave and the room's end. ``save`` says whether one has begun."""

    def __init__(  # noqa: PLR0913, PLR0917 - the report, and what it stands in
        self,
        document: Document,
        frame: Frame,
        session: Session,
        saving: Saving,
        status: Status,
        save: Callable[[], bool],
    ) -> None:
        super().__init__(frame.window)
        self._document, self._frame, self._session = document, frame, session
        self._saving, self._status, self._save = saving, status, save
        self._then: Callable[[], object] | None = None
        saving.refused.connect(self._forget)

    def leave(self, then: Callable[[], object]) -> None:
        """Go on once the report is safe or given up, perhaps after a question; perhaps never."""
        if self._then is not None and self._saving.is_under_way:
            self._leave_it_hanging(then)
            return
        if self._saving.is_stepping and self._then is None:
            self._then = then  # once it is on disk; whoever asks again does not wait for it
            self._status.show_page(self.tr("正在保存这一步，存好就关。"))
            return
        match self._session.may_lose(self._document):
            case "save":
                self._then = then
                if not self._save():
                    self._then = None
            case "lose":
                self._saving.discard_draft()
                self._go(then)
            case _:
                pass

    def saved(self) -> Callable[[], object] | None:
        """After a save: what was to follow it, where it was the last one."""
        if self._then is None or self._saving.is_under_way:
            return None
        then, self._then = self._then, None
        return then

    def leave_saved(self, then: Callable[[], object], again: Callable[[Callable[[], object]], None]) -> None:
        """Go on after the save that was chosen; what was typed meanwhile is asked about ``again``."""
        if self._document.is_dirty:
            again(then)
        else:
            self._go(then)

    def _leave_it_hanging(self, then: Callable[[], object]) -> None:
        """Asked for again while a save does not come back: go without it, its content kept as a draft."""
        is_done_with = ask(
            self._frame.window,
            self.tr("磁盘一直没有回音，还没有存好。"),
            self.tr("可以再等等。不等的话，内容已经作为草稿留在这台电脑上，下次打开程序可以找回。"),
            {self.tr("再等等"): False, self.tr("不等了"): True},
            escape=False,
        )
        if is_done_with:
            self._saving.keep_draft_now()
            self._then = None
            self._go(then)

    def _go(self, then: Callable[[], object]) -> None:
        self._session.remember(self._document)
        self._frame.forget()
        then()

    def _forget(self) -> None:
        self._then = None
