"""Hands for a program's window on an X display: start it, press keys, type, look at what the file says.

For the proofs of installed programs, in places that have Python, xdotool and ImageMagick's import alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE = float(os.environ.get("PROOF_PATIENCE", "120"))
"""Seconds until what was waited for counts as not happening."""
SLOWNESS = float(os.environ.get("PROOF_SLOWNESS", "1"))
"""How often longer everything takes here than on a plain machine (under qemu)."""


class Driver:
    """An installed program: ``window`` starts it, ``verbs`` runs it for its verbs (on Windows another)."""

    def __init__(self, window: list[str], verbs: list[str]) -> None:
        self.window, self.verbs = window, verbs
        self.process: subprocess.Popen[bytes] | None = None

    def said(self, *words: str | Path, code: int = 0) -> str:
        """What a verb prints."""
        called = [*self.verbs, *map(str, words)]
        done = subprocess.run(called, capture_output=True, encoding="utf-8", check=False, timeout=600)
        if done.returncode != code:
            sys.exit(
                f"{' '.join(called)}: ended with {done.returncode}, not {code}\n{done.stdout}{done.stderr}"
            )
        return done.stdout

    def shown(self, report: Path) -> dict[str, Any]:
        """What a report's file says."""
        answer: dict[str, Any] = json.loads(self.said("show", report, "--json"))
        return answer

    def open(self, title: str, *words: str | Path) -> None:
        """Start the window and wait until one with that in its title stands and has the keyboard."""
        started = time.monotonic()
        self.process = subprocess.Popen([*self.window, *map(str, words)])
        wait(lambda: title in titles(), f"a window of {title}")
        print(f"the window stands after {time.monotonic() - started:.1f} s", flush=True)
        pause(float(os.environ.get("PROOF_PAUSE", "3")))
        tool("search", "--onlyvisible", "--name", title, "windowactivate", "--sync", "windowfocus")

    def close(self) -> None:
        """Ctrl+Q, and the program ends as it should."""
        assert self.process is not None  # noqa: S101 - it was opened
        keys("ctrl+q")
        if code := self.process.wait(timeout=PATIENCE):
            sys.exit(f"the window ended with {code}")

    def kill(self) -> None:
        """End the program as a power cut would."""
        assert self.process is not None  # noqa: S101 - it was opened
        self.process.kill()
        self.process.wait(timeout=PATIENCE)


def wait(happened: Callable[[], object], what: str) -> None:
    """Until something has happened; ends the proof when it does not."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            picture("/tmp/window-failed.png")  # noqa: S108 - a chroot's own
            sys.exit(f"it did not happen: {what}; the windows are:\n{titles()}")
        time.sleep(1)


def pause(seconds: float) -> None:
    """Let the program come after what was pressed."""
    time.sleep(seconds * SLOWNESS)


def keys(*names: str) -> None:
    """Press keys, one after the other; what is held goes down well before, and up well after.

    An input method that sits between the keyboard and wine hands a key on late, a modifier at once.
    """
    for name in names:
        *held, key = name.split("+")
        for one in held:
            tool("keydown", one)
            pause(0.2)
        tool("key", key)
        pause(0.3)
        for one in held:
            tool("keyup", one)
        pause(0.3)


def typed(text: str) -> None:
    """Type a text as a person does."""
    tool("type", "--delay", str(round(120 * SLOWNESS)), text)
    pause(1)


def composed(letters: str) -> None:
    """Type letters to an input method; a blank takes its first choice."""
    typed(letters)
    keys("space")
    pause(1)


def picture(path: Path | str) -> None:
    """The whole screen."""
    subprocess.run(["import", "-window", "root", str(path)], check=False)


def titles() -> str:
    """The titles of all windows, a line each."""
    search = ["xdotool", "search", "--onlyvisible", "--name", "."]
    listed = subprocess.run(search, capture_output=True, text=True, check=False)
    return "\n".join(_title(number) for number in listed.stdout.split())


def _title(number: str) -> str:
    asked = ["xdotool", "getwindowname", number]
    return subprocess.run(asked, capture_output=True, encoding="utf-8", check=False).stdout.strip()


def tool(*words: str) -> None:
    """One call of xdotool."""
    subprocess.run(["xdotool", *words], check=True, timeout=120)


def from_words(call: list[str]) -> Driver:
    """The program that stands at the end of a command line, after words such as ``wine``."""
    return Driver(call, [*call[:-1], os.environ.get("PROOF_VERBS", call[-1])])
