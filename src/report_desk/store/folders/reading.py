"""The files of a folder, each as a line: a report with its counts and figures, or why it is none."""

from __future__ import annotations

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
    from pathlib import Path

    from report_desk.core.consolidation.entry import Entry


def look(path: Path) -> Entry:
    """What one file is. Never raises for what stands in it, or for a disk that refuses it."""
    if not is_report_file(path.name):
        return unreadable(path.name, f"「{path.name}」不是 .rdesk 年报文件，请用「打开」读进来再存到这里。")
    try:
        data = disk.read(path)
    except OSError as error:
        return unreadable(path.name, f"「{path.name}」打不开：{reason(error)}。", is_refusing=True)
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
