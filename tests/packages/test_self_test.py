"""The program that proves an installed one knows every verb; run here on the program of this environment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROOF = Path(__file__).resolve().parents[2] / "packaging" / "self_test.py"


def test_every_verb_is_proven() -> None:
    program = Path(sys.executable).with_name("report-desk")
    done = subprocess.run(
        [sys.executable, PROOF, program], capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "自检通过" in done.stdout
