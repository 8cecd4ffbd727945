"""POSIX ACLs as Linux keeps them (acl(5); the bytes: linux/posix_acl_xattr.h): who may do what with a file.

A list of entries: what the owner may, a named user, the owning group, a named group, the mask that bounds all
but the owner and the others, and the others. Rights are the three bits of a mode: 4 read, 2 write, 1 execute.
"""

from __future__ import annotations

import struct
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import os

_VERSION = 2
_HEAD, _ENTRY = struct.Struct("<I"), struct.Struct("<HHI")
_NOBODY = 0xFFFFFFFF
"""The id of an entry that names nobody."""


class Tag(IntEnum):
    """Whom an entry is for."""

    OWNER = 0x01
    USER = 0x02
    OWNING_GROUP = 0x04
    GROUP = 0x08
    MASK = 0x10
    OTHERS = 0x20


_BOUND = {Tag.USER, Tag.OWNING_GROUP, Tag.GROUP}
"""Whom the mask bounds."""


class Entry(NamedTuple):
    """What one party may; ``id`` is the number of a named user or group."""

    tag: Tag
    rights: int
    id: int = _NOBODY


Rights = dict[tuple[Tag, int], int]
"""Tag and id → rights."""


def read(data: bytes | None, mode: int) -> Rights:
    """The ACL in an attribute's bytes; what the mode says where there is none, or an odd one."""
    plain: Rights = {
        (Tag.OWNER, _NOBODY): mode >> 6 & 7,
        (Tag.OWNING_GROUP, _NOBODY): mode >> 3 & 7,
        (Tag.OTHERS, _NOBODY): mode & 7,
    }
    if data is None or not grants(data):
        return plain
    entries = (
        Entry(Tag(tag), rights & 7, who) for tag, rights, who in _ENTRY.iter_unpack(data[_HEAD.size :])
    )
    return {(entry.tag, entry.id): entry.rights for entry in entries}


def grants(data: bytes | None) -> bool:
    """Whether these are the bytes of an ACL."""
    if data is None or len(data) < _HEAD.size or (len(data) - _HEAD.size) % _ENTRY.size:
        return False
    tags = {tag for tag, _, _ in _ENTRY.iter_unpack(data[_HEAD.size :])}
    return _HEAD.unpack_from(data)[0] == _VERSION and tags <= {int(tag) for tag in Tag}


def for_another(rights: Rights, old: os.stat_result, new: os.stat_result) -> Rights:
    """The same rights for the same people, where the file now belongs to another owner or group."""
    if (new.st_uid, new.st_gid) == (old.st_uid, old.st_gid):
        return rights
    bound = mask(rights) if (Tag.MASK, _NOBODY) in rights else 7
    found = {key: allowed & bound if key[0] in _BOUND else allowed for key, allowed in rights.items()}
    if new.st_uid != old.st_uid:
        found[Tag.USER, old.st_uid] = rights[Tag.OWNER, _NOBODY]
        found.pop((Tag.USER, new.st_uid), None)
    if new.st_gid != old.st_gid:
        found[Tag.GROUP, old.st_gid] = found[Tag.OWNING_GROUP, _NOBODY]
        their_own = found.pop((Tag.GROUP, new.st_gid), rights[Tag.OTHERS, _NOBODY])
        found[Tag.OWNING_GROUP, _NOBODY] = their_own
    found[Tag.MASK, _NOBODY] = 0
    for (tag, _), allowed in found.items():
        found[Tag.MASK, _NOBODY] |= allowed if tag in _BOUND else 0
    return found


def mask(rights: Rights) -> int:
    """What the mode shows as the group's rights."""
    return rights.get((Tag.MASK, _NOBODY), rights[Tag.OWNING_GROUP, _NOBODY])


def least_of_group(rights: Rights) -> int:
    """What the owning group may at most, where there can be no ACL."""
    return rights[Tag.OWNING_GROUP, _NOBODY] & rights.get((Tag.MASK, _NOBODY), 7)


def written(rights: Rights) -> bytes:
    """The bytes of the attribute, in the order that the system asks for."""
    entries = sorted((tag, who, allowed) for (tag, who), allowed in rights.items())
    return _HEAD.pack(_VERSION) + b"".join(_ENTRY.pack(tag, allowed, who) for tag, who, allowed in entries)
