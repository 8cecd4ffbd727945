"""A real window on a screen of its own: Xvfb, a window manager, keys by xdotool, the clipboard by xclip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

NEEDED = ("Xvfb", "openbox", "xdotool", "xclip", "xprop")
PATIENCE = 20.0
"""Seconds until something that should happen is taken not to."""
PASTED = 0.2
"""Seconds in which a program fetches the clipboard from another: keys pressed meanwhile overtake it."""


@dataclass(frozen=True)
class Screen:
    """An X display with a window manager."""

    display: str
    folder: Path
    extra: dict[str, str] = field(default_factory=dict)
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment of a person without any settings of theirs."""
        homes = {
            name: str(self.folder / name.lower()) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_"))}
        return {
            **kept,
            **homes,
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "XDG_RUNTIME_DIR": str(self.folder),
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",
            **self.extra,
        }

    def run(self, *command: str, text: str = "") -> str:
        """Run one of the screen's tools; its output."""
        done = subprocess.run(
            command, env=self.environment, input=text, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, f"{command[:3]}: {done.stderr}"
        return done.stdout


class Program:
    """The program as a person sees it: a window with a title, keys into it."""

    def __init__(self, screen: Screen, *arguments: str) -> None:
        self._screen = screen
        with (screen.folder / "program.log").open("a") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "report_desk", *arguments],
                env=screen.environment,
                stdout=log,
                stderr=log,
            )
        screen.started.append(self._process)

    @property
    def title(self) -> str:
        """The title of the window that has the keyboard; empty while there is none."""
        try:
            return self._screen.run("xdotool", "getactivewindow", "getwindowname").strip()
        except AssertionError:
            return ""

    def wait_for(self, happened: Callable[[], bool], what: str) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not happened():
            assert self._process.poll() is None, f"the program ended before {what}\n{self.log}"
            assert time.monotonic() < deadline, (
                f"{what} did not happen; the title is {self.title!r}\n{self.log}"
            )
            time.sleep(0.05)

    def wait_for_title(self, words: str) -> None:
        """Wait until the window with the keyboard is called so."""
        self.wait_for(lambda: words in self.title, f"a window called {words}")

    def wait_for_start(self) -> None:
        """Wait until the start page stands; until Qt has set a title, a window bears the program's name."""
        self.wait_for_title("开始 — 年报台")

    def keys(self, *names: str) -> None:
        """Press keys by their X names, such as ``ctrl+s``."""
        self._screen.run("xdotool", "key", "--delay", "12", *names)

    def write(self, text: str) -> None:
        """Type a line of ASCII text, tabs as their key."""
        self._screen.run("xdotool", "type", "--delay", "6", "--file", "-", text=text)

    def paste(self, text: str) -> None:
        """Put text on the clipboard as another program would, and press Ctrl+V."""
        put_on_clipboard(self._screen, text)
        self.keys("ctrl+v")
        time.sleep(PASTED)

    def end(self) -> int:
        """Wait until the program has ended; its exit code."""
        return self._process.wait(PATIENCE)

    def kill(self) -> None:
        """Take the program away as a power cut would."""
        self._process.kill()
        self._process.wait()

    @property
    def is_running(self) -> bool:
        """Whether the program is still there."""
        return self._process.poll() is None

    @property
    def log(self) -> str:
        """What the program wrote to its terminal."""
        return (self._screen.folder / "program.log").read_text("utf-8", "replace")


def put_on_clipboard(screen: Screen, text: str) -> None:
    """What another program would copy."""
    process = subprocess.Popen(
        ["xclip", "-selection", "clipboard", "-loops", "0"],
        env=screen.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    process.communicate(text.encode())
    deadline = time.monotonic() + PATIENCE
    while screen.run("xclip", "-selection", "clipboard", "-o") != text:
        assert time.monotonic() < deadline, "the clipboard was not taken over"
        time.sleep(0.02)


def wait_for_manager(screen: Screen) -> None:
    """Wait until the window manager rules: a window that comes before it never gets the keyboard."""
    deadline = time.monotonic() + PATIENCE
    while "window id #" not in screen.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"):
        assert time.monotonic() < deadline, "the window manager did not start"
        time.sleep(0.02)


@contextmanager
def screen(folder: Path, size: str = "1366x768") -> Iterator[Screen]:
    """Start a screen; skips the test, with a reason, where a tool of it is missing.

    Without ``-noreset`` the server starts afresh, and drops whoever is just connecting, each time the last
    client leaves: a tool that looked before the window manager had come would take its screen away.
    """
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"no {', '.join(missing)} here (make tools)")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    made = Screen(f":{number}", folder)
    (folder / "home").mkdir(exist_ok=True)
    manager = subprocess.Popen(
        ["openbox"], env=made.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for_manager(made)
        yield made
    finally:
        for process in (*made.started, manager, server):
            process.kill()
            process.wait()
