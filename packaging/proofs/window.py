"""Proves an installed program's window: `window.py PICTURE PROGRAM [WORD…]`, on an X display.

Makes a report by the program's verbs, opens it in the window, goes to what is missing (F8), types, saves by
Ctrl+S, closes, and reads by the verb `show` that the words are in the file; PICTURE shows the window before
it closes. WORDs come before the program (``wine``). Needs Xvfb, openbox, xdotool and ImageMagick's import.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ORGAN = "示例区文化和旅游局"
TYPED = "all done this year"
PATIENCE = 120


def main(picture: Path, program: list[str], verbs: list[str], folder: Path) -> None:
    """The steps."""
    report = folder / "年报 二.rdesk"
    said([*verbs, "new", str(report), "--organ", ORGAN, "--year", "2025"])
    said([*verbs, "fill", str(report), "--zero-blanks"])  # what is missing then are words
    started = time.monotonic()
    window = subprocess.Popen([*program, str(report)])
    found = wait(lambda: [name for name in titles().splitlines() if ORGAN in name])
    print(f"the window stands after {time.monotonic() - started:.1f} s: {found[0]}")
    time.sleep(float(os.environ.get("PROOF_PAUSE", "3")))
    tool("search", "--name", ORGAN, "windowactivate", "--sync", "windowfocus")
    tool("key", "F8")
    time.sleep(2)
    tool("type", "--delay", "120", TYPED)
    time.sleep(2)
    tool("key", "ctrl+s")
    wait(lambda: TYPED in json.dumps(json.loads(said([*verbs, "show", str(report), "--json"]))))
    subprocess.run(["import", "-window", "root", str(picture)], check=True)
    tool("key", "ctrl+q")
    code = window.wait(timeout=PATIENCE)
    if code:
        sys.exit(f"the window ended with {code}")
    print(f"typed, saved, closed, and read back: ok; the picture is {picture}")


def wait(happened: object) -> list[str]:
    """What a question answers once it answers anything; ends the proof after two minutes."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if answer := happened():  # type: ignore[operator]
            return answer  # type: ignore[no-any-return]
        time.sleep(1)
    subprocess.run(["import", "-window", "root", "/tmp/proof-failed.png"], check=False)  # noqa: S108 - inside a chroot
    sys.exit(f"it did not happen in {PATIENCE} s; the windows are:\n{titles()}")


def titles() -> str:
    """The titles of all windows."""
    listed = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "."], capture_output=True, text=True, check=False
    )
    return "".join(title(number) for number in listed.stdout.split())


def title(number: str) -> str:
    """The title of a window, with a line's end."""
    asked = ["xdotool", "getwindowname", number]
    return subprocess.run(asked, capture_output=True, encoding="utf-8", check=False).stdout


def tool(*words: str) -> None:
    """One call of xdotool."""
    subprocess.run(["xdotool", *words], check=True, timeout=60)


def said(words: list[str]) -> str:
    """What a verb prints."""
    return subprocess.run(words, capture_output=True, encoding="utf-8", check=True, timeout=120).stdout


if __name__ == "__main__":
    shot, *call = sys.argv[1:]
    verb = [*call[:-1], os.environ.get("PROOF_VERBS", call[-1])]
    with tempfile.TemporaryDirectory() as name:
        main(Path(shot), call, verb, Path(name))
