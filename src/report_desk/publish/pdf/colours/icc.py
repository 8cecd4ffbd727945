"""ICC profiles of version 2 (ICC.1:2001-04) that say what grey and what the colours of a screen are."""

from __future__ import annotations

import struct
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WHITE = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.4361, 0.2225, 0.0139),
    b"gXYZ": (0.3851, 0.7169, 0.0971),
    b"bXYZ": (0.1431, 0.0606, 0.7139),
}
"""The primaries of sRGB (IEC 61966-2-1), adapted to the white of the profile."""
_CURVE = b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.2 * 256))


@cache
def grey_profile() -> bytes:
    """Grey on white paper, gamma 2.2: a report's pages hold nothing but black."""
    return _profile(b"GRAY", "Grey, gamma 2.2", [(b"kTRC", _CURVE)])


@cache
def colour_profile() -> bytes:
    """The colours of a screen: the primaries of sRGB, gamma 2.2."""
    primaries = [(name, b"XYZ " + bytes(4) + _point(primary)) for name, primary in _PRIMARIES.items()]
    curves = [(name, _CURVE) for name in (b"rTRC", b"gTRC", b"bTRC")]
    return _profile(b"RGB ", "sRGB primaries, gamma 2.2", primaries + curves)


def _profile(space: bytes, name: str, more: Sequence[tuple[bytes, bytes]]) -> bytes:
    """A profile of a colour space: its header, the table of its parts, the parts."""
    rights = b"text" + bytes(4) + b"No rights reserved\0"
    white = b"XYZ " + bytes(4) + _point(_WHITE)
    parts = [(b"desc", _described(name)), (b"cprt", rights), (b"wtpt", white), *more]
    table, body, offset = b"", b"", 128 + 4 + 12 * len(parts)
    for signature, data in parts:
        padded = data + bytes(-len(data) % 4)
        table += signature + struct.pack(">II", offset + len(body), len(data))
        body += padded
    header = (
        struct.pack(">I4sI4s4s4s", offset + len(body), bytes(4), 0x02400000, b"mntr", space, b"XYZ ")
        + struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + _point(_WHITE) + bytes(48)
    )  # fmt: skip
    return header + struct.pack(">I", len(parts)) + table + body


def _described(text: str) -> bytes:
    """A ``desc`` element."""
    raw = text.encode("ascii") + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(raw)) + raw + bytes(78)


def _point(point: Sequence[float]) -> bytes:
    return struct.pack(">3i", *(round(value * 65536) for value in point))
