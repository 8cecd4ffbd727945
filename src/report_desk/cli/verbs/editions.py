"""The verb ``edition-check``: whether a format file is a sound edition of the form."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from report_desk import resources
from report_desk.cli import files
from report_desk.cli.answers import CouldNotError
from report_desk.core.checks.edition import check as edition

if TYPE_CHECKING:
    from report_desk.core.strict_reader import JsonValue


@click.command(
    "edition-check",
    help="检查一版格式（FILE.toml）：每处错误在哪一行，每条检查自己的例子对不对。退出码 2：有错误。",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="输出一份 JSON。")
def edition_check(file: Path, *, as_json: bool) -> None:
    """Name every mistake of a format file with its line."""
    text, others = files.text_of(file), resources.editions_beside(file.stem)
    found = edition.mistakes(text, lambda name: _edition(name, file.parent), others, file.stem)
    if as_json:
        click.echo(json.dumps({"mistakes": msgspec.to_builtins(found)}, ensure_ascii=False, indent=2))
    else:
        for one in found:
            click.echo(f"第 {one.line} 行 {one.path or '全文'}：{one.sentence}")
    if found:
        raise CouldNotError(f"「{file.name}」有 {len(found)} 处错误。")
    if not as_json:
        click.echo(f"「{file.name}」没有错误，每条检查的例子都对。")


def _edition(name: str, folder: Path) -> dict[str, JsonValue] | None:
    """The mapping of an edition that lies beside the file, or that the program brings along."""
    if not name.isalnum():
        return None
    for path in (folder / f"{name}.toml", resources.path(f"formats/{name}.toml")):
        if path.is_file():
            try:
                return tomllib.loads(files.text_of(path))
            except tomllib.TOMLDecodeError as error:
                raise CouldNotError(f"沿用的「{path.name}」不是 TOML：{error}。") from None
    return None
