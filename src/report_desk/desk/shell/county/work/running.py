"""One thing at a time on the worker of saves: told how far it is, given up by a person, failures said."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from report_desk.core.ports import GivenUpError
from report_desk.desk.shell.county.work.progress import Stop
from report_desk.desk.widgets.questions import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.core.ports import ExpectedError
    from report_desk.desk.frame import Frame
    from report_desk.desk.shell.county.work.progress import Progress

Outcome = TypeVar("Outcome")


class Runner(QObject):
    """``told`` carries a sentence, ``freed`` says that the next thing may begin.

    What was begun goes on when the room is left, and its results are told.
    """

    told = Signal(str)
    freed = Signal()

    def __init__(self, frame: Frame, progress: Progress) -> None:
        super().__init__(frame.window)
        self._frame, self._progress = frame, progress
        self._stop: Stop | None = None
        self._has_ended = False
        self.is_busy = False

    def steps(self) -> Callable[[float], None]:
        """What the work that is started next calls after each step."""
        self._stop = Stop(self._frame.background, self._tell_far)
        return self._stop.tell

    def start(self, work: Callable[[], Outcome], done: Callable[[Outcome], object], words: str = "") -> None:
        """Do something that may take a while, then say what came of it."""
        self.is_busy = True
        self._progress.begin(words)

        def over() -> None:
            self.is_busy, self._stop = False, None
            if not self._has_ended:
                self._progress.end()

        def said(outcome: Outcome) -> None:
            done(outcome)
            self._free()

        self._frame.background.start(work, said, self._failed, over)

    def give_up(self) -> None:
        """Let what is being done end after the file that it is at."""
        if self._stop is not None:
            self._stop.press()

    def end(self) -> None:
        """The room is left."""
        self._has_ended = True

    def _tell_far(self, far: float) -> None:
        if not self._has_ended:
            self._progress.tell(far)

    def _failed(self, error: ExpectedError) -> None:
        if isinstance(error, GivenUpError):
            self.told.emit(str(error))
        else:
            tell(self._frame.window, str(error))
        self._free()

    def _free(self) -> None:
        if not self._has_ended:
            self.freed.emit()
