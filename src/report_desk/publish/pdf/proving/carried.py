"""Read back what a PDF of ours carries: the record of what prints.

Streams never hide in object streams, and a deflated one says itself where it ends; so the file is
searched for them directly. Nothing a hostile file states about sizes or places is believed, and no
more is unpacked than a record may measure.
"""

from __future__ import annotations

import re
import zlib

from report_desk.core.limits import LARGEST_RECORD
from report_desk.core.ports import UnreadableFileError

LARGEST_PDF = 256 << 20
"""Bytes of a PDF that is looked at; what it carries may measure `LARGEST_RECORD`."""
_MOST_ATTACHMENTS = 64
_HEADER = re.compile(rb"%PDF-[12]\.\d")
_EMBEDDED = re.compile(rb"/EmbeddedFile\b")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_ENCRYPTED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R")
_FILTER = re.compile(rb"/Filter\s*(?:\[\s*)?/(\w+)\s*(\])?")
_LONGEST_DICTIONARY = 2048


def carried_record(pdf: bytes) -> bytes | None:
    """The record attached to a PDF, or None where it carries none.

    Raises UnreadableFileError where the bytes are no PDF, are locked with a password, or hold an
    attachment that is damaged or larger than any report.
    """
    _expect_pdf(pdf)
    found: bytes | None = None
    for count, match in enumerate(_EMBEDDED.finditer(pdf)):
        if count == _MOST_ATTACHMENTS:
            raise UnreadableFileError("这个PDF文件的附件过多，不像是年报台导出的文件。")
        data = _attachment(pdf, match.start())
        if data is not None and data.lstrip()[:1] == b"{":
            found = data  # a later one replaces an earlier one, as in any updated PDF
    if found is None and _ENCRYPTED.search(pdf):
        raise UnreadableFileError("这个PDF文件加了密码，读不出随附的报告数据。请用未加密的文件。")
    return found


def _expect_pdf(pdf: bytes) -> None:
    if not _HEADER.search(pdf, 0, 1024):
        raise UnreadableFileError("这不是PDF文件。请选择由年报台导出的PDF。")
    if len(pdf) > LARGEST_PDF:
        raise UnreadableFileError("这个PDF文件太大，不像是年度报告。")


def _attachment(pdf: bytes, mark: int) -> bytes | None:
    """The content of the stream whose dictionary names its type at ``mark``; None if it is no stream."""
    opening = _STREAM.search(pdf, mark, mark + _LONGEST_DICTIONARY)
    if opening is None or b"endobj" in pdf[mark : opening.start()]:
        return None
    begin = pdf.rfind(b" obj", max(0, mark - _LONGEST_DICTIONARY), mark)
    method = _FILTER.search(pdf, max(begin, 0), opening.start())
    start = opening.end()
    if method is None:
        end = pdf.find(b"endstream", start, start + LARGEST_RECORD + 16)
        if end < 0:
            raise UnreadableFileError("随附的报告数据残缺或过大，无法读取。")
        return pdf[start:end].rstrip(b"\r\n")
    if method[1] != b"FlateDecode":
        raise UnreadableFileError("随附的报告数据用了本程序不认识的压缩方式，无法读取。")
    return _inflated(pdf, start)


def _inflated(pdf: bytes, start: int) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(memoryview(pdf)[start:], LARGEST_RECORD + 1)
    except zlib.error as error:
        raise UnreadableFileError("随附的报告数据已损坏，无法读取。") from error
    if len(data) > LARGEST_RECORD:
        raise UnreadableFileError("随附的数据过大，不像是一份报告。")
    if not unpacking.eof:
        raise UnreadableFileError("随附的报告数据残缺，无法读取。")
    return data
