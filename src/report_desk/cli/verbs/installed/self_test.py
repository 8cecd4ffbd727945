"""The verb ``self-test``: proves an installed program on the machine it was installed on."""

from __future__ import annotations

import platform
import tempfile
from importlib import metadata
from pathlib import Path

import click

from report_desk import api, resources
from report_desk.cli import files
from report_desk.cli.answers import CouldNotError
from report_desk.cli.verbs.installed import surroundings
from report_desk.core.edits.apply import SetFigure, apply
from report_desk.core.form.edition import Address
from report_desk.core.output.printout import printout
from report_desk.core.output.proof import Pages
from report_desk.core.record import codec

_LIBRARIES = ("PySide6-Essentials", "reportlab", "tinydb", "orjson", "pypdfium2", "uharfbuzz")


@click.command(
    "self-test",
    help="在本机走一遍：填写、保存、重新打开、导出、读回，并列出用到的组件、字体、输入法、打印和文件关联。",
)
def self_test() -> None:
    """Prove the program on this machine."""
    build = resources.build() or "源码"
    click.echo(
        f"report-desk {metadata.version('report-desk')}（{build}），Python {platform.python_version()}"
    )
    click.echo("，".join(f"{name} {metadata.version(name)}" for name in _LIBRARIES))
    with tempfile.TemporaryDirectory() as folder:
        _round_trip(Path(folder))
    _look_around()
    click.echo("自检通过。")


def _look_around() -> None:
    """What the program finds on this computer; only fonts of its own must be there."""
    faces = surroundings.fonts()
    _expect("随程序的字体", faces is not None)
    click.echo(f"字体：{faces}")
    click.echo(f"输入法：{surroundings.input_methods()}")
    click.echo(f"打印：{surroundings.printing()}")
    click.echo(f"双击 .rdesk 打开：{surroundings.file_type()}")


def _round_trip(folder: Path) -> None:
    from report_desk.publish.pdf.export import publish_pdf  # noqa: PLC0415 - slow, only where used
    from report_desk.publish.pdf.proving.proof import prove  # noqa: PLC0415

    sample = codec.read(resources.path("samples/2025.rdesk").read_bytes()).report
    sheet = api.evaluated(sample)
    cell = Address("disclosure.permit.decisions")
    filled = apply(sheet, SetFigure(cell, 183)).sheet
    path = folder / "自检.rdesk"
    files.create(filled.report, path)
    reopened = files.open_sheet(path).sheet
    _expect("保存和重新打开", reopened.report.figures == filled.report.figures)
    published = publish_pdf(printout(reopened))
    click.echo(f"导出 {published.pages} 页，{len(published.data)} 字节；字体：{published.faces}")
    _expect("从 PDF 读回并核对", prove(published.data, reopened).pages is Pages.SAME_BYTES)


def _expect(step: str, passed: bool) -> None:  # noqa: FBT001 - the answer of the step
    if not passed:
        raise CouldNotError(f"自检没有通过：{step}。")
    click.echo(f"{step}：正常")
