"""Who may save: one at a time, a dead owner never in the way, another computer's only on asking."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
import pytest
from msgspec.structs import replace

from report_desk.core.ports import LockedError
from report_desk.store.filesystem import disk, names
from report_desk.store.locks import lock, owner
from tests.locks import MEDIA, as_on
from tests.store.leaving import dead_pid, leave

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.report.model import Report
    from report_desk.store.report_files import ReportFiles


@pytest.fixture(autouse=True, params=MEDIA)
def medium(request: pytest.FixtureRequest) -> Iterator[str]:
    """Every test is run with the lock of this computer's disks and with that of shares."""
    with as_on(request.param):
        yield request.param


def test_two_savers_wait_for_each_other(path: Path) -> None:
    with lock.save_lock(path):
        start = time.monotonic()
        with pytest.raises(LockedError, match="本机的另一个程序") as caught, lock.save_lock(path, wait=0.1):
            pytest.fail("two hold the lock")
        assert 0.1 <= time.monotonic() - start < 2
        assert not caught.value.may_break


def test_the_lock_is_gone_afterwards(path: Path) -> None:
    with lock.save_lock(path) as held:
        assert held.is_still_ours()
        assert [item.name for item in path.parent.iterdir()] == [names.lock_path(path).name]
    assert list(path.parent.iterdir()) == []


def test_a_failed_save_leaves_nothing(path: Path) -> None:
    def fail() -> None:
        with lock.save_lock(path) as held, held.new_file() as new:
            new.write(b"half a report")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list(path.parent.iterdir()) == []


def test_a_dead_owners_lock_is_broken_at_once(path: Path) -> None:
    leave(path, owner.this_host(), dead_pid(), time.time())
    start = time.monotonic()
    with lock.save_lock(path):
        pass
    assert time.monotonic() - start < 1
    assert list(path.parent.iterdir()) == []


def test_another_computer_of_the_same_name_keeps_its_lock(path: Path) -> None:
    system = Path("/etc/machine-id")
    given = system.read_text("ascii").strip() if system.is_file() else ""
    if not given:
        pytest.skip("this system has no id of its own")
    name, installation, _ = owner.this_host().split("/")
    assert name == owner.this_computer()
    assert installation not in given
    left = leave(path, owner.this_host().replace(installation, "0" * 12), dead_pid(), time.time())
    with pytest.raises(LockedError, match=re.escape(f"电脑「{name[:40]}」")), lock.save_lock(path, wait=0):
        pytest.fail("it was broken")
    assert left.exists()


def test_a_reused_process_number_does_not_keep_a_lock_alive(path: Path) -> None:
    leave(path, owner.this_host(), os.getppid(), 1.0)
    with lock.save_lock(path, wait=0):
        pass


def test_our_own_leftover_is_no_obstacle(path: Path) -> None:
    leave(path, owner.this_host(), os.getpid(), time.time())
    with lock.save_lock(path, wait=0):
        pass


@pytest.mark.parametrize("planted", ["/nowhere/at/all", "/dev/zero", "another.rdesk", "pipe"])
def test_what_is_planted_in_the_locks_place_hangs_nobody(
    files: ReportFiles, report: Report, path: Path, planted: str
) -> None:
    """As somebody may on a stick: links to nowhere, to a device, to another file, and a pipe."""
    another = path.with_name("another.rdesk")
    another.write_bytes(b"of somebody")
    for place in (names.lock_path(path), names.signature_path(path), names.temporary_path(path)):
        plant(place, planted)
    files.wait = lock.WAIT
    saved = files.save(report, path, expected_digest=None)
    plant(names.lock_path(path), planted)
    assert files.open(path).report == saved.report
    names.lock_path(path).unlink(missing_ok=True)
    assert set(path.parent.iterdir()) == {path, another}
    assert another.read_bytes() == b"of somebody"


def plant(place: Path, planted: str) -> None:
    if planted == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(planted)


def test_a_folder_by_one_of_our_names_keeps_nobody_from_saving(
    files: ReportFiles, report: Report, path: Path
) -> None:
    for place in (names.lock_path(path), names.signature_path(path), names.temporary_path(path)):
        place.mkdir()
    files.wait = lock.WAIT
    saved = files.save(report, path, expected_digest=None)
    assert files.open(path).report == saved.report
    assert not names.lock_path(path).exists()


def test_another_computers_lock_is_broken_only_when_old_and_on_asking(
    files: ReportFiles, report: Report, path: Path
) -> None:
    left = leave(path, "办公室二号", 77, time.time())
    with pytest.raises(LockedError, match=r"办公室二号.*正在保存") as caught:
        files.save(report, path, expected_digest=None, break_lock=True)
    assert not caught.value.may_break
    old = time.time() - 60
    os.utime(left, (old, old))
    with pytest.raises(LockedError, match=r"6\d 秒前") as caught:
        files.save(report, path, expected_digest=None)
    assert caught.value.may_break
    files.save(report, path, expected_digest=None, break_lock=True)
    assert files.open(path).report.revision.number == 1


@pytest.mark.parametrize("ahead", [8 * 3600.0, 70 * 365 * 86_400.0])
def test_a_lock_of_the_future_can_be_broken_like_an_old_one(
    files: ReportFiles, report: Report, path: Path, ahead: float
) -> None:
    """A clock that is ahead says no more of a lock than one that is behind; a stick may know no time zone."""
    left = leave(path, "办公室二号", 77, time.time())
    os.utime(left, (later := time.time() + ahead, later))
    with pytest.raises(LockedError, match=r"办公室二号.*两台电脑的钟对不上.*可以解除占用") as caught:
        files.save(report, path, expected_digest=None)
    assert caught.value.may_break
    files.save(report, path, expected_digest=None, break_lock=True)
    assert files.open(path).report.revision.number == 1


def test_a_lock_of_a_clock_that_is_a_little_ahead_is_new(
    files: ReportFiles, report: Report, path: Path
) -> None:
    left = leave(path, "办公室二号", 77, time.time())
    os.utime(left, (later := time.time() + 10, later))
    with pytest.raises(LockedError, match="正在保存") as caught:
        files.save(report, path, expected_digest=None, break_lock=True)
    assert not caught.value.may_break


def test_a_lock_never_stops_anyone_from_opening(files: ReportFiles, report: Report, path: Path) -> None:
    files.save(report, path, expected_digest=None)
    leave(path, "别处", 1, time.time())
    assert files.open(path).read_only == ""
    assert names.lock_path(path).exists()


def test_a_save_whose_lock_was_broken_writes_nothing(
    files: ReportFiles, report: Report, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody breaks it while the disk is at work, as a person may from another computer."""
    real = disk.NewFile.write

    def broken_meanwhile(self: disk.NewFile, *arguments: object, **named: object) -> None:
        real(self, *arguments, **named)  # type: ignore[arg-type]
        names.lock_path(path).unlink()
        leave(path, "别处", 1, time.time())

    monkeypatch.setattr(disk.NewFile, "write", broken_meanwhile)
    with pytest.raises(LockedError, match="再保存一次"):
        files.save(report, path, expected_digest=None)
    assert list(path.parent.iterdir()) == [names.lock_path(path)]
    signed = owner.parse(names.lock_path(path).read_bytes())
    assert signed is not None
    assert signed.host == "别处"


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


@pytest.mark.parametrize("signed_at", [0.0, 1.0, 1.7e9, 4.0e9])
def test_a_live_process_is_alive_whatever_the_clock_said_when_it_signed(
    signed_at: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dead battery sets the clock forward or back; it is corrected while the program runs."""
    with monkeypatch.context() as at_that_time:
        at_that_time.setattr(time, "time", lambda: signed_at)
        signed = owner.this_process("x")
    assert owner.parse(signed.signed()) == signed
    assert signed.life() is owner.Life.ALIVE
    if signed.started:
        assert replace(signed, started="1").life() is owner.Life.GONE


def test_a_lock_that_names_a_process_which_knows_nothing_of_it_can_be_broken(
    files: ReportFiles, report: Report, path: Path
) -> None:
    """As planted on a stick: it names a process of this computer that runs for ever."""
    left = leave(path, owner.this_host(), os.getppid(), time.time() + 10)
    with pytest.raises(LockedError, match="请过一会儿再试") as caught:
        files.save(report, path, expected_digest=None, break_lock=True)
    assert not caught.value.may_break
    os.utime(left, (old := time.time() - 60, old))
    with pytest.raises(LockedError, match=rf"进程号 {os.getppid()}.*可以解除占用") as caught:
        files.save(report, path, expected_digest=None)
    assert caught.value.may_break
    saved = files.save(report, path, expected_digest=None, break_lock=True)
    assert files.open(path).report == saved.report
    assert list(path.parent.iterdir()) == [path]
