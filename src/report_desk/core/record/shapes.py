"""What the type of a field says of its stored form: how it is read, how it is written, what its schema is.

`Document` is made of a struct, once. Each of its fields has a shape, found from the field's type and from
what the type is annotated with (`report.fields`); a type that has no shape is refused when the document is
made. Reading notes every mistake with its path and goes on (`strict_reader`).

A shape has three methods. ``read`` takes the reader of the mapping around the field, the field's name and its
default (`MISSING` where it has none) and gives the value for the struct; ``written`` gives what stands in the
file for such a value; ``schema`` is a JSON Schema (draft 2020-12), with the schemas of whole documents kept
once under ``defs``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, NewType, Protocol, Union, cast, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import fields

from report_desk.core.limits import LARGEST_INTEGER, WITHIN_LINES
from report_desk.core.strict_reader import JsonValue

if TYPE_CHECKING:
    from msgspec.structs import FieldInfo

    from report_desk.core.strict_reader import Reader

Json = dict[str, JsonValue]
_NAMES: dict[object, str] = {bool: "boolean", int: "integer", str: "string"}
"""What JSON Schema calls a type."""
KEPT = frozenset({"extra", "unknown"})
"""Fields of a struct that are no field of the document: they keep the document's unknown fields."""
MISSING = object()
"""The default of a field that must be there."""


class Shape(Protocol):
    """The stored form of one kind of value."""

    def read(self, around: Reader, name: str, default: object) -> object:
        """The value of a field; what is wrong is noted, and something empty taken."""

    def written(self, value: object) -> JsonValue:
        """What stands in the file."""

    def schema(self, defs: Json) -> Json:
        """What the published schema says of it."""


class Text(Struct, frozen=True):
    """A text of at most so many characters; as ``prose`` with a bounded number of line breaks."""

    longest: int
    is_prose: bool = False
    pattern: str = ""

    def read(self, around: Reader, name: str, default: object) -> str:
        if self.is_prose:
            return around.prose(name, self.longest)
        return around.text(name, None if default is MISSING else cast("str", default), self.longest)

    def written(self, value: object) -> JsonValue:
        return cast("str", value)

    def schema(self, defs: Json) -> Json:  # noqa: ARG002 - as every shape
        pattern = WITHIN_LINES if self.is_prose else self.pattern
        return {"type": "string", "maxLength": self.longest, **({"pattern": pattern} if pattern else {})}


class Whole(Struct, frozen=True):
    """A whole number from ``least`` to ``most``."""

    least: int
    most: int

    def read(self, around: Reader, name: str, default: object) -> int:
        return around.integer(
            name, None if default is MISSING else cast("int", default), self.least, self.most
        )

    def written(self, value: object) -> JsonValue:
        return cast("int", value)

    def schema(self, defs: Json) -> Json:  # noqa: ARG002
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Choice(Struct, frozen=True):
    """One of a closed set of words."""

    kind: type[StrEnum]

    def read(self, around: Reader, name: str, default: object) -> StrEnum:
        return around.choice(name, self.kind, None if default is MISSING else cast("StrEnum", default))

    def written(self, value: object) -> JsonValue:
        return cast("StrEnum", value).value

    def schema(self, defs: Json) -> Json:  # noqa: ARG002
        return {"enum": [word.value for word in self.kind]}


class NumberOrText(Struct, frozen=True):
    """A figure: a whole number, or a text of at most so many characters; ``may_be_blank``: or nothing."""

    longest: int
    may_be_blank: bool = False
    description: str = ""

    def read(self, around: Reader, name: str, default: object) -> int | str | None:  # noqa: ARG002
        match around.value(name):
            case None if self.may_be_blank:
                return None
            case bool():
                pass
            case int():
                return around.integer(name)
            case str():
                return around.text(name, longest=self.longest)
        around.mistake(name, "应为整数、文字或空" if self.may_be_blank else "应为整数或文字")
        return None

    def written(self, value: object) -> JsonValue:
        return cast("int | str | None", value)

    def schema(self, defs: Json) -> Json:  # noqa: ARG002
        kinds: list[JsonValue] = ["integer", "string", *(["null"] if self.may_be_blank else [])]
        words: Json = {"description": self.description} if self.description else {}
        bounds = {"minimum": -LARGEST_INTEGER, "maximum": LARGEST_INTEGER, "maxLength": self.longest}
        return {"type": kinds, **bounds, **words}


class Texts(Struct, frozen=True):
    """At most ``most`` texts in an order; none where the field is missing."""

    item: Text
    most: int

    def read(self, around: Reader, name: str, default: object) -> tuple[str, ...]:  # noqa: ARG002
        return around.texts(name, self.item.longest, self.most)

    def written(self, value: object) -> JsonValue:
        return list(cast("tuple[str, ...]", value))

    def schema(self, defs: Json) -> Json:
        return {"type": "array", "items": self.item.schema(defs), "maxItems": self.most}


class ByName(Struct, frozen=True):
    """At most ``most`` values by names that the document chooses; empty where the field is missing."""

    name: Text
    value: Text | NumberOrText
    most: int

    def read(self, around: Reader, name: str, default: object) -> dict[str, object]:  # noqa: ARG002
        inside, value = around.reader(name), self.value
        names = inside.names(self.most, self.name.longest)
        found = [(item, value.read(inside, item, MISSING)) for item in names]
        return {item: value for item, value in found if value is not None}

    def written(self, value: object) -> JsonValue:
        return cast("Json", dict(cast("Mapping[str, JsonValue]", value)))

    def schema(self, defs: Json) -> Json:
        name = self.name.schema(defs)
        del name["type"]
        return {
            "type": "object",
            "propertyNames": name,
            "additionalProperties": self.value.schema(defs),
            "maxProperties": self.most,
        }


class Given(Struct, frozen=True):
    """A mapping that whoever asks for it judges; the schema alone says which ``kinds`` of value it holds."""

    kinds: tuple[str, ...]

    def read(self, around: Reader, name: str, default: object) -> Mapping[str, JsonValue]:  # noqa: ARG002
        return around.reader(name).fields()

    def written(self, value: object) -> JsonValue:
        return dict(cast("Mapping[str, JsonValue]", value))

    def schema(self, defs: Json) -> Json:  # noqa: ARG002
        return {"type": "object", "additionalProperties": {"type": list(self.kinds)}}


class Field(Struct, frozen=True):
    """One field of a document: its name there, that of the struct's field, and whether it must be there."""

    name: str
    attribute: str
    shape: Shape
    default: object
    description: str


class Document(Struct, frozen=True):
    """A mapping that holds a struct.

    ``keeps`` names the struct's field that keeps unknown fields; without one the schema allows none.
    """

    kind: type[Struct]
    fields: tuple[Field, ...]
    keeps: str

    def read(self, around: Reader, name: str, default: object) -> Struct:  # noqa: ARG002
        return self.read_from(around.reader(name))

    def read_from(self, inside: Reader) -> Struct:
        """The struct that a mapping holds."""
        found = self.values(inside)
        if self.keeps:
            found[self.keeps] = inside.rest()
        return self.kind(**found)

    def values(self, inside: Reader) -> dict[str, object]:
        """The values of the struct's fields by name; unknown fields of the mapping are not among them."""
        return {field.attribute: field.shape.read(inside, field.name, field.default) for field in self.fields}

    def written(self, value: object) -> JsonValue:
        return self.mapping(cast("Struct", value))

    def mapping(self, value: Struct) -> Json:
        """The mapping that holds a struct: its fields in their order, then the unknown ones it has kept."""
        known = {field.name: field.shape.written(getattr(value, field.attribute)) for field in self.fields}
        return {**known, **getattr(value, self.keeps)} if self.keeps else known

    def schema(self, defs: Json) -> Json:
        name = self.kind.__name__
        if name not in defs:
            defs[name] = {}  # its place, should it hold itself
            others: Json = {} if self.keeps else {"additionalProperties": False}
            defs[name] = {**mapping_schema(self.fields, defs), **others}
        return {"$ref": f"#/$defs/{name}"}


class Several(Struct, frozen=True):
    """At most ``most`` documents in an order; none where the field is missing."""

    document: Document
    most: int

    def read(self, around: Reader, name: str, default: object) -> tuple[Struct, ...]:  # noqa: ARG002
        read = self.document.read_from
        return tuple([read(inside) for inside in around.readers(name, self.most)])

    def written(self, value: object) -> JsonValue:
        return [self.document.mapping(item) for item in cast("tuple[Struct, ...]", value)]

    def schema(self, defs: Json) -> Json:
        return {"type": "array", "items": self.document.schema(defs), "maxItems": self.most}


def mapping_schema(known: tuple[Field, ...], defs: Json) -> Json:
    """The schema of a mapping with such fields: those without a default are required."""
    described: Json = {}
    for field in known:
        words: Json = {"description": field.description} if field.description else {}
        described[field.name] = {**field.shape.schema(defs), **words}
    required: list[JsonValue] = [field.name for field in known if field.default is MISSING]
    return {"type": "object", "required": required, "properties": described}


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
