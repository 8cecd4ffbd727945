"""Every fault program at full length, with the totals they print: `make faults`.

The first half must do no harm; the second half is the harness's own proof: TinyDB as it comes must fail.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = (
    "kill ours 2000",
    "kill ours 500 --slow",
    "kill share 1000",
    "kill share 250 --slow",
    "power ours 300 ordered",
    "power ours 300 writeback",
    "power share 100 ordered",
    "slipping ours",
    "slipping share",
    "slipping ours --no-exchange",
    "slipping share --no-exchange",
    "calls",
    "processes ours 2 500",
    "processes ours 4 250",
    "processes share 2 250",
    "processes share 4 125",
    "processes both 4 250",
    "restore 200",
    "media",
    "county 60",
    "merges 1000",
    "hostile",
    "accepted",
    "window",
    "fuzz 200000",
    "spoilt 2000",
    "intake_fuzz 200000",
)
STOCK = (
    "kill stock 500",
    "kill cached 100",
    "power stock 100 ordered",
    "power stock 100 writeback",
    "slipping stock",
    "processes stock 2 200",
    "processes stock 4 100",
)


def run(words: str) -> int:
    """Run one program and print what it says of itself."""
    name, *rest = words.split()
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", f"tests.faults.{name}", *rest],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    totals = [line for line in done.stdout.splitlines() if ": " in line]
    print(f"[{time.monotonic() - begun:5.0f} s] {words}: {'ok' if done.returncode == 0 else 'HARM'}")
    shown = totals if done.returncode == 0 else done.stdout.splitlines()  # what was harmed is said above them
    print("\n".join(f"          {line}" for line in shown), flush=True)
    if not totals:
        print(done.stderr[-2000:])
    return done.returncode


def main() -> None:
    """Run them all; exit 1 when ours did harm, or when stock TinyDB did none."""
    harmful = [words for words in OURS if run(words) != 0]
    environment = {**os.environ, "REPORT_DESK_FAULTS": "full"}
    tests = [sys.executable, "-m", "pytest", "-q", "tests/faults", "tests/store", "-n", "2"]
    if subprocess.run(tests, cwd=ROOT, env=environment, check=False).returncode != 0:
        harmful.append("the tests at full length (histories 300 x 40)")
    print("The same programs on TinyDB as it comes, which must fail:")
    blind = [words for words in STOCK if run(words) == 0]
    print(f"harm done by ours: {harmful or 'none'}; harm not noticed in stock TinyDB: {blind or 'none'}")
    sys.exit(bool(harmful or blind))


if __name__ == "__main__":
    main()
