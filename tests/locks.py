"""Either save lock, whatever the disk of this machine would have: `report_desk.store.lock` chooses by it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

from report_desk.store.locks import lock
from report_desk.store.locks.local_lock import LocalLock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from unittest.mock import _patch

LOCAL = "local"
SHARE = "share"
MEDIA = (LOCAL, SHARE) if sys.platform == "linux" else (SHARE,)


def choose(medium: str) -> None:
    """Save as on a disk of this computer or as on a share, from now on, in this process and its children."""
    _choice(medium).start()


@contextmanager
def as_on(medium: str) -> Iterator[None]:
    """The same for a while."""
    with _choice(medium):
        yield


def _choice(medium: str) -> _patch[object]:
    return patch.object(lock, "local_lock", {LOCAL: _local, SHARE: _none}[medium])


def _local(target: Path) -> LocalLock:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666
    return LocalLock(target, mode)


def _none(_: Path) -> None:
    return None
