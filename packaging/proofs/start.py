"""Times how soon the window stands: `start.py PROGRAM REFERENCE`, each started with a report, alternately.

Cold (as root: nothing of the disk is in memory) and warm. Fails where the program takes more than 1.3 times
as long as the reference, cold. Needs no screen.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

MOST = 1.3
TIMES = 5
CACHES = Path("/proc/sys/vm/drop_caches")
ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def seconds(program: str, report: Path, *, cold: bool) -> float:
    """How long a start with a report takes, until the window stands and ends."""
    if cold:
        os.sync()
        CACHES.write_text("3", encoding="ascii")
    started = time.perf_counter()
    subprocess.run(
        [program, str(report), "--exit-once-open"], env=ENVIRONMENT, check=True, capture_output=True
    )
    return time.perf_counter() - started


def compared(programs: list[str], report: Path, *, cold: bool) -> float:
    """The medians of both, printed, and the first in parts of the second."""
    taken = [[seconds(program, report, cold=cold) for program in programs] for _ in range(TIMES)]
    own, other = zip(*taken, strict=True)
    ratio: float = median(own) / median(other)
    kind = "cold" if cold else "warm"
    for program, times in zip(programs, (own, other), strict=True):
        print(f"{kind}: {median(times):.2f} s ({min(times):.2f} to {max(times):.2f}) {program}")
    print(f"{kind}: {ratio:.2f} times as long")
    return ratio


def main(programs: list[str], folder: Path) -> int:
    """0 where the first is soon enough."""
    report = folder / "start.rdesk"
    subprocess.run([programs[0], "new", report, "--organ", "示例区档案馆", "--year", "2025"], check=True)
    for program in programs:
        seconds(program, report, cold=False)
    ratios = {False: compared(programs, report, cold=False)}
    if os.access(CACHES, os.W_OK):
        ratios[True] = compared(programs, report, cold=True)
    return int(ratios[max(ratios)] > MOST)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        sys.exit(main(sys.argv[1:3], Path(name)))
