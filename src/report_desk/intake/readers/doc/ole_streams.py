"""The streams of an old Office file (DOC, XLS, WPS), with the limits of an honest one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from report_desk.intake.document import NotAReportError

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST_STREAM = 32 * 1024 * 1024
MOST_STREAMS = 2000
_DAMAGED = "文件损坏，打不开；请用 Word 或 WPS 打开后另存一份再试。"


def stream_names(data: bytes) -> set[str]:
    """The names of the streams at the top of the file. Raises NotAReportError where it is damaged."""
    return set(_opened(data))


def read_streams(data: bytes, *names: str) -> Mapping[str, bytes]:
    """The streams of those names that are there. Raises NotAReportError where the file is damaged."""
    return {name: stream for name, stream in _opened(data, names).items() if name in names}


def _opened(data: bytes, wanted: tuple[str, ...] = ()) -> dict[str, bytes]:
    import olefile  # noqa: PLC0415 - 16 ms, and only old files need it

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            entries = file.listdir()
            if len(entries) > MOST_STREAMS:
                raise NotAReportError(_DAMAGED)
            found = {}
            for entry in entries:
                if len(entry) == 1:
                    name = str(entry[0])
                    found[name] = b""
                    if name in wanted and file.get_size(name) <= LARGEST_STREAM:
                        found[name] = file.openstream(name).read()
            return found
    except NotAReportError:
        raise
    except Exception as error:  # olefile lets through whatever a damaged file makes of its arithmetic
        raise NotAReportError(_DAMAGED) from error
