"""What must hold of an assembled Linux folder before it is packed: `gate.py FOLDER GLIBC [GLIBCXX]`.

Every program and library in it: needs no newer glibc and C++ library than named; looks for libraries beside
itself only, in no folder of the machine that built it; finds each library it needs in the folder or in
``system_libraries.toml``, which the package depends on. No file names the folder it was built in. Prints what
the files need, newest first.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SYSTEM: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("system_libraries.toml").read_text(encoding="utf-8")
)
MAGIC = b"\x7fELF"
NEWEST_CXX = "3.4.25"
"""What GCC 8 brings, the compiler of the oldest desktops meant here."""


def binaries(folder: Path) -> list[Path]:
    """Every program and library below a folder."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    return [path for path in files if _head(path) == MAGIC]


def needed(path: Path) -> set[str]:
    """The libraries that a file asks for, by soname."""
    return set(re.findall(r"\(NEEDED\).*\[(.+)\]", _readelf("-d", path)))


def from_system(folder: Path) -> set[str]:
    """The sonames that the files of a folder ask for and that do not lie in it."""
    files = binaries(folder)
    inside = {path.name for path in files}
    return {name for path in files for name in needed(path)} - inside


def dependencies(folder: Path) -> list[str]:
    """The Debian packages that bring those, with the C library's version; each once, in order."""
    return sorted({SYSTEM["libraries"][name] for name in from_system(folder)} - {"libc6"})


def complaints(folder: Path, glibc: str, cxx: str) -> list[str]:
    """Everything that does not hold."""
    found = [f"{name}: not in the folder, and no package is named for it"
             for name in sorted(from_system(folder) - set(SYSTEM["libraries"]))]  # fmt: skip
    for path in binaries(folder):
        name = path.relative_to(folder).as_posix()
        versions = _readelf("-V", path)
        for kind, most in (("GLIBC", glibc), ("GLIBCXX", cxx)):
            newest = _newest(kind, versions)
            if _key(newest) > _key(most):
                found.append(f"{name}: needs {kind}_{newest}, more than {most}")
        for places in re.findall(r"\((?:RPATH|RUNPATH)\).*\[(.*)\]", _readelf("-d", path)):
            found += [f"{name}: looks for libraries in {place}" for place in places.split(":")
                      if not place.startswith("$ORIGIN")]  # fmt: skip
    return found + _paths(folder)


def _paths(folder: Path) -> list[str]:
    here = str(ROOT).encode()
    return [
        f"{path.relative_to(folder)}: names the folder it was built in"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and here in path.read_bytes()
    ]


def table(folder: Path) -> list[str]:
    """How many files need which C library at least, newest first, and one of them."""
    by_need: dict[str, list[str]] = defaultdict(list)
    for path in binaries(folder):
        by_need[_newest("GLIBC", _readelf("-V", path))].append(path.relative_to(folder).as_posix())
    ordered = sorted(by_need, key=_key, reverse=True)
    return [f"GLIBC_{need}: {len(by_need[need])} files, such as {by_need[need][0]}" for need in ordered]


def _newest(kind: str, versions: str) -> str:
    found = re.findall(rf"Name: {kind}_(\d[\d.]*)", versions)
    return max(found, key=_key, default="0")


def _key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(MAGIC))


def _readelf(option: str, path: Path) -> str:
    done = subprocess.run(["readelf", option, "-W", path], capture_output=True, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    place = Path(sys.argv[1])
    wrong = complaints(place, sys.argv[2], sys.argv[3] if sys.argv[3:] else NEWEST_CXX)
    if wrong:
        sys.exit("\n".join(wrong))
    print("\n".join(table(place)))
