"""Coverage-guided inputs for the strict reader: `python -m tests.faults.fuzz INPUTS`.

Needs atheris (requirements/faults.txt). Any input must come back as a report, or be refused with
DamagedRecordError and a Chinese sentence; what comes back must survive being written and read again.
"""

from __future__ import annotations

import importlib
import json
import random
import sys
import tempfile
import time
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

from report_desk.core.form.edition import address
from report_desk.core.report.model import (
    Anchor,
    AnchorKind,
    Entry,
    Event,
    EventKind,
    Explanation,
    PreviousYear,
    Remark,
    Report,
    Suggestion,
)
from tests.faults.hostile import CHINESE, texts

if TYPE_CHECKING:
    from types import ModuleType

    from atheris import FuzzedDataProvider

    from report_desk.core.strict_reader import JsonValue

SLOWEST = 0.5
CELL = address("requests", "new", "individual")
ANCHOR = Anchor(AnchorKind.SENTENCE, section="overview", quote="一句话。", place=3)
SEED = Report(
    id="seed",
    format="2021",
    year=2025,
    organ="某机关",
    details={"phone": "0"},
    sections={"overview": "一句话。⟦requests.new.total⟧"},
    figures={CELL: 1, address("disclosure", "fees", "amount"): "1.50"},
    declared={CELL: 2},
    previous=PreviousYear("p", "r", "2021", 2024, {CELL: 1}, {"overview": "去年。"}),
    explanations=(Explanation("balance", (CELL,), "hash", "说明", "张", "2026-01-01T00:00:00+08:00"),),
    remarks=(Remark("m", ANCHOR, (Entry("李", "2026-01-02T00:00:00+08:00", "批注"),)),),
    suggestions=(Suggestion("s", ANCHOR, 1, 2, "李", "2026-01-02T00:00:00+08:00"),),
    history=(Event(EventKind.SUBMITTED, "张", "2026-01-03T00:00:00+08:00", 3, "ABCD", snapshot="e30="),),
)


NONSENSE: tuple[JsonValue, ...] = (
    None, True, 0, -1, 10**15, 10**20, 1.5, 1e308, "", "x", "⟦", "\0", [], {}, [[]], {"": {}},
)  # fmt: skip


class Reading:
    """Tries inputs and counts how they ended; the module under test is imported instrumented.

    An input is either taken as it is, or read as a list of changes to a good record: a place to go
    down to, and what to put there. Random bytes hardly ever get past the JSON reader by themselves.
    """

    def __init__(self, record: ModuleType, provider: type[FuzzedDataProvider], inputs: int) -> None:
        self.record = record
        self.provider = provider
        self.inputs = inputs
        self.good = record.write(SEED)
        self.read = 0
        self.refused = 0
        self.slowest = 0.0

    def attempt(self, data: bytes) -> None:
        """One input. An assertion or any other exception is what the fuzzer looks for."""
        data = self.changed(data[1:]) if data[:1] and data[0] & 1 else data
        begun = time.perf_counter()
        try:
            found = self.record.read(data)
        except self.record.DamagedRecordError as error:
            self.refused += 1
            sentence = str(error)
        else:
            sentence = "好"
            self.read += 1
            assert self.record.read(self.record.write(found.report)).report == found.report
        assert CHINESE.search(sentence), sentence
        taken = time.perf_counter() - begun
        self.slowest = max(self.slowest, taken)
        assert taken < SLOWEST, taken
        if self.read + self.refused == self.inputs:
            self.report()

    def changed(self, data: bytes) -> bytes:
        """The good record with the changes that the bytes ask for, its digest made to fit."""
        provider = self.provider(data)
        tables = json.loads(self.good)
        for _ in range(provider.ConsumeIntInRange(1, 4)):
            change(tables, provider)
        head = tables["report"].get("1") if isinstance(tables.get("report"), dict) else None
        if isinstance(head, dict):
            with suppress(TypeError, ValueError):  # what has no digest must be refused as it stands
                head["digest"] = self.record.digest_of(tables)
        return json.dumps(tables, ensure_ascii=False).encode("utf-8", "surrogatepass")

    def report(self) -> None:
        """Print the totals."""
        total = self.read + self.refused
        slowest = f"slowest {self.slowest * 1000:.0f} ms"
        print(f"fuzz: {total} inputs, read {self.read}, refused {self.refused}, {slowest}", flush=True)


def change(tables: dict[str, JsonValue], provider: FuzzedDataProvider) -> None:
    """Go down to a random place and put something there, or take it away."""
    place: dict[str, JsonValue] = tables
    for _ in range(provider.ConsumeIntInRange(0, 5)):
        below = [value for value in place.values() if isinstance(value, dict)]
        if not below:
            break
        place = below[provider.ConsumeIntInRange(0, len(below) - 1)]
    names = [*place, provider.ConsumeUnicode(8)]
    name = names[provider.ConsumeIntInRange(0, len(names) - 1)]
    match provider.ConsumeIntInRange(0, 3):
        case 0:
            place.pop(name, None)
        case 1:
            place[name] = deepcopy(NONSENSE[provider.ConsumeIntInRange(0, len(NONSENSE) - 1)])
        case 2:
            place[name] = provider.ConsumeUnicode(40)
        case _:
            place[name] = provider.ConsumeInt(8)


def main() -> None:
    """Run as a program; the fuzzer ends it with a non-zero code when an input misbehaves."""
    try:
        import atheris  # noqa: PLC0415 - optional
    except ImportError:
        print("fuzz: skipped, atheris is not installed (requirements/faults.txt)")
        return
    for name in [name for name in sys.modules if name.startswith("report_desk.core.record.codec")]:
        del sys.modules[name]
    with atheris.instrument_imports(
        include=["report_desk.core.record.codec", "report_desk.core.record.reader"]
    ):
        importlib.import_module("report_desk.core.record.reader")
        record = importlib.import_module("report_desk.core.record.codec")
    reading = Reading(record, atheris.FuzzedDataProvider, int(sys.argv[1]))
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        (corpus / "seed").write_bytes(record.write(SEED).strip())
        for number, data in enumerate(texts().values()):
            (corpus / f"text{number}").write_bytes(data[:4000])
            (corpus / f"change{number}").write_bytes(bytes([1]) + random.Random(number).randbytes(60))
        build = Path("build").resolve()
        build.mkdir(exist_ok=True)
        limits = (f"-runs={sys.argv[1]}", "-max_len=6000", "-rss_limit_mb=4096", "-verbosity=0")
        words = [sys.argv[0], *limits, f"-artifact_prefix={build}/", str(corpus)]
        atheris.Setup(words, reading.attempt)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
