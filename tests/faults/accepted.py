"""Odd values that the reader accepts: `python -m tests.faults.accepted [quick]`.

Every field of the record is found by walking the types that describe it, so that a later field is
included. Each takes runs of every sign that a pattern of the program repeats, to its limit, and each
number its largest. Every such file goes through every verb, and must be answered for: no traceback, a
sentence where it cannot be done, within a second, or three where the file is as large as it may be.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
import time
import traceback
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from report_desk.cli.main import main as command
from report_desk.core import limits
from report_desk.core.record import codec
from report_desk.core.record.schema import record_schema
from tests.core.test_patterns import PATTERNS, signs
from tests.faults.hostile import CHINESE
from tests.faults.hostile_reports import filled_with
from tests.faults.patience import HANGING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from report_desk.core.record.codec import Record
    from report_desk.core.strict_reader import JsonValue

MOST_SECONDS = 1.0
MOST_SECONDS_OF_THE_LARGEST = 3.0
QUICK = 97
"""Of how many odd values the quick form tries one."""
WITHOUT_A_REPORT = {"new", "edition-check", "self-test"}
"""The verbs that no report passes through."""
LARGE = 1 << 20
"""Bytes from which a file counts as one of the largest."""
ODD = (
    "\0", "\x1b[31m", "\u202e", "\ue000", "\u0301", "x", "公开信息。", "公开信息1条，", "字" * 19 + "\n",
    "⟦requests.new.total⟧", "⟦a.b.c⟧", "〔未填〕", "{organ}", "1,", "２０２５年", "=1+1", "<b>", "&amp;",
    "\\", '"', "\U0001f468\u200d\U0001f469", "\ufdfd", "，收到申请1件",
)  # fmt: skip
"""Units to repeat, beside the signs of the patterns."""
Place = tuple[str, ...]


def units() -> tuple[str, ...]:
    """Everything worth repeating: half a character of UTF-16 is nothing that a file can hold."""
    named = dict.fromkeys(sign for pattern in PATTERNS.values() for sign in signs(_parsed(pattern.pattern)))
    return tuple(
        dict.fromkeys(
            (*ODD, *(sign for sign in named if sign not in limits.LINE_BREAKS and not _is_half(sign)))
        )
    )


def _is_half(sign: str) -> bool:
    return "\ud800" <= sign <= "\udfff"


def _parsed(source: str | bytes) -> object:
    from re import _parser as parser  # type: ignore[attr-defined]  # noqa: PLC0415 - no public name

    return parser.parse(source)


def places(kind: str) -> Iterator[tuple[Place, int]]:
    """Every field of the record that holds a ``string`` or an ``integer``, with its bound."""
    schema = record_schema()
    yield from _places(schema, schema, kind, ())


def _places(
    schema: Mapping[str, JsonValue], node: JsonValue, kind: str, path: Place
) -> Iterator[tuple[Place, int]]:
    assert isinstance(node, dict)
    if "$ref" in node:
        known = cast("dict[str, JsonValue]", schema["$defs"])
        yield from _places(schema, known[str(node["$ref"]).rsplit("/", 1)[-1]], kind, path)
    kinds = node.get("type")
    if kind == kinds or (isinstance(kinds, list) and kind in kinds):
        yield path, cast("int", node.get("maxLength" if kind == "string" else "maximum", limits.LONGEST_ID))
    for name, inner in cast("dict[str, JsonValue]", node.get("properties", {})).items():
        yield from _places(schema, inner, kind, (*path, name))
    of_numbers = list(cast("dict[str, JsonValue]", node.get("patternProperties", {})).values())
    for inner in (node.get("additionalProperties"), node.get("items"), *of_numbers):
        if isinstance(inner, dict):
            yield from _places(schema, inner, kind, (*path, "*"))


def put(value: JsonValue, path: Place, new: JsonValue) -> None:
    """Set a field in the first document and the first item of its kind, and in each place of a free name."""
    *way, last = path
    found: list[JsonValue] = [value]
    for step in way:
        found = [inner for one in found for inner in _inside(one, step)]
    assert found, f"nothing stands at {path}: the base of this program lacks a document there"
    for one in found:
        if isinstance(one, dict):
            one.update(dict.fromkeys(one if last == "*" else [last], new))
        elif isinstance(one, list):
            one[:] = [new for _ in one]


def _inside(value: JsonValue, step: str, *, every: bool = False) -> list[JsonValue]:
    if every:
        value, step = _inside(value, step)[0], "*"
        return list(value.values()) if isinstance(value, dict) else []
    if isinstance(value, dict):
        return list(value.values())[:1] if step == "*" else [value[step]] if step in value else []
    return value[:1] if isinstance(value, list) else []


def base() -> Record:
    """A record with a document in every table."""
    return codec.parse(codec.write(replace(filled_with("字"), unknown={})))


def files(step: int = 1) -> Iterator[tuple[str, bytes]]:
    """Every file that the reader accepts, by what is odd in it; every ``step``-th of each kind."""
    repeated = units()
    texts = [item for item in places("string") if item[0][-1] not in {"digest", "schema"}]
    alone = [(path, bound, unit) for path, bound in texts for unit in _some(path, bound, repeated)]
    for path, bound, unit in alone[::step]:
        made, length = base(), bound
        put(made, path, _run(unit, length))
        while len(codec.seal(made).data) > limits.LARGEST_RECORD:
            length //= 2
            put(made, path, _run(unit, length))
        data = codec.seal(made).data
        if is_accepted(data):
            yield f"{'.'.join(path)} = {unit!r} to {length}", data
    for path, bound in places("integer"):
        for number in (1, bound):
            made = base()
            put(made, path, number)
            data = codec.seal(made).data
            if is_accepted(data):
                yield f"{'.'.join(path)} = {number}", data
    for unit in ODD[:: max(1, step // 4)]:
        yield f"everything = {unit!r}", _largest(texts, unit)


def _some(path: Place, bound: int, repeated: tuple[str, ...]) -> tuple[str, ...]:
    """All units for prose, which the patterns meet; for the others, which they do not, the odd ones."""
    return repeated if bound >= limits.LONGEST_PROSE and path[0] == "sections" else ODD


def _run(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def _largest(texts: list[tuple[Place, int]], unit: str) -> bytes:
    """A record as large as it may be: every section at its limit, and every other field that still fits."""
    made = base()
    length = limits.LONGEST_PROSE
    while True:
        for document in _inside(made, "sections", every=True):
            put(document, ("text",), _run(unit, length))
        data = codec.seal(made).data
        if is_accepted(data):
            break
        length = length * 3 // 4
    for path, bound in texts:
        if path[-1] not in {"format", "snapshot"} and path[0] != "sections":
            made = codec.parse(data)
            put(made, path, _run(unit, bound))
            longer = codec.seal(made).data
            data = longer if is_accepted(longer) else data
    return data


def is_accepted(data: bytes) -> bool:
    """Whether the reader takes a file."""
    try:
        codec.read(data)
    except codec.DamagedRecordError:
        return False
    return True


def verbs(folder: Path, year: int) -> list[list[str]]:
    """Every verb that a report passes through; each may use what the ones before it wrote."""
    one, other, out = str(folder / "a.rdesk"), str(folder / "b.rdesk"), str(folder / "out")
    by, reason, region = ["--by", "甲"], ["--reason", "核对"], f"{out}/r.rdesk"
    sums = ["--organ", "某区", "--year", str(year), "--states", "all"]
    return [
        ["check", one],
        ["check", one, "--json"],
        ["show", one],
        ["show", one, "--json"],
        ["export", one, "-o", f"{out}/a.json"],
        ["export", one, "--draft", "--cover", "--signature", "-o", f"{out}/a.pdf"],
        ["export", one, "--review-sheet", "-o", f"{out}/s.pdf"],
        ["compare", one, other],
        ["merge", one, one, other, "-o", f"{out}/m.rdesk"],
        ["import", f"{out}/a.pdf", "-o", f"{out}/i.rdesk"],
        ["export", "--all", str(folder), "-o", f"{out}/all", "--draft"],
        ["verify", f"{out}/a.pdf", one],
        ["remarks", one],
        ["remark", other, "--at", "overview", "--text", "核对", *by],
        ["fill", other, "--zero-blanks"],
        ["submit", other, *by, *reason, "--to", out],
        ["return", other, *by, *reason],
        ["approve", other, *by, *reason],
        ["reopen", other, *by, *reason],
        ["status", str(folder), "--year", str(year)],
        ["consolidate", str(folder), "-o", region, *sums],
        ["trace", one, str(folder)],
        ["trace", region, str(folder)],
        ["export", one, "--annex", str(folder), "-o", f"{out}/x.pdf"],
        ["collect", str(folder), "-o", f"{out}/c.csv"],
    ]


def complaints(
    data: bytes, folder: Path, slowest: dict[tuple[str, bool], float], patience: int = 1
) -> list[str]:
    """What was wrong with a file on its way through every verb; ``slowest`` takes what each verb took.

    ``patience`` is how many times the seconds each may take.
    """
    (folder / "out").mkdir(parents=True)
    report = codec.read(data).report
    (folder / "a.rdesk").write_bytes(data)
    sections = {name: text[: limits.LONGEST_PROSE - 1] + "乙" for name, text in report.sections.items()}
    (folder / "b.rdesk").write_bytes(codec.write(replace(report, sections=sections)))
    is_large = len(data) > LARGE
    most = MOST_SECONDS_OF_THE_LARGEST if is_large else MOST_SECONDS
    found = []
    for words in verbs(folder, report.year):
        if any(word.startswith(f"{folder}/out/") and not Path(word).exists() for word in words[1:2]):
            continue
        took, wrong = answered(words)
        name = _name(words)
        slowest[name, is_large] = max(slowest.get((name, is_large), 0.0), took)
        if wrong or took > most * patience:
            found.append(f"{name}: {wrong or f'{took:.1f} s'}")
    return found


def _name(words: list[str]) -> str:
    """A verb, with what it writes where there is a choice."""
    if "--all" in words:
        return "export --all"
    return f"export {words[-1].rsplit('/', 1)[-1]}" if words[0] == "export" else words[0]


def _processor() -> float:
    """Seconds of the processor that this process and those it has started took so far."""
    return sum(os.times()[:4])


def answered(words: list[str]) -> tuple[float, str]:
    """The seconds a verb took, and what was wrong with its answer.

    The clock's, or the processor's where they are less: what another program does then is not counted.
    """
    out, err = io.StringIO(), io.StringIO()
    begun, worked = time.perf_counter(), _processor()
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = command(words)
    except Exception:  # noqa: BLE001 - it is what is looked for
        return 0, traceback.format_exc(limit=-3)
    took = min(time.perf_counter() - begun, _processor() - worked)
    said = err.getvalue()
    if "Traceback" in said or "程序出错" in said:
        return took, said[-400:]
    if code == 2 and not CHINESE.search(said):
        return took, f"no sentence: {said[:200]!r}"
    return took, ""


def run(step: int) -> dict[str, list[str]]:
    """What was wrong, by file; prints it, and how long each verb took at most."""
    wrong: dict[str, list[str]] = {}
    slowest: dict[tuple[str, bool], float] = {}
    count = 0
    with tempfile.TemporaryDirectory() as name:
        for number, (what, data) in enumerate(files(step)):
            count += 1
            folder = Path(name) / str(number)
            if found := complaints(data, folder, slowest, 1 if step == 1 else HANGING):
                wrong[what] = found
                print(what, *found, sep="\n    ", flush=True)
            shutil.rmtree(folder)
    for verb in dict.fromkeys(verb for verb, _ in slowest):
        usual, largest = (slowest.get((verb, is_large), 0.0) for is_large in (False, True))
        print(f"{verb}: at most {usual:.2f} s, of a file as large as it may be {largest:.2f} s")
    print(f"accepted files: {count}, badly borne: {len(wrong)}")
    return wrong


def main() -> None:
    """Run as a program; exit 1 where a room did not survive."""
    sys.exit(bool(run(QUICK if "quick" in sys.argv else 1)))


if __name__ == "__main__":
    main()
