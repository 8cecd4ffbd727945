"""Work off the window's thread: jobs with a priority, that can be given up, and tell how far they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal

from report_desk.core.ports import ExpectedError

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


def _nothing(_: object = None) -> None:
    """Nobody is there to be told."""


class Job(Generic[Result]):
    """One piece of work that was started, for whoever wants to give it up.

    Work that has begun runs to its end (a call that hangs on a disk cannot be stopped); its result and its
    failure go to nobody then.
    """

    def __init__(
        self,
        done: Callable[[Result], None],
        failed: Callable[[ExpectedError], None],
        over: Callable[[], None],
    ) -> None:
        self._done = done
        self._failed = failed
        self._over = over
        self.is_given_up = False

    def give_up(self) -> None:
        """Nobody waits for it any more."""
        self.is_given_up = True

    def end(self, result: Result | None, error: Exception | None, *, is_wanted: bool) -> None:
        """Tell what came of it; a result alone goes to nobody where it is not wanted any more."""
        done, failed, over = self._done, self._failed, self._over
        self._done = self._failed = _nothing  # a job that is kept keeps nothing of what it was for
        self._over = _nothing
        if self.is_given_up:
            return
        if not is_wanted and error is None:
            return
        over()
        if isinstance(error, ExpectedError):
            failed(error)
        elif error is not None:
            raise error
        else:
            done(cast("Result", result))


class Background(QObject):
    """Worker threads, and their results on the window's thread, in the order in which they end.

    One worker does one thing after the other, as saves of one file must be done.
    """

    _ended = Signal(object, object, object, int)
    _told = Signal(object, float, int)

    def __init__(self, parent: QObject | None = None, workers: int = 1) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(workers)
        self._pending = 0
        self._round = 0
        self._ended.connect(self._end)
        self._told.connect(self._tell)

    @property
    def is_busy(self) -> bool:
        """Whether a piece of work, or its result, is still on its way."""
        return self._pending > 0

    def start(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[ExpectedError], None],
        over: Callable[[], None] = _nothing,
        *,
        priority: int = 0,
    ) -> Job[Result]:
        """Run ``work`` on a worker; then ``done`` or, for an ExpectedError, ``failed`` on this thread.

        Any other exception is a bug and is raised again on this thread. ``over`` is called before any of
        these, whichever it is. What has a higher ``priority`` is begun first.
        """
        job = Job(done, failed, over)
        begun_in = self._round

        def run() -> None:
            result, failure = None, None
            try:
                if not job.is_given_up:
                    result = work()
            except Exception as error:  # noqa: BLE001 - carried to the window's thread and told there
                failure = error
            self._ended.emit(job, result, failure, begun_in)

        self._pending += 1
        self._pool.start(run, priority)
        return job

    def progress(self, tell: Callable[[float], None]) -> Callable[[float], None]:
        """What work may call from its own thread to say how far it is, from 0 to 1, on this one.

        Like a result, it goes to nobody where it was forgotten meanwhile.
        """
        begun_in = self._round
        return lambda far: self._told.emit(tell, far, begun_in)

    def wait(self, milliseconds: int = -1) -> bool:
        """Wait until no work is running (at most so long); results are delivered by the event loop."""
        return self._pool.waitForDone(milliseconds)

    def forget(self) -> None:
        """What is still on its way is finished, but who waited for it is gone; only failures are told."""
        self._round += 1

    def deliver(self) -> None:
        """Tell now what ended, where no event loop will: the window closes."""
        QCoreApplication.sendPostedEvents(self)

    def _tell(self, tell: Callable[[float], None], far: float, begun_in: int) -> None:
        if begun_in == self._round:
            tell(far)

    def _end(self, job: Job[Result], result: Result | None, error: Exception | None, begun_in: int) -> None:
        self._pending -= 1
        job.end(result, error, is_wanted=begun_in == self._round)
