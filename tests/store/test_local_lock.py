"""The lock of this computer's disks: the new file itself, held as long as its owner lives."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from report_desk.core.ports import LockedError
from report_desk.store.filesystem import attributes, names
from report_desk.store.filesystem.replacing import Seen
from report_desk.store.locks import local_lock, lock
from tests.locks import LOCAL, as_on

if sys.platform != "linux":
    pytest.skip("Linux tells whose disk it is", allow_module_level=True)

import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.report.model import Report
    from report_desk.store.report_files import ReportFiles

ROOT = Path(__file__).resolve().parents[2]
TMPFS = Path("/dev/shm")  # noqa: S108 - a file system without a block device


@pytest.fixture(autouse=True)
def _on_a_disk() -> Iterator[None]:
    with as_on(LOCAL):
        yield


VICTIM = """
import os, signal, sys
from pathlib import Path
from report_desk.store.locks import lock
from tests.locks import LOCAL, choose

choose(LOCAL)
with lock.save_lock(Path(sys.argv[1])) as held, held.new_file() as new:
    os.write(new.descriptor, sys.argv[2].encode())
    os.kill(os.getpid(), signal.SIGKILL)
"""


def killed_while_saving(path: Path, content: str) -> None:
    """A process that took the lock, wrote so much, and was killed."""
    done = subprocess.run([sys.executable, "-c", VICTIM, path, content], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert names.lock_path(path).read_text() == content


@pytest.mark.parametrize("content", ["", '{\n  "report": {'])
def test_a_killed_owners_lock_is_in_nobodys_way(
    files: ReportFiles, report: Report, path: Path, content: str
) -> None:
    killed_while_saving(path, content)
    files.wait = 0
    saved = files.save(report, path, expected_digest=None)
    killed_while_saving(path, content)
    assert files.open(path).report == saved.report
    assert list(path.parent.iterdir()) == [path]


def test_the_lock_is_the_new_file_and_no_more_to_be_read_than_the_old(
    files: ReportFiles, report: Report, path: Path
) -> None:
    first = files.save(report, path, expected_digest=None)
    path.chmod(0o600)
    before = path.stat().st_ino
    with lock.save_lock(path) as held, held.new_file() as new:
        assert names.lock_path(path).stat().st_mode & 0o777 == 0o600
        is_put = os.fstat(new.descriptor).st_ino
        new.write(b"what comes next")
        new.fsync(attributes.of(path, path.stat()))
        held.put_in_place(new, Seen(path.read_bytes(), path.stat().st_size))
        assert names.lock_path(path).exists()
    assert not names.lock_path(path).exists()
    assert path.stat().st_ino == is_put != before
    assert path.stat().st_mode & 0o777 == 0o600
    assert first.report.revision.number == 1


def test_whoever_has_looked_at_a_lock_too_long_takes_nobody_elses_away(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was put in the place of the file meanwhile, and the next one already saves."""
    first, second, waiting = (local_lock.LocalLock(path, 0o666) for _ in range(3))
    assert first.take()
    real = local_lock._hold

    def slow(descriptor: int) -> bool:
        monkeypatch.setattr(local_lock, "_hold", real)
        with first.new_file() as new:
            new.write(b"saved")
            new.put_in_place(path)
        first.release()
        assert second.take()
        return real(descriptor)

    monkeypatch.setattr(local_lock, "_hold", slow)
    assert waiting.clear(break_lock=False)
    assert not waiting.take()
    assert second.is_still_ours()
    second.release()
    assert path.read_bytes() == b"saved"


def test_a_lock_that_is_cleared_before_it_is_held_is_taken_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between creating and holding it, it looks as if a killed program had left it."""
    real = local_lock._hold
    cleared: list[bool] = []

    def slow(descriptor: int) -> bool:
        if not cleared:
            names.lock_path(path).unlink()
            cleared.append(True)
        return real(descriptor)

    monkeypatch.setattr(local_lock, "_hold", slow)
    with lock.save_lock(path) as held:
        assert cleared
        assert held.is_still_ours()
    assert list(path.parent.iterdir()) == []


def test_a_lock_that_somebody_is_about_to_clear_is_left_to_him(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = local_lock._hold
    looked: list[int] = []

    def slow(descriptor: int) -> bool:
        if not looked:
            looked.append(os.open(names.lock_path(path), os.O_RDONLY))
            assert real(looked[0])
        return real(descriptor)

    mine = local_lock.LocalLock(path, 0o666)
    monkeypatch.setattr(local_lock, "_hold", slow)
    assert not mine.take()
    assert names.lock_path(path).exists()
    os.close(looked[0])
    with lock.save_lock(path, wait=0):
        pass


def test_where_nothing_can_be_held_open_the_lock_is_signed(
    files: ReportFiles, report: Report, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "not on this disk")

    monkeypatch.setattr(fcntl, "flock", refuse)
    saved = files.save(report, path, expected_digest=None)
    assert files.open(path).report == saved.report
    assert list(path.parent.iterdir()) == [path]


def test_a_lock_that_we_may_not_read_is_held(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names.lock_path(path).write_bytes(b"somebody else's")
    real = os.open

    def refuse(name: Path, flags: int, mode: int = 0o777) -> int:
        if name == names.lock_path(path) and not flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, "not yours")
        return real(name, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(LockedError), lock.save_lock(path, wait=0.05):
        pytest.fail("two hold the lock")
    assert names.lock_path(path).exists()


def test_only_a_file_system_with_a_device_of_its_own_is_this_computers(tmp_path: Path) -> None:
    for folder in (tmp_path, TMPFS):
        if folder.is_dir():
            has_device = os.major(folder.stat().st_dev) != 0
            found = local_lock.local_lock(folder / "2025 年报.rdesk")
            assert (found is not None) == has_device


def test_a_lock_that_is_held_for_ever_says_by_whom_and_can_be_broken(
    files: ReportFiles, report: Report, path: Path
) -> None:
    """Any program can hold a file; a save takes milliseconds."""
    place = names.lock_path(path)
    held = place.open("wb")
    fcntl.flock(held, fcntl.LOCK_EX)
    with pytest.raises(LockedError, match="请过一会儿再试"):
        files.save(report, path, expected_digest=None, break_lock=True)
    os.utime(place, (old := 1_700_000_000, old))
    with pytest.raises(LockedError, match=f"进程号 {os.getpid()}") as caught:
        files.save(report, path, expected_digest=None)
    assert caught.value.may_break
    saved = files.save(report, path, expected_digest=None, break_lock=True)
    assert files.open(path).report == saved.report
    held.close()
    assert list(path.parent.iterdir()) == [path]
