"""Which line of a document is which row of the form: by label, else by likeness, else by place.

In this order: the exact label; without its number; by an alias of the edition; much alike, within the
gap between rows that are known; and by place, only where such a gap is exactly filled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.intake.matching.assigning import Assignment, assign
from report_desk.intake.matching.targets import Labels, Match, Target
from report_desk.intake.prose.wording import ALIKE, likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.intake.document import GridCell
    from report_desk.intake.matching.lines import Line

_MARGIN = 0.08
"""By how much the most alike row must lead the next."""


class Placement(Struct, frozen=True):
    """A line that was found to be a row of the form, how, and what its columns get."""

    line: Line
    target: Target
    match: Match
    assignment: Assignment


class Placing:
    """Places the lines of a document, best evidence first."""

    def __init__(self, lines: Sequence[Line], labels: Labels, *, needs_heads: bool) -> None:
        self._lines = lines
        self._labels = labels
        self._needs_heads = needs_heads
        self._found: dict[int, list[Placement]] = {}
        """Line → what it was found to be; several where a label is printed for more than one row."""
        self._known: dict[int, int] = {}
        """Line → the order of its row, where there is only one."""

    def place(self) -> list[Placement]:
        """All placements; a row of the form may be in several, for its reader to decide."""
        self._by_label()
        self._by_likeness()
        self._by_place()
        return [placement for index in sorted(self._found) for placement in self._found[index]]

    def left_over(self) -> list[Line]:
        """The lines that are no row of the form."""
        return [line for index, line in enumerate(self._lines) if index not in self._found]

    def _assign(self, line: Line, values: Sequence[GridCell], target: Target) -> Assignment:
        return assign(line, values, target, self._labels, needs_heads=self._needs_heads)

    def _by_label(self) -> None:
        for match in (Match.EXACT, Match.UNNUMBERED, Match.ALIAS):
            for index, line in enumerate(self._lines):
                if index in self._known:
                    continue
                tried = [
                    Placement(line, one.target, match, self._assign(line, one.values, one.target))
                    for one in line.candidates
                    if one.match is match and self._may_be(index, one.target, match)
                ]
                fitting = [one for one in tried if one.assignment.cells] or tried[:1]
                if fitting and (match is Match.EXACT or fitting[0].assignment.cells):
                    self._found[index] = fitting
                    if len(fitting) == 1:
                        self._known[index] = fitting[0].target.order

    def _may_be(self, index: int, target: Target, match: Match) -> bool:
        """Whether a row that is not named in full may stand here, between its known neighbours."""
        if match is Match.EXACT:
            return True
        if any(order == target.order for order in self._known.values()):
            return False
        before, after = self._neighbours(index, target)
        return before < target.order < after

    def _neighbours(self, index: int, target: Target) -> tuple[int, int]:
        """The orders of the known rows of a table next to a line; beyond its ends where there are none."""
        same = {one.order for one in self._labels.targets if one.table is target.table}
        above = (self._known.get(place) for place in range(index - 1, -1, -1))
        below = (self._known.get(place) for place in range(index + 1, len(self._lines)))
        before = next((order for order in above if order in same), None)
        after = next((order for order in below if order in same), None)
        before = min(same) - 1 if before is None else before
        after = max(same) + 1 if after is None else after
        return before, after

    def _by_likeness(self) -> None:
        while True:
            best: tuple[float, int, Placement] | None = None
            for index, line in self._open_lines():
                scored = sorted(
                    (
                        (likeness(line.label, target.label), target.order, target)
                        for target in self._open_targets(index)
                        if line.label
                    ),
                    key=lambda one: -one[0],
                )
                if not scored or scored[0][0] < ALIKE or (best is not None and scored[0][0] <= best[0]):
                    continue
                if len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN:
                    continue
                assignment = self._assign(line, line.values, scored[0][2])
                if assignment.cells:
                    best = scored[0][0], index, Placement(line, scored[0][2], Match.FUZZY, assignment)
            if best is None:
                return
            self._put(best[1], best[2])

    def _by_place(self) -> None:
        runs: list[list[int]] = []
        for index, _ in self._open_lines():
            if runs and index == runs[-1][-1] + 1:
                runs[-1].append(index)
            else:
                runs.append([index])
        for run in runs:
            before, after = self._known.get(run[0] - 1), self._known.get(run[-1] + 1)
            if before is None or after is None or after - before - 1 != len(run):
                continue
            gap = self._labels.targets[before + 1 : after]
            placements = [
                Placement(self._lines[index], target, Match.PLACE, self._assign_line(index, target))
                for index, target in zip(run, gap, strict=True)
            ]
            is_one_table = len({target.table.id for target in self._labels.targets[before : after + 1]}) == 1
            if is_one_table and all(one.assignment.cells for one in placements):
                for index, placement in zip(run, placements, strict=True):
                    self._put(index, placement)

    def _assign_line(self, index: int, target: Target) -> Assignment:
        line = self._lines[index]
        return self._assign(line, line.values, target)

    def _put(self, index: int, placement: Placement) -> None:
        self._found[index] = [placement]
        self._known[index] = placement.target.order

    def _open_lines(self) -> list[tuple[int, Line]]:
        return [(index, line) for index, line in enumerate(self._lines) if index not in self._found]

    def _open_targets(self, index: int) -> list[Target]:
        """The rows not yet found between the nearest known ones, before and after a line."""
        before = next((self._known[i] for i in range(index - 1, -1, -1) if i in self._known), -1)
        last = len(self._labels.targets)
        after = next((self._known[i] for i in range(index + 1, len(self._lines)) if i in self._known), last)
        taken = set(self._known.values())
        return [target for target in self._labels.targets[before + 1 : after] if target.order not in taken]
