"""The verb ``verify``: whether a paper is a report, and which of its data, pages and code was shown to be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from report_desk import api
from report_desk.cli import files
from report_desk.cli.answers import CouldNotError, RefusedError
from report_desk.core.record.published import printed_part
from report_desk.core.report import fingerprint
from report_desk.core.versions import comparison

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet


@click.command(
    help="这份 PDF（或文件，或抄下来的定稿指纹）和 FILE 是不是同一份：核对数据，再印一遍逐页核对。1：不是。"
)
@click.argument("paper")
@click.argument("file", type=click.Path(path_type=Path))
def verify(paper: str, file: Path) -> None:
    """Hold a PDF, a file or a code from paper against a report; says which of them was proven."""
    sheet = files.open_sheet(file).sheet
    path = Path(paper)
    if not _is_there(path):
        _verify_code(paper, sheet)
        return
    data = files.bytes_of(path)
    if data.startswith(b"%PDF-"):
        _verify_pdf(data, sheet)
    else:
        _verify_data(files.open_sheet(path).sheet, sheet)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # no name of a file: too long, or with a NUL in it
        return False


def _verify_code(code: str, sheet: Sheet) -> None:
    try:
        typed = fingerprint.typed(code)
    except fingerprint.MistypedFingerprintError as error:
        raise CouldNotError(f"没有「{code[:60]}」这个文件，也不是定稿指纹：{error}") from None
    if not sheet.bears(typed):
        raise RefusedError(f"指纹不一致：抄下来的是 {typed}，文件的是 {sheet.fingerprint}。")
    click.echo(f"指纹一致：文件的内容就是定稿指纹 {typed} 的内容。纸上的各页没有核对。")


def _verify_data(theirs: Sheet, ours: Sheet) -> None:
    if theirs.fingerprint != ours.fingerprint:
        raise RefusedError(f"数据不一致：{_differences(theirs, ours)}{_codes(theirs.fingerprint, ours)}")
    click.echo(f"数据一致：两个文件印出来的内容相同，定稿指纹都是 {ours.fingerprint}。")


def _verify_pdf(pdf: bytes, sheet: Sheet) -> None:
    from report_desk.publish.pdf.proving.proof import prove  # noqa: PLC0415 - slow, only where used

    proof = prove(pdf, sheet)
    if not proof.has_same_data:
        theirs, ours = api.evaluated(proof.report), api.evaluated(printed_part(sheet))
        raise RefusedError(f"数据不一致：{_differences(theirs, ours)}{_codes(theirs.fingerprint, sheet)}")
    data = f"数据一致：随附的数据和文件的内容相同，算出来的定稿指纹都是 {sheet.fingerprint}。"
    words = proof.words
    if not proof.holds:
        raise RefusedError(data + words)
    click.echo(f"{data}\n{words}")


def _differences(theirs: Sheet, ours: Sheet) -> str:
    found = comparison.compare(theirs, ours)
    return f"有 {found.count} 处不同，用 compare 逐处看。" if found.count else ""


def _codes(theirs: str, ours: Sheet) -> str:
    return f"前者的定稿指纹是 {theirs}，文件的是 {ours.fingerprint}。"
