"""The verb ``collect``: every figure of a folder of reports as one table."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from report_desk import api, resources
from report_desk.cli import files
from report_desk.cli.answers import CouldNotError
from report_desk.core.consolidation.roster import name_key
from report_desk.core.form.kinds import KindName, number
from report_desk.core.output.figure_table import FigureTable, long_table, wide_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from report_desk.core.consolidation.entry import Entry
    from report_desk.core.form.kinds import Figure
    from report_desk.core.output.figure_table import Column

_PATH = click.Path(path_type=Path)
_STEERING = ("=", "+", "-", "@", "\t", "\r")
_SQL_TYPES = {
    None: "VARCHAR",
    KindName.TEXT: "VARCHAR",
    KindName.MONEY: "DECIMAL(28, 8)",
    KindName.COUNT: "BIGINT",
    KindName.SIGNED_COUNT: "BIGINT",
}


@click.command(help="把文件夹 DIR 里每份报告的每个数字收成一张表：csv、xlsx 或 parquet，看后缀。")
@click.argument("folder", metavar="DIR", type=_PATH)
@click.option("-o", "--out", type=_PATH, required=True, help="写到哪里。")
@click.option("--wide", is_flag=True, help="一份报告一行，一个数字一列（默认一个数字一行）。")
def collect(folder: Path, out: Path, wide: bool) -> None:  # noqa: FBT001 - click's signature
    """Write every figure of every report as a table."""
    write = _WRITERS.get(out.suffix.lower())
    if write is None:
        raise CouldNotError(f"文件名要以 {' 或 '.join(_WRITERS)} 结尾，这里是「{out.name[:60]}」。")
    entries = api.open_folder(folder).entries
    reports = [one for one in entries if one.is_readable]
    if not reports:
        raise CouldNotError(f"「{folder}」里没有读得出的 .rdesk 报告。")
    forms = {edition: resources.format_by_id(edition) for edition in {one.edition for one in reports}}
    files.write(out, write((wide_table if wide else long_table)(reports, forms)))
    click.echo(f"已写出 {out}：{len(reports)} 份报告。")
    for one in entries:
        if not one.is_readable:
            click.echo(f"没有收进：{one.sentence}", err=True)
    for words in _counted_twice(reports):
        click.echo(words, err=True)


def _counted_twice(reports: Sequence[Entry]) -> Iterator[str]:
    """What whoever adds the table up must know: every report is in it, doubles and sums too."""
    found: dict[tuple[str, int], list[Entry]] = {}
    for one in reports:
        found.setdefault((name_key(one.organ), one.year), []).append(one)
        if one.is_sum:
            yield f"「{one.file}」本身是汇总出来的，也在表里；再加总会算两遍。"
    for (_, year), several in found.items():
        if len(several) > 1:
            names = "、".join(one.file for one in several)
            yield f"「{several[0].organ}」{year} 年有 {len(several)} 份（{names}），都在表里；再加总会算重。"


def _csv(table: FigureTable) -> bytes:
    """UTF-8 with a mark, which spreadsheets need to know it; a text that would be a formula begins with '."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    for row in table.rows:
        writer.writerow([_harmless(value) for value in row])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _harmless(value: Figure | None) -> Figure | None:
    if isinstance(value, str) and value.startswith(_STEERING) and number(KindName.MONEY, value[1:]) is None:
        return f"'{value}"
    return value


def _xlsx(table: FigureTable) -> bytes:
    from report_desk.publish.workbook.writer import SheetTable, TooManyRowsError, workbook  # noqa: PLC0415 - where used

    names = [column.name for column in table.columns]
    rows = ([_as_number(value) for value in row] for row in table.rows)
    try:
        return workbook([SheetTable("figures", names, rows, [24, 8, 8, 12])])
    except TooManyRowsError as error:
        raise CouldNotError(str(error)) from None


def _as_number(value: Figure | None) -> int | str | Decimal | None:
    """Money as a number too; an edition such as 2021 is a name, and a text."""
    if isinstance(value, str) and "." in value:
        known = number(KindName.MONEY, value)
        return value if known is None else known
    return value


def _parquet(table: FigureTable) -> bytes:
    """By DuckDB, which is an extra."""
    try:
        import duckdb  # noqa: PLC0415 - an extra
    except ImportError:
        raise CouldNotError(
            "写 Parquet 要另装 DuckDB：pip install 'report-desk[analysis]'；或者改存 CSV。"
        ) from None
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "figures.csv"), Path(folder, "figures.parquet")
        with source.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(
                file, quoting=csv.QUOTE_NOTNULL if hasattr(csv, "QUOTE_NOTNULL") else csv.QUOTE_ALL
            )
            writer.writerow(column.name for column in table.columns)
            writer.writerows(table.rows)
        with duckdb.connect() as database:
            columns = ", ".join(map(_cast, table.columns))
            query = f"SELECT {columns} FROM read_csv($source, header=true, all_varchar=true)"  # noqa: S608 - our names
            database.sql(query, params={"source": str(source)}).write_parquet(str(target))
        return target.read_bytes()


def _cast(column: Column) -> str:
    """A column with its type: a figure that is no number of its kind is NULL in a wide table."""
    kind = "INTEGER" if column.name == "year" else _SQL_TYPES[column.kind]
    return f'TRY_CAST("{column.name}" AS {kind}) AS "{column.name}"'


_WRITERS: dict[str, Callable[[FigureTable], bytes]] = {".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet}
