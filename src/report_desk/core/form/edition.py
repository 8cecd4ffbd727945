"""One edition of the statutory form: the frozen mirror of a file in ``resources/formats``.

The State Council office changes the form from time to time, so nothing of it is code. Merged
heads and label spans are not stored either: `layout` derives them from how rows and columns nest.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - compiled editions are read back by these annotations
from enum import StrEnum
from functools import cached_property
from typing import NewType

from msgspec import Struct

from report_desk.core.form.kinds import Figure, KindName

Address = NewType("Address", str)
"""The public name of a figure: ``table.row.column``, e.g. ``requests.new.individual``."""


def address(table: str, row: str, column: str) -> Address:
    """Join the three ids of a cell into its public address."""
    return Address(f"{table}.{row}.{column}")


class Level(StrEnum):
    """What a finding stops; strongest first."""

    MUST_FIX = "must_fix"
    EXPLAIN = "explain"
    NOTICE = "notice"
    REVIEWER = "reviewer"


class Orientation(StrEnum):
    """How a table prints: rows below each other, or all side by side in one line of cells."""

    DOWN = "down"
    ACROSS = "across"


class Column(Struct, frozen=True):
    """One printed column head; a leaf has an ``id``, a group has ``columns``.

    A total sums every typed leaf of the group in which it stands, or just the ids that it ``adds``.
    ``takes_over`` names the column of last year's report from which its figures are carried over;
    ``aliases`` are other words that documents from outside print for its label.
    """

    label: str
    id: str = ""
    kind: KindName = KindName.COUNT
    unit: str = ""
    is_total: bool = False
    adds: tuple[str, ...] = ()
    takes_over: str = ""
    columns: tuple[Column, ...] = ()
    aliases: tuple[str, ...] = ()


class Row(Struct, frozen=True):
    """One printed row label; a leaf has an ``id``, a group has ``rows``.

    A total sums every typed leaf of the group in which it stands (a subtotal among them only repeats
    some), or just the ids that it ``adds``. ``takes_over`` names the row of last year's report from
    which its figures are carried over. ``source`` names the document that a definition stands in, or
    says that it is this program's own advice. ``aliases`` are other words that documents from outside
    print for its label.
    """

    label: str
    id: str = ""
    definition: str = ""
    source: str = ""
    is_total: bool = False
    adds: tuple[str, ...] = ()
    takes_over: str = ""
    rows: tuple[Row, ...] = ()
    aliases: tuple[str, ...] = ()


class Band(Struct, frozen=True):
    """A stretch of a table with a header of its own; ``title`` is printed across the full width."""

    title: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Cell(Struct, frozen=True):
    """One figure of the form, typed or computed, with everything its nesting implies."""

    address: Address
    table: str
    row: str
    column: str
    kind: KindName
    unit: str
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    definition: str
    source: str
    addends: tuple[Address, ...] = ()
    takes_over: Address | None = None

    @property
    def is_total(self) -> bool:
        """Whether the figure is computed from others and never typed."""
        return bool(self.addends)

    @property
    def words(self) -> str:
        """The place of the cell in the words of the form."""
        return "，".join((*self.row_labels[-1:], *self.column_labels[-1:]))


class Table(Struct, frozen=True, eq=False, dict=True):
    """One of the statutory tables; ``name`` is how sentences call it (表二).

    Its labels are broken last inside the words that are ``unbroken``.
    """

    id: str
    name: str
    orientation: Orientation
    bands: tuple[Band, ...]
    cells: tuple[Cell, ...]
    unbroken: tuple[str, ...] = ()

    @cached_property
    def by_address(self) -> Mapping[Address, Cell]:
        """Every cell of the table by its address."""
        return {cell.address: cell for cell in self.cells}


class SectionKind(StrEnum):
    """What a section consists of."""

    PROSE = "prose"
    TABLE = "table"


_LONGEST_NUMBER = 3
"""Characters of a section's number: 十二."""


class Section(Struct, frozen=True):
    """One numbered section of the report.

    ``id`` is the prose id (for a table section, of the paragraph that may follow the table);
    ``table`` names the table of a table section, else it is empty. Where it ``may_say_none``, 无 is text
    enough. ``sentences`` are usual ones to begin from, as raw prose with numbers bound into it. ``aliases``
    are other headings that documents from outside give it, without their numbers.
    """

    id: str
    heading: str
    short: str
    table: str = ""
    guidance: str = ""
    limit: int = 0
    skeleton: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    may_be_blank: bool = False
    may_say_none: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its short name with the number of its heading, ``三、申请办理``, as the outline has it."""
        number, mark, _ = self.heading.partition("、")
        return f"{number}{mark}{self.short}" if mark and len(number) <= _LONGEST_NUMBER else self.short

    @property
    def kind(self) -> SectionKind:
        """Whether the section is prose or a statutory table."""
        return SectionKind.TABLE if self.table else SectionKind.PROSE


class Detail(Struct, frozen=True):
    """One field of the cover and contact page; ``choices`` map stored words to shown ones.

    ``prints`` where it stands on the page by itself; what only goes into the preface prints as prose.
    A cover page is complete without one that ``may_be_blank``.
    ``aliases`` are other words for its label in documents from outside.
    """

    id: str
    label: str
    hint: str
    prints: bool
    in_preface: bool
    choices: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    may_be_blank: bool = False


class Contact(Struct, frozen=True):
    """How the preface says where to ask: one sentence, with every detail that goes into it.

    ``office`` is the detail that names whom to ask (the organ itself where it is blank); ``item`` words
    one detail, ``between`` stands between two of them.
    """

    sentence: str
    office: str
    item: str
    between: str


class Example(Struct, frozen=True):
    """The content that passes or fails a check, beside the check it explains.

    It changes a complete report in which every figure of this and of last year is 0. ``previous``
    and ``previous_sections`` are last year's; an example without them has no last year. One that
    ``is_approved`` says so, without anybody who approved it; one with ``missing`` organs was added up. In its
    texts ``{year}`` and ``{organ}`` stand for the report's own, ``{1001}`` for that many characters.
    """

    year: int
    details: Mapping[str, str]
    sections: Mapping[str, str]
    figures: Mapping[Address, Figure]
    declared: Mapping[Address, Figure]
    blanks: tuple[Address, ...]
    has_previous: bool
    previous: Mapping[Address, Figure]
    previous_sections: Mapping[str, str]
    is_approved: bool = False
    missing: tuple[str, ...] = ()


class Source(StrEnum):
    """Whose figure a term means."""

    THIS = "this"
    LAST = "last"
    DECLARED = "declared"


class Term(Struct, frozen=True):
    """One signed figure of an equation.

    ``id`` is a row or column of its table (``new``), of another one (``remedies.total``), or a whole
    address (``requests.new.total``); `terms.place_of` finds the cell.
    """

    id: str
    source: Source
    sign: int

    @property
    def name(self) -> str:
        """How a sentence of the format file names the term's number: ``new``, ``last.in_force``."""
        return self.id if self.source is Source.THIS else f"{self.source.value}.{self.id}"


class Each(StrEnum):
    """What an equation is repeated over."""

    COLUMN = "column"
    ROW = "row"


class Condition(Struct, frozen=True):
    """What must be so before a check asks for anything: the "if" of an if–then."""

    rule: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    limit: int


class Check(Struct, frozen=True, eq=False):
    """One rule of the form, as data; ``rule`` is a word of the closed vocabulary in `checks`.

    An equation stands in ``table`` for ``each`` row or column (those in ``over``; all, where empty;
    never those in ``without``) and compares the sums of its terms; without a table its terms name whole
    cells and it stands once. ``when`` keeps it silent where its condition does not hold. A rule about
    text reads the detail or prose ids in ``fields``; a number it finds there must be one of the sums in
    ``accepts``.
    Reports for years before ``since`` are not asked.
    """

    id: str
    level: Level
    rule: str
    sentence: str
    advice: str
    basis: str
    passing: Example
    failing: Example
    table: str
    each: Each
    over: tuple[str, ...]
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    without: tuple[str, ...]
    fields: tuple[str, ...]
    pattern: str
    limit: int
    floor: int
    only_levels: tuple[str, ...]
    accepts: tuple[tuple[Address, ...], ...]
    since: int
    when: Condition | None = None


_WHOLE = frozenset({KindName.COUNT, KindName.SIGNED_COUNT})


class ReportFormat(Struct, frozen=True, eq=False, dict=True):
    """A whole edition of the form; ``name`` is what the reports are called, without organ and year."""

    id: str
    name: str
    issued_as: str
    first_year: int
    last_year: int | None
    title: tuple[str, ...]
    preface: str
    preface_name: str
    cover_name: str
    contact: Contact
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    details: tuple[Detail, ...]
    checks: tuple[Check, ...]

    def applies_to(self, year: int) -> bool:
        """Whether reports for ``year`` use this edition."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    @cached_property
    def cells(self) -> Mapping[Address, Cell]:
        """Every cell of every table by its address, in the order of the form."""
        return {cell.address: cell for table in self.tables for cell in table.cells}

    @cached_property
    def typed(self) -> tuple[Cell, ...]:
        """The cells a person fills, in the order of the form."""
        return tuple(cell for cell in self.cells.values() if not cell.is_total)

    @cached_property
    def typed_addresses(self) -> tuple[Address, ...]:
        """Where these cells are."""
        return tuple(cell.address for cell in self.typed)

    @cached_property
    def counts(self) -> tuple[Address, ...]:
        """Where those of them are that hold whole numbers."""
        return tuple(cell.address for cell in self.typed if cell.kind in _WHOLE)

    @cached_property
    def no_counts(self) -> tuple[Cell, ...]:
        """Those of them that hold anything else."""
        return tuple(cell for cell in self.typed if cell.kind not in _WHOLE)

    @cached_property
    def computed(self) -> tuple[Cell, ...]:
        """The totals, each after the totals it adds up."""
        depths: dict[Address, int] = {}

        def depth(place: Address) -> int:
            if place not in depths:
                depths[place] = max((1 + depth(addend) for addend in self.cells[place].addends), default=0)
            return depths[place]

        totals = [cell for cell in self.cells.values() if cell.is_total]
        return tuple(sorted(totals, key=lambda cell: depth(cell.address)))

    @cached_property
    def prose_ids(self) -> tuple[str, ...]:
        """The ids of all prose, the preface first."""
        return ("preface", *(section.id for section in self.sections))

    def heading_of(self, place: str) -> str:
        """How sentences call the cover, the preface or a section; empty for what is none of them."""
        names = {"cover": self.cover_name, "preface": self.preface_name}
        return names.get(place) or next((one.heading for one in self.sections if one.id == place), "")

    def section_of_table(self, table_id: str) -> Section:
        """The section in which a table stands; KeyError where none does."""
        for section in self.sections:
            if section.table == table_id:
                return section
        raise KeyError(table_id)

    def table(self, table_id: str) -> Table:
        """The table of that id; KeyError where the format has none."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)
