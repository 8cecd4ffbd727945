"""A folder of reports: both looks, memory, sum, comparison across; beside orjson parsing the same bytes.

All by every processor where that helps. A look reads each file strictly, evaluates it, runs every check and
works out its fingerprint; the floor only reads and parses. Each size has a process of its own. Beside the
wall clock stands the time of all processors, which tells more on a machine that has other work.

Goals: the second look within 1 s and 300 MB at 10,000 files, the first one linear (1,000 to 10,000 within
11 x). That it takes no more than twice the floor is no goal that Python can reach: see decision 0068.

usage: python benchmarks/county.py [COUNT…]
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import orjson

from report_desk import api
from report_desk.core.consolidation.across.across import look_across
from report_desk.core.consolidation.board import board
from report_desk.core.consolidation.entry import Standing
from report_desk.core.folder_ports import SeenFolder
from report_desk.desk.shell.county.board.lines import shown
from report_desk.store.folders.at_once import at_once
from report_desk.store.folders.folder import ReportFolder
from report_desk.store.folders.reading import look
from report_desk.store.folders.studying import studies
from tests import county

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2025, 1, 20)
USUAL = (100, 1000, 10_000)
SECOND, MEMORY, LINEAR = 1.0, 300.0, 11.0
"""Seconds, megabytes, and how much longer ten times as many may take."""


def parse(path: Path) -> int:
    """The floor: read the bytes and parse them."""
    return len(orjson.loads(path.read_bytes()))


def used() -> float:
    """Seconds of the processors, in this process and those that it started."""
    mine, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of wall clock and of the processors that a call takes."""
    before, spent = time.perf_counter(), used()
    work()
    return time.perf_counter() - before, used() - spent


def seconds(work: Callable[[], object]) -> float:
    """How long a call takes."""
    return timed(work)[0]


def measure(count: int) -> tuple[float, bool]:
    """One line for a folder of so many files, in a process of its own.

    Processor seconds of the first look, and whether its own goals are reached.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "in")
        county.many(folder, count)
        paths = sorted(folder.iterdir())
        look(paths[0])  # reads the edition, which a program does once
        floor, floor_used = timed(lambda: list(at_once(parse, paths)))
        known = ReportFolder(folder, Path(place, "index"))
        time.sleep(2.1)  # a file that was just written is read again
        first, first_used = timed(known.entries)
        second, second_used = timed(known.entries)
        listing = seconds(known.listing)
        entries = known.entries()
        made = seconds(lambda: shown(SeenFolder("", entries, ()), TODAY))
        opened = api.Folder(folder, entries, board((), entries))
        added = seconds(lambda: api.consolidate(opened, "示例县", [Standing.SUBMITTED]))
        read = seconds(lambda: studies(folder, [one.file for one in entries]))
        found = studies(folder, [one.file for one in entries])
        forms = {county.FORM.id: county.FORM}
        across = seconds(lambda: look_across(opened.board, entries, found, county.FORM, forms))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        megabytes = sum(path.stat().st_size for path in paths) / 1e6
        print(
            f"{count:>6} files {megabytes:6.1f} MB | orjson {floor:5.2f} s, processors {floor_used:5.2f} | "
            f"first look {first:6.2f} s, {first_used:5.2f} ({first_used / floor_used:4.1f} x) | "
            f"second {second:5.2f} s, {second_used:5.2f} | nothing new {listing:5.3f} s | "
            f"board {made:5.2f} s | sum {added:5.2f} s | across {read:5.2f} + {across:5.2f} s | "
            f"{memory:4.0f} MB"
        )
        return first_used, second_used <= SECOND and memory <= MEMORY


def main(counts: list[int]) -> int:
    """Measure each size in a process of its own; 1 where a goal is missed."""
    if len(counts) == 1:
        used_first, is_good = measure(counts[0])
        print(used_first, file=sys.stderr)
        return int(not is_good)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    firsts, missed = {}, False
    for count in counts or USUAL:
        done = subprocess.run(
            [sys.executable, __file__, str(count)], stderr=subprocess.PIPE, text=True, check=False
        )
        missed |= done.returncode != 0
        firsts[count] = float(done.stderr.split()[-1])
    if {1000, 10_000} <= set(firsts):
        ratio = firsts[10_000] / firsts[1000]
        print(f"1,000 to 10,000: {ratio:.1f} x (goal {LINEAR:.0f})")
        missed |= ratio > LINEAR
    return int(missed)


if __name__ == "__main__":
    sys.exit(main([int(text) for text in sys.argv[1:]]))
