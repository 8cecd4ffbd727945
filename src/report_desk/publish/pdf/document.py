"""reportlab's document with what an archive file needs beside it: entries, object streams, no dates.

reportlab writes every object in the open. The thousand small objects of a tagged file belong into
compressed streams (ISO 32000-1, 7.5.7), so only the last step, the bytes of the file, is our own.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from itertools import accumulate
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase.pdfdoc import (
    PDFCatalog,
    PDFDictionary,
    PDFDocument,
    PDFFile,
    PDFIndirectObject,
    PDFInfo,
    PDFPage,
    PDFStream,
    PDFString,
)
from reportlab.pdfbase.pdfdoc import (
    format as formatted,
)

from report_desk.publish.pdf.colours.pictures import picture_stream
from report_desk.publish.pdf.font import register
from report_desk.publish.pdf.streams import ArchiveStream, deflate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from report_desk.publish.fonts.typeface import Typeface

VERSION = (1, 7)
_ROW = Struct(">BIH")
"""A row of the cross-reference stream: kind, place, index."""
_PER_STREAM = 200
"""Objects in one object stream."""


class ArchiveCatalog(PDFCatalog):  # type: ignore[misc]  # reportlab has no types, here and below
    """The catalogue, with the entries of PDF/A that reportlab does not know."""

    __NoDefault__ = (*PDFCatalog.__NoDefault__, "OutputIntents", "AF")
    __Refs__ = PDFCatalog.__Refs__


class ArchivePage(PDFPage):  # type: ignore[misc]
    """A page that is part of a structure tree: ``StructParents`` is its place in the tree's index."""

    __NoDefault__ = (*PDFPage.__NoDefault__, "StructParents", "Tabs")


class ArchiveInfo(PDFInfo):  # type: ignore[misc]
    """Title, author, creator and producer; no dates, so that the same report gives the same bytes."""

    def format(self, document: PDFDocument) -> bytes:
        """The dictionary as PDF syntax."""
        entries = (
            ("Title", self.title),
            ("Author", self.author),
            ("Creator", self.creator),
            ("Producer", self.producer),
        )
        written: bytes = PDFDictionary({name: PDFString(text) for name, text in entries}).format(document)
        return written


class _Place(NamedTuple):
    """Where an object stands: in the open (kind 1, its offset), or in a stream (kind 2, which, where)."""

    kind: int
    at: int
    position: int = 0


class ArchiveDocument(PDFDocument):  # type: ignore[misc]
    """A document of which reportlab's canvas is the pen.

    ``shown`` holds the characters that each registered font shows. Numbers are given out in order, so
    equal input gives equal bytes.
    """

    def __init__(self, language: str) -> None:
        super().__init__(compression=0, invariant=1, pdfVersion=VERSION)
        catalog = ArchiveCatalog()
        catalog.Pages, catalog.Outlines, catalog.Lang = self.Pages, self.Outlines, PDFString(language)
        self.Catalog = self._catalog = catalog
        self.info = ArchiveInfo()
        self.shown: defaultdict[str, set[str]] = defaultdict(set)
        self._registered: set[Typeface] = set()
        self._pictures: set[str] = set()
        self._written: dict[int, bytes] = {}

    def font_name(self, face: Typeface) -> str:
        """The name of a face in reportlab's registry, where it is entered at its first use in a document."""
        if face not in self._registered:
            register(face)
            self._registered.add(face)
        return face.key

    def picture_name(self, png: bytes) -> str:
        """The name of a picture, which is entered into the document at its first use."""
        name = sha256(png).hexdigest()[:16]
        if name not in self._pictures:
            self._pictures.add(name)
            self.Reference(picture_stream(self, png), self.getXObjectName(name))
        return name

    def addPage(self, page: PDFPage) -> None:  # noqa: N802 - reportlab's name
        """Take a page that the canvas has finished."""
        archived = ArchivePage()
        archived.__dict__.update(page.__dict__)
        archived.StructParents = self.pageCounter - 1
        archived.Tabs = "/S"
        archived.Contents = ArchiveStream(page.stream.encode("latin-1"))
        archived.stream = None
        super().addPage(archived)

    def page_numbers(self) -> list[int]:
        """The object number of every page so far."""
        return [self.idToObjectNumberAndVersion[f"Page{page}"][0] for page in range(1, self.pageCounter)]

    def reserve(self, count: int = 1) -> int:
        """The first of ``count`` object numbers that follow each other, each to be ``put``."""
        first: int = self.objectcounter + 1
        self.objectcounter += count
        return first

    def put(self, number: int, syntax: bytes) -> None:
        """Add an object that is PDF syntax already, under a reserved number.

        This is for the structure tree: its thousand elements need no name and no class each.
        """
        self._written[number] = syntax

    def format(self) -> bytes:
        """The bytes of the whole file."""
        out = PDFFile(VERSION)
        places: dict[int, _Place] = {}
        packed: dict[int, bytes] = {}
        number = 0
        while number < self.objectcounter:  # an object that is written may still add others
            number += 1
            if number in self._written:
                packed[number] = self._written[number]
                continue
            name = self.numberToId[number]
            found = self.idToObject[name]
            if isinstance(found, PDFStream):
                places[number] = _Place(1, out.add(PDFIndirectObject(name, found).format(self)))
            else:
                packed[number] = formatted(found, self, toplevel=1)
        numbers = sorted(packed)
        for first in range(0, len(numbers), _PER_STREAM):
            self._pack(out, numbers[first : first + _PER_STREAM], packed, places)
        self._cross_reference(out, places)
        whole: bytes = out.format(self)
        return whole

    def _pack(
        self, out: PDFFile, numbers: Sequence[int], packed: Mapping[int, bytes], places: dict[int, _Place]
    ) -> None:
        """Write one object stream."""
        bodies = [packed[number] for number in numbers]
        offsets = accumulate((len(body) + 1 for body in bodies), initial=0)
        index = b" ".join(b"%d %d" % pair for pair in zip(numbers, offsets, strict=False))
        data = index + b"\n" + b"\n".join(bodies)
        stream = ArchiveStream(data, {"Type": "/ObjStm", "N": len(numbers), "First": len(index) + 1})
        at = self.reserve()
        places |= {number: _Place(2, at, position) for position, number in enumerate(numbers)}
        places[at] = _Place(1, out.add(b"%d 0 obj\n%b\nendobj\n" % (at, stream.format(self))))

    def _cross_reference(self, out: PDFFile, places: dict[int, _Place]) -> None:
        """Write where everything stands, and the end of the file."""
        at = self.reserve()
        places[at] = _Place(1, out.offset)
        rows = [_ROW.pack(*places[number]) for number in range(1, at + 1)]
        data = deflate(bytes(_ROW.size) + b"".join(rows))
        identity = sha256(b"".join(out.strings)).hexdigest()[:32].encode()
        root, info = (self.Reference(entry).format(self) for entry in (self.Catalog, self.info))
        trailer = b"/Size %d/Root %b/Info %b/ID[<%b><%b>]" % (at + 1, root, info, identity, identity)
        header = b"<</Type/XRef/W[1 4 2]%b/Filter/FlateDecode/Length %d>>" % (trailer, len(data))
        start = out.add(b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (at, header, data))
        out.add(b"startxref\n%d\n%%%%EOF\n" % start)
