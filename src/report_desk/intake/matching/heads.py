"""The heads above a row of a document's table, held against the columns that the form has there."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from report_desk.intake.matching.targets import column_names
from report_desk.intake.prose.wording import ALIKE, bare, ratio

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.form.edition import Column
    from report_desk.intake.document import GridCell
    from report_desk.intake.matching.targets import Labels

_UNIT = re.compile(r"单位\s*:?\s*([^\s),;]{1,6})|\(\s*((?:亿|万|千|百)?元)\s*\)")


class Fit(Enum):
    """How the heads stand to the columns of the form."""

    ABSENT = "absent"  # none of the columns is named
    PARTIAL = "partial"  # some are missing, or there are more than the form has
    VERIFIED = "verified"  # all are there, in the order of the form
    CONTRADICTED = "contradicted"  # one stands there twice, or the order or the unit is another


class HeadFit(Struct, frozen=True):
    """The fit, where each column's head stands (first column, and the one after its last), and why not."""

    fit: Fit
    places: tuple[tuple[int, int] | None, ...] = ()
    reason: str = ""
    has_extra: bool = False


class Heads(Struct, eq=False):
    """A stretch of header lines, from top to bottom; all rows below share it.

    ``is_near`` where they stand in the same table as the rows below, so that columns can be compared.
    ``above`` are the heads on the page before, where the table goes on from there.
    """

    lines: tuple[tuple[GridCell, ...], ...]
    is_near: bool = True
    above: Heads | None = None
    _fits: dict[int, HeadFit] = field(default_factory=dict)
    """What they were held against before, by the identity of the columns, which live as long as the form."""

    @property
    def right(self) -> int:
        """The first column right of all heads, blank ones too."""
        return max((cell.right for line in self.lines for cell in line), default=0)

    def leaves(self) -> list[GridCell]:
        """The lowest cells that say something, one for each stretch of columns, from left to right."""
        lowest: dict[int, GridCell] = {}
        for line in self.lines:
            for cell in line:
                if cell.text.strip():
                    lowest.update(dict.fromkeys(range(cell.column, cell.right), cell))
        found: list[GridCell] = []
        for column in sorted(lowest):
            if not found or found[-1] is not lowest[column]:
                found.append(lowest[column])
        return found

    def fit(self, columns: Sequence[Column], labels: Labels) -> HeadFit:
        """Hold the heads against columns of an edition with such labels."""
        known = self._fits.get(id(columns))
        if known is None:
            known = self._fits[id(columns)] = self._fit(columns, labels)
        return known

    def _fit(self, columns: Sequence[Column], labels: Labels) -> HeadFit:
        names = [column_names(column) for column in columns]
        lines = _unrepeated(self.lines)
        found: list[list[GridCell]] = [[] for _ in columns]
        for line in lines:
            order = []
            for cell in line:
                index = _named(cell, names, labels.printed)
                if index is not None:
                    found[index].append(cell)
                    order.append(index)
            if order != sorted(order):
                return HeadFit(Fit.CONTRADICTED, reason="表头各列的次序与格式不同")
        if any(len(cells) > 1 for cells in found):
            return HeadFit(Fit.CONTRADICTED, reason="同一列的表头出现了两次，像是两年的数并在一张表里")
        if not any(found):
            return HeadFit(Fit.ABSENT)
        if wrong := _wrong_unit(columns, found):
            return HeadFit(Fit.CONTRADICTED, reason=wrong)
        places = tuple((cells[0].column, cells[0].right) if cells else None for cells in found)
        has_extra = self._has_extra(found, labels.groups | labels.column_groups)
        fit = Fit.VERIFIED if all(found) and not has_extra else Fit.PARTIAL
        if fit is Fit.PARTIAL and not has_extra and self._repeats(columns, labels):
            return HeadFit(Fit.VERIFIED)
        return HeadFit(fit, places if self.is_near else (), has_extra=has_extra)

    def _repeats(self, columns: Sequence[Column], labels: Labels) -> bool:
        """Whether these are what a page break has repeated of heads that name every column."""
        return self.above is not None and self.above.fit(columns, labels).fit is Fit.VERIFIED

    def _has_extra(self, found: Sequence[Sequence[GridCell]], groups: frozenset[str]) -> bool:
        """Whether more columns are headed than the form has, right of the first that it has."""
        known = [cell for cells in found for cell in cells]
        first = min(cell.column for cell in known)
        return any(
            cell.column >= first
            and not any(cell is other for other in known)
            and bare(cell.text) not in groups
            for cell in self.leaves()
        )


def _unrepeated(lines: tuple[tuple[GridCell, ...], ...]) -> list[tuple[GridCell, ...]]:
    """The lines without those that say the same as a later one: heads that a page break repeats."""
    kept: dict[tuple[str, ...], tuple[GridCell, ...]] = {}
    for line in lines:
        words = tuple(bare(cell.text) for cell in line if cell.text.strip())
        kept.pop(words, None)
        kept[words] = line
    return list(kept.values())


def _named(cell: GridCell, names: Sequence[frozenset[str]], printed: frozenset[str]) -> int | None:
    """Which column a head names: its own words, or else the only one whose words are much like them.

    What the form prints elsewhere (``printed``) is never taken for a misspelt column.
    """
    words = bare(cell.text)
    if not words:
        return None
    without = bare(re.sub(r"\([^()]*\)", "", unicodedata.normalize("NFKC", cell.text)))
    for index, known in enumerate(names):
        if words in known or without in known:
            return index
    if words in printed:
        return None
    scores = [max(ratio(words, name) for name in known) for known in names]
    best = max(scores)
    alike = [index for index, score in enumerate(scores) if score >= ALIKE]
    return scores.index(best) if len(alike) == 1 and len(words) > 2 else None  # noqa: PLR2004 - 总计 is not 其他


def _wrong_unit(columns: Sequence[Column], found: Sequence[Sequence[GridCell]]) -> str:
    for column, cells in zip(columns, found, strict=True):
        for cell in cells:
            stated = _UNIT.search(unicodedata.normalize("NFKC", cell.text))
            unit = (stated[1] or stated[2]) if stated else column.unit
            if column.unit and unit != column.unit:
                return f"表头「{cell.text.strip()[:40]}」的单位是{unit}，格式要求{column.unit}"
    return ""
