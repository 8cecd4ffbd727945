"""The verbs that make and fill a report: ``new`` and ``fill``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from report_desk import api
from report_desk.cli import files
from report_desk.cli.answers import CouldNotError
from report_desk.core.edits.from_json import UnfillableError

if TYPE_CHECKING:
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet

LATEST_YEAR = 2099
_PATH = click.Path(path_type=Path)


@click.command(help="新建一份报告，存为 OUT。")
@click.argument("out", type=_PATH)
@click.option("--organ", required=True, help="机关全称。")
@click.option("--year", type=int, required=True, help="报告年度；格式按年度选用。")
@click.option("--from", "last", type=_PATH, help="去年的 .rdesk 文件：承接联系方式、结转和存量。")
@files.break_lock_option
def new(out: Path, organ: str, year: int, last: Path | None) -> None:
    """Make a new report."""
    if year > LATEST_YEAR:
        raise CouldNotError(f"没有 {year} 年的报告；请核对 --year。")
    before = None if last is None else files.open_sheet(last).sheet
    try:
        sheet = api.new_report(organ, year, before)
    except LookupError as error:
        raise CouldNotError(str(error)) from None
    except ValueError as error:
        raise CouldNotError(f"「{last.name}」：{error}" if last else str(error)) from None
    files.create(sheet.report, out)
    click.echo(f"已新建 {out}（{sheet.form.id} 格式）。")


@click.command(help="填写 FILE：数字、文字和联系方式。有一处不能填，就什么也不存。")
@click.argument("file", type=_PATH)
@click.option(
    "--figures",
    type=_PATH,
    help='数字：{"requests.new.individual": 3, …}，null 清空；总计的地址记为原表印数。',
)
@click.option(
    "--section", "sections", multiple=True, metavar="ID=TEXT_FILE", help="文字：如 overview=一.txt，可重复。"
)
@click.option("--details", type=_PATH, help='联系方式：{"phone": "0533-2880386", …}。')
@click.option("--zero-blanks", is_flag=True, help="最后把空白的件数和金额都填成 0。")
@files.break_lock_option
def fill(
    file: Path,
    figures: Path | None,
    sections: tuple[str, ...],
    details: Path | None,
    zero_blanks: bool,  # noqa: FBT001 - click's signature
) -> None:
    """Fill in figures, prose and details, all or nothing."""
    figures_text = files.text_of(figures) if figures else "{}"
    details_text = files.text_of(details) if details else "{}"
    texts = dict([_section(argument) for argument in sections])

    def edited(sheet: Sheet) -> Report:
        try:
            filled = api.fill(
                sheet, figures_text, sections=texts, details=details_text, zero_blanks=zero_blanks
            )
        except UnfillableError as error:
            raise CouldNotError(str(error)) from None
        return filled.report

    report = files.change(file, edited)
    click.echo(f"已保存 {file}（修订 {report.revision.number}）。")


def _section(argument: str) -> tuple[str, str]:
    name, equals, path = argument.partition("=")
    if not equals:
        raise CouldNotError(f"--section 要写成 ID=文本文件，这里是「{argument[:60]}」。")
    return name, files.text_of(Path(path))
