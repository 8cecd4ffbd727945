"""A folder of reports: both looks, memory, sum, comparison across; beside orjson parsing the same bytes.

All by every processor where that helps. A look reads each file strictly, evaluates it, runs every check and
works out its fingerprint; the floor only reads and parses. Each size has a process of its own.

usage: python benchmarks/county.py [COUNT…]
"""

from __future__ import annotations

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
from msgspec.structs import replace

from report_desk import api
from report_desk.core.consolidation.across.across import look_across
from report_desk.core.consolidation.board import board
from report_desk.core.consolidation.entry import Standing
from report_desk.core.form.kinds import KindName
from report_desk.core.ports import SeenFolder
from report_desk.core.record import codec
from report_desk.desk.shell.county.board.lines import shown
from report_desk.store.folders.folder import ReportFolder
from report_desk.store.folders.reading import at_once, look
from report_desk.store.folders.studying import studies
from tests import county

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2025, 1, 20)
USUAL = (100, 1000, 10_000)


def make(folder: Path, count: int) -> None:
    """Complete reports of so many organs, some pages of prose in each."""
    folder.mkdir()
    prose = "全年主动公开政府信息，按要求办理依申请公开，及时答复。" * 40
    zeros = {cell.address: "0" if cell.kind is KindName.MONEY else 0 for cell in county.FORM.typed}
    base = county.submitted(county.report("区", zeros))
    base = replace(base, sections={**base.sections, "overview": prose, "problems": prose})
    for at in range(count):
        one = replace(base, id=f"id-{at}", organ=f"示例县第{at}局")
        (folder / f"{at}.rdesk").write_bytes(codec.write(one))


def parse(path: Path) -> int:
    """The floor: read the bytes and parse them."""
    return len(orjson.loads(path.read_bytes()))


def seconds(work: Callable[[], object]) -> float:
    """How long a call takes."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def measure(count: int) -> None:
    """One line for a folder of so many files, in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "in")
        make(folder, count)
        paths = sorted(folder.iterdir())
        look(paths[0])  # reads the edition, which a program does once
        floor = seconds(lambda: list(at_once(parse, paths)))
        known = ReportFolder(folder, Path(place, "index"))
        time.sleep(2.1)  # a file that was just written is read again
        first, second = seconds(known.entries), seconds(known.entries)
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
            f"{count:>6} files {megabytes:7.1f} MB | orjson {floor:6.2f} s | first look {first:6.2f} s "
            f"({first / floor:4.1f} x) | second {second:5.2f} s | nothing new {listing:5.3f} s | "
            f"board {made:5.2f} s | sum {added:5.2f} s | across {read:5.2f} + {across:5.2f} s | "
            f"{memory:5.0f} MB"
        )


if __name__ == "__main__":
    wanted = [int(text) for text in sys.argv[1:]]
    if len(wanted) == 1:
        measure(wanted[0])
    else:
        for number in wanted or USUAL:
            subprocess.run([sys.executable, __file__, str(number)], check=True)
