"""The rows of an edition as a matcher looks for them: their labels, their aliases, and the cells of each."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.form.edition import address
from report_desk.core.form.grid import leaf_columns, leaf_rows
from report_desk.intake.prose.wording import bare, unnumbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from report_desk.core.form.edition import Band, Cell, Column, ReportFormat, Row, Table

_BRACKETS = re.compile(r"\([^()]*\)")


class Match(IntEnum):
    """How a printed label became that of a row of the form; the smaller the surer."""

    EXACT = 1
    UNNUMBERED = 2
    ALIAS = 3
    FUZZY = 4
    PLACE = 5


class Target(Struct, frozen=True, eq=False):
    """A row of the form that has figures: its own label, those of its groups, its columns and their cells.

    ``order`` counts the rows of the whole form in printed order.
    """

    order: int
    table: Table
    label: str
    aliases: tuple[str, ...]
    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]
    row: str

    @property
    def place(self) -> str:
        """The row's public name, such as ``requests.new``."""
        return f"{self.table.id}.{self.row}"


class Labels(Struct, frozen=True, eq=False):
    """All that an edition's tables print, ready to be looked up by their bare words.

    ``groups`` and ``columns`` are labels of rows above rows, and of columns; ``column_groups`` those of
    columns above columns; ``printed`` is every label.
    """

    targets: tuple[Target, ...]
    exact: Mapping[str, tuple[Target, ...]]
    plain: Mapping[str, tuple[Target, ...]]
    alias: Mapping[str, tuple[Target, ...]]
    groups: frozenset[str]
    columns: frozenset[str]
    column_groups: frozenset[str]
    printed: frozenset[str]

    def find(self, label: str) -> tuple[Match, tuple[Target, ...]] | None:
        """The rows that a printed label names, and how surely."""
        words = bare(label)
        for match, table, key in (
            (Match.EXACT, self.exact, words),
            (Match.UNNUMBERED, self.plain, unnumbered(label)),
            (Match.ALIAS, self.alias, words),
            (Match.ALIAS, self.alias, unnumbered(label)),
        ):
            if found := table.get(key):
                return match, found
        return None

    def find_after_groups(self, label: str) -> tuple[Match, tuple[Target, ...]] | None:
        """The same for a label that stands behind those of its groups in one text."""
        words = bare(label)
        for group in self.groups:
            if group and words.startswith(group) and len(words) > len(group):
                rest = words[len(group) :]
                if rest in self.exact:
                    return Match.EXACT, self.exact[rest]
                if found := self.find_after_groups(rest):
                    return found
        return None


@lru_cache(maxsize=8)
def labels_of(form: ReportFormat) -> Labels:
    """The labels of an edition."""
    targets = tuple(_targets(form))
    exact: dict[str, list[Target]] = {}
    plain: dict[str, list[Target]] = {}
    alias: dict[str, list[Target]] = {}
    for target in targets:
        exact.setdefault(bare(target.label), []).append(target)
        plain.setdefault(unnumbered(target.label), []).append(target)
        for words in target.aliases:
            alias.setdefault(bare(words), []).append(target)
    bands = [band for table in form.tables for band in table.bands]
    groups = {
        form_of(row.label) for band in bands for row in _grouped(band.rows) for form_of in (bare, unnumbered)
    }
    columns = {
        name for band in bands for column in _all_columns(band.columns) for name in column_names(column)
    }
    corners = {bare(words) for band in bands for words in (band.corner, band.title) if words}
    return Labels(
        targets=targets,
        exact={words: tuple(found) for words, found in exact.items()},
        plain={words: tuple(found) for words, found in plain.items()},
        alias={words: tuple(found) for words, found in alias.items()},
        groups=frozenset(groups),
        columns=frozenset(columns),
        column_groups=_column_groups(bands),
        printed=frozenset({*exact, *plain, *groups, *columns, *corners}),
    )


def _column_groups(bands: Iterable[Band]) -> frozenset[str]:
    """The bare labels of columns that have columns below them."""
    every = (column for band in bands for column in _all_columns(band.columns) if column.columns)
    return frozenset(name for column in every for name in column_names(column))


def column_names(column: Column) -> frozenset[str]:
    """The bare words that a head may print for a column; what it says in brackets may be left out."""
    words = {column.label, _BRACKETS.sub("", unicodedata.normalize("NFKC", column.label)), *column.aliases}
    return frozenset(filter(None, map(bare, words)))


def _targets(form: ReportFormat) -> Iterator[Target]:
    order = 0
    for table in form.tables:
        for band in table.bands:
            columns = leaf_columns(band.columns)
            for row in leaf_rows(band.rows):
                cells = tuple(table.by_address[address(table.id, row.id, column.id)] for column in columns)
                yield Target(order, table, row.label, row.aliases, columns, cells, row.id)
                order += 1


def _grouped(rows: tuple[Row, ...]) -> Iterator[Row]:
    for row in rows:
        if row.rows:
            yield row
            yield from _grouped(row.rows)


def _all_columns(columns: tuple[Column, ...]) -> Iterator[Column]:
    for column in columns:
        yield column
        yield from _all_columns(column.columns)
