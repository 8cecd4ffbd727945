"""The save lock: held while a save is under way, never while a file is merely open.

It is a small file beside the report, so that it also works on a share. It appears whole, by a hard
link: a lock file that is created first and filled afterwards stays behind empty when its owner is
killed in between, and nobody could tell whose it was. Where links fail, an unsigned lock counts as
left behind once it has stood unchanged for half a second.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.ports import LockedError
from report_desk.store import disk, owner
from report_desk.store.names import SIGNATURE, hidden_files, lock_path, signature_path, temporary_path, token

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT = 5.0
"""Seconds to wait for another program's save; one takes milliseconds."""
MAY_BREAK_AFTER = 30.0
"""Age in seconds from which a person may break another computer's lock."""
_UNSIGNED_FOR = 0.5
_PAUSE = 0.02
_RELEASE_TRIES = 5
_IN_USE: set[str] = set()
"""Signatures under which this process holds or awaits a lock: any other of its own was left behind."""


class _Seen(Struct, frozen=True):
    """What a foreign lock looked like, to notice that it changes hands."""

    content: bytes
    changed_at: float


class Held(Struct, frozen=True):
    """A lock that is ours until somebody breaks it; ``met_another`` where it was not free at once."""

    path: Path
    content: bytes
    id: str
    met_another: bool = False

    def is_still_ours(self) -> bool:
        """Whether the lock still carries our signature; asked right before the one step that counts."""
        return disk.read_if_there(self.path) == self.content


@contextmanager
def save_lock(target: Path, *, wait: float = WAIT, break_lock: bool = False) -> Iterator[Held]:
    """Hold the save lock of a file.

    A dead owner's lock is broken at once, another computer's only with ``break_lock`` and when it is
    old enough.
    Raises LockedError, OSError.
    """
    held = _acquire(target, wait, break_lock=break_lock)
    try:
        yield held
    finally:
        _release(held)


def _release(held: Held) -> None:
    """Give the lock up; one that cannot be removed is known as left behind, and what was saved is saved.

    Windows removes nothing that somebody reads, and whoever waits reads the lock every few milliseconds.
    """
    for _ in range(_RELEASE_TRIES):
        try:
            if held.is_still_ours():
                disk.remove(held.path)
            break
        except OSError:
            time.sleep(_PAUSE / 4)
    _IN_USE.discard(held.id)


def sweep(target: Path) -> None:
    """Remove what killed programs have left beside a file, with its save lock held; what can be removed."""
    for path in hidden_files(target):
        with suppress(OSError):  # a folder by such a name, say, is none of ours
            if path.suffix == SIGNATURE:
                signer = owner.parse(disk.read_if_there(path) or b"")
                if signer is not None and _life(signer) is not owner.Life.GONE:
                    continue
            if path != lock_path(target):
                disk.remove(path)


def _acquire(target: Path, wait: float, *, break_lock: bool) -> Held:
    identity = token()
    held = Held(lock_path(target), owner.this_process(identity).signed(), identity)
    _IN_USE.add(identity)
    try:
        if _create(held.path, held.content, target):
            return held
        _wait_for(held, target, time.monotonic() + wait, break_lock=break_lock)
    except BaseException:
        _IN_USE.discard(identity)
        raise
    return replace(held, met_another=True)


def _wait_for(held: Held, target: Path, give_up_at: float, *, break_lock: bool) -> None:
    path = held.path
    seen: _Seen | None = None
    while not _create(path, held.content, target):
        content = disk.read_if_there(path)
        now = time.monotonic()
        if content is None and now < give_up_at and not os.path.lexists(path):
            continue  # given up at this very moment
        found = content or b""  # a link to nowhere says nothing either
        if seen is None or seen.content != found:
            seen = _Seen(found, now)
        is_left = _is_left_behind(path, found, now - seen.changed_at, break_lock=break_lock)
        if is_left and _break(path, found, target):
            continue
        if now >= give_up_at:
            raise _locked(path, found)
        time.sleep(_PAUSE)


def _create(path: Path, content: bytes, target: Path) -> bool:
    temporary = signature_path(target)
    disk.write_small(temporary, content)
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError:
        return _create_without_links(path, content)
    else:
        return True
    finally:
        with suppress(OSError):  # swept later
            disk.remove(temporary)


def _create_without_links(path: Path, content: bytes) -> bool:
    try:
        disk.write_small(path, content)
    except FileExistsError:
        return False
    return True


def _is_left_behind(path: Path, found: bytes, unchanged: float, *, break_lock: bool) -> bool:
    holder = owner.parse(found)
    if holder is None:
        return unchanged >= _UNSIGNED_FOR
    life = _life(holder)
    return life is owner.Life.GONE or (
        life is owner.Life.ELSEWHERE and break_lock and _age(path) > MAY_BREAK_AFTER
    )


def _life(holder: owner.Owner) -> owner.Life:
    if holder.pid == os.getpid() and holder.host == owner.this_host():
        return owner.Life.ALIVE if holder.id in _IN_USE else owner.Life.GONE
    return holder.life()


def _break(path: Path, found: bytes, target: Path) -> bool:
    """Move the lock aside, and back when it turns out that somebody else has taken it meanwhile.

    False where Windows refuses because somebody is reading it.
    """
    aside = temporary_path(target)
    try:
        path.rename(aside)
    except FileNotFoundError:
        return True
    except PermissionError:
        if not disk.WINDOWS:
            raise
        return False
    moved = disk.read_if_there(aside)
    if moved is not None and moved != found:
        _create_without_links(path, moved)
    disk.remove(aside)
    return True


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _locked(path: Path, found: bytes) -> LockedError:
    holder = owner.parse(found)
    if holder is None or holder.life() is not owner.Life.ELSEWHERE:
        return LockedError("没有保存：本机的另一个程序正在保存这个文件，请过一会儿再试。", may_break=False)
    host = holder.host.split("/")[0][:40]
    age = _age(path)
    if age > MAY_BREAK_AFTER:
        sentence = f"没有保存：电脑「{host}」在 {age:.0f} 秒前开始保存这个文件，一直没有结束，多半是中断了。"
        return LockedError(
            sentence + "确认那台电脑没有在保存后，可以解除占用再保存，或者另存到别处。", may_break=True
        )
    return LockedError(
        f"没有保存：电脑「{host}」正在保存这个文件，请过一会儿再试，或者另存到别处。", may_break=False
    )
