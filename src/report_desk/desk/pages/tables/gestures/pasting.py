"""What a paste would do, before it does it: which figure lands where, and what does not fit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from report_desk.core.edits.apply import Declare, Edit, SetFigures, Together, apply
from report_desk.core.form import kinds
from report_desk.core.form.grid import leaf_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from report_desk.core.form.edition import Address, Table
    from report_desk.core.form.kinds import Figure
    from report_desk.core.ports import Block
    from report_desk.core.sheet import Sheet
    from report_desk.desk.pages.tables.gestures.moving import Spot, Steps

_NOISE = re.compile(r"[\s（）()“”\"、，。．.：:；;]|^[一二三四五六七八九十\d]+[、.．]")
_FEWEST_LABELS = 2
_SHORTEST_PART = 5
"""Signs that a piece out of a label must at least have to be recognised; of its beginning, fewer will do."""
_SHORTEST_BEGINNING = 4
_FIGURE = re.compile(r"[\d,，.．\s]{1,60}")


class Landing(Struct):
    """A paste as it would land.

    ``figures`` are the values for typed cells, ``totals`` what the source printed in computed cells,
    ``refused`` the cells whose text cannot be a value (with the reason), ``outside`` the texts that
    have no cell at all.
    """

    figures: dict[Address, Figure | None] = field(default_factory=dict)
    totals: dict[Address, Figure | None] = field(default_factory=dict)
    refused: dict[Address, str] = field(default_factory=dict)
    outside: list[str] = field(default_factory=list)
    is_by_label: bool = False

    @property
    def shown(self) -> Mapping[Address, str]:
        """What each typed cell would show."""
        return {address: kinds.display(figure) or "␣" for address, figure in self.figures.items()}

    def edit(self, sheet: Sheet) -> Edit:
        """The paste as one gesture; printed totals that differ from computed ones are kept as declared."""
        declared = {address: self.totals[address] for address in self.differing_totals(sheet)}
        return Together((SetFigures(self.figures), Declare(declared)))

    def differing_totals(self, sheet: Sheet) -> tuple[Address, ...]:
        """The printed totals that will not equal the computed ones."""
        after = apply(sheet, SetFigures(self.figures)).sheet
        return tuple(
            address
            for address, figure in self.totals.items()
            if kinds.number(sheet.form.cells[address].kind, figure) != after.numbers.get(address)
        )


def landing(table: Table, steps: Steps, block: Block, start: Spot, chosen: Sequence[Address]) -> Landing:
    """Where a block lands: by the row labels it brings along, else from the current cell on.

    A single value fills every chosen cell.
    """
    result = Landing()
    if len(block) == 1 and len(block[0]) == 1:
        for address in chosen:
            _put(result, table, address, block[0][0])
        return result
    by_label, strange = _labelled(table, block)
    if len(by_label) >= _FEWEST_LABELS:
        result.is_by_label = True
        for row, texts in by_label.items():
            _fill_row(result, table, row, texts)
        result.outside += strange
        return result
    _fill_from(result, table, steps, block, start)
    return result


def _fill_from(result: Landing, table: Table, steps: Steps, block: Block, start: Spot) -> None:
    lines = [line for line in sorted(steps.lines) if line >= start[0]]
    for offset, texts in enumerate(block):
        spots = (
            []
            if offset >= len(lines)
            else [spot for spot in steps.lines[lines[offset]] if spot[1] >= start[1]]
        )
        texts_left = list(texts)
        for spot in spots:
            if texts_left:
                _put(result, table, steps.addresses[spot], texts_left.pop(0))
        result.outside += [text for text in texts_left if text]


def _labelled(table: Table, block: Block) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The rows of a block that carry a label of this table: row id → the texts right of the label.

    Second, what rows with figures are called that carry none, or one that a row before them had.
    """
    labels = {
        _bare(row.label): row.id for band in table.bands for row in leaf_rows(band.rows) if _bare(row.label)
    }
    found: dict[str, tuple[str, ...]] = {}
    strange: list[str] = []
    for texts in block:
        named = [place for place, text in enumerate(texts) if _label_of(text, labels)]
        if not named or not any(texts[named[-1] + 1 :]):
            strange += _name_of_figures(texts)  # none for a head, or a row without figures
            continue
        at = named[-1]
        row = _label_of(texts[at], labels)
        rest = texts[at + 1 :]
        while len(rest) > _widest(table) and not rest[0]:
            rest = rest[1:]
        if row in found:
            strange += _name_of_figures(texts)
        else:
            found[row] = rest
    return found, strange


def _name_of_figures(texts: Sequence[str]) -> list[str]:
    """What stands before the figures of a row, or the first figure; nothing for a row without any."""
    first = next((place for place, text in enumerate(texts) if _is_figure(text)), None)
    if first is None:
        return []
    return [next((text for text in reversed(texts[:first]) if text.strip()), texts[first])]


def _label_of(text: str, labels: Mapping[str, str]) -> str:
    bare = _bare(text)
    if bare in labels:
        return labels[bare]
    close = [
        row
        for label, row in labels.items()
        if (len(bare) >= _SHORTEST_BEGINNING and label.startswith(bare))
        or (len(bare) >= _SHORTEST_PART and bare in label)
    ]
    return close[0] if len(close) == 1 else ""


def _bare(text: str) -> str:
    return _NOISE.sub(
        "", re.sub(r"（[一二三四五六七八九十]）|^\s*[一二三四五六七八九十\d]+\s*[、.．]", "", text)
    )


def _widest(table: Table) -> int:
    rows: dict[str, int] = {}
    for cell in table.cells:
        rows[cell.row] = rows.get(cell.row, 0) + 1
    return max(rows.values())


def _fill_row(result: Landing, table: Table, row: str, texts: tuple[str, ...]) -> None:
    cells = [cell.address for cell in table.cells if cell.row == row]
    for address, text in zip(cells, texts, strict=False):
        _put(result, table, address, text)
    result.outside += [text for text in texts[len(cells) :] if text]


def _put(result: Landing, table: Table, address: Address, text: str) -> None:
    cell = table.by_address[address]
    try:
        figure = kinds.parse(cell.kind, text, cell.unit)
    except kinds.NotAValueError as error:
        result.refused[address] = str(error)
        return
    if not cell.is_total:
        result.figures[address] = figure
    elif figure is not None:
        result.totals[address] = figure


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None and any(character.isdecimal() for character in text)
