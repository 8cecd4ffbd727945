"""Renews the window's translations: collects what is said in the sources, and compiles what was translated.

`make translations` runs it; what it leaves unfinished in the `.ts` is for a person to translate (in any
editor, or with `pyside6-linguist`), and then it runs once more.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parent.parent
SPOKEN = ("src/report_desk/app.py", "src/report_desk/desk")
TEXTS = ROOT / "resources" / "translations" / "report-desk_en.ts"


def collect(texts: Path) -> None:
    """Bring a ``.ts`` in step with the sources: what is new is unfinished in it, what is gone is dropped.

    It names no lines of the sources, which move all the time.
    """
    options = (
        "-silent",
        "-locations",
        "none",
        "-no-obsolete",
        "-extensions",
        "py",
        "-source-language",
        "zh_CN",
    )
    _run("lupdate", *options, *SPOKEN, "-ts", str(texts))


def compile_to(texts: Path, compiled: Path) -> None:
    """Make the ``.qm`` that the program loads; an unfinished translation is left out of it."""
    _run("lrelease", "-silent", "-nounfinished", str(texts), "-qm", str(compiled))


def _run(tool: str, *words: str) -> None:
    """A tool of Qt's that comes with PySide6."""
    name = f"{tool}.exe" if sys.platform == "win32" else tool
    subprocess.run([Path(PySide6.__path__[0]) / name, *words], cwd=ROOT, check=True)


if __name__ == "__main__":
    collect(TEXTS)
    compile_to(TEXTS, TEXTS.with_suffix(".qm"))
