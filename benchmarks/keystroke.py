"""What a keystroke costs the core: text set, every check asked, at 5, 20 and 100 thousand characters."""

from __future__ import annotations

import statistics
import sys
import time

from msgspec.structs import replace

from report_desk import resources
from report_desk.core.edits.apply import SetText, apply
from report_desk.core.limits import LONGEST_PROSE
from report_desk.core.record import codec
from report_desk.core.sheet import Sheet, evaluate

SENTENCE = "（一）主动公开。收到政府信息公开申请⟦requests.new.total⟧件，办结⟦requests.total.total⟧件。\n"
KEYS = 100
LIMIT = 5.0
"""Milliseconds at 20,000 characters, 95th percentile."""


def sheet_of(length: int) -> Sheet:
    """The sample, its long sections holding so many characters together."""
    report = codec.read(resources.path("samples/2025.rdesk").read_bytes()).report
    text = (SENTENCE * (length // len(SENTENCE) + 1))[: length // 2]
    sections = {**report.sections, "overview": text, "problems": text}
    return evaluate(resources.format_by_id(report.format), replace(report, sections=sections))


def keystrokes(length: int) -> list[float]:
    """Milliseconds for each character typed into the middle of a section, its findings included."""
    sheet = sheet_of(length)
    _ = sheet.findings
    times = []
    for _number in range(KEYS):
        text = sheet.report.sections["overview"]
        middle = len(text) // 2
        begun = time.perf_counter()
        sheet = apply(sheet, SetText("overview", f"{text[:middle]}字{text[middle:]}")).sheet
        _ = sheet.findings
        times.append((time.perf_counter() - begun) * 1000)
    return times


def main() -> None:
    """Print the cost; exit 1 above the limit."""
    slow = False
    for length in (5_000, 20_000, LONGEST_PROSE - KEYS):
        times = keystrokes(length)
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"{length:7,} characters: median {statistics.median(times):5.2f} ms, p95 {p95:5.2f} ms")
        slow |= length == 20_000 and p95 > LIMIT
    sys.exit(slow)


if __name__ == "__main__":
    main()
