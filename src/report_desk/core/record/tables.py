"""How a report lies in TinyDB's tables: which of its fields is a table, and which stands in the head.

All of it is found from the fields of `report.model.Report`:

* a tuple of structs is a table of that name, one document each;
* a struct or nothing is a table of at most one document; one marked `Rare` has no table where there is none;
* a mapping marked `Documents` is a table of documents of that kind; two of one kind share the table;
* all else stands in the head, the one document of the table ``report``; a struct marked `Spread` stands
  there field by field.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Union, cast, get_args, get_origin

from msgspec import Struct
from msgspec.structs import fields

from report_desk.core.limits import LARGEST_INTEGER
from report_desk.core.record.annotations import (
    KEPT,
    bare,
    described,
    document,
    field_of,
    notes_on,
    shape_of,
)
from report_desk.core.record.shapes import MISSING, Document, Field, Several, Whole
from report_desk.core.report.fields import Documents, Rare, Spread
from report_desk.core.report.model import Report, SectionDocument, TableDocument

if TYPE_CHECKING:
    from msgspec.structs import FieldInfo

HEAD = "report"
"""The table of the head."""
SCHEMA = Field("schema", "schema", Whole(1, LARGEST_INTEGER), MISSING, "Version of this record.")


class Holds(StrEnum):
    """How the documents of a table are a field of the report.

    They are its items; the one there is, if any, is the field; the sections or the figures are kept in them.
    """

    SEVERAL = "several"
    ONE = "one"
    SECTIONS = "sections"
    FIGURES = "figures"


_MAPPINGS: dict[type[Struct], Holds] = {SectionDocument: Holds.SECTIONS, TableDocument: Holds.FIGURES}


class Table(Struct, frozen=True):
    """One table but the head: at most ``most`` documents of a kind, under the name of the report's field.

    One that ``is_rare`` stands in a file only where it holds a document.
    """

    name: str
    document: Document
    most: int
    holds: Holds
    description: str
    is_rare: bool = False


class Group(Struct, frozen=True):
    """A struct whose fields stand in the head: the report's field, and how its own are stored."""

    attribute: str
    document: Document


class Layout(Struct, frozen=True):
    """All of a record, in the order of the report's fields."""

    kind: type[Report]
    head: tuple[Field | Group, ...]
    tables: tuple[Table, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all tables, as they follow one another."""
        return (HEAD, *(table.name for table in self.tables))

    @property
    def head_fields(self) -> tuple[Field, ...]:
        """All fields of the head, with the version before them and without the digest."""
        found = [SCHEMA]
        for part in self.head:
            found += part.document.fields if isinstance(part, Group) else [part]
        return tuple(found)


@cache
def layout(kind: type[Report] = Report) -> Layout:
    """How such a report lies in tables. Raises TypeError where the type of a field has no stored form."""
    head: list[Field | Group] = []
    tables: dict[str, Table] = {}
    for info in fields(kind):
        if info.name in KEPT:
            continue
        table = _table(info)
        if table is None:
            head.append(_head(info))
        elif not any(_is_shared(table, other) for other in tables.values()):
            tables[info.name] = table
    return Layout(kind, tuple(head), tuple(tables.values()))


def _table(info: FieldInfo) -> Table | None:
    words, plain = described(info.type), bare(info.type)
    for note in notes_on(info.type):
        if isinstance(note, Documents):
            return Table(info.name, document(note.kind), note.most, _MAPPINGS[note.kind], words)
    if get_origin(plain) in {UnionType, Union} and (one := _struct_or_none(get_args(plain))):
        is_rare = any(isinstance(note, Rare) for note in notes_on(info.type))
        return Table(info.name, document(one), 1, Holds.ONE, words, is_rare)
    if get_origin(plain) is tuple and isinstance(shape := shape_of(info.type), Several):
        return Table(info.name, shape.document, shape.most, Holds.SEVERAL, words)
    return None


def _is_shared(one: Table, other: Table) -> bool:
    """Whether two mappings of the report are stored in the same documents."""
    return one.holds is other.holds is Holds.FIGURES


def _struct_or_none(members: tuple[object, ...]) -> type[Struct] | None:
    """The struct of ``SomeStruct | None``."""
    others = [item for item in members if item is not NoneType]
    if len(others) == 1 < len(members) and isinstance(one := others[0], type) and issubclass(one, Struct):
        return one
    return None


def _head(info: FieldInfo) -> Field | Group:
    for note in notes_on(info.type):
        if isinstance(note, Spread):
            return _group(info, note)
    return field_of(info, is_required=True)


def _group(info: FieldInfo, spread: Spread) -> Group:
    kind = cast("type[Struct]", bare(info.type))
    inner = tuple(field_of(item, spread.names.get(item.name, ""), is_required=True) for item in fields(kind))
    return Group(info.name, Document(kind, inner, ""))
