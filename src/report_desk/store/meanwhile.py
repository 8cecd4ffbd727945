"""Work done while the disk is busy, on a second thread that waits for it from the first save on."""

from __future__ import annotations

import os
from functools import cache
from threading import Lock, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from queue import SimpleQueue

    Work = Callable[[], None]


def meanwhile(work: Work) -> Work:
    """Hand over some work; calling what is returned waits for its end, and raises what it raised.

    It begins when the calling thread next waits for the system, as in an fsync.
    """
    failures: list[BaseException] = []
    is_pending = Lock()
    is_pending.acquire()

    def run() -> None:
        try:
            work()
        except BaseException as failure:  # noqa: BLE001 - raised again where it is waited for
            failures.append(failure)
        finally:
            is_pending.release()

    def wait() -> None:
        with is_pending:
            pass
        if failures:
            raise failures[0]

    try:
        _worker().put(run)
    except RuntimeError:  # the system has no thread to give: one after the other, then
        run()
    return wait


@cache
def _worker() -> SimpleQueue[Work]:
    """The queue of this process's one worker."""
    from queue import SimpleQueue  # noqa: PLC0415 - a verb that only reads has no use for it

    queue: SimpleQueue[Work] = SimpleQueue()

    def serve() -> None:
        while True:
            queue.get()()

    Thread(target=serve, name="meanwhile", daemon=True).start()
    return queue


if hasattr(os, "register_at_fork"):  # a forked process inherits the queue, but not the thread behind it
    os.register_at_fork(after_in_child=_worker.cache_clear)
