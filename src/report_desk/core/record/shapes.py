"""The stored forms of values: how each is read, how it is written, and what its schema is.

Which shape a field has is found from its type (`record.annotations`). Reading notes every mistake with its
path and goes on (`strict_reader`).

A shape has three methods. ``read`` takes the reader of the mapping around the field, the field's name and its
default (`MISSING` where it has none) and gives the value for the struct; ``written`` gives what stands in the
file for such a value; ``schema`` is a JSON Schema (draft 2020-12), with the schemas of whole documents kept
once under ``defs``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from msgspec import Struct

from report_desk.core.limits import LARGEST_INTEGER, MOST_LINES, WITHIN_LINES
from report_desk.core.strict_reader import JsonValue

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from enum import StrEnum

    from report_desk.core.strict_reader import Reader

Json = dict[str, JsonValue]
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

    def is_right(self, value: JsonValue) -> bool:
        """Whether a value can be taken as it is: no closer look would find a mistake."""
        return type(value) is str and len(value) <= (MOST_LINES if self.is_prose else self.longest)

    def are_right(self, values: Collection[JsonValue]) -> bool:
        """Whether all of them can be taken so."""
        return all(map(self.is_right, values))

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

    def is_right(self, value: JsonValue) -> bool:
        """Whether a value can be taken as it is: no closer look would find a mistake."""
        if type(value) is int:
            return -LARGEST_INTEGER <= value <= LARGEST_INTEGER
        return type(value) is str and len(value) <= self.longest

    def are_right(self, values: Collection[JsonValue]) -> bool:
        """Whether all of them can be taken so; a table of counts is seen at once."""
        if set(map(type, values)) == {int}:
            counts = cast("Collection[int]", values)
            return min(counts) >= -LARGEST_INTEGER and max(counts) <= LARGEST_INTEGER
        return all(map(self.is_right, values))

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
        inside, is_right, read = around.reader(name), self.value.is_right, self.value.read
        names, given = inside.names(self.most, self.name.longest), inside.fields()
        if len(names) == len(given) and self.value.are_right(given.values()):
            return dict(given)
        found: dict[str, object] = {}
        for item in names:
            value: object = given[item]
            if not is_right(given[item]):
                value = read(inside, item, MISSING)
            if value is not None:
                found[item] = value
        return found

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
