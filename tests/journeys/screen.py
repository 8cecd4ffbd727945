"""A real window on a screen of its own: Xvfb, a window manager, keys by xdotool, the clipboard by xclip."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import unicodedata
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

NEEDED = ("Xvfb", "openbox", "xdotool", "xclip", "xprop")
ROOT = Path(__file__).parents[2]
PATIENCE = 20.0
"""Seconds until something that should happen is taken not to."""
EDGE = 2
"""Pixels of its frame that an editor may lose at the edge of what it stands in."""
CANDIDATES = 1.0
"""Seconds until an input method shows its candidates."""
DRAGS = 12
"""Steps of a drag: the programs under it answer each."""
WRITTEN = 0.5
"""Seconds in which a program writes where its threads are."""
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

    def clipboard(self) -> str:
        """What is on the clipboard; nothing while it passes from one program to another."""
        command = ["xclip", "-selection", "clipboard", "-o"]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=60
        )
        return done.stdout if done.returncode == 0 else ""

    def run(self, *command: str, text: str = "") -> str:
        """Run one of the screen's tools; its output."""
        done = subprocess.run(
            command, env=self.environment, input=text, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, f"{command[:3]}: {done.stderr}"
        return done.stdout


@dataclass(frozen=True)
class Seen:
    """What has the keyboard: its text, the pixels that must be seen of it, and those that are.

    ``words`` are the labels of its window that can be seen whole, ``places`` where what can be seen whole can
    be pressed, by its words; ``at`` is, in a table, the active cell in
    the words of a screen reader, and after it each selected one.
    """

    kind: str = ""
    name: str = ""
    text: str = ""
    wanted: tuple[int, int] = (0, 0)
    shown: tuple[int, int] = (0, 0)
    words: tuple[str, ...] = ()
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    at: tuple[str, ...] = ()

    @property
    def is_visible(self) -> bool:
        """Whether it is on the screen, has a size, and nothing of it is cut off."""
        cut = [wanted - shown for wanted, shown in zip(self.wanted, self.shown, strict=True)]
        return min(*self.wanted, *self.shown) > 0 and max(cut) <= EDGE

    def holds(self, text: str) -> bool:
        """Whether a text can be read there; a table shows a pasted one in its cells, its totals aside."""
        parts = [line.split("\t")[0] for line in text.splitlines()]
        return self.is_visible and all(_plain(part) in _plain(self.text) for part in parts)


def _plain(text: str) -> str:
    """Without spaces, and full-width digits as they are taken over."""
    return "".join(unicodedata.normalize("NFKC", text).split())


class Program:
    """The program as a person sees it: a window with a title, keys into it."""

    def __init__(self, screen: Screen, *arguments: str) -> None:
        self._screen = screen
        self._witness = str(screen.folder / f"witness-{len(screen.started)}")
        with (screen.folder / "program.log").open("a") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.journeys.watched", self._witness, *arguments],
                env=screen.environment,
                cwd=ROOT,
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
            assert time.monotonic() < deadline, f"{what} did not happen; {self._found()}"
            time.sleep(0.05)

    def _found(self) -> str:
        """What there is instead of what was waited for: the title, what can be seen, where each thread is."""
        found = f"the title is {self.title!r}, {self.looked_at()}"
        self._process.send_signal(signal.SIGUSR1)
        time.sleep(WRITTEN)
        return f"{found}\n{self.log}"

    def wait_for_title(self, words: str) -> None:
        """Wait until the window with the keyboard is called so."""
        self.wait_for(lambda: words in self.title, f"a window called {words}")

    def wait_for_words(self, words: str) -> None:
        """Wait until the window with the keyboard says so, in a label that can be seen whole."""
        self.wait_for(lambda: any(words in said for said in self.looked_at().words), f"the words {words}")

    def wait_for_start(self) -> None:
        """Wait until the start page stands and has the keyboard.

        Until Qt has set a title, a window bears the program's name.
        """
        self.wait_for_title("开始 — 年报台")
        self.wait_for(lambda: self.looked_at().is_visible, "the keyboard on the start page")

    def keys(self, *names: str) -> None:
        """Press keys by their X names, such as ``ctrl+s``."""
        self._screen.run("xdotool", "key", "--delay", "12", *names)

    def click(self, words: str) -> None:
        """Press what bears these words, or a part of them, once it can be seen whole and stands still."""
        places = [self._place(words)]

        def stands() -> bool:
            places.append(self._place(words))
            return places[-1] is not None and places[-1] == places[-2]

        self.wait_for(stands, f"something called {words}")
        x, y = places[-1] or (0, 0)
        self._screen.run("xdotool", "mousemove", str(x), str(y), "click", "1")

    def _place(self, words: str) -> tuple[int, int] | None:
        places = self.looked_at().places
        return places.get(words) or next((places[name] for name in places if words in name), None)

    def write(self, text: str) -> None:
        """Type a line of ASCII text, tabs as their key; every part of it is seen where it was typed."""
        for number, part in enumerate(text.split("\t")):
            if number:
                self.keys("Tab")
            with self._seen(part):
                self._screen.run("xdotool", "type", "--delay", "6", "--file", "-", text=part)

    def compose(self, letters: str) -> None:
        """Type letters to an input method, as a person does, into what is seen; a blank takes its choice."""
        self.wait_for(lambda: self.looked_at().is_visible, f"a place to type {letters!r} into")
        self._screen.run("xdotool", "type", "--delay", "90", letters)
        time.sleep(CANDIDATES)
        self.keys("space")

    def compose_all(self, words: Iterable[str]) -> None:
        """Type words to an input method without waiting for candidates; a blank takes each first choice."""
        self.wait_for(lambda: self.looked_at().is_visible, "a place to type into")
        self._screen.run("xdotool", "type", "--delay", "40", "".join(f"{word} " for word in words))

    def paste(self, text: str) -> None:
        """Put text on the clipboard as another program would, and press Ctrl+V; it is seen where it went."""
        put_on_clipboard(self._screen, text)
        with self._seen(text):
            self.keys("ctrl+v")
            time.sleep(PASTED)

    def looked_at(self) -> Seen:
        """What a person sees of whatever has the keyboard."""
        with suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(PATIENCE)
            connection.connect(self._witness)
            answer = b"".join(iter(lambda: connection.recv(1 << 16), b""))
            return Seen(**json.loads(answer or b"{}"))
        return Seen()

    @contextmanager
    def _seen(self, text: str) -> Iterator[None]:
        """Nobody types into what they cannot see: it is there before, and the text is in it afterwards."""
        self.wait_for(lambda: self.looked_at().is_visible, f"a place to type {text[:20]!r} into")
        yield
        self.wait_for(
            lambda: self.looked_at().holds(text), f"{text[:20]!r} on the screen: {self.looked_at()}"
        )

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


def drop(screen: Screen, path: Path, x: int, y: int) -> None:
    """Drag a file or a folder from another program's window to a place on the screen, and let go."""
    ready = screen.folder / f"dragged-{len(screen.started)}"
    with (screen.folder / "program.log").open("a") as log:
        source = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.dragged", str(path), str(ready)],
            env=screen.environment,
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
    screen.started.append(source)
    deadline = time.monotonic() + PATIENCE
    while not ready.exists():
        assert time.monotonic() < deadline, "nothing to drag from"
        time.sleep(0.05)
    at_x, at_y = (int(part) for part in ready.read_text("utf-8").split())
    screen.run("xdotool", "mousemove", str(at_x), str(at_y), "mousedown", "1")
    for step in range(1, DRAGS + 1):
        where = [str(round(a + (b - a) * step / DRAGS)) for a, b in ((at_x, x), (at_y, y))]
        screen.run("xdotool", "mousemove", *where)
        time.sleep(0.05)
    time.sleep(PASTED)
    screen.run("xdotool", "mouseup", "1")
    source.wait(PATIENCE)


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
    while screen.clipboard() != text:
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
