"""The parts of a PNG file that a PDF takes over as they are: its size, colours, and compressed rows.

A PDF reader undoes PNG's filters itself (ISO 32000-1, 7.4.4.4), so no picture is decoded here.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOURS = {0: 1, 2: 3, 3: 1}
"""Values a pixel by the colour type: grey, red green blue, an index into the palette."""
_LARGEST = 1 << 16


class Png(NamedTuple):
    """A picture: its size in pixels, bits and values a pixel, its palette (RGB) if any, its deflated rows."""

    width: int
    height: int
    bits: int
    values: int
    palette: bytes
    rows: bytes


@lru_cache(maxsize=16)
def read_png(data: bytes) -> Png:
    """The parts of a PNG file.

    Raises ValueError for what is no PNG, and for one that is transparent, interlaced or of 16 bits.
    """
    parts: dict[bytes, bytes] = {}
    for kind, content in _chunks(data):
        parts[kind] = parts.get(kind, b"") + content
    try:
        width, height, bits, colour, _, _, interlaced = struct.unpack(">IIBBBBB", parts[b"IHDR"])
        rows = parts[b"IDAT"]
    except (KeyError, struct.error):
        raise ValueError("no picture in this PNG") from None
    if interlaced or bits > 8 or colour not in _COLOURS or b"tRNS" in parts:  # noqa: PLR2004
        raise ValueError("this kind of PNG cannot be set")
    if not (0 < width < _LARGEST and 0 < height < _LARGEST):
        raise ValueError(f"a picture of {width} x {height} pixels")
    return Png(width, height, bits, _COLOURS[colour], parts.get(b"PLTE", b""), rows)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not data.startswith(_SIGNATURE):
        raise ValueError("this is no PNG")
    at = len(_SIGNATURE)
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        yield kind, data[at + 8 : at + 8 + length]
        at += length + 12
