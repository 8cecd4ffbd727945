"""Somebody copies his file over ours while we save: `python -m tests.faults.slipping SUBJECT`.

A file manager, a chat program or a share asks for no lock. Every fsync is slowed, as on a slow stick. A
colleague's file arrives at each moment of a save: before it, as the new file is made, before and after
each fsync, right before the exchange, right after it, and between an exchange and the comparison. It is put
there by renaming, by writing in place, or by removing the old file first. Two saves are tried: the first, and
the second of one program, for which a backup has been made already.

Where two files cannot swap (``--no-exchange``: exFAT, some shares, Windows) no call tells what a rename has
displaced, and the moment between the last look and the rename, some microseconds, is not tried.

What the colleague wrote must never be in nobody's hands: it stands in the file, and our save was refused with
ChangedOnDiskError; or, where it came after our save, it stands in the file or among the backups.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from unittest.mock import patch

from report_desk.core.ports import ChangedOnDiskError, SaveFailedError
from report_desk.core.record import codec
from report_desk.store.filesystem import disk, renaming
from tests.faults.subjects import SUBJECTS, Ours, Subject, numbered

PAUSE = 0.002
"""Seconds that every fsync takes longer."""
THEIRS = 99
Slip = Callable[[Path, bytes], None]


@dataclass
class Tally:
    """How the saves ended; what is in ``lost`` was in nobody's hands."""

    slips: int = 0
    refused: int = 0
    saved: int = 0
    never_reached: int = 0
    lost: list[str] = field(default_factory=list)


def rename_over(path: Path, data: bytes) -> None:
    """As a share or a careful program does."""
    aside = path.with_name("colleague.tmp")
    aside.write_bytes(data)
    aside.replace(path)


def write_in_place(path: Path, data: bytes) -> None:
    """As ``cp`` and file managers do."""
    path.write_bytes(data)


def remove_first(path: Path, data: bytes) -> None:
    """As some file managers do."""
    path.unlink(missing_ok=True)
    path.write_bytes(data)


SLIPS: tuple[Slip, ...] = (rename_over, write_in_place, remove_first)


@dataclass
class Moment:
    """The ``number``-th call of a module's function; the colleague comes before it or after it."""

    home: object
    name: str
    number: int
    is_after: bool = False
    seen: int = 0

    def __str__(self) -> str:
        return f"{'after' if self.is_after else 'before'} {self.name} {self.number}"

    def instead_of(self, real: Callable[..., object], arrive: Callable[[], None]) -> Callable[..., object]:
        """The call as the save will see it."""

        def call(*arguments: object, **named: object) -> object:
            self.seen += 1
            is_now = self.seen == self.number
            if is_now and not self.is_after:
                arrive()
            try:
                return real(*arguments, **named)
            finally:
                if is_now and self.is_after:
                    arrive()

        return call


def moments(*, can_exchange: bool) -> list[Moment]:
    """Every moment of a save that is tried: an fsync is of the new file, then of a backup or the folder."""
    found = [
        *(Moment(os, "open", number) for number in (1, 2, 3, 4)),
        *(Moment(os, "fsync", number, after) for number in (1, 2, 3) for after in (False, True)),
        *(Moment(os, "link", 1, after) for after in (False, True)),
        *(Moment(renaming, "exchange", 1, after) for after in (False, True)),
        *(Moment(disk, "holds", number, after) for number in (1, 2) for after in (False, True)),
    ]
    if can_exchange:
        return found
    return [moment for moment in found if moment.name != "exchange" and str(moment) != "after holds 2"]


def arrived(subject: str, folder: Path) -> bytes:
    """What the colleague has saved elsewhere."""
    if subject != "stock":
        return codec.write(numbered(THEIRS))
    SUBJECTS["stock"](folder).save(THEIRS)
    return (folder / "stock.json").read_bytes()


def is_somewhere(path: Path, theirs: bytes) -> bool:
    """Whether the colleague's content is where a person finds it."""
    backups = path.parent / "places" / "backups"
    return any(item.read_bytes() == theirs for item in (path, *backups.rglob("*")) if item.is_file())


def one(subject: str, moment: Moment, slip: Slip, saves: int, tally: Tally) -> None:
    """Save ``saves`` times, the colleague coming in during the next one; then judge."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        elsewhere = folder / "elsewhere"
        elsewhere.mkdir()
        theirs = arrived(subject, elsewhere)
        mine = SUBJECTS[subject](folder)
        for number in range(saves):
            mine.save(number + 1)
        path: Path = mine.path  # type: ignore[attr-defined]
        if isinstance(mine, Ours):
            mine.files.back_up(path)
        call = moment.instead_of(getattr(moment.home, moment.name), lambda: slip(path, theirs))
        with patch.object(moment.home, moment.name, call):
            ended = saved(mine, saves + 1)
        if moment.seen < moment.number:
            tally.never_reached += 1
            return
        tally.slips += 1
        tally.saved += ended == "saved"
        tally.refused += ended == "refused"
        label = f"{moment}, {slip.__name__}, save {saves + 1}: {ended}"
        tally.lost += [f"{label}, {harm}" for harm in harms(mine, path, theirs, ended)]


def saved(mine: Subject, number: int) -> str:
    """How a save ended."""
    try:
        mine.save(number)
    except ChangedOnDiskError:
        return "refused"
    except SaveFailedError as error:
        return f"failed: {error}"
    return "saved"


def harms(mine: Subject, path: Path, theirs: bytes, ended: str) -> Iterator[str]:
    """What must not be."""
    if isinstance(mine, Ours):
        again = Ours(path.parent)
        again.files.open(path)  # sweeps
        if again.litter():
            yield "litter"
    if not is_somewhere(path, theirs):
        yield "theirs in nobody's hands"
    elif ended == "refused" and path.read_bytes() != theirs:
        yield "theirs is not in its place"
    if ended.startswith("failed"):
        yield "and nobody is told of theirs"


def run(subject: str, *, can_exchange: bool = True) -> Tally:
    """Every moment, every way, the first and the second save."""
    tally = Tally()
    fsync = os.fsync

    def slow(descriptor: int) -> None:
        fsync(descriptor)
        time.sleep(PAUSE)

    with patch.object(os, "fsync", slow), patch.object(renaming, "exchange", _chosen(can_exchange)):
        for slip in SLIPS:
            for saves in (1, 2):
                for moment in moments(can_exchange=can_exchange):
                    one(subject, moment, slip, saves, tally)
    return tally


def _chosen(can_exchange: bool) -> Callable[[Path, Path], bool]:  # noqa: FBT001 - of `run`
    return renaming.exchange if can_exchange else lambda *_: False


def main() -> None:
    """Run as a program; exit 1 when anything was lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("subject", choices=("ours", "share", "stock"))
    parser.add_argument("--no-exchange", action="store_true", help="as where two files cannot swap")
    given = parser.parse_args()
    tally = run(given.subject, can_exchange=not given.no_exchange)
    for lost in tally.lost:
        print(lost)
    print(f"slipped in while {given.subject} saved: {asdict(tally) | {'lost': len(tally.lost)}}")
    sys.exit(bool(tally.lost))


if __name__ == "__main__":
    main()
