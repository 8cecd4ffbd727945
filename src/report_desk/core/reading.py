"""Reads untrusted mappings field by field and notes every mistake with its path in one go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
JsonMapping = Mapping[str, JsonValue]
Choice = TypeVar("Choice", bound=StrEnum)


class Mistake(Struct, frozen=True):
    """What is wrong at one place of a document; ``path`` as in ``tables[1].rows[0].id``."""

    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path or '顶层'}：{self.sentence}"


class Reader:
    """One mapping of a document, with the fields already read and the shared list of mistakes.

    A field that is missing or of the wrong type yields an empty value and one mistake, so that
    reading goes on and the whole list is known at the end.
    """

    __slots__ = ("_mapping", "_name", "_read", "_within", "mistakes")

    def __init__(
        self, mapping: JsonValue, mistakes: list[Mistake], name: str = "", within: Reader | None = None
    ) -> None:
        self.mistakes = mistakes
        self._name = name
        self._within = within
        self._read: set[str] = set()
        self._mapping: JsonMapping = {}
        if isinstance(mapping, dict):
            self._mapping = mapping
        else:
            mistakes.append(Mistake(self.path, "应为一组字段"))

    @property
    def path(self) -> str:
        """Where this mapping stands in the document; put together only for a mistake."""
        return self._name if self._within is None else self._within._at(self._name)  # noqa: SLF001 - our own kind

    def mistake(self, key: str, sentence: str) -> None:
        """Note a mistake at a field of this mapping (at the mapping itself where ``key`` is empty)."""
        self.mistakes.append(Mistake(self._at(key), sentence))

    def has(self, key: str) -> bool:
        """Whether the field stands there at all."""
        return key in self._mapping

    def keys(self) -> Iterator[str]:
        """The names of the fields, in their order."""
        return iter(self._mapping)

    def text(self, key: str, default: str | None = None) -> str:
        """A string; required unless a default is given."""
        self._read.add(key)
        value = self._mapping.get(key, default)
        if isinstance(value, str):
            return value
        self.mistake(key, "应为文字" if self.has(key) else "缺少这一项")
        return ""

    def integer(self, key: str, default: int | None = None) -> int:
        """A whole number; required unless a default is given. ``true`` is not a number."""
        value = self._take(key, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.mistake(key, "应为整数" if self.has(key) else "缺少这一项")
        return 0

    def boolean(self, key: str, *, default: bool = False) -> bool:
        """A truth value."""
        value = self._take(key, default)
        if isinstance(value, bool):
            return value
        self.mistake(key, "应为 true 或 false")
        return default

    def choice(self, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """One of a closed set of words."""
        word = self.text(key, None if default is None else default.value)
        try:
            return kind(word)
        except ValueError:
            if word:
                self.mistake(key, f"应为 {' / '.join(kind)} 之一，这里是「{word[:40]}」")
            return next(iter(kind))

    def pattern(self, key: str) -> str:
        """A regular expression, or nothing."""
        source = self.text(key, "")
        try:
            re.compile(source)
        except re.error as error:
            self.mistake(key, f"不是正则表达式（{error}）")
        return source

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; empty where missing."""
        value = self._take(key, [])
        if isinstance(value, list):
            found = tuple([item for item in value if isinstance(item, str)])
            if len(found) == len(value):
                return found
        self.mistake(key, "应为一列文字")
        return ()

    def reader(self, key: str) -> Reader:
        """A nested mapping; an empty one where missing."""
        self._read.add(key)
        return Reader(self._mapping.get(key, {}), self.mistakes, key, self)

    def readers(self, key: str) -> tuple[Reader, ...]:
        """A list of nested mappings; empty where missing."""
        value = self._take(key, [])
        if isinstance(value, list):
            return tuple(
                Reader(item, self.mistakes, f"{key}[{index}]", self) for index, item in enumerate(value)
            )
        self.mistake(key, "应为一列")
        return ()

    def text_mapping(self, key: str) -> dict[str, str]:
        """A mapping of strings; empty where missing."""
        nested = self.reader(key)
        return {name: nested.text(name) for name in nested.keys()}  # noqa: SIM118 - not a dict

    def value(self, key: str) -> JsonValue:
        """Whatever stands there, for the caller to judge."""
        return self._take(key, None)

    def fields(self) -> JsonMapping:
        """Every field with whatever stands there, for the caller to judge."""
        self._read = set(self._mapping)
        return self._mapping

    def rest(self) -> dict[str, JsonValue]:
        """The fields nobody asked for."""
        if self._mapping.keys() <= self._read:
            return {}
        return {key: value for key, value in self._mapping.items() if key not in self._read}

    def _take(self, key: str, default: JsonValue) -> JsonValue:
        self._read.add(key)
        return self._mapping.get(key, default)

    def _at(self, key: str) -> str:
        path = self.path
        return f"{path}.{key}" if path and key else path or key
