"""Proves a built program: `python packaging/self_test.py PROGRAM`.

Runs the program's own self-test, then a report's way from nothing to PDF by its verbs, then opens the
report in the window, without a screen, where Qt must speak Chinese. Every step must end as it should
(a refusal with code 2).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def run(*words: str | Path, code: int = 0, **environment: str) -> str:
    """One call of the program; ends the self-test when it ends otherwise than expected."""
    done = subprocess.run(
        [str(word) for word in words],
        env={**os.environ, "PYTHONNOUSERSITE": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    if done.returncode != code:
        sys.exit(f"{' '.join(map(str, words[1:]))}: ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def prove(program: Path, folder: Path) -> None:
    """The steps."""
    print(run(program, "self-test"))
    report, pdf = folder / "年报.rdesk", folder / "年报.pdf"
    run(program, "new", report, "--organ", "示例区文化和旅游局", "--year", "2025")
    figures = folder / "figures.json"
    figures.write_text(json.dumps({"requests.new.individual": 3}), encoding="utf-8")
    run(program, "fill", report, "--figures", figures, "--zero-blanks")
    shown = json.loads(run(program, "show", report, "--json"))
    if shown["figures"]["requests.new.individual"] != 3:  # noqa: PLR2004 - what was filled in
        sys.exit("the figure that was filled in did not come back")
    run(program, "export", report, "-o", pdf, "--draft")
    if not pdf.read_bytes().startswith(b"%PDF-"):
        sys.exit("the export is no PDF")
    run(program, "show", folder / "no such file.rdesk", code=2)
    run(program, "--exit-once-open", report, QT_QPA_PLATFORM="offscreen")
    print(f"{program.name}: new, fill, show, export, refusal and window: ok")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        prove(Path(sys.argv[1]).resolve(), Path(name))
