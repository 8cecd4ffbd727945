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
    "FILE 是文件夹时，核对汇总报告和它由来的各单位报告。"
)
@click.argument("paper")
@click.argument("file", type=click.Path(path_type=Path))
def verify(paper: str, file: Path) -> None:
    """Hold a PDF, a file or a code from paper against a report; says which of them was proven."""
    if file.is_dir():
        _verify_region(Path(paper), file)
        return
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


def _verify_region(paper: Path, folder: Path) -> None:
    """Hold a region's report, or a PDF of it, against the reports that it was added up from."""
    opened = api.open_folder(folder)
    data = files.bytes_of(paper)
    is_pdf = data.startswith(b"%PDF-")
    sheet = _region_of(data, paper, opened) if is_pdf else files.open_sheet(paper).sheet
    if is_pdf:
        _verify_pdf(data, sheet)
    try:
        found = api.trace(sheet.report, opened)
    except ValueError as error:
        raise CouldNotError(str(error)) from None
    if not found.is_same:
        raise RefusedError(f"来源不一致：{''.join(one.sentence for one in found.changed)}")
    made = sheet.report.consolidation
    count = 0 if made is None else len(made.parts)
    click.echo(f"来源一致：用文件夹里的 {count} 份报告重算，是同样的数。")


def _region_of(pdf: bytes, paper: Path, folder: api.Folder) -> Sheet:
    """The region's report of which a PDF is the print, beside it or in the folder: a PDF has no sources."""
    from report_desk.publish.pdf.proving.proof import read_carried  # noqa: PLC0415 - slow, only where used

    code = api.evaluated(read_carried(pdf).report).fingerprint
    beside = paper.with_suffix(".rdesk")
    known = [folder.path / one.file for one in folder.entries if one.is_sum and one.fingerprint == code]
    for path in ([beside] if beside.is_file() else []) + known:
        sheet = files.open_sheet(path).sheet
        if sheet.report.consolidation is not None and sheet.fingerprint == code:
            return sheet
    raise CouldNotError(
        "PDF 里没有来源：把它的汇总报告（.rdesk）放在 PDF 旁边或者文件夹里再核对，或者直接核对汇总报告。"
    )


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
