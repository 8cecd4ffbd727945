"""The verbs of the county office: ``status``, ``consolidate``, ``trace``, and the annex of ``export``."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from report_desk import api, resources, rosters
from report_desk.cli import files
from report_desk.cli.answers import CouldNotError, json_option, note, print_json
from report_desk.core.consolidation.entry import Standing
from report_desk.core.consolidation.roster import said_twice
from report_desk.core.consolidation.words import STANDING_NAMES
from report_desk.publish.exporters import EXPORTERS, PDF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from report_desk.api import Folder
    from report_desk.core.consolidation.across.carrying import Carrying
    from report_desk.core.consolidation.board import BoardRow
    from report_desk.core.consolidation.entry import Holder
    from report_desk.core.consolidation.roster import Member
    from report_desk.core.consolidation.sums import Consolidated
    from report_desk.core.consolidation.trace import Trace, Traced
    from report_desk.core.report.sources import Consolidation
    from report_desk.core.report.totals import Number
    from report_desk.core.sheet import Sheet
    from report_desk.core.strict_reader import JsonValue

_PATH = click.Path(path_type=Path)
_LAST_YEAR = 2099
_ALL = "all"
_XLSX = ".xlsx"
_NEVER_TAKEN = {Standing.MISSING, Standing.UNREADABLE}
_roster_option = click.option(
    "--roster", type=_PATH, help="应报单位：文本、CSV 或 XLSX，第一列是单位；默认用文件夹里存着的。"
)


@click.command(help="看文件夹 DIR 收齐没有。退出码 1：有单位没交，或者有文件有问题。")
@click.argument("folder", metavar="DIR", type=_PATH)
@_roster_option
@click.option("--year", type=click.IntRange(0, _LAST_YEAR), default=0, help="年度；默认是多数文件的年度。")
@json_option
def status(folder: Path, roster: Path | None, year: int, as_json: bool) -> int:  # noqa: FBT001 - click's signature
    """Say how far every organ is, and what is wrong in the folder."""
    opened = _opened(folder, roster, year)
    board, held = opened.board, opened.held
    if as_json:
        print_json(
            {
                "year": board.year,
                "counts": {standing.value: count for standing, count in board.counts.items()},
                "organs": [_organ(row, held) for row in board.rows],
                "problems": [
                    {"file": one.file, "kind": one.kind.value, "sentence": one.sentence}
                    for one in board.problems
                ],
            }
        )
    else:
        said = [f"{STANDING_NAMES[standing]} {count}" for standing, count in board.counts.items() if count]
        when = f"{board.year} 年" if board.year else "还没有报告"
        click.echo(f"{when}，{len(board.rows)} 个单位{'：' if said else ''}{' · '.join(said)}")
        for row in board.rows:
            click.echo(
                f"  {STANDING_NAMES[row.standing]}  {row.member.organ}{_open_points(row)}{_held(row, held)}"
            )
        for one in board.problems:
            click.echo(f"  {one.sentence}")
    return 1 if board.missing or board.problems else 0


def _opened(folder: Path, roster: Path | None, year: int = 0) -> Folder:
    return api.open_folder(folder, None if roster is None else _members(roster), year)


def _members(roster: Path) -> Sequence[Member]:
    try:
        found = rosters.read_roster(files.bytes_of(roster))
    except ValueError as error:
        raise CouldNotError(f"「{roster.name}」读不进来：{error}") from None
    if not found.members:
        raise CouldNotError(f"「{roster.name}」里没有单位；要一行一个，单位写在第一列。")
    if found.twice:
        note(f"「{roster.name}」里{said_twice(found.twice)}")
    return found.members


def _organ(row: BoardRow, held: Mapping[str, Holder]) -> JsonValue:
    one = row.entry
    holder = None if one is None else held.get(one.file)
    return {
        "organ": row.member.organ,
        "state": row.standing.value,
        "file": None if one is None else one.file,
        "year": one.year if one is not None and one.is_readable else None,
        "edition": one.edition if one is not None and one.is_readable else None,
        "must_fix": 0 if one is None else one.must_fix,
        "explain": 0 if one is None else one.explain,
        "threads": 0 if one is None else one.threads,
        "fingerprint": one.fingerprint if one is not None and one.is_readable else None,
        "held_by": None if holder is None else holder.sentence,
    }


def _held(row: BoardRow, held: Mapping[str, Holder]) -> str:
    holder = None if row.entry is None else held.get(row.entry.file)
    return "" if holder is None else f"  {holder.sentence}"


def _open_points(row: BoardRow) -> str:
    one = row.entry
    if one is None:
        words = "，".join(filter(None, (row.member.contact, row.member.phone)))
        return f"（{words}）" if words else ""
    counted = {"必须改": one.must_fix, "须说明": one.explain, "批注": one.threads}
    said = [f"{name} {count}" for name, count in counted.items() if count]
    return f"（{one.file}{''.join(f' · {words}' for words in said)}）"


@click.command(help="汇总 DIR 里的报告，存为 OUT。退出码 1：写出了，但有单位没算进去或者没交。")
@click.argument("folder", metavar="DIR", type=_PATH)
@click.option("-o", "--out", type=_PATH, required=True, help="汇总成的报告，不能已经存在。")
@click.option("--organ", required=True, help="汇总报告的机关全称。")
@click.option("--year", type=click.IntRange(1, _LAST_YEAR), required=True, help="年度。")
@_roster_option
@click.option("--states", default=Standing.APPROVED.value, help="算进哪些状态的报告，逗号分开，或者 all。")
@click.option("--previous", type=_PATH, help="本地区去年的报告：留着核对，承接联系方式。")
@json_option
@files.break_lock_option
def consolidate(  # noqa: PLR0913, PLR0917 - click's signature
    folder: Path,
    out: Path,
    organ: str,
    year: int,
    roster: Path | None,
    states: str,
    previous: Path | None,
    as_json: bool,  # noqa: FBT001
) -> int:
    """Add up a folder of reports as a new one."""
    name = "".join(organ.split())
    if not name:
        raise CouldNotError("机关名称不能是空的。")
    wanted = _states(states)
    opened = _opened(folder, roster, year)
    if not any(row.entry for row in opened.board.rows):
        raise CouldNotError(f"「{folder}」里没有 {year} 年的报告，没有写出。")
    last = None if previous is None else files.open_sheet(previous).sheet
    try:
        whole = api.consolidate(opened, name, wanted, last)
    except (ValueError, LookupError) as error:
        raise CouldNotError(str(error.args[0])) from None
    files.create(whole.report, out)
    if not whole.made.parts:
        note(_why_nothing(whole.made))
    _say(whole, out, as_json=as_json)
    return 0 if whole.is_whole else 1


def _why_nothing(made: Consolidation) -> str:
    """Of a sum of nothing, in which every cell is blank: what each report lacks, and what could be taken."""
    reasons = dict.fromkeys(one.reason for one in made.left_out)
    counted = [f"{sum(one.reason == why for one in made.left_out)} 份{why}" for why in reasons]
    return f"没有一份可以算进去，写出的报告是空的：{'；'.join(counted)}。要算进别的状态，用 --states。"


def _states(text: str) -> list[Standing]:
    if text.strip() == _ALL:
        return [standing for standing in Standing if standing not in _NEVER_TAKEN]
    names = [name.strip() for name in text.replace("，", ",").split(",") if name.strip()]
    known = {standing.value: standing for standing in Standing if standing not in _NEVER_TAKEN}
    odd = [name for name in names if name not in known]
    if odd or not names:
        raise CouldNotError(f"--states 要写 {' '.join(known)} 里的几个，或者 all。")
    return [known[name] for name in names]


def _say(whole: Consolidated, out: Path, *, as_json: bool) -> None:
    made = whole.made
    if as_json:
        taken: list[JsonValue] = [
            {"organ": one.organ, "file": one.file, "fingerprint": one.fingerprint} for one in made.parts
        ]
        left_out: list[JsonValue] = [
            {"organ": one.organ, "file": one.file, "reason": one.reason} for one in made.left_out
        ]
        print_json({"taken": taken, "left_out": left_out, "missing": list(made.missing)})
        return
    click.echo(f"已写出 {out}：算进 {len(made.parts)} 份。")
    for one in made.left_out:
        click.echo(f"  没有算进「{one.organ}」（{one.file}）：{one.reason}。")
    for missing in made.missing:
        click.echo(f"  没有交来：「{missing}」。")
    for place, organs in whole.blank.items():
        click.echo(f"  {place} 空着没有合计：{'、'.join(organs[:3])}{' 等' if organs[3:] else ''}没有填。")


@click.command(help="查汇总报告 REPORT 的数从 DIR 里哪些报告来。退出码 1：现在重算不是这些数了。")
@click.argument("report", type=_PATH)
@click.argument("folder", metavar="DIR", type=_PATH)
@click.option("--cell", default="", help="只看这一格，如 requests.new.individual。")
@_roster_option
@json_option
def trace(report: Path, folder: Path, cell: str, roster: Path | None, as_json: bool) -> int:  # noqa: FBT001 - click's
    """Say which reports make a number, and what changed since."""
    sheet = files.open_sheet(report).sheet
    if cell and cell not in sheet.form.cells:
        raise CouldNotError(f"没有「{cell[:60]}」这一格。")
    try:
        found = api.trace(sheet.report, _opened(folder, roster))
    except ValueError as error:
        raise CouldNotError(str(error)) from None
    cells = {str(place): one for place, one in found.cells.items() if not cell or place == cell}
    if as_json:
        print_json(_traced(found, cells))
    else:
        for changed in found.changed:
            click.echo(changed.sentence)
        if cell:
            for one in cells.values():
                _say_cell(sheet.form.cells[api.Address(cell)].words, one)
        if found.is_same:
            click.echo("一致：用文件夹里的报告重算，是同样的数。")
    return 0 if found.is_same else 1


def _traced(found: Trace, cells: dict[str, Traced]) -> dict[str, JsonValue]:
    return {
        "same": found.is_same,
        "changed": [
            {"organ": one.organ, "file": one.file, "sentence": one.sentence} for one in found.changed
        ],
        "cells": {
            place: {
                "sum": _number(one.sum),
                "corrections": _number(one.corrections),
                "parts": [
                    {"organ": part.organ, "file": part.file, "value": _number(part.value)}
                    for part in one.parts
                ],
            }
            for place, one in cells.items()
        },
    }


def _number(value: Number | None) -> JsonValue:
    return f"{value:f}" if isinstance(value, Decimal) else value


def _say_cell(words: str, one: Traced) -> None:
    blank = "空"
    click.echo(f"{words}：报告里是 {blank if one.stated is None else one.stated}")
    for part in one.parts:
        click.echo(f"  {blank if part.value is None else part.value}  {part.organ}（{part.file}）")
    if one.corrections:
        click.echo(f"  {one.corrections:+}  订正")


def export_annex(region: Path, folder: Path, out: Path) -> int:
    """Write the annex of a region's report as the folder gives it now; the answer is the exit code."""
    write = {PDF: _pdf, _XLSX: _workbook}.get(out.suffix.lower())
    if write is None:
        raise CouldNotError(f"底稿的文件名要以 {PDF} 或 {_XLSX} 结尾，这里是「{out.name[:60]}」。")
    sheet, opened = files.open_sheet(region).sheet, api.open_folder(folder)
    try:
        found = api.trace(sheet.report, opened)
    except ValueError as error:
        raise CouldNotError(str(error)) from None
    files.write(out, write(sheet, found, _carried(sheet, opened)))
    click.echo(f"已导出汇总底稿 {out}。")
    for changed in found.changed:
        click.echo(changed.sentence, err=True)
    return 0


def _carried(sheet: Sheet, folder: Folder) -> Carrying:
    """What the organs and the region handed on last year, against what they took over."""
    from report_desk.core.consolidation.across.carrying import carried_over  # noqa: PLC0415 - only where used
    from report_desk.store.folders.studying import studies  # noqa: PLC0415

    reports = [one for one in folder.entries if one.is_readable]
    forms = {one.edition: resources.format_by_id(one.edition) for one in reports}
    found = studies(folder.path, [one.file for one in reports])
    members = [row.member for row in folder.board.rows] if folder.board.has_roster else []
    return carried_over(sheet.form, forms, sheet.report, members, folder.entries, found)


def _pdf(sheet: Sheet, found: Trace, carried: Carrying) -> bytes:
    from report_desk.core.output.annex_sheet import annex_sheet  # noqa: PLC0415 - only where used

    return EXPORTERS[PDF](annex_sheet(sheet, found, carried)).data


def _workbook(sheet: Sheet, found: Trace, carried: Carrying) -> bytes:
    from report_desk.core.consolidation.annex import annex  # noqa: PLC0415 - only where used
    from report_desk.publish.workbook.writer import annex_workbook  # noqa: PLC0415

    return annex_workbook(annex(sheet.form, sheet.report, found, carried))
