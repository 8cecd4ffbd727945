"""Where the keys lead in a table: over its figures, past heads, bands and, for Tab, computed cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.form.grid import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.form.edition import Address, Table
    from report_desk.core.form.grid import Grid

Spot = tuple[int, int]
"""Line and column of a figure among the figures alone, heads and labels not counted."""


class Steps(Struct, frozen=True):
    """The figures of a table by spot, every column a wide figure covers included."""

    lines: Mapping[int, tuple[Spot, ...]]
    covers: Mapping[Spot, Spot]
    typed: tuple[Spot, ...]
    spots: Mapping[Address, Spot]
    addresses: Mapping[Spot, Address]

    def beside(self, spot: Spot, across: int) -> Spot | None:
        """The next figure in the same line."""
        line = self.lines[spot[0]]
        place = line.index(self.covers[spot]) + across
        return line[place] if 0 <= place < len(line) else None

    def below(self, spot: Spot, down: int) -> Spot | None:
        """The next figure in the same column, over what stands between."""
        numbers = sorted(self.lines)
        place = numbers.index(spot[0]) + down
        while 0 <= place < len(numbers):
            target = self.covers.get((numbers[place], spot[1]))
            if target is not None:
                return target
            place += down
        return None

    def below_typed(self, spot: Spot, down: int) -> Spot | None:
        """The next figure to type in the same column, over computed ones and what else stands between."""
        target = self.below(spot, down)
        while target is not None and target not in self.typed:
            target = self.below((target[0], spot[1]), down)
        return target

    def far_beside(self, spot: Spot, across: int) -> Spot:
        """The last figure of the line in that direction."""
        line = self.lines[spot[0]]
        return line[-1] if across > 0 else line[0]

    def far_below(self, spot: Spot, down: int) -> Spot:
        """The last figure of the column in that direction."""
        result = spot
        while (following := self.below(result, down)) is not None:
            result = following
        return result

    def next_typed(self, spot: Spot, direction: int) -> Spot | None:
        """The next figure to type, line after line; None past the end."""
        if direction > 0:
            return next((typed for typed in self.typed if typed > spot), None)
        return next((typed for typed in reversed(self.typed) if typed < spot), None)


def steps(table: Table, grid: Grid) -> Steps:
    """The ways through a table."""
    lines: dict[int, list[Spot]] = {}
    covers: dict[Spot, Spot] = {}
    addresses: dict[Spot, Address] = {}
    for place in grid.places:
        if place.role is not Role.FIGURE or place.address is None:
            continue
        spot = (place.line - grid.head_lines, place.column - grid.label_columns)
        lines.setdefault(spot[0], []).append(spot)
        addresses[spot] = place.address
        covers.update({(spot[0], spot[1] + offset): spot for offset in range(place.column_span)})
    typed = sorted(spot for spot, place in addresses.items() if not table.by_address[place].is_total)
    return Steps(
        lines={line: tuple(sorted(spots)) for line, spots in lines.items()},
        covers=covers,
        typed=tuple(typed),
        spots={place: spot for spot, place in addresses.items()},
        addresses=addresses,
    )
