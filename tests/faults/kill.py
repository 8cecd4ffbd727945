"""kill -9 at a random moment of a save loop: `python -m tests.faults.kill SUBJECT ROUNDS [--slow]`.

After every kill the file is opened as by a new process: it must be whole, hold at least the last save
that was acknowledged, be saveable again within a second, and nothing may lie about.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import struct
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tests.faults.calls import home, real_call
from tests.faults.subjects import SUBJECTS, BrokenError, MixedError

if TYPE_CHECKING:
    from tests.faults.subjects import Subject

ACKNOWLEDGED = struct.Struct("<Q")
SECOND = 1.0
SLOWED = (
    "open", "write", "fsync", "close", "replace", "link", "unlink", "fchmod", "flock", "posix_fadvise",
)  # fmt: skip


@dataclass
class Tally:
    """What was found after the kills; everything but ``kills`` and ``saves`` must be 0."""

    kills: int = 0
    saves: int = 0
    unreadable: int = 0
    mixed: int = 0
    lost: int = 0
    late: int = 0
    litter: int = 0

    def bad(self) -> int:
        """All harm done."""
        return self.unreadable + self.mixed + self.lost + self.late + self.litter


def slow_down(rng: random.Random) -> None:
    """Make every call that changes a disk slow, and every write short, as on an old USB stick."""

    def slowed(name: str) -> None:
        real = real_call(name)

        def call(*arguments: object, **named: object) -> object:
            time.sleep(rng.random() * 0.002)
            if name == "write" and len(arguments[1]) > 1:  # type: ignore[arg-type]
                arguments = (arguments[0], memoryview(arguments[1])[: (len(arguments[1]) + 1) // 2])  # type: ignore[arg-type]
            result = real(*arguments, **named)
            time.sleep(rng.random() * 0.002)
            return result

        setattr(home(name), name, call)

    for name in SLOWED:
        slowed(name)


def save_forever(subject: Subject, number: int, pipe: int, seed: int, *, slow: bool) -> NoReturn:
    """The victim: save and acknowledge, until killed."""
    acknowledge = os.write
    if slow:
        slow_down(random.Random(seed))
    while True:
        number += 1
        subject.save(number)
        acknowledge(pipe, ACKNOWLEDGED.pack(number))


def one_kill(subject: Subject, number: int, rng: random.Random, *, slow: bool) -> int:
    """Let a child save, kill it, and return the last number it acknowledged."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        save_forever(subject, number, sink, rng.getrandbits(32), slow=slow)
    os.close(sink)
    acknowledged: list[int] = [ACKNOWLEDGED.unpack(os.read(source, ACKNOWLEDGED.size))[0]]
    time.sleep(rng.random() * (0.15 if slow else 0.02))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(source, "rb") as rest:
        acknowledged += [number for (number,) in ACKNOWLEDGED.iter_unpack(rest.read())]
    return max(acknowledged)


def judge(subject: Subject, acknowledged: int, tally: Tally) -> int:
    """Open what the kill left, count what is wrong, and return the number to go on from."""
    try:
        found = subject.read()
    except MixedError:
        tally.mixed += 1
    except BrokenError:
        tally.unreadable += 1
    else:
        tally.lost += found < acknowledged
        tally.litter += subject.litter() > 0
        start = time.monotonic()
        subject.save(max(found, acknowledged) + 1)
        tally.late += time.monotonic() - start > SECOND
        return max(found, acknowledged) + 1
    subject.reset()
    return acknowledged


def run(name: str, rounds: int, *, slow: bool = False, seed: int = 1) -> Tally:
    """Kill ``rounds`` times."""
    rng = random.Random(seed)
    tally = Tally()
    number = 0
    build = Path("build")
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=build) as folder:
        for _ in range(rounds):
            subject = SUBJECTS[name](Path(folder).resolve())
            acknowledged = one_kill(subject, number, rng, slow=slow)
            tally.kills += 1
            tally.saves += acknowledged - number
            number = judge(subject, acknowledged, tally)
    return tally


def main() -> None:
    """Run as a program; exit 1 when harm was done."""
    parser = argparse.ArgumentParser()
    parser.add_argument("subject", choices=SUBJECTS)
    parser.add_argument("rounds", type=int)
    parser.add_argument("--slow", action="store_true")
    given = parser.parse_args()
    tally = run(given.subject, given.rounds, slow=given.slow)
    print(f"kill{' slow' if given.slow else ''} {given.subject}: {asdict(tally)}", flush=True)
    sys.exit(tally.bad() > 0)


if __name__ == "__main__":
    main()
