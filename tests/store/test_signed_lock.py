"""The lock of shares and of Windows: its signature, and what cannot be done everywhere."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from report_desk.core.ports import LockedError
from report_desk.store.filesystem import disk, names
from report_desk.store.locks import lock, owner, signed_lock
from tests.locks import SHARE, as_on
from tests.store.leaving import dead_pid, leave

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from report_desk.core.report.model import Report
    from report_desk.store.report_files import ReportFiles


@pytest.fixture(autouse=True)
def _on_a_share() -> Iterator[None]:
    with as_on(SHARE):
        yield


def test_the_lock_is_signed_while_it_is_held(path: Path) -> None:
    with lock.save_lock(path):
        signed = owner.parse(names.lock_path(path).read_bytes())
        assert signed is not None
        assert (signed.host, signed.pid) == (owner.this_host(), os.getpid())


@pytest.mark.parametrize("content", [b"", b'{"host": "here", "pi'])
def test_an_unsigned_lock_counts_as_left_behind_after_half_a_second(path: Path, content: bytes) -> None:
    names.lock_path(path).write_bytes(content)
    with pytest.raises(LockedError, match="本机的另一个程序"), lock.save_lock(path, wait=0.1):
        pytest.fail("it might be written this very moment")
    start = time.monotonic()
    with lock.save_lock(path):
        pass
    assert time.monotonic() - start < 1


def test_the_lock_of_the_computer_that_shares_the_folder_is_respected(
    files: ReportFiles, report: Report, path: Path
) -> None:
    """It is the new file itself and bears no signature: only a person can say that nobody holds it."""
    left = names.lock_path(path)
    files.save(report, path.with_name("another.rdesk"), expected_digest=None)
    left.write_bytes(path.with_name("another.rdesk").read_bytes()[:200])
    files.wait = 0.7
    with pytest.raises(LockedError, match="另一台电脑正在保存") as caught:
        files.save(report, path, expected_digest=None, break_lock=True)
    assert not caught.value.may_break
    old = time.time() - 60
    os.utime(left, (old, old))
    with pytest.raises(LockedError, match=r"另一台电脑在 6\d 秒前.*中断") as caught:
        files.save(report, path, expected_digest=None)
    assert caught.value.may_break
    assert files.save(report, path, expected_digest=None, break_lock=True).report.revision.number == 1


def test_a_lock_taken_over_meanwhile_is_put_back(path: Path) -> None:
    live = leave(path, "别处", 1, time.time()).read_bytes()
    signed_lock.set_aside(names.lock_path(path), b"what was there before", path)
    assert names.lock_path(path).read_bytes() == live


def test_without_hard_links_the_lock_works_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "no links on this disk")

    monkeypatch.setattr(os, "link", refuse)
    with lock.save_lock(path), pytest.raises(LockedError), lock.save_lock(path, wait=0.05):
        pytest.fail("two hold the lock")
    assert list(path.parent.iterdir()) == []


def test_windows_lets_nobody_take_a_lock_away_while_it_is_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(path, owner.this_host(), dead_pid(), time.time())
    refusals = iter([True, True, False])
    real = os.rename

    def read_by_somebody(source: Path, target: Path) -> None:
        if next(refusals):
            raise PermissionError(13, "in use")
        real(source, target)

    monkeypatch.setattr(disk, "WINDOWS", True)
    monkeypatch.setattr(os, "rename", read_by_somebody)
    with lock.save_lock(path):
        assert next(refusals, None) is None
    assert list(path.parent.iterdir()) == []


def test_a_lock_that_cannot_be_removed_at_once_is_removed_a_little_later(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = names.lock_path(path)
    refusals = iter([True, True, False])
    real = os.unlink

    def read_by_somebody(target: Path) -> None:
        if target == left and next(refusals):
            raise PermissionError(13, "in use")
        real(target)

    monkeypatch.setattr(os, "unlink", read_by_somebody)
    with lock.save_lock(path):
        pass
    assert not left.exists()
