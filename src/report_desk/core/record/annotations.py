"""Which stored form a type has, and a struct as a document: found once, from the annotations of its fields.

The types are those of `report.fields`: a text or a whole number with its bounds, a word of a closed set, a
figure, and tuples, mappings and structs of these. Any other type, and one without a bound, is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, NewType, Union, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import fields

from report_desk.core.limits import WITHIN_LINES
from report_desk.core.record.shapes import (
    MISSING,
    ByName,
    Choice,
    Document,
    Field,
    Given,
    NumberOrText,
    Several,
    Shape,
    Text,
    Texts,
    Whole,
)

if TYPE_CHECKING:
    from msgspec.structs import FieldInfo

_NAMES: dict[object, str] = {bool: "boolean", int: "integer", str: "string"}
"""What JSON Schema calls a type."""
KEPT = frozenset({"extra", "unknown"})
"""Fields of a struct that are no field of the document: they keep the document's unknown fields."""


@cache
def document(kind: type[Struct]) -> Document:
    """How a struct is stored. Raises TypeError where the type of one of its fields has no stored form."""
    known = fields(kind)
    keeps = next((info.name for info in known if info.name in KEPT), "")
    return Document(kind, tuple(field_of(info) for info in known if info.name not in KEPT), keeps)


def field_of(info: FieldInfo, name: str = "", *, is_required: bool = False) -> Field:
    """How a struct's field is stored, under its own name or another; required, or where it has no default."""
    has_default = not (info.default is NODEFAULT and info.default_factory is NODEFAULT)
    default = info.default if has_default and not is_required else MISSING
    return Field(name or info.name, info.name, shape_of(info.type), default, described(info.type))


def notes_on(hint: object) -> tuple[object, ...]:
    """What a type is annotated with."""
    return get_args(hint)[1:] if get_origin(hint) is Annotated else ()


def bare(hint: object) -> object:
    """A type without what it is annotated with; a type that is another by a new name is that other."""
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    return bare(hint.__supertype__) if isinstance(hint, NewType) else hint


def described(hint: object) -> str:
    """What the published schema says of a field of such a type: the last, and so the nearest, description."""
    said = [note.description for note in notes_on(hint) if isinstance(note, Meta) and note.description]
    return said[-1] if said else ""


def longest_of(hint: object) -> int:
    """The most characters, items or names that a type allows. Raises TypeError where it is unbounded."""
    bounds = [note.max_length for note in notes_on(hint) if isinstance(note, Meta)]
    found = [bound for bound in bounds if bound is not None]
    if not found:
        raise TypeError(f"{hint} has no bound")
    return found[-1]


def shape_of(hint: object) -> Shape:
    """The stored form of values of a type. Raises TypeError where there is none."""
    plain = bare(hint)
    origin = get_origin(plain)
    if origin in {UnionType, Union}:
        return _number_or_text(hint)
    if origin is tuple:
        return _tuple(get_args(plain)[0], longest_of(hint))
    if origin is Mapping:
        return _mapping(hint)
    if isinstance(plain, type):
        return _single(plain, hint)
    raise TypeError(f"{hint} has no stored form")


def _number_or_text(hint: object) -> NumberOrText:
    members = _members(hint)
    texts = [item for item in members if bare(item) is str]
    if {bare(item) for item in members} - {NoneType} != {int, str}:
        raise TypeError(f"{hint} has no stored form")
    return NumberOrText(longest_of(texts[0]), NoneType in members, described(hint))


def _members(hint: object) -> list[object]:
    """The types of a union, those of a union within it too."""
    plain = bare(hint)
    if get_origin(plain) not in {UnionType, Union}:
        return [hint]
    return [inner for item in get_args(plain) for inner in _members(item)]


def _mapping(hint: object) -> Shape:
    name, value = get_args(bare(hint))
    if name is str:
        kinds = get_args(value) if get_origin(value) in {UnionType, Union} else (value,)
        return Given(tuple(_NAMES[kind] for kind in kinds))
    key, inner = shape_of(name), shape_of(value)
    if isinstance(key, Text) and isinstance(inner, Text | NumberOrText):
        return ByName(key, inner, longest_of(hint))
    raise TypeError(f"{hint} has no stored form")


def _tuple(item: object, most: int) -> Shape:
    inner = shape_of(item)
    if isinstance(inner, Document):
        return Several(inner, most)
    if isinstance(inner, Text):
        return Texts(inner, most)
    raise TypeError(f"a tuple of {item} has no stored form")


def _single(plain: type, hint: object) -> Shape:
    if issubclass(plain, Struct):
        return document(plain)
    if issubclass(plain, StrEnum):
        return Choice(plain)
    if plain is str:
        return _text(hint)
    if plain is int:
        return _whole(hint)
    raise TypeError(f"{hint} has no stored form")


def _text(hint: object) -> Text:
    metas = [note for note in notes_on(hint) if isinstance(note, Meta)]
    extra = next((meta.extra_json_schema for meta in metas if meta.extra_json_schema), {})
    patterns = {meta.pattern for meta in metas if meta.pattern}
    if patterns - {WITHIN_LINES}:
        raise TypeError(f"{hint} has a pattern that no reader knows")
    return Text(longest_of(hint), is_prose=bool(patterns), pattern=str(extra.get("pattern", "")))


def _whole(hint: object) -> Whole:
    metas = [note for note in notes_on(hint) if isinstance(note, Meta)]
    least = [meta.ge for meta in metas if meta.ge is not None]
    most = [meta.le for meta in metas if meta.le is not None]
    if not least or not most:
        raise TypeError(f"{hint} has no bounds")
    return Whole(int(least[-1]), int(most[-1]))
