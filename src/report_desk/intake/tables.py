"""Lines of the statutory tables → figures and declared totals, by label, or else by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from report_desk.core.form import kinds
from report_desk.core.form.edition import Address, Orientation, address
from report_desk.core.form.grid import leaf_columns, leaf_rows
from report_desk.intake.cells import TableLine, fitted
from report_desk.intake.imported import Doubt
from report_desk.intake.wording import ALIKE, bare, likeness, unnumbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_desk.core.form.edition import Cell, Row, Table
    from report_desk.core.form.kinds import Figure


class Target(Struct, frozen=True):
    """A printed row of the form: its label, and the cells its values go to, in order."""

    table: Table
    label: str
    cells: tuple[Cell, ...]


class Harvest(Struct):
    """What the lines gave."""

    figures: dict[Address, Figure] = field(default_factory=dict)
    declared: dict[Address, Figure] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


def harvest(lines: Sequence[TableLine], tables: Sequence[Table]) -> Harvest:
    """Read the lines of one or more tables that follow each other."""
    result = Harvest()
    targets = [target for table in tables for target in _targets(table)]
    placed = _by_label(lines, targets)
    _groups(lines, placed, targets, tables, result)
    _by_place(lines, placed, targets, result)
    for index, line in enumerate(lines):
        if index in placed:
            _take(line, targets[placed[index]], result)
        elif not line.label_above:
            result.doubts.append(Doubt(tables[0].id, f"认不出「{line.label[:40]}」是哪一行，没有采用。"))
    _missing(targets, placed, tables, result)
    return result


def _targets(table: Table) -> Iterator[Target]:
    if table.orientation is Orientation.ACROSS:
        yield Target(table, "", table.cells)
        return
    for band in table.bands:
        columns = leaf_columns(band.columns)
        for row in leaf_rows(band.rows):
            places = (address(table.id, row.id, column.id) for column in columns)
            yield Target(table, row.label, tuple(table.by_address[place] for place in places))


def _by_label(lines: Sequence[TableLine], targets: Sequence[Target]) -> dict[int, int]:
    """Line → target, best likeness first; each at most once, and in the order of the form."""
    pairs = [
        (likeness(line.label, target.label), -abs(index - place), index, place)
        for index, line in enumerate(lines)
        for place, target in enumerate(targets)
        if target.label
    ]
    pairs += [
        (1.0, 0, index, place)
        for index, line in enumerate(lines)
        for place, target in enumerate(targets)
        if not target.label and line.label_above and len([v for v in line.values if v]) == len(target.cells)
    ]
    placed: dict[int, int] = {}
    for score, _, index, place in sorted(pairs, reverse=True):
        if score < ALIKE:
            break
        fits = all((other < index) == (there < place) for other, there in placed.items())
        if index not in placed and place not in placed.values() and fits:
            placed[index] = place
    return placed


def _by_place(
    lines: Sequence[TableLine], placed: dict[int, int], targets: Sequence[Target], result: Harvest
) -> None:
    """Garbled labels: lines left over between two known rows are the rows left over between them."""
    for index, line in enumerate(lines):
        if index in placed:
            continue
        before = max((other for other in placed if other < index), default=-1)
        after = min((other for other in placed if other > index), default=-1)
        if before < 0 or after < 0:
            continue
        gap = list(range(placed[before] + 1, placed[after]))
        if len(gap) == after - before - 1:
            target = targets[gap[index - before - 1]]
            if fitted(line.values, len(target.cells)):
                placed[index] = targets.index(target)
                result.doubts.append(
                    Doubt(
                        target.cells[0].address.rpartition(".")[0],
                        f"「{line.label[:40] or '没有行名的一行'}」认不清，按位置当作「{target.label}」。",
                    )
                )


def _groups(
    lines: Sequence[TableLine],
    placed: dict[int, int],
    targets: Sequence[Target],
    tables: Sequence[Table],
    result: Harvest,
) -> None:
    """A group printed as a single row, as in reports that mix editions: it goes to its last row."""
    groups = [row for table in tables for band in table.bands for row in _grouped(band.rows)]
    for index, line in enumerate(lines):
        if index in placed:
            continue
        for group in groups:
            if bare(line.label) not in {bare(group.label), unnumbered(group.label)}:
                continue
            leaf = leaf_rows(group.rows)[-1]
            place = next(
                place
                for place, target in enumerate(targets)
                if target.label == leaf.label and target.cells[0].row == leaf.id
            )
            if place not in placed.values():
                placed[index] = place
                result.doubts.append(
                    Doubt(
                        targets[place].cells[0].address.rpartition(".")[0],
                        f"原表「{group.label}」只有一行，记入「{leaf.label}」，请核对。",
                    )
                )


def _grouped(rows: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        if row.rows:
            yield row
            yield from _grouped(row.rows)


def _take(line: TableLine, target: Target, result: Harvest) -> None:
    values = fitted(line.values, len(target.cells))
    where = target.cells[0].address.rpartition(".")[0] if target.label else target.table.id
    if values is None:
        name, found, wanted = target.label or target.table.name, len(line.values), len(target.cells)
        result.doubts.append(Doubt(where, f"「{name}」有 {found} 个数，应有 {wanted} 个，没有采用。"))
        return
    for cell, value in zip(target.cells, values, strict=True):
        figure = _figure(cell, value, result)
        if figure is not None:
            (result.declared if cell.is_total else result.figures)[cell.address] = figure


def _figure(cell: Cell, value: str, result: Harvest) -> Figure | None:
    try:
        return kinds.parse(cell.kind, value)
    except kinds.NotAValueError as error:
        result.doubts.append(Doubt(cell.address, f"「{cell.words}」：{error}"))
        return None if cell.is_total else value


def _missing(
    targets: Sequence[Target], placed: dict[int, int], tables: Sequence[Table], result: Harvest
) -> None:
    found = set(placed.values())
    for table in tables:
        labels = [
            target.label or "数据行"
            for place, target in enumerate(targets)
            if target.table is table and place not in found
        ]
        if len(labels) == sum(target.table is table for target in targets):
            result.doubts.append(Doubt(table.id, f"没有找到{table.name}的数字，整张表留空。"))
        elif labels:
            result.doubts.append(Doubt(table.id, f"{table.name}没有找到这些行，留空：{'、'.join(labels)}。"))
