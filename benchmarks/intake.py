"""Reading a report: the whole command line, cold, and the readers alone beside their peers, in one run.

The file is one of the corpus (`tests/data/intake`), or every file that is named as an argument. Peers
get the tables and nothing more: pdfplumber's `extract_tables`, python-docx's cells, openpyxl's values.
Cold means a new process for every turn; times are medians of wall clock, and of processor time beside it,
which tells more on a machine that has other work.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "data" / "intake"
GOALS = {".docx": 0.3, ".pdf": 0.6}
ROUNDS = 9
PEERS = {
    ".pdf": (
        "pdfplumber",
        "import pdfplumber\nfor p in pdfplumber.open(path).pages: p.extract_text(); p.extract_tables()",
    ),
    ".docx": (
        "python-docx",
        "import docx\nd = docx.Document(path)\n[c.text for t in d.tables for r in t.rows for c in r.cells]",
    ),
    ".xlsx": (
        "openpyxl",
        "import openpyxl\n[list(s.values) for s in openpyxl.load_workbook(path, data_only=True)]",
    ),
}
READER = "from report_desk.intake.recognition import read_file\nread_file(open(path, 'rb').read())"


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds of wall clock and of processor time that a process takes."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime


def imported(path: Path, folder: Path) -> tuple[float, float]:
    """One cold run of the verb."""
    out = folder / "out.rdesk"
    out.unlink(missing_ok=True)
    return timed([sys.executable, "-m", "report_desk", "import", str(path), "-o", str(out)])


def alone(path: Path, code: str) -> tuple[float, float]:
    """One cold run of a reader."""
    return timed([sys.executable, "-c", f"path = {str(path)!r}\n{code}"])


def shown(name: str, turns: list[tuple[float, float]], goal: float | None = None) -> str:
    """The medians of some turns, and whether they reach a goal."""
    wall, used = (statistics.median(column) for column in zip(*turns, strict=True))
    verdict = "" if goal is None else f"   goal {goal:.1f} s: {'reached' if wall <= goal else 'missed'}"
    return f"  {name:28} {wall:6.3f} s   processor {used:6.3f} s{verdict}"


def main(paths: list[Path]) -> None:
    """Measure each file; all programs take turns, so that other work on the machine meets all alike."""
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, {ROUNDS} turns each")
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            peer, refused = PEERS.get(path.suffix), ""
            turns: dict[str, list[tuple[float, float]]] = {}
            for _ in range(ROUNDS):
                turns.setdefault("report-desk import", []).append(imported(path, Path(folder)))
                turns.setdefault("our reader alone", []).append(alone(path, READER))
                if peer:
                    try:
                        turns.setdefault(f"{peer[0]} alone", []).append(alone(path, peer[1]))
                    except subprocess.CalledProcessError:
                        turns.pop(f"{peer[0]} alone", None)
                        refused, peer = peer[0], None
            print(path.name + (f" ({refused} cannot read it)" if refused else ""))
            for name, measured in turns.items():
                print(shown(name, measured, GOALS.get(path.suffix) if "import" in name else None))


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:]]
    main(given or [path for path in sorted(CORPUS.glob("report.*")) if path.suffix != ".txt"])
