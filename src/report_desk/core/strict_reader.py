"""Reads untrusted mappings field by field and notes every mistake with its path in one go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from report_desk.core.limits import (
    LARGEST_INTEGER,
    LARGEST_RECORD,
    LINE_BREAKS,
    LONGEST_ID,
    MOST_LINES,
    MOST_PARTS,
)
from report_desk.core.patterns import UnboundedError, refuse_unbounded

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

    def text(self, key: str, default: str | None = None, longest: int = LARGEST_RECORD) -> str:
        """A string of at most so many characters; required unless a default is given.

        Of one that is longer, the mistake is noted and the beginning taken.
        """
        self._read.add(key)
        value = self._mapping.get(key, default)
        if isinstance(value, str):
            return value if len(value) <= longest else self._cut(key, value, longest)
        self.mistake(key, "应为文字" if self.has(key) else "缺少这一项")
        return ""

    def prose(self, key: str, longest: int) -> str:
        """A string of bounded length with a bounded number of line breaks."""
        text = self.text(key, longest=longest)
        if len(text) > MOST_LINES and _has_too_many_lines(text):
            self.mistake(key, f"行太多，最多 {MOST_LINES} 行")
        return text

    def integer(
        self, key: str, default: int | None = None, least: int = -LARGEST_INTEGER, most: int = LARGEST_INTEGER
    ) -> int:
        """A whole number in its bounds; required unless a default is given. ``true`` is not a number."""
        value = self._take(key, default)
        if isinstance(value, int) and not isinstance(value, bool):
            if least <= value <= most:
                return value
            self.mistake(key, f"应在 {least} 到 {most} 之间")
            return least if value < least else most
        self.mistake(key, "应为整数" if self.has(key) else "缺少这一项")
        return max(least, 0)

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
            if word or self._mapping.get(key) == "":
                self.mistake(key, f"应为 {' / '.join(kind)} 之一，这里是「{word[:40]}」")
            return next(iter(kind))

    def pattern(self, key: str) -> str:
        """A regular expression that is linear by construction, or nothing."""
        source = self.text(key, "")
        try:
            refuse_unbounded(source)
        except re.error as error:
            self.mistake(key, f"不是正则表达式（{error}）")
        except UnboundedError as error:
            self.mistake(key, str(error))
        return source

    def texts(self, key: str, longest: int = LARGEST_RECORD, most: int = MOST_PARTS) -> tuple[str, ...]:
        """A list of at most so many strings, each of bounded length; empty where missing."""
        value = self._take(key, [])
        if isinstance(value, list):
            found = tuple([item for item in value if isinstance(item, str)])
            if len(found) == len(value):
                self.refuse_more(key, len(found), most)
                return tuple(
                    [item if len(item) <= longest else self._cut(key, item, longest) for item in found[:most]]
                )
        self.mistake(key, "应为一列文字")
        return ()

    def reader(self, key: str) -> Reader:
        """A nested mapping; an empty one where missing."""
        self._read.add(key)
        return Reader(self._mapping.get(key, {}), self.mistakes, key, self)

    def readers(self, key: str, most: int = MOST_PARTS) -> tuple[Reader, ...]:
        """A list of at most so many nested mappings; empty where missing."""
        value = self._take(key, [])
        if isinstance(value, list):
            self.refuse_more(key, len(value), most)
            return tuple(
                Reader(item, self.mistakes, f"{key}[{index}]", self)
                for index, item in enumerate(value[:most])
            )
        self.mistake(key, "应为一列")
        return ()

    def text_mapping(self, key: str, longest: int = LARGEST_RECORD, most: int = MOST_PARTS) -> dict[str, str]:
        """A mapping of at most so many strings, each of bounded length; empty where missing."""
        nested = self.reader(key)
        return {name: nested.text(name, longest=longest) for name in nested.names(most)}

    def names(self, most: int, longest: int = LONGEST_ID) -> tuple[str, ...]:
        """The names of the fields, where the document itself chooses them: bounded in number and length."""
        found = tuple(self._mapping)
        if len(found) <= most and max(map(len, found), default=0) <= longest:
            return found
        self.refuse_more("", len(found), most)
        for name in found:
            if len(name) > longest:
                self.mistake(name[:longest], f"名称太长，最多 {longest} 个字")
                self._read.add(name)
        return tuple([name for name in found if len(name) <= longest][:most])

    def refuse_more(self, key: str, count: int, most: int) -> None:
        """Note a mistake at a field where there are more than may be."""
        if count > most:
            self.mistake(key, f"太多，最多 {most} 个")

    def value(self, key: str) -> JsonValue:
        """The raw value of a field, unchecked; None where it is missing."""
        return self._take(key, None)

    def fields(self) -> JsonMapping:
        """Every field with its raw value, unchecked; all count as read."""
        self._read = set(self._mapping)
        return self._mapping

    def rest(self) -> dict[str, JsonValue]:
        """The fields that none of the methods above has read."""
        if self._mapping.keys() <= self._read:
            return {}
        return {key: value for key, value in self._mapping.items() if key not in self._read}

    def _cut(self, key: str, value: str, longest: int) -> str:
        self.mistake(key, f"太长，最多 {longest} 个字")
        return value[:longest]

    def _take(self, key: str, default: JsonValue) -> JsonValue:
        self._read.add(key)
        return self._mapping.get(key, default)

    def _at(self, key: str) -> str:
        path = self.path
        return f"{path}.{key}" if path and key else path or key


def _has_too_many_lines(text: str) -> bool:
    """Whether more line breaks stand in it than may; as CR LF, two of them end one line.

    Splitting takes a third of the time of counting each kind of break: only a text near the limit needs that.
    """
    return 2 * len(text.splitlines()) > MOST_LINES and sum(map(text.count, LINE_BREAKS)) > MOST_LINES
