"""Proves an installed program's window: `window.py PICTURE PROGRAM`, on an X display.

Makes a report by the program's verbs, opens it in the window, goes to what is missing (F8), types, with an
input method (PROOF_ON and PROOF_OFF turn it on and off) Chinese too, and picks a number with its 「@」. After
each it saves by Ctrl+S and looks in the file whether all of it is there. Then a table: Chinese is refused
there and a figure taken. PICTURE and PICTURE-table.png show the window. WORDs come before the program
(``wine``). Needs Xvfb, openbox, xdotool and ImageMagick's import.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from driving import Driver, composed, from_words, keys, pause, picture, typed, wait

ORGAN = "示例区文化和旅游局"
TYPED = "all done this year"
WORDS = {"zhengfu": "政府", "xinxi": "信息"}
"""Pinyin, and the first choice for it."""
FIGURE = "57"
ON, OFF = os.environ.get("PROOF_ON", ""), os.environ.get("PROOF_OFF", "")


def main(shot: Path, call: list[str], folder: Path) -> None:
    """The steps."""
    program = from_words(call)
    report = folder / "年报 二.rdesk"
    program.said("new", report, "--organ", ORGAN, "--year", "2025")
    program.said("fill", report, "--zero-blanks")  # what is missing then are words
    program.open(ORGAN, report)
    prose(report)
    picture(shot)
    table(program, report, shot.with_stem(f"{shot.stem}-table"))
    program.close()
    print(f"saved, closed, and read back: ok; the picture is {shot}")


def prose(report: Path) -> None:
    """English and Chinese into the first words that are missing, and a number by 「@」."""
    keys("F8")
    pause(2)
    typed(TYPED)
    stands = TYPED
    seen(report, stands)
    if ON:
        turn(ON)
        for pinyin, word in WORDS.items():
            composed(pinyin)
            stands += word
            seen(report, stands)
        keys("at")
        pause(2)
        keys("Return")
        seen(report, f"{stands}⟦")  # which begins a number that is bound into prose
    print(f"typed into prose: {overview(report)}")


def seen(report: Path, text: str) -> None:
    """Save; the first section then begins with all that was typed."""
    keys("ctrl+s")
    try:
        wait(lambda: overview(report).startswith(text), f"{text} in the file")
    except SystemExit as end:
        sys.exit(f"{end}\nin the file: {overview(report)!r}")


def overview(report: Path) -> str:
    """The first section, as the file holds it."""
    sections = json.loads(report.read_text("utf-8"))["sections"].values()
    return next((str(one["text"]) for one in sections if one["id"] == "overview"), "")


def table(program: Driver, report: Path, shot: Path) -> None:
    """Chinese into a cell, which says that it is no number; then a figure."""
    keys("ctrl+Next")
    pause(2)
    if ON:
        composed(next(iter(WORDS)))
        keys("Return")
        pause(1)
        picture(shot)
        keys("Escape", "Escape")
        turn(OFF)
    typed(FIGURE)
    keys("Return", "ctrl+s")
    wait(lambda: int(FIGURE) in program.shown(report)["figures"].values(), f"{FIGURE} in the file")
    print(f"typed into a table: {FIGURE}")


def turn(switch: str) -> None:
    """Call what turns Chinese on or off, which must have taken notice of the window first."""
    pause(1)
    subprocess.run(switch.split(), check=False, timeout=120)  # ibus ends with 1 even where it has done so
    pause(4)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        main(Path(sys.argv[1]), sys.argv[2:], Path(name))
