"""XML from outside → elements, and nothing else: no entities, no other files, no network."""

from __future__ import annotations

import re

from lxml import etree

from report_desk.intake.document import NotAReportError

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = re.compile(rb"^(?:\xff\xfe|\xfe\xff|<\0|\0<)")
MOST_ELEMENTS = 1_000_000


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML part. Raises NotAReportError where it is damaged or declares entities.

    libxml2 itself stops at 256 levels and at texts of 10 MB.
    """
    if data.count(b"<") > MOST_ELEMENTS:
        raise NotAReportError("文件内容太多，不会是年报。")
    narrow = data.replace(b"\0", b"") if _WIDE.match(data) else data
    if _DOCTYPE.search(narrow):
        raise NotAReportError("文件里有不该有的声明（DTD），可能有害，没有打开。")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotAReportError("文件损坏，打不开；请用 Word 或 WPS 打开后另存一份再试。") from error
