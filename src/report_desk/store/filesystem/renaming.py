"""Two renames that ``os`` lacks: exchanging two files in one step, and never onto another file."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from report_desk.store.filesystem import disk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HERE = -100
"""``AT_FDCWD``: a relative path starts from the working directory."""
_NOREPLACE, _EXCHANGE = 1, 2
_NO_LINKS = disk.NO_SUCH_CALL | {errno.EPERM, errno.EMLINK, errno.EACCES}


def exchange(first: Path, second: Path) -> bool:
    """Let two files swap names in one step; False where system or file system cannot. Raises OSError."""
    return _renamed(first, second, _EXCHANGE)


def rename_new(source: Path, target: Path) -> None:
    """Rename a file to a name that nothing has. Raises FileExistsError where something has it, OSError."""
    if disk.WINDOWS:
        disk.persistently(os.rename, source, target)  # which never replaces there
        return
    if _renamed(source, target, _NOREPLACE):
        return
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        disk.replace(source, target)
    else:
        with suppress(OSError):  # a hard link, swept later
            disk.remove(source)


def _renamed(first: Path, second: Path, how: int) -> bool:
    call = _renameat2()
    if call is None:
        return False
    code = call(os.fsencode(first), os.fsencode(second), how)
    if code in disk.NO_SUCH_CALL:
        return False
    if code:
        raise OSError(code, os.strerror(code), str(first), None, str(second))
    return True


@cache
def _renameat2() -> Callable[[bytes, bytes, int], int] | None:
    """Linux's renameat2(2), which answers with an error number or 0; None where there is none."""
    if sys.platform != "linux":
        return None
    import ctypes  # noqa: PLC0415 - 2 ms, and only a save needs it

    found = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if found is None:
        return None
    found.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)

    def call(first: bytes, second: bytes, how: int) -> int:
        return ctypes.get_errno() if found(_HERE, first, _HERE, second, how) else 0

    return call
