"""The verbs that hold two or three reports against each other: ``compare``, ``merge``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from report_desk import api
from report_desk.cli import files
from report_desk.cli.answers import CouldNotError, json_option, now, print_json
from report_desk.core.form.edition import Address
from report_desk.core.report.model import AnchorKind, are_one_report
from report_desk.core.versions import comparison
from report_desk.core.versions.ancestry import goes_back_to, may_be_original
from report_desk.core.versions.differences import PART_NAMES, Part
from report_desk.core.versions.merge import Merge, merge, with_conflicts_remarked

if TYPE_CHECKING:
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet
    from report_desk.core.strict_reader import JsonValue
    from report_desk.core.versions.comparison import Comparison
    from report_desk.core.versions.differences import Difference

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
        click.echo(f"{_cell_words(after, figure.cell)}：{_shown(figure.a)} → {_shown(figure.b)}")
    for section in found.sections:
        for change in section.changes:
            click.echo(f"{section.section}：{_shown(change.a)} → {_shown(change.b)}")
    for detail in found.details:
        click.echo(f"{detail.detail}：{_shown(detail.a)} → {_shown(detail.b)}")
    for difference in found.review:
        click.echo(_line(difference, after))


def _line(change: Difference, sheet: Sheet) -> str:
    """One difference with its place, for reading."""
    anchor = change.anchor
    name = PART_NAMES[change.part]
    if anchor.kind is AnchorKind.CELL:
        name = f"{_cell_words(sheet, anchor.cell)} {name}"
    elif anchor.section and change.part is not Part.TEXT:
        name = f"{anchor.section} {name}"
    elif anchor.section:
        name = anchor.section
    return f"{name}：{_shown(change.before)} → {_shown(change.after)}"


def _cell_words(sheet: Sheet, address: str) -> str:
    cell = sheet.form.cells.get(Address(address))
    return f"{sheet.form.table(cell.table).name}「{cell.words}」" if cell else address


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
    common, ours, other = (files.open_sheet(path).sheet.report for path in (base, mine, theirs))
    if not are_one_report(ours, other, common):
        raise CouldNotError("这几个文件不是同一份报告（或者是两个机关用同一个文件改成的），不能合并。")
    if (ours.format, ours.year) != (other.format, other.year):
        raise CouldNotError("两份报告的年度或格式不同，不能合并。")
    _need_original((base, common), (mine, ours), (theirs, other))
    merged = merge(common, ours, other)
    files.create(with_conflicts_remarked(merged, _MERGED_BY, now()), out)
    if as_json:
        print_json(_listing(merged))
    else:
        taken, conflicts = len(merged.taken), len(merged.conflicts)
        click.echo(f"已合并为 {out}：采用对方 {taken} 处，冲突 {conflicts} 处（已记成批注）。")
        sheet = api.evaluated(merged.report)
        for change in merged.taken:
            click.echo(f"采用 {_line(change, sheet)}")
    return 1 if merged.conflicts else 0


def _need_original(base: tuple[Path, Report], *copies: tuple[Path, Report]) -> None:
    """Refuse a base that is no ancestor: what only one copy changed would count as changed by the other."""
    name, original = base
    if may_be_original(original.revision, copies[0][1].revision, copies[1][1].revision):
        return
    parted = [path for path, copy in copies if not goes_back_to(copy.revision, original.revision)]
    raise CouldNotError(
        f"「{name}」不是「{parted[0]}」的原稿：原稿要是两份分头改之前保存过的那一份。"
        "顺序是 BASE MINE THEIRS，请核对。"
    )


def _listing(merged: Merge) -> dict[str, JsonValue]:
    return {
        "conflicts": [
            {
                **comparison.place_listing(conflict.anchor),
                "part": conflict.part,
                "base": conflict.base,
                "mine": conflict.mine,
                "theirs": conflict.theirs,
            }
            for conflict in merged.conflicts
        ],
        "taken": [
            {
                **comparison.place_listing(change.anchor),
                "part": change.part,
                "before": change.before,
                "after": change.after,
            }
            for change in merged.taken
        ],
    }
