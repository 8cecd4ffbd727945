"""The saved form: nothing lost on the way there and back, nothing strange let in."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from report_desk import resources
from report_desk.core import limits
from report_desk.core.form.edition import Address
from report_desk.core.record import codec
from report_desk.core.report.model import (
    Anchor,
    AnchorKind,
    Decision,
    Entry,
    Event,
    EventKind,
    Explanation,
    PreviousYear,
    Remark,
    Report,
    Revision,
    State,
    Suggestion,
    Verdict,
)

FULL = Report(
    id="7d2c",
    format="2021",
    year=2025,
    organ="示例区文化和旅游局",
    details={"phone": "010-62000000"},
    sections={"overview": "收到⟦requests.new.total⟧件。\n第二段。", "other": "无。"},
    figures={Address("requests.new.individual"): 3, Address("disclosure.fees.amount"): "18.8710"},
    declared={Address("requests.new.total"): 3},
    previous=PreviousYear(
        "p", "r0", "2021", 2024, {Address("requests.new.legal"): 1}, {"other": "无。"}, {"x": 1}
    ),
    explanations=(
        Explanation("carry-over", (Address("a.b.c"),), "ab", "因为", "甲", "t", Verdict.ACCEPTED, {"y": [1]}),
    ),
    remarks=(
        Remark(
            "m1",
            Anchor(AnchorKind.CELL, cell="a.b.c", extra={"page": 2}),
            (Entry("乙", "t", "核实", {"z": None}),),
            "乙",
            "t",
            {"k": 1},
        ),
        Remark("m2", Anchor(AnchorKind.SENTENCE, "overview", quote="第二段。", place=30), ()),
    ),
    suggestions=(
        Suggestion(
            "s1",
            Anchor(AnchorKind.CELL, cell="a.b.c"),
            None,
            3,
            "乙",
            "t",
            Decision.TAKEN,
            "甲",
            "t",
            {"q": 2},
        ),
    ),
    history=(Event(EventKind.SUBMITTED, "甲", "t", 4, "7F3A", "", "eJw=", {"w": {}}),),
    state=State.SUBMITTED,
    revision=Revision(5, "r5", ("r4", "m4"), ("r4", "r3")),
    unknown={
        "": {"future": {"1": {"a": 1}}},
        "report": {"colour": "red"},
        "sections/overview": {"language": "zh"},
        "figures/requests": {"note": "x"},
        "figures/empty": {"note": "no values"},
    },
)


def document(report: Report = FULL) -> dict[str, Any]:
    parsed = json.loads(codec.write(report))
    assert isinstance(parsed, dict)
    return parsed


def resealed(tables: dict[str, Any]) -> bytes:
    tables["report"]["1"]["digest"] = codec.digest_of(tables)
    return json.dumps(tables, ensure_ascii=False).encode()


def test_nothing_is_lost_on_the_way_there_and_back() -> None:
    read = codec.read(codec.write(FULL))
    assert read.report == FULL
    assert read.newer_schema is False
    assert read.digest == document()["report"]["1"]["digest"]
    assert codec.write(read.report) == codec.write(FULL)


def test_a_remark_is_open_until_somebody_closes_it() -> None:
    assert [remark.is_open for remark in FULL.remarks] == [False, True]


def test_formatting_and_order_do_not_matter_to_the_digest() -> None:
    tables = document()
    shuffled = dict(reversed(tables.items()))
    assert codec.read(json.dumps(shuffled, indent=7).encode()).report == FULL
    assert codec.read(b"\xef\xbb\xbf" + codec.write(FULL)).report == FULL


@pytest.mark.parametrize("name", ["2024.rdesk", "2025.rdesk"])
def test_real_files_follow_the_published_schema(name: str) -> None:
    schema = json.loads(resources.path("schema/report.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads(resources.path(f"samples/{name}").read_bytes()), schema)
    jsonschema.validate(document(), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**document(), "figures": {"1": {"table": 3}}}, schema)


def test_a_newer_schema_is_recognised() -> None:
    tables = document()
    tables["report"]["1"]["schema"] = codec.SCHEMA + 1
    assert codec.read(resealed(tables)).newer_schema


def change(path: tuple[str, ...], value: object) -> bytes:
    """The full record with one field changed and the digest made to fit."""
    tables = document()
    place: dict[str, Any] = tables
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return resealed(tables)


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("figures", "1", "values", "new.individual"), 1.5, "应为整数或文字"),
        (("figures", "1", "values", "new.individual"), True, "应为整数或文字"),
        (("figures", "1", "values"), [], "应为一组字段"),
        (("sections", "1", "text"), 3, "应为文字"),
        (("sections", "2", "id"), "overview", "出现两次"),
        (("report", "1", "year"), "2025", "应为整数"),
        (("report", "1", "state"), "lost", "应为 draft"),
        (("report", "1", "parents"), [1], "应为一列文字"),
        (("report", "1", "ancestors"), "r4", "应为一列文字"),
        (("remarks", "1", "entries"), {}, "应为一列"),
        (("suggestions", "1", "before"), 1.5, "应为整数、文字或空"),
        (("previous", "2"), {}, "太多，最多 1 个"),
        (("previous",), "x", "应为一组字段"),
    ],
)
def test_a_field_of_the_wrong_kind_is_named_with_its_path(
    path: tuple[str, ...], value: object, says: str
) -> None:
    with pytest.raises(codec.DamagedRecordError, match=says) as caught:
        codec.read(change(path, value))
    assert any(path[0] in reason for reason in caught.value.reasons)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空的"),
        (b" \n", "空的"),
        (b"\xff\xfe", "不是文本"),
        (b"{", "文件不完整，后面缺了一截"),
        (b'{"report": {"1": x}}', "中间有一处坏了，读不下去"),
        (b"PK\x03\x04", "Word、Excel 文档或者压缩包，不是年报文件"),
        (b"\x7fELF\x02", "里面不是年报，开头就读不下去"),
        (b"[]", "不是年报文件"),
        (b'{"a": 1, "a": 2}', "出现两次"),
        (b'{"a": NaN}', "不是数"),
        (b'{"a": 1e999}', "数太大"),
        (b'{"a": 12345678901234567}', "数太大"),
        (b'{"a": "\\ud800"}', "不合规定"),
        (b'{"report": {"1": 3}}', "没有年报的基本情况"),
        (b'{"report": {"1": {}, "2": {}}}', "没有年报的基本情况"),
        (b'{"report": {"1": {"schema": true}}}', "没有文件版本号"),
        (b'{"report": {"1": {"schema": 0}}}', "没有文件版本号"),
        (b'{"a":' * 70 + b"1" + b"}" * 70, "不是年报文件"),
        (b"[" * 10_000, "套得太深"),
        (b"[" * 300_000, "零碎"),
        (b'{"a": "' + b"x" * limits.LARGEST_RECORD + b'"}', "太大"),
    ],
)
def test_what_is_no_record_is_refused_with_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(codec.DamagedRecordError, match=says):
        codec.read(data)
    assert codec.salvage(data) is None


def test_nested_lists_count_as_depth_too() -> None:
    deep: list[Any] = []
    for _ in range(80):
        deep = [deep]
    with pytest.raises(codec.DamagedRecordError):
        codec.read(json.dumps({"a": deep}).encode())


def test_a_changed_byte_is_noticed_and_the_rest_is_saved_from_it() -> None:
    damaged = codec.write(FULL).replace("示例区".encode(), "实例区".encode())
    with pytest.raises(codec.DamagedRecordError, match="校验码") as caught:
        codec.read(damaged)
    assert caught.value.record is not None
    saved = codec.salvage(damaged)
    assert saved is not None
    assert saved.figures == FULL.figures
    tables = document()
    del tables["report"]["1"]["digest"]
    with pytest.raises(codec.DamagedRecordError, match="没有校验码"):
        codec.read(json.dumps(tables).encode())


def test_a_sealed_record_has_its_digest_renewed_and_reads_back() -> None:
    tables = document()
    tables["sections"]["1"]["text"] = "改过"
    sealed = codec.seal(tables)
    sealed.prove()
    assert codec.read(sealed.data).report.sections["overview"] == "改过"
    assert sealed.digest == codec.read(sealed.data).digest != document()["report"]["1"]["digest"]
    assert codec.seal(codec.unsealed(FULL)).data == codec.write(FULL)


@pytest.mark.parametrize(
    ("place", "value"),
    [("organ", 3), ("colour", float("nan")), ("colour", 10**16), ("colour", [[]])],
)
def test_nothing_is_sealed_that_would_not_read_back(place: str, value: object) -> None:
    tables = document()
    for _ in range(70):
        value = [value] if isinstance(value, list) else value
    tables["report"]["1"][place] = value
    with pytest.raises(codec.DamagedRecordError):
        codec.seal(tables).prove()


@pytest.mark.parametrize("number", [2**53 - 1, 2**53, 10**16 - 1, -(10**16) + 1, 1.5, 1e300])
def test_our_layout_is_read_by_the_same_rules_as_any_other(number: float) -> None:
    """The quick way in must let in what the strict one does, and nothing else."""
    tables = document()
    tables["report"]["1"]["colour"] = number
    ours = codec.serialise(tables)
    assert codec.parse(ours) == codec.parse(json.dumps(tables, indent=1).encode()) == tables


def test_depth_is_judged_alike_in_our_layout_and_in_any_other() -> None:
    verdicts = []
    for depth in (62, 63, 64, 65, 66):
        nested: list[Any] = []
        for _ in range(depth - 2):
            nested = [nested]
        tables = {**document(), "future": nested}
        for data in (codec.serialise(tables), json.dumps(tables).encode()):
            try:
                codec.parse(data)
            except codec.DamagedRecordError:
                verdicts.append((depth, "refused"))
            else:
                verdicts.append((depth, "read"))
    expected = [(depth, "read" if depth <= limits.DEEPEST else "refused") for depth in (62, 63, 64, 65, 66)]
    assert verdicts == [verdict for verdict in expected for _ in range(2)]


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)


@given(
    st.dictionaries(NAMES, NAMES, max_size=5),
    st.dictionaries(
        st.from_regex(r"[a-z]{1,5}\.[a-z]{1,5}\.[a-z]{1,5}", fullmatch=True),
        st.integers(-limits.LARGEST_INTEGER, limits.LARGEST_INTEGER) | NAMES,
        max_size=limits.MOST_TABLES - 1,  # FULL has declared totals of one more table
    ),
)
def test_any_text_and_any_figure_come_back(sections: dict[str, str], figures: dict[str, int | str]) -> None:
    report = replace(FULL, sections=sections, figures={Address(k): v for k, v in figures.items()}, unknown={})
    assert codec.read(codec.write(report)).report == report
