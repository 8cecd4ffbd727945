"""A format file's mapping → ReportFormat, or every mistake of the file with its path in one go."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from report_desk.core.form import check_reader
from report_desk.core.form.edition import (
    Address,
    Band,
    Cell,
    Column,
    Detail,
    Orientation,
    ReportFormat,
    Row,
    Section,
    Table,
    address,
)
from report_desk.core.form.grid import leaf_columns, leaf_rows
from report_desk.core.form.kinds import KindName
from report_desk.core.strict_reader import JsonValue, Mistake, Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ID = re.compile(r"[a-z][a-z0-9_]*")


class FormatMistakesError(ValueError):
    """A format file is wrong; ``mistakes`` lists all that is."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


def read_format(mapping: Mapping[str, JsonValue]) -> ReportFormat:
    """Read one edition of the form.

    Raises FormatMistakesError, which names every mistake; unknown fields are mistakes too.
    """
    mistakes: list[Mistake] = []
    top = Reader(dict(mapping), mistakes)
    details = tuple(_detail(reader) for reader in top.readers("details"))
    tables = tuple(_table(reader) for reader in top.readers("tables"))
    sections = tuple(_section(reader) for reader in top.readers("sections"))
    last_year = top.integer("last_year", 0)
    form = ReportFormat(
        id=top.text("id"),
        issued_as=top.text("issued_as"),
        first_year=top.integer("first_year"),
        last_year=last_year or None,
        title=top.texts("title"),
        preface=top.text("preface"),
        sections=sections,
        tables=tables,
        details=details,
        checks=tuple(
            check_reader.check(reader, top.integer("first_year"), tables) for reader in top.readers("checks")
        ),
    )
    _unique(top, "details", [detail.id for detail in details])
    _unique(top, "sections", [section.id for section in sections])
    _unique(top, "tables", [table.id for table in tables])
    _unique(top, "checks", [f"{check.id} {check.level}" for check in form.checks])
    _sections_and_tables(top, form)
    refuse_unknown(top)
    if mistakes:
        raise FormatMistakesError(mistakes)
    return form


def refuse_unknown(reader: Reader) -> None:
    """Note every field of a mapping that nobody asked for: a typing mistake, most likely."""
    for key in reader.rest():
        reader.mistake(key, "没有这一项")


def _unique(reader: Reader, key: str, ids: Iterable[str]) -> None:
    for name, times in Counter(ids).items():
        if times > 1:
            reader.mistake(key, f"「{name}」出现 {times} 次")


def _identifier(reader: Reader) -> str:
    name = reader.text("id")
    if name and not _ID.fullmatch(name):
        reader.mistake("id", f"「{name}」只能用小写字母、数字和下划线")
    return name


def _sections_and_tables(top: Reader, form: ReportFormat) -> None:
    if not form.title:
        top.mistake("title", "缺少这一项")
    placed = [section.table for section in form.sections if section.table]
    _unique(top, "sections", placed)
    known = {table.id for table in form.tables}
    for missing in sorted(known - set(placed)):
        top.mistake("tables", f"「{missing}」不在任何一节里")
    for name in sorted(set(placed) - known):
        top.mistake("sections", f"没有「{name}」这张表")


def _detail(reader: Reader) -> Detail:
    detail = Detail(
        id=_identifier(reader),
        label=reader.text("label"),
        hint=reader.text("hint", ""),
        prints=reader.boolean("prints", default=True),
        in_preface=reader.boolean("in_preface"),
        choices=reader.text_mapping("choices"),
    )
    refuse_unknown(reader)
    return detail


def _section(reader: Reader) -> Section:
    section = Section(
        id=_identifier(reader),
        heading=reader.text("heading"),
        short=reader.text("short"),
        table=reader.text("table", ""),
        guidance=reader.text("guidance", ""),
        limit=reader.integer("limit", 0),
        skeleton=reader.texts("skeleton"),
        may_be_blank=reader.boolean("may_be_blank"),
    )
    refuse_unknown(reader)
    return section


def _table(reader: Reader) -> Table:
    name = _identifier(reader)
    orientation = reader.choice("orientation", Orientation, Orientation.DOWN)
    bands = tuple(_band(band) for band in reader.readers("bands"))
    if not bands:
        reader.mistake("bands", "至少要有一段")
    if orientation is Orientation.ACROSS and len(bands) > 1:
        reader.mistake("bands", "横排的表只能有一段")
    cells = tuple(cell for band in bands for cell in _cells(name, band))
    _unique(reader, "bands", [cell.address for cell in cells])
    table = Table(name, reader.text("name"), orientation, bands, cells)
    refuse_unknown(reader)
    return table


def _band(reader: Reader) -> Band:
    band = Band(
        title=reader.text("title", ""),
        corner=reader.text("corner", ""),
        columns=tuple(_column(column) for column in reader.readers("columns")),
        rows=tuple(_row(row) for row in reader.readers("rows")),
    )
    if not band.columns:
        reader.mistake("columns", "至少要有一列")
    if not band.rows:
        reader.mistake("rows", "至少要有一行")
    refuse_unknown(reader)
    return band


def _column(reader: Reader) -> Column:
    nested = tuple(_column(column) for column in reader.readers("columns"))
    column = Column(
        label=reader.text("label"),
        id="" if nested else _identifier(reader),
        kind=reader.choice("kind", KindName, KindName.COUNT),
        unit=reader.text("unit", ""),
        is_total=reader.boolean("total"),
        takes_over=reader.text("takes_over", ""),
        columns=nested,
    )
    refuse_unknown(reader)
    return column


def _row(reader: Reader) -> Row:
    nested = tuple(_row(row) for row in reader.readers("rows"))
    row = Row(
        label=reader.text("label"),
        id="" if nested else _identifier(reader),
        definition=reader.text("definition", "") if nested else reader.text("definition"),
        source=reader.text("source", "") if nested else reader.text("source"),
        is_total=reader.boolean("total"),
        takes_over=reader.text("takes_over", ""),
        rows=nested,
    )
    refuse_unknown(reader)
    return row


def _cells(table: str, band: Band) -> Iterator[Cell]:
    rows = dict(_with_labels(band.rows))
    columns = dict(_with_labels(band.columns))
    row_sums = dict(_sums(band.rows))
    column_sums = dict(_sums(band.columns))
    for row in leaf_rows(band.rows):
        for column in leaf_columns(band.columns):
            addends = tuple(
                address(table, row.id, other) for other in column_sums.get(column.id, ())
            ) or tuple(address(table, other, column.id) for other in row_sums.get(row.id, ()))
            yield Cell(
                address=address(table, row.id, column.id),
                table=table,
                row=row.id,
                column=column.id,
                kind=column.kind,
                unit=column.unit,
                row_labels=rows[row.id],
                column_labels=columns[column.id],
                definition=row.definition,
                source=row.source,
                addends=addends,
                takes_over=_takes_over(table, row, column),
            )


def _takes_over(table: str, row: Row, column: Column) -> Address | None:
    if row.takes_over or column.takes_over:
        return address(table, row.takes_over or row.id, column.takes_over or column.id)
    return None


Node = Row | Column


def _nested(node: Node) -> tuple[Row, ...] | tuple[Column, ...]:
    return node.rows if isinstance(node, Row) else node.columns


def _with_labels(
    nodes: tuple[Row, ...] | tuple[Column, ...], above: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each leaf id with its labels from the outermost group to its own."""
    for node in nodes:
        labels = (*above, node.label)
        if nested := _nested(node):
            yield from _with_labels(nested, labels)
        else:
            yield node.id, labels


def _sums(nodes: tuple[Row, ...] | tuple[Column, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each total's id with the ids it adds up: every other leaf of the group in which it stands."""
    for node in nodes:
        if node.is_total:
            yield node.id, tuple(leaf for leaf, _ in _with_labels(nodes) if leaf != node.id)
        yield from _sums(_nested(node))
