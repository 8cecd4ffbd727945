"""What makes the file an archive copy: XMP metadata, output intent, attached record (PDF/A-3a, PDF/UA-1)."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFString

from report_desk.core.report.characters import printable
from report_desk.publish.pdf.colours.icc import grey_profile
from report_desk.publish.pdf.streams import ArchiveStream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.output.printout import Printout
    from report_desk.publish.pdf.document import ArchiveDocument

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
ATTACHMENT = "report.json"
NAMESPACE = "urn:report-desk:page#"
CREATOR = "Report Desk"
_MEDIA_TYPE = "/application#2Fjson"


def output_intent(document: ArchiveDocument) -> PDFArray:
    """The output intent that gives the page's black its meaning."""
    intent = PDFDictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": "(Grey gamma 2.2)",
            "Info": "(Grey gamma 2.2)",
            "DestOutputProfile": document.Reference(ArchiveStream(grey_profile(), {"N": 1})),
        }
    )
    return PDFArray([document.Reference(intent)])


def attach(document: ArchiveDocument, record: bytes) -> None:
    """Attach the record the pages were made from, and tell of it in the catalogue."""
    described = {
        "Type": "/EmbeddedFile",
        "Subtype": _MEDIA_TYPE,
        "Params": PDFDictionary({"Size": len(record)}),
    }
    stream = document.Reference(ArchiveStream(record, described))
    attached = PDFDictionary(
        {
            "Type": "/Filespec",
            "F": PDFString(ATTACHMENT),
            "UF": PDFString(ATTACHMENT),
            "Desc": PDFString("报告数据（印出来的内容）"),
            "AFRelationship": "/Source",
            "EF": PDFDictionary({"F": stream, "UF": stream}),
        }
    )
    reference = document.Reference(attached)
    files = PDFDictionary({"Names": PDFArray([PDFString(ATTACHMENT), reference])})
    document.Catalog.AF = PDFArray([reference])
    document.Catalog.Names = PDFDictionary({"EmbeddedFiles": files})


class _Property(NamedTuple):
    """A metadata property that PDF/A does not know itself and wants described."""

    schema: str
    uri: str
    prefix: str
    name: str
    kind: str
    category: str
    description: str


_PROPERTIES = (
    _Property("PDF/UA", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid", "part", "Integer", "internal", "Part"),
    _Property(
        "Report Desk", NAMESPACE, "desk", "fingerprint", "Text", "external", "Fingerprint of the report"
    ),
    _Property("Report Desk", NAMESPACE, "desk", "state", "Text", "external", "draft, or final"),
)


@cache
def _described() -> str:
    """The extension schemas of the XMP packet (ISO 19005-3, 6.6.2.3)."""
    extension = "http://www.aiim.org/pdfa/ns"
    schemas = [tuple(group) for _, group in groupby(_PROPERTIES, key=lambda described: described.uri)]
    return (
        f'<rdf:Description rdf:about="" xmlns:pdfaExtension="{extension}/extension/"'
        f' xmlns:pdfaSchema="{extension}/schema#" xmlns:pdfaProperty="{extension}/property#">'
        f"<pdfaExtension:schemas><rdf:Bag>{''.join(map(_schema, schemas))}</rdf:Bag>"
        "</pdfaExtension:schemas></rdf:Description>"
    )


def _schema(properties: Sequence[_Property]) -> str:
    parts = "".join(map(_described_property, properties))
    schema = properties[0]
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{schema.schema}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{schema.uri}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{schema.prefix}</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
        f"{parts}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def _described_property(described: _Property) -> str:
    fields = (("name", described.name), ("valueType", described.kind), ("category", described.category),
              ("description", described.description))  # fmt: skip
    parts = "".join(f"<pdfaProperty:{field}>{text}</pdfaProperty:{field}>" for field, text in fields)
    return f'<rdf:li rdf:parseType="Resource">{parts}</rdf:li>'


def metadata(printout: Printout, title: str) -> ArchiveStream:
    """The XMP packet: conformance, title, organ, language and the fingerprint."""
    title, organ, fingerprint = (
        printable(text).translate(_ESCAPES) for text in (title, printout.organ, printout.fingerprint)
    )
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:desk="{NAMESPACE}">'
        "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{organ}</rdf:li></rdf:Seq></dc:creator>"
        "<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>"
        f"<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>"
        f"<desk:fingerprint>{fingerprint}</desk:fingerprint>"
        f"<desk:state>{'draft' if printout.options.draft else 'final'}</desk:state></rdf:Description>"
        f'{_described()}</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    )
    return ArchiveStream(packet.encode("utf-8"), {"Type": "/Metadata", "Subtype": "/XML"}, plain=True)
