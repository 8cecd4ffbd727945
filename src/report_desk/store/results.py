"""Writing what a person asked for beside the report itself, such as a PDF: whole, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from report_desk.core.ports import SaveFailedError
from report_desk.store import disk
from report_desk.store.failures import reason
from report_desk.store.names import real_path, temporary_path

if TYPE_CHECKING:
    from pathlib import PurePath


def write_result(path: PurePath, data: bytes) -> None:
    """Put a finished file in its place; an older one of that name is replaced only by a whole new one.

    Raises SaveFailedError.
    """
    target = real_path(Path(path))
    temporary = temporary_path(target)
    try:
        old = target.stat() if target.exists() else None
        with disk.written_beside(temporary, data, old) as new:
            new.put_in_place(target)
    except OSError as error:
        raise SaveFailedError(f"没有写出「{path.name}」：{reason(error)}。") from error
