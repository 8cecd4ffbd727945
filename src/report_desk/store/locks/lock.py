"""The save lock: held while a save is under way, never while a file is merely open.

There are two, by one name beside the report: `local_lock` on the disks of this computer, `signed_lock`
on shares and on Windows.
"""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol

from report_desk.core.ports import LockedError
from report_desk.store.contents import look as judge
from report_desk.store.filesystem import disk
from report_desk.store.filesystem.names import KEPT, OPEN, SIGNATURE, hidden_files, lock_path
from report_desk.store.locks import owner
from report_desk.store.locks.local_lock import holder_of, local_lock
from report_desk.store.locks.signed_lock import SignedLock, age, is_new_file, is_old, life, look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from report_desk.store.filesystem.replacing import Seen

    Keep = Callable[[Path, Path], bool]
    """Keeps what was found (second) beside a file (first); whether it may be removed. Raises OSError."""

WAIT = 5.0
"""Seconds to wait for another program's save; one takes milliseconds."""
_PAUSE = 0.02
_LEAST = 1.0
"""Seconds for which a lock that was cleared is tried for, even by those who would not wait."""


class SaveLock(Protocol):
    """One way to be the only one who saves a file."""

    path: Path

    def take(self) -> bool:
        """Take the lock if it is free. Raises OSError."""

    def clear(self, *, break_lock: bool) -> bool:
        """Take a lock out of the way that its owner has left behind; False where one is still held.

        With ``break_lock`` one that is held as well, if it is old enough. Raises OSError.
        """

    def is_still_ours(self) -> bool:
        """Whether our lock was not broken by another program; asked right before the file is replaced."""

    def new_file(self) -> AbstractContextManager[disk.NewFile]:
        """A new file to be put in the place of the one that is locked. Raises OSError."""

    def put_in_place(self, new: disk.NewFile, seen: Seen | None) -> None:
        """Put the new file in the place of what was seen there (see `replacing.put`).

        Raises ChangedMeanwhileError, OSError.
        """

    def release(self) -> None:
        """Give the lock up."""


def keep_nothing(target: Path, found: Path) -> bool:  # noqa: ARG001 - a `Keep`
    """Let go of nothing that might be a whole file."""
    return False


@contextmanager
def save_lock(
    target: Path, *, wait: float = WAIT, break_lock: bool = False, keep: Keep = keep_nothing
) -> Iterator[SaveLock]:
    """Hold the save lock of a file; what killed programs left is swept where one was in the way.

    A dead owner's lock is broken at once; another computer's, and one of a program that runs here, only
    with ``break_lock`` and when it is old enough.
    Raises LockedError, OSError.
    """
    lock, is_taken = _try_to_take(target)
    try:
        if not is_taken:
            _wait_for(lock, time.monotonic() + wait, break_lock=break_lock)
            sweep(target, keep)
        yield lock
    finally:
        lock.release()


def sweep(target: Path, keep: Keep = keep_nothing) -> None:
    """Remove what killed programs have left beside a file, with its save lock held; what can be removed.

    A whole file may be what somebody copied there while a program was killed: it goes once ``keep`` has it.
    """
    for path in hidden_files(target):
        with suppress(OSError):  # a folder by such a name, say, is none of ours
            if path != lock_path(target) and _may_go(target, path, keep):
                disk.remove(path)


def _may_go(target: Path, path: Path, keep: Keep) -> bool:
    """Whether nobody needs what lies beside a file. Raises OSError."""
    if path.suffix in {SIGNATURE, OPEN}:
        signer = owner.parse(look(path) or b"")
        return signer is None or life(signer) is owner.Life.GONE
    if path.is_symlink() or not path.is_file():
        return True
    is_whole = bool(judge(disk.read(path)).report_id)
    return not (is_whole or path.suffix == KEPT) or keep(target, path)


def _try_to_take(target: Path) -> tuple[SaveLock, bool]:
    local = local_lock(target)
    if local is not None:
        try:
            return local, local.take()
        except OSError as error:
            if error.errno not in disk.NO_SUCH_CALL:
                raise
    signed = SignedLock(target)
    try:
        return signed, signed.take()
    except BaseException:
        signed.release()
        raise


def _wait_for(lock: SaveLock, give_up_at: float, *, break_lock: bool) -> None:
    while not lock.take():
        is_clear = lock.clear(break_lock=break_lock)
        now = time.monotonic()
        if is_clear and now < give_up_at + _LEAST:
            continue
        if now >= give_up_at:
            raise _locked(lock)
        time.sleep(_PAUSE)


def _locked(lock: SaveLock) -> LockedError:
    host = _elsewhere(lock)
    old = age(lock.path)
    if not is_old(old):
        who = host or "本机的另一个程序"
        or_else = "，或者另存到别处" if host else ""
        return LockedError(f"没有保存：{who}正在保存这个文件，请过一会儿再试{or_else}。", may_break=False)
    clocks = "两台电脑的钟对不上" if host else "钟对不上"
    when = f"在 {old:.0f} 秒前" if old > 0 else f"在不知什么时候（{clocks}）"
    sentence = f"没有保存：{host or _here(lock)}{when}开始保存这个文件，一直没有结束，多半是中断了。"
    sure = "那台电脑" if host else "它"
    return LockedError(
        f"{sentence}确认{sure}没有在保存后，可以解除占用再保存，或者另存到别处。", may_break=True
    )


def _here(lock: SaveLock) -> str:
    """What to call the program of this computer that holds a lock: it may be any that was made to."""
    try:
        signer = owner.parse(look(lock.path) or b"")
    except OSError:
        signer = None
    pid = signer.pid if signer is not None else holder_of(lock.path)
    if not pid:
        return "本机的另一个程序"
    name = owner.program(pid)
    return f"本机的程序「{name[:40]}」（进程号 {pid}）" if name else f"本机的程序（进程号 {pid}）"


def _elsewhere(lock: SaveLock) -> str:
    """What to call the other computer that holds a lock; empty where it is held on this one."""
    try:
        found = look(lock.path) or b""
    except OSError:  # somebody else's on this computer, who keeps it to himself
        found = b""
    holder = owner.parse(found)
    if holder is not None:
        return f"电脑「{holder.host.split('/')[0][:40]}」" if life(holder) is owner.Life.ELSEWHERE else ""
    return "另一台电脑" if isinstance(lock, SignedLock) and is_new_file(found) else ""
