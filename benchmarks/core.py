"""The core by itself: one edit of the big table with all its checks, and opening much-reviewed files."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from msgspec.structs import replace

from report_desk import resources
from report_desk.core.edits.apply import SetFigure, apply
from report_desk.core.edits.review import AddRemark, Step
from report_desk.core.form.edition import Address
from report_desk.core.record import codec
from report_desk.core.report.model import Anchor, AnchorKind, Entry, EventKind, Remark, Report, State
from report_desk.core.sheet import Sheet, evaluate
from report_desk.store.places import Places
from report_desk.store.report_files import ReportFiles

AT = "2026-01-18T16:02:00+08:00"
FILES, REMARKS, REVISIONS = 100, 50, 10


def sample() -> Sheet:
    """The complete sample report of 2025."""
    report = codec.read(resources.path("samples/2025.rdesk").read_bytes()).report
    return evaluate(resources.format_by_id(report.format), report)


def edit_times(sheet: Sheet) -> list[float]:
    """Milliseconds for each of 500 edits, every second of them breaking the balance."""
    times = []
    for turn in range(500):
        start = time.perf_counter()
        sheet = apply(sheet, SetFigure(Address("requests.new.individual"), 41 + turn % 2)).sheet
        _ = sheet.findings  # the checks are part of it
        times.append((time.perf_counter() - start) * 1000)
    return times


def reviewed(sheet: Sheet) -> Report:
    """The sample after ten hand-overs and returns, with fifty remarks."""
    for turn in range(REVISIONS):
        kind = EventKind.RETURNED if turn % 2 else EventKind.SUBMITTED
        sheet = apply(sheet, Step(kind, "经手人", AT, "请核实")).sheet
    for number in range(REMARKS):
        anchor = Anchor(AnchorKind.CELL, cell="requests.new.individual")
        entries = (
            Entry("审核", AT, "去年结转是 5 件，这里 4 件，核实登记台账。"),
            Entry("经办", AT, "已核实。"),
        )
        sheet = apply(sheet, AddRemark(Remark(f"r{number}", anchor, entries))).sheet
    return replace(sheet.report, state=State.SUBMITTED)


def open_times(report: Report) -> tuple[list[float], int]:
    """Milliseconds to open and evaluate each of a hundred such files, and the size of one in bytes."""
    times = []
    data = codec.write(report)
    with tempfile.TemporaryDirectory() as folder:
        files = ReportFiles(Places.under(Path(folder) / "places"))
        for number in range(FILES):
            path = Path(folder) / f"{number}.rdesk"
            path.write_bytes(codec.write(replace(report, id=f"report-{number}")))
            start = time.perf_counter()
            opened = files.open(path).report
            _ = evaluate(resources.format_by_id(opened.format), opened).findings
            times.append((time.perf_counter() - start) * 1000)
    return times, len(data)


def line(name: str, times: list[float]) -> str:
    """One row: median and 95th percentile."""
    p95 = statistics.quantiles(times, n=20)[-1]
    return f"{name:<58} median {statistics.median(times):6.2f} ms  p95 {p95:6.2f} ms"


def main() -> None:
    """Measure and print."""
    sheet = sample()
    print(line("one edit of table 三 with all totals and checks", edit_times(sheet)))
    times, size = open_times(reviewed(sheet))
    print(
        line(
            f"open a file of {size // 1024} KB, {REMARKS} remarks, {REVISIONS} hand-overs ({FILES} files)",
            times,
        )
    )


if __name__ == "__main__":
    main()
