"""On which line of a TOML file each of its fields stands.

`tomllib` keeps no positions and `tomlkit` none that it tells, so this walks over a text that `tomllib`
has read already and that is therefore sound: it need not judge, only count lines.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_STRING = r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
_BLANK, _MARK, _BARE = r"[ \t\r]+|\#[^\n]*", r"[\[\]{}=,.\n]", r"[^\s\[\]{}=,.#]+"
_TOKEN = re.compile(f"(?P<text>{_STRING})|(?P<mark>{_MARK})|(?P<blank>{_BLANK})|(?P<bare>{_BARE})", re.DOTALL)
_OPENING, _CLOSING = {"[", "{"}, {"]", "}"}


def lines(text: str) -> dict[str, int]:
    """The line of each field of a sound TOML text by its path, such as ``tables[1].bands[0].title``."""
    return _Walk(text).found


def line_of(path: str, known: Mapping[str, int]) -> int:
    """The line of a path, or of the nearest thing around it that the file has; 1 for the whole file."""
    while path:
        if path in known:
            return known[path]
        path = re.sub(r"(?:^|\.)[^.\[\]]*$|\[\d+\]$", "", path) if path[-1] != "." else path[:-1]
    return 1


class _Walk:
    """One pass over the tokens of a text."""

    def __init__(self, text: str) -> None:
        self.found: dict[str, int] = {}
        self._lists: Counter[str] = Counter()
        self._tokens = [token for token in _tokens(text) if token[0]]
        self._at = 0
        self._table = ""
        while self._at < len(self._tokens):
            self._statement()

    def _statement(self) -> None:
        word, _, line = self._tokens[self._at]
        if word == "\n":
            self._at += 1
        elif word == "[":
            self._header(line)
        else:
            self._assignment(self._table)

    def _header(self, line: int) -> None:
        """``[a.b]`` or ``[[a.b]]``: what follows stands in that table, or in a new entry of that list."""
        is_list = self._tokens[self._at + 1][0] == "["
        self._at += 2 if is_list else 1
        path = ""
        keys = self._keys()
        for index, key in enumerate(keys):
            path = f"{path}.{key}" if path else key
            if is_list and index == len(keys) - 1:
                self._lists[path] += 1
            self.found.setdefault(path, line)
            if path in self._lists:
                path = f"{path}[{self._lists[path] - 1}]"
            self.found.setdefault(path, line)
        self._at += 2 if is_list else 1
        self._table = path

    def _keys(self) -> list[str]:
        """The parts of a dotted key; the token behind it is next."""
        keys = []
        while self._tokens[self._at][0] not in {"=", "]"}:
            word, kind, _ = self._tokens[self._at]
            if word != ".":
                keys.append(_unquoted(word) if kind == "text" else word)
            self._at += 1
        return keys

    def _assignment(self, within: str) -> None:
        line = self._tokens[self._at][2]
        path = within
        for key in self._keys():
            path = f"{path}.{key}" if path else key
            self.found.setdefault(path, line)
        self._at += 1
        self._value(path)

    def _value(self, path: str) -> None:
        word = self._tokens[self._at][0]
        if word not in _OPENING:
            while self._at < len(self._tokens) and self._tokens[self._at][0] not in {"\n", ",", *_CLOSING}:
                self._at += 1
            return
        self._at += 1
        index = 0
        while self._tokens[self._at][0] not in _CLOSING:
            here, _, line = self._tokens[self._at]
            if here in {"\n", ","}:
                self._at += 1
            elif word == "{":
                self._assignment(path)
            else:
                self.found[f"{path}[{index}]"] = line
                self._value(f"{path}[{index}]")
                index += 1
        self._at += 1


def _tokens(text: str) -> list[tuple[str, str, int]]:
    """Every token with its kind and its line; blanks and comments are empty."""
    found = []
    line = 1
    for token in _TOKEN.finditer(text):
        word = "" if token.lastgroup == "blank" else token.group()
        found.append((word, token.lastgroup or "", line))
        line += token.group().count("\n")
    return found


def _unquoted(word: str) -> str:
    key: str = tomllib.loads(f"key = {word}")["key"]
    return key
