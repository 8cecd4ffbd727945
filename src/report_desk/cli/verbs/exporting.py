"""The verb ``export``: the official PDF, or the figures as JSON; one report or a whole folder."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
import orjson
from msgspec import Struct

from report_desk import api
from report_desk.cli import files
from report_desk.cli.answers import CouldNotError, RefusedError, Safe, has_written
from report_desk.core.output.json_listing import report_listing
from report_desk.core.output.printout import PageNumbers, PrintOptions
from report_desk.core.ports import ExpectedError
from report_desk.publish.exporters import EXPORTERS, PDF
from report_desk.store.folders.at_once import end_with_parent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


_PATH = click.Path(path_type=Path)
_LISTING = ".json"
_SUFFIXES = (*EXPORTERS, _LISTING)
_BUG = "程序出错（{}），这一份没有导出，其余照常；请把这份文件和这句话告诉维护人员。"
Job = tuple[Path, Path, PrintOptions]
"""A report, the PDF it becomes, and how it is printed."""


class Exported(Struct, frozen=True):
    """What became of one report of a folder: an empty sentence where all went well."""

    name: str
    code: int = 0
    sentence: str = ""


@click.command(help="把 FILE 导出为 PDF（或 JSON）。退出码 1：还有「必须改」，没有写出。")
@click.argument("file", type=_PATH, required=False)
@click.option("--all", "folder", type=_PATH, help="导出这个文件夹里的每一个 .rdesk 文件。")
@click.option(
    "-o", "--out", type=_PATH, required=True, help="导出到哪里；类型看后缀（pdf、json）。--all 时是文件夹。"
)
@click.option("--draft", is_flag=True, help="草稿：有错也导出，每页印「草稿」。")
@click.option("--cover", is_flag=True, help="加封面。")
@click.option("--signature", is_flag=True, help="文末加机关和日期。")
@click.option("--fingerprint", is_flag=True, help="末页印定稿指纹（草稿总是印）。")
@click.option("--review-sheet", is_flag=True, help="不导出报告，导出一页审核意见单。")
@click.option(
    "--annex",
    "reports",
    type=_PATH,
    help="不导出报告，导出它的汇总底稿（pdf、xlsx）；给出各单位报告的文件夹。",
)
@click.option("--bundled-fonts", is_flag=True, help="只用程序自带的字体（默认优先用本机的公文字体）。")
@click.option("--centred-page-numbers", is_flag=True, help="页码居中（默认单页居右、双页居左）。")
def export(
    file: Path | None,
    folder: Path | None,
    out: Path,
    reports: Path | None,
    review_sheet: bool,  # noqa: FBT001 - click's signature
    **look: bool,
) -> int:
    """Export one report or a whole folder; the answer is the exit code."""
    options = _options(look)
    if file is None and folder is not None:
        return _export_all(folder, out, options)
    if file is None or folder is not None:
        raise CouldNotError("请给出一个 .rdesk 文件，或者用 --all 给出一个文件夹。")
    if reports is not None:
        from report_desk.cli.verbs.county import export_annex  # noqa: PLC0415 - only where used

        return export_annex(file, reports, out)
    suffixes = tuple(EXPORTERS) if review_sheet else _SUFFIXES
    if out.suffix.lower() not in suffixes:
        raise CouldNotError(f"导出的文件名要以 {' 或 '.join(suffixes)} 结尾，这里是「{out.name[:60]}」。")
    if review_sheet:
        return _export_review_sheet(file, out)
    _say_faces(out, export_one(file, out, options))
    return 0


def _say_faces(out: Path, faces: dict[str, str]) -> None:
    """What was written, in which fonts, and which characters these could not set."""
    missing, lent, own = (faces.pop(kind, "") for kind in ("missing", "lent", "own"))
    names = "，".join(dict.fromkeys(faces.values()))
    whose = f"；其中本机的：{own.replace(chr(10), '、')}" if own else ""
    click.echo(f"已导出 {out}" + (f"（字体：{names}{whose}）。" if names else "。"))
    if lent:
        click.echo(f"这些字本机的公文字体里没有，用别的字体印：{lent}", err=True)
    if missing:
        click.echo(
            f"这些字所有字体里都没有，印作〓：{missing}（可以装「年报台生僻字字库」，或者有这些字的字体）",
            err=True,
        )


def _options(look: Mapping[str, bool]) -> PrintOptions:
    """How to print, by the switches that were given."""
    return PrintOptions(
        draft=look["draft"],
        page_numbers=PageNumbers.CENTRED if look["centred_page_numbers"] else PageNumbers.OUTER,
        cover=look["cover"],
        signature=look["signature"],
        fingerprint=look["fingerprint"] or look["draft"],
        bundled_fonts=look["bundled_fonts"],
    )


def _export_review_sheet(file: Path, out: Path) -> int:
    from report_desk.core.output.review_sheet import review_sheet  # noqa: PLC0415 - only where used

    files.write(out, EXPORTERS[out.suffix.lower()](review_sheet(files.open_sheet(file).sheet)).data)
    click.echo(f"已导出审核意见单 {out}。")
    return 0


def export_one(file: Path, out: Path, options: PrintOptions) -> dict[str, str]:
    """Export one report; the answer names what was used for each role (`PublishedPages.faces`).

    Raises RefusedError for open errors, CouldNotError or an ExpectedError where it cannot be done.
    """
    sheet = files.open_sheet(file).sheet
    if out.suffix.lower() == _LISTING:
        files.write(out, orjson.dumps(report_listing(sheet), option=orjson.OPT_INDENT_2))
        return {}
    try:
        published = api.export_pdf(sheet, options=options)
    except api.MustFixError as error:
        raise RefusedError(f"没有导出：{error}改好再导出，或者用 --draft 导出草稿。") from None
    files.write(out, published.data)
    return dict(published.faces)


def _export_all(folder: Path, out: Path, options: PrintOptions) -> int:
    sources = sorted(folder.glob("*.rdesk")) if folder.is_dir() else []
    if not sources:
        raise CouldNotError(f"「{folder}」里没有 .rdesk 文件。")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CouldNotError(f"建不了文件夹「{out}」：{error.strerror}。") from None
    jobs = [(source, out / f"{source.stem}{PDF}", options) for source in sources]
    results = list(_with_progress(_done(jobs), len(jobs)))
    for (_, target, _), result in zip(jobs, results, strict=True):
        if not result.code:
            has_written(target)
    return _summary(results)


def _done(jobs: list[Job]) -> Iterator[Exported]:
    """What became of each, in order.

    A process that dies takes down the pool it is in. What the pool had not done is then done again one by
    one, each in a pool of its own, so that only the report at which one dies is lost.
    """
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor  # noqa: PLC0415 - slow, only where used

    left = list(jobs)
    workers = min(os.cpu_count() or 1, len(jobs))
    with suppress(BrokenExecutor), ProcessPoolExecutor(workers, initializer=_end_with_parent) as pool:
        for running in [pool.submit(_job, job) for job in jobs]:
            result = running.result()
            left.pop(0)
            yield result
    for job in left:
        try:
            with ProcessPoolExecutor(1, initializer=_end_with_parent) as pool:
                yield pool.submit(_job, job).result()
        except BrokenExecutor:
            yield Exported(job[0].name, 2, _BUG.format("进程意外结束"))


def _end_with_parent() -> None:
    """In a worker: end as soon as the process that started it is gone, even if it was killed.

    Where another worker dies, the pool ends this one by SIGTERM, which by itself would leave a half-written
    file and its lock behind; as an exception it lets the write clean up.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    end_with_parent()


def _with_progress(running: Iterable[Exported], count: int) -> Iterator[Exported]:
    terminal = sys.stderr.terminal if isinstance(sys.stderr, Safe) else sys.stderr
    bar = click.progressbar(running, length=count, label="导出", file=terminal)
    with bar:
        yield from bar


def _job(job: Job) -> Exported:
    source, out, options = job
    try:
        export_one(source, out, options)
    except RefusedError as error:
        return Exported(source.name, 1, str(error))
    except (CouldNotError, ExpectedError) as error:
        return Exported(source.name, 2, str(error))
    except SystemExit:
        os._exit(1)  # told to end, and cleaned up; the pool would take it for a result and go on waiting
    except Exception as error:  # noqa: BLE001 - a bug that one report meets must not cost the others
        return Exported(source.name, 2, _BUG.format(type(error).__name__))
    return Exported(source.name)


def _summary(results: list[Exported]) -> int:
    for result in results:
        if result.code:
            click.echo(f"{result.name}：{result.sentence}", err=True)
    good = sum(not result.code for result in results)
    click.echo(f"导出 {good} 份，没有导出 {len(results) - good} 份。")
    worst = max(result.code for result in results)
    return min(worst, 1) if good else worst  # 2 would say that nothing was written
