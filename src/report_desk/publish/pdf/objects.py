"""A PDF file as numbered objects: reportlab's object model, written with object streams.

reportlab's own writer puts every object in the open and no end-of-line before ``endstream``, which
PDF/A forbids; the thousand small objects of a tagged file belong in a compressed stream (PDF 1.7,
7.5.7). What is registered here is reportlab's; only the last step, the bytes of the file, is ours.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import accumulate
from struct import Struct
from typing import TYPE_CHECKING

from isal import isal_zlib

from report_desk.publish.pdf.reportlab_objects import PDFDictionary, PDFDocument, PDFFile, PDFString

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_VERSION = (1, 7)
_DEFLATE_LEVEL = 2
_ROW = Struct(">BIH")
"""A row of the cross-reference stream: kind, place, index."""
_PER_STREAM = 200
"""Objects in one object stream."""


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

    def dictionary(self, entries: Mapping[str, str | bytes | int], at: int = 0) -> int:
        """Add a dictionary; strings in it are PDF syntax, ``text()`` makes text strings."""
        return self.put(PDFDictionary(dict(entries)).format(self._document), at)

    def stream(
        self, data: bytes, entries: Mapping[str, str | bytes | int] | None = None, *, plain: bool = False
    ) -> int:
        """Add a stream, compressed unless ``plain`` (metadata must be readable to any tool)."""
        at = self.reserve()
        header = dict(entries or {})
        if not plain:
            data = deflate(data)
            header["Filter"] = "/FlateDecode"
        header["Length"] = len(data)
        syntax = PDFDictionary(header).format(self._document)
        self._streams[at] = b"%b\nstream\n%b\nendstream" % (syntax, data)
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
            places[at] = (1, out.add(b"%d 0 obj\n%b\nendobj\n" % (at, data)), 0)
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
        counts = (len(numbers), len(index) + 1, len(data))
        header = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % counts
        places[at] = (1, out.add(b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (at, header, data)), 0)

    def _cross_reference(
        self, out: PDFFile, places: dict[int, tuple[int, int, int]], root: int, info: int
    ) -> None:
        at = self.reserve()
        places[at] = (1, out.offset, 0)
        rows = (places[number] for number in range(1, at + 1))
        data = deflate(bytes(_ROW.size) + b"".join(_ROW.pack(*row) for row in rows))
        identity = sha256(b"".join(out.strings)).hexdigest()[:32].encode()
        trailer = b"/Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (at + 1, root, info, identity, identity)
        header = b"<</Type/XRef/W[1 4 2]%b/Filter/FlateDecode/Length %d>>" % (trailer, len(data))
        start = out.add(b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (at, header, data))
        out.add(b"startxref\n%d\n%%%%EOF\n" % start)
