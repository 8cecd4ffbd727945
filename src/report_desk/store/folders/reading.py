"""The files of a folder, each as a line: a report with its counts and figures, or why it is none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from report_desk import resources
from report_desk.core.consolidation.board import is_report_file
from report_desk.core.consolidation.entry import entry, unreadable
from report_desk.core.record import codec
from report_desk.core.sheet import evaluate
from report_desk.store.failures import reason
from report_desk.store.file.damage import what_is_wrong
from report_desk.store.filesystem import disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import TypeVar

    from report_desk.core.consolidation.entry import Entry

    Result = TypeVar("Result")

ROSTER = "应报单位.json"
"""The roster of a folder, kept in it."""
_NOT_SENT = (".json", ".csv", ".parquet", ".lock", ".tmp", ".log", ".ini", ".db", ".lnk")
"""Endings of what no organ sends as a report: results of this program, and what systems leave behind."""
_MANY = 400
"""Files from which on several processes read them: to start these takes as long as reading some hundred."""


def is_meant(name: str) -> bool:
    """Whether a file of the folder is one to be named: an organ's report, or what one has sent instead."""
    return not name.startswith((".", "~$")) and not name.lower().endswith(_NOT_SENT)


def look(path: Path) -> Entry:
    """What one file is. Never raises for what stands in it, or for a disk that refuses it."""
    if not is_report_file(path.name):
        return unreadable(path.name, f"「{path.name}」不是 .rdesk 年报文件，请用「打开」读进来再存到这里。")
    try:
        data = disk.read(path)
    except OSError as error:
        return unreadable(path.name, f"「{path.name}」打不开：{reason(error)}。")
    try:
        report = codec.read(data).report
        form = resources.format_by_id(report.format)
    except codec.DamagedRecordError as error:
        rest = codec.salvage(data)
        words = f"「{path.name}」（{len(data)} 字节）读不出来：{what_is_wrong(error)}。请对方重新发来。"
        return unreadable(path.name, words, rest.organ if rest else "")
    except LookupError as error:
        return unreadable(path.name, f"「{path.name}」：{error}")
    return entry(path.name, evaluate(form, report))


def at_once(work: Callable[[Path], Result], paths: Sequence[Path]) -> Iterable[Result]:
    """As `map`, by all processors where there are many files; by this process alone where that fails."""
    workers = os.cpu_count() or 1
    if len(paths) < _MANY or workers == 1:
        return map(work, paths)
    return _by_processes(work, paths, workers)


def _by_processes(work: Callable[[Path], Result], paths: Sequence[Path], workers: int) -> Iterator[Result]:
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor  # noqa: PLC0415 - slow, only where used

    done = 0
    try:
        with ProcessPoolExecutor(workers) as pool:
            for result in pool.map(work, paths, chunksize=64):
                yield result
                done += 1
    except BrokenExecutor:
        yield from map(work, paths[done:])
