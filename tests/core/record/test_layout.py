"""The layout calls nothing sound where reading would note a mistake, nor takes bytes for another record."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING

import orjson
import pytest
from msgspec.structs import fields

from report_desk import resources
from report_desk.core.record import codec, layout, reader
from report_desk.core.record.layout import says
from tests.core.record.test_record import FULL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msgspec import Struct

    from report_desk.core.strict_reader import JsonValue

STRANGE: tuple[JsonValue, ...] = (
    None,
    True,
    7,
    7.0,
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
NOBODYS = {"future", "colour", "language", "note", "page", "x", "y", "z", "k", "q", "w"}
"""The fields in the full record that nobody knows."""
DOCUMENTS: dict[str, type[Struct]] = {
    "head": layout.Head,
    "section": layout.Section,
    "figures": layout.Table,
    "previous": layout.Previous,
    "explanation": layout.Explanation,
    "anchor": layout.Anchor,
    "remark": layout.Remark,
    "suggestion": layout.Suggestion,
    "event": layout.Event,
}


def is_sound(made: codec.Record) -> bool:
    """Whether what is written of a record needs no closer look."""
    try:
        return says(codec.serialise(made), made)
    except TypeError:
        return False  # a number that cannot be written at all


def without_what_nobody_knows(value: JsonValue) -> JsonValue:
    """As much of a value as the layout speaks of."""
    match value:
        case dict():
            return {
                name: without_what_nobody_knows(item) for name, item in value.items() if name not in NOBODYS
            }
        case list():
            return [without_what_nobody_knows(item) for item in value]
        case _:
            return value


def known() -> codec.Record:
    """The full record, all of it known."""
    made = without_what_nobody_knows(codec.to_record(FULL))
    assert isinstance(made, dict)
    return made


def containers(value: JsonValue) -> Iterator[dict[str, JsonValue] | list[JsonValue]]:
    """Every mapping and list in a value."""
    if isinstance(value, dict | list):
        yield value
        for item in value.values() if isinstance(value, dict) else value:
            yield from containers(item)


def changed(whole: codec.Record) -> Iterator[codec.Record]:
    """The record with one thing changed, taken away or added, everywhere and in every way."""
    for number, container in enumerate(containers(whole)):
        for place in range(len(container) + 1):
            for strange in STRANGE:
                made = copy.deepcopy(whole)
                put(list(containers(made))[number], place, strange)
                yield made
        for place in range(len(container)):
            made = copy.deepcopy(whole)
            take_away(list(containers(made))[number], place)
            yield made


def put(container: dict[str, JsonValue] | list[JsonValue], place: int, strange: JsonValue) -> None:
    if isinstance(container, dict):
        container[[*container, "added"][place]] = strange
    else:
        container[place : place + 1] = [strange]


def take_away(container: dict[str, JsonValue] | list[JsonValue], place: int) -> None:
    if isinstance(container, dict):
        del container[list(container)[place]]
    else:
        del container[place]


def test_what_is_sound_reads_without_a_mistake() -> None:
    verdicts = {
        (is_sound(made), not reader.report_of(made).mistakes)
        for whole in (known(), codec.to_record(FULL))
        for made in changed(whole)
    }
    assert (True, False) not in verdicts
    assert {(True, True), (False, False)} <= verdicts


def test_a_section_that_stands_twice_and_two_last_years_are_not_sound() -> None:
    for table in ("sections", "previous"):
        made = known()
        documents = made[table]
        assert isinstance(documents, dict)
        assert is_sound(made)
        documents["9"] = documents["1"]
        assert not is_sound(made)
        assert reader.report_of(made).mistakes


def test_no_bytes_are_taken_for_another_record() -> None:
    whole = known()
    for made in changed(whole):
        if made == whole and json.dumps(made) == json.dumps(whole):
            continue
        try:
            data = codec.serialise(made)
        except TypeError:
            continue
        assert not says(data, whole)


def test_bytes_with_any_one_gone_or_another_are_taken_for_nothing_else() -> None:
    """Blanks between values may go; what is read must be the same, or nothing."""
    whole = known()
    data = codec.serialise(whole)
    taken = 0
    for place in range(len(data)):
        for spoilt in (data[:place] + data[place + 1 :], data[:place] + b"\xff" + data[place + 1 :]):
            if says(spoilt, whole):
                taken += 1
                assert orjson.loads(spoilt) == whole
    assert 0 < taken < len(data)


@pytest.mark.parametrize(
    "text",
    [
        "", "一段话。", "两\n段", '引号"里', "反\\斜", "反斜\\n不换行", "换\n行和\\n",
        "\t制表", "\x00零", "\x7f", "\u2028", "𠮷与😀", "\\", '"', "\n", "\r\n", "a\\u4e00",
    ],
)  # fmt: skip
def test_a_text_is_said_by_what_is_written_of_it_and_by_no_other(text: str) -> None:
    made = with_text(text)
    assert says(codec.serialise(made), made)
    for other in (
        text + "n",
        text.replace("\n", "\\n"),
        text.replace("\\", ""),
        text.replace("\t", " "),
        "二",
    ):
        if other != text:
            assert not says(codec.serialise(with_text(other)), made)


def test_a_text_may_be_written_in_other_ways() -> None:
    made = with_text("一/\t")
    assert says(codec.serialise(made).replace("一/".encode(), b"\\u4e00\\/"), made)
    assert not says(codec.serialise(made).replace("一/".encode(), b"\\u4e01\\/"), made)


def with_text(text: str) -> codec.Record:
    """The full record, all known, with one of its texts changed."""
    made = known()
    match made["sections"]:
        case {"1": dict() as section}:
            section["text"] = text
    return made


def test_what_nobody_knows_is_looked_at_more_closely() -> None:
    """It may nest as deep as it likes, in any of the documents."""
    assert is_sound(known())
    for number, container in enumerate(containers(known())):
        if isinstance(container, dict) and "values" not in container:
            made = known()
            changed_one = list(containers(made))[number]
            assert isinstance(changed_one, dict)
            changed_one["future"] = {"deep": [{}]}
            assert not is_sound(made)


@pytest.mark.parametrize("name", ["2024", "2025"])
def test_the_samples_are_sound(name: str) -> None:
    assert is_sound(codec.parse(resources.path(f"samples/{name}.rdesk").read_bytes()))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_layout_has_the_fields_of_the_published_schema(name: str) -> None:
    schema = json.loads(resources.path("schema/report.schema.json").read_text("utf-8"))
    described = schema["$defs"][name]["properties"]
    assert {field.name for field in fields(DOCUMENTS[name])} == set(described)
