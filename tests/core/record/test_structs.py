"""The structs of a report are the one description of the record: read, written, bounded and published."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import jsonschema
import orjson
import pytest
from msgspec import Meta, Struct, field
from msgspec.structs import fields, replace

from report_desk import resources
from report_desk.core.form.edition import Address
from report_desk.core.record import codec, published, reader, writer
from report_desk.core.record.annotations import KEPT, document, shape_of
from report_desk.core.record.schema import published_schema, record_schema
from report_desk.core.record.shapes import Document, Several
from report_desk.core.record.tables import Group, layout
from report_desk.core.report import model, sources
from report_desk.core.report.fields import Id, Line, Natural, StoredFigure
from report_desk.core.report.model import Extra, Report
from report_desk.core.sheet import Sheet, evaluate
from report_desk.core.strict_reader import JsonValue
from tests.core.record.changes import Change, changed, changes
from tests.core.record.test_record import FULL

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).resolve().parents[2] / "data" / "record"
BEYOND = ("published", ("schema",), 10**20)
"""The first schema set no limit to this number; that of what JSON can say was never read all the same."""
Json = dict[str, JsonValue]
STRUCTS: dict[type[Struct], tuple[str | int, ...]] = {
    model.PreviousYear: ("previous", "1"),
    model.Explanation: ("explanations", "1"),
    model.Remark: ("remarks", "1"),
    model.Anchor: ("remarks", "1", "anchor"),
    model.Entry: ("remarks", "1", "entries", 0),
    model.Suggestion: ("suggestions", "1"),
    model.Event: ("history", "1"),
    model.SectionDocument: ("sections", "1"),
    model.TableDocument: ("figures", "1"),
    sources.Consolidation: ("consolidation", "1"),
    sources.Part: ("consolidation", "1", "parts", 0),
    sources.LeftOut: ("consolidation", "1", "left_out", 0),
    sources.Correction: ("consolidation", "1", "corrections", 0),
}
"""Every struct that is stored as a document of its own, and where the full record has one."""


ADDED = {"consolidation"}
"""Tables that the first version did not have: it keeps them as it found them."""
WHOLE = replace(
    FULL,
    consolidation=sources.Consolidation(
        states=("approved",),
        expected=3,
        parts=(sources.Part("甲局", "甲局.rdesk", "id", "CODE"),),
        left_out=(sources.LeftOut("乙局", "乙局.rdesk", "退回了"),),
        missing=("丙局",),
        corrections=(sources.Correction(Address("requests.new.individual"), -1, "重复", "某人", "2026"),),
    ),
)


LOWERED = {100_000: 40_000, 400_000: 160_000}


def described(name: str) -> Json:
    """The schema as it was published with the first version of the record."""
    return cast("Json", json.loads((DATA / f"{name}-1.schema.json").read_text("utf-8")))


def resolved(node: JsonValue, whole: Json) -> JsonValue:
    """A schema with its references followed, without what it says to people."""
    if isinstance(node, list):
        return [resolved(item, whole) for item in node]
    if not isinstance(node, dict):
        return node
    found: Json = {}
    for key, value in node.items():
        if key == "$ref":
            found |= cast("Json", resolved(_defs(whole)[str(value).rsplit("/", 1)[-1]], whole))
        elif key == "required":
            found[key] = [*sorted(cast("list[str]", value))]
        elif key not in {"$defs", "description"} or isinstance(value, dict):
            found[key] = resolved(value, whole)
    return {key: value for key, value in found.items() if key != "$defs"}


def _defs(whole: Json) -> Json:
    return cast("Json", whole["$defs"])


def place(record: JsonValue, path: tuple[str | int, ...]) -> JsonValue:
    for step in path:
        record = record[step]  # type: ignore[index]
    return record


def test_the_first_file_of_this_version_opens_and_is_written_as_it_was() -> None:
    data = (DATA / "full-1.rdesk").read_bytes()
    assert codec.read(data).report == FULL
    assert codec.write(FULL) == data


def test_every_mistake_is_named_with_the_place_and_the_words_that_it_always_was() -> None:
    known = json.loads((DATA / "mistakes-1.json").read_text("utf-8"))
    whole = codec.to_record(FULL)
    found: dict[str, dict[str, list[str]]] = {}
    for path, value in changes(whole):
        mistakes = reader.report_of(changed(whole, (path, value))).mistakes
        if mistakes:
            said = found.setdefault(".".join(map(str, path)), {})
            said[json.dumps(value)] = sorted(map(str, mistakes))
    assert len(found) > 120
    assert found == known


def lowered(node: JsonValue) -> JsonValue:
    """A schema of the first version with the lengths of prose that a later decision lowered (0076)."""
    if isinstance(node, list):
        return [lowered(item) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: lowered(value) for key, value in node.items()}
    if found.get("maxLength") in LOWERED:
        found["maxLength"] = LOWERED[cast("int", found["maxLength"])]
    return found


def test_the_schema_of_the_record_says_what_it_said_first() -> None:
    first, now = cast("Json", lowered(described("report"))), record_schema()
    properties = cast("Json", now["properties"])
    assert set(properties) - set(cast("Json", first["properties"])) == ADDED
    now = {**now, "properties": {name: value for name, value in properties.items() if name not in ADDED}}
    assert resolved(now, now) == resolved(first, first)


def verdicts(first: Json, now: Json, whole: Json) -> Iterator[tuple[Change, bool, bool]]:
    """Every change of a document with the two schemas' verdicts on it."""
    earlier, later = jsonschema.Draft202012Validator(first), jsonschema.Draft202012Validator(now)
    for change in changes(whole):
        made = changed(whole, change)
        yield change, earlier.is_valid(made), later.is_valid(made)


def test_the_schemas_take_and_refuse_what_they_did_first() -> None:
    seen = set()
    content = cast("Json", orjson.loads(published.write(_sheet(), {"cover": True, "fingerprint": "x"})))
    for name, whole, now in (
        ("report", codec.to_record(FULL), record_schema()),
        ("published", content, published_schema()),
    ):
        for change, before, after in verdicts(described(name), now, whole):
            seen.add((name, after))
            assert before == after or (name, *change) == BEYOND, change
    assert len(seen) == 4


def _sheet() -> Sheet:
    return evaluate(resources.format_by_id("2021"), replace(FULL, previous=None))


def other(value: JsonValue) -> JsonValue:
    """Another value of the same kind."""
    match value:
        case str() if value in {"accepted", "taken", "submitted", "cell"}:
            return {"accepted": "questioned", "taken": "refused", "submitted": "returned", "cell": "whole"}[
                value
            ]
        case str():
            return f"{value}x"
        case int():
            return value + 1
        case None:
            return 8
        case list():
            return [*value[:-1], {**value[-1], "at": "u"} if isinstance(value[-1], dict) else "x.y.z"]
        case _:
            return {**cast("Json", value), "later.added": "x"}


def test_the_tables_follow_one_another_as_in_the_first_file() -> None:
    names = list(json.loads((DATA / "full-1.rdesk").read_text("utf-8")))
    assert [*(name for name in layout().names if name not in ADDED), "future"] == names


def test_the_first_version_would_keep_what_came_later() -> None:
    record = codec.to_record(WHOLE)
    assert jsonschema.Draft202012Validator(described("report")).is_valid(record)
    assert ADDED.isdisjoint(codec.to_record(FULL))


def test_every_struct_that_is_stored_is_walked() -> None:
    reached: set[type[Struct]] = set()
    for table in layout().tables:
        reached |= _within(table.document.kind)
    assert reached == set(STRUCTS)


def _within(kind: type[Struct]) -> set[type[Struct]]:
    shapes = [item.shape for item in document(kind).fields]
    inner = [shape.document if isinstance(shape, Several) else shape for shape in shapes]
    return {kind}.union(*(_within(shape.kind) for shape in inner if isinstance(shape, Document)))


@pytest.mark.parametrize("kind", STRUCTS)
def test_every_field_of_a_struct_is_read_written_and_published(kind: type[Struct]) -> None:
    whole = codec.to_record(WHOLE)
    schema = record_schema()
    described = cast("Json", cast("Json", _defs(schema)[kind.__name__])["properties"])
    names = [info.name for info in fields(kind) if info.name not in KEPT]
    assert set(names) == set(described)
    for name in names:
        there = cast("Json", place(whole, STRUCTS[kind]))
        made = changed(whole, ((*STRUCTS[kind], name), other(there[name])))
        found = reader.report_of(made)
        assert not found.mistakes
        assert found.report != WHOLE
        del cast("Json", cast("Json", made["report"])["1"])["digest"]
        assert writer.tables(found.report, 1) == made, name


def test_every_field_of_the_head_is_read_written_and_published() -> None:
    schema = record_schema()
    described = cast("Json", cast("Json", _defs(schema)["Head"])["properties"])
    whole = codec.to_record(FULL)
    head = cast("Json", place(whole, ("report", "1")))
    held = {part.attribute for part in layout().head} | {table.name for table in layout().tables}
    assert held | {"declared", "unknown"} == {info.name for info in fields(Report)}
    (group,) = [part for part in layout().head if isinstance(part, Group)]
    assert [item.attribute for item in group.document.fields] == [
        info.name for info in fields(model.Revision)
    ]
    assert {*described, "colour"} == set(head)
    for name in set(described) - {"digest", "schema"}:
        found = reader.report_of(changed(whole, (("report", "1", name), other(head[name]))))
        assert not found.mistakes
        assert found.report != FULL
        back = cast("Json", place(writer.tables(found.report, 1), ("report", "1")))
        assert back == {
            **{key: value for key, value in head.items() if key != "digest"},
            name: other(head[name]),
        }


class Mood(StrEnum):
    """A word of a later version."""

    CALM = "calm"
    TENSE = "tense"


class Seal(Struct, frozen=True):
    """A document of a later version."""

    by: Line
    weight: StoredFigure | None
    mood: Mood = Mood.CALM
    extra: Extra = field(default_factory=dict)


class Later(Report, frozen=True):
    """A report as a later version might know it, with a field of every kind."""

    tint: Line = ""
    pages: Natural = 0
    mood: Mood = Mood.CALM
    labels: Annotated[tuple[Id, ...], Meta(max_length=3)] = ()
    weights: Annotated[Mapping[Id, StoredFigure], Meta(max_length=3)] = field(default_factory=dict)
    size: StoredFigure | None = None
    seal: Seal | None = None
    seals: Annotated[tuple[Seal, ...], Meta(max_length=2), Meta(description="印章.")] = ()


LATER = Later(
    **{info.name: getattr(FULL, info.name) for info in fields(Report)},
    tint="红",
    pages=9,
    mood=Mood.TENSE,
    labels=("甲", "乙"),
    weights={"a": 1, "b": "1.50"},
    size=4,
    seal=Seal("丙", None),
    seals=(Seal("甲", 3), Seal("乙", "4", Mood.TENSE, {"note": 1})),
)


def test_a_field_that_is_added_is_at_once_read_written_and_published() -> None:
    record = writer.tables(LATER, 1)
    found = reader.report_of(record, Later)
    assert not found.mistakes
    assert found.report == LATER
    assert codec.parse(codec.seal(record).data)["seals"] == record["seals"]
    schema = record_schema(Later)
    whole = codec.seal(record).record
    assert jsonschema.Draft202012Validator(schema).is_valid(whole)
    refused = changed(whole, (("seals", "1", "by"), 7))
    assert not jsonschema.Draft202012Validator(schema).is_valid(refused)
    assert cast("Json", cast("Json", schema["properties"])["seals"])["description"] == "印章."


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("report", "1", "tint"), "红" * 301, "report.1.tint：太长，最多 300 个字"),
        (("report", "1", "pages"), -1, "report.1.pages：应在 0 到"),
        (("report", "1", "mood"), "glad", "report.1.mood：应为 calm / tense 之一"),
        (("report", "1", "labels"), ["a"] * 4, "report.1.labels：太多，最多 3 个"),
        (("report", "1", "weights"), {"a": "1" * 61}, "report.1.weights.a：太长，最多 60 个字"),
        (("seals", "1", "weight"), [], "seals.1.weight：应为整数、文字或空"),
        (("seals", "3"), {"by": "丁", "weight": 1}, "seals：太多，最多 2 个"),
        (("seal", "1", "by"), 4, "seal.1.by：应为文字"),
    ],
)
def test_a_field_that_is_added_is_held_to_its_bounds(
    path: tuple[str, ...], value: JsonValue, said: str
) -> None:
    record = changed(codec.seal(writer.tables(LATER, 1)).record, (path, value))
    assert [str(mistake)[: len(said)] for mistake in reader.report_of(record, Later).mistakes] == [said]
    assert not jsonschema.Draft202012Validator(record_schema(Later)).is_valid(record)


@pytest.mark.parametrize(
    "hint",
    [
        float,
        str,
        int,
        list[str],
        str | None,
        Annotated[int, Meta(ge=0)],
        Annotated[str, Meta(max_length=3, pattern="^a$")],
        tuple[Id, ...],
        Annotated[tuple[Natural, ...], Meta(max_length=3)],
        Annotated[Mapping[Id, Natural], Meta(max_length=3)],
        Mapping[Id, Line],
    ],
)
def test_a_type_that_has_no_stored_form_or_no_bound_is_refused_when_the_struct_is_first_used(
    hint: object,
) -> None:
    with pytest.raises(TypeError):
        shape_of(hint)
