"""Real input methods on a screen of their own: a bus, a daemon, pinyin switched on."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys.screen import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.journeys.screen import Screen

ROOT = Path(__file__).parents[2]
PLUGIN = "libfcitxplatforminputcontextplugin.so"
FCITX5 = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us

[Groups/0/Items/1]
Name=pinyin

[GroupOrder]
0=Default
"""
FCITX4 = "[Profile]\nIMName=pinyin\nEnabledIMList=fcitx-keyboard-us:True,pinyin:True\n"
_STARTS = 4.0
"""Seconds that a daemon takes until it takes calls."""


@dataclass(frozen=True)
class Method:
    """An input method: its daemon, the module that Qt is told of, a file that proves its pinyin is there."""

    name: str
    daemon: tuple[str, ...]
    module: str
    pinyin: str

    @property
    def missing(self) -> str:
        """Why it cannot be tried here; empty where it can."""
        if shutil.which(self.daemon[0]) is None or not list(Path("/").glob(self.pinyin)):
            return f"no {self.name} with pinyin here (make tools)"
        if self.module == "fcitx" and plugin() is None:
            return "the plugin for fcitx is not built here (make package)"
        return ""


METHODS = (
    Method(
        "ibus", ("ibus-daemon", "--xim", "--panel=disable"), "ibus", "usr/share/ibus/component/libpinyin.xml"
    ),
    Method("fcitx5", ("fcitx5", "--disable=wayland"), "fcitx", "usr/share/fcitx5/inputmethod/pinyin.conf"),
    Method("fcitx5 as ibus", ("fcitx5",), "ibus", "usr/share/fcitx5/inputmethod/pinyin.conf"),
    Method(
        "fcitx4",
        ("fcitx", "-D", "-u", "fcitx-classic-ui"),
        "fcitx",
        "usr/share/fcitx/inputmethod/pinyin.conf",
    ),
)


def plugin() -> Path | None:
    """The plugin for fcitx as the packages carry it."""
    built = ROOT / "build" / "fcitx-x86_64" / PLUGIN
    return built if built.exists() else None


@contextmanager
def input_method(desk: Screen, method: Method) -> Iterator[None]:
    """Start a bus and the daemon, with pinyin chosen, for a screen's programs; skips where it is missing."""
    if method.missing:
        pytest.skip(method.missing)
    prepare(desk, method)
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=desk.environment,
        text=True,
    )
    desk.started.append(bus)  # type: ignore[arg-type]  # it is ended like the others
    assert bus.stdout is not None
    with bus.stdout:
        desk.extra["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    log = (desk.folder / "input-method.log").open("w")
    daemon = subprocess.Popen(method.daemon, env=desk.environment, stdout=log, stderr=log)
    time.sleep(_STARTS)
    if method.daemon[0] == "ibus-daemon":
        choose_pinyin(desk)
    try:
        yield
    finally:
        daemon.terminate()
        daemon.wait(10)
        log.close()


def choose_pinyin(desk: Screen) -> None:
    """Tell ibus, which takes a while to have looked for its engines."""
    deadline = time.monotonic() + PATIENCE
    while ibus(desk, "engine") != "libpinyin":
        assert time.monotonic() < deadline, "ibus knows no libpinyin"
        ibus(desk, "engine", "libpinyin")  # whose exit code is 1 even where it has done so
        time.sleep(1)


def ibus(desk: Screen, *words: str) -> str:
    """What ibus answers."""
    done = subprocess.run(
        ["ibus", *words], env=desk.environment, capture_output=True, text=True, check=False, timeout=60
    )
    return done.stdout.strip()


def prepare(desk: Screen, method: Method) -> None:
    """The environment that such a desktop gives its programs, and a profile with pinyin in it."""
    home = desk.folder / "home"
    config = desk.folder / "xdg_config_home"
    for name, text in (("fcitx5", FCITX5), ("fcitx", FCITX4)):
        for place in (config / name, home / ".config" / name):
            place.mkdir(parents=True, exist_ok=True)
            (place / "profile").write_text(text, encoding="utf-8")
    desk.folder.chmod(0o700)
    desk.extra.update(QT_IM_MODULE=method.module, XMODIFIERS=f"@im={method.module}")
    found = plugin()
    if method.module == "fcitx" and found is not None:
        place = desk.folder / "plugins" / "platforminputcontexts"
        place.mkdir(parents=True)
        linked = place / PLUGIN
        shutil.copy(found, linked)
        desk.extra["QT_PLUGIN_PATH"] = str(place.parent)
        desk.extra["LD_LIBRARY_PATH"] = str(qt_libraries())


def qt_libraries() -> Path:
    """Where the Qt of this environment lies: the plugin looks beside itself, as in the packages."""
    import PySide6  # noqa: PLC0415 - only its place is asked for

    return Path(os.path.dirname(PySide6.__file__)) / "Qt" / "lib"  # noqa: PTH120 - no link is followed
