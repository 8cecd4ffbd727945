"""DOC files, which are not read yet."""

from __future__ import annotations

from typing import NoReturn

from report_desk.intake.document import NotAReportError


def read_doc(data: bytes) -> NoReturn:
    """Refuse. Raises NotAReportError."""
    raise NotAReportError(f"还不能读这种文件（{len(data)} 字节）；请另存为 DOCX 再读。")
