"""One table of a format file → Table, with every cell that its rows and columns make."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from report_desk.core.form.edition import Address, Band, Cell, Column, Orientation, Row, Table, address
from report_desk.core.form.grid import leaf_columns, leaf_rows
from report_desk.core.form.kinds import KindName
from report_desk.core.form.reading.fields import identifier, refuse_unknown, words
from report_desk.core.form.sums import Sums, circle, counted_twice, leaves, nested, sums

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.strict_reader import Reader

_GROUP_ONLY_LABEL = "这是一组，这一项写在组里的每一格"


def table(reader: Reader, unbroken: tuple[str, ...]) -> Table:
    """Read one table; its labels break last inside ``unbroken`` words. Mistakes are noted with their path."""
    name = identifier(reader)
    orientation = reader.choice("orientation", Orientation, Orientation.DOWN)
    readers = reader.readers("bands")
    bands = tuple(_band(band) for band in readers)
    if not bands:
        reader.mistake("bands", "至少要有一段")
    if orientation is Orientation.ACROSS and len(bands) > 1:
        reader.mistake("bands[1]", "横排的表只能有一段")
    cells = tuple(cell for band in bands for cell in _cells(name, band))
    _once(reader, bands)
    result = Table(name, words(reader, "name"), orientation, bands, cells, unbroken)
    for band, within in zip(bands, readers, strict=True):
        _carried_over(within, band, result)
    refuse_unknown(reader)
    return result


def _once(reader: Reader, bands: tuple[Band, ...]) -> None:
    """No row of a table stands twice under one column: two cells would have one address."""
    seen: set[tuple[str, str]] = set()
    for index, band in enumerate(bands):
        for key, nodes in (("columns", band.columns), ("rows", band.rows)):
            for name, times in Counter(leaf.id for leaf in leaves(nodes)).items():
                if times > 1 and name:
                    path = [path for path, node in _paths(nodes, key) if node.id == name][1]
                    reader.mistake(f"bands[{index}].{path}.id", f"「{name}」出现 {times} 次")
        columns = [leaf.id for leaf in leaf_columns(band.columns)]
        for path, row in _paths(band.rows, "rows"):
            pairs = {(row.id, column) for column in columns if row.id and column}
            if pairs & seen:
                reader.mistake(f"bands[{index}].{path}.id", f"「{row.id}」在前面一段里已经有了")
        seen |= {(row.id, column) for row in leaf_rows(band.rows) for column in columns}


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
    _totals(reader, "columns", band.columns)
    _totals(reader, "rows", band.rows)
    refuse_unknown(reader)
    return band


def _column(reader: Reader) -> Column:
    inside = tuple(_column(column) for column in reader.readers("columns"))
    is_total, adds = _total(reader)
    column = Column(
        label=words(reader, "label"),
        id="" if inside else identifier(reader),
        kind=reader.choice("kind", KindName, KindName.COUNT),
        unit=reader.text("unit", ""),
        is_total=is_total,
        adds=adds,
        takes_over=reader.text("takes_over", ""),
        columns=inside,
        aliases=reader.texts("aliases"),
    )
    if inside:
        _refuse_on_groups(reader, ("kind", "unit", "total", "takes_over"))
    elif column.kind is KindName.MONEY and not column.unit:
        reader.mistake("unit", "金额要写明单位，如 元、万元")
    refuse_unknown(reader)
    return column


def _row(reader: Reader) -> Row:
    inside = tuple(_row(row) for row in reader.readers("rows"))
    is_total, adds = _total(reader)
    row = Row(
        label=words(reader, "label"),
        id="" if inside else identifier(reader),
        definition=reader.text("definition", "") if inside else words(reader, "definition"),
        source=reader.text("source", "") if inside else words(reader, "source"),
        is_total=is_total,
        adds=adds,
        takes_over=reader.text("takes_over", ""),
        rows=inside,
        aliases=reader.texts("aliases"),
    )
    if inside:
        _refuse_on_groups(reader, ("total", "takes_over"))
    refuse_unknown(reader)
    return row


def _refuse_on_groups(reader: Reader, keys: tuple[str, ...]) -> None:
    for key in keys:
        if reader.has(key):
            reader.mistake(key, _GROUP_ONLY_LABEL)


def _total(reader: Reader) -> tuple[bool, tuple[str, ...]]:
    """``total = true``, or the ids that a total adds up."""
    if isinstance(reader.value("total"), list):
        return True, reader.texts("total")
    return reader.boolean("total"), ()


def _totals(reader: Reader, key: str, nodes: tuple[Row, ...] | tuple[Column, ...]) -> None:
    """Note every total of a band that cannot be reckoned."""
    adding = sums(nodes)
    known = {leaf.id: leaf for leaf in leaves(nodes)}
    going_round = circle({name: added for name, added in adding.items() if name})
    for path, node in _paths(nodes, key):
        if not node.is_total or nested(node):
            continue
        unknown = [name for name in adding[node.id] if name not in known]
        if unknown:
            reader.mistake(f"{path}.total", f"没有「{unknown[0]}」可加")
        elif not adding[node.id]:
            reader.mistake(f"{path}.total", "这一组里没有可加的")
        elif node.id in going_round:
            reader.mistake(f"{path}.total", f"合计互相包含：{' → '.join(going_round)}")
        elif not going_round and (twice := counted_twice(node.id, adding)):
            reader.mistake(f"{path}.total", f"「{twice}」加了两次")
        elif isinstance(node, Column):
            _units(reader, path, node, [known[name] for name in adding[node.id]])


def _units(reader: Reader, path: str, total: Column, added: list[Row | Column]) -> None:
    for column in added:
        if isinstance(column, Column) and (column.kind, column.unit) != (total.kind, total.unit):
            reader.mistake(f"{path}.total", f"「{column.label}」与合计的类型或单位不同，不能相加")
            return


def _paths(nodes: tuple[Row, ...] | tuple[Column, ...], key: str) -> Iterator[tuple[str, Row | Column]]:
    """Each row or column with its path within the band: ``rows[2].rows[0]``."""
    every: tuple[Row | Column, ...] = nodes
    for index, node in enumerate(every):
        path = f"{key}[{index}]"
        yield path, node
        for below, inner in _paths(nested(node), key):
            yield f"{path}.{below}", inner


def _carried_over(reader: Reader, band: Band, whole: Table) -> None:
    """What is carried over from last year's report must be a cell of the table."""
    ids = {"rows": {cell.row for cell in whole.cells}, "columns": {cell.column for cell in whole.cells}}
    for key, nodes in (("rows", band.rows), ("columns", band.columns)):
        for path, node in _paths(nodes, key):
            if node.takes_over and node.takes_over not in ids[key]:
                reader.mistake(f"{path}.takes_over", f"没有「{node.takes_over}」")


def _cells(table_id: str, band: Band) -> Iterator[Cell]:
    rows = dict(_with_labels(band.rows))
    columns = dict(_with_labels(band.columns))
    row_sums, column_sums = sums(band.rows), sums(band.columns)
    for row in leaf_rows(band.rows):
        for column in leaf_columns(band.columns):
            yield Cell(
                address=address(table_id, row.id, column.id),
                table=table_id,
                row=row.id,
                column=column.id,
                kind=column.kind,
                unit=column.unit,
                row_labels=rows[row.id],
                column_labels=columns[column.id],
                definition=row.definition,
                source=row.source,
                addends=_addends(table_id, (row, row_sums), (column, column_sums)),
                takes_over=_takes_over(table_id, row, column),
            )


def _addends(table_id: str, down: tuple[Row, Sums], across: tuple[Column, Sums]) -> tuple[Address, ...]:
    """What a cell adds up: along its row where its column is a total, else down its column."""
    (row, row_sums), (column, column_sums) = down, across
    along = tuple(address(table_id, row.id, other) for other in column_sums.get(column.id, ()))
    return along or tuple(address(table_id, other, column.id) for other in row_sums.get(row.id, ()))


def _takes_over(table_id: str, row: Row, column: Column) -> Address | None:
    if row.takes_over or column.takes_over:
        return address(table_id, row.takes_over or row.id, column.takes_over or column.id)
    return None


def _with_labels(
    nodes: tuple[Row, ...] | tuple[Column, ...], above: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each leaf id with its labels from the outermost group to its own."""
    for node in nodes:
        labels = (*above, node.label)
        if inside := nested(node):
            yield from _with_labels(inside, labels)
        else:
            yield node.id, labels
