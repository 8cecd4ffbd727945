"""Hostile files: `python -m tests.faults.hostile`.

Every file is opened through the command line in a process of its own. Each must end with exit code 2
and one Chinese sentence, within half a second and 100 MB of what opening a good file takes.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core import limits
from report_desk.core.record import codec
from tests.faults.subjects import numbered

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.core.strict_reader import JsonValue

MORE_SECONDS = 0.5
MORE_MEGABYTES = 100
MEGABYTE = 1 << 20
CHINESE = re.compile(r"[\u4e00-\u9fff]")
GOOD = codec.write(numbered(7))


def tables() -> dict[str, JsonValue]:
    """A good record to spoil."""
    found = json.loads(GOOD)
    assert isinstance(found, dict)
    return found


def spoiled(change: Callable[[dict[str, JsonValue]], object], *, signed: bool = True) -> bytes:
    """A record changed in one place, its digest made to fit: only the reader's rules can refuse it."""
    changed = json.loads(GOOD)
    change(changed)
    head = changed.get("report")
    if signed and isinstance(head, dict) and isinstance(head.get("1"), dict):
        head["1"]["digest"] = codec.digest_of(changed)
    return json.dumps(changed, ensure_ascii=False).encode("utf-8", "surrogatepass")


def put(*path: str, value: object) -> Callable[[dict[str, JsonValue]], object]:
    """Replace what stands at a path."""

    def change(found: dict[str, JsonValue]) -> None:
        place: object = found
        for step in path[:-1]:
            assert isinstance(place, dict)
            place = place[step]
        assert isinstance(place, dict)
        place[path[-1]] = value

    return change


def wrong_types() -> dict[str, bytes]:
    """Each known field with a value it cannot have."""
    nonsense: dict[str, object] = {"null": None, "number": 5, "text": "x", "list": [], "truth": True}
    places = {
        ("report",): "text",
        ("report", "1"): "list",
        ("report", "1", "schema"): "text",
        ("report", "1", "id"): "number",
        ("report", "1", "year"): "text",
        ("report", "1", "organ"): "null",
        ("report", "1", "details"): "text",
        ("report", "1", "state"): "text",
        ("report", "1", "revision"): "truth",
        ("report", "1", "parents"): "text",
        ("report", "1", "ancestors"): "number",
        ("sections",): "list",
        ("sections", "1"): "number",
        ("sections", "1", "text"): "number",
        ("sections", "1", "id"): "list",
        ("figures",): "text",
        ("figures", "1"): "null",
        ("figures", "1", "values"): "list",
        ("figures", "1", "table"): "number",
        ("explanations",): "number",
        ("remarks",): "truth",
        ("suggestions",): "text",
        ("history",): "list",
        ("previous",): "number",
    }
    return {
        f"{'.'.join(place)} is a {kind}": spoiled(put(*place, value=nonsense[kind]))
        for place, kind in places.items()
    }


def values() -> dict[str, bytes]:
    """Figures no reader should take."""
    found: dict[str, object] = {
        "negative infinity": float("-inf"), "not a number": float("nan"), "fraction": 1.5, "huge": 10**30,
        "truth": False, "nested": {"a": {"b": 1}}, "list": [1, 2],
    }  # fmt: skip
    return {
        f"figure {name}": spoiled(put("figures", "1", "values", "r0.c", value=value), signed=False)
        for name, value in found.items()
    }


def texts() -> dict[str, bytes]:
    """Bytes that are no JSON, or JSON no reader should take."""
    good = GOOD.decode()
    return {
        "empty": b"",
        "blank": b" \n\t ",
        "one byte": b"{",
        "nul bytes": bytes(4096),
        "random": os.urandom(4096),
        "a list": b"[]",
        "a string": b'"x"',
        "a number": b"5",
        "null": b"null",
        "an empty object": b"{}",
        "nan": b"NaN",
        "infinity": b"-Infinity",
        "1e999": b'{"report": {"1": {"schema": 1e999}}}',
        "utf-16": good.encode("utf-16"),
        "utf-16 without mark": good.encode("utf-16-le"),
        "gbk": good.encode("gbk"),
        "latin": b"\xff\xfe\xe9",
        "broken utf-8": GOOD[:200] + b"\xe7\xac" + GOOD[200:],
        "overlong utf-8": GOOD + b"\xc0\xaf",
        "lone surrogate": good.replace("第7次", r"\ud800", 1).encode(),
        "raw control": good.replace("第7次", "\x01", 1).encode(),
        "single quotes": good.replace('"', "'").encode(),
        "trailing comma": good.replace("}\n}", "},\n}").encode(),
        "comment": b"// x\n" + GOOD,
        "two documents": GOOD + GOOD,
        "text after": GOOD + b"x",
        "text before": b"x" + GOOD,
        "duplicate key": good.replace('"schema": 1,', '"schema": 1, "schema": 1,', 1).encode(),
        "duplicate table": good.replace('"sections": {', '"sections": {}, "sections": {', 1).encode(),
        "leading zero": good.replace('"year": 2025', '"year": 02025', 1).encode(),
        "huge integer": good.replace('"year": 2025', f'"year": {"9" * 5000}', 1).encode(),
        "half": GOOD[: len(GOOD) // 2],
        "all but the end": GOOD[:-3],
        "second half": GOOD[len(GOOD) // 2 :],
        "first block lost": bytes(4096) + GOOD[4096:],
        "middle block lost": GOOD[:4096] + bytes(4096) + GOOD[8192:],
        "one bit": GOOD.replace(b"2025", b"2024", 1),
        "one figure": GOOD.replace(b": 7", b": 8", 1),
        "no digest": GOOD.replace(b'"digest"', b'"digset"', 1),
        "html": b"<html><body>x</body></html>",
        "zip": b"PK\x03\x04" + bytes(1000),
        "pdf": b"%PDF-1.7\n" + bytes(1000),
        "sqlite": b"SQLite format 3\0" + bytes(1000),
        "gzip": b"\x1f\x8b\x08" + bytes(100),
        "elf": b"\x7fELF" + bytes(1000),
        "stock tinydb": b'{"_default": {"1": {"a": 1}}}',
    }


def bombs() -> dict[str, bytes]:
    """Small and large files made to eat time or memory, on both sides of the 4 MB cap."""
    cap = limits.LARGEST_RECORD
    return {
        "deep lists": b"[" * 100_000,
        "deep objects": b'{"a":' * 100_000,
        "deep and closed": b'{"report":' + b"[" * 5000 + b"]" * 5000 + b"}",
        "65 levels": spoiled(put("extra", value=nested(65)), signed=False),
        "many empty objects": b"[" + b"{}," * (cap // 3 - 2) + b"{}]",
        "many empty lists": b"[" + b"[]," * (cap // 3 - 2) + b"[]]",
        "many zeros": b"[" + b"0," * (cap // 2 - 2) + b"0]",
        "many keys": b"{" + b",".join(b'"%d":0' % number for number in range(300_000)) + b"}",
        "one long string": b'"' + b"x" * (cap - 2) + b'"',
        "one long number": b"9" * cap,
        "many escapes": b'"' + rb"\u0041" * (cap // 6 - 1) + b'"',
        "many blanks": b" " * cap,
        "just above the cap": b" " * cap + b"{}",
        "5 MB": b"x" * (5 * MEGABYTE),
        "30 MB of objects": b"[" + b"{}," * (10 * MEGABYTE) + b"{}]",
        "a good one above the cap": codec.write(replace(numbered(7), sections={"part1": "长" * (cap // 3)})),
        "colliding keys": b"{" + b",".join(b'"%d":0' % (number << 61) for number in range(20_000)) + b"}",
    }


def nested(levels: int) -> JsonValue:
    """Lists in lists."""
    found: JsonValue = []
    for _ in range(levels):
        found = [found]
    return found


def files() -> dict[str, bytes]:
    """Every hostile file by name."""
    return {**texts(), **wrong_types(), **values(), **bombs()}


@dataclass(frozen=True)
class Ended:
    """How one process ended: exit code, what it said, seconds, and megabytes at most."""

    code: int
    said: str
    seconds: float
    megabytes: float


def show(path: Path) -> Ended:
    """Open one file through the command line."""
    out = path.with_suffix(".said")
    begun = time.perf_counter()
    with out.open("wb") as sink:
        words = [sys.executable, "-m", "report_desk", "show", str(path)]
        actions = [(os.POSIX_SPAWN_DUP2, sink.fileno(), 1), (os.POSIX_SPAWN_DUP2, sink.fileno(), 2)]
        child = os.posix_spawn(sys.executable, words, os.environ, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - begun
    return Ended(os.waitstatus_to_exitcode(status), out.read_text("utf-8"), seconds, usage.ru_maxrss / 1024)


def complaint(ended: Ended, good: Ended) -> str:
    """What is wrong with how a hostile file ended; empty where nothing is."""
    lines = ended.said.strip().splitlines()
    if ended.code != 2 or "Traceback" in ended.said:
        return f"exit {ended.code}: {ended.said[-300:]}"
    if len(lines) != 1 or not CHINESE.search(lines[0]):
        return f"no single sentence: {ended.said[:300]}"
    if ended.seconds > good.seconds + MORE_SECONDS:
        return f"{ended.seconds:.2f} s (a good file {good.seconds:.2f})"
    if ended.megabytes > good.megabytes + MORE_MEGABYTES:
        return f"{ended.megabytes:.0f} MB (a good file {good.megabytes:.0f})"
    return ""


def write(folder: Path) -> None:
    """Put every file into a folder, in a child: the memory this takes must not count as theirs."""
    child = os.fork()
    if child == 0:
        (folder / "good.rdesk").write_bytes(GOOD)
        for number, (what, data) in enumerate(files().items()):
            (folder / f"{number:03} {what.replace('/', ' ')}.rdesk").write_bytes(data)
        os._exit(0)
    os.waitpid(child, 0)


def main() -> None:
    """Run as a program; exit 1 when a file was not refused as it should be."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder)
        good = min((show(folder / "good.rdesk") for _ in range(5)), key=lambda ended: ended.seconds)
        ended = {path.stem: show(path) for path in sorted(folder.glob("[0-9]*.rdesk"))}
    wrong = {name: found for name, one in ended.items() if (found := complaint(one, good))}
    print("\n".join(f"{name}: {found}" for name, found in wrong.items()))
    seconds, megabytes = (
        max(values) for values in zip(*((one.seconds, one.megabytes) for one in ended.values()), strict=True)
    )
    print(
        f"hostile files: {len(ended)}, wrongly handled: {len(wrong)}; good file {good.seconds:.2f} s "
        f"{good.megabytes:.0f} MB, worst {seconds:.2f} s {megabytes:.0f} MB"
    )
    sys.exit(bool(wrong or good.code))


if __name__ == "__main__":
    main()
