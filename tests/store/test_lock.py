"""Who may save: one at a time, a dead owner never in the way, another computer's only on asking."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import orjson
import pytest

from report_desk.core.ports import LockedError
from report_desk.store import disk, lock, names, owner

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.core.report import Report
    from report_desk.store.report_files import ReportFiles


def dead_pid() -> int:
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    child.wait()
    return child.pid


def leave(path: Path, host: str, pid: int, at: float) -> Path:
    left = names.lock_path(path)
    left.write_bytes(owner.Owner(host, pid, at, "somebody").signed())
    return left


def test_the_lock_is_signed_while_it_is_held_and_gone_afterwards(path: Path) -> None:
    with lock.save_lock(path) as held:
        signed = owner.parse(names.lock_path(path).read_bytes())
        assert signed is not None
        assert (signed.host, signed.pid) == (owner.this_host(), os.getpid())
        assert held.is_still_ours()
    assert list(path.parent.iterdir()) == []


def test_two_savers_wait_for_each_other(path: Path) -> None:
    with lock.save_lock(path):
        start = time.monotonic()
        with pytest.raises(LockedError, match="本机的另一个程序") as caught, lock.save_lock(path, wait=0.1):
            pytest.fail("two hold the lock")
        assert 0.1 <= time.monotonic() - start < 2
        assert not caught.value.may_break


def test_a_dead_owners_lock_is_broken_at_once(path: Path) -> None:
    leave(path, owner.this_host(), dead_pid(), time.time())
    start = time.monotonic()
    with lock.save_lock(path):
        pass
    assert time.monotonic() - start < 1
    assert list(path.parent.iterdir()) == []


def test_a_reused_process_number_does_not_keep_a_lock_alive(path: Path) -> None:
    leave(path, owner.this_host(), os.getppid(), 1.0)
    with lock.save_lock(path, wait=0):
        pass


def test_our_own_leftover_is_no_obstacle(path: Path) -> None:
    leave(path, owner.this_host(), os.getpid(), time.time())
    with lock.save_lock(path, wait=0):
        pass


@pytest.mark.parametrize("content", [b"", b'{"host": "here", "pi'])
def test_an_unsigned_lock_counts_as_left_behind_after_half_a_second(path: Path, content: bytes) -> None:
    names.lock_path(path).write_bytes(content)
    with pytest.raises(LockedError), lock.save_lock(path, wait=0.1):
        pytest.fail("it might be written this very moment")
    start = time.monotonic()
    with lock.save_lock(path):
        pass
    assert time.monotonic() - start < 1


def test_a_link_to_nowhere_in_the_locks_place_hangs_nobody(
    files: ReportFiles, report: Report, path: Path
) -> None:
    """As somebody may plant it on a stick: it is there, and cannot be read."""
    places = names.lock_path(path), names.signature_path(path), names.temporary_path(path)
    for place in places:
        place.symlink_to("/nowhere/at/all")
    with pytest.raises(LockedError):
        files.save(report, path, expected_digest=None)
    files.wait = lock.WAIT
    saved = files.save(report, path, expected_digest=None)
    names.lock_path(path).symlink_to("/nowhere/at/all")
    assert files.open(path).report == saved.report
    names.lock_path(path).unlink()
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_by_one_of_our_names_keeps_nobody_from_saving(
    files: ReportFiles, report: Report, path: Path
) -> None:
    for place in (names.signature_path(path), names.temporary_path(path)):
        place.mkdir()
    saved = files.save(report, path, expected_digest=None)
    assert files.open(path).report == saved.report


def test_another_computers_lock_is_broken_only_when_old_and_on_asking(
    files: ReportFiles, report: Report, path: Path
) -> None:
    left = leave(path, "办公室二号", 77, time.time())
    with pytest.raises(LockedError, match=r"办公室二号.*正在保存") as caught:
        files.save(report, path, expected_digest=None, break_lock=True)
    assert not caught.value.may_break
    old = time.time() - 60
    os.utime(left, (old, old))
    with pytest.raises(LockedError, match="60 秒前") as caught:
        files.save(report, path, expected_digest=None)
    assert caught.value.may_break
    files.save(report, path, expected_digest=None, break_lock=True)
    assert files.open(path).report.revision.number == 1


def test_a_lock_never_stops_anyone_from_opening(files: ReportFiles, report: Report, path: Path) -> None:
    files.save(report, path, expected_digest=None)
    leave(path, "别处", 1, time.time())
    assert files.open(path).read_only == ""
    assert names.lock_path(path).exists()


def test_a_lock_taken_over_meanwhile_is_put_back(path: Path) -> None:
    live = leave(path, "别处", 1, time.time()).read_bytes()
    lock._break(names.lock_path(path), b"what was there before", path)
    assert names.lock_path(path).read_bytes() == live


def test_a_save_whose_lock_was_broken_writes_nothing(
    files: ReportFiles, report: Report, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock.Held, "is_still_ours", lambda _held: False)
    with pytest.raises(LockedError, match="再保存一次"):
        files.save(report, path, expected_digest=None)
    assert not path.exists()


def test_without_hard_links_the_lock_works_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "no links on this disk")

    monkeypatch.setattr(os, "link", refuse)
    with lock.save_lock(path), pytest.raises(LockedError), lock.save_lock(path, wait=0.05):
        pytest.fail("two hold the lock")
    assert list(path.parent.iterdir()) == []


def test_opening_sweeps_what_killed_programs_left(files: ReportFiles, report: Report, path: Path) -> None:
    files.save(report, path, expected_digest=None)
    names.temporary_path(path).write_bytes(b"half a rep")
    names.signature_path(path).write_bytes(b"")
    leave(path, owner.this_host(), dead_pid(), time.time())
    other = names.temporary_path(path.with_name("另一份.rdesk"))
    other.write_bytes(b"not ours to touch")
    files.open(path)
    assert sorted(item.name for item in path.parent.iterdir()) == sorted([path.name, other.name])


def test_a_live_contenders_signature_is_left_alone(path: Path) -> None:
    mine = names.signature_path(path)
    mine.write_bytes(owner.Owner(owner.this_host(), os.getppid(), time.time(), "waiting").signed())
    with lock.save_lock(path):
        lock.sweep(path)
    assert mine.exists()


@pytest.mark.parametrize(
    "value",
    [{}, [], {"host": 1, "pid": 1, "at": 1.0, "id": ""}, {"host": "", "pid": -1, "at": 1.0, "id": ""}],
)
def test_nonsense_is_no_signature(value: object) -> None:
    assert owner.parse(orjson.dumps(value)) is None


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
