"""Exporting a folder takes several processes; none of them outlives the one that was asked."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REPORTS = 40
ENDS_WITHIN = 10.0


@pytest.fixture
def exporting(tmp_path: Path, sample: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A program that exports a folder of reports, for some seconds."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(REPORTS):
        (folder / f"{number}.rdesk").write_bytes(sample.read_bytes())
    command = [
        sys.executable,
        "-m",
        "report_desk",
        "export",
        "--all",
        str(folder),
        "-o",
        str(tmp_path / "out"),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        yield program
        program.kill()


def test_the_workers_end_when_the_program_is_killed(
    exporting: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    program = psutil.Process(exporting.pid)
    give_up = time.monotonic() + 60
    while not list((tmp_path / "out").glob("*.pdf")) and time.monotonic() < give_up:
        time.sleep(0.02)
    workers = program.children(recursive=True)
    assert workers
    exporting.kill()
    assert exporting.wait(ENDS_WITHIN) < 0
    _, alive = psutil.wait_procs(workers, ENDS_WITHIN)
    for worker in alive:
        worker.kill()
    assert not alive
    assert len(list((tmp_path / "out").glob("*.pdf"))) < REPORTS
