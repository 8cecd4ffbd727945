"""Streams as PDF/A wants them, compressed the moment they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import deflate as libdeflate
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

_DEFLATE_LEVEL = 1


def deflate(data: bytes) -> bytes:
    """Compress for FlateDecode: the same bytes for the same data, whatever memory and processor (0077)."""
    return bytes(libdeflate.zlib_compress(data, _DEFLATE_LEVEL))


class ArchiveStream(PDFStream):  # type: ignore[misc]  # reportlab has no types
    """A stream that is compressed at once, so that a long document holds no page twice.

    reportlab writes ``endstream`` right behind the data, where PDF/A asks for the end of a line
    (ISO 19005-3, 6.1.7.1). A ``plain`` stream is left readable: metadata must be so to any tool.
    """

    def __init__(
        self, data: bytes, entries: Mapping[str, str | int | PDFObject] | None = None, *, plain: bool = False
    ) -> None:
        described = dict(entries or {})
        if not plain:
            data = deflate(data)
            described["Filter"] = "/FlateDecode"
        super().__init__(PDFDictionary(described | {"Length": len(data)}), data)

    def format(self, document: PDFDocument) -> bytes:
        """Dictionary and data."""
        return b"%b\nstream\n%b\nendstream" % (self.dictionary.format(document), self.content)
