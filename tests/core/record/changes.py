"""A full record with one thing changed: everywhere, and in every way."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from report_desk.core.strict_reader import JsonValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.record.codec import Record

STRANGE: tuple[JsonValue, ...] = (
    None,
    True,
    7,
    7.5,
    -1,
    10**20,
    "x",
    "",
    "draft",
    [],
    ["x"],
    [7],
    {},
    {"x": 1},
)
"""What no field takes all of."""
GONE = "(gone)"
Step = str | int
Change = tuple[tuple[Step, ...], JsonValue]
"""Where a value is put, and which; `GONE` takes away what stands there."""


def changes(whole: Record) -> Iterator[Change]:
    """Every place of a record, and one new name in each mapping, with every strange value; and taken away."""
    for path in paths(whole, ()):
        yield from ((path, strange) for strange in (*STRANGE, GONE))


def paths(value: JsonValue, path: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """Every place within a value."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield (*path, name)
            yield from paths(inner, (*path, name))
        yield (*path, "added")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield (*path, index)
            yield from paths(inner, (*path, index))


def changed(whole: Record, change: Change) -> Record:
    """The record with that one thing changed."""
    made = copy.deepcopy(whole)
    (*way, last), value = change
    around: JsonValue = made
    for step in way:
        around = around[step]  # type: ignore[index]  # a path of this very record
    if value == GONE:
        if isinstance(around, list) or last in around:  # type: ignore[operator]
            del around[last]  # type: ignore[union-attr, arg-type]
    else:
        around[last] = value  # type: ignore[index]
    return made
