"""The verbs that only look: ``show`` and ``check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from report_desk import api
from report_desk.cli import files
from report_desk.cli.answers import json_option, print_json
from report_desk.core.checks.locating.witnesses import besides
from report_desk.core.checks.typos import Typo
from report_desk.core.form.edition import Level
from report_desk.core.output.json_listing import findings_listing, report_listing

if TYPE_CHECKING:
    from report_desk.core.checks.findings import Finding
    from report_desk.core.sheet import Sheet

_PATH = click.Path(path_type=Path)
TYPO_NAMES = {
    Typo.WRONG: "填错一格",
    Typo.SWAPPED_DIGITS: "数字写颠倒",
    Typo.EXTRA_ZERO: "多写一个零",
    Typo.MISSING_ZERO: "少写一个零",
    Typo.SHIFTED_COLUMN: "串列",
    Typo.SHIFTED_ROW: "串行",
}
LEVEL_NAMES = {
    Level.MUST_FIX: "必须改",
    Level.EXPLAIN: "须说明",
    Level.NOTICE: "请留意",
    Level.REVIEWER: "上级核",
}


@click.command(help="列出 FILE 里的全部内容。")
@click.argument("file", type=_PATH)
@json_option
def show(file: Path, as_json: bool) -> None:  # noqa: FBT001 - click's signature
    """List everything of a report."""
    sheet = files.open_sheet(file).sheet
    if as_json:
        print_json(report_listing(sheet))
        return
    report = sheet.report
    click.echo(f"{report.organ} {report.year} 年（{report.format} 格式，修订 {report.revision.number}）")
    click.echo(f"定稿指纹 {sheet.fingerprint}")
    _show_prose(sheet)
    for table in sheet.form.tables:
        filled = [cell for cell in table.cells if sheet.shown(cell.address)]
        click.echo(f"\n{table.name}：{len(filled)} / {len(table.cells)} 格")
        for cell in filled:
            click.echo(f"  {cell.words}：{sheet.shown(cell.address)}")


def _show_prose(sheet: Sheet) -> None:
    for name in sheet.form.prose_ids:
        text = sheet.prose(name)
        if text:
            click.echo(f"\n{sheet.form.heading_of(name)}\n{text}")


@click.command(help="检查 FILE 平不平、齐不齐。退出码 1：还有「必须改」，或者没有说明的「须说明」。")
@click.argument("file", type=_PATH)
@click.option("--previous", type=_PATH, help="去年的 .rdesk 文件，用来代替本文件里记着的去年数字。")
@click.option("--reviewer", is_flag=True, help="连同只给审核人看的「上级核」。")
@json_option
def check(file: Path, previous: Path | None, reviewer: bool, as_json: bool) -> int:  # noqa: FBT001
    """Run every check; the answer is the exit code."""
    sheet = files.open_sheet(file).sheet
    last = None if previous is None else files.open_sheet(previous).sheet
    found = api.check(sheet, last, reviewer=reviewer)
    if as_json:
        print_json(findings_listing(found))
    else:
        _say(found, sheet)
    return 1 if any(finding.blocks_approval for finding in found) else 0


def _say(found: tuple[Finding, ...], sheet: Sheet) -> None:
    for finding in found:
        name = "已说明" if finding.explained else LEVEL_NAMES[finding.level]
        click.echo(f"{name}  {finding.sentence}")
        click.echo(f"        {finding.advice}")
        for said in besides(finding, sheet.form):
            click.echo(f"        {said}。")
        if finding.typo is not None:
            fixed = "，".join(f"{cell} 改成 {value}" for cell, value in finding.fix.items())
            click.echo(f"        疑似{TYPO_NAMES[finding.typo]}：{fixed}，即全部平衡。")
    if not found:
        click.echo("没有发现问题。")
