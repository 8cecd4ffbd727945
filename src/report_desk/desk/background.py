"""Work off the window's thread, one piece after the other, its result handed back on that thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from report_desk.core.ports import ExpectedError

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


def _nothing() -> None:
    """Nobody is there to take a result."""


def _then(first: Callable[[], None], second: Callable[[], None]) -> None:
    first()
    second()


class _Job(QRunnable):
    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._run = run

    def run(self) -> None:
        self._run()


class Background(QObject):
    """A queue of one worker thread."""

    _delivered = Signal(object)
    _done = Signal(object, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pending = 0
        self._round = 0
        self._delivered.connect(self._hand_over)
        self._done.connect(self._hand_over_result)

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
    ) -> None:
        """Run ``work`` on the worker; then ``done`` or, for an ExpectedError, ``failed`` on this thread.

        Any other exception is a bug and is raised again on this thread. ``over`` is called before any of
        these, whichever it is.
        """
        begun_in = self._round

        def run() -> None:
            try:
                result = work()
            except ExpectedError as error:
                expected = error
                self._delivered.emit(lambda: _then(over, lambda: failed(expected)))
            except Exception as error:  # noqa: BLE001 - carried to the window's thread and raised there
                bug = error
                self._delivered.emit(lambda: _then(over, lambda: _raise(bug)))
            else:
                self._done.emit(lambda: _then(over, lambda: done(result)), begun_in)

        self._pending += 1
        self._pool.start(_Job(run))

    def wait(self) -> None:
        """Wait until no work is running; results are still delivered by the event loop."""
        self._pool.waitForDone()

    def forget(self) -> None:
        """What is still on its way is finished, but who waited for it is gone; only failures are told."""
        self._round += 1

    def _hand_over_result(self, deliver: Callable[[], None], begun_in: int) -> None:
        self._hand_over(deliver if begun_in == self._round else _nothing)

    def _hand_over(self, deliver: Callable[[], None]) -> None:
        self._pending -= 1
        deliver()


def _raise(error: Exception) -> None:
    raise error
