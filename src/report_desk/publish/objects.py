"""A PDF file as numbered objects: reportlab's object model, written with object streams.

reportlab's own writer puts every object in the open and no end-of-line before ``endstream``, which
PDF/A forbids; the thousand small objects of a tagged file belong in a compressed stream (PDF 1.7,
7.5.7). What is registered here is reportlab's; only the last step, the bytes of the file, is ours.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import accumulate
from typing import TYPE_CHECKING

from isal import isal_zlib
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFFile, PDFStream, PDFString

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_VERSION = (1, 7)
_DEFLATE_LEVEL = 2
_PER_STREAM = 200
"""Objects in one object stream."""
Value = str | bytes | int | PDFDictionary | PDFString


def deflate(data: bytes) -> bytes:
    """Compress for FlateDecode."""
    compressed: bytes = isal_zlib.compress(data, _DEFLATE_LEVEL)
    return compressed


class File:
    """A PDF file in the making. Numbers are given out in order, so equal input gives equal bytes."""

    def __init__(self) -> None:
        self._document = PDFDocument(invariant=1, pdfVersion=_VERSION)
        self._count = 0
        self._streams: dict[int, bytes] = {}
        self._objects: dict[int, bytes] = {}

    def reserve(self, count: int = 1) -> int:
        """The first of ``count`` object numbers that follow each other."""
        first = self._count + 1
        self._count += count
        return first

    def put(self, data: bytes, at: int = 0) -> int:
        """Add an object given as PDF syntax, under a reserved number or a new one."""
        at = at or self.reserve()
        self._objects[at] = data
        return at

    def dictionary(self, entries: Mapping[str, Value], at: int = 0) -> int:
        """Add a dictionary; strings in it are PDF syntax, ``text()`` makes text strings."""
        return self.put(PDFDictionary(dict(entries)).format(self._document), at)

    def stream(self, data: bytes, entries: Mapping[str, Value] | None = None, *, plain: bool = False) -> int:
        """Add a stream, compressed unless ``plain`` (metadata must be readable to any tool)."""
        at = self.reserve()
        header = dict(entries or {})
        if not plain:
            data = deflate(data)
            header["Filter"] = "/FlateDecode"
        written = PDFStream(PDFDictionary(header), data + b"\n").format(self._document)
        length = len(data)
        self._streams[at] = written.replace(b"/Length %d" % (length + 1), b"/Length %d" % length, 1)
        return at

    def text(self, text: str) -> bytes:
        """A text string as PDF syntax."""
        syntax: bytes = PDFString(text).format(self._document)
        return syntax

    def finish(self, root: int, info: int) -> bytes:
        """The bytes of the whole file."""
        out = PDFFile(_VERSION)
        places: dict[int, tuple[int, int, int]] = {}
        for at, data in self._streams.items():
            places[at] = (1, out.add(b"%d 0 obj\n%bendobj\n" % (at, data)), 0)
        numbers = sorted(self._objects)
        for first in range(0, len(numbers), _PER_STREAM):
            self._pack(out, numbers[first : first + _PER_STREAM], places)
        self._cross_reference(out, places, root, info)
        whole: bytes = out.format(self._document)
        return whole

    def _pack(self, out: PDFFile, numbers: Sequence[int], places: dict[int, tuple[int, int, int]]) -> None:
        bodies = [self._objects[number] for number in numbers]
        offsets = accumulate((len(body) + 1 for body in bodies), initial=0)
        index = b" ".join(b"%d %d" % pair for pair in zip(numbers, offsets, strict=False))
        data = deflate(index + b"\n" + b"\n".join(bodies))
        at = self.reserve()
        for position, number in enumerate(numbers):
            places[number] = (2, at, position)
        header = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (
            len(numbers), len(index) + 1, len(data),
        )  # fmt: skip
        places[at] = (1, out.add(b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (at, header, data)), 0)

    def _cross_reference(
        self, out: PDFFile, places: dict[int, tuple[int, int, int]], root: int, info: int
    ) -> None:
        at = self.reserve()
        places[at] = (1, out.offset, 0)
        rows = [b"\0" * 7, *(b"%c%b%b" % (kind, place.to_bytes(4, "big"), index.to_bytes(2, "big"))
                             for kind, place, index in (places[number] for number in range(1, at + 1)))]  # fmt: skip
        data = deflate(b"".join(rows))
        identity = sha256(b"".join(out.strings)).hexdigest()[:32].encode()
        header = b"<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/Filter/FlateDecode/Length %d>>"
        start = out.add(
            b"%d 0 obj\n" % at
            + header % (at + 1, root, info, identity, identity, len(data))
            + b"\nstream\n%b\nendstream\nendobj\n" % data
        )
        out.add(b"startxref\n%d\n%%%%EOF\n" % start)
