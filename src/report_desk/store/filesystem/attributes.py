"""Who may do what with a file: owner, group, mode, POSIX ACL, extended attributes, as a new file takes them.

A save replaces a file by a new one, which belongs to whoever saves. Only root can give it to the owner of the
old one; from anybody else that owner gets an entry of his own in the new file's ACL, so that he may read and
write what he could before. The same goes for the old one's group, where whoever saves is not in it.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from report_desk.store.filesystem import acl

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NO_SUCH_CALL = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
"""What file systems answer that know no modes, attributes or durable folders (FAT, some shares)."""
_REFUSED = NO_SUCH_CALL | {errno.EPERM, errno.EACCES, errno.ENOSPC, errno.EDQUOT, errno.ERANGE, errno.E2BIG}
_ACL = "system.posix_acl_access"
_OF_THE_CONTENT = {"security.ima", "security.evm", "security.capability"}
"""Signatures of the bytes, and rights that a write takes away: none of the new file's."""
_UMASK = os.umask(0o077)
os.umask(_UMASK)


class Attributes(NamedTuple):
    """What a file is like; ``extended`` holds its extended attributes by name, the POSIX ACL among them."""

    about: os.stat_result
    extended: dict[str, bytes]


def of(path: Path, about: os.stat_result) -> Attributes:
    """The attributes of a file whose state is known already. Raises OSError."""
    if not hasattr(os, "listxattr"):  # Linux alone
        return Attributes(about, {})
    try:
        names = os.listxattr(path)
    except OSError as error:
        if error.errno not in NO_SUCH_CALL:
            raise
        return Attributes(about, {})
    return Attributes(about, {name: os.getxattr(path, name) for name in names})


def mode_for_its_owner(path: Path, about: os.stat_result) -> int:
    """The mode of a file for another beside it: none for its group where an ACL says who that would be."""
    mode = stat.S_IMODE(about.st_mode)
    if not mode & 0o070 or not hasattr(os, "getxattr"):
        return mode
    try:
        os.getxattr(path, _ACL)
    except OSError:
        return mode
    return mode & ~0o070


def take(descriptor: int, like: Attributes | None) -> bool:
    """Make a new file as another is; without one it obeys the umask.

    False where somebody might miss rights that he had, since owner, group or an attribute could not be
    taken over; nobody ever gets more than he had. Raises OSError.
    """
    if os.name == "nt":
        return True
    if like is None:
        mode = 0o666 & ~_UMASK
        if stat.S_IMODE(os.fstat(descriptor).st_mode) != mode:
            _is_done(os.fchmod, descriptor, mode)
        return True
    return all([_take_rights(descriptor, like), _take_extended(descriptor, like.extended)])


def _take_rights(descriptor: int, like: Attributes) -> bool:
    """Owner and group before ACL and mode, which are for these."""
    about, new = like.about, os.fstat(descriptor)
    if (new.st_uid, new.st_gid) != (about.st_uid, about.st_gid):
        _is_done(os.fchown, descriptor, about.st_uid if os.geteuid() == 0 else -1, about.st_gid)
        new = os.fstat(descriptor)
    mode = stat.S_IMODE(about.st_mode)
    old = like.extended.get(_ACL)
    if old is None and (new.st_uid, new.st_gid) == (about.st_uid, about.st_gid):
        inherited = hasattr(os, "listxattr") and _ACL in _names(descriptor)
        is_alike = not inherited or _is_done(os.removexattr, descriptor, _ACL)
    else:
        rights = acl.for_another(acl.read(old, mode), about, new)
        is_alike = not hasattr(os, "setxattr") or _is_done(os.setxattr, descriptor, _ACL, acl.written(rights))
        is_alike = is_alike and hasattr(os, "setxattr")
        mode = mode & ~0o070 | (acl.mask(rights) if is_alike else acl.least_of_group(rights)) << 3
    if stat.S_IMODE(os.fstat(descriptor).st_mode) != mode:
        _is_done(os.fchmod, descriptor, mode)
    return is_alike


def _take_extended(descriptor: int, extended: dict[str, bytes]) -> bool:
    """All but what only the system may give; ``security.`` and ``trusted.`` are its own."""
    is_whole = True
    for name in extended.keys() - _OF_THE_CONTENT - {_ACL}:
        is_taken = _is_done(os.setxattr, descriptor, name, extended[name])
        is_whole = is_whole and (is_taken or not name.startswith("user."))
    return is_whole


def _names(descriptor: int) -> list[str]:
    try:
        return os.listxattr(descriptor)
    except OSError as error:
        if error.errno not in NO_SUCH_CALL:
            raise
        return []


def _is_done(change: Callable[..., None], *how: object) -> bool:
    """Change what a file system may not know, or not let everybody change. Raises OSError."""
    try:
        change(*how)
    except OSError as error:
        if error.errno not in _REFUSED:
            raise
        return False
    return True
