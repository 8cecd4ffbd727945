"""Writes THIRD_PARTY_NOTICES.md: all that ships with the program, with its licence in full.

What ships is what `requirements/run.txt` locks, what lies in `resources/`, and in the packages the Python
that runs it, with what that links to, and a few small libraries (packaging/common/bill.py). What carries no
licence text of its own is given one from `packaging/licenses/`.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT / "THIRD_PARTY_NOTICES.md"
OWN_TEXTS = {
    "deflate": ("libdeflate.txt",),
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}
CHOSEN = {
    "deflate": "MIT",
    "orjson": "MPL-2.0 AND MIT",
    "pyside6-essentials": "LGPL-3.0-only",
    "reportlab": "BSD-3-Clause",
    "rfc8785": "Apache-2.0",
    "shiboken6": "LGPL-3.0-only",
    "uharfbuzz": "Apache-2.0",
}
"""Where the owner offers several licences, or names his loosely: the one this program takes."""
INSTALLED = {
    "python": ("Python and its standard library", "PSF-2.0", "Python.txt"),
    "python-windows": ("Python for Windows, Microsoft's C runtime", "PSF-2.0", "Python-windows.txt"),
    "libffi": ("libffi, in Python's ctypes", "MIT", "libffi.txt"),
    "bzip2": ("bzip2, in Python for Windows", "bzip2-1.0.6", "bzip2.txt"),
    "xz": ("XZ Utils (liblzma), in Python for Windows", "0BSD", "xz.txt"),
    "zlib": ("zlib, in Python", "Zlib", "zlib.txt"),
    "mpdecimal": ("mpdecimal, in Python", "BSD-2-Clause", "mpdecimal.txt"),
    "icu": ("ICU and its data (cut to what is used), beside Qt", "Unicode-3.0", "icu.txt"),
    "xcb-util": ("the xcb-util libraries", "X11", "xcb-util.txt"),
    "fcitx-qt": ("fcitx-qt5's input plugin for Qt 6", "BSD-3-Clause", "fcitx-qt5.txt"),
    "zig": ("zig's compiler runtime, in the launchers", "MIT", "zig.txt"),
    "mingw-w64": ("mingw-w64's start code, in the launchers for Windows", "ZPL-2.1", "mingw-w64.txt"),
    "nsis": ("NSIS, the setup for Windows", "Zlib", "nsis.txt"),
}
"""What packages bring beside wheels and fonts, by how the bill of materials knows it: name, licence, text."""
NOT_IN_OUR_WHEELS = re.compile(r"/(android|v8_xfa|pbin_musl|cibw_musl)/")
LICENCE_NAME = re.compile(r"licen[sc]e|copying|notice", re.IGNORECASE)
FONT_ENDINGS = {".ttf", ".otf"}
HEAD = """# Third-party notices

Made by `make notices`; a test compares it with what is installed. Report Desk itself is under Apache-2.0.

**Qt.** The window uses Qt for Python (PySide6, shiboken6) and Qt under the GNU LGPL, version 3. They are
installed as separate shared libraries, unmodified but for their debuggers' symbols, which other builds of
the same version may replace: in the installed program they lie in the folder `lib/PySide6` (arm64 has 6.7.3
of both instead of the version below). Their source is published by The Qt Company for each version named;
Qt's documentation lists the third-party code inside Qt itself.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that ships: what it is called, which version, under which licence, and the texts of it."""

    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, str], ...]


def locked() -> dict[str, str]:
    """Name → version of every wheel the program needs, as locked."""
    lines = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").splitlines()
    pins = (re.match(r"([\w.-]+)==(\S+)", line) for line in lines)
    return {pin[1]: pin[2] for pin in pins if pin}


def wheel(name: str, version: str) -> Part:
    """The licence of one installed wheel."""
    found = distribution(name)
    if found.version != version:
        sys.exit(f"{name} {found.version} is installed, {version} is locked: make setup")
    texts = tuple((path.name, _decoded(path)) for path in _licence_files(found))
    own = OWN_TEXTS.get(name, ())
    texts += tuple(
        (text, (ROOT / "packaging" / "licenses" / text).read_text(encoding="utf-8")) for text in own
    )
    if not texts:
        sys.exit(f"{name} carries no licence text: put one into packaging/licenses and name it in OWN_TEXTS")
    return Part(name, version, CHOSEN.get(name) or _licence_name(found), texts)


def fonts() -> list[Part]:
    """Every bundled font, with the licence that NOTICE.md beside it names."""
    files = sorted(path for path in (ROOT / "resources").rglob("*") if path.suffix.lower() in FONT_ENDINGS)
    return [_font(path) for path in files]


def installed() -> list[Part]:
    """What the packages bring along; the versions stand in each package's bill of materials."""
    folder = ROOT / "packaging" / "licenses"
    return [
        Part(name, "in the packages", licence, ((text, _decoded(folder / text)),))
        for name, licence, text in INSTALLED.values()
    ]


def notices() -> str:
    """The whole document."""
    parts = [*(wheel(name, version) for name, version in locked().items()), *fonts(), *installed()]
    numbers: dict[str, int] = {}
    for part in parts:
        for _, text in part.texts:
            numbers.setdefault(_tidy(text), len(numbers) + 1)
    rows = [
        f"| {part.name} | {part.version} | {part.licence} | "
        f"{', '.join(str(numbers[_tidy(text)]) for _, text in part.texts)} |"
        for part in parts
    ]
    table = ["| part | version | licence | texts |", "|---|---|---|---|", *rows]
    texts = [f"## Text {number}\n\n```text\n{text}\n```" for text, number in numbers.items()]
    return "\n".join([HEAD, *table, "", "\n\n".join(texts)]) + "\n"


def _licence_files(found: Distribution) -> list[Path]:
    entries = [str(found.locate_file(path)) for path in found.files or () if ".dist-info/" in path.as_posix()]
    kept = [
        Path(entry)
        for entry in entries
        if (LICENCE_NAME.search(Path(entry).name) or "/licenses/" in entry.replace("\\", "/"))
        and not NOT_IN_OUR_WHEELS.search(entry.replace("\\", "/"))
    ]
    return sorted(kept, key=lambda path: path.as_posix())


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _licence_name(found: Distribution) -> str:
    stated = found.metadata.json.get("license_expression") or found.metadata.json.get("license") or "see text"
    return str(stated).splitlines()[0].split("(")[0].strip()


def _font(path: Path) -> Part:
    notice = path.with_name("NOTICE.md")
    said = re.search(
        rf"^## `{re.escape(path.name)}`(.*?)(?=^## |\Z)", _decoded(notice), re.MULTILINE | re.DOTALL
    )
    licence = re.search(r"\((licences/[^)]+)\)", said[1]) if said else None
    if licence is None:
        sys.exit(f"{notice.relative_to(ROOT)} names no licence of {path.name}")
    text = path.with_name("licences") / Path(licence[1]).name
    return Part(path.name, "bundled", text.stem.split("-")[0], ((text.name, _decoded(text)),))


def _tidy(text: str) -> str:
    lines = (line.rstrip() for line in text.replace("\r\n", "\n").replace("```", "'''").splitlines())
    return "\n".join(lines).strip("\n\f")


if __name__ == "__main__":
    NOTICES.write_text(notices(), encoding="utf-8")
    print(f"{NOTICES.name}: {len(locked())} wheels, {len(fonts())} fonts")
