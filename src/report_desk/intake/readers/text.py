"""Plain text, as pasted from a page or saved by an editor → a document of lines."""

from __future__ import annotations

from report_desk.intake.document import Document, FileKind, NotAReportError, Paragraph, TextLine

_ENCODINGS = ("utf-8-sig", "gb18030")
LARGEST_TEXT = 4_000_000
"""Characters; the longest report has a hundred thousand."""
MOST_LINES = 20_000
_UNREADABLE = "不是文本文件，也不是认识的文件；请用原来的程序打开，另存为 DOCX、XLSX 或 PDF 再读。"


def decoded(data: bytes) -> str:
    """Text of a file in the encodings Chinese programs write. Raises NotAReportError."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise NotAReportError(_UNREADABLE)
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotAReportError(_UNREADABLE)


def read_text_file(data: bytes) -> Document:
    """Read a text file. Raises NotAReportError where it is none."""
    return read_text(decoded(data))


def read_text(text: str) -> Document:
    """Text as a document of lines; columns may be separated by tabs or by blanks."""
    if len(text) > LARGEST_TEXT:
        raise NotAReportError("文件太大，不会是年报。")
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise NotAReportError("文件太大，不会是年报。")
    blocks = tuple(Paragraph(line, TextLine(number)) for number, line in enumerate(lines, 1))
    return Document(FileKind.TEXT, blocks, has_lines=True)
