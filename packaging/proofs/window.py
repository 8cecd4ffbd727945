"""Proves an installed program's window: `window.py PICTURE PROGRAM`, on an X display.

Makes a report by the program's verbs, opens it in the window, goes to what is missing (F8), types, with an
input method (PROOF_ON and PROOF_OFF turn it on and off) Chinese too, and picks a number with its 「@」;
saves by Ctrl+S and reads by the verb `show` that all of it is in the file. Then a table: Chinese is refused
there and a figure taken. PICTURE and PICTURE-table.png show the window. WORDs come before the program
(``wine``). Needs Xvfb, openbox, xdotool and ImageMagick's import.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from driving import composed, from_words, keys, pause, picture, typed, wait

ORGAN = "示例区文化和旅游局"
TYPED = "all done this year"
PINYIN = ("zhengfu", "xinxi")
CHINESE = "政府信息"
FIGURE = "57"


def main(shot: Path, call: list[str], folder: Path) -> None:
    """The steps."""
    program = from_words(call)
    switch_on, switch_off = os.environ.get("PROOF_ON", ""), os.environ.get("PROOF_OFF", "")
    report = folder / "年报 二.rdesk"
    program.said("new", report, "--organ", ORGAN, "--year", "2025")
    program.said("fill", report, "--zero-blanks")  # what is missing then are words
    program.open(ORGAN, report)
    keys("F8")
    pause(2)
    typed(TYPED)
    if switch_on:
        turn(switch_on)
        for word in PINYIN:
            composed(word)
        keys("at")
        pause(2)
        keys("Return")
    keys("ctrl+s")
    wanted = (TYPED, CHINESE, "⟦") if switch_on else (TYPED,)
    wait(lambda: has_words(str(program.shown(report)["sections"]), wanted), f"{wanted} in the file")
    picture(shot)
    keys("ctrl+Next")
    pause(2)
    if switch_on:
        composed(PINYIN[0])
        keys("Return")
        pause(1)
        picture(shot.with_stem(f"{shot.stem}-table"))
        keys("Escape", "Escape")
        turn(switch_off)
    typed(FIGURE)
    keys("Return", "ctrl+s")
    wait(lambda: int(FIGURE) in program.shown(report)["figures"].values(), f"{FIGURE} in the file")
    program.close()
    print(f"typed {wanted} and a figure, saved, closed, and read back: ok; the picture is {shot}")


def turn(switch: str) -> None:
    """Call what turns Chinese on or off, which must have taken notice of the window first."""
    pause(1)
    subprocess.run(switch.split(), check=False, timeout=120)  # ibus ends with 1 even where it has done so
    pause(2)


def has_words(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether all of them are in it."""
    return all(word in text for word in wanted)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        main(Path(sys.argv[1]), sys.argv[2:], Path(name))
