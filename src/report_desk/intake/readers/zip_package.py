"""The parts of a zipped document (DOCX, XLSX), held against their limits before they are unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from report_desk.intake.document import NotAReportError

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST_PART = 24 * 1024 * 1024
"""Bytes of one part, unpacked; the text of a report has less than one million."""
LARGEST_PACKAGE = 96 * 1024 * 1024
"""Bytes of all parts, unpacked, pictures included."""
HIGHEST_RATIO = 400
"""How many times larger a part may become; real XML reaches 30, a bomb a thousand."""
MOST_PARTS = 3000
_SMALL = 256 * 1024
"""A part that stays below this is harmless whatever its ratio."""
_ENCRYPTED = 0x1
_DAMAGED = "文件损坏，打不开；请用 Word 或 WPS 打开后另存一份再试。"


class ZipPackage:
    """An opened package. Raises NotAReportError where it is damaged, locked or hostile."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._parts = {part.filename: part for part in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise NotAReportError(_DAMAGED) from error
        self._check()

    def _check(self) -> None:
        parts = self._parts.values()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_PACKAGE:
            raise NotAReportError("文件解压后太大，不会是年报。")
        for part in parts:
            if part.file_size > LARGEST_PART and part.filename.endswith((".xml", ".rels", ".bin")):
                raise NotAReportError("文件解压后太大，不会是年报。")
            if part.file_size > _SMALL and part.file_size > HIGHEST_RATIO * max(1, part.compress_size):
                raise NotAReportError("文件压缩得不正常，可能有害，没有打开。")
            if part.flag_bits & _ENCRYPTED:
                raise NotAReportError("文件加了密码；请用原来的程序打开，去掉密码另存一份再试。")

    def names(self) -> Iterable[str]:
        """The names of all parts."""
        return self._parts.keys()

    def repacked(self) -> bytes:
        """The parts of XML alone, in a sound package: no two of one name, as `read` gives them.

        For a library that unpacks for itself and trusts what it finds. Raises NotAReportError.
        """
        found = {name.lower(): name for name in self._parts if name.lower().endswith((".xml", ".rels"))}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            for name in found.values():
                package.writestr(zipfile.ZipInfo(name.split("\0")[0]), self.read(name) or b"")
        return stream.getvalue()

    def read(self, name: str) -> bytes | None:
        """A part, unpacked; ``None`` where there is none of that name. Raises NotAReportError."""
        part = self._parts.get(name)
        if part is None:
            return None
        try:
            with self._zip.open(part) as stream:
                data = stream.read(part.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise NotAReportError(_DAMAGED) from error
        if len(data) > part.file_size:
            raise NotAReportError(_DAMAGED)
        return data
