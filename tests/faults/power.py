"""Power cuts: `python -m tests.faults.power SUBJECT CUTS [ordered|writeback]`, as root.

A save loop runs on an ext4 image that is mounted through a loop device. The image lies on XFS, so that
a clone of it (FICLONE) is what a disk held at one instant. Each clone is mounted as after a reboot and
must hold a whole report, not older than the last save acknowledged before the cut, and good backups.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.kill import ACKNOWLEDGED, save_forever
from tests.faults.subjects import SUBJECTS, BrokenError, MixedError, Ours

if TYPE_CHECKING:
    from collections.abc import Iterator

OUTER_MEGABYTES = 600
INNER_MEGABYTES = 24
FICLONE = 0x40049409


@dataclass
class Tally:
    """What was found after the cuts; everything but ``cuts``, ``saves`` and ``backups`` must be 0."""

    cuts: int = 0
    saves: int = 0
    backups: int = 0
    unreadable: int = 0
    mixed: int = 0
    lost: int = 0
    bad_backups: int = 0

    def bad(self) -> int:
        """All harm done."""
        return self.unreadable + self.mixed + self.lost + self.bad_backups


def why_not() -> str:
    """Why this machine cannot cut its own power; empty where it can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "mounting an image needs root"
    if not (shutil.which("mkfs.xfs") and shutil.which("mkfs.ext4")):
        return "mkfs.xfs or mkfs.ext4 is missing"
    try:
        with tempfile.TemporaryDirectory() as folder, mounted(*image(Path(folder), "xfs", OUTER_MEGABYTES)):
            return ""
    except subprocess.CalledProcessError as error:
        return f"this machine may not mount images ({error.cmd[0]})"


def image(folder: Path, kind: str, megabytes: int) -> tuple[Path, Path]:
    """A new file system in a file, and an empty folder to mount it at."""
    path = folder / f"{kind}.img"
    with path.open("wb") as stream:
        stream.truncate(megabytes << 20)
    command("mkfs.xfs", "-q", "-f", path) if kind == "xfs" else command("mkfs.ext4", "-q", "-F", path)
    return path, Path(tempfile.mkdtemp(dir=folder))


def command(*words: str | Path) -> None:
    """Run a system tool. Raises CalledProcessError."""
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


@contextlib.contextmanager
def mounted(path: Path, place: Path, options: str = "loop") -> Iterator[Path]:
    """A file system in a file, mounted."""
    command("mount", "-o", options, path, place)
    try:
        yield place
    finally:
        for _ in range(50):
            if subprocess.run(["umount", str(place)], check=False, capture_output=True).returncode == 0:
                break
            time.sleep(0.1)


def clone(source: Path, target: Path) -> None:
    """One instant of the image."""
    import fcntl  # noqa: PLC0415 - POSIX only, as all of this

    with source.open("rb") as old, target.open("wb") as new:
        fcntl.ioctl(new.fileno(), FICLONE, old.fileno())


def acknowledged(source: int, newest: int) -> int:
    """The newest number acknowledged up to now."""
    while True:
        try:
            data = os.read(source, ACKNOWLEDGED.size)
        except BlockingIOError:
            return newest
        newest = ACKNOWLEDGED.unpack(data)[0]


def judge(name: str, place: Path, at_least: int, tally: Tally) -> None:
    """Open what the cut left."""
    subject = SUBJECTS[name](place)
    try:
        tally.lost += subject.read() < at_least
    except MixedError:
        tally.mixed += 1
    except BrokenError:
        tally.unreadable += 1
    if isinstance(subject, Ours):
        try:
            tally.backups += subject.backups()
        except BrokenError:
            tally.bad_backups += 1


def cut_often(name: str, outer: Path, mode: str, cuts: int, tally: Tally) -> None:
    """Let a child save inside the inner image, and cut ``cuts`` times."""
    rng = random.Random(7)
    inner, place = image(outer, "ext4", INNER_MEGABYTES)
    snapshot, after = outer / "snapshot.img", Path(tempfile.mkdtemp(dir=outer))
    with mounted(inner, place, f"loop,data={mode}"):
        source, sink = os.pipe()
        child = os.fork()
        if child == 0:
            save_forever(SUBJECTS[name](place), 0, sink, 0, slow=False)
        newest = ACKNOWLEDGED.unpack(os.read(source, ACKNOWLEDGED.size))[0]
        os.set_blocking(source, False)
        try:
            for _ in range(cuts):
                time.sleep(rng.random() * 0.03)
                newest = acknowledged(source, newest)
                clone(inner, snapshot)
                with mounted(snapshot, after, f"loop,data={mode}"):
                    judge(name, after, newest, tally)
                tally.cuts += 1
            tally.saves = acknowledged(source, newest)
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def run(name: str, cuts: int, mode: str) -> Tally:
    """Cut the power ``cuts`` times."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        path, place = image(Path(folder), "xfs", OUTER_MEGABYTES)
        with mounted(path, place) as outer:
            cut_often(name, outer, mode, cuts, tally)
    return tally


def main() -> None:
    """Run as a program; exit 1 when harm was done, 0 with a reason where it cannot run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("subject", choices=SUBJECTS)
    parser.add_argument("cuts", type=int)
    parser.add_argument("mode", nargs="?", default="ordered", choices=("ordered", "writeback"))
    given = parser.parse_args()
    reason = why_not()
    if reason:
        print(f"power {given.subject}: skipped, {reason}")
        return
    tally = run(given.subject, given.cuts, given.mode)
    print(f"power {given.mode} {given.subject}: {asdict(tally)}", flush=True)
    sys.exit(tally.bad() > 0)


if __name__ == "__main__":
    main()
