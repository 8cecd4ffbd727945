"""Many files at once: by several processes, in their order, telling how far it is; it can be given up."""

from __future__ import annotations

import os
from contextlib import closing
from threading import Thread, current_thread, main_thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from multiprocessing.context import BaseContext
    from pathlib import Path
    from typing import TypeVar

    Result = TypeVar("Result")

_MANY = 400
"""Files from which on several processes read them: to start these takes as long as reading some hundred."""
_CHUNK = 64
_STEPS = 100
"""How often it is told at most how far it is."""


def at_once(
    work: Callable[[Path], Result], paths: Sequence[Path], tell: Callable[[float], None] | None = None
) -> Generator[Result, None, None]:
    """As `map`, by all processors where there are many files; by this process alone where that fails.

    ``tell`` is told how far it is, from 0 to 1; where that raises, nothing more is read.
    """
    workers = os.cpu_count() or 1
    is_one = len(paths) < _MANY or workers == 1
    results = (work(path) for path in paths) if is_one else _by_processes(work, paths, workers)
    step = max(1, len(paths) // _STEPS)
    with closing(results):
        for done, result in enumerate(results, start=1):
            yield result
            if tell is not None and (done % step == 0 or done == len(paths)):
                tell(done / len(paths))


def _by_processes(
    work: Callable[[Path], Result], paths: Sequence[Path], workers: int
) -> Generator[Result, None, None]:
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor  # noqa: PLC0415 - slow, only where used

    done = 0
    pool = ProcessPoolExecutor(workers, _context(), initializer=end_with_parent)
    try:
        for result in pool.map(work, paths, chunksize=_CHUNK):
            yield result
            done += 1
    except BrokenExecutor:
        yield from map(work, paths[done:])
    finally:
        pool.shutdown(cancel_futures=True)


def _context() -> BaseContext | None:
    """How processes are begun: beside other threads, as the window has, none is forked."""
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    return None if current_thread() is main_thread() else get_context("spawn")


def end_with_parent() -> None:
    """In a worker: end as soon as the process that started it is gone, even if it was killed.

    A worker waits for its next job on a pipe that the other workers hold open as well: it would never end.
    """
    from multiprocessing import connection, parent_process  # noqa: PLC0415 - only where used

    parent = parent_process()

    def wait() -> None:
        if parent is not None:
            connection.wait([parent.sentinel])
            os._exit(1)

    Thread(target=wait, daemon=True).start()
