"""The verb ``import``: a published or draft report of any kind → a report, and what of it is doubtful."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from report_desk import api
from report_desk.cli import files
from report_desk.cli.answers import CouldNotError, json_option, print_json
from report_desk.core.edits.apply import TakeOver, apply
from report_desk.core.edits.new_report import previous_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet
    from report_desk.core.strict_reader import JsonValue
    from report_desk.intake.doubt import Doubt

_PATH = click.Path(path_type=Path)


@click.command(
    "import",
    help="读入 SOURCE（DOCX、DOC、XLSX、XLS、网页、PDF 或粘贴成的文本，按内容辨认），存为 OUT，"
    "并列出拿不准的地方。",
)
@click.argument("source", type=_PATH)
@click.option("-o", "--out", type=_PATH, required=True, help="存为这个 .rdesk 文件。")
@click.option("--as-previous", type=_PATH, help="同时记入这份 .rdesk 报告，作为它的去年数据。")
@files.break_lock_option
@json_option
def import_report(source: Path, out: Path, as_previous: Path | None, as_json: bool) -> None:  # noqa: FBT001 - click
    """Read a published or draft report."""
    found = api.import_document(source)
    report, doubts = found.sheet.report, found.doubts
    if as_previous is not None:
        _refuse_other_year(files.open_sheet(as_previous).sheet, report, source)
    files.create(report, out)
    if as_previous is not None:
        last = files.open_sheet(out).sheet
        files.change(as_previous, lambda sheet: apply(sheet, TakeOver(previous_year(last))).sheet.report)
    if as_json:
        print_json({"doubts": [_shown(doubt) for doubt in doubts]})
        return
    click.echo(f"已读入 {out}：{report.organ} {report.year} 年，{len(report.figures)} 个数。")
    if as_previous is not None:
        click.echo(f"已记入 {as_previous}，作为去年的数据。")
    _print(doubts)


def _print(doubts: Sequence[Doubt]) -> None:
    for doubt in doubts:
        click.echo(f"请核对  {doubt.sentence}")


def _refuse_other_year(sheet: Sheet, last: Report, source: Path) -> None:
    if last.year != sheet.report.year - 1:
        year = sheet.report.year
        raise CouldNotError(f"「{source.name}」是 {last.year} 年的报告，不是 {year} 年报告的去年；没有读入。")


def _shown(doubt: Doubt) -> JsonValue:
    return {
        "where": doubt.where,
        "cells": list(doubt.cells),
        "state": doubt.state.value if doubt.state else None,
        "source": doubt.shown_source,
        "sentence": doubt.sentence,
    }
