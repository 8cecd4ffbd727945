"""Writing what a person asked for beside the report itself, such as a PDF: whole, or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from report_desk.core.ports import ReadOnlyFileError, SaveFailedError, UnreadableFileError
from report_desk.store.failures import reason
from report_desk.store.filesystem import attributes, disk, renaming
from report_desk.store.filesystem.names import real_path, temporary_path

if TYPE_CHECKING:
    from pathlib import PurePath

    from report_desk.store.filesystem.attributes import Attributes


LARGEST_RESULT = 64 << 20
"""Bytes of the largest file that can be a report's export: a hundred times what a long one takes."""


def read_result(path: PurePath) -> bytes:
    """A file that was exported once. Raises UnreadableFileError."""
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):  # looked at before: a pipe would be waited for
            raise UnreadableFileError(f"「{path.name}」不是文件（是文件夹、设备或管道）。")
        with Path(path).open("rb") as file:
            data = file.read(LARGEST_RESULT + 1)
    except OSError as error:
        raise UnreadableFileError(f"读不了「{path.name}」：{reason(error)}。") from error
    if len(data) > LARGEST_RESULT:
        raise UnreadableFileError(f"「{path.name}」太大，不会是年报。")
    return data


def write_result(path: PurePath, data: bytes) -> None:
    """Put a finished file in its place; an older one of that name is replaced only by a whole new one.

    Only a file that may be written is ever replaced, and never a device, pipe, folder or link to one.
    Raises SaveFailedError.
    """
    target = real_path(Path(path))
    try:
        old = _replaceable(path.name, target)
        with disk.written_beside(temporary_path(target), data, old) as new:
            new.put_in_place(target)
    except OSError as error:
        raise SaveFailedError(f"没有写出「{path.name}」：{reason(error)}。") from error


def write_twin(path: PurePath, data: bytes, source: Path | None) -> None:
    """Write what is in another file, or will be, where nothing stands yet, for the same people to read.

    What was in no other file is for whoever may read new files there.
    Raises SaveFailedError, also where anything stands there.
    """
    target = Path(path)
    try:
        like = None if source is None else attributes.of(source, source.stat())
        with disk.written_beside(temporary_path(target), data, like) as new:
            renaming.rename_new(new.path, target)
            new.is_in_place = True
    except FileExistsError:
        raise SaveFailedError(f"「{path.name}」已经存在，没有覆盖。") from None
    except OSError as error:
        raise SaveFailedError(f"没有写出「{path.name}」：{reason(error)}。") from error


def _replaceable(name: str, target: Path) -> Attributes | None:
    """The attributes of the file that stands there; None where nothing does.

    Raises SaveFailedError for what is no file or may not be written, OSError.
    """
    try:
        about = target.lstat()  # of a link that leads in a circle: itself
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(about.st_mode):
        raise SaveFailedError(f"没有写出「{name}」：那里不是文件（是文件夹、设备或管道），请换一个名字。")
    if not about.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise ReadOnlyFileError(
            f"没有写出「{name}」：那里已有一个只读的文件。请换一个名字，或去掉它的只读属性。"
        )
    return attributes.of(target, about)
