"""Which kind of file some bytes are, told by their content and never by a name, and the reader for it.

What cannot be read is refused in a sentence that says what to do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_desk.intake.document import NotAReportError

if TYPE_CHECKING:
    from report_desk.intake.document import Document

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes; published reports stay below 2 MB, scanned ones below 20."""
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|meta|span|style)[\s>/]", re.IGNORECASE)
_PICTURE = "这是图片，里面没有文字；请向发文单位要原来的 Word、WPS 或带文字层的 PDF 文件。"
_SAVE_AS = "请用原来的程序打开，另存为 DOCX、XLSX 或 PDF 再读。"


def read_file(data: bytes) -> Document:
    """Read a file with the reader that its content calls for.

    Raises NotAReportError, with a sentence that says what to do, where there is none or it fails.
    """
    if len(data) > LARGEST_FILE:
        raise NotAReportError("文件太大，不会是年报。")
    if not data.strip():
        raise NotAReportError("文件是空的。")
    start = data[:1024]
    if b"%PDF-" in start:
        from report_desk.intake.readers.pdf.reader import read_pdf  # noqa: PLC0415 - each reader costs its own library

        return read_pdf(data)
    if data.startswith(_ZIP):
        return _zipped(data)
    if data.startswith(_OLE):
        return _ole(data)
    return _plain(data)


def _zipped(data: bytes) -> Document:
    from report_desk.intake.readers.zip_package import ZipPackage  # noqa: PLC0415

    names = set(ZipPackage(data).names())
    if "word/document.xml" in names:
        from report_desk.intake.readers.docx import read_docx  # noqa: PLC0415

        return read_docx(data)
    if any(name.startswith("xl/workbook.") for name in names):
        from report_desk.intake.readers.workbook.reader import read_workbook  # noqa: PLC0415

        return read_workbook(data, is_xlsx=True)
    if "OFD.xml" in names:
        raise NotAReportError("还不能读 OFD 文件；请用 OFD 阅读器打开，转换或打印成 PDF 再读。")
    if "content.xml" in names:
        raise NotAReportError(f"还不能读 OpenDocument（ODT、ODS）文件；{_SAVE_AS}")
    raise NotAReportError("这是压缩包或不认识的文件；请先解压，再选里面的年报文件。")


def _ole(data: bytes) -> Document:
    from report_desk.intake.readers.doc.ole_streams import stream_names  # noqa: PLC0415

    names = stream_names(data)
    if "EncryptedPackage" in names:
        raise NotAReportError("文件加了密码；请用原来的程序打开，去掉密码另存一份再试。")
    if "WordDocument" in names:
        from report_desk.intake.readers.doc.reader import read_doc  # noqa: PLC0415

        return read_doc(data)
    if names & {"Workbook", "Book"}:
        from report_desk.intake.readers.workbook.reader import read_workbook  # noqa: PLC0415

        return read_workbook(data, is_xlsx=False)
    raise NotAReportError(f"不认识这种文件；{_SAVE_AS}")


def _plain(data: bytes) -> Document:
    if data.startswith(_PICTURES):
        raise NotAReportError(_PICTURE)
    if data.startswith(b"{\\rtf"):
        raise NotAReportError(f"还不能读 RTF 文件；{_SAVE_AS}")
    if data.startswith((b"Rar!", b"7z\xbc\xaf")):
        raise NotAReportError("这是压缩包；请先解压，再选里面的年报文件。")
    narrow = data[:65536].replace(b"\0", b"")
    if b"MIME-Version" in narrow[:2048] and b"multipart/related" in narrow[:4096]:
        raise NotAReportError("还不能读单个文件的网页（MHT）；请在浏览器里另存为「网页，仅 HTML」再读。")
    if _HTML.search(narrow):
        from report_desk.intake.readers.html import read_html  # noqa: PLC0415

        return read_html(data)
    if narrow.lstrip().startswith((b"<?xml", b"\xef\xbb\xbf<?xml")):
        raise NotAReportError(f"还不能读这种 XML 文件；{_SAVE_AS}")
    from report_desk.intake.readers.text import read_text_file  # noqa: PLC0415

    return read_text_file(data)
