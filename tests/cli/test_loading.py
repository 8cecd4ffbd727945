"""What a verb loads, and how often: each export pays for every library and every look for garbage."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_TELLING = """
import gc, sys
from report_desk import __main__
set_threshold = gc.set_threshold
def telling(objects):
    set_threshold(objects)
    gc.callbacks.append(lambda phase, found: print("looked for garbage", file=sys.stderr))
gc.set_threshold = telling
__main__.main()
"""


def said(*words: str, **environment: str) -> str:
    """What a process of Python says on its standard error; it must end well."""
    done = subprocess.run(
        [sys.executable, *words],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_an_export_is_over_before_garbage_is_looked_for(tmp_path: Path, sample: Path) -> None:
    assert "garbage" not in said("-c", _TELLING, "export", str(sample), "-o", str(tmp_path / "a.pdf"))
    assert (tmp_path / "a.pdf").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="processes that are not forked load all by themselves")
def test_a_folder_loads_the_libraries_once(tmp_path: Path, sample: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(max(4, 2 * (os.cpu_count() or 1))):
        (folder / f"{number}.rdesk").write_bytes(sample.read_bytes())
    words = ("-m", "report_desk", "export", "--all", str(folder), "-o", str(tmp_path / "out"))
    loaded = said(*words, PYTHONPROFILEIMPORTTIME="1")
    assert len(re.findall(r"\| +reportlab\.pdfgen\.canvas$", loaded, re.MULTILINE)) == 1
