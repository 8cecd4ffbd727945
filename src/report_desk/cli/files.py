"""Files for the verbs: reports through the store, texts and results directly."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import click

from report_desk import api
from report_desk.cli.answers import CouldNotError, has_written
from report_desk.core.ports import ChangedOnDiskError
from report_desk.store.file.results import write_result, write_twin
from report_desk.store.report_files import ReportFiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from report_desk.api import ReportFile
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet

    Beside = Callable[[Report, bytes], None]

PATIENCE = 5.0
"""Seconds to wait for another program's save before giving up."""
LARGEST_TEXT = 4 * 1024 * 1024
_BREAKS = "report_desk.break_lock"


def _note(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    context.meta[_BREAKS] = value


break_lock_option = click.option(
    "--break-lock",
    is_flag=True,
    expose_value=False,
    callback=_note,
    help="解除别的程序或电脑留下的占用（30 秒以上的）。先确认那边没有在保存。",
)
"""For the verbs that save a report."""


def _store() -> ReportFiles:
    return ReportFiles(remembers=False)


def open_sheet(path: Path) -> ReportFile:
    """Open and evaluate a report. Raises UnreadableFileError, or CouldNotError for an unknown edition."""
    try:
        return api.open_report(path)
    except LookupError as error:
        raise CouldNotError(str(error.args[0])) from None


def create(report: Report, path: Path) -> None:
    """Save a new report where no file stands yet. Raises CouldNotError or SaveFailedError."""
    if os.path.lexists(path):
        raise CouldNotError(f"「{path.name}」已经存在，没有覆盖；请换一个名字。")
    try:
        _save(report, path, expected=None)
    except ChangedOnDiskError:
        raise CouldNotError(f"「{path.name}」已经存在，没有覆盖；请换一个名字。") from None


def change(path: Path, edited: Callable[[Sheet], Report], beside: Beside | None = None) -> Report:
    """Open, change and save a report; where another program saves meanwhile, once more on its content.

    ``beside`` is done with the new report and its bytes right before they are put in place: where it raises,
    nothing is saved.

    Raises UnreadableFileError or SaveFailedError; nothing is ever written over what was not seen.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        current = open_sheet(path)
        if current.read_only:
            raise CouldNotError(current.read_only)
        report = edited(current.sheet)
        try:
            return _save(report, path, expected=current.digest, beside=beside)
        except ChangedOnDiskError:
            if time.monotonic() > deadline:
                raise


def _save(report: Report, path: Path, *, expected: str | None, beside: Beside | None = None) -> Report:
    store = _store()
    breaks = bool(click.get_current_context().meta.get(_BREAKS))
    saved = store.save(report, path, expected_digest=expected, break_lock=breaks, beside=beside)
    has_written(path)
    for warning in filter(None, dict.fromkeys((saved.warning, store.back_up(path)))):
        click.echo(warning, err=True)
    return saved.report


def change_with_copy(
    path: Path, edited: Callable[[Sheet], Report], folder: Path, name: Callable[[Report], str]
) -> tuple[Report, Path]:
    """As `change`, and an identical file in a folder where none of its name stands: both or neither."""
    made: list[Path] = []

    def beside(report: Report, data: bytes) -> None:
        target = folder / name(report)
        write_twin(target, data, path)
        made.append(target)

    try:
        report = change(path, edited, beside)
    except BaseException:
        for target in made:
            target.unlink(missing_ok=True)
        raise
    has_written(made[-1])
    return report, made[-1]


def write(path: Path, data: bytes) -> None:
    """Write a result, such as a PDF. Raises SaveFailedError."""
    write_result(path, data)
    has_written(path)


def text_of(path: Path) -> str:
    """A text file of the user's, UTF-8. Raises CouldNotError."""
    data = bytes_of(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CouldNotError(f"「{path.name}」不是 UTF-8 文本。") from None


def bytes_of(path: Path) -> bytes:
    """A file of the user's, of bearable size. Raises CouldNotError."""
    try:
        if not path.is_file():
            raise CouldNotError(f"找不到文件「{path}」。")
        if path.stat().st_size > LARGEST_TEXT * 8:
            raise CouldNotError(f"「{path.name}」太大，不会是年报。")
        return path.read_bytes()
    except OSError as error:
        raise CouldNotError(f"读不了「{path.name}」：{error.strerror}。") from None
