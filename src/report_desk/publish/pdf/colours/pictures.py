"""A picture as an object of the file, its colours given a meaning by a profile, as an archive asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary

from report_desk.publish.pdf.colours.icc import colour_profile
from report_desk.publish.pdf.streams import ArchiveStream
from report_desk.publish.png import read_png

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

_PROFILE = "colour profile"


def picture_stream(document: PDFDocument, png: bytes) -> ArchiveStream:
    """The image XObject of a PNG file."""
    picture = read_png(png)
    columns = {"Colors": picture.values, "BitsPerComponent": picture.bits, "Columns": picture.width}
    return ArchiveStream(
        picture.rows,
        {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": picture.width,
            "Height": picture.height,
            "BitsPerComponent": picture.bits,
            "ColorSpace": _colours(document, picture.palette, picture.values),
            "Filter": "/FlateDecode",
            "DecodeParms": PDFDictionary({"Predictor": 15, **columns}),
        },
        plain=True,
    )


def _colours(document: PDFDocument, palette: bytes, values: int) -> PDFArray | str:
    """The colour space: grey as the rest of the page, sRGB, or a palette of sRGB."""
    if values == 1 and not palette:
        return "/DeviceGray"
    known = document.idToObject.get(_PROFILE) or ArchiveStream(colour_profile(), {"N": 3})
    profile = PDFArray(["/ICCBased", document.Reference(known, _PROFILE)])
    if not palette:
        return profile
    return PDFArray(["/Indexed", profile, len(palette) // 3 - 1, f"<{palette.hex()}>"])
