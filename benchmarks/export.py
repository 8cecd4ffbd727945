"""Export beside its peers: the same reports from the same data, in one run, as ratios to Typst.

usage: python benchmarks/export.py [--rounds N] [--quick] [--write FILE.md]

Typst makes what we make (tagged PDF/A-3a and PDF/UA-1); WeasyPrint PDF/A-3u; the others plain PDF. Typst
takes part twice: told the names of its fonts, and, as the reference of the cold goal, reading them off the
files as a template for any folder of fonts must. A peer that is not installed is left out and named. Peers
take turns, and the best of N rounds counts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from report_desk import resources
from report_desk.core.output.printout import Heading, Paragraph, Printout, TableBlock, printout
from report_desk.core.record import codec
from report_desk.core.sheet import evaluate

if TYPE_CHECKING:
    from report_desk.core.report.model import Report

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "resources" / "samples" / "2024.rdesk"
PEERS = {
    "desk": "Report Desk",
    "typst": "Typst",
    "typst_named": "Typst, reading font names",
    "platypus": "Platypus",
    "weasyprint": "WeasyPrint",
    "fpdf2": "fpdf2",
    "libreoffice": "LibreOffice",
}
FAST = ("desk", "typst", "platypus")
COLD, WARM_ROW, MEMORY = "cold process, ms", "warm, ms a report", "peak memory, MB"
MANY = 100
WARM = 30
EACH = f"{MANY} reports, ms each"
GOALS = ((COLD, "typst_named", 1.1), (EACH, "typst", 0.6), (WARM_ROW, "typst", 0.7), (MEMORY, "typst", 1.0))
"""Ours beside that peer, at most this ratio."""
_ABOUT = """\
# Export beside its peers

Written by `benchmarks/export.py --write` in one run; `make bench` prints it anew. Where others share the
machine, trust the rows of the processor and of the memory. The same reports from the same data: Report Desk
and Typst make tagged PDF/A-3a and PDF/UA-1, WeasyPrint PDF/A-3u, the others plain PDF. A cold process counts
Python's start on every side; of Typst the second column reads the names of its fonts off their files, as a
template for any folder of fonts must, and is what the cold goal is held against.

"""
LONG_SECTIONS, LONGEST_SECTION = ("overview", "problems", "other", "preface"), 37_000
"""The sections that long prose goes into, one after the other: each may hold so many characters."""
LENGTHS = {6: 1_600, 60: 34_000, 240: 144_000}
"""Characters of prose that make about so many pages."""


class Run(NamedTuple):
    """A finished process: seconds by the clock and of the processor, peak memory in MB, what it printed."""

    seconds: float
    processor: float
    memory: float
    printed: str


class Inputs(NamedTuple):
    """The files that one measurement reads: reports for us, the same as pages for the peers."""

    reports: list[Path]
    pages: list[Path]


def varied(report: Report, number: int, length: int = 0) -> Report:
    """Another report: other figures that balance, other sentences, and as much prose as is wanted."""
    applicants = ("individual", "business", "research", "nonprofit", "legal", "other")
    added = {
        f"requests.{row}.{column}": number % 40 + at
        for row in ("new", "granted")
        for at, column in enumerate(applicants)
    }
    figures = {
        place: value + added.get(place, number % 90 if place.startswith(("disclosure", "remedies")) else 0)
        if isinstance(value, int)
        else value
        for place, value in report.figures.items()
    }
    sections = {name: _reworded(text, number) for name, text in report.sections.items()}
    again = sections["overview"].replace("\n", "").replace("（", "，（")
    for name in LONG_SECTIONS:
        paragraphs, own = [sections[name]], min(length, LONGEST_SECTION)
        while sum(map(len, paragraphs)) < own:
            paragraphs.append(f"本年第{len(paragraphs)}项工作。{again}")
        sections[name] = "\n".join(paragraphs)
        length -= own
    organ = f"示例区{'一二三四五六七八九十'[number % 10]}{'甲乙丙丁戊己庚辛壬癸'[number // 10 % 10]}局"
    return replace(report, organ=organ, figures=figures, sections=sections)


def _reworded(text: str, number: int) -> str:
    """The same sentences in another order and with other words between them."""
    paragraphs = []
    for paragraph in text.split("\n"):
        sentences = [sentence + "。" for sentence in paragraph.split("。") if sentence]
        turn = number % len(sentences) if len(sentences) > 2 else 0
        first, rest = sentences[:1], sentences[1:]
        paragraphs.append("".join(first + rest[turn:] + rest[:turn]) + f"此项工作由第{number}科室承办。")
    return "\n".join(paragraphs)


def as_page(printed: Printout) -> str:
    """A printout as plain data, for programs that know nothing of ours."""
    blocks: list[dict[str, object]] = []
    for block in printed.blocks:
        if isinstance(block, TableBlock):
            cells = [
                {"line": place.line, "column": place.column, "line_span": place.line_span,
                 "column_span": place.column_span,
                 "text": place.text if place.address is None else block.values[place.address]}
                for place in block.grid.places
            ]  # fmt: skip
            grid = {name: getattr(block.grid, name) for name in ("lines", "columns", "label_columns")}
            blocks.append({"kind": "table", "cells": cells, **grid})
        elif isinstance(block, (Heading, Paragraph)):
            kind = "heading" if isinstance(block, Heading) else "paragraph"
            blocks.append({"kind": kind, "text": block.text})
    return json.dumps({"title": printed.title, "blocks": blocks}, ensure_ascii=False)


def write_inputs(folder: Path, count: int, length: int = 0) -> Inputs:
    """Different reports, and the same as pages."""
    folder.mkdir()
    sample = codec.read(SAMPLE.read_bytes()).report
    form = resources.format_by_id(sample.format)
    reports, pages = [], []
    for number in range(count):
        report = varied(sample, number, length)
        path = folder / f"{number:03}.rdesk"
        path.write_bytes(codec.write(report))
        path.with_suffix(".json").write_text(as_page(printout(evaluate(form, report))), "utf-8")
        reports.append(path)
        pages.append(path.with_suffix(".json"))
    return Inputs(reports, pages)


def run(command: list[str]) -> Run:
    """Run a process to its end; RuntimeError with its words where it fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(HERE.parent)
    start = time.perf_counter()
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(command, stdout=printed, stderr=subprocess.STDOUT, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        text = printed.read().decode("utf-8", "replace")
    if process.returncode:
        raise RuntimeError(text[-400:])
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


def command_of(peer: str, inputs: Inputs, out: Path) -> list[str]:
    """The whole process that makes these PDFs: our own command line, or a peer behind its module."""
    if peer == "desk":
        verb = [str(Path(sys.executable).with_name("report-desk")), "export"]
        if len(inputs.reports) == 1:
            return [*verb, str(inputs.reports[0]), "-o", str(out / "000.pdf")]
        return [*verb, "--all", str(inputs.reports[0].parent), "-o", str(out)]
    return in_process(peer, inputs, out)


def in_process(peer: str, inputs: Inputs, out: Path) -> list[str]:
    """A process that builds page after page and prints how long each took."""
    fonts = str(resources.path("fonts"))
    return [sys.executable, "-m", "benchmarks.export_peers", peer, fonts, str(out), *map(str, inputs.pages)]


def best(peers: list[str], rounds: int, inputs: Inputs, out: Path) -> dict[str, Run]:
    """The quickest of some runs of each peer, the peers taking turns."""
    found: dict[str, Run] = {}
    for _ in range(rounds):
        for peer in peers:
            done = run(command_of(peer, inputs, out))
            known = found.setdefault(peer, done)
            quickest = min(known, done, key=lambda one: one.seconds)
            found[peer] = quickest._replace(processor=min(known.processor, done.processor))
    return found


def installed(inputs: Inputs, out: Path) -> tuple[list[str], list[str]]:
    """The peers that can run here, and those that cannot."""
    there, absent = [], []
    for peer in PEERS:
        try:
            run(in_process(peer, inputs, out))
            there.append(peer)
        except RuntimeError as error:
            if "ModuleNotFoundError" not in str(error):
                raise
            absent.append(peer)
    return there, absent


def measure(folder: Path, rounds: int, *, quick: bool) -> tuple[dict[str, dict[str, float]], list[str]]:
    """Every measurement, by its name and peer."""
    out = folder / "out"
    out.mkdir()
    one = write_inputs(folder / "one", 1)
    peers, absent = installed(one, out)
    fast = [peer for peer in peers if peer in FAST]
    cold = best(peers, rounds, one, out)
    table = {COLD: {peer: done.seconds * 1000 for peer, done in cold.items()},
             f"{COLD} of the processor": {peer: done.processor * 1000 for peer, done in cold.items()},
             MEMORY: {peer: done.memory for peer, done in cold.items()},
             "file, KB": {peer: size_of(out, peer) for peer in peers}}  # fmt: skip
    many = write_inputs(folder / "many", MANY)
    warm = {peer: json.loads(run(in_process(peer, few(many, peer), out)).printed)["ms"] for peer in peers}
    table[WARM_ROW] = {peer: sorted(took)[len(took) // 2] for peer, took in warm.items()}
    batch = best(fast, min(rounds, 3), many, out)
    table[EACH] = {peer: done.seconds * 1000 / MANY for peer, done in batch.items()}
    table[f"{EACH} of the processor"] = {peer: done.processor * 1000 / MANY for peer, done in batch.items()}
    for pages, length in LENGTHS.items():
        if quick and pages > min(LENGTHS):
            continue
        long = write_inputs(folder / f"long-{pages}", 1, length)
        took = best(fast, 1 if pages > 60 else min(rounds, 3), long, out)
        table[f"about {pages} pages, ms"] = {peer: done.seconds * 1000 for peer, done in took.items()}
        table[f"about {pages} pages, MB"] = {peer: done.memory for peer, done in took.items()}
    return table, absent


def few(inputs: Inputs, peer: str) -> Inputs:
    """Fewer pages for the slow peers."""
    count = WARM if peer in FAST else 4
    return Inputs(inputs.reports[:count], inputs.pages[:count])


def size_of(out: Path, peer: str) -> float:
    """The size of the PDF a peer made of the first report, in KB."""
    name = "000.pdf" if peer == "desk" else f"000.{peer}.pdf"
    return (out / name).stat().st_size / 1024


def as_markdown(table: dict[str, dict[str, float]], absent: list[str]) -> str:
    """The table: figures, and in brackets the ratio to Typst."""
    peers = [peer for peer in PEERS if peer in table[COLD]]
    lines = ["| | " + " | ".join(PEERS[peer] for peer in peers) + " |", "|---" * (len(peers) + 1) + "|"]
    for name, row in table.items():
        base = row.get("typst")
        cells = [
            "–" if peer not in row else f"{row[peer]:,.0f}" + (f" ({row[peer] / base:.2f})" if base else "")
            for peer in peers
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines.append("")
    for measured, peer, goal in GOALS:
        if peer in table[measured]:
            ratio = table[measured]["desk"] / table[measured][peer]
            lines.append(f"* {measured}: {ratio:.2f} × {PEERS[peer]} (goal {goal})")
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    if hasattr(os, "getloadavg"):
        machine += f", {os.getloadavg()[2]:.0f} processes at work on them meanwhile"
    lines += ["", f"In brackets: the ratio to Typst. {machine}."]
    if absent:
        lines.append(f"Not installed, so not measured: {', '.join(PEERS[peer] for peer in absent)}.")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="leave out the 60 and 240 pages")
    parser.add_argument("--write", type=Path, help="keep the table in this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table, absent = measure(Path(folder), options.rounds, quick=options.quick)
    text = as_markdown(table, absent)
    print(text)
    if options.write:
        options.write.write_text(_ABOUT + text, encoding="utf-8")


if __name__ == "__main__":
    main()
