"""Streams → a compound file that is sound, whatever the file was that they came from ([MS-CFB])."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SECTOR = 512
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SMALLEST = 4096
"""Bytes below which a stream would have to lie among the small ones; shorter streams are filled up."""
_LISTED = 109
"""Sectors of the allocation table that the header lists: enough for 7 MB."""
LARGEST = _LISTED * (SECTOR // 4) * SECTOR // 2
"""Bytes that may be packed."""


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of so many streams. Raises ValueError where they are larger than `LARGEST`."""
    if sum(map(len, streams.values())) > LARGEST:
        raise ValueError(LARGEST)
    data = b""
    chains: list[int] = []
    entries = []
    for name, stream in sorted(streams.items(), key=lambda one: (len(one[0]), one[0])):
        filled = stream.ljust(_SMALLEST, b"\0")
        count = -(-len(filled) // SECTOR)
        start = len(chains)
        chains += [*range(start + 1, start + count), _END]
        data += filled.ljust(count * SECTOR, b"\0")
        entries.append((name, start, len(filled)))
    directory = _directory(entries)
    first = len(chains)
    count = len(directory) // SECTOR
    chains += [*range(first + 1, first + count), _END]
    data += directory
    tables = _table_sectors(len(chains))
    places = [*range(len(chains), len(chains) + tables), *[_FREE] * (_LISTED - tables)]
    chains += [_FAT] * tables
    chains += [_FREE] * (tables * (SECTOR // 4) - len(chains))
    data += struct.pack(f"<{len(chains)}I", *chains)
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, first, 0, 4096, _END, 0, _END, 0
    )
    return head + struct.pack("<109I", *places) + data


def _table_sectors(others: int) -> int:
    """How many sectors the allocation table takes, which also lists its own."""
    tables = 1
    while tables * (SECTOR // 4) < others + tables:
        tables += 1
    return tables


def _directory(entries: Sequence[tuple[str, int, int]]) -> bytes:
    found = _entry("Root Entry", 5, _FREE, 1 if entries else _FREE, _END, 0)
    for index, (name, start, size) in enumerate(entries):
        right = index + 2 if index + 1 < len(entries) else _FREE
        found += _entry(name, 2, right, _FREE, start, size)
    while len(found) % SECTOR:
        found += _entry("", 0, _FREE, _FREE, 0, 0)
    return found


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:  # noqa: PLR0913, PLR0917 - the fields of an entry
    words = name.encode("utf-16-le")
    length = len(words) + 2 if name else 0
    return words.ljust(64, b"\0") + struct.pack(
        "<HBBIII16xI8x8xIQ", length, kind, 1, _FREE, right, child, 0, start, size
    )
