"""The verb ``import``: a published or draft report → a report, and what of it is doubtful."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from report_desk import resources
from report_desk.cli import files
from report_desk.cli.answers import CouldNotError, json_option, print_json
from report_desk.intake.imported import Doubt, NotAReportError

if TYPE_CHECKING:
    from report_desk.core.report.model import Report

_PATH = click.Path(path_type=Path)
_LATER = {".docx", ".doc", ".wps", ".xlsx", ".xls", ".et", ".html", ".htm"}


@click.command(
    "import", help="读入 SOURCE（复制粘贴成的文本，或本程序导出的 PDF），存为 OUT，并列出拿不准的地方。"
)
@click.argument("source", type=_PATH)
@click.option("-o", "--out", type=_PATH, required=True, help="存为这个 .rdesk 文件。")
@files.break_lock_option
@json_option
def import_report(source: Path, out: Path, as_json: bool) -> None:  # noqa: FBT001 - click's signature
    """Read a published or draft report."""
    report, doubts = _read(source)
    files.create(report, out)
    if as_json:
        print_json({"doubts": [{"where": doubt.where, "sentence": doubt.sentence} for doubt in doubts]})
        return
    click.echo(f"已读入 {out}：{report.organ} {report.year} 年，{len(report.figures)} 个数。")
    for doubt in doubts:
        click.echo(f"请核对  {doubt.sentence}")


def _read(source: Path) -> tuple[Report, tuple[Doubt, ...]]:
    data = files.bytes_of(source)
    if data.startswith(b"%PDF-"):
        return _carried(data), ()
    if source.suffix.lower() in _LATER:
        raise CouldNotError(f"还不能读 {source.suffix} 文件；请把内容全选复制，存成 .txt 再读入。")
    from report_desk.intake import text  # noqa: PLC0415 - only where used

    try:
        found = text.read_text(text.decoded(data), resources.formats())
    except NotAReportError as error:
        raise CouldNotError(f"「{source.name}」读不进来：{error}") from None
    return found.report(str(uuid.uuid4())), found.doubts


def _carried(pdf: bytes) -> Report:
    """The report that a PDF of our own carries along, as a new one. Raises UnreadableFileError."""
    from report_desk.publish.pdf.proof import read_carried  # noqa: PLC0415 - only where used

    return replace(read_carried(pdf).report, id=str(uuid.uuid4()))
