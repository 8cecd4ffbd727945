"""Work handed to the second thread: its end is waited for, its failure raised, in forked processes too."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from report_desk.store import meanwhile as meanwhile_module
from report_desk.store.meanwhile import meanwhile


def test_the_work_is_done_elsewhere_and_waited_for() -> None:
    names: list[str] = []
    may_go_on = threading.Event()

    def work() -> None:
        may_go_on.wait(5)
        names.append(threading.current_thread().name)

    wait = meanwhile(work)
    may_go_on.set()
    wait()
    assert names == ["meanwhile"]


def test_a_failure_is_raised_where_it_is_waited_for_and_the_next_work_is_done() -> None:
    def fail() -> None:
        raise ValueError("so")

    wait = meanwhile(fail)
    with pytest.raises(ValueError, match="so"):
        wait()
    meanwhile(lambda: None)()


def test_without_a_thread_the_work_is_done_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    meanwhile_module._worker.cache_clear()
    done: list[int] = []
    meanwhile(lambda: done.append(1))()
    assert done == [1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_a_forked_process_has_a_thread_of_its_own() -> None:
    meanwhile(lambda: None)()
    child = os.fork()
    if child == 0:
        signal.alarm(20)  # rather than wait for ever for a thread that was not inherited
        meanwhile(lambda: None)()
        os._exit(7)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
