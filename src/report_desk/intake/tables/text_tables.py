"""The lines of a text's table sections → tables, so that they are matched as those of any other document.

A line's values stand at its end, between tabs or blanks. Where a viewer has copied one cell a line,
the values that follow a label are its row. Blank cells vanish in such texts: the count of values then
disagrees with the form, and the row is declined.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.form.edition import Orientation
from report_desk.core.form.grid import Role, grid
from report_desk.intake.document import Block, CellFlaw, Grid, GridCell, Paragraph
from report_desk.intake.matching.targets import Labels, labels_of
from report_desk.intake.prose.paragraphs import PAGE_NUMBER
from report_desk.intake.prose.wording import bare
from report_desk.intake.tables.cells import TableLine, table_line
from report_desk.intake.tables.run_together import cut_by_sums

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_desk.core.form.edition import ReportFormat, Table
    from report_desk.intake.document import Source
    from report_desk.intake.prose.outline import Outline, Part

_SENTENCE_END = ("。", "；", "！")
_SHORTEST_NOTE = 12
_RUN = re.compile(r"(?P<label>.{0,120}\D)??(?P<digits>\d{1,60})")
"""A line that ends with digits and nothing between them."""
_STACKED = 0.6
"""The share of values that stand alone in their lines, from which on a text has one cell a line."""


def with_tables_of_text(outline: Outline, form: ReportFormat) -> Outline:
    """The outline with the lines of its table sections as tables."""
    return replace(outline, parts=tuple(_part(part, form) for part in outline.parts))


def _part(part: Part, form: ReportFormat) -> Part:
    tables = [form.table(section.table) for section in part.sections if section.table]
    lines = [block for block in part.blocks if isinstance(block, Paragraph)]
    if not tables or len(lines) != len(part.blocks):
        return part
    start = 0 if part.sections[0].table else _first_table_line(lines, tables)
    prose = [line for line in lines[start:] if _is_note(line.text)]
    rest = [line for line in lines[start:] if line.text.strip() and not _is_note(line.text)]
    blocks: tuple[Block, ...] = (*lines[:start], *_tables(rest, form, tables), *prose)
    return replace(part, blocks=blocks)


def _first_table_line(lines: Sequence[Paragraph], tables: Sequence[Table]) -> int:
    """Where prose ends and a table without a heading of its own begins."""
    labels = {
        bare(place.text)
        for table in tables
        for place in grid(table).places
        if place.text and place.role is not Role.FIGURE
    }
    for index, line in enumerate(lines):
        text = line.text
        if any(bare(piece) in labels for piece in (text, *text.split("\t"), *text.split()) if piece.strip()):
            return index
    return len(lines)


def _is_note(line: str) -> bool:
    words = line.strip()
    return "\t" not in words and words.endswith(_SENTENCE_END) and len(words) >= _SHORTEST_NOTE


def _tables(lines: Sequence[Paragraph], form: ReportFormat, tables: Sequence[Table]) -> Iterator[Grid]:
    """One table of all lines; where labels broke over lines of their own, they are put before the values."""
    read = [(line, table_line(line.text)) for line in lines]
    rows = [found for _, found in read if found]
    alone = sum(len(found.values) == 1 and not found.label for found in rows)
    across = [table for table in tables if table.orientation is Orientation.ACROSS]
    if rows and alone > _STACKED * len(rows):
        made = list(_stacked(read))
    else:
        read = [(line, found) for line, found in read if not PAGE_NUMBER.fullmatch(line.text.strip())]
        made = list(_in_lines(read, labels_of(form), across))
    cells = [cell for row, cells in enumerate(made) for cell in _placed(row, *cells)]
    if cells:
        yield Grid(tuple(cells))


_Row = tuple["Source", str, tuple[str, ...], CellFlaw]


def _in_lines(
    read: Sequence[tuple[Paragraph, TableLine | None]], labels: Labels, across: Sequence[Table]
) -> Iterator[_Row]:
    above = ""
    for line, found in read:
        run = _RUN.fullmatch(line.text.strip())
        if run and (cut := _cut(run["label"] or above, run["digits"], labels, across)):
            yield line.source, run["label"] or above, cut, CellFlaw.CUT
            above = ""
            continue
        if found is None:
            above += line.text.strip()
            continue
        flaw = CellFlaw.NONE if found.label or not above else CellFlaw.APART
        yield line.source, found.label or above, found.values, flaw
        above = ""


def _cut(label: str, digits: str, labels: Labels, across: Sequence[Table]) -> tuple[str, ...] | None:
    """Figures run together behind a label of the form, or below the heads of a table that prints across."""
    named = labels.find(label) or labels.find_after_groups(label)
    if named is not None:
        target = named[1][0]
        if len(target.columns) == 1:
            return None if label[-1].isspace() else (digits,)
        is_summed = target.columns[-1].is_total
        return cut_by_sums(digits, 1, len(target.columns)) if is_summed else None
    words = bare(label)
    for table in across:
        rows = [target for target in labels.targets if target.table is table]
        if all(bare(target.label) in words for target in rows) or not words:
            return cut_by_sums(digits, len(rows), len(rows[0].columns))
    return None


def _stacked(read: Sequence[tuple[Paragraph, TableLine | None]]) -> Iterator[_Row]:
    """Each run of lines with values alone, behind the words above it; these are doubted, every one."""
    above = ""
    values: list[str] = []
    source: Source | None = None
    for line, found in read:
        if found is None or found.label:
            if values and source is not None:
                yield source, above, tuple(values), CellFlaw.JOINED
                above, values = "", []
            if found is None:
                above += line.text.strip()
            else:
                yield line.source, found.label, found.values, CellFlaw.JOINED
            continue
        source = source if values else line.source
        values += [value for value in found.values if value]
    if values and source is not None:
        yield source, above, tuple(values), CellFlaw.JOINED


def _placed(
    row: int, source: Source, label: str, values: Sequence[str], flaw: CellFlaw
) -> Iterator[GridCell]:
    yield GridCell(row, 0, 1, 1, label, source)
    for column, value in enumerate(values, 1):
        yield GridCell(row, column, 1, 1, value, source, flaw)
