"""One table of limits: the reader refuses what is beyond it, and the published schemas say the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import jsonschema
import orjson
import pytest
from msgspec.structs import replace

from report_desk import resources
from report_desk.core import limits
from report_desk.core.record import codec, published
from report_desk.core.sheet import evaluate
from tests.core.record.test_record import FULL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.report.model import Report
    from report_desk.core.strict_reader import JsonValue

Json = dict[str, "JsonValue"]


def schema_of(name: str) -> Json:
    return cast("Json", json.loads(resources.path(f"schema/{name}.schema.json").read_text("utf-8")))


def texts(node: JsonValue, schema: Json, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every text of a schema that has a bound, by its path, with the bound."""
    assert isinstance(node, dict)
    if "$ref" in node:
        yield from texts(cast("Json", schema["$defs"])[str(node["$ref"]).rsplit("/", 1)[-1]], schema, path)
    is_free = node.get("pattern") in {None, limits.WITHIN_LINES}
    if "maxLength" in node and is_free and "integer" not in str(node.get("type")):
        yield path, cast("int", node["maxLength"])
    for name, inner in cast("Json", node.get("properties", {})).items():
        yield from texts(inner, schema, (*path, name))
    for inner in cast("Json", node.get("patternProperties", {})).values():
        yield from texts(inner, schema, (*path, "1"))
    if isinstance(node.get("additionalProperties"), dict):
        yield from texts(node["additionalProperties"], schema, (*path, "x"))


def put(whole: JsonValue, path: tuple[str, ...], value: JsonValue) -> None:
    place = whole
    for step in path[:-1]:
        assert isinstance(place, dict)
        place = place.setdefault(step, {})
    assert isinstance(place, dict)
    place[path[-1]] = value


def refused(data: bytes) -> str:
    try:
        codec.read(data)
    except codec.DamagedRecordError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("path", "longest"),
    [
        pytest.param(*item, id=".".join(item[0]))
        for item in texts(schema_of("report"), schema_of("report"))
        if item[0][-1] != "snapshot"
    ],
)
def test_each_text_of_a_record_is_read_to_its_limit_and_no_further(
    path: tuple[str, ...], longest: int, everything: Report
) -> None:
    schema = schema_of("report")
    for length in (longest, longest + 1):
        made = codec.to_record(everything)
        put(made, path, "x" * length)
        data = codec.seal(made).data
        said = refused(data)
        fits = not list(jsonschema.Draft202012Validator(schema).iter_errors(orjson.loads(data)))
        assert fits == (length <= longest)
        if length <= longest:
            assert said == ""
        else:
            assert f"{path[-1]}：太长，最多 {longest} 个字" in said


@pytest.fixture
def everything() -> Report:
    """A report with a document in each table."""
    return FULL


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"year": 0}, "report.1.year：应在 1 到 9999 之间"),
        ({"year": 10**15}, "report.1.year：应在 1 到 9999 之间"),
        ({"figures": {"requests.new.individual": 2**53}}, "figures.1.values.new.individual：应在"),
        ({"declared": {"requests.new.total": -(2**53)}}, "figures.1.declared.new.total：应在"),
        ({"sections": {f"s{n}": "" for n in range(limits.MOST_SECTIONS + 1)}}, "sections：太多，最多 32 个"),
        ({"sections": {"other": "一\n" * 5001}}, "sections.1.text：行太多，最多 5000 行"),
        ({"sections": {"other": "一\u2028二\r\n" * 2000}}, "sections.1.text：行太多，最多 5000 行"),
        ({"sections": {"s" * 65: ""}}, "sections.1.id：太长，最多 64 个字"),
        ({"details": {"s" * 65: ""}}, "名称太长，最多 64 个字"),
        ({"details": {f"s{n}": "" for n in range(65)}}, "report.1.details：太多，最多 64 个"),
    ],
)
def test_what_is_beyond_a_limit_is_named_with_its_place(
    everything: Report, changes: dict[str, object], place: str
) -> None:
    data = codec.write(replace(everything, **changes))
    assert place in refused(data)
    assert codec.salvage(data) is not None


def test_the_largest_numbers_are_read(everything: Report) -> None:
    figures = {**everything.figures, next(iter(everything.figures)): limits.LARGEST_INTEGER}
    largest = replace(everything, year=limits.LAST_YEAR, figures=figures)
    assert codec.read(codec.write(largest)).report == largest


def test_a_published_record_has_the_limits_of_the_table(everything: Report) -> None:
    schema = schema_of("published")
    sheet = evaluate(resources.format_by_id(everything.format), everything)
    good = published.write(sheet, {})
    found = list(texts(schema, schema))
    assert {bound for _, bound in found} == {
        limits.LONGEST_ID,
        limits.LONGEST_LINE,
        limits.LONGEST_RESOLVED,
    }
    for path, longest in found:
        for length in (longest, longest + 1):
            whole = orjson.loads(good)
            put(whole, path, "x" * length)
            fits = not list(jsonschema.Draft202012Validator(schema).iter_errors(whole))
            said = ""
            try:
                published.read(orjson.dumps(whole))
            except codec.DamagedRecordError as error:  # no longer of its fingerprint, at best
                said = str(error)
            assert fits == (length <= longest), path
            assert ("太长" in said) == (length > longest), path
