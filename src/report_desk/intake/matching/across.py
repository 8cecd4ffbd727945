"""A table whose rows print side by side: one line of figures without a label, read by the heads above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.form.edition import Orientation
from report_desk.core.form.grid import leaf_columns
from report_desk.intake.matching.assigning import Assignment, moved, stacked
from report_desk.intake.matching.placing import Placement
from report_desk.intake.matching.targets import Labels, Match, Target, column_names
from report_desk.intake.prose.wording import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_desk.core.form.edition import Table
    from report_desk.intake.document import GridCell
    from report_desk.intake.matching.lines import Line


def place_across(lines: Sequence[Line], labels: Labels, *, needs_heads: bool) -> Iterator[Placement]:
    """The lines that are the figures of a table that prints across, one placement for each of its rows."""
    tables = {target.table.id: target.table for target in labels.targets}
    for table in tables.values():
        if table.orientation is Orientation.ACROSS:
            targets = [target for target in labels.targets if target.table is table]
            for line in lines:
                if not needs_heads:
                    yield from _line_of_text(line, targets)
                elif not line.label.strip() and line.values:
                    yield from _line(line, table, targets)


def _line_of_text(line: Line, targets: Sequence[Target]) -> Iterator[Placement]:
    """In a text, whose heads are in shreds: as many values as the table has, below its words or none."""
    count = sum(len(target.cells) for target in targets)
    values = [cell for cell in line.values if cell.text.strip()]
    words = bare(line.label)
    if len(values) != count or (words and not all(bare(target.label) in words for target in targets)):
        return
    start = 0
    for target in targets:
        cells = tuple(values[start : start + len(target.cells)])
        start += len(cells)
        yield Placement(line, target, Match.EXACT, Assignment(cells, doubt=stacked(cells)))


def _line(line: Line, table: Table, targets: Sequence[Target]) -> Iterator[Placement]:
    """The rows whose labels stand in the heads take as many values as the table has columns, each in turn."""
    heads = [bare(cell.text) for row in line.heads.lines for cell in row]
    rows = [target for target in targets if {bare(target.label), *map(bare, target.aliases)} & set(heads)]
    names = [column_names(column) for column in leaf_columns(table.bands[0].columns)]
    count = len(names)
    printed = _indices(heads, names)
    if not rows or not printed:
        return
    values = _without_margin(line.values, line, count * len(rows))
    expected = list(range(count)) * len(rows)
    refusal = doubt = ""
    if len(values) != len(expected):
        refusal = f"有 {len(values)} 个数，应有 {len(expected)} 个"
    elif line.has_merged(values):
        refusal = "有数的格与上一行合并了"
    elif sorted(printed) != sorted(expected):
        refusal = "表头各列与格式不同"
    elif not _is_aligned(line, values, names, expected):
        doubt = "表头与数的列对不齐，各列是按次序取的"
    elif any(not cell.text.strip() for cell in values) and any(cell.text.strip() for cell in values):
        doubt = "有空白格，各列是按次序取的"
    doubt = doubt or moved(values)
    for index, target in enumerate(rows):
        cells = () if refusal else tuple(values[index * count : (index + 1) * count])
        yield Placement(line, target, Match.EXACT, Assignment(cells, doubt, refusal, has_heads=True))


def _is_aligned(
    line: Line, values: Sequence[GridCell], names: Sequence[frozenset[str]], expected: Sequence[int]
) -> bool:
    """Whether the lowest heads name the columns in their order, and each value stands below its own."""
    leaves = [cell for cell in line.heads.leaves() if any(bare(cell.text) in known for known in names)]
    return (
        line.heads.is_near
        and _indices([bare(cell.text) for cell in leaves], names) == list(expected)
        and all(
            value.column < leaf.right and leaf.column < value.right
            for value, leaf in zip(values, leaves, strict=True)
        )
    )


def _indices(words: Sequence[str], names: Sequence[frozenset[str]]) -> list[int]:
    """Which column each text names, without those that name none."""
    found = [next((index for index, known in enumerate(names) if text in known), None) for text in words]
    return [index for index in found if index is not None]


def _without_margin(values: Sequence[GridCell], line: Line, wanted: int) -> Sequence[GridCell]:
    """The values without blank cells beyond the heads, as a sheet has them that is wider than its table."""
    said = [cell for row in line.heads.lines for cell in row if cell.text.strip()]
    right = max((cell.right for cell in said), default=0)
    left = min((cell.column for cell in said), default=0)
    kept = list(values)
    while len(kept) > wanted and not kept[0].text.strip() and kept[0].right <= left:
        kept.pop(0)
    while len(kept) > wanted and not kept[-1].text.strip() and kept[-1].column >= right:
        kept.pop()
    return kept
