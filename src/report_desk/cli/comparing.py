"""The verbs that hold two or three files against each other: ``compare``, ``merge``, ``verify``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from report_desk.cli import files
from report_desk.cli.answers import CouldNotError, RefusedError, json_option, now, print_json
from report_desk.core import comparison, fingerprint, record
from report_desk.core.merging import Merge, merge, with_conflicts_remarked
from report_desk.core.report import Anchor, AnchorKind, are_one_report

if TYPE_CHECKING:
    from report_desk.core.comparison import Comparison
    from report_desk.core.reading import JsonValue
    from report_desk.core.sheet import Sheet

_PATH = click.Path(path_type=Path)
_MERGED_BY = "合并"


@click.command(help="比较 A 和 B：逐格、逐句、逐项。退出码 1：有不同。")
@click.argument("a", type=_PATH)
@click.argument("b", type=_PATH)
@json_option
def compare(a: Path, b: Path, as_json: bool) -> int:  # noqa: FBT001 - click's signature
    """Compare two reports; the answer is the exit code."""
    before, after = files.open_sheet(a).sheet, files.open_sheet(b).sheet
    found = comparison.compare(before, after)
    if as_json:
        print_json(comparison.listing(found))
    else:
        _say(found, after)
    return 0 if found.is_same else 1


def _say(found: Comparison, after: Sheet) -> None:
    if found.is_same:
        click.echo("没有不同。")
    for figure in found.figures:
        cell = after.form.cells.get(figure.cell)
        name = f"{after.form.table(cell.table).name}「{cell.words}」" if cell else figure.cell
        click.echo(f"{name}：{_shown(figure.a)} → {_shown(figure.b)}")
    for section in found.sections:
        for change in section.changes:
            click.echo(f"{section.section}：{_shown(change.a)} → {_shown(change.b)}")
    for detail in found.details:
        click.echo(f"{detail.detail}：{_shown(detail.a)} → {_shown(detail.b)}")


def _shown(value: float | str | None) -> str:
    return "（空白）" if value in (None, "") else str(value)


@click.command(
    "merge", help="把同一份 BASE 改出来的 MINE 和 THEIRS 合成 OUT，什么都不丢。退出码 1：还有冲突要人来定。"
)
@click.argument("base", type=_PATH)
@click.argument("mine", type=_PATH)
@click.argument("theirs", type=_PATH)
@click.option("-o", "--out", type=_PATH, required=True, help="合并结果；冲突处留 MINE 的，另一方的记成批注。")
@files.break_lock_option
@json_option
def merge_reports(base: Path, mine: Path, theirs: Path, out: Path, as_json: bool) -> int:  # noqa: FBT001
    """Merge three ways; the answer is the exit code."""
    common, ours, other = (files.open_sheet(path).opened.report for path in (base, mine, theirs))
    if not are_one_report(ours, other, common):
        raise CouldNotError("这几个文件不是同一份报告（或者是两个机关用同一个文件改成的），不能合并。")
    if (ours.format, ours.year) != (other.format, other.year):
        raise CouldNotError("两份报告的年度或格式不同，不能合并。")
    merged = merge(common, ours, other)
    files.create(with_conflicts_remarked(merged, _MERGED_BY, now()), out)
    if as_json:
        print_json(_listing(merged))
    else:
        taken, conflicts = len(merged.taken), len(merged.conflicts)
        click.echo(f"已合并为 {out}：采用对方 {taken} 处，冲突 {conflicts} 处（已记成批注）。")
    return 1 if merged.conflicts else 0


def _listing(merged: Merge) -> dict[str, JsonValue]:
    return {
        "conflicts": [
            {
                **_place(conflict.anchor),
                "base": conflict.base,
                "mine": conflict.mine,
                "theirs": conflict.theirs,
            }
            for conflict in merged.conflicts
        ],
        "taken": [_place(anchor) for anchor in merged.taken],
    }


def _place(anchor: Anchor) -> dict[str, JsonValue]:
    if anchor.kind is AnchorKind.CELL:
        return {"cell": anchor.cell}
    return {"section": anchor.section}


class _Paper(Struct, frozen=True):
    """What a paper states of itself: its fingerprint, and its whole content where it carries that along."""

    fingerprint: str
    sheet: Sheet | None


@click.command(help="这份 PDF（或文件，或抄下来的定稿指纹）和 FILE 是不是同一份内容。退出码 1：不是。")
@click.argument("paper")
@click.argument("file", type=_PATH)
def verify(paper: str, file: Path) -> None:
    """Compare fingerprints; says where the contents differ, if the paper carries its data."""
    sheet = files.open_sheet(file).sheet
    stated = _paper(paper)
    if stated.fingerprint == sheet.fingerprint:
        click.echo(f"一致：定稿指纹 {sheet.fingerprint}。")
        return
    where = ""
    if stated.sheet is not None:
        found = comparison.compare(stated.sheet, sheet)
        where = f"有 {found.count} 处不同，用 compare 逐处看。" if found.count else ""
    raise RefusedError(f"不一致：前者 {stated.fingerprint}，文件 {sheet.fingerprint}。{where}")


def _paper(paper: str) -> _Paper:
    path = Path(paper)
    if not path.exists():
        try:
            return _Paper(fingerprint.typed(paper), None)
        except fingerprint.MistypedFingerprintError as error:
            raise CouldNotError(f"没有「{paper[:60]}」这个文件，也不是定稿指纹：{error}") from None
    data = files.bytes_of(path)
    if not data.startswith(b"%PDF-"):
        sheet = files.open_sheet(path).sheet
        return _Paper(sheet.fingerprint, sheet)
    return _printed(data, path)


def _printed(pdf: bytes, path: Path) -> _Paper:
    from report_desk.publish.carried import carried_fingerprint, carried_record  # noqa: PLC0415 - only where used

    stated = carried_fingerprint(pdf)
    if stated is None:
        raise CouldNotError(f"「{path.name}」里没有定稿指纹，不是本程序导出的 PDF。")
    carried = carried_record(pdf)
    try:
        sheet = None if carried is None else files.sheet_of(record.read(carried).report)
    except record.DamagedRecordError:
        sheet = None
    return _Paper(stated, sheet)
