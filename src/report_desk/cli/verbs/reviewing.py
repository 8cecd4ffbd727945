"""The verbs of the review: ``remarks``, ``remark``, ``submit``, ``return``, ``approve``, ``reopen``."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import click

from report_desk import api
from report_desk.cli import files
from report_desk.cli.answers import CouldNotError, RefusedError, json_option, now, print_json
from report_desk.core.edits.apply import apply
from report_desk.core.edits.review import (
    STATE_NAMES,
    AddRemark,
    NotNowError,
    Step,
    StillOpenError,
    blocking,
    handover_name,
)
from report_desk.core.ports import ExpectedError
from report_desk.core.record.writer import written
from report_desk.core.report import fingerprint
from report_desk.core.report.model import Anchor, AnchorKind, Entry, EventKind, Remark
from report_desk.store.folders.listing import holder_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet

_PATH = click.Path(path_type=Path)
_files_argument = click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=_PATH)


@click.command(help="列出 FILE 里的批注。")
@click.argument("file", type=_PATH)
@json_option
def remarks(file: Path, as_json: bool) -> None:  # noqa: FBT001 - click's signature
    """List the threads of a report."""
    report = files.open_sheet(file).sheet.report
    if as_json:
        print_json({"remarks": [written(remark) for remark in report.remarks]})
        return
    for remark in report.remarks:
        place = remark.anchor.cell or remark.anchor.section or "全文"
        click.echo(f"{'未了' if remark.is_open else '已了结'}  {place}")
        for entry in remark.entries:
            click.echo(f"        {entry.by}：{entry.text}")


@click.command(help="在 PLACE 写一条批注：一格的编号、一节的编号，或者正文里的一句原话。打印批注的编号。")
@click.argument("file", type=_PATH)
@click.option("--at", "place", required=True, help="如 requests.new.individual、overview，或者一句原话。")
@click.option("--text", required=True, help="批注的内容。")
@click.option("--by", required=True, help="写批注的人。")
@files.break_lock_option
def remark(file: Path, place: str, text: str, by: str) -> None:
    """Add a remark, as a new thread."""
    if not by.strip() or not text.strip():
        raise CouldNotError("要写明姓名（--by）和批注的内容（--text）。")
    made = str(uuid.uuid4())

    def edited(sheet: Sheet) -> Report:
        thread = Remark(made, _anchor(sheet, place), (Entry(by.strip(), now(), text.strip()),))
        try:
            return apply(sheet, AddRemark(thread)).sheet.report
        except ValueError as error:
            raise CouldNotError(str(error)) from None

    files.change(file, edited)
    click.echo(made)


def _anchor(sheet: Sheet, place: str) -> Anchor:
    """What a place of a command line points at: a cell, a section, or a phrase where it stands first."""
    if place in sheet.form.cells:
        return Anchor(AnchorKind.CELL, cell=place)
    if place in sheet.form.prose_ids:
        return Anchor(AnchorKind.SECTION, section=place)
    for section in sheet.form.prose_ids:
        start = sheet.report.sections.get(section, "").find(place)
        if place.strip() and start >= 0:
            return Anchor(AnchorKind.SENTENCE, section, quote=place, place=start)
    raise CouldNotError(f"找不到「{place[:40]}」：不是一格或一节的编号，正文里也没有这句话。")


@click.command(help="交给上级：记下何人何时送审；还有什么没解决会说出来，但不阻拦。")
@click.argument("file", type=_PATH)
@click.option("--by", required=True, help="经办人姓名。")
@click.option("--reason", default="", help="附言。")
@click.option("--to", type=_PATH, help="另存一份到这个文件夹，取名 机关_年份_送审_修订N.rdesk。")
@files.break_lock_option
def submit(file: Path, by: str, reason: str, to: Path | None) -> None:
    """Hand a report over."""
    if to is not None and not to.is_dir():
        raise CouldNotError(f"没有「{to}」这个文件夹。")
    report, copy = _take(file, EventKind.SUBMITTED, by, reason, to)
    still_open = blocking(api.evaluated(report))
    if still_open:
        click.echo(f"还有 {len(still_open)} 处没有解决，第一处：{still_open[0].sentence}")
    if copy is not None:
        click.echo(f"已另存 {copy}。")


@click.command("return", help="退回修改，要写明原因。可以一次给几个文件：各做各的，退出码 1 是有的没有做成。")
@_files_argument
@click.option("--by", required=True, help="审核人姓名。")
@click.option("--reason", default="", help="退回的原因；有未了的批注时可以不写。")
@files.break_lock_option
def return_report(paths: tuple[Path, ...], by: str, reason: str) -> int:
    """Return reports to their clerks; open remarks are reason enough."""

    def work(file: Path) -> None:
        remarks = () if reason.strip() else files.open_sheet(file).sheet.report.remarks
        _take(file, EventKind.RETURNED, by, "见批注" if any(one.is_open for one in remarks) else reason)

    return _each(paths, work)


@click.command(
    help="同意定稿，记下定稿指纹。退出码 1：还有「必须改」，或者没有说明的「须说明」。"
    "可以一次给几个文件：各做各的，退出码 1 是有的没有做成。"
)
@_files_argument
@click.option("--by", required=True, help="审核人姓名。")
@click.option("--reason", default="", help="意见。")
@click.option("--expect", default="", help="只在定稿指纹是这一个时才同意：看过的是哪一份，就定哪一份。")
@files.break_lock_option
def approve(paths: tuple[Path, ...], by: str, reason: str, expect: str) -> int:
    """Approve reports."""
    code = _code(expect)
    if code and len(paths) > 1:
        raise CouldNotError("--expect 只认一份报告，不能和几个文件一起用。")

    def work(file: Path) -> None:
        report, _ = _take(file, EventKind.APPROVED, by, reason, expect=code)
        click.echo(f"定稿指纹 {report.history[-1].fingerprint}")

    return _each(paths, work)


def _each(paths: tuple[Path, ...], work: Callable[[Path], None]) -> int:
    """Do something to each of several files for itself, and say which it could not be done to; the exit code.

    What somebody else has open is left alone then: nobody has named that very file. One alone fails as ever.
    """
    if len(paths) == 1:
        work(paths[0])
        return 0
    failed = 0
    for path in dict.fromkeys(paths):
        try:
            holder = holder_of(path)
            if holder is not None:
                raise CouldNotError(f"{holder.sentence}，没有动它。")
            work(path)
        except (CouldNotError, RefusedError, ExpectedError) as error:
            failed += 1
            click.echo(f"{path}：{error}", err=True)
    return 1 if failed else 0


@click.command(help="定稿以后更正，要写明原因。")
@click.argument("file", type=_PATH)
@click.option("--by", required=True, help="经手人姓名。")
@click.option("--reason", default="", help="更正的原因，必须写明。")
@files.break_lock_option
def reopen(file: Path, by: str, reason: str) -> None:
    """Reopen an approved report."""
    _take(file, EventKind.REOPENED, by, reason)


def _code(text: str) -> str:
    """A code that somebody typed, in its canonical form; empty where none was given."""
    try:
        return fingerprint.typed(text) if text else ""
    except fingerprint.MistypedFingerprintError as error:
        raise CouldNotError(f"--expect：{error}") from None


def _take(  # noqa: PLR0913 - what a step is made of
    file: Path, kind: EventKind, by: str, reason: str, to: Path | None = None, *, expect: str = ""
) -> tuple[Report, Path | None]:
    """Take a step, and make a copy of the report in a folder: all of it or nothing.

    Where ``expect`` is given, only on the very content that has this code.
    """
    if not by.strip():
        raise CouldNotError("要写明姓名（--by）。")

    def edited(sheet: Sheet) -> Report:
        if expect and not sheet.bears(expect):
            raise RefusedError(f"文件里的不是看过的那一份：现在的定稿指纹是 {sheet.fingerprint}。没有写入。")
        try:
            return apply(sheet, Step(kind, by.strip(), now(), reason)).sheet.report
        except StillOpenError as error:
            raise RefusedError(str(error)) from None
        except NotNowError as error:
            raise CouldNotError(str(error)) from None

    copy = None
    if to is None:
        report = files.change(file, edited)
    else:
        report, copy = files.change_with_copy(file, edited, to, handover_name)
    click.echo(f"{file}：{STATE_NAMES[report.state]}（修订 {report.revision.number}）。")
    return report, copy
