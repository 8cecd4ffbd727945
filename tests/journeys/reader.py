"""What a screen reader is told, asked over AT-SPI as one would ask."""

from __future__ import annotations

import re
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.journeys.screen import Screen

NEEDED = ("dbus-daemon", "dbus-send")
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_SHOWING = 1 << 25
_MOST_CHILDREN = 400
_DEEPEST = 24


@dataclass(frozen=True)
class Thing:
    """Something on the screen: its role and name, and how it was reached."""

    role: str
    name: str
    is_showing: bool
    path: str


@dataclass(frozen=True)
class Reader:
    """A connection to the accessibility bus, and the program on it."""

    bus: str
    program: str = ""
    root: str = ""

    def ask(self, destination: str, path: str, method: str, *arguments: str) -> str:
        """One call; its answer as dbus-send prints it."""
        done = subprocess.run(
            [
                "dbus-send",
                f"--bus={self.bus}",
                f"--dest={destination}",
                "--print-reply",
                path,
                method,
                *arguments,
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
        return done.stdout

    def find_program(self) -> Reader | None:
        """The same reader with the program that has appeared on the bus; None while there is none."""
        answer = self.ask(
            "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", f"{_ACCESSIBLE}.GetChildren"
        )
        found = re.search(r'string "(:[\d.]+)"\s+object path "([^"]+)"', answer)
        return None if found is None else Reader(self.bus, found[1], found[2])

    def things(self) -> Iterator[Thing]:
        """Everything the program shows, parents before children."""
        yield from self._walk(self.root, 0)

    def _walk(self, path: str, depth: int) -> Iterator[Thing]:
        thing = self._thing(path)
        yield thing
        if depth < _DEEPEST:
            children = self.ask(self.program, path, f"{_ACCESSIBLE}.GetChildren")
            for child in re.findall(r'object path "([^"]+)"', children)[:_MOST_CHILDREN]:
                yield from self._walk(child, depth + 1)

    def _thing(self, path: str) -> Thing:
        role = re.search(r'string "(.*)"', self.ask(self.program, path, f"{_ACCESSIBLE}.GetRoleName"))
        name = re.search(
            r'variant\s+string "(.*)"',
            self.ask(
                self.program,
                path,
                "org.freedesktop.DBus.Properties.Get",
                f"string:{_ACCESSIBLE}",
                "string:Name",
            ),
            re.DOTALL,
        )
        state = re.search(r"uint32 (\d+)", self.ask(self.program, path, f"{_ACCESSIBLE}.GetState"))
        is_showing = state is not None and bool(int(state[1]) & _SHOWING)
        return Thing(role[1] if role else "", name[1] if name else "", is_showing, path)


@contextmanager
def reading(screen: Screen) -> Iterator[Reader]:
    """A session bus with accessibility; programs started on the screen from now on join it."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"no {', '.join(missing)} here (make tools)")
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        env=screen.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    with daemon.stdout:
        address = daemon.stdout.readline().strip()
    screen.extra.update(DBUS_SESSION_BUS_ADDRESS=address, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
    try:
        answer = Reader(address).ask("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
        found = re.search(r'string "(.*)"', answer)
        if found is None:
            pytest.skip("no accessibility bus here (make tools)")
        yield Reader(found[1])
    finally:
        daemon.terminate()
        daemon.wait()
