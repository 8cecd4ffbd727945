"""A folder that two offices work on, and kills in the middle of it: `python -m tests.faults.county ROUNDS`.

Each round, one process receives a stick and another approves all that is clean, on one folder; at a random
moment both are killed. Then every report must be whole and in the folder or aside, none may be lost, none
approved that was not handed over as it stands, and what was left undone must be doable at once. A round
without a kill must end with every report received and approved once.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from report_desk import resources
from report_desk.core.consolidation.receiving import plan
from report_desk.core.edits.review import approval_is_broken
from report_desk.core.form.kinds import KindName
from report_desk.core.ports import ExpectedError, SeenFolder
from report_desk.core.record import codec
from report_desk.core.report.model import EventKind, Report, Revision, State
from report_desk.core.sheet import evaluate
from report_desk.desk.shell.county.batch import Wanted, take_all
from report_desk.desk.shell.county.board.lines import shown
from report_desk.store.folders.folder import ReportFolder
from report_desk.store.folders.receiving import ASIDE, arriving, receive
from report_desk.store.places import Places
from report_desk.store.report_files import ReportFiles
from tests import county

if TYPE_CHECKING:
    from report_desk.desk.services import Services

ORGANS = 12
LONGEST = 0.5
"""Seconds within which a round is killed."""


@dataclass
class Tally:
    """What was found; everything but ``rounds``, ``kills`` and ``approved`` must be 0."""

    rounds: int = 0
    kills: int = 0
    approved: int = 0
    unreadable: int = 0
    lost: int = 0
    wrongly_approved: int = 0
    source_touched: int = 0
    left_undone: int = 0

    def bad(self) -> int:
        """All harm done."""
        return self.unreadable + self.lost + self.wrongly_approved + self.source_touched + self.left_undone


class Ports:
    """What a batch needs of the window's services."""

    def __init__(self, place: Path) -> None:
        self.store = ReportFiles(Places.under(place), remembers=False)
        self.form_by_id = staticmethod(resources.format_by_id)


def clean(organ: str) -> Report:
    """A report with nothing open in it, handed over."""
    zeros = {cell.address: "0" if cell.kind is KindName.MONEY else 0 for cell in county.FORM.typed}
    return county.submitted(county.report(organ, zeros))


def take_in(folder: Path, stick: Path) -> None:
    """Receive what is on the stick, as one office does."""
    for one in plan((), ReportFolder(folder).entries(), county.YEAR, arriving([stick])):
        if one.is_taken:
            try:
                receive(folder, one)
            except ExpectedError:
                continue


def approve(folder: Path, place: Path) -> None:
    """Approve all that is clean, as another office does."""
    made = shown(SeenFolder("", ReportFolder(folder).entries(), ()), date(2025, 1, 20))
    lines = [line for line in made.lines if line.is_clean]
    wanted = Wanted(EventKind.APPROVED, "审核人", "2025-01-20T10:00:00+08:00", lambda: "id")
    take_all(cast("Services", Ports(place)), folder, lines, wanted, lambda _: None)


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


def played(tally: Tally, chance: random.Random, *, kills: bool) -> None:
    """One round in a folder of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder, stick = Path(place, "in"), Path(place, "stick")
        begin(folder, stick)
        source = everything(stick)
        context = multiprocessing.get_context("fork")
        both = [
            context.Process(target=take_in, args=(folder, stick)),
            context.Process(target=approve, args=(folder, Path(place, "a"))),
        ]
        for process in both:
            process.start()
        if kills:
            time.sleep(chance.random() * LONGEST)
            for process in both:
                if process.is_alive() and process.pid is not None:
                    os.kill(process.pid, signal.SIGKILL)
                    tally.kills += 1
        for process in both:
            process.join()
        tally.rounds += 1
        tally.source_touched += everything(stick) != source
        judge(tally, folder)
        take_in(folder, stick)
        approve(folder, Path(place, "b"))
        judge(tally, folder, is_over=True)


def judge(tally: Tally, folder: Path, *, is_over: bool = False) -> None:
    """Look at every file, in the folder and aside."""
    known: dict[str, list[Report]] = {}
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
    at_first = {county.organ_name(at) for at in range(ORGANS) if at % 2}
    every = {county.organ_name(at) for at in range(ORGANS)}
    tally.lost += len(at_first - set(known))
    if is_over:
        tally.left_undone += len(every - set(known))


def main(rounds: int) -> int:
    """Play so many rounds; every fourth without a kill."""
    tally, chance = Tally(), random.Random(1)
    for at in range(rounds):
        played(tally, chance, kills=at % 4 != 0)
    print("county", asdict(tally))
    return 1 if tally.bad() or (rounds > 1 and not tally.approved) else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
