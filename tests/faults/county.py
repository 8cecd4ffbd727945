"""A folder that offices share, kills, and a share that goes away: `python -m tests.faults.county ROUNDS`.

Each round, two processes receive one stick, two others approve all that is clean, and a fifth looks on
through its index, all on one folder. In turn nothing is done to them, all are killed at some moment, or the
folder goes away for a while, as a share does that is cut off; where mounts are allowed it is also
unmounted, which leaves an empty folder in its place. Then every report must be whole and in the folder or
aside, none may be lost, none be there twice, none approved twice or other than it was handed over, the
index must say what the files say, and what was left undone must be doable at once.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from report_desk import resources
from report_desk.core.consolidation.receiving import Known, plan
from report_desk.core.edits.review import approval_is_broken
from report_desk.core.folder_ports import SeenFolder
from report_desk.core.form.kinds import KindName
from report_desk.core.ports import ExpectedError
from report_desk.core.record import codec
from report_desk.core.report.model import EventKind, Report, Revision, State
from report_desk.core.sheet import evaluate
from report_desk.desk.files.claims import OpenFiles
from report_desk.desk.shell.county.batch import Wanted, take_all
from report_desk.desk.shell.county.board.lines import shown
from report_desk.rosters import OfficeFolders
from report_desk.store.folders.folder import ReportFolder
from report_desk.store.folders.listing import ASIDE
from report_desk.store.folders.receiving import arriving, receive
from report_desk.store.places import Places
from report_desk.store.report_files import ReportFiles
from tests import county
from tests.faults.power import command

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

    from report_desk.desk.services import Services

ORGANS = 12
LONGEST = 0.5
"""Seconds within which a round is killed."""


@dataclass
class Tally:
    """What was found; everything but the first six must be 0.

    ``beneath`` counts files that were received into the bare mount point: their source still has them.
    """

    rounds: int = 0
    kills: int = 0
    cuts: int = 0
    unmounted: int = 0
    beneath: int = 0
    approved: int = 0
    unreadable: int = 0
    lost: int = 0
    wrongly_approved: int = 0
    source_touched: int = 0
    left_undone: int = 0
    twice: int = 0
    approved_twice: int = 0
    made_anew: int = 0
    index_wrong: int = 0

    def bad(self) -> int:
        """All harm done."""
        return sum(list(asdict(self).values())[6:])


class Ports:
    """What a batch needs of the window's services."""

    def __init__(self, place: Path) -> None:
        self.store = ReportFiles(Places.under(place), remembers=False)
        self.form_by_id = staticmethod(resources.format_by_id)
        self.claims = OpenFiles(str(place))
        self.folders = OfficeFolders()


def clean(organ: str) -> Report:
    """A report with nothing open in it, handed over."""
    zeros = {cell.address: "0" if cell.kind is KindName.MONEY else 0 for cell in county.FORM.typed}
    return county.submitted(county.report(organ, zeros))


def take_in(folder: Path, stick: Path) -> None:
    """Receive what is on the stick, as one office does."""
    with suppress(ExpectedError):
        there, found = ReportFolder(folder).entries(), arriving([stick])
        known = Known((), there, county.YEAR)
        for one in plan((), there, county.YEAR, found):
            if one.is_taken:
                with suppress(ExpectedError):
                    receive(folder, one, known)


def approve(folder: Path, place: Path) -> None:
    """Approve all that is clean, as another office does."""
    with suppress(ExpectedError):
        made = shown(SeenFolder("", ReportFolder(folder).entries(), ()), date(2025, 1, 20))
        wanted = Wanted(EventKind.APPROVED, "审核人", "2025-01-20T10:00:00+08:00", lambda: "id")
        take_all(cast("Services", Ports(place)), folder, made.clean, wanted, lambda _: None)


def look_on(folder: Path, index: Path) -> None:
    """Look again and again, as a board that is left open does."""
    known, end = ReportFolder(folder, index), time.monotonic() + 2 * LONGEST
    while time.monotonic() < end:
        with suppress(ExpectedError):
            known.entries()


def begin(folder: Path, stick: Path) -> None:
    """Half of the organs have sent something; the stick holds newer ones of these and the other half."""
    for path in (folder, stick):
        path.mkdir()
    for at in range(ORGANS):
        one = clean(county.organ_name(at))
        if at % 2:
            county.put(folder, one)
            one = replace(one, revision=Revision(2, f"n{at}", (one.revision.id,)))
        county.put(stick, one)


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def played(tally: Tally, chance: random.Random, what: str) -> None:
    """One round in a folder of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder, stick, index = Path(place, "in"), Path(place, "stick"), Path(place, "index")
        disk = Path(place, "disk") if what == "unmount" else folder
        begin(disk, stick)
        if disk != folder:
            folder.mkdir()
            command("mount", "--bind", disk, folder)
        source = everything(stick)
        context = multiprocessing.get_context("fork")
        all_of_them = [
            context.Process(target=take_in, args=(folder, stick)),
            context.Process(target=take_in, args=(folder, stick)),
            context.Process(target=approve, args=(folder, Path(place, "a"))),
            context.Process(target=approve, args=(folder, Path(place, "b"))),
            context.Process(target=look_on, args=(folder, index)),
        ]
        for process in all_of_them:
            process.start()
        if what == "kill":
            tally.kills += killed(all_of_them, chance)
        elif what == "cut":
            tally.cuts += 1
            tally.made_anew += cut_off(folder, chance)
        elif what == "unmount":
            tally.unmounted += 1
            tally.beneath += unmount(folder, disk, chance)
        for process in all_of_them:
            process.join()
        tally.rounds += 1
        tally.source_touched += everything(stick) != source
        judge(tally, folder)
        take_in(folder, stick)
        approve(folder, Path(place, "c"))
        judge(tally, folder, is_over=True)
        tally.index_wrong += ReportFolder(folder, index).entries() != ReportFolder(folder).entries()
        if disk != folder:
            command("umount", "-l", folder)


def killed(processes: list[ForkProcess], chance: random.Random) -> int:
    """Kill what still runs at some moment; how many that were."""
    time.sleep(chance.random() * LONGEST)
    running = [process for process in processes if process.is_alive() and process.pid is not None]
    for process in running:
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
    return len(running)


def cut_off(folder: Path, chance: random.Random) -> bool:
    """Take the folder away at some moment, and bring it back; whether somebody made another in its place."""
    time.sleep(chance.random() * LONGEST)
    away = folder.with_name("away")
    folder.rename(away)
    time.sleep(chance.random() * LONGEST / 2)
    is_made_anew = folder.exists()
    if is_made_anew:
        shutil.rmtree(folder)
    away.rename(folder)
    return is_made_anew


def unmount(folder: Path, disk: Path, chance: random.Random) -> int:
    """Unmount the folder at some moment, and mount it again; how many reports were put where it had been."""
    time.sleep(chance.random() * LONGEST)
    command("umount", "-l", folder)
    time.sleep(chance.random() * LONGEST / 2)
    beneath = len(list(folder.glob("*.rdesk")))
    command("mount", "--bind", disk, folder)
    return beneath


def judge(tally: Tally, folder: Path, *, is_over: bool = False) -> None:
    """Look at every file, in the folder and aside."""
    known: dict[str, list[Report]] = {}
    saves: set[tuple[str, str]] = set()
    for path in (*folder.glob("*.rdesk"), *folder.glob(f"{ASIDE}/*.rdesk")):
        try:
            report = codec.read(path.read_bytes()).report
        except codec.DamagedRecordError:
            tally.unreadable += 1
            continue
        known.setdefault(report.organ, []).append(report)
        is_approved = report.state is State.APPROVED
        tally.wrongly_approved += is_approved and approval_is_broken(evaluate(county.FORM, report))
        tally.approved += is_over and is_approved
        tally.approved_twice += [event.kind for event in report.history].count(EventKind.APPROVED) > 1
        if path.parent == folder:
            tally.twice += (report.id, report.revision.id) in saves
            saves.add((report.id, report.revision.id))
    at_first = {county.organ_name(at) for at in range(ORGANS) if at % 2}
    every = {county.organ_name(at) for at in range(ORGANS)}
    tally.lost += len(at_first - set(known))
    if is_over:
        tally.left_undone += len(every - set(known))


def can_mount() -> bool:
    """Whether a folder can be mounted here: root alone may, and not in every container."""
    with tempfile.TemporaryDirectory() as place:
        try:
            command("mount", "--bind", place, place)
            command("umount", place)
        except (OSError, subprocess.CalledProcessError):
            return False
    return True


def main(rounds: int) -> int:
    """Play so many rounds, the faults in turn."""
    tally, chance = Tally(), random.Random(1)
    turns = ("none", "kill", "cut", "kill", *(["unmount"] if can_mount() else []))
    for at in range(rounds):
        played(tally, chance, turns[at % len(turns)])
    print("county", asdict(tally))
    return 1 if tally.bad() or (rounds > 1 and not tally.approved) else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
