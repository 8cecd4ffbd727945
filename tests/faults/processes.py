"""Several processes saving one file: `python -m tests.faults.processes SUBJECT PROCESSES SAVES`.

Each process counts up a figure of its own in the shared report. At the end every acknowledged count
must stand in the file: whoever saves onto content that he has not seen must be told before, not after.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from tinydb import TinyDB, where

from report_desk.core.form.edition import address
from report_desk.core.ports import ChangedOnDiskError, LockedError
from report_desk.store.places import Places
from tests.faults.subjects import numbered
from tests.keeping import KeepingFiles
from tests.locks import LOCAL, SHARE, choose

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class Tally:
    """What the processes report; ``lost`` and ``broken`` must be 0."""

    processes: int
    acknowledged: int = 0
    conflicts: int = 0
    lost: int = 0
    broken: int = 0


def count_up_ours(folder: Path, process: int, saves: int, lock: str) -> int:
    """Save ``saves`` times through the store; the answer is how many conflicts were noticed on the way."""
    choose(lock)
    files = KeepingFiles(Places.under(folder / "places"))
    path = folder / "shared.rdesk"
    mine = address("t", f"r{process}", "count")
    conflicts = 0
    for number in range(1, saves + 1):
        while True:
            opened = files.open(path)
            changed = replace(opened.report, figures={**opened.report.figures, mine: number})
            try:
                files.save(changed, path, expected_digest=opened.digest)
            except (ChangedOnDiskError, LockedError):
                conflicts += 1
            else:
                break
    return conflicts


def count_up_stock(folder: Path, process: int, saves: int, _: str = "") -> int:
    """The same with TinyDB's own storage: read, change, write."""
    for number in range(1, saves + 1):
        with TinyDB(folder / "shared.json") as database:
            database.upsert({"process": process, "count": number}, where("process") == process)
    return 0


def counts_ours(folder: Path, processes: int) -> list[int]:
    """What the file says of each process."""
    report = KeepingFiles(Places.under(folder / "places")).open(folder / "shared.rdesk").report
    found = [report.figures.get(address("t", f"r{process}", "count"), 0) for process in range(processes)]
    return [count for count in found if isinstance(count, int)]


def counts_stock(folder: Path, processes: int) -> list[int]:
    """What the database says of each process."""
    with TinyDB(folder / "shared.json") as database:
        documents = [database.get(where("process") == process) for process in range(processes)]
    return [document["count"] if isinstance(document, dict) else 0 for document in documents]


def medium(subject: str, process: int) -> str:
    """Which lock a process takes: on the disk, over a share, or as if one of them served it to the others."""
    return {"ours": LOCAL, "share": SHARE}.get(subject, (LOCAL, SHARE)[process % 2])


def start(work: Callable[[], int]) -> tuple[int, int]:
    """Run some work in a child; its exit code tells whether it ended well, its pipe the conflicts it met."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.write(sink, work().to_bytes(4, "big"))
            code = 0
        except Exception:  # noqa: BLE001 - told, and counted by the parent
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(sink)
    return child, source


def run(subject: str, processes: int, saves: int) -> Tally:
    """Let the processes save at once, then count."""
    is_ours = subject != "stock"
    count_up = count_up_ours if is_ours else count_up_stock
    tally = Tally(processes)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        if is_ours:
            files = KeepingFiles(Places.under(folder / "places"))
            files.save(numbered(1), folder / "shared.rdesk", expected_digest=None)
        begun = time.monotonic()
        children = [
            start(lambda process=process: count_up(folder, process, saves, medium(subject, process)))  # type: ignore[misc]
            for process in range(processes)
        ]
        for child, source in children:
            with os.fdopen(source, "rb") as pipe:
                tally.conflicts += int.from_bytes(pipe.read(), "big")
            ended_well = os.waitpid(child, 0)[1] == 0
            tally.broken += not ended_well
            tally.acknowledged += saves if ended_well else 0
        try:
            found = (counts_ours if is_ours else counts_stock)(folder, processes)
        except Exception:  # noqa: BLE001 - a destroyed file, whatever the library makes of it
            tally.broken += 1
        else:
            tally.lost = sum(saves - count for count in found)
        print(f"  {time.monotonic() - begun:.1f} s")
    return tally


def main() -> None:
    """Run as a program; exit 1 when an acknowledged save was lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("subject", choices=("ours", "share", "both", "stock"))
    parser.add_argument("processes", type=int)
    parser.add_argument("saves", type=int)
    given = parser.parse_args()
    tally = run(given.subject, given.processes, given.saves)
    print(f"processes {given.subject}: {asdict(tally)}", flush=True)
    sys.exit(bool(tally.lost or tally.broken))


if __name__ == "__main__":
    main()
