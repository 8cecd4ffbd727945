"""The parts of a package that are in no wheel, and their versions, each read from what it was made of.

Debian's sources and packages by ``fetched.txt``, the rest by the files that were built or brought.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
ZIG = BUILD / "tools" / "lib"
MINGW = "python3*/site-packages/ziglang/lib/libc/include/any-windows-any/_mingw_mac.h"
XCB = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-util1",
)
"""The small libraries of X that office desktops lack, by their packages."""
OF_WINDOWS_PYTHON = {"3.11.9": {"libffi": "3.4.4", "xz": "5.2.5"}}
"""What Python's owners built into a version of theirs and no file of it tells."""


def versions(target: str) -> dict[str, str]:
    """Part → version, for a target that is assembled."""
    folder = BUILD / target / "report-desk"
    return _of_windows(folder) if target.startswith("windows") else _of_linux(folder, target)


def _of_linux(folder: Path, target: str) -> dict[str, str]:
    debian = {"x86_64": "amd64", "aarch64": "arm64"}[target.rpartition("-")[2]]
    qt = folder / "lib" / "PySide6" / "Qt" / "lib"
    dynamic = folder / "python" / "lib" / "python3.11" / "lib-dynload"
    return {
        "python": locked("python3.11", "source"),
        "libffi": locked("libffi", "source"),
        "zlib": locked("zlib", "source"),
        "mpdecimal": found_in(next(dynamic.glob("_decimal*.so")), rb"\0(2\.\d+\.\d+)\0"),
        "zig": zig(),
        **{package: locked(package, debian) for package in XCB},
        "icu": found_in(next(qt.glob("libicudata.so.*")), rb"\0((?:\d\0){2}\.\0\d\0)\.\x000\0\.\x000\0"),
        "fcitx-qt": locked("fcitx-qt5", "source"),
    }


def _of_windows(folder: Path) -> dict[str, str]:
    python = folder / "python"
    own = found_in(python / "python311.dll", rb"\0(3\.11\.\d+)\0")
    if own not in OF_WINDOWS_PYTHON:
        sys.exit(f"{Path(__file__).name} does not say what is inside Python {own} for Windows")
    return {
        "python-windows": own,
        **OF_WINDOWS_PYTHON[own],
        "zlib": found_in(python / "python311.dll", rb"\0(1\.[23]\.\d+)\0"),
        "bzip2": found_in(python / "_bz2.pyd", rb"\0(1\.0\.\d+), "),
        "mpdecimal": found_in(python / "_decimal.pyd", rb"\0(2\.\d+\.\d+)\0"),
        "zig": zig(),
        "mingw-w64": mingw(),
        "nsis": locked("nsis", "amd64"),
    }


def locked(package: str, architecture: str) -> str:
    """The version that fetched.txt names."""
    text = Path(__file__).with_name("fetched.txt").read_text(encoding="utf-8")
    line = re.search(rf"^\w+ {re.escape(package)} (\S+) {architecture} ", text, re.MULTILINE)
    if line is None:
        sys.exit(f"fetched.txt locks no {package} for {architecture}")
    return line[1].rpartition(":")[2]


def found_in(file: Path, pattern: bytes) -> str:
    """The version that a built file tells of itself; one that tells none, or two, ends the build."""
    told: set[str] = {found.replace(b"\0", b"").decode() for found in re.findall(pattern, file.read_bytes())}
    if len(told) != 1:
        sys.exit(f"{file.name} tells {len(told)} versions: {sorted(told)}")
    return told.pop()


def zig() -> str:
    """The version of zig that is locked."""
    text = (ROOT / "requirements" / "package.txt").read_text(encoding="utf-8")
    line = re.search(r"^ziglang==(\S+)", text, re.MULTILINE)
    if line is None:
        sys.exit("requirements/package.txt locks no ziglang")
    return line[1]


def mingw() -> str:
    """The version of mingw-w64's start code that zig brings."""
    text = next(ZIG.glob(MINGW)).read_text(encoding="utf-8")
    parts = dict(re.findall(r"^#define __MINGW64_VERSION_(MAJOR|MINOR|BUGFIX) (\d+)", text, re.MULTILINE))
    return ".".join(parts[name] for name in ("MAJOR", "MINOR", "BUGFIX"))
